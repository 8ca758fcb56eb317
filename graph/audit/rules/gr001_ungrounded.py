"""GR001 Ungrounded factor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_claims
from ontology.model import Claim, FactorKind, Severity

OFTEN = 3
"""Claims from which on a phrase that nobody has grounded gets a flag of its own; rarer ones share one flag an article."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each frequent phrase without a known factor, and one for all rare ones of an article."""
    for article in facts.articles:
        unknown = _unknown(article, facts)
        rare = {name: claims for name, claims in unknown.items() if len(claims) < OFTEN}
        for name, claims in unknown.items():
            if name not in rare:
                yield _frequent(name, claims, facts)
        if rare:
            yield _rest(article, rare, facts)


def _unknown(article: Article, facts: Facts) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in article.claims:
        for mention in (claim.subject, claim.object):
            if mention.factor is None or facts.kind(mention.factor) is FactorKind.UNRESOLVED:
                found[mention.factor or mention.phrase.casefold()].append(claim)
    return found


def _frequent(name: str, claims: list[Claim], facts: Facts) -> Finding:
    message = f"No vocabulary entry stands behind “{facts.label(name)}”, on which {len(claims)} claims of this article rest."
    return replace(on_claims(claims, message, focus=(claims[0].document_id, name)), factor=name)


def _rest(article: Article, rare: dict[str, list[Claim]], facts: Facts) -> Finding:
    names = [facts.label(name) for name in rare]
    listed = ", ".join(f"“{name}”" for name in names[:6])
    message = (
        f"{len(names)} phrases without a vocabulary entry, each in one or two claims: {listed}{' and more' if len(names) > 6 else ''}."
    )
    claims = [claim for of in rare.values() for claim in of]
    return on_claims(claims, message, severity=Severity.LOW, focus=(article.document.id, "rare"))


RULE = Rule(
    code="GR001",
    title="Ungrounded factor",
    severity=Severity.LOW,
    looks_for="subjects and objects for which neither the vocabulary nor the article's own abbreviations have an entry",
    why="Such a node is a phrase: what other articles say of the same thing in other words does not meet it.",
    example="“Gribble harmony” stands as the object of four claims, and nobody knows what it is.",
    fix="Add it to the vocabulary, or to its entry as a synonym; mark it as a construct when it exists in this text only.",
    find=find,
)
