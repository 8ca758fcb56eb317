"""From the sentences of a document to its candidates: subjects and pronouns filled in, lists completed, the implausible left out.

`resolved` walks the sentences in order with one `Memory`; everything else here answers one question about one sentence.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from loaders import structure
from loaders.candidates import Candidate
from loaders.cues import words
from loaders.demonstratives import class_of, pointed
from loaders.nearby import nearest
from loaders.parser import Tree
from loaders.plausibility import plausible
from loaders.reads import Read, told
from loaders.reference import Memory, asked_about, changed_phrase, fields, is_generic, plural, resolve, topic
from loaders.rules import leadins, results
from loaders.rules.base import candidate
from loaders.structure_agents import agent, doing, names_no_agent
from loaders.structure_labels import promised, promises
from loaders.structure_relations import relation_note
from loaders.structure_topic import subject_matter
from loaders.traits import traced
from ontology.model import BlockKind, Document

OPENING = 5_000
"""Sentences that decide what an article is about, some 100,000 words; what follows is read as it comes, and its trees are not kept."""


def _topic(document: Document, reads: Iterable[Read]) -> str | None:
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


def _drained(opening: deque[Read], rest: Iterator[Read]) -> Iterator[Read]:
    """Yield what was read, forgetting each sentence once it has been used."""
    while opening:
        yield opening.popleft()
    yield from rest


def resolved(document: Document, reads: Iterable[Read]) -> list[Candidate]:
    """Return the candidates of a document with pronouns and unsaid subjects filled in, implausible ones left out."""
    rest = iter(reads)
    opening = deque(islice(rest, OPENING))
    memory = Memory(document.blocks, _topic(document, opening) or subject_matter(document), fields=fields(document.blocks))
    kept: list[Candidate] = []
    leads: dict[int | None, leadins.Source] = {}
    parents = {block.parent for block in document.blocks if block.parent is not None}
    for read in _drained(opening, rest):
        block = read.tree.sentence.block
        memory.enter(block)
        outcome = memory.awaits(block, opened=results.opens(read.tree))
        listed = _listed(document, read, leads, outcome=outcome)
        own = [found for found in read.candidates if not (listed and found.subject.carried == "elided")]
        here = _filled(read.tree, [pointed(item, document.blocks[block].text) for item in [*listed, *own]], memory)
        here = _noted(document, read.tree, memory) or here
        opened = leadins.announced(read.tree.sentence.text) if _is_heading(document, block) else leadins.source(read.tree)
        counted = enumerated(read.tree, here) if opened is None else settled(opened, memory, block)
        if counted is not None:
            leads[block] = counted
        if block in parents and not read.about and not here and not read.tree.sentence.number:
            lead = leads.get(document.blocks[block].lead_in)
            memory.describe_parent(block, [*lead.subjects] if lead and not lead.reversed else parent_name(read.tree))
        if here and read.tree.sentence.text.rstrip("*_ ").endswith(":"):
            memory.of_block.setdefault(block, list(dict.fromkeys(found.subject.text for found in here if found.cue == here[0].cue)))
        if _is_label(document, read.tree):
            label = read.tree.sentence.text.strip(" *_:.–—-")
            memory.describe(block, label, agent(document, block, label))
            kept += traced([found for found in here if found.rule in ("lead-in", "relation-note")], read.tree)
            continue
        kept += traced(here, read.tree)
        if not (outcome and memory.expects(bool(listed) or read.tree.sentence.text.endswith("?"))):
            _note(memory, read, here)
    return structure.merged(document, kept, topic=memory.topic)


def _listed(document: Document, read: Read, leads: Mapping[int | None, leadins.Source], *, outcome: bool) -> list[Candidate]:
    """Return what a sentence says as an item of a list, or as an outcome of what stands before."""
    block = document.blocks[read.tree.sentence.block]
    lead = leads.get(block.lead_in) if block.lead_in is not None and not read.tree.sentence.number else None
    if lead and (not _is_heading(document, block.lead_in) or _BARE.fullmatch(block.text)):
        found = [candidate(read.tree, "lead-in", finding) for finding in leadins.items(read.tree, lead)]
        if found or not _is_heading(document, block.lead_in):
            return found
    found = []
    if block.kind is BlockKind.LIST_ITEM and promised(document, read.tree.sentence.block):
        found += [candidate(read.tree, "bare-item", finding) for finding in leadins.bare(read.tree)]
    if outcome:
        found += [candidate(read.tree, "outcome", finding) for finding in results.outcomes(read.tree)]
    return found


def _noted(document: Document, tree: Tree, memory: Memory) -> list[Candidate]:
    """Return what a note that begins with its relation says, once for its block."""
    found = relation_note(document, tree.sentence.block) if not tree.sentence.number else ()
    filled = [full for item in found for full in resolve(item, memory)]
    return [item for item in filled if plausible(item, tree)]


_BARE = re.compile(r"[^:.!?;—–]+?(?: [^:.!?;—–\s]+){0,7}[.;]?")
"""An item of few words and no marks: under a heading that announces effects it names one."""


def _is_heading(document: Document, index: int | None) -> bool:
    return index is not None and document.blocks[index].kind is BlockKind.HEADING


def _is_label(document: Document, tree: Tree) -> bool:
    """Return whether a sentence is a label with words behind it, or the order that a tip begins with ("Get light. It lifts mood.")."""
    sentence = tree.sentence
    more = len(document.blocks[sentence.block].text) > sentence.end + 1
    tip = sentence.number == 0 and document.blocks[sentence.block].kind is BlockKind.LIST_ITEM and sentence.text.endswith(".")
    short = len(sentence.text.split()) <= SHORT_ORDER and doing(sentence.text.rstrip(".")) is not None
    return more and (sentence.text.endswith((":", " -", " –", " —")) or (tip and short))


_HAS_DOINGS = re.compile(
    r"\b(?:has|have|exerts?|performs?) [^.:]{0,40}(?:functions|effects|roles|actions|benefits|jobs|tasks|uses)[^.:]{0,30}:[*_ ]*$"
)
"""A line that leads in the doings of its subject: "Renin has two functions:"."""


def _note(memory: Memory, read: Read, here: Sequence[Candidate]) -> None:
    """Remember what a sentence was about, and what it said to change."""
    text = read.tree.sentence.text
    asked = tuple(asked_about(text)) if text.endswith("?") else ()
    spoken = asked or tuple(phrase for phrase in read.about if class_of(phrase) is None)
    last = [found for found in here if found.cue == here[-1].cue]
    order = [*last, *(found for found in here if found.cue != here[-1].cue)]
    told_of = list(dict.fromkeys(found.object.text if found.object.carried == "pronoun" else changed_phrase(found) for found in order))
    acted = list(dict.fromkeys(found.object.text for found in order if found.object.span))
    block = read.tree.sentence.block
    if _HAS_DOINGS.search(text) and spoken:
        memory.of_block.pop(block, None)  # of a paragraph, its last line leads the list in
    memory.note(block, spoken or _carried(here), told_of or told(read.tree), acted)


def _filled(tree: Tree, found: Sequence[Candidate], memory: Memory) -> list[Candidate]:
    """Return the plausible candidates of a sentence with their pronouns filled in; what the sentence itself says comes first."""
    view = memory.blocks[tree.sentence.block].text
    possible = [item for item in found if plausible(item, tree) and not _baseless(item, tree, memory)]
    plain = [item for item in possible if "pronoun" not in (item.subject.carried, item.object.carried)]
    said = [full for item in plain for full in resolve(item, memory)]
    return [full for item in possible for full in resolve(nearest(item, said, view), memory) if plausible(full, tree)]


def _baseless(item: Candidate, tree: Tree, memory: Memory) -> bool:
    """Return whether an unsaid side is no one's: of an order ("Limit salt"), or of a name in a list that no line leads in."""
    if "elided" not in (item.subject.carried, item.object.carried) or item.rule == "relation-note":
        return False
    block = memory.blocks[tree.sentence.block]
    led = block.lead_in is not None and memory.blocks[block.lead_in].kind is not BlockKind.HEADING
    led = led or (block.parent is not None and bool(memory.of_block.get(block.parent)))
    unsaid = memory.unsaid(tree.sentence.block)
    many = len(unsaid) > 1 or any(plural(text) for text in unsaid)
    opening = tree.tokens[0]
    ordered = (opening.tag in ("VB", "VBP") and opening.i == opening.head) or (item.lemma == opening.lower and opening.tag == "NN")
    order = ordered and not many
    naming = item.rule in _NAMING and block.kind is BlockKind.LIST_ITEM and not any(promises(line) for line in block.path)
    return not led and (order or naming)


def parent_name(tree: Tree) -> list[str]:
    """Return what an item with items of its own names: a phrase without verb, no heading of a part ("Regulation")."""
    root = tree.roots[0] if tree.roots else None
    text = tree.sentence.text.strip(" *_.:")
    if tree.sentence.text.rstrip(" *_").endswith(":") or names_no_agent(text) or is_generic(text.rstrip("s")):
        return []
    verbal = root is None or root.pos not in ("NOUN", "PROPN") or bool(tree.kids(root, "cop", "nsubj"))
    return [] if verbal or len(text.split()) > MOST_NAME or is_generic(text) else [text]


MOST_NAME = 7
"""Words of an item that names what its own items speak of."""
_NAMING = ("agent-noun", "compound-participle", "nominal")


def settled(opened: leadins.Source, memory: Memory, block: int) -> leadins.Source:
    """Return a lead-in's source with its pronoun replaced by what it stands for there."""
    if opened.subjects or not opened.unsaid:
        return opened
    if opened.unsaid == "elided":
        return replace(opened, subjects=tuple(memory.unsaid(block)), unsaid="")
    found = memory.matter() if opened.unsaid == "reported" else memory.antecedents(opened.unsaid, block)
    if not found and opened.unsaid not in ("this", "that"):
        found = memory.unsaid(block)
    return replace(opened, subjects=tuple(f"{opened.prefix}{name}" for name in found), unsaid="")


SHORT_ORDER = 6
"""Words of an order that opens a tip."""
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
    if last.subject.span and last.object.span and last.subject.span > last.object.span:
        return None  # "is lowered by several pests:" names who acts, not on what
    subjects = tuple(dict.fromkeys(item.subject.text for item in found if item.cue == last.cue))
    good = last.object.text.split()[-1].lower() in ("benefits", "advantages")
    return leadins.Source(subjects, last.relation, "judged" if good else "cause")


_WAYS = re.compile(r"\b(?:ways?|reasons?|mechanisms?|levels?|steps?|axes|stages?|times?)\W*$", re.IGNORECASE)


def _carried(found: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.subject.text for item in found if item.subject.carried))
