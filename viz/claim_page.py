"""The page of one claim: its sentence in its section, what is offered for it, what else says so, and its history."""

from __future__ import annotations

from dataclasses import dataclass

from graph import KnowledgeGraph
from graph.audit.backing import Backing
from graph.audit.citations import told as told_work
from graph.audit.sources import Source
from ontology.model import Claim
from ontology.works import Notice
from viz import links
from viz.atlas import Atlas
from viz.cards import Card, cards, claims_behind
from viz.templating import render as template
from viz.words import told

EXPORTS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"))
"""Formats that every page about an item offers: ending of `?format=`, name."""

MOST = 3
"""Nearest works that are shown for a citation."""


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
        sources=sources(atlas, claim),
        exports=EXPORTS,
        kind="claim",
        item=claim.id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A source of a claim with what was looked up: its words, the work (or the nearest ones), its notices, and how old that is."""

    told: str
    state: str
    works: tuple[tuple[str, str | None], ...] = ()
    notices: tuple[str, ...] = ()
    day: str | None = None
    services: str = ""


def sources(atlas: Atlas, claim: Claim) -> list[Looked]:
    """Return the sources that the article cites for a claim, with what a lookup told of each."""
    backing = atlas.backing
    return [_looked(source, backing) for source in backing.sources_of(claim)] if backing else []


def _looked(source: Source, backing: Backing) -> Looked:
    lookup = backing.lookup(source)
    works = lookup.works[:MOST] if lookup else ()
    return Looked(
        told=source.told,
        state=backing.state(source).value,
        works=tuple((told_work(work.citation), next(map(links.identifier, work.identifiers), None)) for work in works),
        notices=tuple(dict.fromkeys(_notice(notice) for work in works[:1] if source.identifiers for notice in work.notices)),
        day=lookup.day if lookup else None,
        services=", ".join(lookup.services) if lookup else "",
    )


def _notice(notice: Notice) -> str:
    return " ".join(filter(None, (notice.kind.value, notice.date, f"({notice.told_by})")))


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
