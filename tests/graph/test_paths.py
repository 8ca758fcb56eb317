"""Signed paths, held against networkx on small random graphs."""

from __future__ import annotations

from functools import reduce
from operator import mul

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.paths import paths
from graph.assembly import key_id
from graph.network import Network, carries, cost
from ontology.errors import UnknownItemError
from ontology.model import EvidenceLevel, Statement, StatementKey
from ontology.relations import Relation, Sign


def a_statement(
    subject: str, relation: Relation, obj: str, *, level: EvidenceLevel | None = EvidenceLevel.NONE, denied: int = 0
) -> Statement:
    """Return a statement supported by one claim that offers `level`, by none when that is None."""
    key = StatementKey(subject=subject, relation=relation, object=obj)
    claims = () if level is None else (f"c-{subject}-{obj}",)
    return Statement(
        id=key_id(key),
        key=key,
        supporting=claims,
        denying=tuple(f"c-no-{i}" for i in range(denied)),
        sources=int(level in (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED)),
        by_evidence={level: 1} if level else {},
    )


statements = st.builds(
    a_statement,
    st.sampled_from("abcdef"),
    st.sampled_from(Relation),
    st.sampled_from("abcdef"),
    level=st.sampled_from([None, *EvidenceLevel]),
    denied=st.integers(0, 1),
)


def by_hand(network: Network, start: str, end: str, longest: int) -> list[tuple[int, Sign]]:
    """Return cost and sign of every simple path, the strongest link for each sign, as networkx finds them."""
    best: dict[tuple[str, str, Sign], int] = {}
    for statement in filter(carries, network.statements):
        ends = (statement.key.subject, statement.key.object, statement.key.sign)
        best[ends] = min(best.get(ends, 99), cost(statement))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(network.nodes)
    for tail, head, sign in best:
        graph.add_edge(tail, head, key=sign.value)
    found = []
    for path in nx.all_simple_edge_paths(graph, start, end, cutoff=longest):
        edges = [(edge[0], edge[1], Sign(edge[-1])) for edge in path]
        found.append((sum(best[edge] for edge in edges), reduce(mul, (sign for _, _, sign in edges))))
    return sorted(found)


@given(st.lists(statements, min_size=1, max_size=20, unique_by=lambda statement: statement.id), st.data())
def test_all_simple_paths_are_found_cheapest_first(some: list[Statement], data: st.DataObject) -> None:
    network = Network(tuple(some))
    start, end = data.draw(st.sampled_from(network.nodes)), data.draw(st.sampled_from(network.nodes))
    wanted = data.draw(st.sampled_from([None, *Sign]))
    expected = by_hand(network, start, end, 4) if start != end else []

    found = paths(network, start, end, limit=1000, sign=wanted)

    costs = [path.cost for path in found]
    assert costs == sorted(costs)
    assert sorted((path.cost, path.sign) for path in found) == [pair for pair in expected if wanted in (None, pair[1])]
    assert all(len(set(path.factors)) == len(path.factors) for path in found)


def test_a_path_says_what_holds_it_and_what_does_not() -> None:
    network = Network(
        (
            a_statement("a", Relation.DECREASES, "b", level=EvidenceLevel.IDENTIFIED),
            a_statement("b", Relation.DECREASES, "c", level=EvidenceLevel.NONE, denied=1),
        )
    )

    (path,) = paths(network, "a", "c")

    assert path.factors == ("a", "b", "c")
    assert path.sign is Sign.UP
    assert path.weakest.key.object == "c"
    assert (path.sources, path.supported, path.denials) == (0, False, ("c-no-0",))


def test_a_link_that_is_only_denied_carries_nothing_but_can_be_shown() -> None:
    network = Network((a_statement("a", Relation.INCREASES, "b", level=None, denied=1),))

    assert paths(network, "a", "b") == []
    (path,) = paths(network, "a", "b", denied=True)
    assert path.blocked


def test_sourced_links_come_before_those_merely_said() -> None:
    network = Network(
        (
            a_statement("a", Relation.INCREASES, "x"),
            a_statement("x", Relation.INCREASES, "b"),
            a_statement("a", Relation.INCREASES, "y", level=EvidenceLevel.NAMED),
            a_statement("y", Relation.INCREASES, "b", level=EvidenceLevel.NAMED),
        )
    )

    assert [path.factors[1] for path in paths(network, "a", "b")] == ["y", "x"]


def test_a_factor_that_no_statement_names_is_told() -> None:
    with pytest.raises(UnknownItemError):
        paths(Network(()), "a", "b")
