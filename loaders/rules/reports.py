"""Studies that show, things that offer a way, links, shifts, and what something works through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import (
    REPORTED,
    End,
    denied,
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
from loaders.coordination import phrase
from loaders.cues import verbs, words
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, aimed, pairs, verbs_of
from loaders.rules.conversions import before, nested
from ontology.relations import Relation, Sign

SHIFT = frozenset(["shift", "tip", "move", "push", "steer", "drive", "tilt"])


def shifting(tree: Tree) -> Iterator[Finding]:
    """Read shifts A toward Y: "low zinc tips the balance toward thirst" raises thirst."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) not in SHIFT or passive(tree, verb) or not objects(tree, verb):
            continue  # what shifts by itself is no cause
        for preposition in ("toward", "towards"):
            goals = [end for noun in [*obliques(tree, verb, preposition), *nested(tree, verb, preposition)] for end in ends(tree, noun)]
            yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, goals, [verb], negated=denied(tree, verb))


def linking(tree: Tree) -> Iterator[Finding]:
    """Read links A to B: "linking thirst to salt", "research ties sleep to mood"."""
    for verb in verbs_of(tree):
        if passive(tree, verb) or verb_lemma(verb) not in ("link", "tie", "connect", "associate", "relate"):
            continue
        for preposition in ("to", "with"):
            others = [end for noun in [*obliques(tree, verb, preposition), *nested(tree, verb, preposition)] for end in ends(tree, noun)]
            first = [before(end, preposition) for end in objects(tree, verb)]
            yield from pairs(tree, first, Relation.ASSOCIATED, others, [verb], negated=denied(tree, verb))


_REPORTING = words("reporting")


def reported(tree: Tree) -> Iterator[Finding]:
    """Read studies show less Y, patients report better Y: what the article is about lowers or raises Y."""
    for verb in verbs_of(tree):
        if passive(tree, verb) or verb_lemma(verb) not in _REPORTING or _sets_apart(tree, verb):
            continue
        share = next((kid for kid in tree.kids(verb, "obl:unmarked", "obl:npmod", "advmod") if kid.lower == "%" and kid.i < verb.i), None)
        who = tree.kid(verb, "nsubj") or share
        if who is None or not (who.lemma in words("empty") or who.lemma in words("people") or who.lower == "%"):
            continue
        given = _given(tree, verb)
        for end in objects(tree, verb):
            relation, bare = aimed(tree, Relation.INCREASES, end, "cause")
            for acting in given or [REPORTED]:
                if bare.text != end.text:
                    yield Finding(acting, relation, bare, (verb,), denied(tree, verb), None, verb.lemma)


def _sets_apart(tree: Tree, verb: Token) -> bool:
    """Return whether a verb says who is meant or when ("those who had less", "if you see more"), or in whom something was seen."""
    found_in = any(
        tree.case(kid) in ("in", "among") and (kid.lower in words("people") or f"{kid.lemma}s" in words("people"))
        for noun in tree.kids(verb, "obj")
        for kid in tree.kids(noun, "nmod")
    )
    return verb.dep == "acl:relcl" or (verb.dep == "advcl" and tree.marks(verb) in ("if", "unless", "when")) or found_in


def _given(tree: Tree, verb: Token) -> list[End]:
    """Return what people report a change after: in "80 % had less pain after six weeks of zinc" the zinc."""
    found = []
    for noun in tree.kids(verb, "obl"):
        if (
            tree.case(noun) in ("after", "with", "following", "on", "from")
            and noun.i > verb.i
            and not any(kid.lower == "no" for kid in tree.kids(noun))
        ):
            inner = next((kid for kid in tree.kids(noun, "nmod") if tree.case(kid) in ("of", "on", "with")), None)
            spent = noun.lemma in words("time")
            if inner is not None or not spent:
                found += ends(tree, inner if spent and inner is not None else noun)
    return [end for end in found if end.kind == "noun"]


def change_seen(tree: Tree) -> Iterator[Finding]:
    """Read a fall in Y was seen with X: "a reduction in pain was observed after yoga"."""
    for verb in verbs_of(tree):
        if not passive(tree, verb) or verb_lemma(verb) not in _REPORTING | {"achieve": "", "record": "", "measure": ""}:
            continue
        for end in patients(tree, verb):
            relation, bare = aimed(tree, Relation.INCREASES, end, "cause")
            if bare.text != end.text:
                yield from pairs(tree, _given(tree, verb), relation, [replace(bare, head=None)], [verb], negated=denied(tree, verb))


def together(tree: Tree) -> Iterator[Finding]:
    """Read A and B occur together: "gout and thirst often appear together" go with each other."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) not in ("appear", "occur", "go", "cluster", "travel", "coexist", "co-occur") or passive(tree, verb):
            continue
        joined = verb_lemma(verb) in ("coexist", "co-occur") or any(
            kid.lower in ("together", "hand") for kid in tree.kids(verb, "advmod", "obl")
        )
        told = [end for end in subjects(tree, verb) if end.kind == "noun"]
        for i, first in enumerate(told[:4] if joined else ()):
            yield from pairs(tree, [first], Relation.ASSOCIATED, told[i + 1 : 4], [verb], negated=denied(tree, verb))


OFFER = frozenset(["offer", "provide", "give", "open", "deliver", "have", "represent", "be"])


WAY = words("way")


def offering(tree: Tree) -> Iterator[Finding]:
    """Read offers a way to Y, gives protection against Y."""
    for noun in tree.tokens:
        head = tree.head(noun)
        if noun.lemma == "way" and verb_lemma(head) == "give" and not tree.kids(noun, "det"):
            continue
        shielding = noun.lemma == "effect" and verb_lemma(head) in OFFER | {"exert", "show"}
        if noun.dep != "obj" or not is_verb(head) or not (shielding or (noun.lemma in WAY and verb_lemma(head) in OFFER)):
            continue
        for kid in [*tree.kids(noun, "nmod", "acl"), *tree.kids(head, "obl")]:
            case = tree.case(kid) or tree.marks(kid)
            acted = objects(tree, kid) if is_verb(kid) else ends(tree, kid)
            if (case in ("to", "for", "toward", "of") and kid.i > noun.i and not is_verb(kid)) or (
                case == "to" and is_verb(kid) and kid.tag == "VBG"
            ):
                yield from pairs(
                    tree, subjects(tree, head), Relation.INCREASES, acted, [head, noun], negated=denied(tree, head), note="judged"
                )
            elif case in ("against", "from"):
                yield from pairs(tree, subjects(tree, head), Relation.DECREASES, acted, [head, noun], negated=denied(tree, head))


_MEDIATORS = frozenset(["signaling", "signalling", "pathway", "receptor", "axis", "function", "activity"])
"""What something acts through, besides changes."""


def means(tree: Tree) -> Iterator[Finding]:
    """Read "works by", "through", "via" and a noun: what a thing acts through it raises ("calms by peripheral vasodilation")."""
    for verb in verbs_of(tree):
        if passive(tree, verb) or not (verbs(verb_lemma(verb), "t", "i") or verb_lemma(verb) in ("work", "act", "exert")):
            continue
        for noun in tree.kids(verb, "obl"):
            if tree.case(noun) not in ("through", "via", "by"):
                continue
            from loaders.cues import nouns  # noqa: PLC0415

            change = next((cue for cue in nouns(noun.lemma) if cue.frame in ("change", "process", "action")), None)
            if change is None and tree.case(noun) in ("through", "via") and noun.lemma in _MEDIATORS:
                for cue in verbs(stated(tree, verb), "t")[:1]:
                    acting = [replace(end, head=None) for end in ends(tree, noun)]
                    yield from pairs(tree, acting, cue.relation, objects(tree, verb), [verb], note=cue.note, negated=denied(tree, verb))
            if change is not None:
                parts = frozenset(kid.i for kid in tree.kids(noun, "compound"))
                acted = ends(tree, noun)
                if tree.case(noun) == "by" and not (parts and verb_lemma(verb) in ("work", "act")):
                    continue
                aim = (
                    [End(phrase(tree, parts), "noun", parts, None)]
                    if tree.case(noun) == "by" and change.relation.sign is not Sign.NONE
                    else []
                )
                yield from pairs(
                    tree,
                    subjects(tree, verb),
                    change.relation if aim else Relation.INCREASES,
                    aim or acted,
                    [verb],
                    note="" if aim else "cause",
                )
                for cue in verbs(stated(tree, verb), "t")[:1]:
                    yield from pairs(tree, acted, cue.relation, objects(tree, verb), [verb], note=cue.note, negated=denied(tree, verb))


RULES: tuple[Rule, ...] = (
    linking,
    reported,
    together,
    change_seen,
    offering,
    shifting,
    means,
)
