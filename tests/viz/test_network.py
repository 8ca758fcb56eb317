"""The data that vis-network draws."""

from __future__ import annotations

import hashlib
import json

import pytest

from viz.atlas import Atlas
from viz.network import VIS_SCRIPT, VIS_SHA256, drawing, vis_folder, wrapped
from viz.scope import Scope
from viz.view import view


def test_the_drawing_library_is_the_one_that_was_looked_at() -> None:
    assert hashlib.sha256((vis_folder() / VIS_SCRIPT).read_bytes()).hexdigest() == VIS_SHA256


def test_a_drawing_is_plain_data_with_a_place_for_every_node_and_no_physics(atlas: Atlas) -> None:
    data = json.loads(json.dumps(drawing(view(atlas, Scope(limit=300)))))

    assert len(data["nodes"]) == 24
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])
    assert data["options"]["physics"] == {"enabled": False}
    assert {edge["from"] for edge in data["edges"]} | {edge["to"] for edge in data["edges"]} == {node["id"] for node in data["nodes"]}


@pytest.mark.parametrize(
    ("edge", "head", "dashed"),
    [
        ("zinc.lowers.copper", "bar", False),
        ("copper.raises.iron-uptake", "arrow", False),
        ("glow-protein.affects.morning-alertness", "circle", True),
        ("night-waking.linked.stress-marker", None, True),
    ],
)
def test_head_and_line_say_sign_and_support(atlas: Atlas, edge: str, head: str | None, dashed: bool) -> None:
    drawn = next(one for one in drawing(view(atlas, Scope(limit=300)))["edges"] if one["id"] == edge)

    assert drawn["arrows"]["to"].get("type") == head
    assert bool(drawn["dashes"]) is dashed


def test_lines_between_the_same_ends_do_not_lie_on_each_other(atlas: Atlas) -> None:
    edges = drawing(view(atlas, Scope(limit=300)))["edges"]
    pair = [edge["smooth"] for edge in edges if {edge["from"], edge["to"]} == {"moss-extract", "tide-hormone"}]

    assert len(pair) == 2
    assert pair[0]["roundness"] != pair[1]["roundness"]


def test_what_appears_beside_an_edge_is_plain_text(atlas: Atlas) -> None:
    edges = drawing(view(atlas, Scope(limit=300)))["edges"]
    title = next(edge["title"] for edge in edges if edge["id"] == "moss-extract.lowers.tide-hormone")

    assert title.split("\n")[:3] == ["moss extract lowers tide hormone", "2 claims in 2 articles", "evidence offered: vague"]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("zinc", "zinc"),
        ("lamp receptor activity", "lamp receptor\nactivity"),
        ("pneumonoultramicroscopic", "pneumonoultramicroscopic"),
        ("", ""),
    ],
)
def test_long_names_are_wrapped_between_words_only(label: str, lines: str) -> None:
    assert wrapped(label) == lines
