"""Look at a query before any engine does: how long, how deep, how wide it is, and whether it asks for what we refuse.

One pass over the tokens, linear in the length; strings, comments and IRIs are single tokens, so nothing in them counts. This is the
first line only: what it lets through meets a reader process without network, with a deadline and a memory limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from api.sparql.limits import Limits
from ontology.errors import QueryError, QueryRefusedError, QuerySyntaxError
from ontology.namespaces import PREFIXES

# Every alternative consumes what it looks at (possessive, or to the end of the text), so no text makes the scan quadratic.
_TOKEN = re.compile(
    r"""
      (?P<skip>\s++|\#[^\r\n]*+)
    | (?P<term><[^<>"{}|^`\x00-\x20]*+>                                     # IRI
        | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\"|\Z) | '''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)
        | "(?:[^"\\\r\n]|\\.)*+"? | '(?:[^'\\\r\n]|\\.)*+'?
        | [?$]\w++
        | \d++(?:\.\d++)?(?:[eE][+-]?\d++)?)
    | (?P<open>[({\[]) | (?P<close>[)}\]])
    | (?P<mark>[.;,])
    | (?P<operator>&&|\|\||\^\^|!=|<=|>=|[=<>+\-*/|^!])
    | (?P<word>@?(?:[\w:%]|\\.)(?:[\w:%\-·]|\\.|\.++(?=[\w:%\\]))*+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_PROLOGUE = frozenset({"BASE", "PREFIX", "VERSION"})
_UNSETTLED = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""Functions whose value is another one each time (SPARQL 1.1, 17.4); BNODE because its labels must not come twice."""
_CLAUSES = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "EXISTS", "GRAPH", "VALUES"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A query that may be run: its text, its form (`SELECT`, None when there is none), and whether it names its own dataset.

    `weight` is how heavy it looks, in seconds that it lets others pass: a tenth for each pattern, a fiftieth for each other part.
    Nobody can tell that from the text alone; it only orders those who wait. `settled`: the same data always give the same answer.
    """

    text: str
    form: str | None
    names_dataset: bool
    weight: float = 0.0
    settled: bool = True


@dataclass(slots=True)
class _Scan:
    """What has been counted so far."""

    limits: Limits
    frames: list[str] = field(default_factory=list)
    bangs: int = 0
    pieces: int = 0
    chain: int = 0
    constants: int = 0  # in VALUES
    form: str | None = None
    names_dataset: bool = False
    settled: bool = True
    values: bool = False  # VALUES was read, its block has not begun
    after_term: bool = False

    @property
    def frame(self) -> str:
        return self.frames[-1] if self.frames else ""


def check(text: str, limits: Limits) -> Checked:
    """Return the query with what a service must know of it.

    Raises:
        QueryRefusedError: It is an update, calls another server, or is longer, deeper or wider than the limits.

    >>> check("SELECT * FROM <http://example.org/g> { ?s ?p 'SERVICE' }", Limits())
    Checked(text="SELECT * FROM <http://example.org/g> { ?s ?p 'SERVICE' }", form='SELECT', names_dataset=True, weight=0.12, settled=True)
    >>> check("ASK { SERVICE <http://example.org/> {} }", Limits())
    Traceback (most recent call last):
    ontology.errors.QueryRefusedError: This service is read-only and asks no other server: SERVICE (a call to another server) is refused.
    """
    return _remembered(text, limits) if len(text) <= REMEMBERED else _check(text, limits)


def _check(text: str, limits: Limits) -> Checked:
    text = text.removeprefix("\ufeff")
    if len(text.encode("utf-8", "surrogatepass")) > limits.length:
        raise TooComplexError("length", limits.length, "bytes")
    scan = _Scan(limits)
    for kind, token in _tokens(text):
        _STEPS[kind](scan, token)
    weight = round(0.1 * scan.pieces + 0.02 * (scan.chain + scan.constants), 2)
    return Checked(text=text, form=scan.form, names_dataset=scan.names_dataset, weight=weight, settled=scan.settled)


REMEMBERED = 4_000
"""Longest query, in characters, of which it is remembered what a look at it gave: 512 of them are 2 MB."""

_remembered = lru_cache(maxsize=512)(_check)


class TooComplexError(QueryError):
    """The query is longer, deeper or wider than a query may be."""

    def __init__(self, measure: str, limit: int, unit: str) -> None:
        self.measure, self.limit = measure, limit
        super().__init__(f"The query passes the limit of {measure}: {limit} {unit}. Split it, or put long lists of constants into VALUES.")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield kind, match.group()


def _open(scan: _Scan, seen: str) -> None:
    in_values = scan.frame == "VALUES" or (scan.values and seen == "{")
    _item(scan)
    if seen != "(" and not in_values:
        _piece(scan, 1)
    if in_values:
        scan.values = False
    scan.frames.append("VALUES" if in_values else seen)
    scan.after_term = False
    _deep(scan)


def _close(scan: _Scan, _: str) -> None:
    if scan.frames:
        scan.frames.pop()
    scan.bangs, scan.after_term = 0, True


def _mark(scan: _Scan, _: str) -> None:
    if scan.frame in ("{", "["):
        _piece(scan, 1)
    scan.bangs, scan.after_term = 0, False


def _operator(scan: _Scan, seen: str) -> None:
    scan.after_term = False
    scan.bangs = scan.bangs + 1 if seen == "!" else 0
    _deep(scan)
    if seen == "/":
        _piece(scan, 1)
    if scan.frame != "VALUES":
        _link(scan)


def _term(scan: _Scan, _: str) -> None:
    _item(scan)
    scan.constants += scan.frame == "VALUES"
    scan.bangs, scan.after_term = 0, True


def _word(scan: _Scan, seen: str) -> None:
    if ":" in seen or seen[0] in "@_" or seen in ("true", "false"):
        return _term(scan, seen)
    word = seen.upper()
    scan.bangs, scan.after_term = 0, False
    if scan.form is None and word not in _PROLOGUE:
        scan.form = _form(word)
    if word in _UNSETTLED:
        scan.settled = False
    if word == "SERVICE":
        raise QueryRefusedError("SERVICE (a call to another server)")
    if word in _CLAUSES:
        _link(scan)
        scan.values = word == "VALUES"
    if word == "FROM" and not scan.frames:
        scan.names_dataset = True
    return None


def _other(scan: _Scan, _: str) -> None:
    scan.bangs, scan.after_term = 0, False


_STEPS = {"open": _open, "close": _close, "mark": _mark, "operator": _operator, "term": _term, "word": _word, "other": _other}


def _form(word: str) -> str:
    if word in UPDATES:
        raise QueryRefusedError(f"{word} (an update)")
    return word


def _item(scan: _Scan) -> None:
    """Count an item of a collection: only there do two terms stand in parentheses without anything between them."""
    if scan.after_term and scan.frame == "(":
        _piece(scan, 2)


def _piece(scan: _Scan, number: int) -> None:
    scan.pieces += number
    if scan.pieces > scan.limits.pieces:
        raise TooComplexError("width", scan.limits.pieces, "patterns, groups and path steps")


def _link(scan: _Scan) -> None:
    scan.chain += 1
    if scan.chain > scan.limits.chain:
        raise TooComplexError("chain", scan.limits.chain, "operators and clauses")


def _deep(scan: _Scan) -> None:
    if len(scan.frames) + scan.bangs > scan.limits.depth:
        raise TooComplexError("depth", scan.limits.depth, "levels of nesting")


_AT = re.compile(r"error at (\d+):(\d+): ?(?P<rest>.*)", re.DOTALL)
_SAID = re.compile(r"(?:The|A|An|Prefix|Invalid|Not|IRI) [^,\[\"]{6,}")


def syntax_error(message: str, text: str) -> QuerySyntaxError:
    """Return the engine's complaint about a text as an error with line and column, and a reason that a person can read.

    >>> str(syntax_error("error at 1:6: expected one of '}', '{'", "ASK {"))
    'The query cannot be read. line 1, column 6: it ends too early.'
    """
    found = _AT.search(message)
    if found is None:
        return QuerySyntaxError(message)
    line, column = int(found[1]), int(found[2])
    return QuerySyntaxError(_reason(found["rest"], text, line, column), line, column)


def _reason(expected: str, text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    before, rest = row[: column - 1], row[column - 1 :]
    if "Prefix not found" in expected:
        return _missing_prefix(before)
    said = _SAID.search(expected)
    if said:
        return f"{said[0].strip()}."
    if not rest.strip() and line >= len(lines):
        return "it ends too early."
    return f"{rest.split(maxsplit=1)[0][:40]!r} cannot stand here." if rest.strip() else "something is missing at the end of this line."


def _missing_prefix(before: str) -> str:
    name = re.search(r"([\w.\-]*):\S*\s*$", before)
    prefix = name[1] if name else ""
    known = PREFIXES.get(prefix, "http://...")
    return f"the prefix {prefix!r} is not declared. Begin with PREFIX {prefix}: <{known}>."
