"""The page of one factor: what it is, what it acts on, and what acts on it."""

from __future__ import annotations

from ontology.model import Factor
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
    edges = ranked(atlas.edges_by_factor.get(factor_id, ()))
    flags = {flag.id: flag for edge in edges for flag in edge.flags}
    return template(
        "factor.html.j2",
        atlas,
        current="/",
        factor=factor,
        out=[edge for edge in edges if edge.subject == factor_id],
        into=[edge for edge in edges if edge.subject != factor_id],
        own_flags=[flag for flag in atlas.flags if flag.factor == factor_id],
        flags=len(flags),
        most=ROWS,
        close=_close(atlas, factor_id),
        exports=EXPORTS,
        kind="factor",
        item=factor_id,
    )


def _close(atlas: Atlas, factor_id: str) -> list[Factor]:
    """Return aspects of a factor and kinds of it, by label."""
    found = [other for other in atlas.factors.values() if other.broader == factor_id or (other.aspect_of or ("",))[0] == factor_id]
    return sorted(found, key=lambda other: other.label)
