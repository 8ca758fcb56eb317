"""The sides of a relation in a tree: nouns with their coordination, and what pronouns and class nouns stand for, as phrases.

An `End` is one side of a relation: a noun, the event of a clause, or something that stands elsewhere (a pronoun, an elided subject).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.antecedents import CLASSES, RELATIVE, antecedent_of, nearby
from loaders.coordination import Reading, phrase, readings
from loaders.cues import words
from loaders.inflection import gerund
from loaders.parser import Token, Tree
from loaders.verbal import is_verb, verb_lemma

PRONOUNS = frozenset(["it", "they", "this", "these", "that", "those", "them", "itself", "themselves"])


@dataclass(frozen=True, slots=True)
class End:
    """One side of a relation; `kind` is `noun`, `pronoun`, `elided` or `event`; `direction` the sign of its own state words."""

    text: str
    kind: str = "noun"
    tokens: frozenset[int] = frozenset()
    head: Token | None = None
    denied: bool = False
    direction: str = ""
    example: bool = False


ELIDED = End("", "elided")


REPORTED = End("", "reported")


_JOINING = frozenset(["addition", "relation", "comparison", "contrast", "regard", "keeping", "line"])
"""Nouns of joining phrases: "in addition to", "in relation to" name nothing."""


def ends(tree: Tree, noun: Token) -> list[End]:
    """Return the sides that a noun (with its coordination and examples) stands for."""
    meant = _meant(tree, noun)
    if meant is not None:
        return meant
    told = _told_whole(tree, noun)
    if told:
        return told
    if noun.tag == "MD" or noun.lower in ("can", "may", "not", "n't") or (noun.lemma in _JOINING and tree.case(noun) == "in"):
        return []
    carried = _arm(tree, noun) or _carrier(tree, noun)
    if carried:
        return carried
    inner = _within(tree, noun)
    if inner is not None:
        return ends(tree, inner)
    found = (_end(tree, reading) for reading in readings(tree, noun))
    return [end for end in found if end.text]


def _meant(tree: Tree, noun: Token) -> list[End] | None:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return what a pronoun stands for, None for a word that is none."""
    head = tree.head(noun)
    if noun.lower == "what":
        named = tree.kid(noun, "nsubj")
        return ends(tree, named) if named is not None and tree.kids(noun, "cop") else []
    if noun.lower in RELATIVE and head.dep in ("acl:relcl", "acl") and noun.dep in ("nsubj", "nsubj:pass", "obj"):
        return _named_once(tree, noun)
    spoken = tree.kid(tree.head(head), "nsubj") if head.dep == "ccomp" and tree.head(head).lower in _SAID_OF else None
    if noun.lower == "that" and spoken is not None:
        return ends(tree, spoken)
    if noun.lower in PRONOUNS and noun.pos in ("PRON", "DET") and not tree.kids(noun, "nmod", "acl", "acl:relcl"):
        near = nearby(tree, noun)
        own = frozenset({noun.i})
        return [End(noun.lower, "pronoun", own, noun)] if near is None else [replace(end, tokens=own) for end in ends(tree, near)]
    if noun.lower in ("its", "their") and noun.dep == "nmod:poss":
        return [End("it" if noun.lower == "its" else "they", "pronoun", frozenset({noun.i}), noun)]
    if noun.lower in RELATIVE and noun.tag in ("WDT", "WP", "IN"):
        return _named_once(tree, noun)
    return None


_SAID_OF = frozenset(["available", "needed", "known"])
"""Adjectives behind which a relative clause speaks of their subject: "drugs are available that block"."""


def _told_whole(tree: Tree, noun: Token) -> list[End]:
    """Return what a noun is short for: "diet high in fibre" headed by its adjective, a name, "the way the brain works"."""
    described = tree.kid(noun, "nsubj") if noun.pos == "ADJ" and noun.dep in ("nsubj", "obj") and not tree.kids(noun, "cop") else None
    if described is not None:
        whole = frozenset(i for i in tree.below(noun) if tree.tokens[i].dep not in ("punct", "det"))
        return [End(phrase(tree, whole), "noun", whole, described)]
    named = _called(tree, noun) or _named_behind(tree, noun)
    if named is not None:
        return ends(tree, named)
    clauses = [kid for kid in tree.kids(noun, "acl:relcl") if tree.kids(kid, "nsubj")] if noun.lemma == "way" else []
    acting = [(clause, end) for clause in clauses[:1] for kid in tree.kids(clause, "nsubj") for end in ends(tree, kid)]
    return [replace(end, text=f"{end.text} {clause.text}", kind="event", head=clause) for clause, end in acting]


_NAMING = frozenset(["called", "named", "termed", "known", "referred"])


def _named_behind(tree: Tree, noun: Token) -> Token | None:
    """Return the name that a class noun is given between commas: "its active compound, curcumin, is"."""
    if noun.lemma not in CLASSES or noun.dep not in ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent") or noun.i + 3 >= len(tree.tokens):
        return None
    name = tree.tokens[noun.i + 2]
    between = tree.tokens[noun.i + 1].text == "," and tree.tokens[noun.i + 3].text == ","
    return name if between and name.pos in ("NOUN", "PROPN") and name.dep in ("appos", "conj") else None


def _called(tree: Tree, noun: Token) -> Token | None:
    """Return the name of "a condition called gout", "a gas known as ozone", "hormones referred to as androgens"."""
    holders = [noun, *(kid for kid in tree.kids(noun, "nmod") if noun.lower in words("vessel") and tree.case(kid) == "of")]
    naming = [kid for holder in holders for kid in tree.kids(holder, "acl") if kid.lower in _NAMING]
    names = [
        name
        for kid in naming
        for name in tree.kids(kid, "obj", "xcomp", "obl")
        if kid.lower not in ("known", "referred") or tree.case(name).endswith("as")
    ]
    return next((name for name in names if name.pos in ("NOUN", "PROPN") and name.i > noun.i), None)


def _named_once(tree: Tree, relative: Token) -> list[End]:
    """Return what a relative pronoun stands for: without examples (they belong to the clause before), of a mere class the examples."""
    antecedent = antecedent_of(tree, relative)
    if antecedent is not None and is_verb(antecedent):
        acted = tree.kid(antecedent, "obj")
        doing = gerund(verb_lemma(antecedent))
        return [replace(end, text=f"{doing} {end.text}", kind="event", head=antecedent) for end in ends(tree, acted)] if acted else []
    found = ends(tree, antecedent) if antecedent is not None else []
    shown = [end for end in found if end.example]
    if (
        antecedent is not None
        and antecedent.lemma in CLASSES
        and tree.head(relative).i > max((end.head.i for end in shown if end.head), default=len(tree.tokens))
    ):
        return shown
    return [end for end in found if not end.example] or found


def _carrier(tree: Tree, noun: Token) -> list[End]:
    """Read "a system with X" as X, "a system without X" as the lack of X."""
    if noun.lemma not in ("system", "diet", "organism", "environment"):
        return []
    for kid in tree.kids(noun, "nmod"):
        if tree.case(kid) == "with":
            return ends(tree, kid)
        if tree.case(kid) == "without":
            return [replace(end, text=f"lack of {end.text}", kind="event") for end in ends(tree, kid) if end.kind == "noun"]
    return []


def having(tree: Tree, noun: Token) -> list[End]:
    """Return what people are named by ("people with gout": gout), the noun's own sides where it names no people."""
    people = noun.lower in words("people") or f"{noun.lemma}s" in words("people")
    held = [end for kid in tree.kids(noun, "nmod") if tree.case(kid) == "with" for end in ends(tree, kid)] if people else []
    return held or (_deficient(tree, noun) if people else []) or ends(tree, noun)


def _deficient(tree: Tree, people: Token) -> list[End]:
    """Return what people lack: of "individuals deficient in iron", "children lacking iron" the lack of it."""
    lacking = [kid for kid in tree.kids(people, "amod", "acl") if kid.lower in ("deficient", "lacking", "low")]
    held = [thing for kid in lacking for thing in tree.kids(kid, "obl", "obj") if kid.lower == "lacking" or tree.case(thing) == "in"]
    return [replace(end, text=f"lack of {end.text}", kind="event") for thing in held for end in ends(tree, thing)]


ARMS = frozenset(["group", "arm", "cohort"])
_CONTROLS = frozenset(
    ["control", "placebo", "age", "study", "focus", "treatment", "intervention", "patient", "population", "comparison", "blood", "ethnic"]
)
"""Names of groups that were given nothing, or that say nothing of what they were given."""


def _arm(tree: Tree, noun: Token) -> list[End]:
    """Return what a group of a study was given, as its name says: "the zinc supplement group" the zinc supplement."""
    parts = tree.kids(noun, "compound") if noun.lemma in ARMS else []
    if not parts or any(kid.lemma in _CONTROLS for kid in parts):
        return []
    tokens = frozenset(i for kid in parts for i in tree.below(kid))
    return [End(phrase(tree, tokens), "noun", tokens, parts[-1])]


def _within(tree: Tree, noun: Token) -> Token | None:
    """Return what "a variety of X", "hundreds of X" is about."""
    if noun.lower in ("environment", "environments", "conditions", "setting", "settings") and not tree.kids(noun, "conj"):
        return next((kid for kid in tree.kids(noun, "nmod") if tree.case(kid) == "for"), None)
    if noun.lower == "body":
        return next((kid for kid in tree.kids(noun, "nmod") if kid.lemma in ("research", "evidence", "literature", "work")), None)
    if noun.lower not in words("vessel") or noun.dep == "conj" or tree.kids(noun, "conj"):
        return None
    if noun.lower in ("source", "form", "amount", "type", "kind", "number", "set", "group", "class"):
        return None
    return next((kid for kid in tree.kids(noun, "nmod") if tree.case(kid) == "of"), None)


def _end(tree: Tree, reading: Reading) -> End:
    owned = next((kid for kid in tree.kids(reading.head, "nmod:poss") if kid.lower in ("its", "their")), None)
    owner = nearby(tree, owned) if owned is not None else None
    if owner is not None and owner.i not in reading.tokens:
        names = ends(tree, owner)
        if len(names) == 1 and names[0].kind == "noun":
            mark = "’" if names[0].text.endswith("s") else "’s"
            text = f"{names[0].text}{mark} {phrase(tree, reading.tokens)}"
            return End(text, "event", reading.tokens, reading.head, reading.denied, example=reading.example)
    return End(
        phrase(tree, reading.tokens),
        "possessed" if owned is not None else "noun",
        reading.tokens,
        reading.head,
        reading.denied,
        example=reading.example,
    )
