"""What a text names as the outcome of what it just told: "The result is thirst. Headaches.", "The result? Early frost."

The acting side stands in the sentence before; who reads the whole text (`loaders.reader`) fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import End, ends
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, aimed
from ontology.relations import Relation

_OPENS = re.compile(
    r"^\W*(?:and |so |but )?(?:the |an? )?(?:net |end |overall |final |likely |common |typical )?"
    r"(?:results?|outcomes?|consequences?|effects?|upshot|payoff)"
    r"\s*(?P<link>\?|:|[—–-]|(?:is|are|was|were|can be|may be|is often|is usually)\b)",
    re.IGNORECASE,
)
_TALKS = re.compile(r"\W*(?:that|not|because|of|the same|clear|why)\b", re.IGNORECASE)
OUTCOME = End("this", "pronoun")
"""What an outcome follows from: the change just told."""
MOST_WORDS = 9
"""Words of a fragment that goes on naming outcomes."""


def opens(tree: Tree) -> bool:
    """Return whether a sentence announces an outcome of what was just told."""
    found = _OPENS.match(tree.sentence.text)
    return bool(found) and not re.match(
        r"\W*(?:that|not|because|of|the same|clear|why)\b", tree.sentence.text[found.end() :] if found else ""
    )


def outcomes(tree: Tree) -> Iterator[Finding]:
    """Yield what such a sentence, or a fragment behind it, names: nothing for a sentence with a verb of its own."""
    root = tree.roots[0] if tree.roots else None
    named = _named(tree, root) if root is not None else None
    if named is None:
        return
    for end in ends(tree, named):
        relation, aim = aimed(tree, Relation.INCREASES, end, "cause")
        text = aim.text.lstrip(" :?–—-")
        if text:
            yield Finding(OUTCOME, relation, replace(aim, text=text), (named,), end.denied, lemma="result")


def _named(tree: Tree, root: Token) -> Token | None:
    """Return the noun that names an outcome: the predicate of "the result is", the root of a fragment."""
    subject = tree.kid(root, "nsubj")
    opening = _OPENS.match(tree.sentence.text)
    if opening:
        if root.pos in ("NOUN", "PROPN") and root.start >= opening.end() and (subject is None or subject.start < opening.end()):
            return root
        return next((kid for kid in tree.kids(root) if kid.start >= opening.end() and kid.pos in ("NOUN", "PROPN")), None)
    short = len(tree.tokens) <= MOST_WORDS + 1
    return root if short and root.pos in ("NOUN", "PROPN") and subject is None and not tree.kids(root, "cop") else None
