"""Leverage: how much would be gained if one link got a source.

The leverage of an unsourced link u -> v is the number of pairs (s, t) of factors of interest that a chain of at most L links would join
by sources alone if this link had one: sourced links lead from s to u, this link on to v, and sourced links from v to t.

    leverage(u -> v) = sum over i = 0 ... L - 1 of a(i, u) * b(L - 1 - i, v)

a(i, u) is the number of starts of interest exactly i sourced links before u (by the shortest way; u itself is 0 away), b(j, v) that of
ends of interest at most j sourced links after v. A pair counts once, however many chains join it over this link, and whether or not
other sources join it already; s and t may be one factor, then the chain is a loop. What lies before and after is worked out once for
each factor and not once for each link, so the cost is that of 2 (L - 1) passes over the sourced links.

Source: counts of pairs within a bounded distance over an edge, as the bounded-distance betweenness of Borgatti and Everett 2006
(doi:10.1016/j.socnet.2005.11.005).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.network import NUMBERS, Ints, Links, Network, carries, cost, strongest
from ontology.model import Statement

LONGEST = 4
"""Links of a chain that count; as for `paths`."""

COLUMNS = 1024
"""Factors of interest that are looked at together, as bits: a few megabytes for 20,000 factors."""

Bits = NDArray[np.uint64]
Wanted = NDArray[np.bool_]


def leverage(
    network: Network, starts: Iterable[str] | None = None, ends: Iterable[str] | None = None, *, longest: int = LONGEST
) -> Counter[str]:
    """Return the leverage of each unsourced statement that has any, by id; `most_common` gives the order of work.

    Args:
        network: Links that carry an effect; of several with one subject, object and sign the strongest counts, of equally strong ones
            the first by id.
        starts: Factors of interest at the beginning of a chain; any when None.
        ends: Factors of interest at its end; any when None.
        longest: Links of a chain at most, 1 or more.
    """
    book = Book()
    for statement in network.statements:
        book.put(statement.id, statement)
    return book.leverage(starts, ends, longest=longest)


def leverage_among(network: Network, *, most: int, longest: int = LONGEST) -> dict[str, float]:
    """Return the leverage of each unsourced statement that has any, by id, where the `most` busiest factors are those of interest.

    For networks too large for a `Book`: of equally strong links the first by position counts.
    """
    rows = network.rows(denied=False)
    links, nodes = strongest(rows, len(network.index)), len(network.index)
    busy = np.bincount(np.concatenate([rows[:, 0], rows[:, 1]]), minlength=nodes)
    wanted = np.zeros(nodes, dtype=bool)
    wanted[np.argsort(-busy, kind="stable")[:most]] = True
    counts = _counts(links, network.sourced[links.statements], (wanted, wanted), longest)
    with_any = np.flatnonzero(counts)
    ids = network.ids(links.statements[with_any].tolist())
    return dict(zip(ids, counts[with_any].astype(float).tolist(), strict=True))


Row = tuple[int, int, int, int, bool]
"""Subject and object by position, sign, cost, and whether there is a source."""


class Book:
    """The links of a store, for who counts their leverage again and again while statements come and go."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._index: dict[str, int] = {}

    def put(self, statement_id: str, statement: Statement | None) -> None:
        """Take a statement in, in place of what was known by its id; None when nothing is left of it."""
        if statement is None or not carries(statement):
            self._rows.pop(statement_id, None)
            return
        key = statement.key
        subject, object_ = (self._index.setdefault(end, len(self._index)) for end in (key.subject, key.object))
        self._rows[statement_id] = (subject, object_, NUMBERS[key.sign], cost(statement), statement.sources > 0)

    def leverage(self, starts: Iterable[str] | None = None, ends: Iterable[str] | None = None, *, longest: int = LONGEST) -> Counter[str]:
        """Return the leverage of each unsourced statement that has any; see `leverage`."""
        ids = sorted(self._rows)
        rows = np.array([self._rows[statement] for statement in ids], dtype=np.int64).reshape(-1, 5)
        sourced, rows[:, 4] = rows[:, 4].astype(bool), np.arange(len(ids))
        links = strongest(rows, len(self._index))
        counts = _counts(links, sourced[links.statements], (self._wanted(starts), self._wanted(ends)), longest)
        return Counter({ids[position]: count for position, count in zip(links.statements.tolist(), counts.tolist(), strict=True) if count})

    def _wanted(self, factors: Iterable[str] | None) -> Wanted:
        """Return which nodes are of interest."""
        wanted = np.full(len(self._index), factors is None)
        wanted[[self._index[factor] for factor in factors or () if factor in self._index]] = True
        return wanted


def _counts(links: Links, sourced: Wanted, wanted: tuple[Wanted, Wanted], longest: int) -> Ints:
    """Return the leverage of each link, 0 of sourced ones."""
    tails, heads = np.repeat(np.arange(len(links.first) - 1), np.diff(links.first)), links.objects
    before = _ways_to(tails[sourced], heads[sourced]).counts(wanted[0], longest - 1)
    after = _ways_to(heads[sourced], tails[sourced]).counts(wanted[1], longest - 1)
    exactly = np.diff(before, axis=0, prepend=0)
    counts = sum((exactly[i][tails] * after[longest - 1 - i][heads] for i in range(longest)), start=np.zeros(len(tails), dtype=np.int64))
    return np.where(sourced, 0, counts)


@dataclass(frozen=True)
class _Ways:
    """Sourced links sorted by the node that they lead to: those of `nodes[i]` come from `others[first[i]:first[i + 1]]`."""

    nodes: Ints
    first: Ints
    others: Ints

    def counts(self, wanted: Wanted, links: int) -> Ints:
        """Return, for 0 to `links` links (rows) and each node (columns), how many wanted nodes are within so many links before it."""
        return sum(
            (_ones(self._within(_own(columns, wanted), links)) for columns in _columns(wanted)),
            start=np.zeros((links + 1, len(wanted)), dtype=np.int64),
        )

    def _within(self, own: Bits, links: int) -> list[Bits]:
        """Return, for 0 to `links` links, which bits of `own` are within so many links before each node."""
        within = [own]
        for _ in range(links if len(self.nodes) else 0):
            further = own.copy()
            further[self.nodes] |= np.bitwise_or.reduceat(within[-1][self.others], self.first, axis=0)
            within.append(further)
        return within + within[-1:] * (links + 1 - len(within))


def _ways_to(others: Ints, nodes: Ints) -> _Ways:
    order = np.argsort(nodes, kind="stable")
    reached, first = np.unique(nodes[order], return_index=True)
    return _Ways(reached, first, others[order])


def _columns(wanted: Wanted) -> Iterator[Ints]:
    """Yield the nodes of interest, so many at a time."""
    nodes = np.flatnonzero(wanted)
    yield from (nodes[at : at + COLUMNS] for at in range(0, len(nodes), COLUMNS))


def _own(columns: Ints, wanted: Wanted) -> Bits:
    """Return bits by node: each of `columns` has the one of its own column."""
    bits = np.zeros((len(wanted), -(-len(columns) // 64)), dtype=np.uint64)
    places = np.arange(len(columns))
    bits[columns, places // 64] = np.uint64(1) << (places % 64).astype(np.uint64)
    return bits


def _ones(layers: list[Bits]) -> Ints:
    """Return how many bits of each row of each layer are set."""
    return np.array([np.bitwise_count(bits).sum(axis=1, dtype=np.int64) for bits in layers])
