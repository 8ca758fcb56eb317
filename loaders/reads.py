"""One sentence with its tree: what the rules find in it, what it is about, what change it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.agreement import added
from loaders.candidates import Candidate, Sentence
from loaders.clauses import ends, is_verb, subjects, verb_lemma
from loaders.cues import verbs as verbs_of
from loaders.cues import words
from loaders.events import event
from loaders.parser import SECOND, Token, Tree, parse
from loaders.plausibility import is_empty
from loaders.reference import heading_names
from loaders.rules import RULES, causatives, states, verbs
from loaders.rules.base import candidate, rule_id


@dataclass(frozen=True)
class Read:
    """One sentence with its tree and what the rules found in it, unresolved."""

    tree: Tree
    candidates: tuple[Candidate, ...]
    about: tuple[str, ...]


_MINDS = frozenset(["realize", "realise", "understand", "learn", "recall"])
"""Further verbs whose clause says what a sentence is about."""


def _main(tree: Tree) -> Token | None:
    """Return the predicate that says what a sentence is about: under "studies show that", the clause."""
    token = tree.roots[0] if tree.roots else None
    while token is not None and (verb_lemma(token) in words("mental") or verb_lemma(token) in _MINDS):
        clause = tree.kid(token, "ccomp")
        if clause is None:
            break
        token = clause
    return token


_OTHER_NAME = ("aka ", "a.k.a", "also known as", "also called")


def about(tree: Tree) -> tuple[str, ...]:
    """Return the subject phrases of a sentence's main clause."""
    main = _main(tree)
    if main is None or tree.sentence.text.lower().startswith(_OTHER_NAME):
        return ()
    own = tree.kid(main, "nsubj", "nsubj:pass")
    if own is None and not is_verb(main):
        return (
            tuple(end.text for end in ends(tree, main) if end.kind == "noun")
            if main.pos in ("NOUN", "PROPN") and not tree.kids(main, "cop") and heading_names(tree.sentence.text)
            else ()
        )
    found = ends(tree, own) if own is not None else subjects(tree, main)
    return tuple(end.text for end in found if end.kind == "noun" and end.text and not is_empty(end.text))


def read_tree(tree: Tree, *, heading: bool = False) -> Read:
    """Return what every rule finds in one sentence."""
    rules = (*verbs.RULES, *states.RULES, *causatives.RULES) if heading else RULES
    found = [candidate(tree, rule_id(rule), finding) for rule in rules for finding in rule(tree)]
    if heading:  # "Supporting the gut" names a subject matter, it does not say who supports
        found = [item for item in found if item.subject.carried != "elided"]
    return Read(tree, tuple(found), about(tree))


def read_twice(batch: Sequence[Sentence], heading: Callable[[Sentence], bool] = lambda _: False) -> Iterator[Read]:
    """Yield each sentence of a batch as read, with what a second parser's tree adds; what it is about is told by the first."""
    for tree, other in zip(parse(batch), parse(batch, SECOND), strict=True):
        read = read_tree(tree, heading=heading(tree.sentence))
        again = read_tree(other, heading=heading(tree.sentence)).candidates
        yield replace(read, candidates=(*read.candidates, *added(read.candidates, again)))


def told(tree: Tree) -> list[str]:
    """Return the change that a sentence without a claim tells, for "this" in the next: "the balance drifts"."""
    for token in tree.tokens:
        if token.dep == "advcl" and tree.marks(token).split(" ")[0] in ("when", "once", "as", "if") and verbs_of(verb_lemma(token), "i"):
            return [end.text for end in event(tree, token)][:1]
    main = _main(tree)
    if main is not None and is_verb(main) and verbs_of(verb_lemma(main), "i"):
        return [end.text for end in event(tree, main)][:1]
    return []
