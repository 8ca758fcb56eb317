"""Where in its sentence a word stands: in what the sentence tells, in an aside, in a purpose, or in what it advises or asks.

"Zinc lowers copper" tells; "zinc, which lowers copper" tells beside; "zinc to lower copper" names a purpose; "whether zinc lowers
copper needs study" asks.
"""

from __future__ import annotations

from enum import StrEnum

from loaders.parser import Token, Tree
from loaders.words import words


class Standing(StrEnum):
    """What the sentence does with a word."""

    TOLD = "told"
    ASIDE = "aside"
    PURPOSE = "purpose"
    ADVISED = "advised"


ASKING = words(
    "investigate examine explore assess evaluate determine clarify study aim consider elucidate understand test identify compare measure"
    " estimate address define seek look know unknown characterize review discuss"
)
NEEDING = words("need require warrant recommend advise necessary important urgent deserve merit justify urge encourage propose promise")
_OUGHT = words("should must ought")
_BESIDE = words("acl acl:relcl amod compound appos nmod nmod:poss")
_CONDITIONS = frozenset(("in order to", "if", "whether", "when"))


def standing(tree: Tree, word: Token) -> Standing:
    """Return how a word stands, by the words above it up to the root.

    >>> from loaders.parser import tree_of
    >>> tree = tree_of("Further studies should test whether zinc lowers copper.")
    >>> [standing(tree, token).value for token in tree.tokens if token.text == "lowers"]
    ['advised']
    """
    found, token = Standing.TOLD, word
    for _ in tree.tokens:
        if _is_advice(tree, token, own=token is word):
            return Standing.ADVISED
        if token.head == token.i:
            break
        found = _lowered(tree, token, found)
        token = tree.head(token)
    return found


def _is_advice(tree: Tree, token: Token, *, own: bool) -> bool:
    ought = any(aux.lemma in _OUGHT for aux in tree.kids(token, "aux", "aux:pass"))
    return ought or (not own and (token.lemma in NEEDING or token.lemma in ASKING))


def _lowered(tree: Tree, token: Token, found: Standing) -> Standing:
    """Return the standing after one step up, over the relation of `token` to its head."""
    if token.dep not in ("advcl", *_BESIDE):
        return found
    mark = tree.marks(token)
    if mark.startswith("to") and token.dep in ("advcl", "acl"):
        return Standing.PURPOSE
    if token.dep in _BESIDE:
        return Standing.ASIDE
    beside = mark in _CONDITIONS or token.tag == "VBG"
    return Standing.ASIDE if beside and found is Standing.TOLD else found
