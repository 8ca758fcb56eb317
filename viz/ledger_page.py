"""The ledger of one article: every claim with what is offered for it and its flags, section by section, with totals."""

from __future__ import annotations

from graph import KnowledgeGraph
from graph.audit import Facts
from graph.audit.facts import Article
from graph.audit.ledger import Entry, Ledger, ledger
from ontology.model import EvidenceLevel, Verdict
from viz import links
from viz.atlas import Atlas
from viz.edges import STRENGTH
from viz.flags_page import with_addresses
from viz.templating import render as template

CHOICES = ("all", "unsupported", *(level.value for level in STRENGTH))
"""Which claims are listed: all, those that nobody can look up, or those with one kind of evidence."""


def render(atlas: Atlas, graph: KnowledgeGraph, document_id: str, *, only: str = "all") -> str:
    """Return the ledger of an article, of all its claims or of those that `only` names (see `CHOICES`; another word means all).

    Raises:
        UnknownItemError: There is no such article.
    """
    book = book_of(atlas, graph, document_id)
    chosen = only if only in CHOICES else CHOICES[0]
    return template(
        "ledger.html.j2",
        atlas,
        current="/documents",
        document=graph.document(document_id),
        book=book,
        shown=[
            (index, section, [entry for entry in section.entries if fits(entry, chosen)]) for index, section in enumerate(book.sections)
        ],
        levels=STRENGTH,
        choices=[(choice, sum(fits(entry, choice) for entry in book.entries)) for choice in CHOICES],
        chosen=chosen,
        address=links.identifier,
        to_read=lambda entry: with_addresses(entry.to_read),
    )


def book_of(atlas: Atlas, graph: KnowledgeGraph, document_id: str) -> Ledger:
    """Return the ledger of an article as it is now, without the claims that people rejected."""
    backing = atlas.backing
    facts = backing.facts_about(document_id) if backing else None
    if backing and facts:
        return ledger(facts.article[document_id], facts, atlas.flags_in(document_id), between=backing.between)
    last = {decision.target: decision.verdict for decision in sorted(atlas.decisions, key=lambda decision: decision.number)}
    claims = tuple(claim for claim in graph.claims(document=document_id) if last.get(claim.id) is not Verdict.REJECTED)
    return ledger(Article(document=graph.document(document_id), claims=claims), Facts(factors=atlas.factors), atlas.flags_in(document_id))


def fits(entry: Entry, choice: str) -> bool:
    """Return whether a claim is among those that a choice names."""
    unsupported = entry.evidence in (EvidenceLevel.NONE, EvidenceLevel.VAGUE)
    return choice == "all" or (choice == "unsupported" and unsupported) or choice == entry.evidence.value
