"""EV006 The article's own deposit as its source."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.citations import fold, surnames
from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.works import work_of
from ontology.identifiers import identifiers
from ontology.model import Claim, Severity
from ontology.works import Work

DEPOSITS = {
    "10.5281": "Zenodo",
    "10.6084": "figshare",
    "10.31219": "OSF Preprints",
    "10.31234": "PsyArXiv",
    "10.17605": "OSF",
    "10.20944": "Preprints.org",
    "10.21203": "Research Square",
    "10.1101": "bioRxiv or medRxiv",
    "10.2139": "SSRN",
    "10.48550": "arXiv",
}
"""DOI prefixes of services that publish without peer review (registered prefixes, Crossref and DataCite)."""


UNREVIEWED = frozenset({"posted-content", "preprint", "Preprint"})
"""What Crossref, arXiv and PubMed call a text that was put up without review."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each deposit, or DOI of the article itself, that stands in the text or is offered as evidence."""
    for article in facts.articles:
        own = work_of(article.document.doi) if article.document.doi else None
        others = {doi for s in article.sentences for doi in _dois(s.text) if not _deposit(doi, facts) and doi != own}
        for doi, sentences in _places(article, own, facts).items():
            claims = [c for c in article.claims if doi in map(work_of, c.evidence.identifiers)]
            message = _message(doi, own, claims, article, facts)
            yield on_sentences(sentences, message, severity=_severity(others), claims=claims, focus=doi)


def _dois(text: str) -> list[str]:
    return [name for name in identifiers(text) if name.startswith("doi:")] if "10." in text else []


def _deposit(doi: str, facts: Facts) -> str | None:
    """Return the service where a text was put up without review: by its prefix, or because the looked-up work says so."""
    work = _work(doi, facts)
    named = work.publisher if work and work.kind in UNREVIEWED else None
    return DEPOSITS.get(doi.removeprefix("doi:").partition("/")[0]) or named


def _work(doi: str, facts: Facts) -> Work | None:
    lookup = facts.lookups.get(doi)
    return lookup.work if lookup else None


def _places(article: Article, own: str | None, facts: Facts) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for sentence in article.sentences:
        for doi in _dois(sentence.text):
            if doi == own or _deposit(doi, facts):
                found.setdefault(doi, []).append(sentence)
    return found


def _severity(others: set[str]) -> Severity:
    return Severity.MEDIUM if others else Severity.HIGH


def _message(doi: str, own: str | None, claims: list[Claim], article: Article, facts: Facts) -> str:
    service = _deposit(doi, facts)
    what = "the article's own" if doi == own else f"a {service} deposit"
    reviewed = ", which nobody has reviewed" if service else ""
    tied = f"It is offered for {len(claims)} claims." if claims else "It is tied to no claim."
    return f"{doi} is {what}{reviewed}.{_whose(doi, article, facts)} {tied} It must not make any claim look sourced."


def _whose(doi: str, article: Article, facts: Facts) -> str:
    """Return who put the work up, where a lookup told, and whether that is the article's author or publisher."""
    work = _work(doi, facts)
    if work is None or not work.citation.authors:
        return ""
    known = surnames(work.citation)
    writers = [name for name in article.document.authors if fold(name).split()[-1:] and fold(name).split()[-1] in known]
    if writers:
        return f" It is by {', '.join(writers)}, who wrote the article."
    publisher = article.document.publisher
    if publisher and fold(publisher) in (fold(work.publisher or ""), fold(work.citation.authors)):
        return f" It is by {publisher}, who {'sells what it praises' if article.document.sells else 'publishes the article'}."
    return f" It is by {work.citation.authors}."


RULE = Rule(
    code="EV006",
    title="The article's own deposit as its source",
    severity=Severity.HIGH,
    looks_for="identifiers that are the article's own, or of a service where anybody can deposit a text",
    why="A DOI looks like review and independence. One that leads back to the author, or to an unreviewed deposit, gives neither.",
    example="The byline of an article without references shows the DOI of the author's own upload.",
    fix="Say that it is the author's own unreviewed text, and cite independent works for the claims.",
    find=find,
)
