"""What is drawn: edges, their support, and the bounds of a view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontology.model import EvidenceLevel
from viz.atlas import Atlas
from viz.edges import Edge
from viz.scope import Scope
from viz.view import GraphView, view, within


@pytest.fixture(scope="module")
def whole(atlas: Atlas) -> GraphView:
    """Everything that there is."""
    return view(atlas, Scope(limit=300))


def edge(view: GraphView, name: str) -> Edge:
    """Return a drawn edge by its id."""
    found = view.edge(name)
    assert found is not None
    return found


def test_a_pair_told_up_and_down_is_two_edges(whole: GraphView) -> None:
    assert edge(whole, "moss-extract.raises.tide-hormone").claims == 1
    assert edge(whole, "moss-extract.lowers.tide-hormone").claims == 2


def test_there_is_one_edge_for_each_pair_and_mark(whole: GraphView) -> None:
    keys = [(one.subject, one.mark, one.object) for one in whole.edges]

    assert len(keys) == len(set(keys)) == whole.all_edges


def test_two_articles_that_cite_one_work_are_one_source(whole: GraphView) -> None:
    zinc = edge(whole, "zinc.lowers.copper")

    assert (zinc.claims, len(zinc.documents), zinc.sources, zinc.evidence) == (2, 2, 1, EvidenceLevel.IDENTIFIED)
    assert zinc.width == pytest.approx(2.2)


def test_a_line_never_hides_its_own_head(whole: GraphView) -> None:
    assert replace(whole.edges[0], sources=10_000).width == 8


def test_a_vague_source_leaves_a_line_dashed(whole: GraphView) -> None:
    assert not edge(whole, "iodide-supply.raises.glow-protein").supported
    assert edge(whole, "copper.raises.iron-uptake").supported


def test_what_is_only_denied_says_not(whole: GraphView) -> None:
    denied = edge(whole, "moss-extract.raises.salt-retention")

    assert denied.denied
    assert denied.label.startswith("not ")


def test_what_is_only_hedged_has_a_question_mark(whole: GraphView) -> None:
    assert edge(whole, "salt-retention.lowers.evening-calm").label.endswith("?")
    assert edge(whole, "mist-phenotype.lowers.morning-alertness").tentative


def test_contradictions_are_those_of_the_audit(whole: GraphView) -> None:
    contradicted = {one.id for one in whole.edges if one.contradicted}

    assert {"moss-extract.raises.tide-hormone", "moss-extract.lowers.tide-hormone"} <= contradicted
    assert "tide-hormone.lowers.sleep-onset-time" in contradicted  # asserted in one article, denied in another
    assert "zinc.lowers.copper" not in contradicted


@pytest.mark.parametrize("limit", [1, 2, 5, 10, 23])
def test_a_view_never_has_more_nodes_than_its_limit_and_counts_what_it_leaves_out(atlas: Atlas, limit: int) -> None:
    drawn = view(atlas, Scope(limit=limit))

    assert len(drawn.nodes) <= limit
    assert drawn.cut
    hidden = sum(node.hidden for node in drawn.nodes) + sum(node.edges for node in drawn.nodes)
    assert hidden <= 2 * drawn.all_edges


def test_the_best_supported_edge_is_drawn_first(atlas: Atlas) -> None:
    assert view(atlas, Scope(limit=2)).edges[0].sources >= 1


def test_a_focus_shows_what_touches_it_and_more_steps_show_more(atlas: Atlas) -> None:
    near = view(atlas, Scope(focus=("zinc",), limit=300))
    far = view(atlas, Scope(focus=("zinc",), depth=2, limit=300))

    assert all("zinc" in (one.subject, one.object) for one in near.edges)
    assert {one.id for one in near.edges} < {one.id for one in far.edges}


def test_a_focus_that_matches_nothing_is_drawn_alone(atlas: Atlas) -> None:
    lonely = view(atlas, Scope.read({"focus": "zinc", "sign": "linked"}))

    assert [node.id for node in lonely.nodes] == ["zinc"]
    assert not lonely.edges


def test_filters_take_out_edges_and_the_nodes_that_are_left_with_none(atlas: Atlas) -> None:
    drawn = view(atlas, Scope.read({"evidence": "identified", "limit": "300"}))

    assert drawn.edges
    assert all(one.evidence is EvidenceLevel.IDENTIFIED for one in drawn.edges)
    assert {node.id for node in drawn.nodes} == {end for one in drawn.edges for end in (one.subject, one.object)}


def test_an_edge_is_found_by_its_id_in_the_whole_graph(atlas: Atlas) -> None:
    assert all(atlas.edges[one.id] == one for one in view(atlas, Scope(limit=300)).edges)
    assert all(atlas.edge_of(name) == one for one in atlas.edges.values() for name in one.statements)
    assert atlas.edge_of("s-none") is None


def test_the_statements_around_a_factor_that_nobody_knows_are_none(atlas: Atlas) -> None:
    assert within(atlas, Scope(focus=("no-such-thing",))) == []
