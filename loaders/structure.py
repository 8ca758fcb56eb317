"""Claims that block structure states: arrows, lists under a heading, labels, tables. Rules work on the view's words alone, no parser.

The reader calls `merged` with what its rules over trees found. Where a block draws arrows, only what stands before
`readable(block.text)` is prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from loaders.candidates import Candidate
from loaders.plausibility import is_empty
from loaders.structure_arrows import arrow_chain, arrow_noun, first_arrow
from loaders.structure_labels import effect_label, kind_label, label_due_to, role_label
from loaders.structure_leads import misled
from loaders.structure_lists import cause_is, cause_list, consequence_list
from loaders.structure_named import heading_verb, named_effect, named_verb, way_item
from loaders.structure_notes import note_verb, pattern_item, subtitle_sum
from loaders.structure_tables import table_row
from ontology.model import BlockKind, Document

Rule = Callable[[Document, int], Iterator[Candidate]]

RULES: tuple[Rule, ...] = (
    arrow_chain,
    arrow_noun,
    label_due_to,
    role_label,
    kind_label,
    cause_list,
    cause_is,
    consequence_list,
    note_verb,
    named_verb,
    named_effect,
    heading_verb,
    way_item,
    effect_label,
    pattern_item,
    subtitle_sum,
    table_row,
)
"""Every rule of block structure, in the order in which they are tried; the first that finds a pair keeps it."""

SILENT = (BlockKind.FURNITURE, BlockKind.REFERENCE, BlockKind.QUOTATION)


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield what the structure of an article states, block by block."""
    for index, block in enumerate(document.blocks):
        if block.kind in SILENT:
            continue
        for rule in RULES:
            for found in rule(document, index):
                if _names(found):
                    yield found


def merged(document: Document, found: Sequence[Candidate], *, topic: str | None = None) -> list[Candidate]:
    """Return what rules over trees found together with what structure states, in the order of the blocks.

    Where both speak, structure wins: a tree behind an arrow is no tree of a sentence, and a subject that structure names is better than
    one that was carried over. `topic` is what the article is about; it fills in subjects left open, which are dropped without it, and where
    another rule names the one that acts.
    """
    found_here = list(candidates(document))
    named = {(item.block, item.object.text.casefold()) for item in found_here if item.subject.text}
    told = (item for item in found_here if item.subject.text or (item.block, item.object.text.casefold()) not in named)
    stated = [filled for item in told if (filled := _filled(item, topic))]
    kept = [
        item
        for item in found
        if not _behind_arrow(document, item) and not misled(document, item) and not any(_same(item, other) for other in stated)
    ]
    return sorted([*kept, *stated], key=lambda item: (item.block, item.sentence))


def _filled(item: Candidate, topic: str | None) -> Candidate | None:
    if item.subject.text:
        return item
    return replace(item, subject=replace(item.subject, text=topic)) if topic else None


def _behind_arrow(document: Document, item: Candidate) -> bool:
    end = readable(document.blocks[item.block].text)
    return item.cue[1] > end or any(side.span is not None and side.span[1] > end for side in (item.subject, item.object))


def _same(item: Candidate, stated: Candidate) -> bool:
    """Return whether a tree read with a carried subject what structure states with a named one, or the very same pair."""
    if item.block != stated.block:
        return False
    if stated.rule == "pattern-item" and item.subject.span is None:
        return True
    objects = item.object.text.casefold(), stated.object.text.casefold()
    alike = objects[0] in objects[1] or objects[1] in objects[0]
    subjects = item.subject.text.casefold(), stated.subject.text.casefold()
    return alike and (bool(item.subject.carried) or subjects[0] in subjects[1] or subjects[1] in subjects[0])


@lru_cache(maxsize=4096)
def readable(text: str) -> int:
    """Return how far a view can be read as prose: up to its first arrow."""
    return first_arrow(text)


def _names(found: Candidate) -> bool:
    """Return whether both sides name something, and not the same."""
    sides = (found.subject, found.object)
    if any(not side.carried and is_empty(side.text) for side in sides):
        return False
    return not found.subject.text or found.subject.text.casefold() != found.object.text.casefold()
