"""Kept flags picked from the journal: in the order in which to look at them, counted, beside each other, on claims and statements.

Like `records`, every function takes a connection that `Journal.reading` lends. Only open flags are met.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph import codec
from graph.records import AMONG, among
from ontology.model import Flag, Severity

PRIORITY = "flag.weight DESC, flag.position, flag.code, flag.id"
ORDERS = {"priority": PRIORITY, "article": f"flag.document, flag.start, {PRIORITY}", "rule": f"flag.code, {PRIORITY}"}
FACETS = {"severity": "severity", "rule": "code", "article": "document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which flags: those with one of the values in each set; an empty set means all. `decided` are left out."""

    severity: frozenset[str] = frozenset()
    rule: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()

    def where(self, *, without: str | None = None) -> tuple[str, list[str]]:
        """Return the condition and its values, leaving out one facet."""
        chosen = {column: getattr(self, name) for name, column in FACETS.items() if name != without and getattr(self, name)}
        clauses = ["NOT closed", *(f"{column} = ?" if len(one) == 1 else f"{column} IN {AMONG}" for column, one in chosen.items())]
        values = [min(one) if len(one) == 1 else among(sorted(one)) for one in chosen.values()]  # one value leaves an index its order
        if self.decided:
            clauses, values = [*clauses, f"id NOT IN {AMONG}"], [*values, among(sorted(self.decided))]
        return " AND ".join(clauses), values


def found(connection: sqlite3.Connection, sieve: Sieve, *, order: str = "priority", start: int = 0, limit: int) -> list[Flag]:
    """Return flags in an order of `ORDERS`, leaving out the first `start`."""
    where, values = sieve.where()
    index = "INDEXED BY flag_document" if order == "article" else ""  # else those of a rule would be sorted for each page
    picked = f"SELECT row FROM flag {index} WHERE {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
    rows = connection.execute(f"SELECT data FROM flag WHERE row IN ({picked}) ORDER BY {ORDERS[order]}", [*values, limit, start])
    return [codec.flag_from_json(row[0]) for row in rows]


def counts(connection: sqlite3.Connection, sieve: Sieve, facet: str) -> Counter[str]:
    """Return how many flags have each value of a facet, among those that the other facets leave; decided ones too."""
    where, values = Sieve(severity=sieve.severity, rule=sieve.rule, article=sieve.article).where(without=facet)
    column = FACETS[facet]
    rows = connection.execute(
        f"SELECT {column}, sum(flags) FROM flag_tally WHERE {where} GROUP BY {column} HAVING sum(flags) > 0",
        values,
    )
    return Counter(dict(rows.fetchall()))


def by_code(connection: sqlite3.Connection) -> Counter[str]:
    """Return how many flags of each rule there are, open or closed."""
    return Counter(dict(connection.execute("SELECT code, sum(flags) FROM flag_tally GROUP BY code").fetchall()))


def count(connection: sqlite3.Connection, sieve: Sieve, *, closed: bool = False) -> int:
    """Return how many flags there are, open or closed; decided ones are counted."""
    where, values = Sieve(severity=sieve.severity, rule=sieve.rule, article=sieve.article).where()
    where = where.replace("NOT closed", "closed" if closed else "NOT closed")
    return int(connection.execute(f"SELECT coalesce(sum(flags), 0) FROM flag_tally WHERE {where}", values).fetchone()[0])


def decided_among(connection: sqlite3.Connection, sieve: Sieve) -> int:
    """Return how many of the flags that a sieve leaves out as decided are among those that its facets leave."""
    where, values = Sieve(severity=sieve.severity, rule=sieve.rule, article=sieve.article).where()
    names = among(sorted(sieve.decided))
    return int(connection.execute(f"SELECT count(*) FROM flag WHERE id IN {AMONG} AND {where}", [names, *values]).fetchone()[0])


def beside(connection: sqlite3.Connection, sieve: Sieve, flag: str, step: int) -> str | None:
    """Return the id of the next flag by priority after (1) or before (-1) one that passes a sieve, None at the end."""
    here = connection.execute("SELECT weight, position, code, id FROM flag WHERE id = ?", (flag,)).fetchone()
    if here is None:
        return None
    where, values = sieve.where()
    sign, heavier, order = (">", "<", PRIORITY) if step > 0 else ("<", ">", "weight, position DESC, code DESC, id DESC")
    beyond = f"weight {heavier}= ? AND (weight {heavier} ? OR (position, code, id) {sign} (?, ?, ?))"
    row = connection.execute(
        f"SELECT id FROM flag WHERE {where} AND {beyond} ORDER BY {order} LIMIT 1",
        [*values, here[0], *here],
    ).fetchone()
    return row[0] if row else None


def listed(
    connection: sqlite3.Connection, *, codes: tuple[str, ...], severity: str | None, articles: tuple[str, ...], after: str, limit: int
) -> list[Flag]:
    """Return flags by id after one, of rules whose code begins with one of `codes`."""
    where, values = _rules(codes, severity, articles)
    rows = connection.execute(f"SELECT data FROM flag WHERE {where} AND id > ? ORDER BY id LIMIT ?", [*values, after, limit])
    return [codec.flag_from_json(row[0]) for row in rows]


def total(connection: sqlite3.Connection, *, codes: tuple[str, ...], severity: str | None, articles: tuple[str, ...]) -> int:
    """Return how many flags `listed` has in all."""
    where, values = _rules(codes, severity, articles)
    return int(connection.execute(f"SELECT coalesce(sum(flags), 0) FROM flag_tally WHERE {where}", values).fetchone()[0])


def _rules(codes: tuple[str, ...], severity: str | None, articles: tuple[str, ...]) -> tuple[str, list[str]]:
    clauses, values = ["NOT closed"], list[str]()
    begins = [code for code in codes if code]
    if len(begins) == len(codes):
        clauses.append("EXISTS (SELECT 1 FROM json_each(?) AS begin WHERE substr(code, 1, length(begin.value)) = begin.value)")
        values.append(among(begins))
    if severity:
        clauses, values = [*clauses, "severity = ?"], [*values, severity]
    if articles:
        clauses, values = [*clauses, f"document IN {AMONG}"], [*values, among(articles)]
    return " AND ".join(clauses), values


def one(connection: sqlite3.Connection, flag: str) -> Flag | None:
    """Return one open flag."""
    row = connection.execute("SELECT data FROM flag WHERE id = ? AND NOT closed", (flag,)).fetchone()
    return codec.flag_from_json(row[0]) if row else None


def exists(connection: sqlite3.Connection, flag: str) -> bool:
    """Return whether a flag is kept, open or closed."""
    return connection.execute("SELECT 1 FROM flag WHERE id = ?", (flag,)).fetchone() is not None


def about(connection: sqlite3.Connection, factor: str) -> list[Flag]:
    """Return the flags about a factor itself, by priority."""
    rows = connection.execute(f"SELECT data FROM flag WHERE factor = ? AND NOT closed ORDER BY {PRIORITY}", (factor,))
    return [codec.flag_from_json(row[0]) for row in rows]


def in_document(connection: sqlite3.Connection, document: str) -> list[Flag]:
    """Return the flags of a document and those that point at words of it, by priority."""
    rows = connection.execute(
        f"SELECT data FROM flag_passage JOIN flag ON flag.row = flag_passage.flag "
        f"WHERE flag_passage.document = ? AND NOT closed ORDER BY {PRIORITY}",
        (document,),
    )
    return [codec.flag_from_json(row[0]) for row in rows]


def on_claims(connection: sqlite3.Connection, claims: Iterable[str]) -> dict[str, list[Flag]]:
    """Return the flags that rest on each of some claims, by priority."""
    return _grouped(
        connection.execute(
            f"SELECT flag_claim.claim, id, data FROM flag_claim JOIN flag ON flag.row = flag_claim.flag "
            f"WHERE flag_claim.claim IN {AMONG} AND NOT closed ORDER BY {PRIORITY}",
            (among(claims),),
        )
    )


def on_statements(connection: sqlite3.Connection, statements: Iterable[str]) -> dict[str, list[Flag]]:
    """Return the flags on each of some statements, told by the statement itself or by its claims, by priority."""
    names = among(statements)
    return _grouped(
        connection.execute(
            "SELECT about, flag.id, flag.data FROM ("
            "SELECT each.value AS about, flag_claim.flag AS found FROM json_each(?) AS each "
            "CROSS JOIN claim ON claim.statement = each.value JOIN flag_claim ON flag_claim.claim = claim.id WHERE claim.current "
            f"UNION SELECT statement, row FROM flag WHERE statement IN {AMONG}) "
            f"JOIN flag ON flag.row = found WHERE NOT flag.closed ORDER BY {PRIORITY}",
            (names, names),
        )
    )


def light(connection: sqlite3.Connection, statements: Iterable[str]) -> dict[str, list[Flag]]:
    """Return the flags on each of some statements without their words: who counts many has use for their rules alone.

    The ids are numbers of this journal.
    """
    names = among(statements)
    rows = connection.execute(
        "SELECT each.value, flag_claim.flag, flag_claim.code FROM json_each(?) AS each CROSS JOIN claim ON claim.statement = each.value "
        "JOIN flag_claim ON flag_claim.claim = claim.id WHERE claim.current "
        f"UNION SELECT statement, row, code FROM flag WHERE statement IN {AMONG} AND NOT closed",
        (names, names),
    )
    read: dict[int, Flag] = {}
    groups: defaultdict[str, list[Flag]] = defaultdict(list)
    for statement, row, code in rows:
        if row not in read:
            read[row] = Flag(id=str(row), code=code, severity=Severity.LOW, message="", looked_for="", fix="")
        groups[statement].append(read[row])
    return dict(groups)


def _grouped(rows: Iterable[tuple[str, str, str]]) -> dict[str, list[Flag]]:
    read: dict[str, Flag] = {}
    groups: defaultdict[str, list[Flag]] = defaultdict(list)
    for key, flag, data in rows:
        if flag not in read:
            read[flag] = codec.flag_from_json(data)
        groups[key].append(read[flag])
    return dict(groups)


def contradicted(connection: sqlite3.Connection, codes: Iterable[str], *, limit: int) -> list[str]:
    """Return the statements that flags of these codes rest on or name, those with most claims first."""
    names = among(codes)
    rows = connection.execute(
        "SELECT id FROM statement WHERE claims > 0 AND id IN ("
        "SELECT claim.statement FROM flag JOIN json_each(flag.data, '$.claims') AS each JOIN claim ON claim.id = each.value "
        f"WHERE flag.code IN {AMONG} AND NOT flag.closed AND claim.current "
        f"UNION SELECT statement FROM flag WHERE code IN {AMONG} AND NOT closed) ORDER BY claims DESC, id LIMIT ?",
        (names, names, limit),
    )
    return [row[0] for row in rows]
