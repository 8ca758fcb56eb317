"""One address for people and programs: which form of an item an address answers in.

`?format=` counts first (`html`, `json`, or a format of RDF), then the Accept header; without either a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from fastapi import Request, Response

from api.present import Present
from api.routes.common import etag, unchanged
from api.sparql.formats import FORMATS, GRAPHS
from api.sparql.negotiate import Choice, choose, prefers_page, quality, ranges
from api.sparql.problems import RequestError
from ontology.errors import UnknownItemError
from ontology.namespaces import iri

ENDINGS: Mapping[str, str] = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "nq": "nquads"}
ITEM = re.compile(r"[A-Za-z0-9._~-]+")
"""What an id of ours is made of; anything else is no id, and never becomes part of a query."""

PARTS = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND(<{0}> AS ?s) }}
  UNION {{ <{0}> ?to ?s . FILTER(STRSTARTS(STR(?s), "{0}#")) }}
  UNION {{ <{0}> ?to ?part . ?part ?and ?s . FILTER(STRSTARTS(STR(?part), "{0}#") && STRSTARTS(STR(?s), "{0}#")) }}
  ?s ?p ?o
}}"""
"""An item with the nodes that are parts of it: they have its IRI with a fragment (see graph.triples)."""

GRAPH = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{0}> {{ ?s ?p ?o }} }}"
"""All that one document says: its named graph."""


class Form(StrEnum):
    """In what form an item is wanted."""

    PAGE = "page"
    RECORD = "record"
    TRIPLES = "triples"


def wanted_form(request: Request) -> Form:
    """Return the form that a request asks for."""
    named = request.query_params.get("format")
    if named:
        return {"html": Form.PAGE, "json": Form.RECORD}.get(named, Form.TRIPLES)
    accept = request.headers.get("accept")
    if prefers_page(accept) or quality(ranges(accept), "text/html") == quality(ranges(accept), "text/turtle") > 0:
        return Form.PAGE
    json, linked = (quality(ranges(accept), f"application/{name}") for name in ("json", "ld+json"))
    others = max(quality(ranges(accept), form.media_types[0]) for form in GRAPHS)
    return Form.RECORD if json > linked and json >= others else Form.TRIPLES


def triples(request: Request, present: Present, kind: str, item_id: str) -> Response:
    """Return the triples about an item in the wanted format, or 304 where the client has them.

    Raises:
        UnknownItemError: No item can have such an id.
        RequestError: None of our formats is wanted (406).
    """
    if not ITEM.fullmatch(item_id):
        raise UnknownItemError(kind, item_id)
    address = iri(kind, item_id)
    query = (GRAPH if kind == "document" else PARTS).format(address)
    headers = {
        "Vary": "Accept",
        "Cache-Control": "no-cache",
        "ETag": etag(request, present.version()),
        "Link": f'<{address}>; rel="canonical"',
    }
    choice = rdf_choice(request)
    if unchanged(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = present.graph.query_bytes(query, media_type=choice.format.media_types[0])
    return Response(body, headers=headers | {"Content-Type": choice.content_type})


def rdf_choice(request: Request) -> Choice:
    """Return the format of RDF that is wanted.

    Raises:
        RequestError: It is none that we write (406).
    """
    named = request.query_params.get("format")
    choice = _named(named) if named else choose(request.headers.get("accept"), GRAPHS)
    if choice is None:
        known = ", ".join(form.media_types[0] for form in GRAPHS)
        raise RequestError(406, "Not acceptable", f"This can be had as text/html, application/json, {known}. Accept one of these.")
    return choice


def _named(name: str) -> Choice | None:
    form = FORMATS.get(ENDINGS.get(name, name))
    return Choice(form, form.media_types[0]) if form in GRAPHS and form is not None else None
