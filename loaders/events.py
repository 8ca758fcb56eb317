"""Clauses as phrases: "levels rise" is "rising levels", "when you eat sugar" is "eating sugar"."""

from __future__ import annotations

from dataclasses import replace

from loaders.clauses import End, denied, ends, objects, obliques, passive, patients, subjects
from loaders.cues import verbs, words
from loaders.inflection import gerund
from loaders.parser import Token, Tree
from loaders.verbal import stated


def event(tree: Tree, verb: Token) -> list[End]:
    """Return a clause as a phrase: "levels rise" is "rising levels", "glucose enters the cell" is "glucose entering cell"."""
    lemma = stated(tree, verb)
    if lemma == "be" and tree.kids(verb, "expl"):
        return [end for noun in tree.kids(verb, "nsubj") for end in ends(tree, noun)]
    people = _people(tree, verb)
    if people is not None:
        return [people]
    if tree.kids(verb, "cop") or lemma in ("become", "get", "remain", "stay"):
        return _state(tree, verb)
    if passive(tree, verb):
        return _undergone(tree, verb, lemma)
    acted = objects(tree, verb)
    if lemma == "lack" and acted:
        return [replace(end, text=f"lack of {end.text}", kind="event", head=verb) for end in acted]
    found = []
    for end in subjects(tree, verb):
        if end.kind not in ("noun", "possessed"):
            continue
        if acted:
            found += [
                End(f"{end.text} {_gerund(lemma)} {other.text}", "event", end.tokens | other.tokens | {verb.i}, verb, denied(tree, verb))
                for other in acted
            ]
        else:
            text = f"{_gerund(lemma)} {end.text}" if verbs(lemma, "i") else f"{end.text} {_gerund(lemma)}"
            found.append(End(text, "event", end.tokens | {verb.i}, verb, denied(tree, verb), _sign(lemma)))
    return found


def _undergone(tree: Tree, verb: Token, lemma: str) -> list[End]:
    """Return a clause in the passive as a phrase: "copper being absorbed"; who is exposed to something, as the exposure."""
    reached = [end for noun in obliques(tree, verb, "to") for end in ends(tree, noun)] if lemma == "expose" else []
    if reached:
        return [replace(end, text=f"exposure to {end.text}", kind="event", head=verb) for end in reached]
    return [
        End(f"{end.text} being {verb.text}", "event", end.tokens | {verb.i}, verb, denied(tree, verb), _sign(lemma))
        for end in patients(tree, verb)
        if end.kind == "noun"
    ]


_FEELING = frozenset(["feel", "become", "get", "be", "remain", "stay", "grow"])


def _people(tree: Tree, verb: Token) -> End | None:
    """Return what people do or are, without the people: "eating sugar", "being dehydrated", "feeling tired"; None of other clauses."""
    who = [kid for kid in tree.kids(verb, "nsubj", "nsubj:pass") if kid.lower in words("people")]
    if not who or tree.kids(who[0], "conj", "nmod", "acl:relcl", "acl"):
        return None
    said = "not " if denied(tree, verb) else ""
    lemma, state = stated(tree, verb), tree.kid(verb, "xcomp")
    if tree.kids(verb, "cop") or passive(tree, verb):
        return End(f"{said}being {verb.lower}", "event", frozenset({verb.i}), verb) if verb.pos in ("ADJ", "VERB") else None
    if lemma in _FEELING:
        told = f"{said}{_gerund(lemma)} {state.lower}" if state is not None and state.pos in ("ADJ", "VERB") else ""
        return End(told, "event", frozenset({verb.i}), verb) if told or not objects(tree, verb) else _done(tree, verb, said)
    return _done(tree, verb, said)


def _done(tree: Tree, verb: Token, said: str) -> End:
    rest = " ".join(end.text for end in objects(tree, verb)[:1])
    return End(f"{said}{_gerund(stated(tree, verb))} {rest}".strip(), "event", frozenset({verb.i}), verb)


def _gerund(lemma: str) -> str:
    verb, _, particle = lemma.partition(" ")
    return f"{gerund(verb)} {particle}".strip()


def _sign(lemma: str) -> str:
    return next(({"increases": "+", "decreases": "-"}.get(cue.relation.value, "") for cue in verbs(lemma, "i")), "")


def _state(tree: Tree, predicate: Token) -> list[End]:
    """Return "X is low" as "low X"."""
    state = predicate
    if predicate.pos in ("VERB", "AUX") and not tree.kids(predicate, "cop"):
        found = tree.kid(predicate, "xcomp")
        if found is None:
            return []
        state = found
    if state.pos not in ("ADJ", "VERB"):
        return []
    sign = words("direction").get(state.lower, "")
    return [
        End(f"{state.lower} {end.text}", "event", end.tokens | {state.i}, state, denied(tree, predicate), sign)
        for end in subjects(tree, predicate)
        if end.kind in ("noun", "possessed")
    ]
