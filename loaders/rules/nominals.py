"""Nouns and adjectives that state a relation: changes, roles, agents, effects, links, states, hyphenated participles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.antecedents import defined
from loaders.clauses import (
    ELIDED,
    End,
    denied,
    ends,
    is_verb,
    objects,
    passive,
    patients,
    stated,
    subjects,
    verb_lemma,
)
from loaders.coordination import exemplified, phrase
from loaders.cues import adjectives, nouns, verbs, words
from loaders.events import event
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, is_bad, pairs
from loaders.rules.happenings import effects
from loaders.rules.predicates import said_of, under
from loaders.rules.states import TRAITS
from ontology.relations import Relation


def change_by(tree: Tree) -> Iterator[Finding]:
    """Read a change of Y by X: "reduction in copper by zinc"; of what something else changes, no more than who does it is told."""
    for token in tree.tokens:
        changed = token.dep == "obj" and bool(verbs(verb_lemma(tree.head(token)), "t"))
        if token.pos not in ("NOUN", "PROPN") or changed:
            continue
        for cue in nouns(token.lemma):
            if cue.frame in ("change", "action"):
                acted = under(tree, token, "in", "of")
                sources = ("by", "from") if token.lemma in ("lack", "loss", "deficit", "shortage") else ("by",)
                yield from pairs(tree, under(tree, token, *sources), cue.relation, acted, [token])


def _compounded(tree: Tree, token: Token) -> list[End]:
    """Return what a noun is compounded with, words side by side as one: of "natural NMDA receptor antagonist" the NMDA receptor."""
    parts = tree.kids(token, "compound")
    if len(parts) < 2 or any(tree.kids(part, "conj") for part in parts):
        return [end for kid in parts for end in ends(tree, kid)]
    tokens = frozenset(i for part in parts for i in tree.below(part))
    return [End(phrase(tree, tokens), "noun", tokens, parts[-1])]


def _makes_worse(tree: Tree, factor: Token) -> bool:
    """Return whether a factor raises what it is a factor in: a risk factor, a factor in something bad."""
    risk = any(kid.lower == "risk" for kid in tree.kids(factor, "compound"))
    return risk or any(is_bad(end) for end in under(tree, factor, "in", "for", "behind"))


def agent_noun(tree: Tree) -> Iterator[Finding]:
    """Read X is a N of Y, as predicate or apposition: "zinc, an inhibitor of copper uptake", "acts as a receptor antagonist"."""
    for token in tree.tokens:
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        for cue in nouns(token.lemma):
            if cue.frame != "agent":
                continue
            holders = [] if token.dep in ("nsubj", "obj", "nsubj:pass") else said_of(tree, token)
            if (
                token.head == token.i
                and not tree.kids(token, "nsubj", "cop")
                and not any(t.pos in ("NOUN", "VERB") and t.i < token.i and t.head != token.i for t in tree.tokens)
            ):
                holders = [ELIDED]
            relation = Relation.INCREASES if token.lemma == "factor" and _makes_worse(tree, token) else cue.relation
            if token.lemma == "protection" and not under(tree, token, "against", "from"):
                relation = Relation.INCREASES
            acted = under(tree, token, "of") or under(tree, token, "for", "behind", "against") or under(tree, token, "in", "to", "at")
            if token.lemma == "receptor":
                acted = under(tree, token, "for")
            if not acted and cue.relation in (Relation.INCREASES, Relation.DECREASES, Relation.AFFECTS):
                acted = _compounded(tree, token)
            yield from pairs(tree, holders, relation, acted, [token], negated=denied(tree, token), note="cause")
            if token.dep in ("nsubj",) and tree.kids(tree.head(token), "cop"):
                head = tree.head(token)
                yield from pairs(tree, ends(tree, head), cue.relation, under(tree, token, "of", "for"), [token], negated=denied(tree, head))


_DOSES = frozenset(["dose", "dosage", "amount", "quantity", "concentration", "excess", "moderation", "case", "term"])
"""Nouns behind "in" that say how much: "harmful in high doses"."""
_PLACED = frozenset(["found", "seen", "observed", "present"])
"""Participles that tell where something is; in whom or in which illness makes an association."""


_ILLNESS = re.compile(r"(?:ism|itis|osis|emia|pathy|oma|uria|disease|syndrome|disorder|cancer|deficiency|failure|infection)s?\b")
"""Ends of the names of illnesses."""


def _of_people(tree: Tree, end: End) -> bool:
    """Return whether a side names people, or what people are said to have."""
    around = (end.head, tree.head(end.head)) if end.head is not None else ()
    return any(word.lower in words("people") or f"{word.lemma}s" in words("people") for word in around)


def predicate_adjective(tree: Tree) -> Iterator[Finding]:
    """Read X is ADJ for Y: "zinc is essential for sleep", "nutrients critical to growth", "sleep is sensitive to light"."""
    for token in tree.tokens:
        if (
            token.tag not in ("JJ", "VBN", "JJR", "VBD")
            and token.pos != "ADJ"
            and not (token.tag == "VBG" and tree.kids(token, "cop", "aux"))
        ):
            continue
        if token.dep == "xcomp" and verb_lemma(tree.head(token)) in ("make", "render", "keep"):
            continue
        if token.dep == "amod" and token.lower in TRAITS and verb_lemma(tree.head(tree.head(token))) in ("make", "render"):
            continue
        if any(kid.lower in ("chemically", "structurally", "genetically", "closely") for kid in tree.kids(token, "advmod")):
            continue
        for cue in adjectives(token.lower):
            reverse, preposition = cue.frame.startswith("rev:"), cue.preposition or cue.frame
            if cue.relation is Relation.AFFECTS and reverse and not (tree.kids(token, "cop") or token.dep in ("xcomp", "conj")):
                continue
            allowed = (preposition,) if preposition not in ("for", "to") or reverse else ("for", "to", "in")
            acted = [end for end in under(tree, token, *allowed) if end.head is None or end.head.lemma not in _DOSES]
            if token.lower in _PLACED:
                acted = [end for end in acted if is_bad(end) or _of_people(tree, end) or _ILLNESS.search(end.text.lower())]
            if not acted:
                continue
            holders = _adjective_holders(tree, token)
            change = _changed_trait(tree, token) if reverse else None
            if change is not None:
                relation, trait = change
                told = [replace(end, text=f"{trait} of {end.text}", kind="event", head=None) for end in holders if end.kind == "noun"]
                yield from pairs(tree, acted, relation, told, [token], negated=denied(tree, token))
                break
            first, second = (acted, holders) if reverse else (holders, acted)
            yield from pairs(tree, first, cue.relation, second, [token], negated=denied(tree, token), note=cue.note)
            break


def _changed_trait(tree: Tree, token: Token) -> tuple[Relation, str] | None:
    """Return what "becomes less sensitive" tells: the trait, and whether it falls or rises."""
    verb = tree.head(token)
    more = {kid.lower for kid in tree.kids(token, "advmod")} & {"more", "less"}
    grows = token.dep == "xcomp" and verb_lemma(verb) in ("become", "grow", "get")
    if token.lower not in TRAITS or not more or not grows:
        return None
    return (Relation.DECREASES if "less" in more else Relation.INCREASES), TRAITS[token.lower]


_TOLD = (Relation.ENABLES, Relation.AFFECTS)
"""What a note may tell by an adjective alone: "Important for growth", "Involved in the stress response"."""


def _adjective_holders(tree: Tree, token: Token) -> list[End]:
    own = tree.kid(token, "nsubj", "nsubj:pass", "csubj")
    if own is not None:
        return ends(tree, own) if own.dep != "csubj" else subjects(tree, token)
    head = tree.head(token)
    if token.dep in ("amod", "acl", "acl:relcl", "dep", "parataxis", "advcl") and head.pos in ("NOUN", "PROPN"):
        return ends(tree, defined(tree, head))
    if token.dep in ("xcomp", "conj", "advcl") and (is_verb(head) or head.pos == "ADJ"):
        return patients(tree, head) if passive(tree, head) else subjects(tree, head)
    if token.head == token.i and token.i <= 1 and any(cue.relation in _TOLD for cue in adjectives(token.lower)):
        return [ELIDED]
    return subjects(tree, token)


_PLACES = words("place")


_WORKINGS = frozenset(["effect", "effects", "impact", "influence"])
"""An effect in something only happens there; a role in it acts on it."""
_AFTERMATH = frozenset(["consequence", "implication", "repercussion", "ramification"])


def _under_study(tree: Tree, token: Token) -> bool:
    """Return whether an effect is only what some research is about ("a body of research examining its effects on")."""
    head = tree.head(token)
    return head.tag == "VBG" and head.dep != "root" and verb_lemma(head) in words("mental")


def effect_on(tree: Tree) -> Iterator[Finding]:
    """Read X has an effect on Y, plays a role in Y, the influence of X on Y, X's role in Y."""
    for token in tree.tokens:
        if token.pos != "NOUN":
            continue
        for cue in nouns(token.lemma):
            if cue.frame != "on" or _under_study(tree, token):
                continue
            reach = ("on", "for") if token.lemma in _AFTERMATH else ("on", "upon") if token.lemma in _WORKINGS else ("on", "in", "upon")
            acted = [end for end in under(tree, token, *reach) if end.head is None or end.head.lemma not in _PLACES]
            head = tree.head(token)
            if not acted and token.dep == "obj" and is_verb(head):
                acted = [
                    end
                    for kid in tree.kids(head, "obl")
                    if tree.case(kid) in reach and not {kid.lemma, kid.lower} & _PLACES.keys()
                    for end in ends(tree, kid)
                ]
            relation = cue.relation
            if not acted:
                relation, acted = _doing(tree, token, relation)
            holders = [end for kid in tree.kids(token, "nmod:poss") for end in ends(tree, kid)] or under(tree, token, "of")
            if not holders and token.dep in ("obj", "conj") and is_verb(head):
                holders = subjects(tree, head)
            none = any(kid.lower == "no" for kid in tree.kids(token, "det"))
            if not holders and none and token.head == token.i and token.i <= 2:
                holders = [ELIDED]
            slight = any(kid.lower in ("little", "negligible", "insignificant", "minimal") for kid in tree.kids(token, "amod"))
            negated = slight or (denied(tree, head) if token.dep == "obj" else none and token.head == token.i)
            yield from pairs(tree, holders, relation, acted, [token], negated=negated)


def _doing(tree: Tree, token: Token, relation: Relation) -> tuple[Relation, list[End]]:
    """Return the object of "role in shaping Y", and the relation that its verb tells: "role in supporting Y" raises Y."""
    asked = [kid for kid in tree.kids(tree.head(token), "advcl") if tree.marks(kid).startswith("in") and kid.i > token.i]
    told = [replace(end, kind="event") for kid in asked if is_verb(kid) for end in event(tree, kid)]
    for kid in tree.kids(token, "acl"):
        acted = objects(tree, kid) if tree.marks(kid) == "in" else []
        if acted:
            known = next(iter(verbs(stated(tree, kid), "t")), None)
            return (known.relation if known is not None else relation), acted
    return relation, told


_EFFECTS = frozenset(["effect", "benefit", "result", "consequence", "outcome", "complication", "symptom"])


def _unowned(tree: Tree, noun: Token) -> list[End]:
    """Return "it" as the owner of "other effects include": what was spoken of before has them."""
    other = any(kid.lower in ("other", "further", "additional", "side", "adverse") for kid in tree.kids(noun, "amod", "compound"))
    plain = other and not tree.kids(noun, "nmod", "nmod:poss", "acl", "acl:relcl")
    return [End("it", "pronoun", frozenset({noun.i}), noun)] if plain and noun.lemma in ("effect", "benefit", "complication") else []


def effect_is(tree: Tree) -> Iterator[Finding]:
    """Read an effect of X is Y, Y is an effect of X, effects of X include Y: "another effect of zinc is improved sleep"."""
    for noun in tree.tokens:
        if noun.lemma not in _EFFECTS:
            continue
        acting = under(tree, noun, "of") or _unowned(tree, noun)
        if tree.kids(noun, "cop") and tree.kids(noun, "nsubj"):
            yield from pairs(tree, acting, Relation.INCREASES, subjects(tree, noun), [noun], note="cause", negated=denied(tree, noun))
        if noun.dep not in ("nsubj", "nsubj:pass", "nsubj:outer"):
            continue
        head = tree.head(noun)
        head = tree.head(head) if head.tag == "VBN" and head.dep == "amod" else head
        told = tree.kid(head, "ccomp")
        if head.lemma == "be" and told is not None:
            yield from effects(tree, acting, told, [noun], None)
        elif verb_lemma(head) in ("include", "comprise"):
            yield from pairs(tree, acting, Relation.INCREASES, objects(tree, head), [noun], note="cause", negated=denied(tree, head))
        elif head.pos in ("NOUN", "PROPN") and not tree.case(head):
            yield from pairs(tree, acting, Relation.INCREASES, ends(tree, head), [noun], note="cause", negated=denied(tree, head))


def link_between(tree: Tree) -> Iterator[Finding]:
    """Read a link between A and B: association, correlation, relationship."""
    for token in tree.tokens:
        for cue in nouns(token.lemma) if token.pos == "NOUN" else ():
            if cue.frame == "between":
                negated = any(kid.lower == "no" for kid in tree.kids(token, "det"))
                for kid in [*tree.kids(token, "nmod"), *tree.kids(tree.head(token), "obl")]:
                    if tree.case(kid) == "between":
                        both = ends(tree, kid)
                        yield from pairs(tree, both[:1], cue.relation, both[1:], [token], negated=negated)
                    elif tree.case(kid) in ("with", "to") and kid.dep == "nmod":
                        holders = subjects(tree, tree.head(token)) if token.dep == "obj" else []
                        yield from pairs(tree, holders, cue.relation, ends(tree, kid), [token], negated=negated)


def risk_with(tree: Tree) -> Iterator[Finding]:
    """Read increased risk of Y with X: "a higher risk of rot with overwatering"."""
    for noun in tree.tokens:
        signs = [words("direction").get(kid.lower) for kid in tree.kids(noun, "amod")]
        if noun.lemma in ("risk", "incidence", "rate", "likelihood", "chance") and any(signs):
            relation = Relation.DECREASES if "-" in signs else Relation.INCREASES
            told = [
                End(f"{noun.lower} of {end.text.split(' with ')[0]}", "event", frozenset({noun.i}), None) for end in under(tree, noun, "of")
            ]
            inner = [end for kid in tree.kids(noun, "nmod") if tree.case(kid) == "of" for end in under(tree, kid, "with")]
            yield from pairs(tree, under(tree, noun, "with") or inner, relation, told, [noun])


def causes_such_as(tree: Tree) -> Iterator[Finding]:
    """Read causes of Y, such as X: "there are several causes of rot, such as damp and heat"."""
    for noun in tree.tokens:
        cue = next((cue for cue in nouns(noun.lemma) if cue.frame == "agent"), None)
        if cue is None or noun.tag != "NNS":
            continue
        shown = [end for kid in exemplified(tree).get(noun.i, ()) for end in ends(tree, kid)]
        yield from pairs(tree, shown, cue.relation, under(tree, noun, "of", "for"), [noun], note="cause")


RULES: tuple[Rule, ...] = (
    causes_such_as,
    risk_with,
    change_by,
    agent_noun,
    predicate_adjective,
    effect_on,
    effect_is,
    link_between,
)
