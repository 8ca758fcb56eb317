"""Feedback loops: where a factor acts back on itself, and whether that reinforces or balances.

Source: positive loops are needed for several steady states, negative ones for oscillation or steadiness (Thomas 1981,
doi:10.1007/978-3-642-81703-8_24). Cycles are enumerated once each, from their first node in sorted order, as in Johnson 1975
(doi:10.1137/0204007), but bounded in length: unbounded enumeration does not end on graphs of this kind.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from operator import mul

from graph.network import Links, Network
from ontology.model import Statement
from ontology.relations import Sign

LONGEST = 4
"""Links of a loop unless asked for more; loops of five and more are many and mean little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A ring of statements. `sign` UP reinforces, DOWN balances, NONE is not known; it begins at its first factor in sorted order."""

    statements: tuple[Statement, ...]
    sign: Sign

    @property
    def factors(self) -> tuple[str, ...]:
        """Return the ids of the factors around the loop, each once."""
        return tuple(statement.key.subject for statement in self.statements)


def loops(network: Network, *, longest: int = LONGEST, limit: int = 1000, through: str | None = None) -> list[Loop]:
    """Return feedback loops, shorter ones first, then in the order of their factors; each set of links once.

    Args:
        network: Links that carry an effect; of several with one subject, object and sign the strongest.
        longest: Links of a loop at most, 2 or more.
        limit: How many loops at most; the search stops there, so a long list is cut, and only a list below the limit is complete.
        through: Only loops through the factor with this id.
    """
    links = network.links
    rings = chain.from_iterable(_rings(network, length, through) for length in range(2, longest + 1))
    return [_loop(network, links, ring) for ring in islice(rings, limit)]


def _loop(network: Network, links: Links, ring: tuple[int, ...]) -> Loop:
    statements = tuple(network.statements[links.statements[edge]] for edge in ring)
    return Loop(statements=statements, sign=reduce(mul, (statement.key.sign for statement in statements)))


def _rings(network: Network, length: int, through: str | None) -> Iterator[tuple[int, ...]]:
    """Yield rings of edges with exactly this many links."""
    out = network.out
    if through is not None:
        start = network.index.get(through)
        if start is not None:
            yield from _from(out, start, length, _reach(network.back, start, length, 0), 0)
        return
    for start in range(len(network.nodes)):
        if out[start]:
            yield from _from(out, start, length, _reach(network.back, start, length, start), start)


def _reach(back: list[list[int]], start: int, longest: int, least: int) -> dict[int, int]:
    """Return how many links it takes at least from each node not before `least` to `start`, for those that need at most `longest`."""
    distance = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if distance[node] < longest:
            for before in back[node]:
                if before >= least and before not in distance:
                    distance[before] = distance[node] + 1
                    queue.append(before)
    return distance


def _from(out: list[list[tuple[int, int]]], start: int, length: int, reach: dict[int, int], least: int) -> Iterator[tuple[int, ...]]:
    """Yield rings of `length` edges through `start` over nodes not before `least`, by depth-first search that never strays too far."""
    stack: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((start,), ())]
    while stack:
        nodes, edges = stack.pop()
        left = length - len(edges) - 1
        for node, edge in reversed(out[nodes[-1]]):
            if node == start and left == 0:
                yield (*edges, edge)
            elif node >= least and node not in nodes and left > 0 and reach.get(node, length) <= left:
                stack.append(((*nodes, node), (*edges, edge)))
