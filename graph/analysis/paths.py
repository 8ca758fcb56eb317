"""How would A act on B? The best simple paths between two factors, with their signs.

A backward pass works out, for every node and every number of links, how near B is at best (Bellman's recursion on arrays); a forward
best-first search with this exact distance as its heuristic then meets the paths in order of cost and hardly ever goes wrong.

Source: A* with a consistent heuristic (Hart, Nilsson, Raphael 1968, doi:10.1109/TSSC.1968.300136) on distances by number of links
(Bellman 1958, doi:10.1090/qam/102435). The sign of a path is the product of the signs of its links, as in qualitative causal diagrams
(Levins 1974, doi:10.1111/j.1749-6632.1974.tb20562.x).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import mul

import numpy as np

from graph.network import Ints, Links, Network, cost, grade
from ontology.errors import UnknownItemError
from ontology.model import Statement
from ontology.relations import Sign

LONGEST = 4
"""Links of a path unless asked for more: beyond, a chain of popular claims says little."""

MOST_STEPS = 100_000
"""Candidates looked at before a search gives up (about 0.5 s): a bound for odd networks, never met in the benchmarks."""

FAR = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPath:
    """A chain of statements from one factor to another; each stands for all with its subject, object and sign.

    `sign` is the product of the signs, NONE when one of them is not known. `cost` orders paths: shorter and better sourced is less.
    """

    statements: tuple[Statement, ...]
    sign: Sign
    cost: int

    @property
    def factors(self) -> tuple[str, ...]:
        """Return the ids of the factors along the path."""
        return (self.statements[0].key.subject, *(statement.key.object for statement in self.statements))

    @property
    def weakest(self) -> Statement:
        """Return the link for which least is offered, the first of several."""
        return max(self.statements, key=cost)

    @property
    def sources(self) -> int:
        """Return how many independent sources stand behind the worst supported link: a chain holds no better."""
        return min(statement.sources for statement in self.statements)

    @property
    def supported(self) -> bool:
        """Return whether every link is asserted with a source."""
        return self.sources > 0

    @property
    def denials(self) -> tuple[str, ...]:
        """Return the claims that deny a link of the path."""
        return tuple(claim for statement in self.statements for claim in statement.denying)

    @property
    def blocked(self) -> bool:
        """Return whether some link is only denied, by nobody put forward: the path would exist without these denials."""
        return any(grade(statement) is None for statement in self.statements)


def paths(
    network: Network, start: str, end: str, *, limit: int = 10, longest: int = LONGEST, sign: Sign | None = None, denied: bool = False
) -> list[SignedPath]:
    """Return the best simple paths from one factor to another, cheapest first.

    Args:
        network: Statements to walk along, in the direction of their effect.
        start: Id of the factor that acts.
        end: Id of the factor that is acted on, another one.
        limit: How many paths at most.
        longest: How many links a path has at most.
        sign: Only paths whose net sign this is; UP and DOWN only walk along links with a sign.
        denied: Also paths that go through statements that are only denied (`SignedPath.blocked`).

    Raises:
        UnknownItemError: A factor that no statement names.
    """
    for factor in (start, end):
        if factor not in network.index:
            raise UnknownItemError("factor with statements", factor)
    links = network.links_and_denials if denied else network.links
    near = distances(links, network.index[end], longest, signed=sign in _WANTED)
    found = (_path(network, links, edges) for edges in _walk(links, near, network.index[start], network.index[end], _WANTED.get(sign, 0)))
    return list(islice((path for path in found if sign in (None, path.sign)), max(limit, 0)))


def best(network: Network, near: Ints, start: int, end: int, sign: Sign) -> SignedPath | None:
    """Return the best path with a sign between two nodes, None for none; `near` holds the signed `distances` to `end`."""
    edges = next(_walk(network.links, near, start, end, _WANTED[sign]), None)
    return None if edges is None else _path(network, network.links, edges)


_WANTED: dict[Sign | None, int] = {Sign.UP: 0, Sign.DOWN: 1}


def _path(network: Network, links: Links, edges: tuple[int, ...]) -> SignedPath:
    statements = tuple(network.statements[links.statements[edge]] for edge in edges)
    sign = reduce(mul, (statement.key.sign for statement in statements))
    return SignedPath(statements=statements, sign=sign, cost=int(links.costs[list(edges)].sum()))


def _walk(links: Links, near: Ints, start: int, end: int, wanted: int) -> Iterator[tuple[int, ...]]:
    """Yield simple paths as tuples of edges, cheapest first; among equals in the order of node ids."""
    heap: list[_Branch] = []
    _branch(heap, links, near, _Walk((), (start,), 0, wanted))
    for _ in range(MOST_STEPS):
        if not heap:
            return
        walk = _next(heap, links)
        if walk is None:
            continue
        if walk.nodes[-1] != end:
            _branch(heap, links, near, walk)
        elif walk.state == 0:
            yield walk.edges


@dataclass(frozen=True, slots=True)
class _Walk:
    """A beginning of a path. `state` is the sign still wanted: 0 for up, 1 for down (always 0 when any will do)."""

    edges: tuple[int, ...]
    nodes: tuple[int, ...]
    cost: int
    state: int


@dataclass(slots=True)
class _Branch:
    """The ways on from a walk, best first; `at` is the next one to be tried."""

    walk: _Walk
    edges: Ints
    totals: Ints
    states: Ints
    at: int = 0

    def __lt__(self, other: _Branch) -> bool:
        return self._rank() < other._rank()

    def _rank(self) -> tuple[int, int, tuple[int, ...]]:
        return int(self.totals[self.at]), len(self.walk.edges), self.walk.nodes


def _branch(heap: list[_Branch], links: Links, near: Ints, walk: _Walk) -> None:
    """Put the ways on from a walk on the heap, unless there are none that reach the end in time."""
    left = len(near) - 2 - len(walk.edges)
    if left < 0:
        return
    node = walk.nodes[-1]
    edges = np.arange(links.first[node], links.first[node + 1])
    signs = links.signs[edges]
    signed = near.shape[1] == 2
    states = np.where(signs < 0, 1 - walk.state, walk.state) if signed else np.zeros(len(edges), dtype=np.int64)
    totals = walk.cost + links.costs[edges] + near[left, states, links.objects[edges]]
    if signed:
        totals = np.where(signs == 0, FAR, totals)
    kept = np.flatnonzero(totals < FAR)
    order = kept[np.argsort(totals[kept], kind="stable")]
    if len(order):
        heapq.heappush(heap, _Branch(walk, edges[order], totals[order], states[order]))


def _next(heap: list[_Branch], links: Links) -> _Walk | None:
    """Return the best walk of the heap made one link longer, None when it would come back to where it was."""
    branch = heap[0]
    edge, state = int(branch.edges[branch.at]), int(branch.states[branch.at])
    branch.at += 1
    if branch.at < len(branch.edges):
        heapq.heapreplace(heap, branch)
    else:
        heapq.heappop(heap)
    walk, node = branch.walk, int(links.objects[edge])
    if node in walk.nodes:
        return None
    return _Walk((*walk.edges, edge), (*walk.nodes, node), walk.cost + int(links.costs[edge]), state)


def distances(links: Links, end: int, longest: int, *, signed: bool) -> Ints:
    """Return the least cost from each node to `end` within 0..longest links, shape (longest + 1, states, nodes); FAR for none.

    With `signed` there are two states: the sign still wanted, up (0) or down (1); links without a sign are not walked. Else there is one.
    """
    nodes = len(links.first) - 1
    near = np.full((longest + 1, 2 if signed else 1, nodes), FAR, dtype=np.int64)
    near[:, 0, end] = 0
    for step in range(1, longest + 1):
        for state in range(near.shape[1]):
            reach = _through(links, near[step - 1], state)
            near[step, state] = np.minimum(near[step - 1, state], reach)
    return near


def _through(links: Links, near: Ints, state: int) -> Ints:
    """Return the least cost of one link and what `near` says from its end, for each node."""
    if len(near) == 1:
        totals = links.costs + near[0, links.objects]
    else:
        onward = np.where(links.signs < 0, near[1 - state, links.objects], near[state, links.objects])
        totals = np.where(links.signs == 0, FAR, links.costs + onward)
    best = np.full(len(links.first) - 1, FAR, dtype=np.int64)
    busy = np.flatnonzero(links.first[:-1] < links.first[1:])
    if len(busy):
        best[busy] = np.minimum(np.minimum.reduceat(totals, links.first[:-1][busy]), FAR)
    return best
