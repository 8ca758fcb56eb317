"""The RDF dataset on a SPARQL 1.1 server: the same projection of the journal as `graph.store.Dataset`, reached over HTTP.

Only what the standard has is used (SPARQL 1.1 Query, Update and Protocol), so that any server can take the embedded engine's place. What
a server lacks is said in its documentation, not worked around here: updates are as atomic as the server makes them.

The server is not believed: a whole answer must arrive before a deadline, in the format that was asked for, or it is an error. Only our
own graphs (IRIs below our base) are ever read for copies, or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pyoxigraph as ox

from graph.answers import Answer, to_answer, to_term
from graph.triples import JOURNAL, own
from ontology.errors import QueryError, QuerySyntaxError, QueryTimeoutError, StoreError
from ontology.namespaces import BASE, PREFIXES

BATCH_BYTES = 1_000_000
"""Size of one INSERT DATA: small enough for every server's default limit of a request, large enough that round trips do not count."""

TABLE, TRIPLES = "application/sparql-results+json", "application/n-triples"
PROLOGUE = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
"""One line, put before every query."""

OURS = f'FILTER(STRSTARTS(STR(?g), "{BASE}"))'


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a SPARQL 1.1 server is asked and told, and how we prove who we are; `seconds` is the deadline of one request.

    The default graph of `query` should be the union of all graphs: many servers need a parameter in the address for that.
    """

    query: str
    update: str
    user: str | None = None
    password: str | None = None
    token: str | None = None
    seconds: float = 60.0

    @classmethod
    def at(cls, address: str, **options: Any) -> Server:
        """Return a server whose endpoints lie where Oxigraph and Fuseki have them, below `address`.

        >>> Server.at("http://127.0.0.1:7878/").query
        'http://127.0.0.1:7878/query?union-default-graph'
        """
        root = address.rstrip("/")
        return cls(query=f"{root}/query?union-default-graph", update=f"{root}/update", **options)


class RemoteDataset:
    """The quads of one store on a server; the methods are those of `graph.store.Dataset`.

    Raises:
        StoreError: The server cannot be reached, refuses, or answers something else than SPARQL 1.1.
    """

    folder: Path | None = None

    def __init__(self, server: Server) -> None:
        self.server = server
        headers = {"Authorization": f"Bearer {server.token}"} if server.token is not None else {}
        login = (server.user, server.password or "") if server.user is not None else None
        self._client = httpx.Client(headers=headers, auth=login, timeout=server.seconds, follow_redirects=False)

    @property
    def engine(self) -> ox.Store:
        """Return a copy of our quads in memory, for whoever compares or copies them."""
        store = ox.Store()
        store.bulk_extend(self._quads())
        return store

    def number(self) -> int | None:
        """Return the journal number that the dataset is a projection of, None when it does not say."""
        found = self._journal_says("number")
        return int(found) if found is not None else None

    def layout(self) -> str | None:
        """Return the version of the layout of triples that the dataset was written in."""
        return self._journal_says("version")

    def _journal_says(self, name: str) -> str | None:
        rows = list(self.query(f"SELECT ?o WHERE {{ GRAPH <{JOURNAL}> {{ <{JOURNAL}> {own(name)} ?o }} }}", {}))
        return rows[0][0] if len(rows) == 1 else None

    def graphs(self) -> set[str]:
        """Return the IRIs of our named graphs; those of others on the same server are none of our business."""
        rows = self.query(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {OURS} }}", {})
        return {row[0] for row in rows if row[0] is not None}

    def update(self, sparql: str) -> None:
        """Run one SPARQL update, as atomically as the server runs it."""
        if sparql.strip():
            self._request(self.server.update, "update", sparql, "*/*")

    def bulk(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines, about a megabyte in one update."""
        for batch in _batches(lines):
            self.update(_insert(batch))

    def clear(self) -> None:
        """Drop our graphs one by one, first the one that would say that the others are whole."""
        for graph in sorted(self.graphs(), key=lambda graph: (graph != JOURNAL, graph)):
            self.update(f"DROP SILENT GRAPH <{graph}>")

    def query(self, sparql: str, bound: Mapping[str, Any]) -> Answer:
        """Return the answer to a query over the server's default graph, with variables bound to values (by VALUES at the end)."""
        kind, body = self._request(self.server.query, "query", _bound(sparql, bound), TRIPLES if _makes_triples(sparql) else TABLE)
        try:
            if kind == TABLE:
                return _as_asked(to_answer(ox.parse_query_results(body, ox.QueryResultsFormat.JSON)))
            return Answer(triples=tuple(quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.server.query} sent an answer that breaks off or is none ({error}). Ask again.") from error

    def serialised(self, sparql: str, bound: Mapping[str, Any], media_type: str | None) -> bytes:
        """Return the answer to a query in a format of the server."""
        accept = media_type or ("text/turtle" if _makes_triples(sparql) else TABLE)
        return self._request(self.server.query, "query", _bound(sparql, bound), accept)[1]

    def dump(self, form: ox.RdfFormat) -> bytes:
        """Return our quads in a format that knows named graphs."""
        return ox.serialize(self._quads(), format=form, prefixes=PREFIXES) or b""

    def copy_to(self, folder: Path) -> None:
        """Write a copy into a new folder, a store of the embedded engine."""
        copy = ox.Store(str(folder))
        copy.bulk_extend(self._quads())
        copy.flush()

    def flush(self) -> None:
        """Do nothing: when a server has answered, keeping the data is its part."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _quads(self) -> Iterator[ox.Quad]:
        answer = self.query(f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {OURS} }}", {})
        for row in answer.rows:
            yield ox.Quad(*row)  # type: ignore[arg-type]  # none of the four is unbound here

    def _request(self, address: str, name: str, text: str, accept: str) -> tuple[str, bytes]:
        """Return media type and body of the answer to a form, whole and in time, or raise what went wrong.

        A form, because Virtuoso 7.2.5 never answers a query that is the body itself.
        """
        try:
            with self._client.stream("POST", address, data={name: text}, headers={"Accept": accept}) as response:
                body = self._whole(response)
        except httpx.TimeoutException as error:
            raise QueryTimeoutError(f"{address} did not answer within {self.server.seconds:g} s") from error
        except httpx.HTTPError as error:
            raise StoreError(f"{address} cannot be reached ({error}). Is the server running, and the address right?") from error
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        _check(response, address, body)
        if accept != "*/*" and kind not in accept:
            raise StoreError(f"{address} answered with {kind or 'no media type'}, not SPARQL. Check the address of the endpoint.")
        return kind, body

    def _whole(self, response: httpx.Response) -> bytes:
        """Return the body. The client's own time limit is for each read, so that a drip would never end."""
        deadline, held = monotonic() + self.server.seconds, bytearray()
        for chunk in response.iter_bytes():
            held += chunk
            if monotonic() > deadline:
                raise httpx.ReadTimeout("the answer takes too long")
        return bytes(held)


def _as_asked(answer: Answer) -> Answer:
    """Return an ASK as a truth value, which Virtuoso 7.2.5 at times answers as a table of one number."""
    if answer.variables != ("__ASK_RETVAL",):
        return answer
    return Answer(truth=[row[0] for row in answer] == ["1"])


def _check(response: httpx.Response, address: str, body: bytes) -> None:
    if response.is_success:
        return
    told = " ".join(body[:2_000].decode("utf-8", "replace").split())[:200]
    if response.status_code == httpx.codes.BAD_REQUEST:
        place = re.search(r"(?:at )?(?:line )?(\d+)(?::|, column )(\d+)", told)
        raise QuerySyntaxError(told, int(place[1]) - 1, int(place[2])) if place else QueryError(f"{address}: {told}")
    if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise StoreError(f"{address} refuses us ({response.status_code}). Check the name, password or token in the environment.")
    raise StoreError(f"{address} answered {response.status_code}: {told or 'nothing'}. Look into the server's log.")


def _makes_triples(sparql: str) -> bool:
    """Return whether a query is a CONSTRUCT or DESCRIBE; servers that are offered two kinds of formats take the wrong one.

    >>> _makes_triples("PREFIX ask: <http://example.org/#SELECT> # SELECT\\nconstruct WHERE { ?s ?p ?o }"), _makes_triples("ASK {}")
    (True, False)
    """
    bare = re.sub(r"<[^<>\s]*>|#[^\n]*", " ", sparql)
    form = re.search(r"(?<![\w:?$])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:])", bare, re.IGNORECASE)
    return form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")


def _bound(sparql: str, bound: Mapping[str, Any]) -> str:
    """Return a query with our prefixes and with values for its variables, written as terms, never pasted as text.

    >>> _bound("SELECT ?s { ?s ?p ?o }", {"o": 'a "b"'}).removeprefix(PROLOGUE)
    '\\nSELECT ?s { ?s ?p ?o }\\nVALUES (?o) { ("a \\\\"b\\\\"") }'
    """
    if not bound:
        return f"{PROLOGUE}\n{sparql}"
    if not all(re.fullmatch(r"\w+", name) for name in bound):
        raise QueryError(f"No variables: {', '.join(bound)}. Give names of letters and digits, without the question mark.")
    names, terms = " ".join(f"?{name}" for name in bound), " ".join(str(to_term(value)) for value in bound.values())
    return f"{PROLOGUE}\n{sparql}\nVALUES ({names}) {{ ({terms}) }}"


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_GRAPH = re.compile(r"\s(<[^<>\s]*>)\s*\.\s*$")


def _insert(lines: Iterable[str]) -> str:
    r"""Return N-Quads lines as one INSERT DATA.

    >>> _insert(['<a:s> <a:p> "o" <a:g> .\n'])
    'INSERT DATA {\nGRAPH <a:g> {\n<a:s> <a:p> "o" .\n}\n}'
    """
    parts = [(found[1], line[: found.start()]) for line in lines if (found := _GRAPH.search(line))]
    groups = [(graph, [triple for _, triple in group]) for graph, group in groupby(parts, key=lambda part: part[0])]
    blocks = [f"GRAPH {graph} {{\n" + "".join(f"{triple} .\n" for triple in triples) + "}" for graph, triples in groups]
    return "INSERT DATA {\n" + "\n".join(blocks) + "\n}"
