"""GraphView to the data of a drawing: pyvis keeps nodes, edges and options; vis-network 9.1.2, which pyvis ships, draws them.

The only module that knows pyvis 0.3.2. Its own page is not used: it asks five other servers for files and puts foreign text into
innerHTML (explorer design, section 3). Titles here are plain text, positions are given, physics is off.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from textwrap import wrap
from typing import Any

from pyvis.network import Network

from ontology.model import FactorKind
from viz.edges import Edge
from viz.layout import Point, Size, positions
from viz.marks import LOOKS
from viz.view import GraphView, Node
from viz.words import counted, spaced

VIS_VERSION = "9.1.2"
VIS_SCRIPT = "vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"

LABEL_WIDTH = 18
"""Characters on one line of a box; longer names are wrapped between words."""
FONT = 14
CHARACTER, LINE, MARGIN = 7.3, 18.0, (22.0, 16.0)
"""Pixels of an average character and a line at 14 px in Liberation Sans and Inter (measured), and of the margin of a box."""

HAIR = 0.02
"""Roundness of a line that looks straight: vis-network draws a halo behind curves only."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "tooltipDelay": 250,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "shape": "box",
        "margin": {"top": 8, "bottom": 8, "left": 11, "right": 11},
        "borderWidth": 1,
        "borderWidthSelected": 2,
        "shapeProperties": {"borderRadius": 7},
        "font": {"size": FONT},
        "labelHighlightBold": False,
        "chosen": False,
    },
    "edges": {
        "smooth": False,
        "hoverWidth": 1.2,
        "selectionWidth": 1.6,
        "endPointOffset": {"from": 0, "to": -3},
        "font": {"size": 13, "strokeWidth": 5, "align": "horizontal"},
        "labelHighlightBold": False,
    },
}


def vis_folder() -> Path:
    """Return the folder of the installed pyvis package that holds vis-network."""
    return Path(str(files("pyvis") / "templates" / "lib" / f"vis-{VIS_VERSION}"))


def drawing(view: GraphView) -> dict[str, Any]:
    """Return what the page draws: `nodes`, `edges` and `options` in the words of vis-network; plain JSON, no markup in it."""
    network = Network(directed=True)
    places = _places(view)
    for node in view.nodes:
        network.add_node(node.id, **_node(node, places[node.id]))
    bends = _bends(view)
    for edge in view.edges:
        network.add_edge(edge.subject, edge.object, **_edge(edge, view, bends[edge.id]))
    network.options = OPTIONS
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def wrapped(label: str) -> str:
    """Return a label in lines of about 18 characters.

    >>> wrapped("lamp receptor activity")
    'lamp receptor\\nactivity'
    """
    return "\n".join(wrap(label, LABEL_WIDTH, break_long_words=False)) or label


def box(label: str) -> Size:
    """Return about how large the box around a wrapped label is, in pixels."""
    lines = label.split("\n")
    return max(len(line) for line in lines) * CHARACTER + MARGIN[0], len(lines) * LINE + MARGIN[1]


def _places(view: GraphView) -> dict[str, Point]:
    sizes = tuple((node.id, box(_node_label(node))) for node in view.nodes)
    return _layout(sizes, tuple((edge.subject, edge.object) for edge in view.edges))


@lru_cache(maxsize=64)
def _layout(sizes: tuple[tuple[str, Size], ...], edges: tuple[tuple[str, str], ...]) -> dict[str, Point]:
    return positions(dict(sizes), edges)


def _node_label(node: Node) -> str:
    return wrapped(node.factor.label) + (f"  +{node.hidden}" if node.hidden else "")


def _node(node: Node, place: Point) -> dict[str, Any]:
    kind = node.factor.kind
    return {
        "label": _node_label(node),
        "shape": "box",
        "title": _node_title(node),
        "x": place[0],
        "y": place[1],
        "kind": kind.value,
        "focus": node.focus,
        "shapeProperties": {"borderRadius": 7, "borderDashes": [4, 3] if kind is not FactorKind.CONCEPT else False},
    }


def _node_title(node: Node) -> str:
    kind = {FactorKind.CONSTRUCT: "exists in one author's framework only", FactorKind.UNRESOLVED: "not grounded yet"}
    lines = [node.factor.label, kind.get(node.factor.kind, spaced(node.factor.category or ""))]
    lines += [counted(node.edges, "link") + " here" + (f", {node.hidden} more not drawn" if node.hidden else "")]
    lines += [counted(node.flags, "flag")] if node.flags else []
    return "\n".join(line for line in lines if line)


def _edge(edge: Edge, view: GraphView, bend: float) -> dict[str, Any]:
    look = LOOKS[edge.mark]
    head = {"enabled": True, "type": look.head, "scaleFactor": 0.75 if look.head != "bar" else 0.9}
    return {
        "id": edge.id,
        "label": edge.label,
        "title": edge_title(edge, view),
        "width": round(edge.width, 2),
        "dashes": [2, 5] if edge.denied else False if edge.supported else [7, 6],
        "arrowStrikethrough": look.head == "bar",  # a bar stands at the end of its line, an arrow's tip must not be crossed by it
        "arrows": {"to": head if look.head else {"enabled": False}},
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": bend} if bend else False,
        "mark": edge.mark.value,
        "contradicted": edge.contradicted,
    }


def edge_title(edge: Edge, view: GraphView) -> str:
    """Return the plain words that appear beside an edge."""
    labels = {node.id: node.factor.label for node in view.nodes}
    claims = (
        f"{edge.claims} claim{'s' if edge.claims != 1 else ''} in {len(edge.documents)} article{'s' if len(edge.documents) != 1 else ''}"
    )
    notes = [claims, f"evidence offered: {edge.evidence}"]
    notes += ["contradicted"] if edge.contradicted else []
    notes += [counted(len(edge.flags), "flag")] if edge.flags else []
    verb = f"does not: {edge.mark}" if edge.denied else edge.mark.value
    return f"{labels.get(edge.subject, edge.subject)} {verb} {labels.get(edge.object, edge.object)}\n" + "\n".join(notes)


def _bends(view: GraphView) -> dict[str, float]:
    """Return how far each edge bends: not at all when alone between its ends, else enough to lie 26 px from the next."""
    between = Counter(frozenset((edge.subject, edge.object)) for edge in view.edges)
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for edge in view.edges:
        found[edge.id] = (
            0.0 if between[frozenset((edge.subject, edge.object))] == 1 else round(0.12 + 0.18 * seen[edge.subject, edge.object], 2)
        )
        seen[edge.subject, edge.object] += 1
    return found
