"""SF002 Missing contraindication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.doses import Caution, cautions, doses, main_substance
from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import words
from ontology.model import Severity

_ADVICE = words(
    "take it",
    "take",
    "consider",
    "replace",
    "start with",
    "look for",
    "best integrated",
    "add",
    "stack",
    "best for",
    "before bed",
    "recommended",
)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each known caution on its main substance that an article with advice leaves out."""
    for article in facts.articles:
        substance = main_substance(article, facts, {caution.substance: caution for caution in cautions()})
        advice = _advice(article)
        if substance and advice:
            text = article.document.text
            missing = [c for c in cautions() if c.substance == substance and not re.search(c.words, text, re.IGNORECASE)]
            if missing:
                yield on_sentences(advice[:3], _message(substance, missing), focus=substance)


def _advice(article: Article) -> list[Sentence]:
    """Return the sentences that advise: a dose first, then instructions."""
    prose = [s for s in article.sentences if s.prose]
    dosed = [s for s in prose if any(doses(s.text))]
    told = [s for s in prose if _ADVICE.match(s.text)]
    return [*dosed, *(s for s in told if s not in dosed)] if dosed or told else []


def _message(substance: str, missing: list[Caution]) -> str:
    listed = "; ".join(f"{caution.concern} ({caution.source})" for caution in missing)
    return f"The article advises {substance} and is silent on: {listed}."


RULE = Rule(
    code="SF002",
    title="Missing contraindication",
    severity=Severity.HIGH,
    looks_for=(
        "known cautions on the substance that an article advises (graph/audit/data/cautions.tsv): who should not take it, with what "
        "it interferes"
    ),
    why="Those whom it can harm are among the readers, and the article is where they would look.",
    example="An article with doses of magnesium says nothing of weak kidneys.",
    fix="Add the caution, with its source.",
    find=find,
)
