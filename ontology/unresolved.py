"""Unresolved factors: what stands for a phrase that nobody has grounded, kept so that nothing is dropped.

The words that only turn it are taken off, so that "low zinc gribble" and "the zinc gribbles" meet in one factor, with a clean label.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontology.composing import Grounded, direction
from ontology.folding import Folded, fold
from ontology.model import Factor, FactorKind
from ontology.namespaces import slug
from ontology.phrases import PLACE_WORDS, Part
from ontology.relations import Sign


def unresolved(phrase: str, found: Sequence[Part]) -> Grounded:
    """Return an unresolved factor for a phrase with these parts, without the words that only turn it."""
    turning = [part for part in found if part.kind == "direction" and part.value in ("+", "-")]
    kept = [token for part in found if part not in turning for token in part.tokens]
    while kept and kept[0] in PLACE_WORDS:
        kept.pop(0)
    if not kept:
        return Grounded(Factor(id=_id(fold(phrase), phrase), label=phrase, kind=FactorKind.UNRESOLVED))
    factor = Factor(id=_id(Folded(tuple(kept)), phrase), label=_label(phrase, turning), kind=FactorKind.UNRESOLVED)
    return Grounded(factor, direction(found, factor, Sign.NONE))


def _label(phrase: str, turning: Sequence[Part]) -> str:
    """Return a phrase as written, without its direction words where they can be told apart."""
    gone = [token for part in turning for token in part.tokens]
    words = [word for word in phrase.split() if not (fold(word) and set(fold(word)) <= set(gone))]
    return " ".join(words).strip(" ,;:") or phrase


def _id(tokens: Folded, phrase: str) -> str:
    return slug(" ".join(tokens) or phrase)
