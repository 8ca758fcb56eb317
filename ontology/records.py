"""A claim as one flat JSON object: what `mechgraph read --format jsonl` prints, the REST service answers and scorers read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontology.model import Claim, Document, Factor, Mention
from ontology.namespaces import iri


def claim_record(claim: Claim, document: Document, factors: Mapping[str, Factor]) -> dict[str, Any]:
    """Return the fields of a claim by name; absent ones are None, `statement` a small object or None.

    Args:
        claim: Grounded or not.
        document: Where it stands.
        factors: The factors that its mentions name, by id.
    """
    return {
        "id": claim.id,
        "document": document.name,
        "document_id": claim.document_id,
        "section": claim.place.section,
        "quote": claim.place.quote,
        "start": claim.place.start,
        "end": claim.place.end,
        "subject": claim.subject.phrase,
        "relation": claim.relation.value,
        "object": claim.object.phrase,
        "negated": claim.negated,
        "modality": claim.modality.value,
        "evidence": claim.evidence.level.value,
        "cite": claim.evidence.cite,
        "identifiers": list(claim.evidence.identifiers),
        "quantity": claim.quantity.words if claim.quantity else None,
        "context": claim.context,
        "rule": claim.reading.rule,
        "confidence": claim.confidence,
        "subject_label": _label(claim.subject, factors),
        "object_label": _label(claim.object, factors),
        "subject_iri": _iri(claim.subject),
        "object_iri": _iri(claim.object),
        "statement": _statement(claim),
    }


def _label(mention: Mention, factors: Mapping[str, Factor]) -> str | None:
    factor = factors.get(mention.factor or "")
    return factor.label if factor else None


def _iri(mention: Mention) -> str | None:
    return iri("factor", mention.factor) if mention.factor else None


def _statement(claim: Claim) -> dict[str, str] | None:
    key = claim.statement
    if key is None:
        return None
    return {"subject": key.subject, "sign": key.sign.value, "relation": key.relation.value, "object": key.object}
