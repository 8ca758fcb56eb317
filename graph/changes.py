"""What changed in a store after one of its journal numbers, seen at one moment: enough to bring up to date what was worked out from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from graph import records
from ontology.model import Claim, Decision, Document, Factor, Statement


class Changes(NamedTuple):
    """Everything that is not as it was at a journal number; at 0, everything.

    `order` names all current documents, in the order in which they were first loaded. `documents` are those of them that are new or
    other than before, or about whose claims somebody decided, each with all its claims, rejected ones too. Of factors and statements
    there are the new or changed ones by id, None for those that are gone.
    """

    number: int
    order: tuple[str, ...]
    documents: dict[str, tuple[Document, tuple[Claim, ...]]]
    factors: dict[str, Factor | None]
    statements: dict[str, Statement | None]
    decisions: tuple[Decision, ...]


def changes(connection: sqlite3.Connection, after: int) -> Changes:
    """Return what changed after a journal number."""
    decisions = tuple(records.decisions(connection, after=after))
    order = tuple(records.document_ids(connection))
    touched = {*records.changed(connection, "document", after), *records.documents_of(connection, {item.target for item in decisions})}
    factors, statements = (records.changed(connection, kind, after) for kind in ("factor", "statement"))
    return Changes(
        number=records.last_number(connection),
        order=order,
        documents=_documents(connection, [document for document in order if document in touched]),
        factors={**dict.fromkeys(factors), **{item.id: item for item in records.named_among(connection, factors)}},
        statements={**dict.fromkeys(statements), **{item.id: item for item in records.statements_among(connection, statements)}},
        decisions=decisions,
    )


def _documents(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[Document, tuple[Claim, ...]]]:
    held = {document: records.held(connection, document) for document in ids}
    return {item: (found.document, tuple(records.claims(connection, document=item))) for item, found in held.items() if found}
