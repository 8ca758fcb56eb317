"""ST006 Certainty above the article's own grading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_claims
from graph.audit.sentences import Sentence
from ontology.model import Claim, Severity
from ontology.relations import Sign

_WEAK = re.compile(
    r"\b(?:early|emerging|preliminary|limited|weak|moderate|little|insufficient|no (?:good|clear|strong))\b[^.;:]{0,30}\bevidence\b"
    r"|\bwhat we (?:are still|do not|don[’']t)\b|\bunanswered\b|\bnot yet (?:known|shown|established|clear)\b|\bstill (?:unclear|"
    r"unknown|emerging)\b",
    re.IGNORECASE,
)
"""How an article grades its own evidence as weak."""

COVERED = 0.6
"""Share of a topic's content words that a claim must name to be on it; a guess, checked on a few texts."""

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "e",
        "g",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "such",
        "that",
        "the",
        "their",
        "this",
        "to",
        "with",
        "effect",
        "effects",
        "evidence",
        "exists",
    ]
)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each topic that the article grades as weakly supported and tells as fact elsewhere."""
    for article in facts.articles:
        for topic in _topics(article):
            firm = [claim for claim in article.claims if claim.asserts and _on(claim, topic, facts) and not topic.overlaps(claim.place)]
            if firm:
                focus = (topic.document_id, str(topic.place.start))
                finding = on_claims(firm[:3], _message(firm[0], topic, facts), focus=focus)
                yield replace(finding, passages=(*finding.passages, topic.passage))


def _topics(article: Article) -> Iterator[Sentence]:
    """Yield the sentences that are graded weak, or the items of the list under such a line."""
    for sentence in article.sentences:
        if sentence.prose and _WEAK.search(sentence.text):
            items = article.items_of.get(sentence.block, ())
            yield from items or (sentence,)


def _on(claim: Claim, topic: Sentence, facts: Facts) -> bool:
    """Return whether a claim is on the topic: its object stands there whole, and with its subject makes up most of the topic's words."""
    if claim.statement is None or claim.statement.sign is Sign.NONE:
        return False
    there = _content(topic.text)
    subject, obj = _content(facts.label(claim.statement.subject)), _content(facts.label(claim.statement.object))
    return bool(obj) and obj <= there and len((subject | obj) & there) >= COVERED * len(there)


def _content(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]{2,}", text.casefold())) - _SMALL


def _message(claim: Claim, topic: Sentence, facts: Facts) -> str:
    return f"“{facts.says(claim)}” is told as fact; the article itself grades the evidence on “{topic.text[:80].strip()}” as weak."


RULE = Rule(
    code="ST006",
    title="Certainty above the article's own grading",
    severity=Severity.MEDIUM,
    looks_for="claims told as fact on topics for which the article itself says that evidence is early, limited or moderate",
    why="The article knows better than it writes.",
    example="“Early evidence exists for: zinc and dreams” in one section, “zinc brings back dreams” in another.",
    fix="Tell the claim with the reserve that the grading asks for.",
    find=find,
)
