"""SG004 Paths of opposite sign from one factor to one outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.audit.facts import Facts, passages
from graph.audit.paths import Link, Links, Path, table, ways
from graph.audit.rule import Finding, Rule, Scope
from ontology.model import Claim, Severity
from ontology.relations import Sign

Contrary = dict[str, tuple[tuple[str, tuple[Path, Path]], ...]]
"""For each factor what it reaches both ways, with the two paths."""

Findings = dict[tuple[str, str], tuple[tuple[Path, Path], Finding]]

SHOWN = 3
"""Claims of one link that a flag quotes."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each factor and outcome that are joined both ways, by paths that share neither first nor last step."""
    by_start = facts.kept("contrary paths", lambda before: _all_contrary(facts, before))
    pairs = {(start, end): pair for start in sorted(by_start) for end, pair in by_start[start]}
    own = {
        ends: pair
        for ends, pair in pairs.items()
        if not any((link.object, ends[1]) in pairs or (ends[0], link.object) in pairs for path in pair for link in path[:-1])
    }
    yield from (finding for _, finding in facts.kept("contrary findings", lambda before: _findings(own, facts, before)).values())


def _all_contrary(facts: Facts, before: Contrary | None) -> Contrary:
    """Return what each factor reaches both ways: as before for those from which no path over a renewed link begins."""
    told = table(facts)
    if before is None or told.renewed is None:
        starts: Iterable[str] = told.links
        found: Contrary = {}
    else:
        behind = {s for s, targets in told.links.items() if any(obj in told.passed for obj, _ in targets)}
        starts = told.renewed | behind
        found = {start: pairs for start, pairs in before.items() if start not in starts}
    return found | {start: pairs for start in starts if (pairs := tuple(_contrary(start, told.links)))}


def _findings(pairs: Mapping[tuple[str, str], tuple[Path, Path]], facts: Facts, before: Findings | None) -> Findings:
    """Return the findings, those before where the pair of paths is the very same."""
    old = before or {}
    return {
        ends: old[ends] if ends in old and old[ends][0] is pair else (pair, _finding(*ends, pair, facts)) for ends, pair in pairs.items()
    }


def _contrary(start: str, found: Links) -> Iterator[tuple[str, tuple[Path, Path]]]:
    """Yield what `start` reaches both ways, with a path of each sign."""
    for end, signed in sorted(ways(start, found).items()):
        pair = _apart(signed.get(Sign.UP, []), signed.get(Sign.DOWN, []))
        if pair:
            yield end, pair


def _apart(ups: list[Path], downs: list[Path]) -> tuple[Path, Path] | None:
    """Return the first two paths whose contradiction is theirs alone: a shared step would make it that of a shorter pair."""
    for up in ups:
        for down in downs:
            if len(up) + len(down) > 2 and up[0].object != down[0].object and up[-1].subject != down[-1].subject and _told(up, down):
                return up, down
    return None


def _told(up: Path, down: Path) -> bool:
    """Return whether articles tell both ways at least in part, or one way of a compound that its own parts pull apart."""
    told = [any(link.claims for link in path) for path in (up, down)]
    return all(told) or (any(told) and _part(up[0]) != _part(down[0]))


def _part(link: Link) -> bool:
    return not link.claims and link.source is None


def _finding(start: str, end: str, pair: tuple[Path, Path], facts: Facts) -> Finding:
    own_first = sorted((link for path in pair for link in path), key=lambda link: link.subject != start)
    claims: list[Claim] = [claim for link in own_first for claim in link.claims[:SHOWN]]
    told = "; but ".join(", ".join(link.told(facts) for link in path) for path in pair)
    firm = all(link.claims or _part(link) for path in pair for link in path)
    return Finding(
        focus=(start, end),
        message=f"{facts.label(start)} both raises and lowers {facts.label(end)}: {told}. Which prevails is not said.",
        passages=passages(claims),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        severity=Severity.HIGH if firm else Severity.MEDIUM,
        document=claims[0].document_id,
        factor=start,
    )


RULE = Rule(
    code="SG004",
    title="Paths of opposite sign",
    severity=Severity.HIGH,
    looks_for=(
        "two short paths from one factor to one outcome whose signs multiply to opposite results, also through the parts of a compound"
    ),
    why="A mechanism that pulls both ways does not tell what the factor does; an article that shows one side has chosen it.",
    example=(
        "Magnesium glycinate lowers NMDA receptor activity through magnesium, which blocks it, and raises it through glycine, its co-"
        "agonist."
    ),
    fix="Name both paths, and say what is known of their sum, at which dose and in whom; or take the conclusion back.",
    find=find,
    scope=Scope.GRAPH,
)
