"""Why a sentence was read as it was: its tree, what each rule found, what became of it. Plain values, for people and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders import load_text
from loaders.candidates import Candidate, Sentence
from loaders.completion import complete
from loaders.modality import modality
from loaders.parser import Tree, parse
from loaders.plausibility import why_not
from loaders.reader import RuleReader, prose, read_tree, resolved
from loaders.reads import Read, read_twice
from loaders.rules import RULES
from loaders.rules.base import rule_id
from loaders.sentences import sentences
from loaders.strength import Told, added, phrase_marks, read_marks, word_marks
from ontology.errors import InputError
from ontology.model import Document


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the tree: its tag, what it depends on and how; `parent` is the index of `head`, None at a root."""

    text: str
    lemma: str
    tag: str
    label: str
    head: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one candidate: kept when `dropped` is None, else the reason in words."""

    rule: str
    subject: str
    relation: str
    object: str
    negated: bool
    cue: str
    dropped: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one sentence; `silent` names the rules that were tried and found nothing.

    `strength` is the class of its causal language (loaders.strength), `marks` what speaks for it and against it.
    """

    sentence: str
    words: tuple[Word, ...]
    verdicts: tuple[Verdict, ...]
    silent: tuple[str, ...]
    strength: str = "none"
    marks: tuple[str, ...] = ()


def _words(tree: Tree) -> Iterator[Word]:
    for token in tree.tokens:
        root = token.head == token.i
        head = "" if root else tree.tokens[token.head].text
        yield Word(token.text, token.lemma, token.tag, token.dep, head, None if root else token.head)


def _verdict(found: Candidate, tree: Tree, seen: set[tuple[str, str]]) -> Verdict:
    pair = (found.subject.text.casefold(), found.object.text.casefold())
    reason = why_not(found, tree) or ("an earlier rule found this pair" if pair in seen else None)
    if reason is None:
        seen.add(pair)
    base = tree.sentence.start
    return Verdict(
        rule=found.rule,
        subject=found.subject.text or f"({found.subject.carried})",
        relation=found.relation.value,
        object=found.object.text or f"({found.object.carried})",
        negated=found.negated,
        cue=tree.sentence.text[found.cue[0] - base : found.cue[1] - base],
        dropped=reason,
    )


def _strength(tree: Tree, found: Sequence[Candidate]) -> Told:
    text, base = tree.sentence.text, tree.sentence.start
    read = [
        (item.relation, modality(text, (item.cue[0] - base, item.cue[1] - base), own=item.modal), item.negated)
        for item in found
        if why_not(item, tree) is None
    ]
    return added((*phrase_marks(text), *word_marks(tree), *read_marks(read)))


def _explained(read: Read) -> Explanation:
    tree, found = read.tree, read.candidates
    seen: set[tuple[str, str]] = set()
    spoke, language = {item.rule for item in found}, _strength(tree, found)
    return Explanation(
        sentence=tree.sentence.text,
        words=tuple(_words(tree)),
        verdicts=tuple(_verdict(item, tree, seen) for item in found),
        silent=tuple(name for name in map(rule_id, RULES) if name not in spoke),
        strength=language.strength.name.lower(),
        marks=language.marks,
    )


def told(text: str) -> Told:
    """Return how strong the causal language of a text of one sentence (or headline) is.

    >>> told("Zinc is associated with lower copper.").strength.name, told("Zinc lowers copper.").strength.name
    ('CORRELATIONAL', 'DIRECT')
    """
    try:
        document = load_text(text, source="sentence", suffix=".txt")
    except InputError:
        return added(phrase_marks(text))
    trees = list(parse(list(prose(document))))
    found = resolved(document, [read_tree(tree) for tree in trees])
    claims = [complete(document, item, RuleReader.name, RuleReader.version, confidence=0.5) for item in found]
    read = [(claim.relation, claim.modality, claim.negated) for claim in claims]
    return added((*phrase_marks(text), *(mark for tree in trees for mark in word_marks(tree)), *read_marks(read)))


def explain(text: str) -> list[Explanation]:
    """Return one explanation for each sentence of a text that stands alone; pronouns stay unresolved, as nothing stands before them.

    >>> [(verdict.subject, verdict.relation, verdict.object) for verdict in explain("Zinc lowers copper.")[0].verdicts]
    [('Zinc', 'decreases', 'copper')]
    """
    return explained(sentences(text))


def explain_document(document: Document) -> list[Explanation]:
    """Return one explanation for each sentence of a document that is read: not for furniture, references and quotations."""
    return explained(list(prose(document)))


def explained(found: Sequence[Sentence]) -> list[Explanation]:
    """Return one explanation for each of some sentences, in order."""
    return [_explained(read) for read in read_twice(found)]
