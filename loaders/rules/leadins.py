"""Items under a lead-in line: what the line says acts (`leads`), each item says on what.

Too much zinc can cause:            zinc increases nausea
- nausea
When copper falls:                  falling copper decreases sleep depth
- sleep becomes shallow
Thirst is linked to:                thirst associated with heat
- heat
The yield depends on:               how often it rains affects the yield
- how often it rains
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import REPORTED, End, agents, denied, ends, is_verb, objects, passive, patients, verb_lemma
from loaders.cues import verbs
from loaders.events import event
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, aimed, is_bad
from loaders.rules.happenings import effects
from loaders.rules.leads import Source, announced, source
from ontology.relations import Relation

__all__ = ["Source", "announced", "bare", "items", "source"]

_ASKS = frozenset(["which", "what", "how", "when", "whether", "where", "who"])
_PRESENT = frozenset(["use", "take", "give", "find", "supply", "provide"])
"""Verbs whose passive says no more than that something is there: "zinc is taken"."""
MOST_CLAUSE = 12
"""Words of a clause that tells one event."""
MOST_WORDS = 8
"""Words of an item that is taken for a name although the parser saw a verb in it."""


def bare(tree: Tree) -> Iterator[Finding]:
    """Yield what a list item without lead-in says of what the article is about: "Better sleep", "Improvements in memory"."""
    root = tree.roots[0] if tree.roots else None
    if root is None or root.pos not in ("NOUN", "PROPN") or tree.kids(root, "nsubj", "cop"):
        return
    moved: Relation | None = None
    for end in ends(tree, root):
        relation, aim = aimed(tree, Relation.INCREASES, end, "cause")
        if aim.text != end.text:
            moved = relation
            yield Finding(REPORTED, relation, aim, (root,), end.denied)
        elif moved is not None:
            yield Finding(REPORTED, moved, end, (root,), end.denied)


def items(tree: Tree, origin: Source) -> Iterator[Finding]:
    """Yield what one item says under its lead-in line."""
    root = tree.roots[0] if tree.roots else None
    if root is None:
        return
    acting = [End(text, "event") for text in origin.subjects] or ([End(origin.unsaid, "pronoun")] if origin.unsaid else [])
    if origin.reversed and tree.tokens[0].lower in _ASKS:
        text = tree.sentence.text.strip(" .,;*_")
        asked = End(text.removesuffix(" and").rstrip(" ,"), "event", head=root)
        yield from (Finding(asked, Relation.AFFECTS, side, (root,)) for side in acting)
    elif _misread(tree, root):
        yield from _aimed(tree, _whole(tree), acting, origin, root)
    elif tree.kids(root, "nsubj", "nsubj:pass") and (is_verb(root) or tree.kids(root, "cop")):
        yield from _told(tree, root, acting, origin)
    elif (len(tree.tokens) <= 2 and not tree.kids(root, "obj")) or root.pos in ("NOUN", "PROPN", "ADJ") or _participle(tree, root):
        yield from _named(tree, root, acting, origin)


def _participle(tree: Tree, root: Token) -> bool:
    """Return whether the parser took a participle in front of its noun for a verb: "reduced wilting"."""
    return is_verb(root) and root.tag in ("VBN", "VBD") and bool(objects(tree, root))


def _told(tree: Tree, root: Token, acting: list[End], origin: Source) -> Iterator[Finding]:
    """Yield what an item says that is a sentence of its own."""
    if origin.reversed:
        present = passive(tree, root) and verb_lemma(root) in _PRESENT
        for end in patients(tree, root) if present else event(tree, root):
            yield from (Finding(replace(end, head=None), origin.relation, side, (root,)) for side in acting)
    elif origin.relation is Relation.INCREASES and not agents(tree, root):
        known = list(effects(tree, acting, root, [root], None))
        yield from known or _happening(tree, root, acting)
    elif origin.relation is Relation.ASSOCIATED:
        for end in event(tree, root):
            yield from (Finding(side, origin.relation, replace(end, head=None), (root,)) for side in acting)


def _happening(tree: Tree, root: Token, acting: list[End]) -> Iterator[Finding]:
    """Yield a clause with a verb of no known direction as what comes about, or no longer can: "the field cannot hold water"."""
    if root.pos != "VERB" or objects(tree, root) == [] or len(tree.tokens) > MOST_CLAUSE or tree.kids(root, "ccomp"):
        return
    relation = Relation.DECREASES if denied(tree, root) else Relation.INCREASES
    for end in event(tree, root):
        done = replace(end, text=end.text.removeprefix("not "), head=None, denied=False)
        yield from (Finding(side, relation, done, (root,)) for side in acting)


def _misread(tree: Tree, root: Token) -> bool:
    """Return whether the parser took a name for a sentence or an order: "sleep continuity", "DNA repair", a label."""
    if tree.sentence.text.endswith(":") and is_verb(root):
        return True
    known = [token for token in tree.tokens if token.pos != "PUNCT"]
    others = [token for token in known if token.i != root.i]
    if root.pos == "ADJ" and root.i == 0 and len(known) == 2 and known[1].tag in ("VBG", "NN", "NNS"):
        return True
    if root.tag not in ("VB", "VBP") or not 1 <= len(others) < MOST_WORDS or any(t.tag in ("VBZ", "VBD", "MD", "PRP") for t in others):
        return False
    if root.i == 0:
        return not verbs(verb_lemma(root), "t", "i", "p") and known[1].pos in ("NOUN", "PROPN", "ADJ", "VERB")
    return root.i == known[-1].i and len(others) <= 2 and all(t.tag in ("NN", "NNP", "JJ") for t in others)


def _whole(tree: Tree) -> End:
    """Return all words of an item as one name."""
    known = [token for token in tree.tokens if token.pos != "PUNCT"]
    last = next((known[i - 1] for i, token in enumerate(known) if i and token.pos == "ADP"), known[-1])
    text = tree.sentence.text.strip(" .,;:*_")
    return End(text, "event", frozenset(token.i for token in known), last)


def _named(tree: Tree, root: Token, acting: list[End], origin: Source) -> Iterator[Finding]:
    """Yield what an item says that only names things."""
    verbal = is_verb(root) and bool(objects(tree, root))
    for end in objects(tree, root) if verbal else ends(tree, root):
        yield from _aimed(tree, end, acting, origin, root, verbal=verbal)


def _aimed(tree: Tree, end: End, acting: list[End], origin: Source, root: Token, *, verbal: bool = False) -> Iterator[Finding]:
    for side in acting:
        if origin.reversed:
            yield Finding(end, origin.relation, side, (root,))
            continue
        relation, bare = aimed(tree, origin.relation, end, origin.note)
        if origin.relation is Relation.AFFECTS:
            turned, own = aimed(tree, Relation.INCREASES, end, "judged")
            moved = own.text != end.text or turned is Relation.DECREASES
            relation, bare = (Relation.INCREASES, end) if is_bad(end) else (turned, own) if moved else (relation, bare)
        if verbal and origin.relation in (Relation.INCREASES, Relation.AFFECTS):
            relation = next((cue.relation for cue in verbs(verb_lemma(root), "t")), relation)
        yield Finding(side, relation, bare, (root,), denied(tree, root) or end.denied)
