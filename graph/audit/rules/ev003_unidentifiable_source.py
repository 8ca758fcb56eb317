"""EV003 Source that cannot be identified: described by size, year or place, yet nobody could find it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.own_work import own_work
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.rules.ev002_vague_source import appeals
from graph.audit.sentences import Sentence
from graph.audit.words import CITED, INSTITUTION, NUMBER, RESEARCH, YEAR, words
from ontology.model import Claim, Evidence, EvidenceLevel, Severity

_STUDY = words(RESEARCH)
_LAW = re.compile(r"\b(?:according to|by) (?:the )?[\w–’' -]{1,40} (?:law|principle|equation|theorem|rule)\b", re.IGNORECASE)
_JOURNAL = re.compile(r"\bpublished in\b|\bthe journal\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!\w)[A-Z][a-z]{3,}(?!\w)")


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence that describes a study, or takes a figure from one, without saying which."""
    for article in facts.articles:
        seen: set[int] = set()
        for sentence, claims in _candidates(article):
            if sentence.number not in seen and not identifiable(sentence.text, claims) and not _named_before(article, sentence):
                seen.add(sentence.number)
                yield on_sentences([sentence], _message(sentence), severity=Severity.HIGH, claims=claims)


def identifiable(text: str, claims: list[Claim]) -> bool:
    """Return whether the words of a sentence, with the evidence read there, let somebody find the work.

    >>> identifiable("A 2019 survey of 300 bakers found more coughs.", [])
    False
    >>> identifiable("The WHO warned of this in 2019.", []), identifiable("Baker et al., 2019, found this.", [])
    (True, True)
    """
    evidence = [claim.evidence for claim in claims]
    told = " ".join([text, *(e.cite for e in evidence if e.cite)])
    return bool(CITED.search(told)) or any(map(_labelled, evidence)) or bool(INSTITUTION.search(told) and YEAR.search(told))


def _named_before(article: Article, sentence: Sentence) -> bool:
    """Return whether a name in the sentence stands in a full citation before it: the work is then known."""
    names = set(_NAME.findall(sentence.text[1:]))
    before = (s for s in article.sentences[: sentence.number] if CITED.search(s.text))
    return any(names & set(_NAME.findall(s.text[1:])) for s in before)


def _labelled(evidence: Evidence) -> bool:
    return bool(evidence.identifiers) or evidence.level is EvidenceLevel.IDENTIFIED


def _candidates(article: Article) -> Iterator[tuple[Sentence, list[Claim]]]:
    for sentence, claims in appeals(article).items():
        if NUMBER.search(sentence.text):
            yield sentence, claims
    for sentence in article.sentences:
        claims = [c for c in article.claims_of.get(sentence.number, ()) if c.evidence.level is EvidenceLevel.NAMED]
        if own_work(article) or _LAW.search(sentence.text):
            continue
        if claims or (sentence.prose and YEAR.search(sentence.text) and NUMBER.search(sentence.text) and _STUDY.search(sentence.text)):
            yield sentence, claims


def _message(sentence: Sentence) -> str:
    number, year = NUMBER.search(sentence.text), YEAR.search(sentence.text)
    figure = f"The figure “{number.group().strip()}”" if number else "This"
    when = f" of {year.group()}" if year else ""
    lacks = "author, title" if _JOURNAL.search(sentence.text) else "author, journal"
    return f"{figure} is said to come from work{when} without {lacks} or identifier: nobody could look it up."


RULE = Rule(
    code="EV003",
    title="Source that cannot be identified",
    severity=Severity.HIGH,
    looks_for="author and year, a body with a year, a numbered reference or an identifier for a study that the text describes",
    why="Size, year and a precise figure make a study sound checked; without a name it cannot be found, and may not exist.",
    example="“A 2021 survey of 900 bakers found that 71% coughed less.” No author, journal or register is given.",
    fix="Give the DOI, PMID or register number, or author, year and journal. Without them leave the figure out.",
    find=find,
)
