"""The map: communities of factors as boxes, the edges between them as lines, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

from viz.arcs import breadth
from viz.atlas import Atlas
from viz.communities import Community, Map
from viz.layout import positions
from viz.scope import Scope
from viz.templating import render as template
from viz.words import counted

NAMED = 3
"""Factors that name a community, and around which the explorer opens it."""
TOLD = 8
"""Factors of a community in the table."""
LONGEST = 26
"""Letters of a factor's name in a box."""
WIDEST = 9.0
MARGIN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A community on the map: its middle and size in pixels, the lines of words in it, and where a click leads."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The edges between two communities: where the line runs, and how wide it is."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The map as it is drawn, in pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def render(atlas: Atlas) -> str:
    """Return the page."""
    found = atlas.map
    return template(
        "map.html.j2",
        atlas,
        current="/",
        found=found,
        chart=chart(atlas, found),
        address=address,
        told=TOLD,
        factors=sum(len(one.factors) for one in found.communities),
    )


def address(community: Community) -> str:
    """Return where the explorer draws a community: around its busiest factors."""
    return f"/?{Scope(focus=community.factors[:NAMED]).query()}"


def chart(atlas: Atlas, found: Map) -> Chart:
    """Return the map as it is drawn, with its top left corner at 0, 0."""
    boxes = [_box(atlas, community) for community in found.communities]
    joined = [(found.communities[one].id, found.communities[other].id) for one, other in found.between]
    places = positions({one.id: (box.width, box.height) for one, box in zip(found.communities, boxes, strict=True)}, joined)
    left = min((places[one.id][0] - box.width / 2 for one, box in zip(found.communities, boxes, strict=True)), default=0) - MARGIN
    top = min((places[one.id][1] - box.height / 2 for one, box in zip(found.communities, boxes, strict=True)), default=0) - MARGIN
    put = [replace(box, x=places[one.id][0] - left, y=places[one.id][1] - top) for one, box in zip(found.communities, boxes, strict=True)]
    return Chart(
        width=max((box.x + box.width / 2 for box in put), default=0) + MARGIN,
        height=max((box.y + box.height / 2 for box in put), default=0) + MARGIN,
        boxes=tuple(put),
        lines=tuple(_line(put[one], put[other], edges) for (one, other), edges in found.between.items()),
    )


def _box(atlas: Atlas, community: Community) -> Box:
    """Return a community as a box that is as large as its words, and a little larger the more factors it has."""
    words = tuple(_short(atlas.label(factor)) for factor in community.factors[:NAMED])
    note = f"{counted(len(community.factors), 'factor')}, {counted(community.edges, 'edge')}"
    more = 4 * sqrt(len(community.factors))
    width = max(breadth(words[0], 16), *(breadth(word, 13) for word in (*words[1:], note))) + 24 + more
    height = 18 * (len(words) + 1) + 18 + more / 2
    return Box(x=0, y=0, width=round(width), height=round(height), words=words, note=note, address=address(community))


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _line(one: Box, other: Box, edges: int) -> Line:
    return Line(x1=one.x, y1=one.y, x2=other.x, y2=other.y, width=round(min(1 + sqrt(edges), WIDEST), 1))
