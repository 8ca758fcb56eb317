"""Hyphenated participles and adjectives: "zinc-induced thirst", "uptake is zinc-dependent"."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.clauses import End, denied, ends, subjects
from loaders.coordination import phrase
from loaders.cues import words
from loaders.parser import Tree
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


_SORTS = frozenset(["gene", "protein", "regulator", "factor", "pathway", "manner", "way", "channel", "receptor"])
"""Heads that a dependence only sorts ("zinc-dependent genes")."""


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
            or (relation is Relation.ENABLES and head.lemma in _SORTS)
            or (not hyphen and actor.head != token.i)
        ):
            continue
        below = tree.below(actor) if actor.head == token.i else {actor.i}
        names = frozenset(i for i in below if i < token.i and tree.tokens[i].text not in ("-", "–"))
        subject = End(phrase(tree, names), "noun", names, actor)
        drop = tree.below(token) | {token.i, token.i - 1} | names
        acted = [End(phrase(tree, end.tokens - drop), "noun", end.tokens - drop, end.head) for end in ends(tree, head) if end.tokens - drop]
        yield from pairs(tree, [subject], relation, [_bare(tree, end) for end in acted[:1]], [token], negated=token.lower == "independent")


def _bare(tree: Tree, end: End) -> End:
    """Return a phrase without direction words: of "reduced salt-induced thirst" the thirst is raised, whatever lowers it."""
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


RULES: tuple[Rule, ...] = (compound_participle, hanging)
