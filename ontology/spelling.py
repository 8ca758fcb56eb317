"""Spelling: words of a phrase as written, picked by their folded tokens, as clean labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology.folding import fold

EDGES = ' ,;:.!?"“”()[]'


def spelled(phrase: str, tokens: Iterable[str]) -> str:
    """Return the words of a phrase that hold only these folded tokens; a capital that only opens the phrase is lowered.

    >>> spelled("Severe Lyme-like fatigue", ("lyme", "like", "fatigue")), spelled("Attentional fatigue", ("attentional", "fatigue"))
    ('Lyme-like fatigue', 'attentional fatigue')
    """
    wanted = set(tokens)
    words = [word.strip(EDGES) for word in phrase.split()]
    kept = [(at, word) for at, word in enumerate(words) if fold(word) and set(fold(word)) <= wanted]
    name = len(words) > 1 and words[1][:1].isupper() and words[1][1:].islower()
    return " ".join(lowered(word) if at == 0 and not name else word for at, word in kept)


def lowered(word: str) -> str:
    """Return a word without its first capital, if that is its only one and the rest is plain letters.

    >>> lowered("Attentional"), lowered("GABA"), lowered("Mg2")
    ('attentional', 'GABA', 'Mg2')
    """
    return word.lower() if re.fullmatch(r"[A-Z][a-z]+(-[a-z]+)*", word) else word
