"""View: the clean words of a stretch of text, and where each of its characters stands in that text.

Every step of cleaning (markup out, soft line breaks to spaces, hyphenation mended) is a list of edits, so no step can lose the way back:
`view.text[i]` stands at `view.offsets[i]` of the document, and is that character or one of the documented replacements (white space
becomes one space, an escape or an entity the character that it means).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from loaders.words import words

Edit = tuple[int, int, str]
"""Replace this half-open stretch of a view by these words, which are no longer than it."""


class Offsets(Sequence[int]):
    """Increasing offsets kept as runs of neighbours, so that ten megabytes of text do not become ten million numbers.

    >>> offsets = Offsets([(0, 10), (3, 20)], 5)
    >>> list(offsets), offsets[-1], offsets[2:4]
    ([10, 11, 12, 20, 21], 21, (12, 20))
    """

    __slots__ = ("_length", "_targets", "_views")

    def __init__(self, runs: Iterable[tuple[int, int]], length: int) -> None:
        pairs = list(runs)
        self._views = [view for view, _ in pairs]
        self._targets = [target for _, target in pairs]
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(self._length)))
        position = index + self._length if index < 0 else index
        if not 0 <= position < self._length:
            raise IndexError(index)
        run = bisect_right(self._views, position) - 1
        return self._targets[run] + position - self._views[run]

    def __iter__(self) -> Iterator[int]:
        ends = [*self._views[1:], self._length]
        for view, target, end in zip(self._views, self._targets, ends, strict=True):
            yield from range(target, target + end - view)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Offsets({list(zip(self._views, self._targets, strict=True))}, {self._length})"

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield (offset, length) of the runs that cover the half-open stretch of the view."""
        run = bisect_right(self._views, start) - 1
        while start < end:
            stop = min(end, self._views[run + 1] if run + 1 < len(self._views) else self._length)
            yield self._targets[run] + start - self._views[run], stop - start
            start, run = stop, run + 1


@dataclass(frozen=True, slots=True)
class View:
    """Words with their offsets; `len(text) == len(offsets)`.

    >>> view = View.of("a **bold** word", 0, 15).edited([(2, 4, ""), (8, 10, "")])
    >>> view.text, view.offsets[2]
    ('a bold word', 4)
    """

    text: str
    offsets: Offsets

    @classmethod
    def of(cls, text: str, start: int, end: int) -> View:
        """Return the view of a stretch of a document as it stands."""
        return cls(text[start:end], Offsets([(0, start)], end - start))

    @classmethod
    def joined(cls, text: str, spans: Sequence[tuple[int, int]]) -> View:
        """Return the view of several stretches of a document in order, each but the last with its line break."""
        words: list[str] = []
        runs: list[tuple[int, int]] = []
        length = 0
        for number, (start, end) in enumerate(spans):
            stop = end + 1 if number < len(spans) - 1 and text[end : end + 1] == "\n" else end
            if stop > start:
                runs.append((length, start))
                words.append(text[start:stop])
                length += stop - start
        return cls("".join(words), Offsets(runs or [(0, 0)], length))

    def edited(self, edits: Iterable[Edit]) -> View:
        """Return the view after edits, which are in order and do not overlap; replacements are no longer than what they replace."""
        words: list[str] = []
        runs: list[tuple[int, int]] = []
        length = at = 0
        changed = False
        for start, end, replacement in edits:
            changed = True
            words += (self.text[at:start], replacement)
            for target, size in (*self.offsets.runs(at, start), *self.offsets.runs(start, start + len(replacement))):
                runs.append((length, target))
                length += size
            at = end
        if not changed:
            return self
        words.append(self.text[at:])
        for target, size in self.offsets.runs(at, len(self.text)):
            runs.append((length, target))
            length += size
        return View("".join(words), Offsets(_merged(runs) or [(0, 0)], length))

    def part(self, start: int, end: int) -> View:
        """Return a half-open stretch of the view."""
        return self.edited([(0, start, ""), (end, len(self.text), "")]) if (start, end) != (0, len(self.text)) else self

    def stripped(self) -> View:
        """Return the view without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))

    def tidy(self) -> View:
        """Return the view as a reader sees it: hyphenation mended, invisible characters out, white space single, ends bare.

        >>> View.of("  magne-\\nsium\\u200b   in\\tcells ", 0, 28).tidy().text
        'magnesium in cells'
        """
        shown = self.edited((m.start(), m.end(), "") for m in _HIDDEN.finditer(self.text))
        mended = shown.edited((m.end(1) + hyphen_kept(m[1], m[3]), m.end(2), "") for m in _HYPHENATED.finditer(shown.text))
        return mended.edited((m.start(), m.end(), " ") for m in _SPACES.finditer(mended.text)).stripped()


def _merged(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for view, target in runs:
        if not kept or target - view != kept[-1][1] - kept[-1][0]:
            kept.append((view, target))
    return kept


def _hidden_characters() -> str:
    low = (chr(n) for n in range(0x3000) if unicodedata.category(chr(n)) in ("Cf", "Cc") and not chr(n).isspace())
    return "".join(re.escape(character) for character in low)


_HIDDEN = re.compile(f"[{_hidden_characters()}\ufeff\ufe00-\ufe0f\U000e0000-\U000e01ef]+")
"""Control and format characters: terminal codes, soft hyphens, zero-width spaces, text direction marks, tags, variation selectors."""
_HYPHENATED = re.compile(r"\b([^\W\d_]{2,})(-[ \t]*\n[ \t]*)(?=([a-z]{2,}))")
_SPACES = re.compile(r"\s\s+|[^\S ]")


def hyphen_kept(before: str, after: str) -> bool:
    """Return whether a hyphen at a line's end belongs to the word, because the parts stand alone in compounds.

    >>> hyphen_kept("stress", "related"), hyphen_kept("NMDA", "blocking"), hyphen_kept("magne", "sium")
    (True, True, False)
    """
    return before.isupper() or before.lower() in _FREE_BEFORE or after.lower() in _FREE_AFTER


_FREE_BEFORE = words(
    """
    anti co non pre post self low high long short well stress sleep voltage dose brain age time life cross
    """
)
_FREE_AFTER = words(
    """
    related induced dependent mediated based like term type specific free rich level wide driven dominant reactive
    """
)
