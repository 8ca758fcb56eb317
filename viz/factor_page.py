"""The page of one factor: what it is, what it acts on, and what acts on it."""

from __future__ import annotations

from viz.atlas import Atlas
from viz.claim_page import EXPORTS
from viz.edges import ranked
from viz.templating import render as template

ROWS = 300
"""Edges in each table at most; beyond, the explorer's filters serve better than a longer page."""


def render(atlas: Atlas, factor_id: str) -> str:
    """Return the page of a factor.

    Raises:
        UnknownItemError: Nothing in the graph has this id.
    """
    factor = atlas.factor(factor_id)
    found = atlas.edges_at(factor_id)
    edges = ranked(found.edges)
    flags = {flag.id: flag for edge in edges for flag in edge.flags}
    return template(
        "factor.html.j2",
        atlas,
        current="/",
        factor=factor,
        out=[edge for edge in edges if edge.subject == factor_id],
        into=[edge for edge in edges if edge.subject != factor_id],
        own_flags=atlas.flags_about(factor_id),
        flags=len(flags),
        most=ROWS,
        close=atlas.close_to(factor_id),
        of=found.of,
        exports=EXPORTS,
        kind="factor",
        item=factor_id,
    )
