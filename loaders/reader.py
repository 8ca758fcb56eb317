"""The reader: a document with blocks in, ungrounded claims out.

`RuleReader` is deterministic: the same document gives the same claims, ids included.
"""

from __future__ import annotations

from typing import Protocol

from ontology.model import Claim, Document


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


class RuleReader:
    """Rules over dependency trees and over block structure."""

    name = "rules"
    version = "1"

    def read(self, document: Document) -> list[Claim]:
        """Return the claims of a document in the order of its text, without factors."""
        del document
        return []


def open_reader() -> Reader:
    """Return the reader that the product uses; its parser is loaded when the first document is read."""
    return RuleReader()
