"""What the filter can see of a candidate in its tree: plain numbers by name, fixed when it is found, so that no tree is kept for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from loaders.candidates import Candidate, Phrase, Traits
from loaders.parser import Token, Tree
from loaders.standing import standing
from loaders.strength import added, phrase_marks, word_marks

FARTHEST = 10
"""Steps between two words of different trees, and the most that are counted up to the root."""


def traced(found: Sequence[Candidate], tree: Tree) -> list[Candidate]:
    """Return the candidates of a sentence with their traits."""
    if not found:
        return []
    about = tuple(_of_sentence(tree))
    return [replace(item, traits=tuple(_shared(*pair) for pair in (*about, *_of_cue(item, tree)))) for item in found]


@lru_cache(maxsize=8192)
def _shared(name: str, value: float) -> tuple[str, float]:
    """Return one and the same pair for all candidates that have it: a long text has a hundred thousand of them."""
    return name, value


def _of_sentence(tree: Tree) -> Iterator[tuple[str, float]]:
    sentence = added((*phrase_marks(tree.sentence.text), *word_marks(tree)))
    yield f"told={sentence.strength.name.lower()}", 1.0
    yield "words", math.log1p(len(tree.tokens))
    yield "verbs", math.log1p(sum(token.pos == "VERB" for token in tree.tokens))


def _of_cue(item: Candidate, tree: Tree) -> Traits:
    cue = _within(tree, item.cue)
    if not cue:
        return ()
    found = [(f"standing={standing(tree, cue[0]).value}", 1.0), (f"cue={cue[0].pos}", 1.0)]
    found.append(("depth", math.log1p(len(_above(tree, cue[0])) - 1)))
    for name, phrase in (("subject", item.subject), ("object", item.object)):
        found += [(f"{name} {trait}", value) for trait, value in _of_phrase(phrase, cue[0], tree) if value]
    return tuple(found)


def _of_phrase(phrase: Phrase, cue: Token, tree: Tree) -> Iterator[tuple[str, float]]:
    words = _within(tree, phrase.span) if phrase.span else []
    if not words:
        return
    inside = {word.i for word in words}
    head = next((word for word in words if word.head not in inside or word.head == word.i), words[-1])
    yield f"is {head.pos}", 1.0
    yield "has a verb", float(any(word.pos in ("VERB", "AUX") for word in words))
    yield "has a comma", float(any(word.text in ",;:(" for word in words))
    yield "is one of several", float(head.dep == "conj")
    yield "hangs on the cue", float(head.head == cue.i)
    yield "stands before the cue", float(words[-1].end <= cue.start)
    yield "has a capital", float(words[0].text[:1].isupper())
    yield "steps to the cue", math.log1p(_steps(tree, head, cue))


def _within(tree: Tree, span: tuple[int, int]) -> list[Token]:
    base = tree.sentence.start
    return [token for token in tree.tokens if span[0] - base <= token.start < span[1] - base]


def _above(tree: Tree, token: Token) -> list[int]:
    """Return a word and those above it, up to the root."""
    path = [token.i]
    while token.head != token.i and len(path) <= FARTHEST:
        token = tree.head(token)
        path.append(token.i)
    return path


def _steps(tree: Tree, one: Token, other: Token) -> int:
    """Return the steps between two words over their nearest common word."""
    here, there = _above(tree, one), _above(tree, other)
    common = next((i for i in here if i in there), None)
    return here.index(common) + there.index(common) if common is not None else FARTHEST
