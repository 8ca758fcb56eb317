"""EV004 Number without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.grade import clinical
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import CITED, INSTITUTION, NUMBER, RESEARCH, YEAR, appeal, words
from ontology.model import Claim, EvidenceLevel, Severity

_STUDY = words(RESEARCH)
_DOSE = re.compile(r"\d[\s-]?(?:[mµμk]?g|mcg|IU)$", re.IGNORECASE)
_SHARE = re.compile(r"%|percent|per cent|fold|times|x\b", re.IGNORECASE)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence, or list, that states figures and offers nothing for them."""
    for article in facts.articles:
        bare: dict[tuple[str, int], list[tuple[Sentence, list[str], list[Claim]]]] = {}
        for sentence in article.sentences:
            claims = list(article.claims_of.get(sentence.number, ()))
            figures = _figures(sentence, claims)
            if figures and not _sourced(article, sentence, claims):
                bare.setdefault(("list", sentence.lead_in) if sentence.lead_in is not None else ("sentence", sentence.number), []).append(
                    (sentence, figures, claims)
                )
        for told in bare.values():
            sentences = [sentence for sentence, _, _ in told]
            figures = [figure for _, figures, _ in told for figure in figures]
            claims = [claim for _, _, claims in told for claim in claims]
            yield on_sentences(sentences, _message(figures), severity=_severity(figures, claims, facts), claims=claims)


def _figures(sentence: Sentence, claims: list[Claim]) -> list[str]:
    if not sentence.prose:
        return []
    told = [claim.quantity.words for claim in claims if claim.quantity and _here(claim.quantity.words, sentence)]
    return list(dict.fromkeys(told or [match.group().strip() for match in NUMBER.finditer(sentence.text)]))


def _here(words: str, sentence: Sentence) -> bool:
    """Return whether a measured figure stands in this sentence and not in the line above it."""
    return words in sentence.text and bool(NUMBER.search(words))


def _sourced(article: Article, sentence: Sentence, claims: list[Claim]) -> bool:
    """Return whether anything is offered; work that is described but not named is for EV002 and EV003."""
    if any(claim.evidence.level is not EvidenceLevel.NONE for claim in claims) or CITED.search(sentence.text):
        return True
    if appeal(sentence.text) or _STUDY.search(sentence.text) or (INSTITUTION.search(sentence.text) and YEAR.search(sentence.text)):
        return True
    above = article.lead_in(sentence)
    return bool(above and (CITED.search(above.text) or _STUDY.search(above.text)))


def _severity(figures: list[str], claims: list[Claim], facts: Facts) -> Severity:
    """Return high for a share or a ratio, and for any figure about an outcome; medium for other amounts."""
    outcome = any(clinical(claim.statement.object, facts) for claim in claims if claim.statement)
    return Severity.HIGH if outcome or any(map(_SHARE.search, figures)) else Severity.MEDIUM


def _message(figures: list[str]) -> str:
    listed = ", ".join(f"“{figure}”" for figure in figures[:3])
    be = "is" if len(figures) == 1 else "are"
    if all(_DOSE.search(figure) for figure in figures):
        return f"The dose {listed} {be} given with nothing to say where it comes from."
    return f"{listed} {be} stated with nothing that says who measured it."


RULE = Rule(
    code="EV004",
    title="Number without a source",
    severity=Severity.HIGH,
    looks_for="a citation, a named body or a study beside each share, ratio, dose or amount",
    why="Somebody must have measured a number. Without the source nobody can tell whose, in whom, and how sure it is.",
    example="“Baking removes 60-70% of it.” Nobody is named who weighed it before and after.",
    fix="Name the source of the number with its range and population, or leave the number out.",
    find=find,
)
