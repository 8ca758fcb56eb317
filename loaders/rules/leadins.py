"""Lists under a lead-in line: what the line says acts, each item says on what.

Too much zinc can cause:            zinc increases nausea
- nausea
When copper falls:                  falling copper decreases sleep depth
- sleep becomes shallow
Thirst is linked to:                thirst associated with heat
- heat
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.clauses import REPORTED, End, agents, denied, ends, event, is_verb, objects, passive, patients, subjects, verb_lemma
from loaders.cues import adjectives, nouns, verbs, words
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, aimed
from loaders.rules.conditions import effects
from ontology.relations import Relation

_PATTERN = frozenset(["include", "characterize", "characterise", "define", "mark", "feature", "involve"])


@dataclass(frozen=True, slots=True)
class Source:
    """What a lead-in line sets up: the acting phrases, the relation, and whether the items act instead."""

    subjects: tuple[str, ...]
    relation: Relation
    note: str = "cause"
    reversed: bool = False
    unsaid: str = ""


def _names(found: list[End]) -> tuple[tuple[str, ...], str]:
    """Return the plain phrases of some ends, and the pronoun among them."""
    plain = tuple(end.text for end in found if end.kind in ("noun", "event", "possessed") and end.text)
    pronoun = next((end.text or "it" for end in found if end.kind in ("pronoun", "elided")), "")
    return plain, "" if plain else pronoun


def source(tree: Tree) -> Source | None:
    """Return what a lead-in line sets up for the items under it, None where nothing is seen."""
    if not tree.sentence.text.rstrip(" *_").endswith(":"):
        return None
    for clause in tree.tokens:
        if (clause.dep == "advcl" or clause.head == clause.i) and tree.marks(clause).split(" ")[0] in ("when", "once", "if", "as"):
            found, _ = _names(event(tree, clause))
            if found:
                return Source(found, Relation.INCREASES)
    return _by_verb(tree) or _by_noun(tree)


def _last_verb(tree: Tree) -> Token | None:
    found = [token for token in tree.tokens if is_verb(token) and token.pos != "AUX"]
    return found[-1] if found else None


def _by_verb(tree: Tree) -> Source | None:  # noqa: PLR0911  a list of cases, the first that fits decides
    verb = _last_verb(tree)
    if verb is None:
        return None
    lemma, tail = verb_lemma(verb), [t.lower for t in tree.tokens[verb.i + 1 :] if t.pos != "PUNCT"]
    acting = patients(tree, verb) if passive(tree, verb) else subjects(tree, verb)
    if any(end.head is not None and (end.head.lemma in words("people") or end.head.lemma in words("empty")) for end in acting):
        return None
    found, unsaid = _names(acting)
    if passive(tree, verb) and tail[:1] == ["by"] and len(tail) == 1:
        cue = next(iter(verbs(lemma, "t")), None)
        if cue is not None:
            return Source(found, cue.relation, reversed=True, unsaid=unsaid)
    for cue in verbs(lemma, "p", "rp"):
        if tail == [cue.preposition]:
            return Source(found, cue.relation, cue.note, cue.frame.startswith("rp"), unsaid)
    if lemma in _PATTERN and (tail in ([], ["by"])):
        return Source(found, Relation.ASSOCIATED, unsaid=unsaid)
    cue = next(iter(verbs(lemma, "t")), None)
    if not tail and cue is not None and not passive(tree, verb) and not objects(tree, verb) and (found or unsaid):
        return Source(found, cue.relation, cue.note, unsaid=unsaid)
    if lemma in ("mean", "happen", "become") and (found or unsaid) and lemma != "become":
        return Source(found, Relation.INCREASES, unsaid=unsaid)
    if lemma == "become" or tree.kids(verb, "xcomp"):
        state, pronoun = _names(event(tree, verb))
        if state:
            return Source(state, Relation.INCREASES, unsaid=pronoun)
    return None


def _by_noun(tree: Tree) -> Source | None:
    """Read "improvements in:", "effects on:", "is good for:"."""
    words_ = [t for t in tree.tokens if t.pos != "PUNCT"]
    if len(words_) < 2 or words_[-1].lower not in ("in", "of", "on", "for", "from", "to", "with", "against"):
        return None
    noun, preposition = words_[-2], words_[-1].lower
    head = tree.head(noun)
    found, unsaid = _names(subjects(tree, head) if is_verb(head) else [])
    for cue in nouns(noun.lemma):
        if cue.frame in ("change", "action") and preposition in ("in", "of"):
            return Source(found, cue.relation, "judged", unsaid=unsaid or "it")
    for cue in adjectives(noun.lower):
        if preposition in (cue.preposition or cue.frame, "for", "to"):
            found, unsaid = _names(subjects(tree, noun))
            return Source(found, cue.relation, cue.note, unsaid=unsaid)
    return None


def bare(tree: Tree) -> Iterator[Finding]:
    """Yield what a list item without lead-in says of what the article is about: "Better sleep", "Improvements in memory"."""
    root = tree.roots[0] if tree.roots else None
    if root is None or root.pos not in ("NOUN", "PROPN") or tree.kids(root, "nsubj", "cop"):
        return
    for end in ends(tree, root):
        relation, aim = aimed(tree, Relation.INCREASES, end, "cause")
        if aim.text != end.text:
            yield Finding(REPORTED, relation, aim, (root,), end.denied)


def items(tree: Tree, origin: Source) -> Iterator[Finding]:
    """Yield what one item says under its lead-in line."""
    root = tree.roots[0] if tree.roots else None
    if root is None:
        return
    acting = [End(text, "event") for text in origin.subjects] or ([End(origin.unsaid, "pronoun")] if origin.unsaid else [])
    if tree.kids(root, "nsubj", "nsubj:pass") and (is_verb(root) or tree.kids(root, "cop")):
        if origin.relation is Relation.INCREASES and not origin.reversed and not agents(tree, root):
            yield from effects(tree, acting, root, [root], None)
        elif origin.relation is Relation.ASSOCIATED:
            for end in event(tree, root):
                yield from (Finding(side, origin.relation, replace(end, head=None), (root,)) for side in acting)
        return
    if len(tree.tokens) <= 2 and not tree.kids(root, "obj"):
        yield from _named(tree, root, acting, origin)
        return
    if root.pos not in ("NOUN", "PROPN", "ADJ", "VERB") or (is_verb(root) and root.tag not in ("VBN", "VBG", "VBD")):
        return
    if is_verb(root) and not (root.tag in ("VBN", "VBD") and objects(tree, root)):
        return
    yield from _named(tree, root, acting, origin)


def _named(tree: Tree, root: Token, acting: list[End], origin: Source) -> Iterator[Finding]:
    """Yield what an item says that only names things."""
    verbal = is_verb(root) and bool(objects(tree, root))
    for end in objects(tree, root) if verbal else ends(tree, root):
        for side in acting:
            if origin.reversed:
                yield Finding(end, origin.relation, side, (root,))
                continue
            relation, bare = aimed(tree, origin.relation, end, origin.note)
            if verbal and origin.relation is Relation.INCREASES:
                relation = next((cue.relation for cue in verbs(verb_lemma(root), "t")), relation)
            yield Finding(side, relation, bare, (root,), denied(tree, root) or end.denied)
