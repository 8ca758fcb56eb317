"""Arcs: a dependency tree as SVG sees it, from left to right for wide screens and from top to bottom for narrow ones.

Sizes are SVG units, one of which is a CSS pixel. Text is set by the browser, so widths are estimates, generous enough for the fonts of
the style sheet. An arc leads from a word to the one that depends on it, and lies above every arc that it spans.

>>> [(arc.head, arc.word, arc.level) for arc in arcs([1, None, 1])]
[(1, 0, 1), (1, 2, 1)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 16
"""Least space between two words, and around the label of an arc."""
STEP = 26
"""Height of one level of arcs from left to right: a label and some air."""
ROW = 26
"""Height of a row from top to bottom."""
LANE = 12
"""Width of one level of arcs from top to bottom."""
CORNER = 6
WIDEST = 1340
"""A tree that would be wider is drawn from top to bottom on every screen."""
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc from `head` to the word that depends on it, by index; `level` is 1 for the lowest."""

    head: int
    word: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An arc as it is drawn: its path, the point where its head ends, and where its label stands."""

    path: str
    tip: str
    x: float
    y: float
    word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A tree as it is drawn: size, arcs, and the middle (wide) or the row (tall) of each word."""

    width: float
    height: float
    lines: tuple[Line, ...]
    places: tuple[float, ...]
    base: float


def arcs(parents: Sequence[int | None]) -> list[Arc]:
    """Return the arcs of a tree, short ones first; roots have none.

    Args:
        parents: For each word the index of the word that it depends on, None for a root.
    """
    spans = [(min(at, head), max(at, head), head, at) for at, head in enumerate(parents) if head is not None and head != at]
    levels = [0] * (len(parents) + 1)  # the highest arc above the space after each word
    found = []
    for low, high, head, at in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        level = 1 + max(levels[low:high])
        levels[low:high] = [level] * (high - low)
        found.append(Arc(head, at, level))
    return found


def breadth(text: str, size: float = 15) -> float:
    """Return about how wide a text is in a sans-serif font of this size; an estimate on the safe side.

    >>> breadth("zinc") < breadth("WITH")
    True
    """
    return size * sum(_share(character) for character in text)


def _share(character: str) -> float:
    """Return the width of a character as a share of the size of the font."""
    if character in "mwMW@%":
        return 1.0
    if character in "iljtfr.,;:'|!()[] ":
        return 0.34
    return 0.74 if character.isupper() or ord(character) > 0x2E80 else 0.6  # from 2E80 on: CJK


def wide(words: Sequence[str], tags: Sequence[str], labels: Sequence[str], parents: Sequence[int | None]) -> Drawing | None:
    """Return the tree from left to right, None where it is wider than `WIDEST`."""
    places = _places(words, tags, labels, parents)
    width = places[-1] + _half(words[-1], tags[-1]) + MARGIN
    if width > WIDEST:
        return None
    found = arcs(parents)
    base = max((arc.level for arc in found), default=0) * STEP + 2 * MARGIN
    return Drawing(width=width, height=base + 46, lines=tuple(_over(arc, places, base) for arc in found), places=tuple(places), base=base)


def tall(words: Sequence[str], notes: Sequence[str], parents: Sequence[int | None]) -> Drawing:
    """Return the tree from top to bottom: arcs at the left, then words, then notes; `base` is where the words begin."""
    found = arcs(parents)
    base = max((arc.level for arc in found), default=0) * LANE + 2 * MARGIN
    places = tuple(at * ROW + ROW / 2 for at in range(len(words)))
    lines = tuple(_beside(arc, places, base) for arc in found)
    width = max(base + breadth(word) + GAP + breadth(note, 12) for word, note in zip(words, notes, strict=True)) + MARGIN
    return Drawing(width=width, height=len(words) * ROW, lines=lines, places=places, base=base)


def _half(word: str, tag: str) -> float:
    return max(breadth(word), breadth(tag, 12)) / 2


def _places(words: Sequence[str], tags: Sequence[str], labels: Sequence[str], parents: Sequence[int | None]) -> list[float]:
    """Return the middle of each word; between two words that an arc joins there is room for its label."""
    halves = [_half(word, tag) for word, tag in zip(words, tags, strict=True)]
    places = [MARGIN + halves[0]]
    for at in range(1, len(words)):
        needed = halves[at - 1] + halves[at] + GAP
        if parents[at] == at - 1:
            needed = max(needed, breadth(labels[at], 12) + GAP)
        if parents[at - 1] == at:
            needed = max(needed, breadth(labels[at - 1], 12) + GAP)
        places.append(places[-1] + needed)
    return places


def _over(arc: Arc, places: Sequence[float], base: float) -> Line:
    side = 1 if arc.word > arc.head else -1
    start, end = places[arc.head] + 4 * side, places[arc.word] - 2 * side
    top = base - arc.level * STEP
    path = (
        f"M{start:.1f} {base:.1f}V{top + CORNER:.1f}q0 {-CORNER} {side * CORNER} {-CORNER}"
        f"H{end - side * CORNER:.1f}q{side * CORNER} 0 {side * CORNER} {CORNER}V{base - 5:.1f}"
    )
    tip = f"M{end - 3.5:.1f} {base - 6:.1f}h7l-3.5 6z"
    return Line(path=path, tip=tip, x=round((start + end) / 2, 1), y=top, word=arc.word)


def _beside(arc: Arc, places: Sequence[float], base: float) -> Line:
    side = 1 if arc.word > arc.head else -1
    start, end = places[arc.head] + 3 * side, places[arc.word] - 2 * side
    right, left = base - 6, base - 6 - arc.level * LANE
    path = (
        f"M{right:.1f} {start:.1f}H{left + CORNER:.1f}q{-CORNER} 0 {-CORNER} {side * CORNER}"
        f"V{end - side * CORNER:.1f}q0 {side * CORNER} {CORNER} {side * CORNER}H{right - 5:.1f}"
    )
    return Line(path=path, tip=f"M{right - 6:.1f} {end - 3.5:.1f}v7l6 -3.5z", x=left, y=round((start + end) / 2, 1), word=arc.word)
