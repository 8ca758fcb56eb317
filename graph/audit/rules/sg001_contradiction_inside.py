"""SG001 Opposite signs inside one article."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule
from graph.audit.rules.sg_pairs import clashes, in_figure, on_clash, told
from ontology.model import Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each pair that the text of one article tells both ways; figures are SG006's."""
    for article in facts.articles:
        for clash in clashes(claim for claim in article.claims if not in_figure(claim, facts)):
            yield on_clash(clash, facts, f"The article says both: {told(clash, facts)}.")


RULE = Rule(
    code="SG001",
    title="Opposite signs inside one article",
    severity=Severity.HIGH,
    looks_for=(
        "two places of one article that tell opposite effects of one factor on another under the same conditions, or deny what the "
        "other says"
    ),
    why="Both cannot hold. A split by condition (dose, population, state) is no contradiction and is not flagged.",
    example="“Zinc lowers copper” in one section, “zinc raises copper” in another, with no condition that sets them apart.",
    fix="Decide which of the two holds, or say under which conditions each of them does.",
    find=find,
)
