"""Excerpts: a claim's sentence lit in its section, and a whole article with its claims lit in it; as plain values.

Text is cut into segments at the borders of all spans, so that spans may overlap and nothing is ever shown twice. What is shown is the
reading view of each block; offsets of the document are carried over to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ontology.model import Block, BlockKind, Claim, Document

SUBJECT, CUE, OBJECT, QUOTE = "subject", "cue", "object", "quote"
WINDOW = 300
"""Characters shown on either side of a quote whose document has no blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of the document, what it is (`subject`, `cue`, `object`, `quote`), and the claim it belongs to."""

    start: int
    end: int
    role: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of shown text with the roles it plays and the claims that stand in it, in order of their start."""

    text: str
    roles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A block as it is shown; `index` is its place among the blocks of the document, `lit` whether a span touches it."""

    index: int
    kind: BlockKind
    level: int
    segments: tuple[Segment, ...]
    lit: bool


def spans_of(claim: Claim) -> list[Span]:
    """Return the spans of a claim: its quote, its two phrases, and the words that state the relation."""
    found = [Span(start=claim.place.start, end=claim.place.end, role=QUOTE, claim=claim.id)]
    for role, mention in ((SUBJECT, claim.subject), (OBJECT, claim.object)):
        if mention.start is not None and mention.end is not None:
            found.append(Span(start=mention.start, end=mention.end, role=role, claim=claim.id))
    if claim.cue:
        found.append(Span(start=claim.cue[0], end=claim.cue[1], role=CUE, claim=claim.id))
    return found


def excerpt(claim: Claim, document: Document, *, around: int = 1) -> tuple[Shown, ...]:
    """Return the blocks that a claim stands in, with the lead-in it completes and some blocks of its section before and after."""
    return at(document, claim.place.start, claim.place.end, spans_of(claim), around=around)


def at(document: Document, start: int, end: int, spans: Sequence[Span], *, around: int = 1) -> tuple[Shown, ...]:
    """Return the blocks at a half-open stretch of a document, with `around` blocks of the section on either side."""
    blocks = document.blocks
    here = [index for index, block in enumerate(blocks) if block.start < end and block.end > start]
    if not here:
        return (_window(document, start, end, spans),)
    wanted = set(here) | {lead for index in here if (lead := blocks[index].lead_in) is not None}
    near = [*range(here[0] - around, here[0]), *range(here[-1] + 1, here[-1] + 1 + around)]
    wanted |= {index for index in near if _same_section(blocks, index, here[0])}
    return tuple(shown(blocks[index], index, spans) for index in sorted(wanted))


def _same_section(blocks: Sequence[Block], index: int, here: int) -> bool:
    if not 0 <= index < len(blocks):
        return False
    block = blocks[index]
    return block.path == blocks[here].path and block.kind not in (BlockKind.HEADING, BlockKind.FURNITURE)


def _window(document: Document, start: int, end: int, spans: Sequence[Span]) -> Shown:
    first = max(0, start - WINDOW)
    text = document.text[first : end + WINDOW]
    last = first + len(text)
    return shown(Block(kind=BlockKind.PARAGRAPH, start=first, end=last, text=text, offsets=range(first, last)), 0, spans)


def shown(block: Block, index: int, spans: Iterable[Span]) -> Shown:
    """Return a block with the spans that touch it carried over to its reading view."""
    placed = [(start, end, span) for span in spans if (start := _view(block, span.start)) < (end := _view(block, span.end))]
    borders = sorted({0, len(block.text), *(at for start, end, _ in placed for at in (start, end))})
    segments = tuple(_segment(block.text[start:end], start, placed) for start, end in pairwise(borders))
    return Shown(index=index, kind=block.kind, level=block.level, segments=segments, lit=bool(placed))


def _segment(text: str, start: int, placed: Sequence[tuple[int, int, Span]]) -> Segment:
    here = sorted((span for low, high, span in placed if low <= start < high), key=lambda span: (span.start, span.claim))
    return Segment(
        text=text,
        roles=tuple(sorted({span.role for span in here})),
        claims=tuple(dict.fromkeys(span.claim for span in here)),
    )


def _view(block: Block, offset: int) -> int:
    """Return the place in the view of the first character at or after an offset of the document."""
    return bisect_left(block.offsets, offset)
