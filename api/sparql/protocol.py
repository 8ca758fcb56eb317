"""The SPARQL 1.1 Protocol: what a request asks. Bodies are read up to the limit of a query and no further."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request

from api.sparql.formats import FORMATS
from api.sparql.limits import Limits
from api.sparql.problems import RequestError
from api.sparql.service import Query
from ontology.errors import QueryRefusedError

ENDPOINT = "/sparql"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request to the endpoint asks: a query (None: about the service itself), and a format by name (None: by Accept).

    `stream`: a large answer may be sent as it grows.
    """

    query: Query | None
    format: str | None
    stream: bool = False


Parameters = Mapping[str, Sequence[str]]


async def read_request(request: Request, limits: Limits) -> Asked:
    """Return what a GET, HEAD or POST asks.

    Raises:
        RequestError: It does not follow the protocol.
        QueryRefusedError: It asks for an update.
    """
    parameters = _decoded(request.url.query)
    text = None
    if request.method == "POST":
        media_type = _media_type(request)
        body = await _body(request, limits)
        if media_type == FORM:
            parameters = _merged(parameters, _decoded(body))
        else:
            text = body
    return asked(parameters, text, _endpoint(request), posted=request.method == "POST")


def asked(parameters: Parameters, text: str | None, base: str, *, posted: bool = False) -> Asked:
    """Return what parameters, and perhaps a query as the whole body, ask.

    >>> asked({"query": ["ASK {}"], "format": ["csv"]}, None, "http://example.org/sparql").query.text
    'ASK {}'
    """
    if "update" in parameters:
        raise QueryRefusedError("an update")
    queries = [*parameters.get("query", ()), *([text] if text is not None else ())]
    if len(queries) > 1:
        raise RequestError(400, "Bad request", "There is more than one query. Send one at a time.")
    if posted and not queries:
        raise RequestError(
            400, "Bad request", f"There is no query. Send it as the parameter `query`, or as the body with Content-Type {QUERY}."
        )
    query = None if not queries else _query(queries[0], parameters, base)
    return Asked(query=query, format=_format(parameters), stream=_stream(parameters))


def _query(text: str, parameters: Parameters, base: str) -> Query:
    return Query(
        text=text,
        default_graphs=tuple(parameters.get("default-graph-uri", ())),
        named_graphs=tuple(parameters.get("named-graph-uri", ())),
        base=base,
        seconds=_seconds(parameters),
    )


def _seconds(parameters: Parameters) -> float | None:
    given = parameters.get("timeout", [])
    if not given:
        return None
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", given[-1], re.ASCII) or float(given[-1]) <= 0:
        raise RequestError(400, "Bad request", f"timeout={given[-1]!r} is no number of seconds, such as 2.5.")
    return float(given[-1])


def _stream(parameters: Parameters) -> bool:
    given = parameters.get("stream", ["false"])[-1]
    if given not in ("true", "false"):
        raise RequestError(400, "Bad request", f"stream={given!r} is neither true nor false.")
    return given == "true"


def _format(parameters: Parameters) -> str | None:
    given = [name for name in parameters.get("format", ()) if name]
    if not given:
        return None
    if given[-1] not in FORMATS:
        raise RequestError(400, "Bad request", f"format={given[-1]!r} is not known. Formats: {', '.join(FORMATS)}.")
    return given[-1]


def _media_type(request: Request) -> str:
    header = request.headers.get("content-type", "")
    media_type, _, rest = header.lower().partition(";")
    charset = re.search(r"charset\s*=\s*\"?([\w.\-]+)", rest)
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(415, "Unsupported media type", f"The charset {charset[1]} is not read. Send UTF-8.")
    name = media_type.strip()
    if name == UPDATE:
        raise QueryRefusedError("an update")
    if name not in (FORM, QUERY):
        raise RequestError(
            415, "Unsupported media type", f"Content-Type {name or 'missing'}. Send {QUERY} or {FORM}.", {"Accept-Post": f"{QUERY}, {FORM}"}
        )
    return name


async def _body(request: Request, limits: Limits) -> str:
    most = 4 * limits.length + 10_000  # a form may write each byte of the query as three
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > most:
            raise RequestError(413, "Request too large", f"The body has more than {most} bytes; a query may have {limits.length}.")
    return _text(bytes(held))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, "Bad request", f"The body is not UTF-8 from byte {error.start} on. Send UTF-8.") from error


def _decoded(text: str) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1_000)
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(400, "Bad request", f"The parameters cannot be read: {error}. Percent-encode them as UTF-8.") from error
    return _merged({}, pairs)


def _merged(parameters: Parameters, more: Parameters | list[tuple[str, str]]) -> dict[str, list[str]]:
    merged = {name: list(values) for name, values in parameters.items()}
    pairs = more if isinstance(more, list) else [(name, value) for name, values in more.items() for value in values]
    for name, value in pairs:
        merged.setdefault(name, []).append(value)
    return merged


def _endpoint(request: Request) -> str:
    """Return the address of the endpoint, against which relative IRIs are resolved."""
    return str(request.url.replace(query="", fragment=""))


def asked_graph(parameters: Parameters, path: str, base: str) -> str | None:
    """Return the IRI of the graph that a request to the graph store names, None for the default graph.

    A `path` below the store names a graph directly: the IRI is `base` followed by it.

    Raises:
        RequestError: It names none, or more than one, or no absolute IRI.

    >>> asked_graph({"default": [""]}, "", ""), asked_graph({}, "document/d-1", "http://example.org/")
    (None, 'http://example.org/document/d-1')
    """
    named = list(parameters.get("graph", ())) + ([base + path] if path else [])
    if len(named) + ("default" in parameters) != 1:
        raise RequestError(400, "Bad request", "Name one graph: ?default, or ?graph= followed by its IRI, percent-encoded.")
    if named and not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", named[0]):
        raise RequestError(400, "Bad request", f"{named[0]!r} is no absolute IRI.")
    return named[0] if named else None


def parameters_of(request: Request) -> Parameters:
    """Return the parameters in the address of a request, decoded as UTF-8."""
    return _decoded(request.url.query)
