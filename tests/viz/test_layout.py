"""Positions of a drawing."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.layout import GAP, positions


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, tuple[float, float]], list[tuple[str, str]]]:
    """Return boxes and links of a small graph, connected or not."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 14)))]
    sizes = {name: (float(draw(st.integers(40, 200))), float(draw(st.integers(20, 70)))) for name in names}
    ends = st.sampled_from(names)
    return sizes, draw(st.lists(st.tuples(ends, ends), max_size=25))


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_no_two_boxes_touch(graph: tuple[dict[str, tuple[float, float]], list[tuple[str, str]]]) -> None:
    sizes, edges = graph
    placed = positions(sizes, edges)
    for one in placed:
        for other in placed:
            across = abs(placed[one][0] - placed[other][0]) - (sizes[one][0] + sizes[other][0]) / 2
            down = abs(placed[one][1] - placed[other][1]) - (sizes[one][1] + sizes[other][1]) / 2
            assert one == other or across > 0 or down > 0, (one, other)


@pytest.mark.parametrize(("nodes", "links"), [(40, 60), (120, 160)])
def test_a_drawing_stands_where_it_stood_yesterday_and_has_about_the_shape_of_a_page(nodes: int, links: int) -> None:
    graph = nx.gnm_random_graph(nodes, links, seed=3)
    sizes = {str(node): (120.0, 34.0) for node in graph}
    edges = [(str(a), str(b)) for a, b in graph.edges]

    placed = positions(sizes, edges)
    across, down = (max(point[axis] for point in placed.values()) - min(point[axis] for point in placed.values()) for axis in (0, 1))

    assert placed == positions(sizes, edges)
    assert 0.6 < across / down < 2.2


def test_neighbours_are_nearer_than_strangers() -> None:
    names = [f"n{number}" for number in range(12)]
    placed = positions(dict.fromkeys(names, (100.0, 30.0)), list(pairwise(names)))

    def gap(a: str, b: str) -> float:
        return abs(placed[a][0] - placed[b][0]) + abs(placed[a][1] - placed[b][1])

    assert gap("n0", "n1") + GAP[0] < gap("n0", "n11")
