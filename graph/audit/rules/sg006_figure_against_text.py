"""SG006 Figure against text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.audit.facts import Facts, sign_of
from graph.audit.grade import clinical
from graph.audit.rule import Finding, Rule, on_claims
from graph.audit.rules.sg_pairs import Clash, clashes, in_figure, on_clash, told
from ontology.model import Claim, Severity
from ontology.relations import Sign


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each drawn arrow that the text, or another arrow, contradicts."""
    for article in facts.articles:
        drawn = [claim for claim in article.claims if in_figure(claim, facts)]
        written = [claim for claim in article.claims if not in_figure(claim, facts)]
        on_pairs = list(_on_pairs(article.claims, drawn, facts))
        yield from on_pairs
        seen = {claim for finding in on_pairs for claim in finding.claims}
        yield from _on_outcomes([claim for claim in drawn if claim.id not in seen], written, facts)


def _on_pairs(claims: Sequence[Claim], drawn: Sequence[Claim], facts: Facts) -> Iterator[Finding]:
    for clash in clashes(claims):
        arrows = [claim for claim in clash.claims if claim in drawn]
        if arrows:
            sides = (clash.one, clash.other) if arrows[0] in clash.one else (clash.other, clash.one)
            first = tuple(sorted(sides[0], key=lambda claim: claim is not arrows[0]))
            turned = Clash(clash.pair, first, sides[1])
            yield on_clash(turned, facts, f"A figure and the text disagree: {told(turned, facts)}.")


def _on_outcomes(drawn: Sequence[Claim], written: Sequence[Claim], facts: Facts) -> Iterator[Finding]:
    """Yield the arrows that raise what the text only ever lowers, or the other way round: whatever acts, the outcome should agree."""
    for arrow in drawn:
        if arrow.statement is None or sign_of(arrow) is Sign.NONE or not clinical(arrow.statement.object, facts):
            continue
        same = [c for c in written if c.statement and c.statement.object == arrow.statement.object and sign_of(c) is not Sign.NONE]
        if same and all(sign_of(claim) is not sign_of(arrow) for claim in same):
            message = f"The figure shows “{facts.says(arrow)}”; the text has it the other way: “{facts.says(same[0])}”."
            yield on_claims([arrow, *same], message, severity=Severity.MEDIUM)


RULE = Rule(
    code="SG006",
    title="Figure against text",
    severity=Severity.HIGH,
    looks_for="arrows in a figure's text whose sign is the opposite of what the text, or another arrow, says",
    why="Many readers look at the figure alone. A wrong arrow is remembered longer than the paragraph that gets it right.",
    example="The text says that glycine shortens the time to fall asleep; the figure shows “↑ sleep latency” under its name.",
    fix="Correct the arrow or the text, and check the figure's text against its picture.",
    find=find,
)
