"""Statements as a signed network: arrays for searches that somebody waits for, a networkx graph for everything else.

Statements that carry an effect are causal ones that somebody puts forward; of several with the same subject, object and sign the
strongest carries. A statement that is only denied carries nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from ontology.model import EvidenceLevel, Factor, Statement
from ontology.relations import Sign

Ints = NDArray[np.int64]

WEAKNESS = {"identified": 0, "named": 2, "vague": 4, "none": 5, "hedged": 7, "hypothetical": 9, None: 10}
"""What a link adds to its length of 10, by the best that is offered for it: an order, not a measurement. A path of sourced links beats
one of the same length that is merely said, and two sourced links beat one hypothesis."""

LINK = 10


def grade(statement: Statement) -> str | None:
    """Return the best that is offered for a statement: an evidence level, else how it is put forward; None when it is only denied."""
    for level in (EvidenceLevel.IDENTIFIED, EvidenceLevel.NAMED, EvidenceLevel.VAGUE, EvidenceLevel.NONE):
        if statement.by_evidence.get(level):
            return level.value
    if statement.hedged:
        return "hedged"
    return "hypothetical" if statement.hypothetical else None


def cost(statement: Statement) -> int:
    """Return the length of a link: 10, and more the less is offered for it."""
    return LINK + WEAKNESS[grade(statement)]


@dataclass(frozen=True)
class Links:
    """The strongest link for each subject, object and sign, sorted by subject: those of node i stand at first[i]:first[i + 1].

    `signs` are +1, -1 and 0; `statements` are positions in `Network.statements`.
    """

    first: Ints
    objects: Ints
    signs: Ints
    costs: Ints
    statements: Ints


@dataclass(frozen=True)
class Network:
    """The statements of a moment, by position, and the factors that they join, by position."""

    statements: Sequence[Statement]
    factors: Sequence[Factor] = ()

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Return the ids of the factors that statements join, sorted."""
        ends = {end for statement in self.statements for end in (statement.key.subject, statement.key.object)}
        return tuple(sorted(ends))

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the position of each factor in `nodes`."""
        return {node: position for position, node in enumerate(self.nodes)}

    @cached_property
    def links(self) -> Links:
        """Return the links that carry an effect."""
        return strongest(self.rows(denied=False), len(self.index))

    @cached_property
    def links_and_denials(self) -> Links:
        """Return the links that carry an effect, and those that would if everybody did not deny them."""
        return strongest(self.rows(denied=True), len(self.index))

    def rows(self, *, denied: bool) -> Ints:
        """Return statements that carry an effect as rows of subject, object, sign, cost and statement, each by position or number."""
        rows = list(_rows(self.statements, self.index, denied=denied))
        return np.array(rows, dtype=np.int64).reshape(-1, 5)

    @cached_property
    def sourced(self) -> NDArray[np.bool_]:
        """Return which statements have a source."""
        return np.array([statement.sources > 0 for statement in self.statements], dtype=bool)

    def ids(self, positions: Iterable[int]) -> list[str]:
        """Return the ids of some statements."""
        return [self.statements[position].id for position in positions]

    @cached_property
    def out(self) -> list[list[tuple[int, int]]]:
        """Return the links of each node as (object, position in `links`), in that order."""
        first, objects = self.links.first.tolist(), self.links.objects.tolist()
        return [list(zip(objects[start:end], range(start, end), strict=True)) for start, end in pairwise(first)]

    @cached_property
    def back(self) -> list[list[int]]:
        """Return the nodes from which a link leads to each node, each once, sorted."""
        before: list[list[int]] = [[] for _ in self.nodes]
        for node, onward in enumerate(self.out):
            for other in dict.fromkeys(target for target, _ in onward):
                before[other].append(node)
        return before

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """Return all statements as a graph: nodes have `factor`; edges have `statement`, `sign`, `relation`, and its id as key."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from((factor.id, {"factor": factor}) for factor in self.factors)
        for statement in self.statements:
            key = statement.key
            graph.add_edge(key.subject, key.object, statement.id, statement=statement, sign=key.sign, relation=key.relation)
        return graph


def carries(statement: Statement, *, denied: bool = False) -> bool:
    """Return whether a statement carries an effect: causal, between two factors, and put forward by somebody, or `denied` will do."""
    key = statement.key
    return key.relation.causal and key.subject != key.object and (denied or grade(statement) is not None)


NUMBERS = {Sign.UP: 1, Sign.DOWN: -1, Sign.NONE: 0}


def strongest(rows: Ints, nodes: int) -> Links:
    """Return the links behind rows of subject, object, sign, cost and statement, each by position, for so many nodes."""
    order = np.lexsort((rows[:, 4], rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 0]))  # by subject, object, sign, cost, statement
    rows = rows[order]
    strongest = np.ones(len(rows), dtype=bool)
    strongest[1:] = (rows[1:, :3] != rows[:-1, :3]).any(axis=1)
    rows = rows[strongest]
    first = np.searchsorted(rows[:, 0], np.arange(nodes + 1))
    return Links(first, *(np.ascontiguousarray(rows[:, column]) for column in range(1, 5)))


def _rows(statements: Sequence[Statement], index: dict[str, int], *, denied: bool) -> Iterable[tuple[int, int, int, int, int]]:
    for position, statement in enumerate(statements):
        if carries(statement, denied=denied):
            key = statement.key
            yield index[key.subject], index[key.object], NUMBERS[key.sign], cost(statement), position
