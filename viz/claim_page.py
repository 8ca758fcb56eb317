"""The page of one claim: its sentence in its section, what is offered for it, what else says so, and its history."""

from __future__ import annotations

from graph import KnowledgeGraph
from viz import looked
from viz.atlas import Atlas
from viz.cards import Card, cards, claims_behind
from viz.templating import render as template
from viz.words import told

EXPORTS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"))
"""Formats that every page about an item offers: ending of `?format=`, name."""


def render(atlas: Atlas, graph: KnowledgeGraph, claim_id: str) -> str:
    """Return the page of a claim.

    Raises:
        UnknownItemError: There is no such claim.
    """
    claim = graph.claim(claim_id)
    statement = atlas.statements.get(atlas.statement_of_claim.get(claim.id, ""))
    siblings = cards(claims_behind([statement], graph), graph, atlas) if statement else []
    shown = next((card for card in siblings if card.claim.id == claim.id), None) or cards([claim], graph, atlas)[0]
    return template(
        "claim.html.j2",
        atlas,
        current="/documents",
        card=shown,
        claim=claim,
        statement=statement,
        edge=atlas.edge_of(statement.id) if statement else None,
        tallies=tallies(siblings),
        others=[card for card in siblings if card.claim.id != claim.id],
        decisions=[decision for decision in atlas.decisions if decision.target == claim.id],
        citation=citation(shown),
        sources=looked.of_claim(atlas, claim),
        exports=EXPORTS,
        kind="claim",
        item=claim.id,
    )


def tallies(shown: list[Card]) -> list[tuple[str, int, int]]:
    """Return for asserts, denies, hedges and supposes: the word, how many claims, in how many articles."""
    words = ("asserts", "denies", "hedges", "supposes")
    groups = {word: [card for card in shown if told(card.claim) == word] for word in words}
    return [(word, len(group), len({card.claim.document_id for card in group})) for word, group in groups.items()]


def citation(card: Card) -> str:
    """Return one line that says where the claim stands, to be pasted elsewhere."""
    document, place = card.document, card.claim.place
    parts = [", ".join(document.authors), f"“{place.quote}”", document.name, f"§ {place.section}" if place.section else ""]
    parts += [
        document.publisher or "",
        (document.published or "")[:10],
        document.url or "",
        f"(snapshot {document.id}, {place.start}-{place.end})",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
