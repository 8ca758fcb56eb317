"""Builders of small true values, so that a test names only what it is about.

Every text here is invented; no fact is meant.
"""

from __future__ import annotations

from pathlib import Path

from ontology.model import Claim, Document, Evidence, Mention, Modality, Place, Reading, StatementKey
from ontology.namespaces import claim_id, document_id
from ontology.relations import Relation, Sign
from ontology.signs import statement_relation

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""The folder beside the checkout that holds real articles and annotations; absent on most machines."""


def a_document(text: str = "Zinc lowers copper. Low copper can’t keep iron moving.", **fields: object) -> Document:
    """Return a document with this text; any other field by name."""
    return Document(**{"id": document_id(text), "text": text, "title": "Zinc and copper", **fields})  # type: ignore[arg-type]


def a_claim(
    subject: str = "zinc",
    relation: Relation = Relation.DECREASES,
    obj: str = "copper",
    *,
    document: Document | None = None,
    quote: str | None = None,
    negated: bool = False,
    modality: Modality = Modality.ASSERTED,
    evidence: Evidence | None = None,
    directions: tuple[Sign, Sign] = (Sign.NONE, Sign.NONE),
    section: str | None = None,
    context: str | None = None,
) -> Claim:
    """Return a grounded claim whose factors have the phrases as ids, standing at the first place of `quote` in `document`."""
    document = document or a_document()
    quote = quote or document.text.split(". ")[0].rstrip(".") + "."
    start = document.text.index(quote)
    stated = statement_relation(relation, *directions)
    factors = [phrase.replace(" ", "-") for phrase in (subject, obj)]
    return Claim(
        id=claim_id(document.id, start, start + len(quote), subject, relation, obj, negated=negated),
        document_id=document.id,
        place=Place(start=start, end=start + len(quote), quote=quote, section=section),
        subject=Mention(phrase=subject, direction=directions[0], factor=factors[0]),
        relation=relation,
        object=Mention(phrase=obj, direction=directions[1], factor=factors[1]),
        reading=Reading(reader="hand", version="1", rule="written-in-a-test"),
        negated=negated,
        modality=modality,
        context=context,
        evidence=evidence or Evidence(),
        statement=StatementKey(subject=factors[0], relation=stated, object=factors[1]),
    )
