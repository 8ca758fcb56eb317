"""Rows of the journal to values and back: the only file beside `journal` and `search` that speaks SQL.

Every function takes a connection that `Journal.reading` or `Journal.writing` lends, and leaves the transaction to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph import codec
from graph.assembly import assemble, key_id
from graph.search import fold
from ontology.model import Claim, Decision, Document, Factor, Flag, Statement, StatementKey, Verdict
from ontology.relations import Relation

MANY = 30_000
"""Values bound to one statement; SQLite allows 32,766 by default (SQLITE_MAX_VARIABLE_NUMBER)."""


class Held(NamedTuple):
    """A document as the journal holds it: when it was loaded, and which version took its place."""

    document: Document
    time: str
    superseded_by: str | None


# --- reading --------------------------------------------------------------------------------------------------------------------


def last_number(connection: sqlite3.Connection) -> int:
    """Return the number of the last transaction, 0 for a new journal."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()[0])


def changed(connection: sqlite3.Connection, kind: str, after: int) -> list[str]:
    """Return the ids of the items of one kind that changed or went after a journal number."""
    rows = connection.execute("SELECT id FROM change WHERE kind = ? AND number > ? ORDER BY id", (kind, after))
    return [row[0] for row in rows]


def held(connection: sqlite3.Connection, document: str) -> Held | None:
    """Return one document, superseded or not; None when there is none."""
    return next(iter(_held(connection, "WHERE id = ?", (document,))), None)


def all_held(connection: sqlite3.Connection, *, superseded: bool = False) -> Iterator[Held]:
    """Yield documents in the order in which they were first loaded; older versions too if asked."""
    return _held(connection, "" if superseded else "WHERE superseded_by IS NULL")


def _held(connection: sqlite3.Connection, where: str, values: Sequence[str] = ()) -> Iterator[Held]:
    rows = connection.execute(f"SELECT metadata, text, blocks, time, superseded_by FROM document {where} ORDER BY row", values)  # noqa: S608
    for metadata, text, blocks, time, superseded_by in rows:
        yield Held(codec.document_from_parts(metadata, text, codec.unpack_blocks(blocks)), time, superseded_by)


def document_ids(connection: sqlite3.Connection, *, superseded: bool = False) -> list[str]:
    """Return ids of documents in the order in which they were first loaded; older versions too if asked."""
    where = "" if superseded else "WHERE superseded_by IS NULL"
    return [row[0] for row in connection.execute(f"SELECT id FROM document {where} ORDER BY row")]  # noqa: S608


def load_times(connection: sqlite3.Connection) -> dict[str, str]:
    """Return when each document was loaded."""
    return dict(connection.execute("SELECT id, time FROM document").fetchall())


def claims(
    connection: sqlite3.Connection, *, document: str | None = None, statement: str | None = None, factor: str | None = None
) -> Iterator[Claim]:
    """Yield claims, in the order of documents and then of the text; those of superseded versions only when `document` names one."""
    wanted = [("claim.document = ?", document), ("claim.statement = ?", statement)]
    conditions = [condition for condition, value in wanted if value is not None]
    values = [value for _, value in wanted if value is not None]
    if factor is not None:
        conditions.append("(claim.subject = ? OR claim.object = ?)")
        values += [factor, factor]
    if document is None:
        conditions.append("document.superseded_by IS NULL")
    rows = connection.execute(
        "SELECT claim.data FROM claim JOIN document ON document.id = claim.document "  # noqa: S608
        f"WHERE {' AND '.join(conditions)} ORDER BY document.row, claim.row",
        values,
    )
    return (codec.claim_from_json(row[0]) for row in rows)


def claim(connection: sqlite3.Connection, claim_id: str) -> Claim | None:
    """Return one claim, superseded or not."""
    row = connection.execute("SELECT data FROM claim WHERE id = ?", (claim_id,)).fetchone()
    return codec.claim_from_json(row[0]) if row else None


def factors(connection: sqlite3.Connection) -> Iterator[Factor]:
    """Yield the factors that current documents name, by id."""
    rows = connection.execute("SELECT data FROM named_factor ORDER BY id")
    return (codec.factor_from_json(row[0]) for row in rows)


def named_factor(connection: sqlite3.Connection, factor_id: str) -> Factor | None:
    """Return one factor if a current document names it."""
    row = connection.execute("SELECT data FROM named_factor WHERE id = ?", (factor_id,)).fetchone()
    return codec.factor_from_json(row[0]) if row else None


def factor(connection: sqlite3.Connection, factor_id: str) -> Factor | None:
    """Return one factor, also one that only superseded versions name."""
    row = connection.execute("SELECT data FROM factor WHERE id = ?", (factor_id,)).fetchone()
    return codec.factor_from_json(row[0]) if row else None


def statements(connection: sqlite3.Connection) -> Iterator[Statement]:
    """Yield the statements, by id."""
    rows = connection.execute("SELECT data FROM statement WHERE data IS NOT NULL ORDER BY id")
    return (codec.statement_from_json(row[0]) for row in rows)


def statement(connection: sqlite3.Connection, statement_id: str) -> Statement | None:
    """Return one statement."""
    row = connection.execute("SELECT data FROM statement WHERE id = ?", (statement_id,)).fetchone()
    return codec.statement_from_json(row[0]) if row and row[0] else None


def statement_key(connection: sqlite3.Connection, statement_id: str) -> StatementKey | None:
    """Return what a statement says, also when nothing is left of it."""
    row = connection.execute("SELECT subject, relation, object FROM statement WHERE id = ?", (statement_id,)).fetchone()
    return StatementKey(subject=row[0], relation=Relation(row[1]), object=row[2]) if row else None


def decisions(connection: sqlite3.Connection, *, target: str | None = None, after: int = 0) -> Iterator[Decision]:
    """Yield decisions in their order: all, those about one target, those after a journal number."""
    rows = connection.execute(
        "SELECT number, target, verdict, reviewer, time, reason FROM decision WHERE number > ? AND target = coalesce(?, target) "
        "ORDER BY number",
        (after, target),
    )
    for number, aim, verdict, reviewer, time, reason in rows:
        yield Decision(number=number, target=aim, verdict=Verdict(verdict), reviewer=reviewer, time=time, reason=reason)


def flags(connection: sqlite3.Connection) -> Iterator[Flag]:
    """Yield the flags of the last audit that was kept, in its order."""
    return (codec.flag_from_json(row[0]) for row in connection.execute("SELECT data FROM flag ORDER BY position"))


def rejected(connection: sqlite3.Connection, statement_id: str) -> set[str]:
    """Return the claims about one statement whose last decision rejects them."""
    rows = connection.execute(
        "SELECT claim.id FROM claim JOIN decision ON decision.target = claim.id WHERE claim.statement = ? "
        "GROUP BY claim.id HAVING max(decision.number) = max(CASE verdict WHEN 'rejected' THEN decision.number END)",
        (statement_id,),
    )
    return {row[0] for row in rows}


# --- writing --------------------------------------------------------------------------------------------------------------------


def begin_entry(connection: sqlite3.Connection, kind: str, target: str, time: str) -> int:
    """Return the number of a new entry."""
    cursor = connection.execute("INSERT INTO entry (kind, target, time) VALUES (?, ?, ?)", (kind, target, time))
    return int(cursor.lastrowid or 0)


def mark(connection: sqlite3.Connection, kind: str, ids: Iterable[str], number: int) -> None:
    """Note that these items changed at this number."""
    connection.executemany("INSERT OR REPLACE INTO change VALUES (?, ?, ?)", ((kind, item, number) for item in ids))


def article_of(document: Document) -> str | None:
    """Return what all versions of an article share: its address, else where it was read, apart from its digests; None when unknown."""
    place = document.url or document.source
    return None if place is None else json.dumps([place, document.digest_of])


def put_document(connection: sqlite3.Connection, document: Document, time: str) -> None:
    """Insert a document or replace the one with its id, as the current version."""
    connection.execute(
        "INSERT INTO document (id, article, superseded_by, time, metadata, text, blocks) VALUES (?, ?, NULL, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET article = excluded.article, superseded_by = NULL, time = excluded.time, "
        "metadata = excluded.metadata, text = excluded.text, blocks = excluded.blocks",
        (
            document.id,
            article_of(document),
            time,
            codec.metadata_to_json(document),
            document.text,
            codec.pack_blocks(document.blocks),
        ),
    )
    row = connection.execute("SELECT row FROM document WHERE id = ?", (document.id,)).fetchone()[0]
    connection.execute("INSERT OR REPLACE INTO document_words (rowid, title) VALUES (?, ?)", (row, fold(document.title or "")))


def older_versions(connection: sqlite3.Connection, document: Document) -> list[str]:
    """Return the ids of the other current versions of the article of `document`."""
    rows = connection.execute(
        "SELECT id FROM document WHERE article = ? AND id <> ? AND superseded_by IS NULL ORDER BY row", (article_of(document), document.id)
    )
    return [row[0] for row in rows]


def supersede(connection: sqlite3.Connection, older: Iterable[str], newer: str) -> None:
    """Mark documents as superseded by another one; nothing of them is found by search any more."""
    for document in older:
        _drop_words(connection, document)
        connection.execute("UPDATE document SET superseded_by = ? WHERE id = ?", (newer, document))


def take_out(connection: sqlite3.Connection, document: str) -> None:
    """Remove a document's claims and namings, and the row of the document itself."""
    drop_claims(connection, document)
    _drop_words(connection, document)
    connection.execute("DELETE FROM document WHERE id = ?", (document,))


def _drop_words(connection: sqlite3.Connection, document: str) -> None:
    """Take a document out of the search index."""
    connection.execute("DELETE FROM claim_words WHERE rowid IN (SELECT row FROM claim WHERE document = ?)", (document,))
    connection.execute("DELETE FROM document_words WHERE rowid = (SELECT row FROM document WHERE id = ?)", (document,))


def drop_claims(connection: sqlite3.Connection, document: str) -> None:
    """Remove a document's claims and namings."""
    _drop_words(connection, document)
    connection.execute("DELETE FROM claim WHERE document = ?", (document,))
    connection.execute("DELETE FROM naming WHERE document = ?", (document,))


def put_claims(connection: sqlite3.Connection, document: str, values: Sequence[Claim]) -> None:
    """Insert the claims of a document, which has none, in the order of its text."""
    ordered = sorted(values, key=lambda item: (item.place.start, item.place.end))
    first = connection.execute("SELECT coalesce(max(row), 0) + 1 FROM claim").fetchone()[0]
    rows = [(first + i, *_claim_row(document, item)) for i, item in enumerate(ordered)]
    connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    words = ((first + i, fold(item.place.quote)) for i, item in enumerate(ordered))
    connection.executemany("INSERT INTO claim_words (rowid, quote) VALUES (?, ?)", words)


def _claim_row(document: str, item: Claim) -> tuple[str | None, ...]:
    statement_id = key_id(item.statement) if item.statement else None
    return item.id, document, statement_id, item.subject.factor, item.object.factor, codec.claim_to_json(item)


def put_factors(connection: sqlite3.Connection, document: str, values: Iterable[Factor]) -> list[str]:
    """Insert the factors that a document names; return the ids of those that are new or say something else than before."""
    new = []
    for item in values:
        connection.execute("INSERT OR IGNORE INTO naming VALUES (?, ?)", (item.id, document))
        data = codec.factor_to_json(item)
        row = connection.execute("SELECT data FROM factor WHERE id = ?", (item.id,)).fetchone()
        if row is None or row[0] != data:
            new.append(item.id)
            _put_factor(connection, item, data)
    return new


def _put_factor(connection: sqlite3.Connection, item: Factor, data: str) -> None:
    connection.execute("INSERT INTO factor (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data", (item.id, data))
    row = connection.execute("SELECT row FROM factor WHERE id = ?", (item.id,)).fetchone()[0]
    connection.execute(
        "INSERT OR REPLACE INTO factor_words (rowid, label, synonyms) VALUES (?, ?, ?)",
        (row, fold(item.label), "\n".join(map(fold, item.synonyms))),
    )


def drop_unnamed_factors(connection: sqlite3.Connection, candidates: Iterable[str]) -> list[str]:
    """Remove those of the candidates that no document names any more; return their ids."""
    gone = [item for item in candidates if not connection.execute("SELECT 1 FROM naming WHERE factor = ?", (item,)).fetchone()]
    for item in gone:
        connection.execute("DELETE FROM factor_words WHERE rowid = (SELECT row FROM factor WHERE id = ?)", (item,))
        connection.execute("DELETE FROM factor WHERE id = ?", (item,))
    return gone


def unnamed(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that no current document names."""
    return {item for item in ids if named_factor(connection, item) is None}


def named_factors(connection: sqlite3.Connection, document: str) -> list[str]:
    """Return the ids of the factors that a document names."""
    return [row[0] for row in connection.execute("SELECT factor FROM naming WHERE document = ? ORDER BY factor", (document,))]


def keys_of(connection: sqlite3.Connection, document: str) -> dict[str, StatementKey]:
    """Return the statements that the claims of a document are about, by id."""
    rows = connection.execute("SELECT data FROM claim WHERE document = ? AND statement IS NOT NULL", (document,))
    keys = (codec.claim_from_json(row[0]).statement for row in rows)
    return {key_id(key): key for key in keys if key}


def reassemble(connection: sqlite3.Connection, keys: Iterable[StatementKey]) -> list[str]:
    """Work out the statements with these keys anew; return the ids of those that changed."""
    return [key_id(key) for key in keys if _reassemble(connection, key)]


def _reassemble(connection: sqlite3.Connection, key: StatementKey) -> bool:
    """Work out one statement anew; return whether it changed."""
    statement_id = key_id(key)
    out = rejected(connection, statement_id)
    value = assemble(key, (item for item in claims(connection, statement=statement_id) if item.id not in out))
    data = codec.statement_to_json(value) if value else None
    before = connection.execute("SELECT data FROM statement WHERE id = ?", (statement_id,)).fetchone()
    if data == (before[0] if before else None):
        return False
    connection.execute(
        "INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?)", (statement_id, key.subject, key.relation.value, key.object, data)
    )
    return True


def put_decision(connection: sqlite3.Connection, decision: Decision, judged: str | None) -> None:
    """Append a decision."""
    connection.execute(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)",
        (decision.number, decision.target, decision.verdict.value, decision.reviewer, decision.time, decision.reason, judged),
    )


def put_flags(connection: sqlite3.Connection, values: Sequence[Flag]) -> None:
    """Replace the flags that are kept."""
    connection.execute("DELETE FROM flag")
    connection.executemany("INSERT INTO flag VALUES (?, ?, ?)", ((i, item.id, codec.flag_to_json(item)) for i, item in enumerate(values)))
