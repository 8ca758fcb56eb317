"""The reader: a document with blocks in, ungrounded claims out.

`RuleReader` is deterministic: the same document gives the same claims, ids included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from loaders import structure
from loaders.candidates import Candidate, Sentence
from loaders.completion import complete
from loaders.filter import confidences
from loaders.language import is_read
from loaders.parser import batches
from loaders.reads import Read, read_tree, read_twice
from loaders.resolving import resolved
from loaders.sentences import sentences
from ontology.model import BlockKind, Claim, Document

__all__ = ["Read", "Reader", "RuleReader", "distinct", "open_reader", "prose", "read_tree", "resolved"]

SILENT = frozenset({BlockKind.FURNITURE, BlockKind.REFERENCE, BlockKind.QUOTATION})
"""Blocks that assert nothing of their own."""


Progress = Callable[[Document, float], None]
"""Told of a document, from time to time, which share of it has been read, in [0, 1]; 1.0 comes last."""


class Reader(Protocol):
    """Anything that reads claims out of a document; `name` and `version` go into every claim's `reading`."""

    @property
    def name(self) -> str:
        """Return the name of the reader."""
        ...

    @property
    def version(self) -> str:
        """Return its version; it changes whenever the claims of a document may."""
        ...

    def read(self, document: Document) -> list[Claim]:
        """Return the claims of a document in the order of its text, without factors."""
        ...


def prose(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of the blocks that can assert something."""
    for index, block in enumerate(document.blocks):
        header = block.kind is BlockKind.TABLE_ROW and block.lead_in is None
        if block.kind not in SILENT and not header:
            yield from sentences(block.text[: structure.readable(block.text)], index, item=block.kind is BlockKind.LIST_ITEM)


def distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that an earlier rule found in the same sentence."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for item in found:
        if item.key not in seen:
            seen.add(item.key)
            kept.append(item)
    return kept


class RuleReader:
    """Rules over dependency trees and over block structure."""

    name = "rules"
    version = "2"

    def __init__(self, *, progress: Progress | None = None) -> None:
        self.progress = progress

    def _sentences(self, document: Document) -> Iterator[list[Sentence]]:
        """Yield the sentences in batches, and tell how far that is once the next one is asked for."""
        for batch in batches(prose(document)):
            yield batch
            if self.progress is not None:
                self.progress(document, document.blocks[batch[-1].block].end / len(document.text))

    def candidates(self, document: Document) -> list[Candidate]:
        """Return what the rules believe a document claims, in the order of its text."""
        heads = {index for index, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING}
        reads = (read for batch in self._sentences(document) for read in read_twice(batch, lambda sentence: sentence.block in heads))
        return distinct(resolved(document, reads))

    def read(self, document: Document) -> list[Claim]:
        """Return the claims of a document in the order of its text, without factors; none of a text that is not English."""
        found = self.candidates(document) if is_read(document.language) else []
        sure = confidences(found, document.blocks)
        claims = [complete(document, item, self.name, self.version, confidence=p) for item, p in zip(found, sure, strict=True)]
        if self.progress is not None:
            self.progress(document, 1.0)
        return sorted(claims, key=lambda claim: (claim.place.start, claim.place.end))


def open_reader(*, progress: Progress | None = None) -> Reader:
    """Return the reader that the product uses; its parser is loaded when the first document is read."""
    return RuleReader(progress=progress)
