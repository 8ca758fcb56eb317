"""The journal of an audit in rounds: which documents are due, what was found where, and how far it came.

An audit of a large store looks at some documents at a time and keeps what it finds at once. Each flag has a `home`: the document in which
it was found, or, of rules that look across articles, a name that such a rule gives (`graph.audit.rounds`). What is found in a home takes
the place of what was found there before. A document is due when its flags are not those of the present edition of the audit, because
it is new, because somebody decided about a claim of it, or because a factor behind it changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph import codec, recording, records
from graph.records import AMONG, among
from ontology.model import Flag, Verdict

CLOSING = (Verdict.REJECTED, Verdict.SUPPRESSED)
"""Verdicts that take a flag out."""


class Found(NamedTuple):
    """A flag with its weight in the order of review, and its place among flags of the same weight."""

    flag: Flag
    weight: float
    position: int


class Audited(NamedTuple):
    """A document that was looked at: how many accepted claims it has, and whether it names a work by an identifier."""

    document: str
    claims: int
    identifies: bool


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round found, by home, which documents it looked at, which are gone, and what is to be remembered by name."""

    edition: str
    found: Mapping[str, Sequence[Found]] = field(default_factory=dict)
    audited: Sequence[Audited] = ()
    gone: Sequence[str] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is still to be looked at: the first documents that are due and how many there are, those that are gone, the last number."""

    documents: tuple[str, ...]
    left: int
    gone: tuple[str, ...]
    number: int


class Standing(NamedTuple):
    """How far an audit in rounds came: documents and their accepted claims, and whether any of them names a work by an identifier."""

    documents: int
    claims: int
    identifies: bool


def due(connection: sqlite3.Connection, edition: str, *, limit: int) -> Due:
    """Return what is due, at most `limit` documents of it."""
    fresh = "EXISTS (SELECT 1 FROM audited WHERE audited.document = document.id AND edition = ?)"
    where = f"superseded_by IS NULL AND NOT {fresh}"
    left = connection.execute(f"SELECT count(*) FROM document WHERE {where}", (edition,)).fetchone()[0]  # noqa: S608
    rows = connection.execute(f"SELECT id FROM document WHERE {where} ORDER BY row LIMIT ?", (edition, limit)) if left else ()  # noqa: S608
    gone = connection.execute(
        "SELECT document FROM audited WHERE NOT EXISTS (SELECT 1 FROM document WHERE id = audited.document AND superseded_by IS NULL)"
    )
    number = records.last_number(connection)
    return Due(documents=tuple(row[0] for row in rows), left=left, gone=tuple(row[0] for row in gone), number=number)


def standing(connection: sqlite3.Connection) -> Standing:
    """Return how far an audit came."""
    return Standing(*connection.execute("SELECT count(*), coalesce(sum(claims), 0), coalesce(max(identifies), 0) FROM audited").fetchone())


def note(connection: sqlite3.Connection, name: str) -> str | None:
    """Return what is remembered by a name."""
    row = connection.execute("SELECT value FROM audit WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def leverages(connection: sqlite3.Connection, statements: Iterable[str]) -> dict[str, float]:
    """Return what was worked out of the leverage of some statements; those with none are left out."""
    return dict(connection.execute(f"SELECT statement, value FROM leverage WHERE statement IN {AMONG}", (among(statements),)).fetchall())  # noqa: S608


def keep(connection: sqlite3.Connection, found: Round, *, time: str) -> None:
    """Keep what one round found."""
    changed = {flag for home, flags in found.found.items() for flag in _put(connection, home, flags)}
    changed |= {flag for home in found.gone for flag in _put(connection, home, ())}
    connection.executemany("DELETE FROM audited WHERE document = ?", ((document,) for document in found.gone))
    rows = ((one.document, found.edition, one.claims, one.identifies) for one in found.audited)
    connection.executemany("INSERT OR REPLACE INTO audited VALUES (?, ?, ?, ?)", rows)
    connection.executemany("INSERT OR REPLACE INTO audit VALUES (?, ?)", found.notes.items())
    if changed:
        recording.mark(connection, "flag", changed, recording.begin_entry(connection, "audit", "flags", time))


def keep_leverages(connection: sqlite3.Connection, values: Mapping[str, float]) -> None:
    """Keep the leverage of statements in place of what was kept."""
    connection.execute("DELETE FROM leverage")
    connection.executemany("INSERT INTO leverage VALUES (?, ?)", values.items())


def _put(connection: sqlite3.Connection, home: str, found: Sequence[Found]) -> list[str]:
    """Replace the flags of a home; return the ids of those that came, went or say something else."""
    held = dict(connection.execute("SELECT id, data FROM flag WHERE home = ?", (home,)).fetchall())
    written = {one.flag.id: codec.flag_to_json(one.flag) for one in found}
    strangers = connection.execute(f"SELECT id, data FROM flag WHERE id IN {AMONG} AND home IS NOT ?", (among(written), home))  # noqa: S608
    held |= dict(strangers.fetchall())
    changed = [flag for flag in {*held, *written} if held.get(flag) != written.get(flag)]
    connection.executemany("DELETE FROM flag WHERE id = ?", ((flag,) for flag in changed))
    out = _closed(connection, written)
    same = ((one.weight, one.position, home, one.flag.id) for one in found if one.flag.id not in set(changed))
    connection.executemany("UPDATE flag SET weight = ?, position = ?, home = ? WHERE id = ?", same)
    fresh = ((one.flag.id, written[one.flag.id], one.weight, one.position, home, one.flag.id in out) for one in found)
    connection.executemany(
        "INSERT OR IGNORE INTO flag (id, data, weight, position, home, closed) VALUES (?, ?, ?, ?, ?, ?)",
        fresh,
    )
    return changed


def _closed(connection: sqlite3.Connection, flags: Iterable[str]) -> set[str]:
    """Return those of some flags that the last decision about them takes out."""
    last = "(SELECT max(number) FROM decision AS later WHERE later.target = decision.target)"
    rows = connection.execute(
        f"SELECT target FROM decision WHERE target IN {AMONG} AND number = {last} AND verdict IN {AMONG}",  # noqa: S608
        (among(flags), among(verdict.value for verdict in CLOSING)),
    )
    return {row[0] for row in rows}


def forget(connection: sqlite3.Connection, documents: Iterable[str], factors: Iterable[str] = ()) -> None:
    """Let documents be due again, and those that hang on one of these factors: by naming it, or a kind or an aspect of it."""
    if connection.execute("SELECT 1 FROM audited LIMIT 1").fetchone() is None:
        return
    connection.execute(f"DELETE FROM audited WHERE document IN {AMONG}", (among(documents),))  # noqa: S608
    connection.execute(
        "WITH RECURSIVE below (id) AS (SELECT value FROM json_each(?) UNION SELECT factor.id FROM below JOIN factor ON "
        "data ->> '$.broader' = below.id OR data ->> '$.aspect_of[0]' = below.id) "
        "DELETE FROM audited WHERE document IN (SELECT document FROM naming JOIN below ON below.id = naming.factor)",
        (among(factors),),
    )
