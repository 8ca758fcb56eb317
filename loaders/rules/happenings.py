"""What a clause tells happening, as changes of factors: "levels fall", "the cell loses its shape", "iron is released", "sleep is poor".

A circumstance ("due to heat", "when zinc falls") gives the cause of these changes; `loaders.rules.conditions` brings the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.clauses import End, denied, is_verb, objects, passive, patients, stated, subjects, verb_lemma
from loaders.cues import verbs, words
from loaders.events import event
from loaders.inflection import deed
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, aimed, pairs
from ontology.relations import Relation, Sign

_LOT = {"lose": Relation.DECREASES, "gain": Relation.INCREASES, "develop": Relation.INCREASES}
"""Verbs for what befalls a thing: "when levels fall, the cell loses its shape" lowers the shape."""
_STATES = frozenset(
    ["be", "have", "do", "remain", "stay", "seem", "appear", "matter", "vary", "differ", "mean", "help", "work", "say", "know"]
)
"""Verbs that tell no event."""


@dataclass(frozen=True, slots=True)
class Change:
    """A factor and what happens to it: `relation` is what any cause of the clause does to it."""

    relation: Relation
    factor: End
    note: str = ""


def effects(tree: Tree, cause: list[End], verb: Token, cue: list[Token], modal: str | None) -> Iterator[Finding]:
    """Yield what a cause does to the changes that a clause tells; it lowers what then does not happen."""
    against = denied(tree, verb)
    for change in changes(tree, verb):
        kept = against and change.relation is Relation.INCREASES
        relation = Relation.DECREASES if kept else change.relation
        factor = replace(change.factor, denied=False)
        yield from pairs(tree, cause, relation, [factor], cue, negated=against and not kept, modal=modal, note="" if kept else change.note)


def changes(tree: Tree, verb: Token) -> list[Change]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return the changes that a clause tells, by its shape: passive, state, loss or gain, making, event, rise or fall."""
    lemma = stated(tree, verb)
    if any(kid.lower in words("people") for kid in tree.kids(verb, "nsubj")) and lemma in ("feel", "get", "become"):
        return [Change(Relation.INCREASES, replace(end, head=None)) for end in event(tree, verb) if end.text]
    if passive(tree, verb):
        return _done(tree, verb, lemma)
    if tree.kids(verb, "cop") or lemma in ("become", "be") or (lemma == "get" and tree.kids(verb, "xcomp") and not tree.kids(verb, "obj")):
        return _become(tree, verb, lemma)
    acted = objects(tree, verb)
    counted = _more_of(tree, verb) or _more_had(tree, verb, acted)
    if counted:
        return counted
    people = any(kid.lower in words("people") for kid in tree.kids(verb, "nsubj"))
    led = next((cue for cue in verbs(lemma, "t") if cue.relation.sign is not Sign.NONE), None) if acted and people else None
    if led is not None and lemma in _BRINGING:
        return [Change(led.relation, end, led.note) for end in acted]
    if acted and people and lemma in ("have", "experience", "suffer"):
        return [Change(Relation.INCREASES, end, "cause") for end in acted]
    if acted and lemma == "lose" and people:
        return [Change(Relation.INCREASES, replace(end, text=f"loss of {end.text}", kind="event", head=None)) for end in acted]
    if acted and lemma in _LOT:
        return [Change(_LOT[lemma], replace(end, kind="event")) for end in acted]
    if acted and acted[0].text.rsplit(" ", 1)[-1].endswith("way"):  # "make their way"
        return []
    if acted and any(cue.relation is Relation.PRODUCES for cue in verbs(lemma, "t")):
        return [Change(Relation.INCREASES, replace(end, text=deed(lemma, end.text), kind="event")) for end in acted]
    change = next(iter(verbs(lemma, "i")), None)
    if change is None:
        return [Change(Relation.INCREASES, replace(end, head=None)) for end in event(tree, verb)] if _bare(tree, verb) else []
    note = "cause" if change.relation is Relation.INCREASES else ""
    return [] if acted else [Change(change.relation, end, note) for end in subjects(tree, verb)]


_BRINGING = frozenset(
    ["cause", "damage", "increase", "reduce", "raise", "lower", "improve", "worsen", "trigger", "harm", "boost", "decrease"]
)
"""Verbs by which people bring about what they bring about: "if you stop, you cause headaches"."""


def _more_of(tree: Tree, verb: Token) -> list[Change]:
    """Return what a clause about more or less of something tells: "more vapor enters the sky" a rise of vapor."""
    own = tree.kid(verb, "nsubj")
    many = next((kid for kid in tree.kids(own, "amod") if kid.lower in ("more", "less", "fewer")), None) if own is not None else None
    if many is None or verbs(verb_lemma(verb), "t", "i"):
        return []
    bare = [aimed(tree, Relation.INCREASES, end, "") for end in subjects(tree, verb)]
    return [Change(relation, replace(end, head=None)) for relation, end in bare]


_AMOUNTS = frozenset(["more", "less", "fewer", "enough", "sufficient"])


def _more_had(tree: Tree, verb: Token, acted: list[End]) -> list[Change]:
    """Return what a clause tells that has or does more or less of something: "people have less power", "cells don't get enough air"."""
    if any(cue.relation is Relation.DECREASES for cue in verbs(stated(tree, verb), "t")):
        return []
    found = []
    showing = verb_lemma(verb) in ("have", "show", "exhibit", "display", "experience", "suffer", "develop")
    for end in acted:
        amount = (
            next(
                (
                    kid
                    for kid in tree.kids(end.head, "amod", "det", "advmod")
                    if kid.lower in _AMOUNTS or (showing and words("direction").get(kid.lower))
                ),
                None,
            )
            if end.head
            else None
        )
        if amount is None:
            return []
        if amount.lower in ("enough", "sufficient"):
            bare = replace(end, text=end.text.removeprefix(f"{amount.text} "), head=None)
            found.append(Change(Relation.INCREASES, bare))
        else:
            relation, bare = aimed(tree, Relation.INCREASES, end, "")
            found.append(Change(relation, replace(bare, head=None)))
    return found


def _done(tree: Tree, verb: Token, lemma: str) -> list[Change]:
    """Return what a passive tells: "uptake is blocked" a fall; "less light is reflected" a fall of the reflecting."""
    relation = next((cue.relation for cue in verbs(lemma, "t")), None)
    if relation is None or any(tree.case(kid) == "by" for kid in tree.kids(verb, "obl", "obl:agent")):
        return []
    found = []
    if relation is Relation.PRODUCES:
        return [
            Change(Relation.INCREASES, replace(end, text=deed(verb_lemma(verb), end.text), kind="event", head=None))
            for end in patients(tree, verb)
        ]
    for end in patients(tree, verb):
        sign, bare = aimed(tree, Relation.INCREASES, end, "")
        lessened = bare.text != end.text
        found.append(Change(sign, replace(bare, text=f"{bare.text} being {verb.text}", head=None)) if lessened else Change(relation, end))
    return found


def _become(tree: Tree, verb: Token, lemma: str) -> list[Change]:
    """Return what a state tells: "zinc is low" a fall, "the receptor becomes leaky" a rise of leakiness."""
    state = verb if tree.kids(verb, "cop") else tree.kid(verb, "xcomp")
    if state is None or state.pos not in ("ADJ", "VERB"):
        return []
    relation = {"+": Relation.INCREASES, "-": Relation.DECREASES}.get(words("direction").get(state.lower, ""))
    if relation is not None:
        return [Change(relation, end) for end in subjects(tree, verb)]
    if lemma not in ("become", "get"):
        return []
    told = [end for end in subjects(tree, verb) if end.kind == "noun"]
    return [Change(Relation.INCREASES, End(f"{state.lower} {end.text}", "event", end.tokens, end.head)) for end in told]


def _bare(tree: Tree, verb: Token) -> bool:
    """Return whether a clause tells an event with nothing acted on: "ice breaks", "the receptor opens fully"."""
    own = tree.kid(verb, "nsubj")
    governed = tree.kids(verb, "obj", "xcomp", "ccomp", "obl", "cop", "expl")
    return is_verb(verb) and own is not None and own.pos in ("NOUN", "PROPN") and not governed and verb_lemma(verb) not in _STATES
