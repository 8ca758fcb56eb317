"""EV009 The publisher sells what the claim praises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.entities import kin
from graph.audit.facts import Article, Facts, passages
from graph.audit.grade import praises
from graph.audit.rule import Finding, Rule
from graph.audit.sentences import Sentence
from graph.audit.words import OWN_INTEREST
from ontology.model import Claim, Severity

SHOWN = 5
"""Praising claims that one flag quotes; the message counts them all."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each article whose publisher sells what it praises, or speaks of its own products."""
    for article in facts.articles:
        plugs = _plugs(article)
        praise = [claim for claim in article.claims if praises(claim, facts) and sold(article, claim, facts)]
        if praise or (plugs and not article.document.sells):
            yield _finding(article, plugs, praise)


def _plugs(article: Article) -> list[Sentence]:
    """Return the sentences in which the publisher speaks of its products, by name or as its own."""
    names = _products(article.document.sells)
    return [s for s in article.sentences if OWN_INTEREST.search(s.text) or any(name in s.text for name in names)]


def _products(sells: str | None) -> list[str]:
    """Return the names in what is sold: words with capitals, outside brackets."""
    outside = re.sub(r"\([^)]*\)", " ", sells or "")
    return re.findall(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+", outside)


def sold(article: Article, claim: Claim, facts: Facts) -> bool:
    """Return whether the claim's subject, or what it is a form of, is among the things that the publisher sells."""
    sells = (article.document.sells or "").casefold()
    if claim.statement is None or not sells:
        return False
    labels = [facts.label(factor).casefold() for factor in kin(claim.statement.subject, facts)]
    return any(re.search(rf"\b{re.escape(label)}\b", sells) for label in labels)


def _finding(article: Article, plugs: list[Sentence], praise: list[Claim]) -> Finding:
    document = article.document
    sold = f"sells {document.sells}" if document.sells else "speaks of products of its own"
    counted = f"; {len(praise)} claims here praise it" if praise else ""
    return Finding(
        focus=(document.id, "sells"),
        message=f"{document.publisher or 'The publisher'} {sold}{counted}. No other evidence is independent of that interest by itself.",
        passages=(*(sentence.passage for sentence in plugs[:SHOWN]), *passages(praise[:SHOWN])),
        claims=tuple(dict.fromkeys(claim.id for claim in praise)),
        severity=Severity.HIGH if document.sells or praise else Severity.MEDIUM,
        document=document.id,
    )


RULE = Rule(
    code="EV009",
    title="The publisher sells what it praises",
    severity=Severity.HIGH,
    looks_for=(
        "what the publisher sells (metadata `sells`, or words such as “our product”) among the subjects of claims that tell of a gain"
    ),
    why="An interest does not make a claim wrong; it makes the claim's own publisher a poor witness for it.",
    example="A maker of zinc lozenges publishes an article that finds zinc lozenges the only fitting remedy.",
    fix="State the interest beside the claims, and support them with sources that do not share it.",
    find=find,
)
