"""SF003 Advice against effective care."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.words import AGAINST_CARE, CARE_KEPT, CITED, words
from ontology.model import Severity

_PEOPLE = words(
    "you",
    "your",
    "people",
    "patients?",
    "women",
    "men",
    "anyone",
    "everyone",
    "individuals",
    "sufferers?",
    "sleepers?",
    "naturally",
    "we",
    "I",
)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence that sets something above, or in the place of, care that works."""
    for article in facts.articles:
        for sentence in article.sentences:
            match = AGAINST_CARE.search(sentence.text) if sentence.prose else None
            if (
                match
                and _to_people(match.group(), sentence.text)
                and not CARE_KEPT.search(sentence.text)
                and not CITED.search(sentence.text)
            ):
                claims = article.claims_of.get(sentence.number, ())
                yield on_sentences(
                    [sentence], f"“{match.group()}”: a reader may leave care that works, and no source is given.", claims=claims
                )


def _to_people(words_: str, text: str) -> bool:
    """Return whether the words are about what people do: “cells do without insulin” is not."""
    return not words_.casefold().startswith("without") or _PEOPLE.search(text) is not None


RULE = Rule(
    code="SF003",
    title="Advice against effective care",
    severity=Severity.HIGH,
    looks_for="a product or habit set above, or in the place of, medicines, therapy or a doctor, without a source",
    why="Who stops a treatment that works is harmed, whatever the product does.",
    example="“These sleepers do not respond to therapy; zinc reaches them.”",
    fix="Cite a head-to-head trial or a guideline, or say that it does not replace treatment.",
    find=find,
)
