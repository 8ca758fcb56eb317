"""The second opinion: what another parser's tree of a sentence adds to the first reading.

The two parsers were trained on different mixtures (loaders/data/recipe) and go wrong in different places. Of what only the second sees,
candidates about something that the first says nothing of are taken; others would be variants of one claim. See docs/decisions/0008.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.candidates import Candidate, Phrase
from loaders.cues import words

SECONDED = "only the second parser saw it"
_SMALL = frozenset(["of", "in", "to", "for", "on", "with", "by", "from", "and", "the", "a", "an"])


def added(first: Sequence[Candidate], second: Sequence[Candidate]) -> list[Candidate]:
    """Return what a second reading of a sentence adds to the first, with a note."""
    return [
        replace(item, notes=(*item.notes, SECONDED))
        for item in second
        if not any(_shared(item.object, one.object) or (_is_class(item.object) and _shared(item.subject, one.subject)) for one in first)
    ]


SHORT = 2
"""Words of a phrase that may be a class with one word before it: "inflammatory disease"."""


def _is_class(phrase: Phrase) -> bool:
    """Return whether a phrase is a mere class word: beside a claim about its members it says nothing."""
    word = phrase.text.casefold().rsplit(" ", 1)[-1] if len(phrase.text.split()) <= SHORT else ""
    return word in words("announcing") or word in words("class")


def _shared(one: Phrase, two: Phrase) -> bool:
    """Return whether two phrases have a word in common, or both stand elsewhere in the same way."""
    if one.carried or two.carried:
        return one.carried == two.carried
    return bool(_words(one) & _words(two))


def _words(phrase: Phrase) -> set[str]:
    return {word.casefold().rstrip("s") for word in phrase.text.split()} - _SMALL
