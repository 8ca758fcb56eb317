"""Verbs with two sides: active, passive, with a preposition, reversed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import (
    End,
    agents,
    denied,
    doing,
    ends,
    is_verb,
    objects,
    obliques,
    passive,
    patients,
    stated,
    subjects,
    verb_lemma,
)
from loaders.coordination import is_change
from loaders.cues import verbs
from loaders.events import event
from loaders.inflection import forms
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs, verbs_of
from loaders.rules.causatives import from_clauses, infinitives
from loaders.rules.conversions import nested
from loaders.rules.reports import OFFER, SHIFT, WAY
from loaders.rules.states import hard_doings, in_state, made_hard
from loaders.words import words as word_set
from ontology.relations import Relation


def active(tree: Tree) -> Iterator[Finding]:
    """Read X V Y: "Zinc lowers copper", and verbs that inherit their subject ("..., raising iron")."""
    for verb in verbs_of(tree):
        if passive(tree, verb):
            continue
        for cue in verbs(stated(tree, verb), "t")[:1]:
            if (
                made_hard(tree, verb)
                or _kept_from(tree, verb)
                or _let(tree, verb)
                or _light(tree, verb)
                or _over_clause(tree, verb)
                or _another_rule(tree, verb)
            ):
                continue
            acted = [*objects(tree, verb), *(_attended(tree, verb) if cue.note == "cause" else [])]
            yield from pairs(tree, _results(tree, verb, cue.note), cue.relation, acted, [verb], negated=denied(tree, verb), note=cue.note)


def _attended(tree: Tree, verb: Token) -> list[End]:
    """Return the changes that go with what is caused: "causes early damage with loss of potential"."""
    held = [kid for noun in tree.kids(verb, "obj") for kid in tree.kids(noun, "nmod")] + tree.kids(verb, "obl")
    return [end for kid in held if tree.case(kid) == "with" and is_change(kid) for end in ends(tree, kid)]


def _light(tree: Tree, verb: Token) -> bool:
    """Return whether a reporting verb has a clause for object, so that the clause speaks."""
    return bool(tree.kids(verb, "ccomp")) and not tree.kids(verb, "obj")


def _another_rule(tree: Tree, verb: Token) -> bool:
    """Return whether a narrower rule reads this verb: offers a way to, protects from, shifts toward, makes X hard."""
    lemma, obj = verb_lemma(verb), tree.kid(verb, "obj")
    around = {tree.case(kid) for kid in [*tree.kids(verb, "obl"), *(tree.kids(obj, "nmod") if obj is not None else [])]}
    if obj is not None and lemma in OFFER | {"exert", "show"} and (obj.lemma in WAY or (obj.lemma == "effect" and "against" in around)):
        return bool(around & {"to", "for", "against", "from", "toward", "of"}) or bool(tree.kids(obj, "acl"))
    if lemma in ("protect", "save") and around & {"from", "against"}:
        return True
    if lemma in SHIFT and around & {"toward", "towards"}:
        return True
    return lemma == "make" and any(kid.pos == "ADJ" and kid.i > verb.i for kid in tree.kids(verb, "xcomp"))


def _over_clause(tree: Tree, verb: Token) -> bool:
    """Return whether the verb acts on the doing of its object ("allows it to pass", "prevents it from"), which other rules read."""
    lemma = verb_lemma(verb)
    if verbs(lemma, "n") and from_clauses(tree, verb, tree.kid(verb, "obj")):
        return True
    clauses = [
        kid
        for kid in [*tree.kids(verb, "xcomp", "ccomp", "advcl"), *infinitives(tree, verb)]
        if kid.tag in ("VB", "VBN") and kid.i > verb.i and (kid.dep != "advcl" or (tree.marks(kid) == "to" and lemma in _LEADING))
    ]
    nested = [kid for noun in tree.kids(verb, "obj") for kid in tree.kids(noun, "acl") if kid.tag == "VB" and tree.marks(kid) == "to"]
    return bool(verbs(lemma, "x") and (clauses or nested))


_LEADING = word_set("stimulate trigger force prompt allow enable cause lead signal tell instruct prepare induce permit encourage empower")
"""Verbs whose object does what the infinitive behind it says."""


def _let(tree: Tree, verb: Token) -> bool:
    """Return whether a verb is what somebody is made to do ("helps the gut absorb iron"): the causative rule tells it as an event."""
    head = tree.head(verb)
    if verb.dep == "acl" and head.dep == "obj":
        head = tree.head(head)
    led = (
        (verb.dep in ("xcomp", "ccomp", "acl") or (verb.dep == "advcl" and tree.marks(verb) == "to" and verb_lemma(head) in _LEADING))
        and verb.tag in ("VB", "VBP")
        and bool(verbs(verb_lemma(head), "x"))
        and not passive(tree, head)
    )
    return led and bool(tree.kids(head, "obj") or tree.kids(verb, "nsubj")) and bool(subjects(tree, head))


_CONSEQUENT = frozenset(["cause", "lead", "result", "trigger", "provoke", "precipitate", "culminate"])
"""Verbs whose participle goes on from what the main clause brings about ("lowers copper, causing anaemia"), not from who does it."""


def _results(tree: Tree, verb: Token, note: str) -> list[End]:
    """Return the subject of a verb; of ", causing Y" and ", thus lowering Y" the change that the main clause tells."""
    if not _follows_on(tree, verb):
        return subjects(tree, verb)
    main = tree.head(verb)
    if main.tag == "VBG" and main.dep in ("advcl", "conj") and _follows_on(tree, main):
        return _results(tree, main, note)
    return (_outcome(tree, main) if main.pos in ("VERB", "AUX", "ADJ") and main.i < verb.i else []) or subjects(tree, verb)


def _follows_on(tree: Tree, verb: Token) -> bool:
    """Return whether a participle tells the consequence of its main clause."""
    if verb.tag != "VBG" or verb.dep not in ("advcl", "conj") or tree.marks(verb):
        return False
    drawn = any(kid.lower in ("thus", "thereby", "hence") for kid in tree.kids(verb, "advmod", "mark", "cc"))
    main = tree.head(verb)
    drawn = drawn or (verb.dep == "advcl" and main.tag == "VBG" and main.head == main.i and main.i == 0)
    joined = verb.dep == "conj" and _follows_on(tree, main)
    return drawn or joined or verb_lemma(verb) in _CONSEQUENT


def _undergone(tree: Tree, main: Token) -> list[End]:
    """Return what a passive clause brings about: "inhibited release"; of "prevents iron from being absorbed" the lack of it."""
    if _kept_from(tree, main):
        return [End(f"lack of {end.text} being {main.text}", "event", end.tokens, main) for end in objects(tree, tree.head(main))]
    told = [end for end in patients(tree, main) if end.kind == "noun"]
    return [end if main.i in end.tokens else End(f"{main.text} {end.text}", "event", end.tokens, main) for end in told]


def _outcome(tree: Tree, main: Token) -> list[End]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return what a clause brings about: the object raised or made, the reduced object, the patient with its participle, the event."""
    if passive(tree, main):
        return _undergone(tree, main)
    hard = [replace(end, text=f"reduced {end.text}") if less else end for less, end in hard_doings(tree, main)]
    if hard:
        return hard
    when = next((kid for kid in tree.kids(main, "advcl") if kid.i > main.i and tree.marks(kid).split(" ")[0] in ("when", "once")), None)
    if when is not None and verbs(stated(tree, main), "i"):
        return event(tree, when)
    cue = next(iter(verbs(stated(tree, main), "t")), None)
    acted = objects(tree, main)
    if acted and cue is not None and cue.relation is Relation.DECREASES:
        done = _participle(verb_lemma(main))
        return [End(f"{done} {end.text.replace(' from being ', ' being ')}", "event", end.tokens, main) for end in acted]
    if acted and cue is not None and cue.relation in (Relation.INCREASES, Relation.PRODUCES):
        return acted
    if not acted:
        brought = [
            end for cue in verbs(stated(tree, main), "p") for noun in obliques(tree, main, cue.preposition) for end in _governed(tree, noun)
        ]
        return brought or (event(tree, main) if verbs(stated(tree, main), "i") else [])
    return []


def _participle(lemma: str) -> str:
    """Return "weakened" of "weaken"; verbs of keeping away leave a thing reduced."""
    return "reduced" if verbs(lemma, "n") or lemma in ("decrease", "lower") else forms(lemma)["ed"]


def passive_voice(tree: Tree) -> Iterator[Finding]:
    """Read Y is V-ed by X: "copper is lowered by zinc", "blooms caused by warming"."""
    for verb in verbs_of(tree):
        if (
            not passive(tree, verb)
            or tree.kids(verb, "xcomp")
            or (verb_lemma(verb) == "mediate" and verb.dep == "acl")
            or _kept_from(tree, verb)
        ):
            continue
        for cue in verbs(stated(tree, verb), "t", "i")[:1]:
            if cue.note == "sense" and verb_lemma(verb) == "measure":
                continue
            yield from pairs(
                tree, agents(tree, verb), cue.relation, patients(tree, verb), [verb], negated=denied(tree, verb), note=cue.note
            )


def made_worse(tree: Tree) -> Iterator[Finding]:
    """Read Y is made ADJ by X: "thirst is made worse by salt", "bones are made stronger by iron"."""
    for verb in verbs_of(tree):
        state = next((kid for kid in tree.kids(verb, "xcomp") if kid.pos in ("ADJ", "ADV")), None)
        if verb_lemma(verb) not in ("make", "render") or state is None or not passive(tree, verb):
            continue
        for patient in patients(tree, verb):
            relation, acted = in_state(tree, state, patient)
            yield from pairs(tree, agents(tree, verb), relation, [acted], [verb], negated=denied(tree, verb))


def _kept_from(tree: Tree, verb: Token) -> bool:
    """Return whether a passive stands under "from" of a verb that keeps it from happening ("stops iron from being taken up by")."""
    return "from" in (tree.marks(verb), tree.case(verb)) and bool(verbs(verb_lemma(tree.head(verb)), "n") or tree.head(verb).dep == "obj")


def prepositional(tree: Tree) -> Iterator[Finding]:
    """Read X V PREP Y: "zinc leads to thirst", "binds to the channel"; and Y V PREP X: "sleep depends on zinc"."""
    for verb in verbs_of(tree):
        is_passive = passive(tree, verb)
        acting = patients(tree, verb) if is_passive else None
        for cue in verbs(stated(tree, verb), "p", "rp"):
            held = nested(tree, verb, cue.preposition) if cue.relation is Relation.DECREASES else []
            acted = [end for noun in [*obliques(tree, verb, cue.preposition), *held] for end in _governed(tree, noun)]
            if not acted:
                continue
            sides = acting if acting is not None else _results(tree, verb, cue.note)
            first, second = (sides, acted) if cue.frame.startswith("p:") else (acted, sides)
            yield from pairs(tree, first, cue.relation, second, [verb], negated=denied(tree, verb), note=cue.note)


def _governed(tree: Tree, noun: Token) -> list[End]:
    """Return a governed noun, or the event where a clause follows the preposition ("result in water being lost")."""
    if is_verb(noun) and tree.kids(noun, "nsubj", "nsubj:pass"):
        return event(tree, noun)
    clause = next((kid for kid in _clauses_behind(tree, noun) if kid.tag == "VBN" and tree.kids(kid, "aux:pass")), None)
    if clause is not None:
        return [
            end if clause.i in end.tokens else replace(end, text=f"{end.text} being {clause.text}", kind="noun") for end in ends(tree, noun)
        ]
    return ends(tree, noun)


def _clauses_behind(tree: Tree, noun: Token) -> list[Token]:
    """Return the clauses that hang on a noun, or on its verb with the noun right before their "being"."""
    beside = [kid for kid in tree.kids(tree.head(noun), "advcl") for aux in tree.kids(kid, "aux:pass") if aux.i == noun.i + 1]
    return [*tree.kids(noun, "acl"), *beside]


def needs(tree: Tree) -> Iterator[Finding]:
    """Read Y V X: "sleep requires zinc"; "Y needed for"."""
    for verb in verbs_of(tree):
        attributive = verb.tag == "VBG" and (not tree.kids(verb, "obj") or (verb.i > 0 and tree.tokens[verb.i - 1].tag == "IN"))
        if verb.dep in ("amod", "compound") or attributive:
            continue
        for cue in verbs(verb_lemma(verb), "r")[:1]:
            if passive(tree, verb):
                for preposition in ("for", "in"):
                    goal = [end for noun in obliques(tree, verb, preposition) for end in ends(tree, noun)]
                    yield from pairs(tree, patients(tree, verb), cue.relation, goal, [verb], negated=denied(tree, verb))
            else:
                done = _purposes(tree, verb) or subjects(tree, verb)
                yield from pairs(tree, objects(tree, verb), cue.relation, done, [verb], negated=denied(tree, verb))


def _purposes(tree: Tree, verb: Token) -> list[End]:
    """Return what something is needed for as told by an infinitive: "cells need zinc (in order) to divide"."""
    holders = [verb, *tree.kids(verb, "obj", "obl")]
    clauses = [kid for holder in holders for kid in tree.kids(holder, "advcl", "acl", "xcomp") if kid.tag == "VB" and kid.i > verb.i]
    return [end for clause in clauses[:1] for end in doing(tree, clause, subjects(tree, verb))]


RULES: tuple[Rule, ...] = (active, passive_voice, made_worse, prepositional, needs)
