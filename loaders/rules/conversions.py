"""One thing made out of another: conversion, release, use."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.clauses import (
    End,
    agents,
    denied,
    ends,
    objects,
    obliques,
    passive,
    patients,
    subjects,
    verb_lemma,
)
from loaders.cues import verbs
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs, verbs_of
from ontology.relations import Relation


def used_for(tree: Tree) -> Iterator[Finding]:
    """Read Z uses X for Y, X is used for Y: X enables Y."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) not in ("use", "utilize", "utilise") or verb.tag == "NN":
            continue
        tools = patients(tree, verb) if passive(tree, verb) else objects(tree, verb)
        for noun in tree.kids(verb, "obl", "nmod"):
            from loaders.cues import nouns  # noqa: PLC0415

            if tree.case(noun) == "for" and (
                any(c.frame in ("process", "change", "action") for c in nouns(noun.lemma))
                or noun.lower.endswith(("tion", "sis", "ment", "ing"))
            ):
                yield from pairs(tree, tools, Relation.ENABLES, ends(tree, noun), [verb], negated=denied(tree, verb))
            elif tree.case(noun) == "as" and any("energy" in end.text or "fuel" in end.text for end in ends(tree, noun)):
                yield from pairs(tree, tools, Relation.PRODUCES, ends(tree, noun), [verb], negated=denied(tree, verb))


def conversion(tree: Tree) -> Iterator[Finding]:
    """Read V A into B: "the liver converts starch into sugar" says that starch produces sugar."""
    for verb in verbs_of(tree):
        for cue in verbs(verb_lemma(verb), "c"):
            made = [
                end for noun in [*obliques(tree, verb, cue.preposition), *nested(tree, verb, cue.preposition)] for end in ends(tree, noun)
            ]
            raw = patients(tree, verb) if passive(tree, verb) else objects(tree, verb)
            if verb_lemma(verb) in ("transform", "turn", "change") and not passive(tree, verb):
                yield from pairs(tree, subjects(tree, verb), cue.relation, made, [verb], negated=denied(tree, verb))
                continue
            raw = [
                End(
                    end.text.split(f" {cue.preposition} ")[0],
                    end.kind,
                    frozenset(i for i in end.tokens if end.head is None or i <= end.head.i),
                    end.head,
                )
                for end in raw
            ]
            yield from pairs(tree, raw, cue.relation, made, [verb], negated=denied(tree, verb))
            own = bool(tree.kids(verb, "nsubj")) and verb.dep not in ("xcomp", "ccomp") and cue.lemma != "incorporate"
            doers = agents(tree, verb) if passive(tree, verb) else subjects(tree, verb) if own else []
            yield from pairs(tree, doers, Relation.INCREASES, _turned(raw, made, cue.preposition), [verb], negated=denied(tree, verb))


def _turned(raw: list[End], made: list[End], preposition: str) -> list[End]:
    """Return the conversion of one thing into another as an event."""
    return [
        End(f"conversion of {start.text} {preposition} {end.text}", "event", start.tokens | end.tokens, None)
        for start in raw[:1]
        for end in made[:1]
        if start.kind == "noun"
    ]


def nested(tree: Tree, verb: Token, preposition: str) -> list[Token]:
    """Return the nouns that a preposition hangs on the object of a verb."""
    return [kid for noun in tree.kids(verb, "obj") for kid in tree.kids(noun, "nmod") if tree.case(kid) == preposition]


_TURNING = frozenset(
    ["conversion", "breakdown", "transformation", "degradation", "oxidation", "metabolism", "fermentation", "hydrolysis", "catabolism"]
)


def nominal_conversion(tree: Tree) -> Iterator[Finding]:
    """Read conversion of A into B: "the breakdown of starch to sugar" says that starch produces sugar."""
    for noun in tree.tokens:
        if noun.lemma not in _TURNING:
            continue
        around = [noun, *tree.kids(noun, "nmod")]
        raw = [kid for kid in tree.kids(noun, "nmod") if tree.case(kid) == "of"]
        made = [kid for holder in around for kid in tree.kids(holder, "nmod") if tree.case(kid) in ("to", "into")]
        for start in raw:
            if noun.dep == "obj":
                made += [kid for kid in tree.kids(tree.head(noun), "obl") if tree.case(kid) in ("to", "into") and kid.i > noun.i]
            bare = [before(before(end, "to"), "into") for end in ends(tree, start)]
            yield from pairs(tree, bare, Relation.PRODUCES, [end for kid in made for end in ends(tree, kid)][:1], [noun])


def before(end: End, preposition: str) -> End:
    """Return a side without what follows the preposition."""
    return End(
        end.text.split(f" {preposition} ")[0], end.kind, frozenset(i for i in end.tokens if end.head is None or i <= end.head.i), end.head
    )


def released_from(tree: Tree) -> Iterator[Finding]:
    """Read X is released from, made in Z: Z produces X."""
    for verb in verbs_of(tree):
        if not passive(tree, verb) or verb_lemma(verb) not in (
            "release",
            "synthesize",
            "synthesise",
            "produce",
            "secrete",
            "form",
            "make",
            "derive",
        ):
            continue
        for preposition in ("from", "in", "by"):
            nouns_there = [
                noun
                for noun in obliques(tree, verb, preposition)
                if noun.lemma
                not in ("addition", "response", "turn", "order", "way", "form", "amount", "quantity", "number", "concentration")
            ]
            places = [end for noun in nouns_there for end in ends(tree, noun)]
            yield from pairs(tree, places, Relation.PRODUCES, patients(tree, verb), [verb], negated=denied(tree, verb))


RULES: tuple[Rule, ...] = (
    used_for,
    conversion,
    nominal_conversion,
    released_from,
)
