"""Sentence: what the audit reads where no claim stands (a dose, a vague lead-in, a byline), with its place in the document.

The splitter is plain and quick; it need not agree with the reader's, because flags point at the document, not at claims' sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.model import Block, BlockKind, Document, Passage, Place

CONTEXT = 32
"""Characters of a place's prefix and suffix, as in `ontology.model.Place`."""

_WHOLE = frozenset({BlockKind.TABLE_ROW, BlockKind.FURNITURE, BlockKind.REFERENCE, BlockKind.HEADING})
_END = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|et al|vs|cf|approx|ca|figs?|chap|ch|pp|vol|sect?|eqs?|refs?|eds?|viz|resp|dr|prof|no|[A-Z])\.\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, bullet or heading. `text` is the reading view, `block` the index of its block, `number` its rank in the article."""

    document_id: str
    number: int
    block: int
    kind: BlockKind
    text: str
    place: Place
    lead_in: int | None = None

    @property
    def passage(self) -> Passage:
        """Return where it stands, for a flag."""
        return Passage(document_id=self.document_id, place=self.place)

    @property
    def prose(self) -> bool:
        """Return whether the author says it: neither furniture nor reference list, heading or somebody's quotation."""
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FIGURE)

    def overlaps(self, place: Place) -> bool:
        """Return whether it shares a character with `place`."""
        return self.place.start < place.end and place.start < self.place.end


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order; of its whole text where it has no blocks.

    >>> [s.text for s in sentences(Document(id="d", text="Zinc, e.g. 5 mg, lowers copper. Iron does not."))]
    ['Zinc, e.g. 5 mg, lowers copper.', 'Iron does not.']
    """
    spans = ((index, block, span) for index, block in enumerate(_blocks(document)) for span in _spans(block))
    return tuple(_sentence(document, number, index, block, span) for number, (index, block, span) in enumerate(spans))


def place(document: Document, start: int, end: int, section: str | None = None) -> Place:
    """Return the place of `text[start:end]`, with up to 32 characters on either side."""
    text = document.text
    return Place(
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        section=section,
    )


def passage(document: Document, start: int, end: int) -> Passage:
    """Return the passage `text[start:end]` of a document, with the section of the block that it is in."""
    holding = [block for block in document.blocks if block.start <= start < block.end]
    return Passage(document_id=document.id, place=place(document, start, end, holding[0].section if holding else None))


def _blocks(document: Document) -> tuple[Block, ...]:
    if document.blocks or not document.text.strip():
        return document.blocks
    offsets = tuple(range(len(document.text)))
    return (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(offsets), text=document.text, offsets=offsets),)


def _spans(block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of the block's sentences in its view, trimmed."""
    start = 0
    for end in (*_ends(block), len(block.text)):
        words = block.text[start:end]
        left, right = len(words) - len(words.lstrip()), len(words.rstrip())
        if right > left:
            yield start + left, start + right
        start = end


def _ends(block: Block) -> Iterator[int]:
    if block.kind in _WHOLE:
        return
    for match in _END.finditer(block.text):
        if not _ABBREVIATION.search(block.text[max(0, match.start() - 8) : match.end()]):
            yield match.end()


def _sentence(document: Document, number: int, index: int, block: Block, span: tuple[int, int]) -> Sentence:
    start, end = block.span(*span)
    return Sentence(
        document_id=document.id,
        number=number,
        block=index,
        kind=block.kind,
        text=block.text[slice(*span)],
        place=place(document, start, end, block.section),
        lead_in=block.lead_in,
    )
