"""`mechgraph read --explain`: why a sentence was read as it was, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ontology.errors import QuoteNotFoundError

if TYPE_CHECKING:
    from loaders.explain import Explanation, Verdict
    from ontology.model import Claim, Document


def explanation(document: Document, words: str) -> str:
    """Return the explanation of the first sentence that holds `words`, with the claims that stand there in the end.

    Raises:
        QuoteNotFoundError: No sentence that is read holds them; furniture, references and quotations are not read.
    """
    from loaders.explain import explain
    from loaders.reader import open_reader, prose

    sentence = next((s for s in prose(document) if words.casefold() in s.text.casefold()), None)
    if sentence is None:
        raise QuoteNotFoundError(words, document.name)
    start, end = document.blocks[sentence.block].span(sentence.start, sentence.end)
    kept = [claim for claim in open_reader().read(document) if start <= claim.place.start < end]
    return "\n".join(line for shown in explain(sentence.text) for line in _lines(shown)) + "\n" + "\n".join(_kept(kept))


def _lines(shown: Explanation) -> Iterator[str]:
    yield shown.sentence
    yield "\nTree: word, lemma, tag, label, what it depends on"
    yield from (f"  {word.text:18} {word.lemma:18} {word.tag:5} {word.label:12} {word.head}" for word in shown.words)
    yield f"\nCausal language: {shown.strength}, by its marks: {'; '.join(shown.marks)}"
    yield f"\nCandidates ({len(shown.silent)} rules found nothing: {', '.join(shown.silent)})"
    yield from map(_verdict, shown.verdicts)


def _verdict(verdict: Verdict) -> str:
    denial = "not " if verdict.negated else ""
    fate = "kept" if verdict.dropped is None else f"dropped: {verdict.dropped}"
    return f"  {verdict.rule}, at {verdict.cue!r}: {verdict.subject} {denial}{verdict.relation} {verdict.object}  ({fate})"


def _kept(claims: list[Claim]) -> Iterator[str]:
    yield "\nClaims in the end, pronouns resolved and block structure read"
    for claim in claims:
        denial = "not " if claim.negated else ""
        beside = f"{claim.modality.value}, evidence {claim.evidence.level.value}, confidence {claim.confidence:.2f}"
        yield f"  {claim.reading.rule}: {claim.subject.phrase} {denial}{claim.relation.value} {claim.object.phrase}  ({beside})"
    if not claims:
        yield "  none"
