"""Loops, contradictions and leverage, held against networkx on small random graphs."""

from __future__ import annotations

from collections import Counter
from itertools import product

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.contradictions import denied, opposite_signs, tension, tensions
from graph.analysis.leverage import COLUMNS, leverage
from graph.analysis.loops import loops
from graph.analysis.paths import paths
from graph.network import Network
from ontology.model import EvidenceLevel, Statement
from ontology.relations import Relation, Sign
from tests.graph.test_paths import a_statement, statements

some_statements = st.lists(statements, min_size=1, max_size=20, unique_by=lambda statement: statement.id)


def linked(network: Network) -> nx.DiGraph[str]:
    """Return the links as a plain graph, each pair of nodes with its signs and statements."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for tail, onward in enumerate(network.out):
        for head, edge in onward:
            ends = network.nodes[tail], network.nodes[head]
            before = graph.edges[ends]["all"] if graph.has_edge(*ends) else []
            graph.add_edge(*ends, all=[*before, network.statements[network.links.statements[edge]]])
    return graph


@given(some_statements)
def test_every_short_loop_is_found_once(some: list[Statement]) -> None:
    network = Network(tuple(some))
    graph = linked(network)
    expected = Counter(
        (len(ring), frozenset(statement.id for statement in choice))
        for ring in nx.simple_cycles(graph, length_bound=4)
        for choice in product(*(graph.edges[ring[i - 1], node]["all"] for i, node in enumerate(ring)))
    )

    found = loops(network)

    assert Counter((len(loop.statements), frozenset(item.id for item in loop.statements)) for loop in found) == expected
    assert [len(loop.factors) for loop in found] == sorted(len(loop.factors) for loop in found)
    for name in network.nodes:
        through = {loop.factors for loop in loops(network, through=name)}
        assert {frozenset(factors) for factors in through} == {frozenset(loop.factors) for loop in found if name in loop.factors}


def test_a_loop_says_whether_it_reinforces_or_balances() -> None:
    down, up, unknown = (a_statement("b", relation, "a") for relation in (Relation.DECREASES, Relation.INCREASES, Relation.AFFECTS))
    for back, sign in ((down, Sign.DOWN), (up, Sign.UP), (unknown, Sign.NONE)):
        (loop,) = loops(Network((a_statement("a", Relation.ENABLES, "b"), back)))

        assert (loop.factors, loop.sign) == (("a", "b"), sign)


def test_a_limit_cuts_the_list() -> None:
    pairs = [(a, b) for a in "abcde" for b in "abcde" if a != b]
    network = Network(tuple(a_statement(a, Relation.INCREASES, b) for a, b in pairs))

    assert len(loops(network)) == 10 + 20 + 30
    assert len(loops(network, limit=7)) == 7


def test_both_signs_on_one_pair_clash_and_a_denial_alone_does_not() -> None:
    up, down = a_statement("a", Relation.ENABLES, "b"), a_statement("a", Relation.DECREASES, "b")
    only_denied = a_statement("a", Relation.DECREASES, "c", level=None, denied=1)
    lone = a_statement("a", Relation.INCREASES, "c")

    (clash,) = opposite_signs([up, down, only_denied, lone])

    assert (clash.subject, clash.object, clash.ups, clash.downs) == ("a", "b", (up,), (down,))


def test_what_is_said_and_denied_is_told() -> None:
    disputed = a_statement("a", Relation.BINDS, "b", denied=2)

    assert denied([disputed, a_statement("a", Relation.BINDS, "c"), a_statement("a", Relation.BINDS, "d", level=None, denied=1)]) == [
        disputed
    ]


@given(some_statements)
def test_a_factor_that_pulls_both_ways_is_found(some: list[Statement]) -> None:
    network = Network(tuple(some))
    expected = {
        (start, end)
        for start in network.nodes
        for end in network.nodes
        if start != end and all(paths(network, start, end, sign=sign, limit=1) for sign in (Sign.UP, Sign.DOWN))
    }

    found = tensions(network, network.nodes, network.nodes)

    assert {(item.start, item.end) for item in found} == expected
    assert [item.cost for item in found] == sorted(item.cost for item in found)
    assert all((item.up.sign, item.down.sign) == (Sign.UP, Sign.DOWN) for item in found)


def test_two_ways_of_one_sign_are_no_tension() -> None:
    network = Network(
        (
            a_statement("a", Relation.DECREASES, "x"),
            a_statement("x", Relation.DECREASES, "b"),
            a_statement("a", Relation.INCREASES, "b"),
        )
    )

    assert tension(network, "a", "b") is None


def walks_over(network: Network, gap: int, longest: int) -> set[tuple[str, str]]:
    """The ends of every walk of up to `longest` links that takes the link `gap` once, and sourced links else: by trying them all."""
    tails = [network.statements[p].key.subject for p in network.links.statements.tolist()]
    heads = [network.statements[p].key.object for p in network.links.statements.tolist()]
    sourced = [i for i, p in enumerate(network.links.statements.tolist()) if network.statements[p].sources]
    walks = [[gap]]
    for walk in walks:
        if len(walk) < longest:
            walks += [[i, *walk] for i in sourced if heads[i] == tails[walk[0]]]
            walks += [[*walk, i] for i in sourced if tails[i] == heads[walk[-1]] and walk[0] == gap]
    return {(tails[walk[0]], heads[walk[-1]]) for walk in walks}


@given(some_statements, st.integers(1, 4))
def test_leverage_counts_the_pairs_that_chains_lacking_only_this_source_would_join(some: list[Statement], longest: int) -> None:
    network = Network(tuple(sorted(some, key=lambda statement: statement.id)))
    some_nodes = network.nodes[::2]
    expected: dict[str, set[tuple[str, str]]] = {}
    for link, position in enumerate(network.links.statements.tolist()):
        if not network.statements[position].sources:
            expected[network.statements[position].id] = walks_over(network, link, longest)

    assert leverage(network, longest=longest) == {gap: len(pairs) for gap, pairs in expected.items()}
    assert leverage(network, network.nodes, network.nodes, longest=longest) == leverage(network, longest=longest)
    assert leverage(network, some_nodes, network.nodes[:2], longest=longest) == {
        gap: count
        for gap, pairs in expected.items()
        if (count := sum(start in some_nodes and end in network.nodes[:2] for start, end in pairs))
    }


def test_leverage_counts_more_factors_than_are_looked_at_together() -> None:
    fan = [a_statement(f"s{number}", Relation.INCREASES, "u", level=EvidenceLevel.NAMED) for number in range(COLUMNS + 5)]
    gap = a_statement("u", Relation.DECREASES, "v")

    assert leverage(Network((*fan, gap))) == {gap.id: COLUMNS + 6}


def test_leverage_looks_at_factors_of_interest_only() -> None:
    network = Network(
        (
            a_statement("a", Relation.INCREASES, "b", level=EvidenceLevel.NAMED),
            a_statement("b", Relation.INCREASES, "c"),
            a_statement("c", Relation.INCREASES, "d", level=EvidenceLevel.NAMED),
        )
    )
    gap = network.statements[1].id

    assert leverage(network) == {gap: 4}
    assert leverage(network, ["a"], ["d"]) == {gap: 1}
    assert leverage(network, ["a"], ["d"], longest=2) == {}
    assert leverage(network, ["nobody"]) == {}
