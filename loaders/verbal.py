"""Words that are used as verbs, and the form under which the cue table knows them."""

from __future__ import annotations

from loaders.cues import verbs
from loaders.inflection import lemma_of_form
from loaders.parser import Token, Tree


def verb_lemma(token: Token) -> str:
    """Return the dictionary form of a verb, by the cue table where it knows the form."""
    return lemma_of_form().get(token.lower, token.lemma)


def stated(tree: Tree, verb: Token) -> str:
    """Return the dictionary form under which the cue table knows a verb, with its particle where the two are one verb ("bring down")."""
    lemma = verb_lemma(verb)
    particle = tree.kid(verb, "compound:prt")
    if particle is not None and verbs(f"{lemma} {particle.lower}"):
        return f"{lemma} {particle.lower}"
    return f"{lemma} {particle.lower}" if particle is not None and lemma in _LIGHT else lemma


_LIGHT = frozenset(["make", "take", "give", "get", "put", "turn", "bring", "come", "hold", "keep", "let", "show", "give"])
"""Verbs that mean another thing with each particle: "makes up 30 %" makes nothing."""


def is_verb(token: Token) -> bool:
    """Return whether a word is used as a verb."""
    return token.tag.startswith("VB") and (token.pos in ("VERB", "AUX") or token.dep not in ("amod", "compound"))
