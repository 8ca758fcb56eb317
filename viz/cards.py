"""Card: a claim as it is shown anywhere: lit in its section, with what is offered for it, its flags, and where to go from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph import KnowledgeGraph
from ontology.errors import QuoteNotFoundError, UnknownItemError
from ontology.model import Claim, Document, Flag, Statement
from viz import links
from viz.atlas import Atlas
from viz.edges import claims_of
from viz.excerpts import Shown, excerpt
from viz.words import told

TOLD_ORDER = ("asserts", "denies", "hedges", "supposes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim with its article, the blocks around it, and its flags.

    `anchored` says that the quote stands at its offsets in the stored article. `open_at` opens the article on the web at the quote;
    `sources` pair each identifier offered with its address, None where it leads nowhere safe.
    """

    claim: Claim
    document: Document
    blocks: tuple[Shown, ...]
    flags: tuple[Flag, ...]
    anchored: bool
    open_at: str | None
    sources: tuple[tuple[str, str | None], ...]
    statement: str | None

    @property
    def told(self) -> str:
        """Return how the claim is told."""
        return told(self.claim)


def card(claim: Claim, document: Document, atlas: Atlas) -> Card:
    """Return a claim ready to be shown; `document` must have its text."""
    return Card(
        claim=claim,
        document=document,
        blocks=excerpt(claim, document),
        flags=tuple(atlas.flags_by_claim.get(claim.id, ())),
        anchored=_anchored(claim, document),
        open_at=links.in_article(claim, document),
        sources=tuple((name, links.identifier(name)) for name in claim.evidence.identifiers),
        statement=atlas.statement_of_claim.get(claim.id),
    )


def cards(claims: Iterable[Claim], graph: KnowledgeGraph, atlas: Atlas) -> list[Card]:
    """Return cards in the order told, article, place; each article is asked for once."""
    ordered = sorted(claims, key=lambda claim: (TOLD_ORDER.index(told(claim)), claim.document_id, claim.place.start, claim.id))
    documents = {name: graph.document(name) for name in sorted({claim.document_id for claim in ordered})}
    return [card(claim, documents[claim.document_id], atlas) for claim in ordered]


def claims_behind(statements: Sequence[Statement], graph: KnowledgeGraph) -> list[Claim]:
    """Return the accepted claims of some statements, each once."""
    known = {name for statement in statements for name in claims_of(statement)}
    found = {claim.id: claim for statement in statements for claim in graph.claims(statement=statement.id)}
    return [claim for name, claim in sorted(found.items()) if name in known]


def _anchored(claim: Claim, document: Document) -> bool:
    try:
        claim.check(document)
    except (QuoteNotFoundError, UnknownItemError):
        return False
    return True
