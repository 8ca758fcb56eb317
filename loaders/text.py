"""Plain text to drafts: headings without marks, bullets of every kind, figure texts, testimonials, page furniture.

Lines that follow each other without a blank one form a chunk. A chunk is parted into units (bullets, figure lines, wrapped prose), and
each unit is named by how it looks and by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.blocks import Draft
from loaders.furniture import TAIL, closes_article, is_furniture
from loaders.headings import heading_level, is_heading, is_title
from loaders.markup import without_markup
from loaders.view import View
from ontology.model import BlockKind

Span = tuple[int, int]

_BULLET = re.compile(r"(?:[-*•◦▪▫‣\u2043·●○■□✓✔✗✘➤►▶➢❖⚫▸▹◆◇✦✧★☆✅☑⬤⦁]|[–—]|o(?=\s))[ \t\u00a0]+(?=\S)")
_ORDERED = re.compile(r"\(?(\d{1,2})[.)][ \t]+(?=\S)")
_ENTRY = re.compile(r"\[\^?[\w-]{1,12}\]:?[ \t]+(?=[A-Z])")
_ARROW = re.compile(r"[→⟶➔➜➝⇒⇨↑↓⇑⇓⬆⬇]|(?<=\s)(?:->|=>|-->)(?=\s)")
_CLOSED = re.compile(r"[.!?…:;][\"”’')\]*_]*$")
_QUOTED = re.compile(
    r"(?:[\"“][^\"“”]{2,400}[\"”]|[‘][^‘’]{2,400}[’])(?:\s*(?:[\"“][^\"“”]{2,400}[\"”]))*\s*(?:[—–-]\s?[A-Z][^.!?]{0,60})?"
)

WRAPPED = 0.6
"""A line as long as this share of the longest of its chunk was broken by wrapping; shorter ones end where their author ended them."""

MIN_WRAPPED = 30
"""Characters; nobody wraps prose narrower than this."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    words: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """One thing on the page: its lines, the marker it began with, the number of blank lines above, whether it is its whole chunk."""

    spans: tuple[Span, ...]
    words: str
    marker: str = ""
    number: int | None = None
    indent: int = 0
    gap: int = 0
    alone: bool = False


def drafts(text: str) -> Iterator[Draft]:
    """Yield the drafts of a plain text in order."""
    units = _mended(unit for chunk, gap in _chunks(text) for unit in _units(chunk, gap))
    numbered = sum(bool(re.match(r"\d{1,2}\.\d", unit.words)) for unit in units) >= 3
    closed = False
    indents: list[int] = []
    previous: Draft | None = None
    for index, unit in enumerate(units):
        closed = closed or (unit.spans[0][0] > TAIL * len(text) and closes_article(unit.words))
        indents = _nesting(indents, unit)
        kind, level = (BlockKind.FURNITURE, 0) if closed else _named(units, index, previous, depth=len(indents), numbered=numbered)
        previous = Draft(
            kind=kind,
            view=_view(text, unit, whole=kind is BlockKind.HEADING),
            level=level,
            ordered=unit.number is not None and kind is BlockKind.LIST_ITEM,
        )
        yield previous


def _view(text: str, unit: _Unit, *, whole: bool) -> View:
    """Return the words of a unit, with its marker when the whole of it counts (the number of a heading)."""
    first = unit.spans[0]
    spans = ((first[0] - len(unit.marker), first[1]), *unit.spans[1:]) if whole else unit.spans
    return without_markup(View.joined(text, spans), html=False)


def _chunks(text: str) -> Iterator[tuple[list[_Line], int]]:
    """Yield lines that follow each other, with the number of blank lines above them."""
    chunk: list[_Line] = []
    blank = above = position = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            above = above if chunk else blank
            indent = len(line) - len(line.lstrip())
            chunk.append(_Line(position + indent, position + indent + len(words), len(line[:indent].expandtabs(4)), words))
            blank = 0
        else:
            if chunk:
                yield chunk, above
                chunk = []
            blank += 1
        position += len(line) + 1
    if chunk:
        yield chunk, above


def _units(chunk: list[_Line], gap: int) -> Iterator[_Unit]:
    width = max(line.end - line.start for line in chunk)
    open_unit: _Unit | None = None
    for line in chunk:
        if open_unit and _continues(open_unit, line, width):
            open_unit = replace(open_unit, spans=(*open_unit.spans, (line.start, line.end)), words=f"{open_unit.words} {line.words}")
            continue
        if open_unit:
            yield open_unit
        open_unit = _begun(line, gap if line is chunk[0] else 0)
    if open_unit:
        yield replace(open_unit, alone=len(open_unit.spans) == len(chunk))


def _begun(line: _Line, gap: int) -> _Unit:
    bullet, ordered = _BULLET.match(line.words), _ORDERED.match(line.words)
    marker = bullet or ordered
    cut = marker.end() if marker else 0
    number = int(ordered[1]) if ordered else None
    words = line.words[cut:]
    return _Unit(((line.start + cut, line.end),), words, marker[0] if marker else "", number, line.indent, gap)


def _mended(units: Iterable[_Unit]) -> list[_Unit]:
    """Return units in which a sentence torn by a blank line is whole again: it broke off, and goes on without a capital."""
    whole: list[_Unit] = []
    for unit in units:
        above = whole[-1] if whole else None
        torn = above and not above.marker and not _CLOSED.search(above.words) and not _ARROW.search(above.words + unit.words)
        if above and torn and unit.words[0].islower() and not unit.marker and above.spans[-1][1] - above.spans[-1][0] >= MIN_WRAPPED:
            spans = (*above.spans, *unit.spans)
            whole[-1] = replace(above, spans=spans, words=f"{above.words} {unit.words}", alone=False)
        else:
            whole.append(unit)
    return whole


def _continues(unit: _Unit, line: _Line, width: int) -> bool:
    """Return whether a line goes on with the unit above it."""
    if _BULLET.match(line.words) or _ORDERED.match(line.words) or _ENTRY.match(line.words):
        return False
    if _broken_arrow(unit.words, line.words):
        return True
    begins_figure = line.words[0] in "↑↓⇑⇓⬆⬇" or (_ARROW.search(unit.words) and not unit.marker and not line.words[0].islower())
    if begins_figure or is_furniture(unit.words) or is_furniture(line.words):
        return False
    last = unit.spans[-1][1] - unit.spans[-1][0]
    wrapped = last >= max(MIN_WRAPPED, WRAPPED * width)
    return _continues_item(unit, line, wrapped=wrapped) if unit.marker else _continues_prose(unit, line, wrapped=wrapped)


def _continues_item(unit: _Unit, line: _Line, *, wrapped: bool) -> bool:
    return line.indent > unit.indent or line.words[0].islower() or (wrapped and not _CLOSED.search(unit.words))


def _continues_prose(unit: _Unit, line: _Line, *, wrapped: bool) -> bool:
    if is_title(unit.words) and (not is_title(line.words) or _ARROW.search(line.words)):
        return False
    if not _CLOSED.search(unit.words):
        return wrapped or line.words[0].islower()
    quoted = _QUOTED.fullmatch(line.words) or _QUOTED.fullmatch(unit.words)
    return not quoted and not unit.words.endswith(":")


def _broken_arrow(above: str, below: str) -> bool:
    """Return whether an arrow that joins two things was torn from one of them by a line break."""
    joint = "→⟶➔➜➝⇒⇨"
    return above[-1] in joint or below[0] in joint or above.endswith(("->", "=>")) or below.startswith(("->", "=>"))


def _nesting(indents: list[int], unit: _Unit) -> list[int]:
    """Return the indents of the open list items; their number is the depth."""
    if not unit.marker:
        return indents
    kept = [indent for indent in indents if indent < unit.indent - 1]
    return [*kept, unit.indent]


def _named(units: Sequence[_Unit], index: int, previous: Draft | None, *, depth: int, numbered: bool) -> tuple[BlockKind, int]:
    """Return what a unit is, with its level."""
    unit = units[index]
    if unit.marker:
        heads = unit.number is not None and unit.alone and is_title(unit.words) and not _in_series(units, index)
        return (BlockKind.HEADING, 2) if heads else (BlockKind.LIST_ITEM, depth)
    plain = _plain_kind(unit)
    if plain or not _heads(units, index):
        return plain or BlockKind.PARAGRAPH, 0
    above = previous.level if previous and previous.kind is BlockKind.HEADING else None
    return BlockKind.HEADING, heading_level(unit.words, first=previous is None, gap=unit.gap, above=above, numbered=numbered)


def _plain_kind(unit: _Unit) -> BlockKind | None:
    """Return the kind that the words of a unit show by themselves, None for headings and paragraphs."""
    if is_furniture(unit.words):
        return BlockKind.FURNITURE
    if _QUOTED.fullmatch(unit.words):
        return BlockKind.QUOTATION
    return BlockKind.FIGURE if _ARROW.search(unit.words) else None


def _heads(units: Sequence[_Unit], index: int) -> bool:
    unit = units[index]
    if is_title(unit.words) and _heads_figure(units, index):
        return True
    below = units[index + 1].words if index + 1 < len(units) else ""
    return unit.alone and len(unit.spans) == 1 and is_heading(unit.words, below)


def _heads_figure(units: Sequence[_Unit], index: int) -> bool:
    """Return whether a unit begins a chunk in which arrows follow."""
    for unit in units[index + 1 :]:
        if unit.gap:
            return False
        if _ARROW.search(unit.words):
            return units[index].gap > 0 or index == 0
    return False


def _in_series(units: Sequence[_Unit], index: int) -> bool:
    """Return whether the unit above or below bears the number before or after."""
    number = units[index].number or 0
    around = [units[i].number for i in (index - 1, index + 1) if 0 <= i < len(units)]
    return any(other is not None and abs(other - number) == 1 for other in around)
