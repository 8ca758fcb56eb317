"""Likeness: known factors whose names look most like a phrase, to be offered to a person, never chosen."""

from __future__ import annotations

from difflib import SequenceMatcher

from ontology.folding import fold
from ontology.lexicon import Lexicon
from ontology.model import Factor

LIKENESS = 0.72
"""Least likeness of a suggestion: difflib's own default for close matches is 0.6, which lets too many strangers in (tried by hand)."""


def suggestions(phrase: str, lexicon: Lexicon, *, limit: int = 5) -> list[tuple[Factor, float]]:
    """Return the known factors whose names look most like a phrase, best first, with the likeness in (0, 1].

    An ambiguous abbreviation gets its meanings, each with 1.0.

    >>> [factor.label for factor, _ in suggestions("magnesum glycinat", Lexicon.load(), limit=1)]
    ['magnesium glycinate']
    """
    if phrase in lexicon.ambiguous:
        keys = lexicon.ambiguous[phrase]
        return [(lexicon.factors[key], 1.0) for key in keys if key in lexicon.factors][:limit]
    scores: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(" ".join(fold(phrase)))
    for form, key in lexicon.forms.items():
        matcher.set_seq1(" ".join(form))
        if matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS:
            scores[key] = max(scores.get(key, 0.0), matcher.ratio())
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [(lexicon.factors[key], round(score, 3)) for key, score in ranked if score >= LIKENESS][:limit]
