"""SG004 Paths of opposite sign from one factor to one outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.audit.facts import Facts, passages
from graph.audit.paths import Link, Path, links, short_paths, sign
from graph.audit.rule import Finding, Rule, Scope
from ontology.model import Claim, Severity
from ontology.relations import Sign


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each factor and outcome that are joined both ways, by paths that share neither first nor last step."""
    found = links(facts)
    for start in sorted(found):
        ways: dict[str, dict[Sign, list[Path]]] = defaultdict(lambda: defaultdict(list))
        for path in short_paths(start, found):
            ways[path[-1].object][sign(path)].append(path)
        for end, signed in sorted(ways.items()):
            pair = _apart(signed[Sign.UP], signed[Sign.DOWN])
            if pair:
                yield _finding(start, end, pair, facts)


def _apart(ups: list[Path], downs: list[Path]) -> tuple[Path, Path] | None:
    """Return the first two paths whose contradiction is theirs alone: a shared step would make it that of a shorter pair."""
    for up in ups:
        for down in downs:
            if len(up) + len(down) > 2 and up[0].object != down[0].object and up[-1].subject != down[-1].subject and _told(up, down):
                return up, down
    return None


def _told(up: Path, down: Path) -> bool:
    """Return whether each path is told in some article at least in part, and they are not both only the library's."""
    return (any(link.claims for link in up) and any(link.claims for link in down)) or _through_parts(up, down)


def _through_parts(up: Path, down: Path) -> bool:
    """Return whether a substance is pulled both ways by its parts, and an article tells at least one way."""
    return _part(up[0]) and _part(down[0]) and any(link.claims for link in up + down)


def _part(link: Link) -> bool:
    return not link.claims and link.source is None


def _finding(start: str, end: str, pair: tuple[Path, Path], facts: Facts) -> Finding:
    claims: list[Claim] = [claim for path in pair for link in reversed(path) for claim in link.claims]
    ways = "; but ".join(", ".join(link.told(facts) for link in path) for path in pair)
    firm = all(link.claims or _part(link) for path in pair for link in path)
    return Finding(
        focus=(start, end),
        message=f"{facts.label(start)} both raises and lowers {facts.label(end)}: {ways}. Which prevails is not said.",
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
