"""From a candidate to a claim: place, modality, evidence, quantity, context, confidence."""

from __future__ import annotations

import re

from loaders.candidates import Candidate
from ontology.model import Claim, Document, Mention, Modality, Place, Reading
from ontology.namespaces import claim_id

AROUND = 32
"""Characters of prefix and suffix (ontology.model.Place)."""
_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|probably|potential(?:ly)?|tends?|seems?|appears?|suggest(?:s|ing|ed)?|likely|typically|usually|often|can sometimes|sometimes|thought to)\b",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\b(?:would|hypothesi[sz]ed|speculated|in theory|investigates? (?:if|whether))\b|\?\s*$", re.IGNORECASE)


def _modality(text: str, candidate: Candidate) -> Modality:
    if candidate.modal == "hypothetical" or _WOULD.search(text):
        return Modality.HYPOTHETICAL
    return Modality.HEDGED if _HEDGE.search(text) else Modality.ASSERTED


def complete(document: Document, candidate: Candidate, reader: str, version: str) -> Claim:
    """Return the claim that a candidate makes, with its place in the document."""
    block = document.blocks[candidate.block]
    start, end = block.span(*candidate.sentence)
    quote = document.text[start:end]
    subject = _mention(document, candidate.block, candidate.subject.text, candidate.subject.span)
    obj = _mention(document, candidate.block, candidate.object.text, candidate.object.span)
    sentence = block.text[candidate.sentence[0] : candidate.sentence[1]]
    return Claim(
        id=claim_id(document.id, start, end, subject.phrase, candidate.relation, obj.phrase, negated=candidate.negated),
        document_id=document.id,
        place=Place(
            start=start,
            end=end,
            quote=quote,
            prefix=document.text[max(0, start - AROUND) : start],
            suffix=document.text[end : end + AROUND],
            section=block.section,
        ),
        subject=subject,
        relation=candidate.relation,
        object=obj,
        reading=Reading(reader=reader, version=version, rule=candidate.rule),
        negated=candidate.negated,
        modality=_modality(sentence, candidate),
        cue=block.span(*candidate.cue),
        confidence=0.7,
    )


def _mention(document: Document, block: int, phrase: str, span: tuple[int, int] | None) -> Mention:
    if span is None:
        return Mention(phrase=phrase)
    start, end = document.blocks[block].span(*span)
    return Mention(phrase=phrase, start=start, end=end)
