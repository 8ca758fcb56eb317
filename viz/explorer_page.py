"""The explorer: filters, drawing with its table twin, and the panel that opens an edge's sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from graph import KnowledgeGraph
from ontology.errors import UnknownItemError
from viz.atlas import Atlas
from viz.cards import Card, cards, claims_behind
from viz.edges import Edge, ranked
from viz.facets import chip_rows
from viz.network import drawing
from viz.scope import LIMITS, Scope
from viz.templating import render as template
from viz.view import view
from viz.words import counted

CARDS = 12
"""Claims shown in the panel at most; the statement page has all."""
LINES = 30
"""Edges of a factor listed in the panel at most; the factor's page has more."""
SHORT = 6
"""Lines of each list of the first panel."""
ARTICLES = 12
"""Articles that the first panel names."""


def render(atlas: Atlas, graph: KnowledgeGraph, scope: Scope) -> str:
    """Return the explorer for a scope, with the panel that its address opens."""
    shown = view(atlas, scope)
    name, values = panel_values(atlas, graph, scope)
    return template(
        "explorer.html.j2",
        atlas,
        current="/",
        heading="Explore " + (", ".join(atlas.label(factor) for factor in scope.focus) or "the graph"),
        scope=scope,
        view=shown,
        chip_rows=chip_rows(atlas, scope),
        drawing=drawing(shown),
        limits=LIMITS,
        without_focus={name: scope.around(*(other for other in scope.focus if other != name)).query() for name in scope.focus},
        panel_template=name,
        **values,
    )


def panel(atlas: Atlas, graph: KnowledgeGraph, scope: Scope) -> str:
    """Return the panel alone, as a fragment of a page."""
    name, values = panel_values(atlas, graph, scope)
    return template(name, atlas, scope=scope, **values)


def panel_values(atlas: Atlas, graph: KnowledgeGraph, scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the template of the panel that a scope opens, and its values."""
    edge = atlas.edges.get(scope.edge or "")
    if edge:
        return "panel_edge.html.j2", _edge_values(atlas, graph, edge)
    if scope.node and _known(atlas, scope.node):
        return "panel_node.html.j2", _node_values(atlas, scope.node)
    return "panel_start.html.j2", _start_values(atlas, missing=bool(scope.edge or scope.node))


def sum_of(edge: Edge, shown: Sequence[Card]) -> str:
    """Return the support of an edge told as a sum, never as a score."""
    offered = f"evidence offered: {edge.evidence}" if edge.evidence != "none" else "no source offered"
    parts = [counted(edge.claims, "claim"), counted(len(edge.documents), "article"), counted(edge.sources, "independent source"), offered]
    denials = sum(card.told == "denies" for card in shown)
    return " · ".join([*parts, *([counted(denials, "denial")] if denials else [])])


def _edge_values(atlas: Atlas, graph: KnowledgeGraph, edge: Edge) -> dict[str, Any]:
    behind = claims_behind([atlas.statements[name] for name in edge.statements], graph)
    every = cards(behind, graph, atlas)
    on_claims = {flag.id for card in every[:CARDS] for flag in card.flags}
    return {
        "edge": edge,
        "sum": sum_of(edge, every),
        "opposite": atlas.edges.get(edge.opposite or ""),
        "loose_flags": [flag for flag in edge.flags if flag.id not in on_claims],
        "groups": [(told, list(group)) for told, group in groupby(every[:CARDS], key=lambda card: card.told)],
        "more": max(0, len(every) - CARDS),
    }


def _node_values(atlas: Atlas, name: str) -> dict[str, Any]:
    found = atlas.edges_at(name)
    edges = ranked(found.edges)
    out, into = ([edge for edge in edges if (edge.subject == name) is outward] for outward in (True, False))
    return {"factor": atlas.factor(name), "edges": edges, "out": out, "into": into, "most": LINES, "of": found.of}


def _start_values(atlas: Atlas, *, missing: bool) -> dict[str, Any]:
    return {
        "claims": atlas.claims,
        "contradictions": atlas.contradicted(SHORT),
        "flagged": atlas.flagged(SHORT),
        "articles": atlas.documents_from(0, ARTICLES),
        "missing": missing,
    }


def _known(atlas: Atlas, name: str) -> bool:
    try:
        atlas.factor(name)
    except UnknownItemError:
        return False
    return True
