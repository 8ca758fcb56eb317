"""The page of one statement: who asserts, denies and hedges it, with the sum of its support."""

from __future__ import annotations

from itertools import groupby

from graph import KnowledgeGraph
from viz.atlas import Atlas
from viz.cards import cards, claims_behind
from viz.claim_page import EXPORTS
from viz.edges import id_of
from viz.templating import render as template


def render(atlas: Atlas, graph: KnowledgeGraph, statement_id: str) -> str:
    """Return the page of a statement.

    Raises:
        UnknownItemError: There is no such statement.
    """
    statement = atlas.statement(statement_id)
    edge = atlas.edges[id_of(statement)]
    every = cards(claims_behind([statement], graph), graph, atlas)
    on_claims = {flag.id for card in every for flag in card.flags}
    return template(
        "statement.html.j2",
        atlas,
        current="/",
        statement=statement,
        edge=edge,
        opposite=atlas.edges.get(edge.opposite or ""),
        groups=[(told, list(group)) for told, group in groupby(every, key=lambda card: card.told)],
        works=sorted({name for card in every for name, _ in card.sources}),
        loose_flags=[flag for flag in atlas.flags_by_statement.get(statement.id, ()) if flag.id not in on_claims],
        exports=EXPORTS,
        kind="statement",
        item=statement.id,
    )
