"""EV002 Vague source: an appeal to research that is not named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.audit.facts import Article, Facts
from graph.audit.grade import clinical
from graph.audit.own_work import own_work
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import ANECDOTE, CITED, NUMBER, STRONG_APPEAL, appeal
from ontology.model import Claim, EvidenceLevel, Severity

REACH = 3
"""Sentences back within one paragraph in which the words of an appeal are looked for."""

_TAKEN_BACK = re.compile(r"(?:\bnot|n[’']t|\bno|\bwhat(?: the)?)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:our|these|this|the present|we)\b", re.IGNORECASE)

_ANNOUNCES = re.compile(r"^(?:below|here|next|above|in (?:this|the next|the following|part|section))\b", re.IGNORECASE)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each appeal; the claims of the list under it belong to it."""
    for article in facts.articles:
        for sentence, claims in appeals(article).items():
            if not NUMBER.search(sentence.text):  # a figure from unnamed work is EV003's
                yield _finding(article, sentence, claims, facts)


def appeals(article: Article) -> dict[Sentence, list[Claim]]:
    """Return the sentences that appeal to unnamed work, each with the claims that rest on it."""
    found: dict[Sentence, list[Claim]] = defaultdict(list)
    for sentence in article.sentences:
        if (
            sentence.prose
            and not _ANNOUNCES.search(sentence.text)
            and _appeals(article, sentence)
            and not CITED.search(sentence.text)
            and not _named(article, sentence)
        ):
            found[sentence] = list(article.claims_of.get(sentence.number, ()))
    for claim in article.claims:
        home = _home(article, claim, found) if claim.evidence.level is EvidenceLevel.VAGUE else None
        if home and not _own(article, home) and claim not in found[home]:
            found[home].append(claim)
    return dict(sorted(found.items(), key=lambda item: item[0].number))


def _appeals(article: Article, sentence: Sentence) -> bool:
    """Return whether a sentence borrows the weight of others' work: neither denies nor announces it, nor tells of the article's own."""
    match = appeal(sentence.text)
    if not match or "→" in match.group() or _TAKEN_BACK.search(sentence.text[: match.start()]):
        return False
    return not _own(article, sentence)


def _own(article: Article, sentence: Sentence) -> bool:
    """Return whether a sentence tells what the article's own study found."""
    return own_work(article) and _OWN.search(sentence.text) is not None


def _named(article: Article, sentence: Sentence) -> bool:
    levels = {claim.evidence.level for claim in article.claims_of.get(sentence.number, ())}
    return bool(levels & {EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED})


def _home(article: Article, claim: Claim, known: dict[Sentence, list[Claim]]) -> Sentence | None:
    """Return the sentence that makes the appeal behind a claim: the lead-in line above it when the words stand there."""
    own = article.sentence_of(claim)
    if own is None or ANECDOTE.search(claim.evidence.cite or ""):
        return None
    words = (claim.evidence.cite or "").casefold()
    if words and words in own.text.casefold():
        return own
    above = article.lead_in(own)
    before = [above] if above else [s for s in article.sentences[max(0, own.number - REACH) : own.number] if s.block == own.block]
    return next((s for s in reversed(before) if s in known or (words and words in s.text.casefold())), own)


def _finding(article: Article, sentence: Sentence, claims: Sequence[Claim], facts: Facts) -> Finding:
    match = appeal(sentence.text)
    cites = [claim.evidence.cite for claim in claims if claim.evidence.cite]
    words = cites[0] if cites else match.group() if match else sentence.text[:60]
    outcomes = sum(clinical(claim.statement.object, facts) for claim in claims if claim.statement)
    heavy = bool(STRONG_APPEAL.search(sentence.text)) or outcomes > 0
    items = [s for s in article.items_of.get(sentence.block, ()) if any(s.overlaps(c.place) for c in claims)]
    hang = f" {len(claims)} claims hang on it." if len(claims) > 1 else ""
    message = f"“{words}” names no work that anybody could look up.{hang}"
    return on_sentences([sentence, *items], message, severity=Severity.HIGH if heavy else Severity.MEDIUM, claims=claims)


RULE = Rule(
    code="EV002",
    title="Vague source",
    severity=Severity.HIGH,
    looks_for="an author, year, institution, journal or identifier beside words such as “studies show” or “multiple trials”",
    why="It borrows the weight of research without letting anybody check it; often the work is on something else.",
    example="“Many trials have shown these gains:” above a list of four effects, with no trial named.",
    fix="Name the works meant, for each claim of the list, or take the appeal out.",
    find=find,
)
