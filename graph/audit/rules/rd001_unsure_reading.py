"""RD001 Unsure reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.audit.facts import Facts
from graph.audit.grade import UNSURE
from graph.audit.rule import Finding, Rule, on_claims
from ontology.model import Claim, Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence with claims that the reader was not sure to have read right."""
    for article in facts.articles:
        doubtful: dict[tuple[int, int], list[Claim]] = defaultdict(list)
        for claim in article.claims:
            if claim.confidence < UNSURE:
                doubtful[(claim.place.start, claim.place.end)].append(claim)
        for claims in doubtful.values():
            yield on_claims(claims, _message(claims, facts))


def _message(claims: list[Claim], facts: Facts) -> str:
    carried = any(mention.start is None for claim in claims for mention in (claim.subject, claim.object))
    brought = " A subject or object was brought in from another sentence." if carried else ""
    lowest = min(claim.confidence for claim in claims)
    return f"Read as “{facts.says(claims[0])}”{' and more' if len(claims) > 1 else ''}, at a confidence of {lowest:.2f}.{brought}"


RULE = Rule(
    code="RD001",
    title="Unsure reading",
    severity=Severity.LOW,
    looks_for=f"claims whose reading has a confidence below {UNSURE}",
    why="The reader may have mistaken who acts on what; then other flags on this claim may be its fault and not the article's.",
    example="“It calms what drives them”: both “it” and “them” were guessed.",
    fix="Read the sentence and accept or reject the claim in review.",
    find=find,
)
