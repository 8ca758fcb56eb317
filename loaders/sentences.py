"""Sentence boundaries in the view of a block, found by punctuation alone: the same everywhere, and never inside an abbreviation.

Very long stretches without an end are cut where a clause ends, so that a run-on of 100 kB costs no more than a hundred long sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Sentence, Span
from loaders.inflection import lemma_of_form

LONGEST = 1_000
"""Characters of one piece handed to the parser: above any real sentence (the longest of the dev texts has 620)."""
_CLAUSE_ENDS = (
    re.compile(r"[;:](?= )"),
    re.compile(r",(?= (?:and|but|or|so|yet|while|whereas|which|because|although|then)\b)"),
    re.compile(r",(?= )"),
    re.compile(r"(?= )"),
)
"""Where a run-on may be cut, the best first."""

_END = re.compile(
    r"(?<=[.!?…])[\"”’')\]*_]*(?:\s*\[\^?[\d,\s–-]+\])*\s+(?=[\"“‘'(\[*_]*[A-Z0-9\u0391-\u0394α-ω])"
    r"|(?<=\w)(?:\[\^?\d[\d,\s–-]*\])+\s+(?=(?:The|This|These|It|In|However|When|If|An?)\s)"
)
"""Where a sentence ends: behind its full stop and citations, or behind citations alone where a new one plainly begins."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|al|approx|ca|resp|fig|figs|ref|refs|no|nos|vol|pp|ch|sec|eq|dr|mr|mrs|ms|prof|st|inc|ltd"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|spp|sp|subsp|var)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
_LIST_ABBREVIATION_ENDS = re.compile(r"\b(?:etc|al|inc|ltd)\.$", re.IGNORECASE)


_LABEL = re.compile(r"(?:[\"“*_]*[A-Z0-9][\w’'()/,&–-]*(?: [\w’'()/,&–-]+){0,5}[*_]*):[*_\"”]*\s+(?=[\"“*_]*[A-Z])")
"""A label in front of a sentence: at most six words, a colon, a capital."""
_DASHED = re.compile(r"[\"“*_]*[A-Z0-9][\w’'()/,&-]*(?: [\w’'()/,&-]+){0,4}[*_]*\s[-–—]\s+(?=[\"“*_]*[A-Z][a-z])")
"""A label of a list item set off by a dash: "Bones - Gives structure"."""


def _verbal_label(text: str, *, item: bool) -> re.Match[str] | None:
    """Return a short label in front of a verb: "Zinc: lowers copper"."""
    found = re.match(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,2}:\s+(?=([a-z]+))", text)
    dashed = re.match(r"[\w’'()+-]+(?: [\w’'()+-]+){0,3} [-–—] (?=([a-z]+s)\b)", text) if item and not found else None
    if dashed and dashed[1] in lemma_of_form() and lemma_of_form()[dashed[1]] != dashed[1]:
        return dashed
    return found if found and (item or lemma_of_form().get(found.group(1), found.group(1)) != found.group(1)) else None


def _is_abbreviation(before: str, after: str) -> bool:
    if not _ABBREVIATION.search(before):
        return False
    if _LIST_ABBREVIATION_ENDS.search(before):
        return not after[:1].isupper()
    return not re.search(r"\b(?:vitamin|type|group|hepatitis|phase|factor|protein|plan|grade) [A-Z]\.$", before, re.IGNORECASE)


def _cuts(text: str) -> Iterator[int]:
    """Yield where a new sentence begins, after the first."""
    for match in _END.finditer(text):
        head = re.sub(r"[\"”’')\]*_]+$", "", text[max(0, match.start() - 24) : match.start() + len(match.group().rstrip())])
        if not _is_abbreviation(head.rstrip("\"”’')]*_ "), text[match.end() : match.end() + 2]):
            yield match.end()


def _cut(text: str, start: int) -> int:
    """Return where a run-on that begins at `start` is cut: at the last end of a clause in the second half of what is allowed."""
    for ends in _CLAUSE_ENDS:
        found = [match.end() for match in ends.finditer(text, start + LONGEST // 2, start + LONGEST)]
        if found:
            return found[-1]
    return start + LONGEST


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span whole, or in pieces of at most LONGEST characters, cut where clauses end."""
    while end - start > LONGEST:
        cut = _cut(text, start)
        yield start, cut
        start = cut
    yield start, end


def spans(text: str, *, item: bool = False) -> Iterator[Span]:
    """Yield the spans of the sentences of `text`, without the white space around them.

    >>> text = "Zinc (e.g. oxide) lowers copper. Iron rises."
    >>> [text[a:b] for a, b in spans(text)]
    ['Zinc (e.g. oxide) lowers copper.', 'Iron rises.']
    """
    begin = 0
    label = _LABEL.match(text) or _verbal_label(text, item=item) or (_DASHED.match(text) if item else None)
    first = [label.end()] if label else []
    for cut in [*first, *(cut for cut in _cuts(text) if cut not in first), len(text)]:
        for start, end in _pieces(text, begin, cut):
            stripped = text[start:end].strip()
            if stripped:
                lead = start + text[start:end].index(stripped)
                yield lead, lead + len(stripped)
        begin = cut


def sentences(text: str, block: int = 0, *, item: bool = False) -> list[Sentence]:
    """Return the sentences of a block's view in order."""
    return [
        Sentence(block=block, start=start, end=end, text=text[start:end], number=number)
        for number, (start, end) in enumerate(spans(text, item=item))
    ]
