"""Statements, factors and documents picked from the journal by what is asked of them, so that nobody reads all of a large store.

Like `records`, every function takes a connection that `Journal.reading` lends. Whatever may be many has a limit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph import codec
from graph.records import AMONG, TOLD, among
from ontology.model import Document, Factor, Statement, Verdict

UNFLAGGED = "none"
"""Among codes: no flag at all."""
FEW = 20_000
"""Flags up to which the statements behind them are listed first; else each statement is asked for its flags until enough are found."""
MANY = 100
"""Factors from which on statements are met by rank, and asked whether they touch one of them, and not gathered at each factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements: those with one of the values in every set that is given. `factors` are ends, subject or object."""

    relations: frozenset[str] | None = None
    evidence: frozenset[str] | None = None
    told: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    codes: frozenset[str] | None = None
    factors: tuple[str, ...] | None = None


Clause = tuple[str, list[object]]


def count(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """Return how many statements are wanted."""
    alone = replace(wanted, documents=None, codes=None, factors=None)
    where, values = _where(connection, alone)
    if alone == wanted:
        return int(connection.execute(f"SELECT coalesce(sum(statements), 0) FROM statement_tally WHERE {where}", values).fetchone()[0])
    where, values = _where(connection, wanted)
    return int(connection.execute(f"SELECT count(*) FROM statement WHERE {where}", values).fetchone()[0])


def listed(connection: sqlite3.Connection, wanted: Wanted, *, after: str, limit: int) -> list[Statement]:
    """Return at most `limit` of the wanted statements whose ids come after one, by id."""
    where, values = _where(connection, wanted)
    rows = connection.execute(f"SELECT data FROM statement WHERE {where} AND id > ? ORDER BY id LIMIT ?", [*values, after, limit])
    return [codec.statement_from_json(row[0]) for row in rows]


def strongest(connection: sqlite3.Connection, wanted: Wanted, *, limit: int) -> list[Statement]:
    """Return at most `limit` of the wanted statements, those with most sources first, then those with most claims, then by id."""
    if wanted.factors is not None and len(wanted.factors) < MANY:
        return _strongest_at(connection, wanted, limit)
    where, values = _where(connection, wanted)
    order = "sources DESC, claims DESC, id"
    rows = connection.execute(f"SELECT data FROM statement WHERE {where} ORDER BY {order} LIMIT ?", [*values, limit])
    return [codec.statement_from_json(row[0]) for row in rows]


def _strongest_at(connection: sqlite3.Connection, wanted: Wanted, limit: int) -> list[Statement]:
    where, values = _where(connection, replace(wanted, factors=None))
    ends = among(wanted.factors or ())
    picked = " UNION ".join(
        f"SELECT id, sources, claims FROM statement INDEXED BY statement_{end} WHERE {end} IN {AMONG} AND {where}"
        for end in ("subject", "object")
    )
    rows = connection.execute(
        f"SELECT data FROM (SELECT id AS best FROM ({picked}) ORDER BY sources DESC, claims DESC, id LIMIT ?) "
        "JOIN statement ON id = best ORDER BY sources DESC, claims DESC, id",
        [ends, *values, ends, *values, limit],
    )
    return [codec.statement_from_json(row[0]) for row in rows]


def of_pairs(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> list[Statement]:
    """Return the statements about some pairs of factors, by id."""
    rows = connection.execute(
        "SELECT data FROM json_each(?) AS pair CROSS JOIN statement ON subject = pair.value ->> 0 AND object = pair.value ->> 1 "
        "WHERE claims > 0 ORDER BY statement.id",
        (codec.words_to_json(sorted(set(pairs))),),
    )
    return [codec.statement_from_json(row[0]) for row in rows]


def degree(connection: sqlite3.Connection, factor: str) -> int:
    """Return in how many statements a factor is."""
    row = connection.execute("SELECT statements FROM factor_degree WHERE factor = ?", (factor,)).fetchone()
    return row[0] if row else 0


def totals(connection: sqlite3.Connection) -> tuple[int, int, int, int]:
    """Return how many statements there are, how many accepted claims they are about, and how many documents and factors."""
    documents = connection.execute("SELECT count(*) FROM document WHERE superseded_by IS NULL").fetchone()[0]
    return *totals_of_statements(connection), documents, connection.execute("SELECT count(*) FROM named_factor").fetchone()[0]


def totals_of_statements(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many statements there are, and how many accepted claims they are about."""
    row = connection.execute("SELECT coalesce(sum(statements), 0), coalesce(sum(claims), 0) FROM statement_tally").fetchone()
    return row[0], row[1]


def more_than(connection: sqlite3.Connection, many: int) -> bool:
    """Return whether there are more statements than so many."""
    return totals_of_statements(connection)[0] > many


def _where(connection: sqlite3.Connection, wanted: Wanted) -> Clause:
    clauses: list[Clause] = [("claims > 0", [])]
    if wanted.relations is not None:
        clauses.append((f"relation IN {AMONG}", [among(sorted(wanted.relations))]))
    if wanted.evidence is not None:
        clauses.append((f"evidence IN {AMONG}", [among(sorted(wanted.evidence))]))
    if wanted.told is not None:
        clauses.append(("told & ? <> 0", [sum(TOLD.get(word, 0) for word in wanted.told)]))
    if wanted.factors is not None:
        ends = among(wanted.factors)
        plus = "+" if len(wanted.factors) >= MANY else ""  # takes the indices away, which would gather all statements of many factors
        clauses.append((f"({plus}subject IN {AMONG} OR {plus}object IN {AMONG})", [ends, ends]))
    if wanted.documents is not None:
        clauses.append(_in_documents(wanted.documents))
    if wanted.codes is not None:
        clauses.append(_flagged(connection, wanted.codes))
    return " AND ".join(clause for clause, _ in clauses), [value for _, values in clauses for value in values]


def _in_documents(documents: Iterable[str]) -> Clause:
    names = among(sorted(documents))
    here = f"id IN (SELECT statement FROM claim WHERE document IN {AMONG} AND current)"
    return f"{here} AND EXISTS (SELECT 1 FROM json_each(data, '$.documents') WHERE value IN {AMONG})", [names, names]


_EACH = (
    "EXISTS (SELECT 1 FROM claim JOIN flag_claim ON flag_claim.claim = claim.id JOIN flag ON flag.row = flag_claim.flag "
    "WHERE claim.statement = statement.id AND claim.current AND NOT flag.closed{0}) "
    "OR EXISTS (SELECT 1 FROM flag WHERE flag.statement = statement.id AND NOT flag.closed{0})"
)
_LIST = (
    "id IN (SELECT claim.statement FROM flag JOIN json_each(flag.data, '$.claims') AS each JOIN claim ON claim.id = each.value "
    f"WHERE flag.code IN {AMONG} AND NOT flag.closed AND claim.current AND claim.statement IS NOT NULL "
    f"UNION SELECT statement FROM flag WHERE code IN {AMONG} AND NOT closed AND statement IS NOT NULL)"
)


def _flagged(connection: sqlite3.Connection, codes: frozenset[str]) -> Clause:
    """Return the clause for statements with a flag of one of these codes, or with none where that is among them."""
    named = among(sorted(codes - {UNFLAGGED}))
    flags = connection.execute(f"SELECT coalesce(sum(flags), 0) FROM flag_tally WHERE code IN {AMONG} AND NOT closed", (named,)).fetchone()
    coded: Clause = (_LIST, [named, named]) if flags[0] <= FEW else (f"({_EACH.format(f' AND flag.code IN {AMONG}')})", [named, named])
    without = f"NOT ({_EACH.format('')})"
    if UNFLAGGED not in codes:
        return coded
    return (f"({without} OR {coded[0]})", coded[1]) if codes - {UNFLAGGED} else (without, [])


def statements_by_claim(connection: sqlite3.Connection, claims: Iterable[str]) -> dict[str, str]:
    """Return which statement each of some claims supports or denies; rejected and superseded claims are in none."""
    last = "(SELECT verdict FROM decision WHERE target = claim.id ORDER BY number DESC LIMIT 1)"
    rows = connection.execute(
        f"SELECT id, statement FROM claim WHERE id IN {AMONG} AND current AND statement IS NOT NULL AND coalesce({last}, '') <> 'rejected'",
        (among(claims),),
    )
    return dict(rows.fetchall())


def named(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the factor that is called just so, by a folded label or synonym; the first by id of several."""
    row = connection.execute(
        "SELECT factor FROM factor_name JOIN named_factor ON named_factor.id = factor WHERE name = ? ORDER BY factor LIMIT 1", (name,)
    ).fetchone()
    return row[0] if row else None


def factors_listed(
    connection: sqlite3.Connection, *, part: str, kind: str | None, after: str, limit: int, counted: bool
) -> tuple[list[Factor], int | None]:
    """Return at most `limit` factors after an id with `part` in one of their folded names, and how many there are if they are `counted`."""
    where, values = "1", list[object]()
    if part:
        where, values = "id IN (SELECT factor FROM factor_name WHERE instr(name, ?))", [part]
    if kind:
        where, values = f"{where} AND coalesce(data ->> '$.kind', 'concept') = ?", [*values, kind]
    rows = connection.execute(f"SELECT data FROM named_factor WHERE {where} AND id > ? ORDER BY id LIMIT ?", [*values, after, limit])
    some = [codec.factor_from_json(row[0]) for row in rows]
    return some, connection.execute(f"SELECT count(*) FROM named_factor WHERE {where}", values).fetchone()[0] if counted else None


def close_to(connection: sqlite3.Connection, factor: str, *, limit: int) -> list[Factor]:
    """Return the aspects and kinds of a factor, by id."""
    rows = connection.execute(
        "SELECT data FROM named_factor WHERE id IN (SELECT id FROM factor WHERE data ->> '$.broader' = ? "
        "UNION SELECT id FROM factor WHERE data ->> '$.aspect_of[0]' = ?) ORDER BY id LIMIT ?",
        (factor, factor, limit),
    )
    return [codec.factor_from_json(row[0]) for row in rows]


def busiest(connection: sqlite3.Connection, *, limit: int) -> list[str]:
    """Return the factors that the strongest statements are about."""
    rows = connection.execute("SELECT subject, object FROM statement WHERE claims > 0 ORDER BY sources DESC, claims DESC LIMIT ?", (limit,))
    return sorted({end for row in rows for end in row})


def documents_listed(connection: sqlite3.Connection, *, after: str | None = None, start: int = 0, limit: int) -> Iterator[Document]:
    """Yield current documents without text: by id after one, else in the order in which they were loaded, leaving out `start`."""
    order, where = ("row", "1") if after is None else ("id", "id > ?")
    rows = connection.execute(
        f"SELECT metadata FROM document WHERE superseded_by IS NULL AND {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*(() if after is None else (after,)), limit, start),
    )
    return (codec.document_from_parts(row[0], "", ()) for row in rows)


def metadata(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, Document]:
    """Return those of some documents that are current, without text and blocks, by id."""
    rows = connection.execute(f"SELECT id, metadata FROM document WHERE id IN {AMONG} AND superseded_by IS NULL", (among(documents),))
    return {name: codec.document_from_parts(told, "", ()) for name, told in rows}


def statement_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of all statements that something is left of."""
    return [row[0] for row in connection.execute("SELECT id FROM statement WHERE claims > 0 ORDER BY id")]


def factor_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the factors that current documents name."""
    return [row[0] for row in connection.execute("SELECT id FROM named_factor ORDER BY id")]


def statements_of(connection: sqlite3.Connection, document: str) -> int:
    """Return how many statements the accepted claims of a document are about."""
    last = "(SELECT verdict FROM decision WHERE target = claim.id ORDER BY number DESC LIMIT 1)"
    row = connection.execute(
        f"SELECT count(DISTINCT statement) FROM claim WHERE document = ? AND current AND coalesce({last}, '') <> 'rejected'",
        (document,),
    )
    return int(row.fetchone()[0])


def rows(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, int]:
    """Return the place of each of some documents in the order in which they were loaded."""
    return dict(connection.execute(f"SELECT id, row FROM document WHERE id IN {AMONG}", (among(documents),)).fetchall())


def clashing(connection: sqlite3.Connection, statements: Iterable[str] | None) -> list[tuple[str, str]]:
    """Return the pairs of factors (of some statements) that are told both ways, or told and denied, by any articles."""
    names = None if statements is None else among(statements)
    pairs = "" if names is None else f"WHERE (subject, object) IN (SELECT subject, object FROM statement WHERE id IN {AMONG})"
    told = TOLD["asserted"] | TOLD["hedged"]
    found = connection.execute(
        f"SELECT subject, object FROM statement {pairs} GROUP BY subject, object HAVING "
        f"(max(sign = '+' AND told & {told} <> 0) AND max(sign = '-' AND told & {told} <> 0)) "
        f"OR max(told & {TOLD['denied']} <> 0 AND told & {told} <> 0) ORDER BY subject, object",
        () if names is None else (names,),
    )
    return [(subject, obj) for subject, obj in found]


def last_verdicts(connection: sqlite3.Connection, targets: Iterable[str]) -> dict[str, Verdict]:
    """Return the last verdict about each of some claims and flags."""
    rows = connection.execute(f"SELECT target, verdict FROM decision WHERE target IN {AMONG} ORDER BY number", (among(targets),))
    return {target: Verdict(verdict) for target, verdict in rows}


def acting_on_many(connection: sqlite3.Connection, factors: Iterable[str], many: int) -> set[str]:
    """Return those of some factors of which more than so many effects with a sign are asserted."""
    rows = connection.execute(
        f"SELECT subject FROM statement WHERE subject IN {AMONG} AND told & {TOLD['asserted']} AND sign <> '0' "
        "GROUP BY subject HAVING count(DISTINCT object || ' ' || sign) > ?",
        (among(factors), many),
    )
    return {row[0] for row in rows}
