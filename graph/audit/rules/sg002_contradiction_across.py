"""SG002 Opposite signs across articles."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, Scope
from graph.audit.rules.sg_pairs import clashes, on_clash, told
from ontology.model import Severity


def skip(facts: Facts) -> str | None:
    """Return why one article cannot be compared with others."""
    return None if len(facts.articles) > 1 else "there is only one article"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each pair on which articles disagree though none contradicts itself there."""
    for clash in clashes(facts.claims):
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
