"""Leverage: how much would be gained if one link got a source.

The leverage of an unsourced link is the number of simple paths, from a factor of interest to another, on which it is the only link
without a source: so many chains would be supported throughout.

Source: a count of bounded paths through an edge, as the bounded-distance betweenness of Borgatti and Everett 2006
(doi:10.1016/j.socnet.2005.11.005), over all short simple paths instead of shortest ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from graph.network import Network
from ontology.model import Statement

LONGEST = 4
"""Links of a path that count; as for `paths`."""

MOST_PATHS = 200_000
"""Paths counted for one link before its leverage is given as at least that."""


def leverage(
    network: Network, starts: Iterable[str] | None = None, ends: Iterable[str] | None = None, *, longest: int = LONGEST
) -> Counter[str]:
    """Return the leverage of each unsourced statement that has any, by id; `most_common` gives the order of work.

    Args:
        network: Links that carry an effect; of several with one subject, object and sign the strongest counts.
        starts: Factors of interest at the beginning of a chain; any when None.
        ends: Factors of interest at its end; any when None.
        longest: Links of a chain at most.
    """
    out, back = _sourced(network)
    first, last = _positions(network, starts), _positions(network, ends)
    surroundings = _Surroundings(
        onward=_Side(out, last, _distances(back, last, longest)), back=_Side(back, first, _distances(out, first, longest)), longest=longest
    )
    return Counter({statement.id: count for statement, count in _counts(network, surroundings) if count})


@dataclass(frozen=True)
class _Side:
    """Sourced links on one side of a link, by node; where a chain may end there, None for anywhere; how far each node is from that."""

    ways: list[list[int]]
    ends: set[int] | None
    distance: list[int]


@dataclass(frozen=True)
class _Surroundings:
    """What may follow a link and what may come before it, and how many links a chain has at most."""

    onward: _Side
    back: _Side
    longest: int


def _distances(ways: list[list[int]], origins: set[int] | None, longest: int) -> list[int]:
    """Return for each node how many links it is from the nearest origin, `longest` for that many or more, 0 when all are origins."""
    if origins is None:
        return [0] * len(ways)
    distance = [longest] * len(ways)
    layer = sorted(origins)
    for step in range(longest):
        for node in layer:
            distance[node] = step
        layer = sorted({other for node in layer for other in ways[node] if distance[other] > step + 1})
    return distance


def _positions(network: Network, factors: Iterable[str] | None) -> set[int] | None:
    return None if factors is None else {network.index[factor] for factor in factors if factor in network.index}


def _counts(network: Network, around: _Surroundings) -> Iterator[tuple[Statement, int]]:
    for tail, onward in enumerate(network.out):
        for head, edge in onward:
            statement = network.statements[network.links.statements[edge]]
            if statement.sources == 0:
                yield statement, sum(1 for _ in islice(_chains(around, tail, head), MOST_PATHS))


def _sourced(network: Network) -> tuple[list[list[int]], list[list[int]]]:
    """Return the ends and beginnings of sourced links of each node; parallel ones are as many ways."""
    out: list[list[int]] = [[] for _ in network.nodes]
    back: list[list[int]] = [[] for _ in network.nodes]
    for tail, onward in enumerate(network.out):
        for head, edge in onward:
            if network.statements[network.links.statements[edge]].sources:
                out[tail].append(head)
                back[head].append(tail)
    return out, back


def _chains(around: _Surroundings, tail: int, head: int) -> Iterator[tuple[int, ...]]:
    """Yield the simple paths over a link that are sourced before and after it, as nodes."""
    room = around.longest - 1
    if around.back.distance[tail] + around.onward.distance[head] > room:
        return
    for before in _walks(around.back, (tail,), head, room - around.onward.distance[head]):
        for after in _walks(around.onward, (head,), tail, room - len(before) + 1):
            if not set(before) & set(after):
                yield before[::-1] + after


def _walks(side: _Side, nodes: tuple[int, ...], avoided: int, left: int) -> Iterator[tuple[int, ...]]:
    """Yield simple walks that begin with `nodes`, take at most `left` more links, end where a chain may, and are never at `avoided`."""
    if side.ends is None or nodes[-1] in side.ends:
        yield nodes
    if left:
        for node in side.ways[nodes[-1]]:
            if node != avoided and node not in nodes and side.distance[node] < left:
                yield from _walks(side, (*nodes, node), avoided, left - 1)
