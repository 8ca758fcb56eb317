"""Rows of the journal to values. Of the files that speak SQL `recording` is the way back, `picking` and `flagged` pick what pages show,
`rounds` keeps an audit, `search` searches, and `schema` has the tables.

Every function takes a connection that `Journal.reading` or `Journal.writing` lends, and leaves the transaction to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph import codec
from graph.assembly import key_id
from ontology.model import Claim, Decision, Document, EvidenceLevel, Factor, Flag, Statement, StatementKey, Verdict
from ontology.relations import Relation

AMONG = "(SELECT value FROM json_each(?))"
"""A list of any length as one bound value; see `among`."""


TOLD = {"asserted": 1, "hedged": 2, "hypothetical": 4, "denied": 8}
"""Bits of the column `told` of a statement: how it is told, or that it is denied."""


def among(values: Iterable[str]) -> str:
    """Return values for AMONG."""
    return json.dumps(list(values))


class Held(NamedTuple):
    """A document as the journal holds it: when it was loaded, and which version took its place."""

    document: Document
    time: str
    superseded_by: str | None


def last_number(connection: sqlite3.Connection, *, audits: bool = True) -> int:
    """Return the number of the last transaction, 0 for a new journal; without `audits`, of the last that changed more than flags."""
    where = "" if audits else "WHERE kind <> 'audit'"
    row = connection.execute(f"SELECT number FROM entry {where} ORDER BY number DESC LIMIT 1").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def changed(connection: sqlite3.Connection, kind: str, after: int) -> list[str]:
    """Return the ids of the items of one kind that changed or went after a journal number."""
    rows = connection.execute("SELECT id FROM change WHERE kind = ? AND number > ? ORDER BY id", (kind, after))
    return [row[0] for row in rows]


def held(connection: sqlite3.Connection, document: str) -> Held | None:
    """Return one document, superseded or not; None when there is none."""
    return next(iter(_held(connection, "WHERE id = ?", (document,))), None)


def edition(connection: sqlite3.Connection, document: str) -> str | None:
    """Return which edition of the reader gave the claims of a document, superseded or not; None when nobody said, or it is not there."""
    row = connection.execute("SELECT edition FROM document WHERE id = ?", (document,)).fetchone()
    return row[0] if row else None


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


def documents_of(connection: sqlite3.Connection, claim_ids: Iterable[str]) -> set[str]:
    """Return the ids of the documents in which these claims stand."""
    return {row[0] for row in connection.execute(f"SELECT document FROM claim WHERE id IN {AMONG}", (among(claim_ids),))}  # noqa: S608


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
        conditions.append("claim.current")
    rows = connection.execute(
        "SELECT claim.data FROM claim JOIN document ON document.id = claim.document "  # noqa: S608
        f"WHERE {' AND '.join(conditions)} ORDER BY document.row, claim.row",
        values,
    )
    return (codec.claim_from_json(row[0]) for row in rows)


def documents_with(connection: sqlite3.Connection, *, statement: str | None = None, factor: str | None = None) -> set[str]:
    """Return the ids of the current documents that hold a claim which fits every given id."""
    conditions: list[str] = ["current"]
    values: list[str] = []
    if statement is not None:
        conditions, values = [*conditions, "statement = ?"], [*values, statement]
    if factor is not None:
        conditions, values = [*conditions, "(subject = ? OR object = ?)"], [*values, factor, factor]
    return {row[0] for row in connection.execute(f"SELECT DISTINCT document FROM claim WHERE {' AND '.join(conditions)}", values)}  # noqa: S608


def claim(connection: sqlite3.Connection, claim_id: str) -> Claim | None:
    """Return one claim, superseded or not."""
    row = connection.execute("SELECT data FROM claim WHERE id = ?", (claim_id,)).fetchone()
    return codec.claim_from_json(row[0]) if row else None


def factors(connection: sqlite3.Connection) -> Iterator[Factor]:
    """Yield the factors that current documents name, by id."""
    rows = connection.execute("SELECT data FROM named_factor ORDER BY id")
    return (codec.factor_from_json(row[0]) for row in rows)


def named_among(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Factor]:
    """Yield those of these factors that a current document names, by id."""
    rows = connection.execute(f"SELECT data FROM named_factor WHERE id IN {AMONG} ORDER BY id", (among(ids),))  # noqa: S608
    return (codec.factor_from_json(row[0]) for row in rows)


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


def statements_among(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Statement]:
    """Yield those of these statements that something is left of, by id."""
    rows = connection.execute(f"SELECT data FROM statement WHERE id IN {AMONG} AND data IS NOT NULL ORDER BY id", (among(ids),))  # noqa: S608
    return (codec.statement_from_json(row[0]) for row in rows)


def statement_keys(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[StatementKey]:
    """Yield what these statements say, also when nothing is left of them."""
    rows = connection.execute(f"SELECT subject, relation, object FROM statement WHERE id IN {AMONG} ORDER BY id", (among(ids),))  # noqa: S608
    return (StatementKey(subject=row[0], relation=Relation(row[1]), object=row[2]) for row in rows)


def contradictions(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield pairs of asserted statements about the same factors with opposite signs, the raising one first.

    With `ids`, only pairs with one of these in it.
    """
    where, values = ("", ()) if ids is None else (f"AND (up.id IN {AMONG} OR down.id IN {AMONG})", (among(ids),) * 2)
    yield from connection.execute(
        "SELECT up.id, down.id FROM statement AS down JOIN statement AS up ON up.subject = down.subject AND up.object = down.object "  # noqa: S608
        f"WHERE down.asserted AND down.sign = '-' AND up.asserted AND up.sign = '+' {where} ORDER BY up.id, down.id",
        values,
    )


def effects(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the pairs of factors of which somebody asserts that the first increases or decreases the second, each once.

    With `ids`, only pairs that one of these statements is about.
    """
    about, values = ("", ()) if ids is None else (f"(SELECT subject, object FROM statement WHERE id IN {AMONG}) JOIN", (among(ids),))  # noqa: S608
    yield from connection.execute(
        f"SELECT DISTINCT subject, object FROM {about} statement {'USING (subject, object)' if about else ''} "  # noqa: S608
        "WHERE asserted AND relation IN (?, ?) ORDER BY subject, object",
        (*values, Relation.INCREASES.value, Relation.DECREASES.value),
    )


def tally(connection: sqlite3.Connection) -> Iterator[tuple[Relation, EvidenceLevel, int]]:
    """Yield how many current claims there are of each relation and kind of evidence, rejected ones too."""
    rows = connection.execute("SELECT relation, evidence, claims FROM tally WHERE claims > 0 ORDER BY relation, evidence")
    return ((Relation(relation), EvidenceLevel(evidence), claims) for relation, evidence, claims in rows)


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
    """Yield the open flags of the last audit that was kept, in its order."""
    rows = connection.execute("SELECT data FROM flag WHERE NOT closed ORDER BY weight DESC, position, code, id")
    return (codec.flag_from_json(row[0]) for row in rows)


def flags_among(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Flag]:
    """Yield those of these flags that are kept and open, by id."""
    rows = connection.execute(f"SELECT data FROM flag WHERE id IN {AMONG} AND NOT closed ORDER BY id", (among(ids),))  # noqa: S608
    return (codec.flag_from_json(row[0]) for row in rows)


def flag(connection: sqlite3.Connection, flag_id: str) -> Flag | None:
    """Return one flag of the last audit that was kept, open or not."""
    row = connection.execute("SELECT data FROM flag WHERE id = ?", (flag_id,)).fetchone()
    return codec.flag_from_json(row[0]) if row else None


def accepted(connection: sqlite3.Connection, statement_ids: Iterable[str]) -> dict[str, list[Claim]]:
    """Return the current claims about statements, by statement, without those whose last decision rejects them."""
    last = "(SELECT verdict FROM decision WHERE target = claim.id ORDER BY number DESC LIMIT 1)"
    rows = connection.execute(
        f"SELECT statement, data FROM claim WHERE statement IN {AMONG} AND current AND coalesce({last}, '') <> 'rejected'",  # noqa: S608
        (among(statement_ids),),
    )
    found: dict[str, list[Claim]] = defaultdict(list)
    for statement_id, data in rows:
        found[statement_id].append(codec.claim_from_json(data))
    return found


def older_versions(connection: sqlite3.Connection, document: Document) -> list[str]:
    """Return the ids of the other current versions of the article of `document`."""
    rows = connection.execute(
        "SELECT id FROM document WHERE article = ? AND id <> ? AND superseded_by IS NULL ORDER BY row", (article_of(document), document.id)
    )
    return [row[0] for row in rows]


def unnamed(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that no current document names."""
    ids = set(ids)
    return ids - {row[0] for row in connection.execute(f"SELECT id FROM named_factor WHERE id IN {AMONG}", (among(ids),))}  # noqa: S608


def named_factors(connection: sqlite3.Connection, document: str) -> list[str]:
    """Return the ids of the factors that a document names."""
    return [row[0] for row in connection.execute("SELECT factor FROM naming WHERE document = ? ORDER BY factor", (document,))]


def keys_of(connection: sqlite3.Connection, document: str) -> dict[str, StatementKey]:
    """Return the statements that the claims of a document are about, by id."""
    rows = connection.execute("SELECT data FROM claim WHERE document = ? AND statement IS NOT NULL", (document,))
    keys = (codec.claim_from_json(row[0]).statement for row in rows)
    return {key_id(key): key for key in keys if key}


def article_of(document: Document) -> str | None:
    """Return what all versions of an article share: its address, else where it was read, apart from its digests; None when unknown."""
    place = document.url or document.source
    return None if place is None else json.dumps([place, document.digest_of])
