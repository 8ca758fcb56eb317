"""SG008 A means that fails in one place and works in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from ontology.model import BlockKind, Severity

_FAILS = re.compile(
    r"(?:\bwhy |^|[.,;:—–] ?)(?:the |an? )?(?P<means>(?:[\w-]+ ){0,2}[\w-]+)"
    r" (?:fails?|failed|falls? short|does(?:n[’']t| not) work|do(?:n[’']t| not) work|is(?:n[’']t| not) enough|never works?)\b",
    re.IGNORECASE,
)
_WORKS = r"\b(?:via|through|by way of|by means of|by|using|thanks to|uses|with the help of)\s+(?:the |an? )?(?:[\w-]+ )?{means}\b"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each place where something works by a means that the article says fails."""
    for article in facts.articles:
        found: dict[int, tuple[str, Sentence, Sentence]] = {}
        for sentence in article.sentences:
            if sentence.kind is BlockKind.FURNITURE:
                continue
            for match in _FAILS.finditer(sentence.text):
                used = _use(article, sentence, match["means"])
                if used:
                    found.setdefault(used.number, (match["means"], sentence, used))
        for means, failing, used in found.values():
            yield on_sentences([failing, used], f"“{means}” is said to fail here, and to be how it works there.", focus=means.casefold())


def _use(article: Article, failing: Sentence, means: str) -> Sentence | None:
    if len(means) < 6 or means.split(maxsplit=1)[0].casefold() in {
        "it",
        "this",
        "that",
        "they",
        "these",
        "which",
        "what",
        "everything",
        "nothing",
    }:
        return None
    pattern = re.compile(_WORKS.format(means=re.escape(means)), re.IGNORECASE)
    others = (s for s in article.sentences if s is not failing and s.prose)
    return next((s for s in others if pattern.search(s.text)), None)


RULE = Rule(
    code="SG008",
    title="A means that fails here and works there",
    severity=Severity.HIGH,
    looks_for="a means that one place says fails, and another names as the way by which something works (via, through, by)",
    why="The argument needs the means to fail for others and to work for its subject; no reason is given why it should.",
    example="A heading says that filtration fails; the text below says that the new filter cleans by filtration.",
    fix="Say what is different in the two cases, or drop the contrast.",
    find=find,
)
