"""SG002 Opposite signs across articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, Scope
from graph.audit.rules.sg_pairs import Pair, by_pair, clashes, on_clash, told
from ontology.model import Claim, Severity

Found = dict[Pair, tuple[Finding, ...]]


def skip(facts: Facts) -> str | None:
    """Return why one article cannot be compared with others."""
    return None if len(facts.articles) > 1 else "there is only one article"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each pair on which articles disagree though none contradicts itself there."""
    by_pair_ = facts.kept("clashes across", lambda before: _all(facts, before))
    yield from (finding for pair in sorted(by_pair_) for finding in by_pair_[pair])


def _all(facts: Facts, before: Found | None) -> Found:
    """Return the findings by pair: as before for pairs of which only articles that did not change speak."""
    moved = None if before is None else {pair for article in facts.moved for pair in _pairs(article)}
    spoken: dict[Pair, list[Claim]] = defaultdict(list)
    for article in facts.articles:
        own = _pairs(article)
        for pair in own if moved is None else own.keys() & moved:
            spoken[pair].extend(own[pair])
    found = {pair: findings for pair, findings in (before or {}).items() if pair not in (moved or ())}
    return found | {pair: findings for pair, claims in spoken.items() if len(claims) > 1 and (findings := tuple(_across(claims, facts)))}


def _pairs(article: Article) -> Mapping[Pair, list[Claim]]:
    return article.once("pairs", lambda: by_pair(article.claims))


def _across(claims: list[Claim], facts: Facts) -> Iterator[Finding]:
    for clash in clashes(claims):
        one, other = ({claim.document_id for claim in side} for side in (clash.one, clash.other))
        if not one & other:
            names = " and ".join(f"“{facts.article[min(side)].document.name}”" for side in (one, other))
            yield on_clash(clash, facts, f"{names} disagree: {told(clash, facts)}.")


RULE = Rule(
    code="SG002",
    title="Opposite signs across articles",
    severity=Severity.HIGH,
    looks_for="articles that tell opposite effects of one factor on another under the same conditions",
    why="A reader of both learns that one is wrong, and not which. The better sourced side should be told first.",
    example="One article says that zinc raises iron, another that it lowers iron; neither names a dose.",
    fix="Compare what each offers as evidence; correct the weaker article, or name the conditions that set them apart.",
    find=find,
    skip=skip,
    scope=Scope.GRAPH,
)
