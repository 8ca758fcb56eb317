"""The network of a store of any size: arrays of 30 bytes for each statement, and the statements themselves only when they are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import overload

import numpy as np
from numpy.typing import NDArray

from graph import records
from graph.journal import Journal
from graph.network import LINK, NUMBERS, WEAKNESS, Ints, Network
from graph.records import TOLD
from ontology.model import Factor, Statement
from ontology.namespaces import statement_id
from ontology.relations import Relation

LENGTH = len(statement_id("a", Relation.INCREASES, "b"))
"""Characters of the id of a statement: those of a digest, all as long."""
TOGETHER = 1000
"""Statements that are read together by who wants all."""


class LateStatements(Sequence[Statement]):
    """The statements with these ids, each read when it is asked for; one that is gone meanwhile is left out by `iter`."""

    def __init__(self, ids: NDArray[np.bytes_], journal: Journal) -> None:
        self._ids, self._journal = ids, journal

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ids)

    def __iter__(self) -> Iterator[Statement]:
        """Yield all of them, some at a time."""
        names = iter(self._ids.tolist())
        while some := [name.decode() for name in islice(names, TOGETHER)]:
            with self._journal.reading() as connection:
                found = list(records.statements_among(connection, some))
            yield from found

    @overload
    def __getitem__(self, position: int) -> Statement: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Statement]: ...
    def __getitem__(self, position: int | slice) -> Statement | Sequence[Statement]:
        """Return one of them, or some."""
        if isinstance(position, slice):
            return LateStatements(self._ids[position], self._journal)
        with self._journal.reading() as connection:
            found = records.statement(connection, self.name(position))
        if found is None:
            raise IndexError(position)
        return found

    def name(self, position: int) -> str:
        """Return the id of one of them."""
        name: bytes = self._ids[position]
        return name.decode()


class LateFactors(Sequence[Factor]):
    """The factors that documents name, read when somebody asks for them."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @cached_property
    def _all(self) -> tuple[Factor, ...]:
        with self._journal.reading() as connection:
            return tuple(records.factors(connection))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

    @overload
    def __getitem__(self, position: int) -> Factor: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Factor]: ...
    def __getitem__(self, position: int | slice) -> Factor | Sequence[Factor]:
        """Return one of them, or some."""
        return self._all[position]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What the search for paths has to know of each statement, by position: ends, sign, cost, whether it says
    that something acts, whether anybody puts it forward, and whether a source stands behind it."""

    subjects: Ints
    objects: Ints
    signs: Ints
    costs: Ints
    causal: NDArray[np.bool_]
    put_forward: NDArray[np.bool_]
    sourced: NDArray[np.bool_]


@dataclass(frozen=True)
class LateNetwork(Network):
    """A network whose statements stay in the store."""

    ends: tuple[str, ...] = ()
    columns: Columns | None = None

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Return the ids of the factors that statements join, sorted."""
        return self.ends

    def rows(self, *, denied: bool) -> Ints:
        """Return statements that carry an effect as rows of subject, object, sign, cost and statement."""
        columns = self.columns
        if columns is None:
            return np.zeros((0, 5), dtype=np.int64)
        carries = columns.causal & (columns.subjects != columns.objects) & (columns.put_forward | denied)
        kept = np.flatnonzero(carries)
        each = (columns.subjects, columns.objects, columns.signs, columns.costs)
        return np.stack([*(column[kept].astype(np.int64) for column in each), kept], axis=1)

    @cached_property
    def sourced(self) -> NDArray[np.bool_]:
        """Return which statements have a source."""
        return self.columns.sourced if self.columns else np.zeros(0, dtype=bool)

    def ids(self, positions: Iterable[int]) -> list[str]:
        """Return the ids of some statements."""
        statements = self.statements
        return [statements.name(position) for position in positions] if isinstance(statements, LateStatements) else []


def late_network(connection: sqlite3.Connection, journal: Journal) -> LateNetwork:
    """Return the network of a journal as it is now."""
    size = connection.execute("SELECT count(*) FROM statement WHERE claims > 0").fetchone()[0]
    ids, table, index = np.zeros(size, dtype=f"S{LENGTH}"), np.zeros((size, 6), dtype=np.int32), dict[str, int]()
    rows = connection.execute("SELECT id, subject, object, relation, evidence, told, sources > 0 FROM statement WHERE claims > 0")
    for position, (name, subject, obj, relation, evidence, told, sourced) in enumerate(rows):
        sign, causal = _KINDS[relation]
        ends = index.setdefault(subject, len(index)), index.setdefault(obj, len(index))
        ids[position] = name
        table[position] = (*ends, sign, _cost(evidence, told), causal, sourced)
    order = np.argsort(ids, kind="stable")
    ends_ = tuple(sorted(index))
    place = np.zeros(len(index), dtype=np.int32)
    place[[index[end] for end in ends_]] = np.arange(len(ends_))
    table = table[order]
    columns = Columns(
        subjects=place[table[:, 0]].astype(np.int32),
        objects=place[table[:, 1]].astype(np.int32),
        signs=table[:, 2].astype(np.int8),
        costs=table[:, 3].astype(np.int8),
        causal=table[:, 4].astype(bool),
        put_forward=table[:, 3] < LINK + WEAKNESS[None],
        sourced=table[:, 5].astype(bool),
    )
    return LateNetwork(LateStatements(ids[order], journal), LateFactors(journal), ends=ends_, columns=columns)


_KINDS = {relation.value: (NUMBERS[relation.sign], relation.causal) for relation in Relation}


def _cost(evidence: str, told: int) -> int:
    if told & TOLD["asserted"]:
        return LINK + WEAKNESS[evidence]
    if told & TOLD["hedged"]:
        return LINK + WEAKNESS["hedged"]
    return LINK + WEAKNESS["hypothetical" if told & TOLD["hypothetical"] else None]
