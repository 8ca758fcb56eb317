"""From drafts in the order of the text to blocks that know their headings, lead-in lines and parents.

Every format reader yields `Draft` values; `outline` is the only place that decides what stands under what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from loaders.view import View
from ontology.model import Block, BlockKind

MAX_DEPTH = 40
"""Lists nested deeper than this are read as if they were this deep; no article of people goes further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A stretch of an article before its place in the whole is known.

    `level` is that of a heading (1 = outermost), or the depth of a list item and of what else stands in that item (1 = outermost,
    0 = outside lists). The first of several table rows in a row is taken for their header: it is the lead-in of the others.
    """

    kind: BlockKind
    view: View
    level: int = 0
    ordered: bool = False


@dataclass(slots=True)
class _State:
    """What is open while walking down an article."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    items: dict[int, int] = field(default_factory=dict)
    lead: int | None = None
    series: int | None = None
    blocks: list[Block] = field(default_factory=list)


_RUN_IN = re.compile(r"[A-Z][^.:!?]{2,45}[.:]\s+[A-Z]")
"""A paragraph with a title of its own: "Soil loss. Rain takes ..."; several under a lead-in line are a list in all but marks."""

_LABELLED = re.compile(r"[A-Z][^.:!?]{1,40}: +\S")

_CARRIERS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FIGURE)


def leads(text: str) -> bool:
    """Return whether a line asks to be completed by what follows: it ends with a colon or, no label in front, with no full stop at all.

    >>> leads("This means:"), leads("Zinc shifts the balance"), leads("It works."), leads("Source: oysters")
    (True, True, False, False)
    """
    bare = text.rstrip('*_ "”’)]')
    return bare.endswith(":") or not (bare.endswith((".", "!", "?", "…", ";")) or _LABELLED.match(bare))


def outline(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Return the blocks of an article; drafts without words are left out."""
    state = _State()
    for draft in drafts:
        view = draft.view.tidy()
        if view.text:
            _place(state, replace(draft, view=view, level=min(draft.level, MAX_DEPTH)))
    return tuple(state.blocks)


def _place(state: _State, draft: Draft) -> None:
    number = len(state.blocks)
    if draft.kind is BlockKind.HEADING:
        while state.headings and state.headings[-1][0] >= draft.level:
            state.headings.pop()
    parent, lead = _attachment(state, draft)
    state.blocks.append(_block(draft, tuple(words for _, words in state.headings), parent, lead))
    if draft.kind is BlockKind.HEADING:
        state.headings.append((draft.level, draft.view.text))
    if draft.kind is BlockKind.LIST_ITEM:
        for depth in [depth for depth in state.items if depth >= draft.level]:
            del state.items[depth]
        state.items[draft.level] = number
    elif (draft.level == 0 and draft.kind is not BlockKind.FURNITURE) or draft.kind is BlockKind.HEADING:
        state.items.clear()
        state.lead = number if draft.kind in _CARRIERS and leads(draft.view.text) else None
        if lead is None:
            state.series = number if draft.kind is BlockKind.PARAGRAPH and draft.view.text.rstrip("*_ ").endswith(":") else None


def _attachment(state: _State, draft: Draft) -> tuple[int | None, int | None]:
    """Return the item that a draft stands in and the line that it completes."""
    if draft.kind is BlockKind.TABLE_ROW and state.blocks and state.blocks[-1].kind is BlockKind.TABLE_ROW:
        above = state.blocks[-1].lead_in
        return None, len(state.blocks) - 1 if above is None else above
    if draft.kind is BlockKind.PARAGRAPH and not draft.level and _RUN_IN.match(draft.view.text):
        return None, state.series
    if draft.kind is not BlockKind.LIST_ITEM:
        inside = draft.level and draft.kind is not BlockKind.HEADING
        return (state.items.get(draft.level) if inside else None), None
    around = [depth for depth in state.items if depth < draft.level]
    if not around:
        return None, state.lead
    parent = state.items[max(around)]
    if state.blocks[parent].text.rstrip("*_ ").endswith(":"):
        return parent, parent
    return parent, state.blocks[parent].lead_in if state.blocks[parent].parent is not None else None


def _block(draft: Draft, path: tuple[str, ...], parent: int | None, lead: int | None) -> Block:
    view = draft.view
    return Block(
        kind=draft.kind,
        start=view.offsets[0],
        end=view.offsets[-1] + 1,
        text=view.text,
        offsets=view.offsets,
        path=path,
        level=draft.level,
        lead_in=lead,
        parent=parent,
        ordered=draft.ordered,
    )
