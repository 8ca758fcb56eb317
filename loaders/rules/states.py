"""Verbs that bring something into a state: makes it worse, keeps it flexible, makes it hard to do, pushes it higher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import End, denied, doing, ends, objects, passive, subjects, verb_lemma
from loaders.coordination import phrase
from loaders.cues import words
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs, verbs_of
from ontology.relations import Relation


def making_state(tree: Tree) -> Iterator[Finding]:
    """Read makes Y ADJ: "salt makes food spicy", "makes the effect stronger"."""
    for verb in verbs_of(tree):
        holders = [verb, *tree.kids(verb, "obj")]
        told = [kid for holder in holders for kid in tree.kids(holder, "xcomp", "amod") if kid.i > holder.i]
        state = next((kid for kid in told if kid.pos == "ADJ" or _closes(tree, kid)), None)
        if (
            verb_lemma(verb) not in ("make", "render", "keep", "leave")
            or state is None
            or state.lower in HARD
            or verb_lemma(state) in _NO_STATE
        ):
            continue
        for end in objects(tree, verb):
            felt = _felt(tree, state, end)
            if felt is not None:
                yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, [felt], [verb], negated=denied(tree, verb))
                continue
            bare = replace(end, text=phrase(tree, end.tokens - tree.below(state)), tokens=end.tokens - tree.below(state))
            relation, target = in_state(tree, state, bare if bare.tokens else end)
            yield from pairs(tree, subjects(tree, verb), relation, [target], [verb], negated=denied(tree, verb))


def _closes(tree: Tree, word: Token) -> bool:
    """Return whether a word right behind people ends its clause, and so tells a state whatever the tagger says: "keeps us awake"."""
    following = tree.tokens[word.i + 1].lower if word.i + 1 < len(tree.tokens) else "."
    return tree.tokens[word.i - 1].lower in words("people") and following in (".", ",", ";", ":", "!", "and", "or", "—", "–")


_NO_STATE = frozenset(
    ["feel", "able", "want", "need", "think", "look", "seem", "become", "get", "go", "sure", "likely", "unlikely", "more", "less"]
)
"""Words behind "makes you" that bring in another verb, or tell no state."""


def _felt(tree: Tree, state: Token, end: End) -> End | None:
    """Return the state that people or things are brought into: "makes you sleepy" being sleepy, "makes cells resistant to" a resistance."""
    toward = next((kid for kid in tree.kids(state, "obl") if tree.case(kid) == "to"), None)
    if state.lower in TRAITS and toward is not None:
        what = " ".join(other.text for other in ends(tree, toward)[:1])
        return End(f"{TRAITS[state.lower]} to {what}", "event", frozenset({state.i}), None)
    if end.text.lower() in words("people"):
        return End(f"being {state.lower}", "event", frozenset({state.i}), None)
    return None


TRAITS = {
    "sensitive": "sensitivity",
    "hypersensitive": "sensitivity",
    "responsive": "responsiveness",
    "vulnerable": "vulnerability",
    "susceptible": "susceptibility",
    "prone": "proneness",
    "resistant": "resistance",
    "tolerant": "tolerance",
}


_FRAIL = frozenset(["weak", "fragile", "thin", "brittle", "sluggish", "depleted", "dull"])
"""States of a thing that is brought down."""


def in_state(tree: Tree, state: Token, end: End) -> tuple[Relation, End]:
    """Return what bringing a thing into a state does: weaker it falls, spicy its spiciness rises, worse it rises unless it is good."""
    compared = {kid.lower for kid in tree.kids(state, "advmod")} & {"more", "less"}
    sign = words("direction").get(state.lower, "") or ("-" if state.lower in _FRAIL else "")
    sign = {"more": "+", "less": "-"}.get(next(iter(compared), ""), sign)
    if state.lower == "worse" and end.text.lower().split()[-1] not in words("good"):
        sign = "+"
    added = "".join(f" {tree.case(kid)} {other.text}" for kid in tree.kids(state, "obl")[:1] for other in ends(tree, kid)[:1])
    plain = bool(sign) and (not compared or state.lower in words("intensity"))
    target = end if plain else replace(end, text=f"{state.lower} {end.text}{added}")
    return (Relation.DECREASES if sign == "-" else Relation.INCREASES), replace(target, head=None)


def moving(tree: Tree) -> Iterator[Finding]:
    """Read X pushes Y higher: "demand drives prices up"."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) not in ("push", "drive", "send", "bring", "nudge", "pull", "keep", "force", "move") or passive(tree, verb):
            continue
        for kid in tree.kids(verb, "advmod", "xcomp", "amod", "compound:prt", "obl"):
            relation = _TOWARD.get(kid.lower)
            if relation is not None and kid.i > verb.i:
                yield from pairs(tree, subjects(tree, verb), relation, objects(tree, verb), [verb, kid], negated=denied(tree, verb))


_TOWARD = {
    "higher": Relation.INCREASES,
    "upward": Relation.INCREASES,
    "upwards": Relation.INCREASES,
    "lower": Relation.DECREASES,
    "downward": Relation.DECREASES,
    "downwards": Relation.DECREASES,
}

HARD = {
    "difficult": Relation.DECREASES,
    "harder": Relation.DECREASES,
    "hard": Relation.DECREASES,
    "impossible": Relation.DECREASES,
    "easier": Relation.INCREASES,
    "possible": Relation.ENABLES,
    "easy": Relation.INCREASES,
}


def made_hard(tree: Tree, verb: Token) -> bool:
    """Return whether a verb is what "makes it hard to do" makes hard, which its own rule reads."""
    token = verb
    while token.dep == "conj" and token.head != token.i:
        token = tree.head(token)
    before = tree.tokens[max(0, token.i - 14) : token.i]
    return token.tag == "VB" and any(
        word.lower in HARD
        and any(t.lower == "it" for t in tree.tokens[max(0, word.i - 3) : word.i])
        and verb_lemma(tree.tokens[max(0, word.i - 2)]) in ("make", "it", "more", "less")
        for word in before
    )


def hard_doings(tree: Tree, verb: Token) -> list[tuple[bool, End]]:
    """Return what "makes it ADJ for Y to do" makes hard (True) or easy (False), as events."""
    state = next((t for t in tree.tokens[verb.i + 1 : verb.i + 6] if t.lower in HARD), None)
    done = next((t for t in tree.tokens[verb.i + 2 :] if t.tag == "VB" and tree.tokens[t.i - 1].lower == "to"), None)
    if verb_lemma(verb) != "make" or state is None or done is None or done.i > state.i + 12:
        return []
    doer = next((kid for kid in tree.tokens[state.i : done.i] if kid.pos in ("NOUN", "PROPN") and tree.case(kid) == "for"), None)
    who = ends(tree, doer)[:1] if doer is not None else []
    actions = [done, *(kid for kid in tree.kids(done, "conj") if kid.tag == "VB")]
    return [(HARD[state.lower] is Relation.DECREASES, end) for action in actions for end in doing(tree, action, who)]


def making_hard(tree: Tree) -> Iterator[Finding]:
    """Read X makes it harder for Y to do: "zinc makes it difficult for the gut to absorb copper"."""
    for verb in verbs_of(tree):
        state = next((t for t in tree.tokens[verb.i + 1 : verb.i + 6] if t.lower in HARD), None)
        if state is None:
            continue
        for _, end in hard_doings(tree, verb):
            yield from pairs(tree, subjects(tree, verb), HARD[state.lower], [end], [verb, state], negated=denied(tree, verb))


RULES: tuple[Rule, ...] = (making_hard, making_state, moving)
