"""The reader: a document with blocks in, ungrounded claims out.

`RuleReader` is deterministic: the same document gives the same claims, ids included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from loaders import structure
from loaders.candidates import Candidate, Sentence
from loaders.clauses import event, is_verb, subjects, verb_lemma
from loaders.completion import complete
from loaders.cues import verbs as verbs_of
from loaders.cues import words
from loaders.filter import confidences
from loaders.language import is_read
from loaders.parser import Token, Tree, batches, parse
from loaders.plausibility import is_empty, plausible
from loaders.reference import Memory, changed_phrase, fields, heading_names, resolve, topic
from loaders.rules import RULES, leadins, results, verbs
from loaders.rules.base import candidate, rule_id
from loaders.sentences import sentences
from loaders.structure_agents import agent
from loaders.structure_labels import promised
from loaders.structure_topic import subject_matter
from ontology.model import BlockKind, Claim, Document

SILENT = frozenset({BlockKind.FURNITURE, BlockKind.REFERENCE, BlockKind.QUOTATION})
"""Blocks that assert nothing of their own."""


class Reader(Protocol):
    """Anything that reads claims out of a document; `name` and `version` go into every claim's `reading`."""

    @property
    def name(self) -> str:
        """Return the name of the reader."""
        ...

    @property
    def version(self) -> str:
        """Return its version; it changes whenever the claims of a document may."""
        ...

    def read(self, document: Document) -> list[Claim]:
        """Return the claims of a document in the order of its text, without factors."""
        ...


@dataclass(frozen=True)
class Read:
    """One sentence with its tree and what the rules found in it, unresolved."""

    tree: Tree
    candidates: tuple[Candidate, ...]
    about: tuple[str, ...]


def prose(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of the blocks that can assert something."""
    for index, block in enumerate(document.blocks):
        if block.kind not in SILENT:
            yield from sentences(block.text[: structure.readable(block.text)], index, item=block.kind is BlockKind.LIST_ITEM)


def _main(tree: Tree) -> Token | None:
    """Return the predicate that says what a sentence is about: under "studies show that", the clause."""
    token = tree.roots[0] if tree.roots else None
    while token is not None and verb_lemma(token) in words("mental"):
        clause = tree.kid(token, "ccomp")
        if clause is None:
            break
        token = clause
    return token


def about(tree: Tree) -> tuple[str, ...]:
    """Return the subject phrases of a sentence's main clause."""
    main = _main(tree)
    if main is None:
        return ()
    own = tree.kid(main, "nsubj", "nsubj:pass")
    if own is None and not is_verb(main):
        from loaders.clauses import ends  # noqa: PLC0415

        return (
            tuple(end.text for end in ends(tree, main) if end.kind == "noun")
            if main.pos in ("NOUN", "PROPN") and not tree.kids(main, "cop") and heading_names(tree.sentence.text)
            else ()
        )
    from loaders.clauses import ends  # noqa: PLC0415

    found = ends(tree, own) if own is not None else subjects(tree, main)
    return tuple(end.text for end in found if end.kind in ("noun", "possessed") and end.text and not is_empty(end.text))


def read_tree(tree: Tree, *, heading: bool = False) -> Read:
    """Return what every rule finds in one sentence."""
    rules = verbs.RULES if heading else RULES
    found = tuple(candidate(tree, rule_id(rule), finding) for rule in rules for finding in rule(tree))
    return Read(tree, found, about(tree))


def _topic(document: Document, reads: Sequence[Read]) -> str | None:
    counts = Counter(
        found.subject.text.lower()
        for read in reads
        for found in read.candidates
        if not found.subject.carried and 0 < len(found.subject.text.split()) <= 3
    )
    counts = Counter(
        {
            phrase: n
            for phrase, n in counts.items()
            if phrase.split()[-1] not in words("empty") and phrase.split()[-1].rstrip("s") not in words("empty")
        }
    )
    return topic(counts, document.title or (document.source or "").replace("-", " "))


def resolved(document: Document, reads: Sequence[Read]) -> list[Candidate]:
    """Return the candidates of a document with pronouns and unsaid subjects filled in, implausible ones left out."""
    memory = Memory(document.blocks, _topic(document, reads) or subject_matter(document), fields=fields(document.blocks))
    kept: list[Candidate] = []
    leads: dict[int | None, leadins.Source] = {}
    for read in reads:
        block = read.tree.sentence.block
        memory.enter(block)
        lead = leads.get(document.blocks[block].lead_in) if document.blocks[block].lead_in is not None else None
        lead = None if read.tree.sentence.number else lead
        listed = [candidate(read.tree, "lead-in", finding) for finding in leadins.items(read.tree, lead)] if lead else []
        if not lead and document.blocks[block].kind is BlockKind.LIST_ITEM and promised(document, block):
            listed = [candidate(read.tree, "bare-item", finding) for finding in leadins.bare(read.tree)]
        outcome = memory.awaits(block, opened=results.opens(read.tree))
        if outcome and not lead:
            listed += [candidate(read.tree, "outcome", finding) for finding in results.outcomes(read.tree)]
        own = [found for found in read.candidates if not (listed and found.subject.carried == "elided")]
        here = [
            full
            for found in [*listed, *own]
            if plausible(found, read.tree)
            for full in resolve(found, memory)
            if plausible(full, read.tree)
        ]
        opened = leadins.source(read.tree)
        if opened is not None:
            leads[block] = settled(opened, memory, block)
        elif (counted := enumerated(read.tree, here)) is not None:
            leads[block] = counted
        last = [found for found in here if found.cue == here[-1].cue][:1]
        if here and read.tree.sentence.text.rstrip("*_ ").endswith(":"):
            memory.of_block.setdefault(block, list(dict.fromkeys(found.subject.text for found in here if found.cue == here[0].cue)))
        if read.tree.sentence.text.endswith(":") and len(document.blocks[block].text) > read.tree.sentence.end + 1:
            label = read.tree.sentence.text.strip(" *_:")
            memory.describe(block, label, agent(document, block, label))
            kept += [found for found in here if found.rule == "lead-in"]
            continue
        if outcome and memory.expects(bool(listed) or read.tree.sentence.text.endswith("?")):
            kept += here
            continue
        memory.note(block, read.about or _carried(here), [changed_phrase(found) for found in last] or told(read.tree))
        kept += here
    return structure.merged(document, kept, topic=memory.topic)


def settled(opened: leadins.Source, memory: Memory, block: int) -> leadins.Source:
    """Return a lead-in's source with its pronoun replaced by what it stands for there."""
    if opened.subjects or not opened.unsaid:
        return opened
    found = memory.matter() if opened.unsaid == "reported" else memory.antecedents(opened.unsaid, block)
    if not found and opened.unsaid not in ("this", "that"):
        found = memory.unsaid(block)
    return replace(opened, subjects=tuple(found), unsaid="")


_COUNTED = re.compile(
    r"\b(?:several|many|various|multiple|numerous|following|two|three|four|five|six|(?:range|number|variety|host) of|including|such as|like"
    r"|certain|key|important|some)\b",
    re.IGNORECASE,
)


def enumerated(tree: Tree, found: Sequence[Candidate]) -> leadins.Source | None:
    """Return what a line sets up whose claim ends in a class that its items fill: "Tin has several benefits:", "reactions, including:"."""
    text = tree.sentence.text.rstrip(" *_")
    last = found[-1] if found else None
    if last is None or not text.endswith(":") or last.negated:
        return None
    if not _COUNTED.search(text, max(0, last.cue[1] - tree.sentence.start)) or _WAYS.search(text):
        return None
    subjects = tuple(dict.fromkeys(item.subject.text for item in found if item.cue == last.cue))
    good = last.object.text.split()[-1].lower() in ("benefits", "advantages")
    return leadins.Source(subjects, last.relation, "judged" if good else "cause")


_WAYS = re.compile(r"\b(?:ways?|reasons?|mechanisms?|levels?|steps?|axes|stages?|times?)\W*$", re.IGNORECASE)


def told(tree: Tree) -> list[str]:
    """Return the change that a sentence without a claim tells, for "this" in the next: "the balance drifts"."""
    for token in tree.tokens:
        if token.dep == "advcl" and tree.marks(token).split(" ")[0] in ("when", "once", "as", "if") and verbs_of(verb_lemma(token), "i"):
            return [end.text for end in event(tree, token)][:1]
    main = _main(tree)
    if main is not None and is_verb(main) and verbs_of(verb_lemma(main), "i"):
        return [end.text for end in event(tree, main)][:1]
    return []


def _carried(found: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.subject.text for item in found if item.subject.carried))


def distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that an earlier rule found in the same sentence."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for item in found:
        if item.key not in seen:
            seen.add(item.key)
            kept.append(item)
    return kept


class RuleReader:
    """Rules over dependency trees and over block structure."""

    name = "rules"
    version = "1"

    def candidates(self, document: Document) -> list[Candidate]:
        """Return what the rules believe a document claims, in the order of its text."""
        reads = [
            read_tree(tree, heading=document.blocks[tree.sentence.block].kind is BlockKind.HEADING)
            for batch in batches(prose(document))
            for tree in parse(batch)
        ]
        return distinct(resolved(document, reads))

    def read(self, document: Document) -> list[Claim]:
        """Return the claims of a document in the order of its text, without factors; none of a text that is not English."""
        found = self.candidates(document) if is_read(document.language) else []
        sure = confidences(found, document.blocks)
        claims = [complete(document, item, self.name, self.version, confidence=p) for item, p in zip(found, sure, strict=True)]
        return sorted(claims, key=lambda claim: (claim.place.start, claim.place.end))


def open_reader() -> Reader:
    """Return the reader that the product uses; its parser is loaded when the first document is read."""
    return RuleReader()
