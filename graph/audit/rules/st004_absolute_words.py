"""ST004 Absolute words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import ABSOLUTE, CITED, NOT_ABSOLUTE
from ontology.model import Claim, EvidenceLevel, Severity

_TAKEN_BACK = re.compile(r"(?:\bnot|n[’']t|\bhardly|\brarely)\b[^.;:,]{0,40}$", re.IGNORECASE)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence with a claim in words that leave no room, and no work that could be looked up."""
    for article in facts.articles:
        for sentence in article.sentences:
            claims = article.claims_of.get(sentence.number, ())
            match = ABSOLUTE.search(sentence.text) if sentence.prose else None
            if (
                match
                and not NOT_ABSOLUTE.search(sentence.text)
                and not _TAKEN_BACK.search(sentence.text[: match.start()])
                and _bears_on(article, sentence, claims)
            ):
                yield on_sentences([sentence], _message(match.group()), severity=_severity(claims), claims=claims)


def _bears_on(article: Article, sentence: Sentence, claims: tuple[Claim, ...]) -> bool:
    """Return whether there is something for the words to be absolute about: a claim here, or in the sentence before."""
    near = claims or article.claims_of.get(sentence.number - 1, ())
    return (
        bool(near)
        and not CITED.search(sentence.text)
        and all(claim.evidence.level is not EvidenceLevel.IDENTIFIED for claim in near)
        and "?" not in sentence.text
    )


def _severity(claims: tuple[Claim, ...]) -> Severity:
    return Severity.MEDIUM if claims else Severity.LOW


def _message(word: str) -> str:
    return f"“{word}” leaves no room for an exception, a person who reacts otherwise, or a later study."


RULE = Rule(
    code="ST004",
    title="Absolute words",
    severity=Severity.MEDIUM,
    looks_for="always, never, only, guarantees, unique, no adverse events and their like beside a claim without an identified source",
    why="Hardly any effect in biology is without exception, and no study can show that none exists.",
    example="“Zinc instantly restores every cell, with no side effects.”",
    fix="Say how often, in whom and by how much, with the source; or soften the word.",
    find=find,
)
