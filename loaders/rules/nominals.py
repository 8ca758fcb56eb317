"""Nouns and adjectives that state a relation: changes, roles, agents, effects, links, states, hyphenated participles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import (
    CLASSES,
    ELIDED,
    End,
    denied,
    ends,
    event,
    having,
    is_verb,
    named_for,
    objects,
    passive,
    patients,
    subjects,
    verb_lemma,
)
from loaders.cues import adjectives, nouns, words
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs
from ontology.relations import Relation

_INDUCED = {
    "induced": Relation.INCREASES,
    "mediated": Relation.INCREASES,
    "driven": Relation.INCREASES,
    "triggered": Relation.INCREASES,
    "evoked": Relation.INCREASES,
    "elicited": Relation.INCREASES,
    "activated": Relation.INCREASES,
    "exacerbated": Relation.INCREASES,
    "related": Relation.ASSOCIATED,
    "associated": Relation.ASSOCIATED,
    "dependent": Relation.ENABLES,
    "gated": Relation.ENABLES,
    "independent": Relation.ENABLES,
}


def _under(tree: Tree, token: Token, *cases: str) -> list[End]:
    return [end for kid in tree.kids(token, "nmod", "obl") if tree.case(kid) in cases for end in having(tree, kid)]


def compound_participle(tree: Tree) -> Iterator[Finding]:
    """Read X-induced Y: "zinc-induced thirst" says that zinc raises thirst."""
    for token in tree.tokens:
        relation = _INDUCED.get(token.lower)
        if (
            relation is None
            or token.i < 1
            or token.dep not in ("amod", "acl", "compound", "conj")
            or token.lower in ("related", "associated")
        ):
            continue
        before = tree.tokens[token.i - 1]
        hyphen = before.text in ("-", "–", "\u2010", "\u2011")
        actor = tree.tokens[token.i - 2] if hyphen and token.i > 1 else before
        head = tree.head(token)
        if (
            actor.pos not in ("NOUN", "PROPN", "X")
            or head.i <= token.i
            or head.pos not in ("NOUN", "PROPN")
            or (not hyphen and actor.head != token.i)
        ):
            continue
        below = tree.below(actor) if actor.head == token.i else {actor.i}
        from loaders.coordination import phrase  # noqa: PLC0415

        names = frozenset(i for i in below if i < token.i and tree.tokens[i].text not in ("-", "–"))
        subject = End(phrase(tree, names), "noun", names, actor)
        drop = tree.below(token) | {token.i, token.i - 1} | names
        acted = [End(phrase(tree, end.tokens - drop), "noun", end.tokens - drop, end.head) for end in ends(tree, head) if end.tokens - drop]
        yield from pairs(tree, [subject], relation, [_bare(tree, end) for end in acted[:1]], [token], negated=token.lower == "independent")


def _bare(tree: Tree, end: End) -> End:
    """Return a phrase without direction words: of "reduced salt-induced thirst" the thirst is raised, whatever lowers it."""
    from loaders.coordination import phrase  # noqa: PLC0415

    kept = frozenset(i for i in end.tokens if tree.tokens[i].lower not in words("direction"))
    return End(phrase(tree, kept), end.kind, kept, None) if kept else end


def hanging(tree: Tree) -> Iterator[Finding]:
    """Read Y is X-dependent, Y is X-driven: "uptake is zinc-dependent"."""
    for token in tree.tokens:
        relation = _INDUCED.get(token.lower)
        names = [kid for kid in tree.kids(token, "compound", "obl:npmod", "obl") if kid.i == token.i - 2]
        hyphened = token.i > 1 and tree.tokens[token.i - 1].text in ("-", "–", "\u2010", "\u2011")
        if relation is not None and names and hyphened and tree.kids(token, "cop"):
            told = [end for name in names for end in ends(tree, name)]
            yield from pairs(
                tree, told, relation, subjects(tree, token), [token], negated=denied(tree, token) != (token.lower == "independent")
            )


def change_by(tree: Tree) -> Iterator[Finding]:
    """Read a change of Y by X: "reduction in copper by zinc"."""
    for token in tree.tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        for cue in nouns(token.lemma):
            if cue.frame in ("change", "action"):
                acted = _under(tree, token, "in", "of")
                sources = ("by", "from") if token.lemma in ("lack", "loss", "deficit", "shortage") else ("by",)
                yield from pairs(tree, _under(tree, token, *sources), cue.relation, acted, [token])


def _copular(tree: Tree, token: Token) -> bool:
    return bool(tree.kids(token, "cop")) or (token.dep in ("xcomp", "obl", "conj") and _acts_as(tree, token))


_AS = words("acts as")


def _acts_as(tree: Tree, token: Token) -> bool:
    head = tree.head(token)
    if token.dep == "obl":
        return tree.case(token) == "as" and verb_lemma(head) in _AS
    if token.dep == "conj":
        return _copular(tree, head)
    return verb_lemma(head) in ("become", "remain", "be", "appear", "seem", "prove", "make", "help")


def _holders(tree: Tree, token: Token) -> list[End]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return what a predicate noun or adjective is said of."""
    head = tree.head(token)
    if tree.kids(token, "nsubj", "cop", "csubj"):
        return subjects(tree, token)
    if token.dep in ("obl", "xcomp") and is_verb(head) and (token.dep == "xcomp" or _acts_as(tree, token)):
        return patients(tree, head) if passive(tree, head) else subjects(tree, head)
    if token.dep == "nmod" and tree.case(token) == "of" and head.lower in ("one", "some", "part", "among"):
        return _holders(tree, head)
    if token.dep == "conj":
        return _holders(tree, head)
    if (
        token.dep in ("appos", "amod", "acl", "acl:relcl", "advcl", "parataxis", "dep")
        and head.pos in ("NOUN", "PROPN")
        and token.i > head.i
    ):
        return ends(tree, head)
    if token.dep in ("advcl",) and is_verb(head):
        return subjects(tree, head)
    return []


def agent_noun(tree: Tree) -> Iterator[Finding]:
    """Read X is a N of Y, as predicate or apposition: "zinc, an inhibitor of copper uptake", "acts as a receptor antagonist"."""
    for token in tree.tokens:
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        for cue in nouns(token.lemma):
            if cue.frame != "agent":
                continue
            holders = [] if token.dep in ("nsubj", "obj", "nsubj:pass") else _holders(tree, token)
            if (
                token.head == token.i
                and not tree.kids(token, "nsubj", "cop")
                and not any(t.pos in ("NOUN", "VERB") and t.i < token.i and t.head != token.i for t in tree.tokens)
            ):
                holders = [ELIDED]
            relation = (
                Relation.INCREASES
                if token.lemma == "factor" and any(kid.lower == "risk" for kid in tree.kids(token, "compound"))
                else cue.relation
            )
            if token.lemma == "protection" and not _under(tree, token, "against", "from"):
                relation = Relation.INCREASES
            acted = _under(tree, token, "of") or _under(tree, token, "for", "behind", "against") or _under(tree, token, "in", "to", "at")
            if not acted and cue.relation in (Relation.INCREASES, Relation.DECREASES, Relation.AFFECTS):
                acted = [end for kid in tree.kids(token, "compound") for end in ends(tree, kid)]
            yield from pairs(tree, holders, relation, acted, [token], negated=denied(tree, token), note="cause")
            if token.dep in ("nsubj",) and tree.kids(tree.head(token), "cop"):
                head = tree.head(token)
                yield from pairs(
                    tree, ends(tree, head), cue.relation, _under(tree, token, "of", "for"), [token], negated=denied(tree, head)
                )


def predicate_adjective(tree: Tree) -> Iterator[Finding]:
    """Read X is ADJ for Y: "zinc is essential for sleep", "nutrients critical to growth", "sleep is sensitive to light"."""
    for token in tree.tokens:
        if token.tag not in ("JJ", "VBN", "JJR", "VBD") and token.pos != "ADJ":
            continue
        if token.dep == "xcomp" and verb_lemma(tree.head(token)) in ("make", "render", "keep"):
            continue
        for cue in adjectives(token.lower):
            reverse, preposition = cue.frame.startswith("rev:"), cue.preposition or cue.frame
            if cue.relation is Relation.AFFECTS and reverse and not (tree.kids(token, "cop") or token.dep in ("xcomp", "conj")):
                continue
            allowed = (preposition,) if preposition not in ("for", "to") or reverse else ("for", "to", "in")
            acted = _under(tree, token, *allowed)
            if not acted:
                continue
            holders = _adjective_holders(tree, token)
            first, second = (acted, holders) if reverse else (holders, acted)
            yield from pairs(tree, first, cue.relation, second, [token], negated=denied(tree, token), note=cue.note)
            break


def _adjective_holders(tree: Tree, token: Token) -> list[End]:
    own = tree.kid(token, "nsubj", "nsubj:pass", "csubj")
    if own is not None:
        return ends(tree, own) if own.dep != "csubj" else subjects(tree, token)
    head = tree.head(token)
    if token.dep in ("amod", "acl", "acl:relcl", "dep", "parataxis", "advcl") and head.pos in ("NOUN", "PROPN"):
        return ends(tree, named_for(tree, head) if head.lemma in CLASSES else head)
    if token.dep in ("xcomp", "conj", "advcl") and (is_verb(head) or head.pos == "ADJ"):
        return patients(tree, head) if passive(tree, head) else subjects(tree, head)
    return subjects(tree, token)


_PLACES = words("place")


def effect_on(tree: Tree) -> Iterator[Finding]:
    """Read X has an effect on Y, plays a role in Y, the influence of X on Y, X's role in Y."""
    for token in tree.tokens:
        if token.pos != "NOUN":
            continue
        for cue in nouns(token.lemma):
            if cue.frame != "on":
                continue
            acted = [end for end in _under(tree, token, "on", "in", "upon") if end.head is None or end.head.lemma not in _PLACES]
            head = tree.head(token)
            if not acted and token.dep == "obj" and is_verb(head):
                acted = [end for kid in tree.kids(head, "obl") if tree.case(kid) in ("on", "in") for end in ends(tree, kid)]
            if not acted:
                acted = _doing(tree, token)
            holders = [end for kid in tree.kids(token, "nmod:poss") for end in ends(tree, kid)] or _under(tree, token, "of")
            if not holders and token.dep in ("obj", "conj") and is_verb(head):
                holders = subjects(tree, head)
            slight = any(kid.lower in ("little", "negligible") for kid in tree.kids(token, "amod"))
            negated = slight or (denied(tree, head) if token.dep == "obj" else False)
            yield from pairs(tree, holders, cue.relation, acted, [token], negated=negated)


def _doing(tree: Tree, token: Token) -> list[End]:
    """Return the object of "role in shaping Y"."""
    asked = [kid for kid in tree.kids(tree.head(token), "advcl") if tree.marks(kid).startswith("in") and kid.i > token.i]
    told = [replace(end, kind="event") for kid in asked if is_verb(kid) for end in event(tree, kid)]
    return [end for kid in tree.kids(token, "acl") if tree.marks(kid) == "in" for end in objects(tree, kid)] or told


_EFFECTS = frozenset(["effect", "benefit", "result", "consequence", "outcome", "complication", "symptom"])


def effect_is(tree: Tree) -> Iterator[Finding]:
    """Read an effect of X is Y, Y is an effect of X, effects of X include Y: "another effect of zinc is improved sleep"."""
    for noun in tree.tokens:
        if noun.lemma not in _EFFECTS:
            continue
        acting = _under(tree, noun, "of")
        if tree.kids(noun, "cop") and tree.kids(noun, "nsubj"):
            yield from pairs(tree, acting, Relation.INCREASES, subjects(tree, noun), [noun], note="cause", negated=denied(tree, noun))
        if noun.dep not in ("nsubj", "nsubj:pass", "nsubj:outer"):
            continue
        head = tree.head(noun)
        head = tree.head(head) if head.tag == "VBN" and head.dep == "amod" else head
        if verb_lemma(head) in ("include", "comprise"):
            yield from pairs(tree, acting, Relation.INCREASES, objects(tree, head), [noun], note="cause", negated=denied(tree, head))
        elif head.pos in ("NOUN", "PROPN") and not tree.case(head):
            yield from pairs(tree, acting, Relation.INCREASES, ends(tree, head), [noun], note="cause", negated=denied(tree, head))


_PROPERTY = {
    "anti-inflammatory": (Relation.DECREASES, "inflammation"),
    "antiinflammatory": (Relation.DECREASES, "inflammation"),
    "inflammatory": (Relation.INCREASES, "inflammation"),
    "antioxidant": (Relation.DECREASES, "oxidative stress"),
    "anxiolytic": (Relation.DECREASES, "anxiety"),
    "antidepressant": (Relation.DECREASES, "depression"),
    "analgesic": (Relation.DECREASES, "pain"),
    "neuroprotective": (Relation.INCREASES, "neuroprotection"),
    "calming": (Relation.INCREASES, "calm"),
    "sedative": (Relation.INCREASES, "sedation"),
    "antimicrobial": (Relation.DECREASES, "microbes"),
    "cooling": (Relation.DECREASES, "temperature"),
    "warming": (Relation.INCREASES, "temperature"),
    "health": (Relation.INCREASES, "health"),
}


def has_property(tree: Tree) -> Iterator[Finding]:
    """Read X has anti-inflammatory effects, exerts health benefits: what the adjective names."""
    for token in tree.tokens:
        if token.lemma not in ("effect", "benefit", "property", "action", "activity") or token.dep not in ("obj", "conj", "nmod"):
            continue
        head = tree.head(token)
        while head.pos not in ("VERB", "AUX") and head.head != head.i:
            head = tree.head(head)
        if verb_lemma(head) not in ("have", "exert", "show", "possess", "exhibit", "offer", "provide", "demonstrate"):
            continue
        for kid in tree.kids(token, "amod", "compound"):
            joined = "".join(tree.tokens[i].text for i in sorted(tree.below(kid))).lower()
            found = _PROPERTY.get(kid.lower) or _PROPERTY.get(joined)
            if joined.startswith("anti"):
                found = _PROPERTY.get(joined, found)
            if found is not None:
                relation, name = found
                target = End(name, "event", frozenset({kid.i}), None)
                yield from pairs(tree, subjects(tree, head), relation, [target], [token], negated=denied(tree, head))


_KINDS = {
    "sedative": (Relation.INCREASES, "sedation"),
    "hypnotic": (Relation.INCREASES, "sleep"),
    "stimulant": (Relation.INCREASES, "stimulation"),
    "relaxant": (Relation.INCREASES, "relaxation"),
    "vasodilator": (Relation.INCREASES, "vasodilation"),
    "vasoconstrictor": (Relation.INCREASES, "vasoconstriction"),
    "antioxidant": (Relation.DECREASES, "oxidative stress"),
    "anti-inflammatory": (Relation.DECREASES, "inflammation"),
    "analgesic": (Relation.DECREASES, "pain"),
    "painkiller": (Relation.DECREASES, "pain"),
    "anticoagulant": (Relation.DECREASES, "clotting"),
    "diuretic": (Relation.INCREASES, "urine output"),
    "anxiolytic": (Relation.DECREASES, "anxiety"),
    "antidepressant": (Relation.DECREASES, "depression"),
    "antacid": (Relation.DECREASES, "stomach acid"),
    "carcinogen": (Relation.INCREASES, "cancer"),
}
"""Nouns and adjectives that say of what kind a thing is by what it does."""


def is_kind(tree: Tree) -> Iterator[Finding]:
    """Read X is a KIND: "willow bark is a natural painkiller" lowers pain; "zinc is not a sedative"."""
    for token in tree.tokens:
        found = _KINDS.get(token.lower)
        told = token.dep in ("root", "conj", "parataxis", "acl:relcl", "advcl", "appos") or _acts_as(tree, token)
        if found is None or not told or not (tree.kids(token, "cop", "nsubj") or _acts_as(tree, token)):
            continue
        if _under(tree, token, "of", "for"):
            continue
        target = End(found[1], "event", frozenset({token.i}), None)
        yield from pairs(tree, _holders(tree, token), found[0], [target], [token], negated=denied(tree, token))


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


RULES: tuple[Rule, ...] = (
    compound_participle,
    hanging,
    change_by,
    agent_noun,
    predicate_adjective,
    effect_on,
    effect_is,
    has_property,
    is_kind,
    link_between,
)
