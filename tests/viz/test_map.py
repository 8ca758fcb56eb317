"""The map: who belongs together, that it is the same each time, and that boxes keep apart."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import KnowledgeGraph
from ontology.model import EvidenceLevel
from viz.atlas import Atlas
from viz.communities import LEAST, communities
from viz.edges import Edge
from viz.map_page import chart, render
from viz.marks import Mark


def edges(pairs: Iterable[tuple[str, str]]) -> list[Edge]:
    """Return an edge of one claim for each pair."""
    return [
        Edge(
            id=f"{one}.raises.{other}",
            subject=one,
            object=other,
            mark=Mark.RAISES,
            statements=(f"s-{one}-{other}",),
            claims=1,
            documents=("d",),
            sources=0,
            evidence=EvidenceLevel.NONE,
            told=frozenset({"asserted"}),
            contradicted=False,
            loose_ends=0,
            flags=(),
        )
        for one, other in pairs
    ]


TWO = [*combinations("abcd", 2), *combinations("wxyz", 2), ("d", "w")]


def test_two_groups_with_one_edge_between_them_are_told_apart() -> None:
    found = communities(edges(TWO))

    assert [set(one.factors) for one in found.communities] == [set("abcd"), set("wxyz")]
    assert [one.edges for one in found.communities] == [6, 6]
    assert found.between == {(0, 1): 1}
    assert [one.id for one in found.communities] == ["a", "w"]


@given(st.lists(st.tuples(st.sampled_from("abcdefghijkl"), st.sampled_from("abcdefghijkl")), max_size=30), st.randoms())
def test_each_factor_is_in_one_group_at_most_whatever_the_order_of_the_edges(pairs: list[tuple[str, str]], chance: random.Random) -> None:
    unique = sorted(set(pairs))
    shuffled = list(unique)
    chance.shuffle(shuffled)
    found = communities(edges(unique))
    members = [factor for one in found.communities for factor in one.factors]

    assert len(members) == len(set(members))
    assert len(members) + found.rest == len({end for pair in unique for end in pair})
    assert all(len(one.factors) >= LEAST for one in found.communities)
    assert communities(edges(shuffled)) == found


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_groups_do_not_depend_on_the_seed_of_pythons_hashes(seed: str) -> None:
    code = "from tests.viz.test_map import *; print([one.factors for one in communities(edges(TWO)).communities])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed})

    assert done.stdout.strip() == str([one.factors for one in communities(edges(TWO)).communities])


def test_the_boxes_of_the_map_do_not_overlap_and_stand_inside_it(atlas: Atlas) -> None:
    drawn = chart(atlas, atlas.map)

    assert len(drawn.boxes) >= 3
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= (one.height + other.height) / 2
    for box in drawn.boxes:
        assert box.width / 2 <= box.x <= drawn.width - box.width / 2
        assert box.height / 2 <= box.y <= drawn.height - box.height / 2


def test_a_box_leads_to_the_drawing_of_its_group(atlas: Atlas) -> None:
    busiest = atlas.map.communities[0].factors[:3]

    assert f'href="/?focus={",".join(busiest)}"' in render(atlas)


def test_an_empty_graph_has_no_map_and_says_what_to_do() -> None:
    with KnowledgeGraph.open(None) as graph:
        assert "mechgraph load" in render(Atlas.of(graph))
