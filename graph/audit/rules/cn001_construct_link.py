"""CN001 A construct carries a link between real factors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graph.audit.facts import Facts
from graph.audit.grade import UNSURE, real
from graph.audit.rule import Finding, Rule, on_claims
from ontology.model import Claim, FactorKind, Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each construct of an article through which real factors act on real ones, with no direct link told."""
    for article in facts.articles:
        into: dict[str, list[Claim]] = defaultdict(list)
        out_of: dict[str, list[Claim]] = defaultdict(list)
        direct: set[tuple[str, str]] = set()
        for claim in article.claims:
            key = claim.statement
            if key is None or claim.negated or not claim.relation.causal or claim.confidence < UNSURE:
                continue
            direct.add((key.subject, key.object))
            if facts.kind(key.object) is FactorKind.CONSTRUCT and real(key.subject, facts):
                into[key.object].append(claim)
            if facts.kind(key.subject) is FactorKind.CONSTRUCT and real(key.object, facts):
                out_of[key.subject].append(claim)
        for construct in sorted(into.keys() & out_of.keys()):
            yield from _carried(construct, into[construct], out_of[construct], direct, facts)


def _carried(construct: str, into: list[Claim], out: list[Claim], direct: set[tuple[str, str]], facts: Facts) -> Iterator[Finding]:
    ends = [(a, b) for a in into for b in out if a.statement and b.statement and a.statement.subject != b.statement.object]
    open_ = [(a, b) for a, b in ends if a.statement and b.statement and (a.statement.subject, b.statement.object) not in direct]
    if open_:
        first, last = open_[0]
        message = (
            f"“{facts.label(construct)}” exists in this framework only, yet it carries {len(open_)} links between real factors, "
            f"such as “{facts.says(first)}” and “{facts.says(last)}”."
        )
        yield replace(on_claims([*into, *out], message, focus=(into[0].document_id, construct)), factor=construct)


RULE = Rule(
    code="CN001",
    title="A construct carries a link",
    severity=Severity.MEDIUM,
    looks_for=(
        "axes, phenotypes and the like, known in one author's framework only, that stand between real factors with no direct link told"
    ),
    why="What passes through an invention cannot be looked up or measured; the chain is only as good as the framework.",
    example="“Zinc supports the harmony axis”, “the harmony axis deepens sleep”: no study can have measured the axis.",
    fix="Name the real factors that the construct stands for, and link those.",
    find=find,
)
