"""SG005 A loop whose signs cannot all hold."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Facts, passages
from graph.audit.paths import Path, loops, sign, table, turned
from graph.audit.rule import Finding, Rule, Scope
from graph.audit.words import words
from ontology.model import Claim, Severity
from ontology.relations import Sign

Loops = dict[tuple[tuple[str, str], ...], Path]

LENGTH = 3
"""Links of the longest loop that is looked for; longer ones are too many and too loose to say anything."""

_FEEDBACK = words(
    "feed-?back",
    "homeostasis",
    "homeostatic",
    "self-?limiting",
    "balances? (?:it)?self",
    "counter-?regulat\\w+",
    "compensat\\w+",
    "loop",
    "brake",
)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each loop in which a factor ends in lowering itself, where no article calls it a feedback."""
    for _, loop in sorted(facts.kept("lowering loops", lambda before: _lowering(facts, before)).items()):
        claims = [claim for link in loop for claim in link.claims]
        if claims and not _feedback(claims, facts):
            yield _finding(loop, claims, facts)


def _lowering(facts: Facts, before: Loops | None) -> Loops:
    """Return the loops whose signs multiply to minus: of those before, the ones that no renewed link is in, and all through such."""
    told = table(facts, library=False)
    renewed = told.renewed if before is not None else None
    kept = {} if before is None or renewed is None else {k: p for k, p in before.items() if not any(link.subject in renewed for link in p)}
    for start in told.links if renewed is None else renewed:
        for loop in loops(start, told.links, longest=LENGTH, least=start if renewed is None else ""):
            if sign(loop) is Sign.DOWN:
                one = turned(loop)
                kept[tuple((link.subject, link.sign.value) for link in one)] = one
    return kept


def _feedback(claims: list[Claim], facts: Facts) -> bool:
    for claim in claims:
        sentence = facts.article[claim.document_id].sentence_of(claim)
        if sentence and _FEEDBACK.search(sentence.text):
            return True
    return False


def _finding(loop: Path, claims: list[Claim], facts: Facts) -> Finding:
    start = loop[0].subject
    told = ", ".join(link.told(facts) for link in loop)
    return Finding(
        focus=tuple(sorted(link.subject for link in loop)),
        message=f"More {facts.label(start)} ends in less of it: {told}. The text does not call this a feedback.",
        passages=passages(claims),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        document=claims[0].document_id,
        factor=start,
    )


RULE = Rule(
    code="SG005",
    title="A loop whose signs cannot all hold",
    severity=Severity.LOW,
    looks_for=f"loops of up to {LENGTH} links whose signs multiply to minus, with no word of feedback in any of their sentences",
    why="At rest such signs cannot all hold. As a feedback with a delay they can; then the text should say so.",
    example="“Zinc raises copper. Copper lowers zinc.” More zinc would then mean less zinc.",
    fix="Say that it is a feedback and what sets it, or correct one of the signs.",
    find=find,
    scope=Scope.GRAPH,
)
