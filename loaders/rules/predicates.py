"""What a predicate noun or adjective is said of, and what hangs on it."""

from __future__ import annotations

from loaders.antecedents import before_dash
from loaders.clauses import End, ends, having, is_verb, passive, patients, subjects, verb_lemma
from loaders.cues import words
from loaders.parser import Token, Tree


def under(tree: Tree, token: Token, *cases: str) -> list[End]:
    """Return what hangs on a word through one of these prepositions, people by what they have."""
    return [end for kid in tree.kids(token, "nmod", "obl") if tree.case(kid) in cases for end in having(tree, kid)]


def copular(tree: Tree, token: Token) -> bool:
    """Return whether a word is said of something by "is" or "acts as"."""
    return bool(tree.kids(token, "cop")) or (token.dep in ("xcomp", "obl", "conj") and acts_as(tree, token))


_AS = words("acts as")


def acts_as(tree: Tree, token: Token) -> bool:
    """Return whether a word stands behind "acts as", "becomes", "remains"."""
    head = tree.head(token)
    if token.dep == "obl":
        return tree.case(token) == "as" and verb_lemma(head) in _AS
    if token.dep == "conj":
        return copular(tree, head)
    return verb_lemma(head) in ("become", "remain", "be", "appear", "seem", "prove", "make", "help")


def said_of(tree: Tree, token: Token) -> list[End]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return what a predicate noun or adjective is said of."""
    head = tree.head(token)
    set_off = before_dash(tree, token) if token.dep in ("conj", "appos", "parataxis", "dep") else None
    if set_off is not None and not tree.kids(token, "cop"):
        return ends(tree, set_off)
    if tree.kids(token, "nsubj", "cop", "csubj"):
        return subjects(tree, token)
    if token.dep in ("obl", "xcomp") and is_verb(head) and (token.dep == "xcomp" or acts_as(tree, token)):
        return patients(tree, head) if passive(tree, head) else subjects(tree, head)
    if token.dep == "nmod" and tree.case(token) == "of" and head.lower in ("one", "some", "part", "among"):
        return said_of(tree, head)
    if token.dep == "conj":
        return said_of(tree, head)
    if (
        token.dep in ("appos", "amod", "acl", "acl:relcl", "advcl", "parataxis", "dep")
        and head.pos in ("NOUN", "PROPN")
        and token.i > head.i
    ):
        return ends(tree, head)
    if token.dep in ("advcl",) and is_verb(head):
        return subjects(tree, head)
    return []
