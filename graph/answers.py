"""What a query answers: plain values that may cross threads, and the bytes of every format of the SPARQL 1.1 Protocol.

The engine's own iterators abort the process when another thread than the one that asked touches them, so they end here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox

from ontology.errors import QuerySyntaxError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types of SELECT and ASK."""

GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
"""Media types of CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one query. Of `rows`, `truth` and `triples` one is filled: for SELECT, for ASK, for CONSTRUCT and DESCRIBE.

    A row has one term for each of `variables`, None where it is unbound.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None

    def __iter__(self) -> Iterator[tuple[str | None, ...]]:
        """Yield the rows as words: IRIs and literals without their brackets, quotes and types."""
        return (tuple(None if term is None else _words(term) for term in row) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """Return the truth of an ASK; else whether anything was found."""
        return self.truth if self.truth is not None else bool(self.rows or self.triples)

    def records(self) -> list[dict[str, str]]:
        """Return the rows as words by variable, unbound ones left out."""
        return [{name: words for name, words in zip(self.variables, row, strict=True) if words is not None} for row in self]


def _words(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


Engine = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def to_answer(result: Engine) -> Answer:
    """Return what the engine found as plain values."""
    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer(triples=tuple(result))
    names = tuple(variable.value for variable in result.variables)
    return Answer(variables=names, rows=tuple(tuple(solution) for solution in result))


def to_bytes(result: Engine, media_type: str | None, prefixes: Mapping[str, str]) -> bytes:
    """Return what the engine found in a format of the right kind; JSON or Turtle when `media_type` is None.

    Raises:
        KeyError: No such format for this kind of answer.
    """
    if isinstance(result, ox.QueryTriples):
        form = GRAPH_FORMATS[media_type or "text/turtle"]
        return ox.serialize(result, format=form, prefixes=dict(prefixes)) or b""
    return result.serialize(format=RESULT_FORMATS[media_type or "application/sparql-results+json"]) or b""


T = TypeVar("T")


def with_prefixes(ask: Callable[[Mapping[str, str]], T], sparql: str, prefixes: Mapping[str, str]) -> T:
    """Ask with prefixes that a query need not declare: at once where it declares none, else only should it lack one.

    To read the prefixes anew takes the engine 6 µs each time, a tenth of what the smallest queries take.

    Raises:
        SyntaxError: Of the engine, with its place in the query.
    """
    if "PREFIX" not in sparql:
        return ask(prefixes)
    try:
        return ask({})
    except SyntaxError as error:
        if "Prefix not found" not in str(error):
            raise
    return ask(prefixes)


_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """Return the engine's complaint with line and column as numbers, its list of expected tokens cut to what people can read."""
    found = _PLACE.match(str(error))
    if not found:
        return QuerySyntaxError(_readable(str(error)))
    return QuerySyntaxError(_readable(found[3]), int(found[1]), int(found[2]))


def _readable(reason: str) -> str:
    """Return the reason without character classes, which the grammar's names would need to explain."""
    if "Prefix not found" in reason:
        return "A prefix is used that no PREFIX line declares."
    expected = re.sub(r"\s+", " ", reason)
    return expected if len(expected) <= 160 else f"{expected[:157]}..."


def to_term(value: Any) -> Term:
    """Return a value to be bound: an IRI when it looks like one that we or the web name, else a literal; terms stay as they are.

    >>> to_term("https://w3id.org/mechgraph/factor/zinc"), to_term(3)
    (<NamedNode value=https://w3id.org/mechgraph/factor/zinc>, <Literal value=3 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>)
    """
    if isinstance(value, Term):
        return value
    if isinstance(value, str) and re.match(r"https?://[^\s<>\"{}|\\^`]+$", value):
        return ox.NamedNode(value)
    return ox.Literal(value)
