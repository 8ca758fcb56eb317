"""Claims that block structure states: arrows, lists under a heading, labels, tables. Rules work on the view's words alone, no parser.

`candidates` is what the reader calls. A candidate whose subject is carried as `reported` or `elided` is filled in by the reader's memory.
Where a block draws arrows, only what stands before `readable(block.text)` should be given to rules over trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.candidates import Candidate
from loaders.plausibility import is_empty
from loaders.structure_arrows import arrow_chain, arrow_noun, first_arrow
from loaders.structure_labels import due_to, effect_label, role_label
from loaders.structure_lists import cause_list, consequence_list
from loaders.structure_notes import note_verb, pattern_item, subtitle_sum
from loaders.structure_tables import table_row
from ontology.model import BlockKind, Document

Rule = Callable[[Document, int], Iterator[Candidate]]

RULES: tuple[Rule, ...] = (
    arrow_chain,
    arrow_noun,
    due_to,
    role_label,
    cause_list,
    consequence_list,
    effect_label,
    note_verb,
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


def readable(text: str) -> int:
    """Return how far a view can be read as prose: up to its first arrow."""
    return first_arrow(text)


def _names(found: Candidate) -> bool:
    """Return whether both sides name something, and not the same."""
    sides = (found.subject, found.object)
    if any(not side.carried and is_empty(side.text) for side in sides):
        return False
    return not found.subject.text or found.subject.text.casefold() != found.object.text.casefold()
