"""From a candidate to a claim: place, modality, evidence, quantity, context, confidence."""

from __future__ import annotations

from loaders.candidates import Candidate, Phrase, Span
from loaders.context import context
from loaders.evidence import offered
from loaders.modality import modality
from loaders.quantities import quantity
from ontology.model import Block, Claim, Document, Mention, Place, Reading
from ontology.namespaces import claim_id

AROUND = 32
"""Characters of prefix and suffix (ontology.model.Place)."""


def complete(document: Document, candidate: Candidate, reader: str, version: str, *, confidence: float) -> Claim:
    """Return the claim that a candidate makes, with its place in the document; `confidence` is in [0, 1]."""
    block = document.blocks[candidate.block]
    place = _place(document, block, candidate.sentence)
    subject, obj = (_mention(block, phrase) for phrase in (candidate.subject, candidate.object))
    sentence = block.text[slice(*candidate.sentence)]
    cue = _within(candidate.cue, candidate.sentence)
    lead_in = document.blocks[block.lead_in].text if block.lead_in is not None else None
    return Claim(
        id=claim_id(document.id, place.start, place.end, subject.phrase, candidate.relation, obj.phrase, negated=candidate.negated),
        document_id=document.id,
        place=place,
        subject=subject,
        relation=candidate.relation,
        object=obj,
        reading=Reading(reader=reader, version=version, rule=candidate.rule),
        negated=candidate.negated,
        modality=modality(sentence, _told_at(candidate), own=candidate.modal, lead_in=lead_in),
        context=context(sentence, cue, taken=_taken(candidate), lead_in=lead_in),
        quantity=quantity(sentence, cue),
        evidence=offered(document, candidate.block, candidate.sentence, candidate.cue),
        cue=block.span(*candidate.cue),
        confidence=confidence,
    )


def _place(document: Document, block: Block, sentence: Span) -> Place:
    start, end = block.span(*sentence)
    return Place(
        start=start,
        end=end,
        quote=document.text[start:end],
        prefix=document.text[max(0, start - AROUND) : start],
        suffix=document.text[end : end + AROUND],
        section=block.section,
    )


def _within(span: Span, sentence: Span) -> Span:
    """Return a span of the view as one of the sentence; a cue that stands elsewhere (a lead-in) counts as the sentence's beginning."""
    inside = sentence[0] <= span[0] and span[1] <= sentence[1]
    return (span[0] - sentence[0], span[1] - sentence[0]) if inside else (0, 0)


def _told_at(candidate: Candidate) -> Span:
    """Return where a sentence tells its claim: at the cue; where that stands elsewhere, in front of the object ("may end in drought")."""
    span, sentence = candidate.object.span, candidate.sentence
    elsewhere = not (sentence[0] <= candidate.cue[0] and candidate.cue[1] <= sentence[1])
    if elsewhere and span is not None and sentence[0] <= span[0] <= sentence[1]:
        return span[0] - sentence[0], span[0] - sentence[0]
    return _within(candidate.cue, sentence)


def _taken(candidate: Candidate) -> tuple[Span, ...]:
    spans = (phrase.span for phrase in (candidate.subject, candidate.object))
    return tuple(_within(span, candidate.sentence) for span in spans if span is not None)


def _mention(block: Block, phrase: Phrase) -> Mention:
    if phrase.span is None:
        return Mention(phrase=phrase.text)
    start, end = block.span(*phrase.span)
    return Mention(phrase=phrase.text, start=start, end=end)
