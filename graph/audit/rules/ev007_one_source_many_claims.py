"""EV007 One source carrying many claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.own_work import own_work
from graph.audit.rule import Finding, Rule, on_claims
from graph.works import works
from ontology.model import Claim, Severity

_PART = re.compile(r"\b(?:ch|chap|chapter|pp|section|vol)\.? \d", re.IGNORECASE)

MANY = 5
"""Statements that one work is asked to carry; a guess, not measured: an abstract seldom reports more than four outcomes."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each work that one article offers for many different statements."""
    for article in facts.articles:
        carried: dict[str, list[Claim]] = defaultdict(list)
        for claim in article.claims:
            for names in works(claim.evidence):
                carried[names[0]].append(claim)
        for work, claims in carried.items():
            statements = {claim.statement for claim in claims if claim.statement}
            if len(statements) >= MANY and not own_work(article) and not any(_in_book(article, claim) for claim in claims):
                message = f"{work.partition(':')[2]} is offered for {len(statements)} different statements of this article."
                yield on_claims(claims, message, focus=(article.document.id, work))


def _in_book(article: Article, claim: Claim) -> bool:
    """Return whether the work is cited with a chapter or pages: a book or report can carry much."""
    sentence = article.sentence_of(claim)
    return sentence is not None and _PART.search(sentence.text) is not None


RULE = Rule(
    code="EV007",
    title="One source carrying many claims",
    severity=Severity.MEDIUM,
    looks_for=f"works that one article offers for {MANY} or more different statements",
    why="A single study seldom shows so much; some of the claims probably rest on something else.",
    example="One trial of sleep is cited for effects on sleep, mood, muscles, digestion and memory.",
    fix="Check each claim against the work, and cite other works for those that it does not carry.",
    find=find,
)
