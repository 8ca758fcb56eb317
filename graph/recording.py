"""Values to rows of the journal: what one transaction of `graph.edits` writes.

Every function takes the connection that `Journal.writing` lends. What is derived (statements, search words) is written here too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from graph import codec
from graph.assembly import assemble, key_id
from graph.records import AMONG, TOLD, accepted, among, article_of
from graph.search import fold
from ontology.model import Claim, Decision, Document, EvidenceLevel, Factor, Flag, Statement, StatementKey


def begin_entry(connection: sqlite3.Connection, kind: str, target: str, time: str) -> int:
    """Return the number of a new entry."""
    cursor = connection.execute("INSERT INTO entry (kind, target, time) VALUES (?, ?, ?)", (kind, target, time))
    return int(cursor.lastrowid or 0)


def mark(connection: sqlite3.Connection, kind: str, ids: Iterable[str], number: int) -> None:
    """Note that these items changed at this number."""
    connection.executemany("INSERT OR REPLACE INTO change VALUES (?, ?, ?)", ((kind, item, number) for item in ids))


def put_document(connection: sqlite3.Connection, document: Document, time: str, edition: str | None) -> None:
    """Insert a document or replace the one with its id, as the current version."""
    connection.execute(
        "INSERT INTO document (id, article, superseded_by, time, metadata, text, blocks, edition) VALUES (?, ?, NULL, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET article = excluded.article, superseded_by = NULL, time = excluded.time, "
        "metadata = excluded.metadata, text = excluded.text, blocks = excluded.blocks, edition = excluded.edition",
        (
            document.id,
            article_of(document),
            time,
            codec.metadata_to_json(document),
            document.text,
            codec.pack_blocks(document.blocks),
            edition,
        ),
    )
    row = connection.execute("SELECT row FROM document WHERE id = ?", (document.id,)).fetchone()[0]
    connection.execute("INSERT OR REPLACE INTO document_words (rowid, title) VALUES (?, ?)", (row, fold(document.title or "")))


def put_edition(connection: sqlite3.Connection, document: str, edition: str) -> None:
    """Note which edition of the reader gave the claims of a document; it is no change of what is known."""
    connection.execute("UPDATE document SET edition = ? WHERE id = ?", (edition, document))


def supersede(connection: sqlite3.Connection, older: Iterable[str], newer: str) -> None:
    """Mark documents as superseded by another one; nothing of them is found by search any more."""
    for document in older:
        _drop_words(connection, document)
        connection.execute("UPDATE claim SET current = 0 WHERE document = ?", (document,))
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
    """Insert the claims of a current document, which has none, in the order of its text."""
    ordered = sorted(values, key=lambda item: (item.place.start, item.place.end))
    first = connection.execute("SELECT coalesce(max(row), 0) + 1 FROM claim").fetchone()[0]
    rows = [(first + i, *_claim_row(document, item)) for i, item in enumerate(ordered)]
    connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)", rows)
    words = ((first + i, fold(item.place.quote)) for i, item in enumerate(ordered))
    connection.executemany("INSERT INTO claim_words (rowid, quote) VALUES (?, ?)", words)


def _claim_row(document: str, item: Claim) -> tuple[str | None, ...]:
    statement = key_id(item.statement) if item.statement else None
    factors = item.subject.factor, item.object.factor
    return item.id, document, statement, *factors, item.relation.value, item.evidence.level.value, codec.claim_to_json(item)


def put_factors(connection: sqlite3.Connection, document: str, values: Sequence[Factor]) -> list[str]:
    """Insert the factors that a document names; return the ids of those that are new or say something else than before."""
    connection.executemany("INSERT OR IGNORE INTO naming VALUES (?, ?)", ((item.id, document) for item in values))
    ids = among(item.id for item in values)
    known = dict(connection.execute(f"SELECT id, data FROM factor WHERE id IN {AMONG}", (ids,)).fetchall())  # noqa: S608
    written = {item.id: codec.factor_to_json(item) for item in values}
    fresh = [item for item in values if known.get(item.id) != written[item.id]]
    for item in fresh:
        _put_factor(connection, item, written[item.id])
    return [item.id for item in fresh]


def _put_factor(connection: sqlite3.Connection, item: Factor, data: str) -> None:
    connection.execute("INSERT INTO factor (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data", (item.id, data))
    row = connection.execute("SELECT row FROM factor WHERE id = ?", (item.id,)).fetchone()[0]
    connection.execute(
        "INSERT OR REPLACE INTO factor_words (rowid, label, synonyms) VALUES (?, ?, ?)",
        (row, fold(item.label), "\n".join(map(fold, item.synonyms))),
    )
    connection.execute("DELETE FROM factor_name WHERE factor = ?", (item.id,))
    names = {fold(name) for name in (item.label, *item.synonyms)}
    connection.executemany("INSERT INTO factor_name VALUES (?, ?)", ((name, item.id) for name in sorted(names)))


def drop_unnamed_factors(connection: sqlite3.Connection, candidates: Iterable[str]) -> None:
    """Remove those of the candidates that no document names any more, not even a superseded one."""
    rows = connection.execute(
        f"SELECT row FROM factor WHERE id IN {AMONG} AND NOT EXISTS (SELECT 1 FROM naming WHERE naming.factor = factor.id)",  # noqa: S608
        (among(candidates),),
    ).fetchall()
    connection.executemany("DELETE FROM factor_words WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM factor_name WHERE factor = (SELECT id FROM factor WHERE row = ?)", rows)
    connection.executemany("DELETE FROM factor WHERE row = ?", rows)


def reassemble(connection: sqlite3.Connection, keys: Mapping[str, StatementKey]) -> list[str]:
    """Work out statements anew, given by id and key; return the ids of those that changed."""
    behind = accepted(connection, keys)
    ids = among(keys)
    before = dict(connection.execute(f"SELECT id, data FROM statement WHERE id IN {AMONG}", (ids,)).fetchall())  # noqa: S608
    values = {statement: assemble(key, behind.get(statement, ())) for statement, key in keys.items()}
    rows = [_statement_row(statement, keys[statement], value) for statement, value in values.items()]
    changed = [row for row in rows if row[DATA] != before.get(str(row[0]))]
    connection.executemany(
        "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET asserted = excluded.asserted, "
        "data = excluded.data, sources = excluded.sources, claims = excluded.claims, evidence = excluded.evidence, told = excluded.told",
        changed,
    )
    return [str(row[0]) for row in changed]


DATA = 6
"""Where the JSON stands in a row of the table of statements."""


def _statement_row(statement: str, key: StatementKey, value: Statement | None) -> tuple[str | int | None, ...]:
    named = statement, key.subject, key.relation.value, key.object, key.sign.value
    if value is None:
        return *named, False, None, 0, 0, EvidenceLevel.NONE.value, 0
    parts = value.supporting, value.hedged, value.hypothetical, value.denying
    told = sum(bit for bit, claims in zip(TOLD.values(), parts, strict=True) if claims)
    best = max(value.by_evidence, key=_LEVELS.index, default=EvidenceLevel.NONE)
    return *named, value.asserted, codec.statement_to_json(value), value.sources, sum(map(len, parts)), best.value, told


_LEVELS = tuple(EvidenceLevel)
"""From nothing to an identified source."""


def put_decision(connection: sqlite3.Connection, decision: Decision, judged: str | None) -> None:
    """Append a decision."""
    connection.execute(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)",
        (decision.number, decision.target, decision.verdict.value, decision.reviewer, decision.time, decision.reason, judged),
    )


def put_flags(connection: sqlite3.Connection, values: Sequence[Flag]) -> list[str] | None:
    """Replace the flags that are kept by these, in this order; return the ids of those that came, went or say something else.

    None when all is as it was. What was kept of an audit in rounds (`put_found`) is forgotten with it.
    """
    rows = connection.execute("SELECT id, data FROM flag WHERE NOT closed ORDER BY weight DESC, position, code, id").fetchall()
    held, written = dict(rows), {item.id: codec.flag_to_json(item) for item in values}
    if list(held.items()) == list(written.items()):
        return None
    connection.execute("DELETE FROM audit")
    connection.execute("DELETE FROM flag WHERE closed")
    changed = sorted(flag for flag in {*held, *written} if held.get(flag) != written.get(flag))
    connection.executemany("DELETE FROM flag WHERE id = ?", ((flag,) for flag in changed))
    places = {flag: place for place, flag in enumerate(written)}
    connection.executemany(
        "UPDATE flag SET weight = 0, position = ?, home = NULL WHERE id = ?", ((at, flag) for flag, at in places.items())
    )
    fresh = ((flag, written[flag], places[flag]) for flag in changed if flag in written)
    connection.executemany("INSERT INTO flag (id, data, weight, position, closed) VALUES (?, ?, 0, ?, 0)", fresh)
    return changed


def close_flag(connection: sqlite3.Connection, flag_id: str, *, closed: bool) -> bool:
    """Take a kept flag out, or bring it back; return whether that changed anything."""
    cursor = connection.execute("UPDATE flag SET closed = ? WHERE id = ? AND closed <> ?", (closed, flag_id, closed))
    return cursor.rowcount > 0
