"""Annotated claims as if a reader had read them, so that the audit is measured apart from the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Factor, Mention, Modality, Place, Quantity, Reading
from ontology.namespaces import claim_id
from ontology.relations import Relation

CONTEXT = 32


def annotated(path: Path, document: Document) -> Iterator[Claim]:
    """Yield the ungrounded claims of an annotation file; one quote used twice stands at its first place."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _claim(json.loads(line), document)


def grounded(path: Path, document: Document, lexicon: Lexicon) -> tuple[tuple[Claim, ...], dict[str, Factor]]:
    """Return the claims of an annotation file with factors and statements, and the factors."""
    grounding = LexiconGrounder(lexicon).ground(document, tuple(annotated(path, document)))
    return grounding.claims, dict(grounding.factors)


def _claim(row: dict[str, Any], document: Document) -> Claim:
    start = document.text.index(row["quote"])
    end = start + len(row["quote"])
    relation = Relation(row["relation"])
    return Claim(
        id=claim_id(document.id, start, end, row["subject"], relation, row["object"], negated=row["negated"]),
        document_id=document.id,
        place=_place(document, start, end, row),
        subject=_mention(row["subject"], document, start, end),
        relation=relation,
        object=_mention(row["object"], document, start, end),
        reading=Reading(reader="annotated", version="1", rule=row.get("difficulty") or "plain"),
        negated=row["negated"],
        modality=Modality(row["modality"]),
        context=row["context"] or None,
        quantity=Quantity(words=row["quantity"]) if row["quantity"] else None,
        evidence=_evidence(row),
    )


def _place(document: Document, start: int, end: int, row: dict[str, Any]) -> Place:
    text = document.text
    section = next((block.section for block in document.blocks if block.start <= start < block.end), row["section"])
    return Place(
        start=start,
        end=end,
        quote=row["quote"],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        section=section,
    )


def _mention(phrase: str, document: Document, start: int, end: int) -> Mention:
    at = document.text.find(phrase, start, end)
    return Mention(phrase=phrase, start=at, end=at + len(phrase)) if at >= 0 else Mention(phrase=phrase)


def _evidence(row: dict[str, Any]) -> Evidence:
    cite = row["cite"] or None
    identified = row["evidence"] == "identified"
    return Evidence(level=EvidenceLevel(row["evidence"]), cite=cite, identifiers=(cite,) if identified and cite else ())
