"""The SPARQL endpoint (SPARQL 1.1 Protocol, Service Description), the graph store for reading, and VoID.

What they share stands in `api.sparql`; `install` binds it to one QueryService, which the lifespan of the app opens and closes.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.settings import Settings
from api.sparql import description, page
from api.sparql.answers import VARY, cross_origin, preflight, respond
from api.sparql.formats import GRAPHS, Kind
from api.sparql.limits import Limits
from api.sparql.negotiate import Choice, choose, prefers_page, wanted
from api.sparql.problems import RequestError, problem
from api.sparql.protocol import ENDPOINT, METHODS, Asked, asked_graph, parameters_of, read_request
from api.sparql.service import QueryService
from api.sparql.waiting import Gone
from graph import KnowledgeGraph
from ontology.errors import MechgraphError

_log = logging.getLogger(__name__)

GRAPH_STORE, WELL_KNOWN = "/rdf-graph-store", "/.well-known/void"
READING = "GET, HEAD, OPTIONS"
Render = Callable[[Request, str | None, page.Shown | None, Limits], str]
"""Makes the page from a request, the query in it, its answer, and the limits."""
EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def open_service(graph: KnowledgeGraph, settings: Settings) -> QueryService:
    """Return the query service of a graph, to be entered by `async with`; snapshots lie in the store's own folder if that can be written.

    They are hard links there, and would be copies anywhere else.
    """
    limits = Limits(
        seconds=settings.query_seconds,
        rows=settings.query_rows,
        size=settings.query_bytes,
        memory=settings.query_memory,
        readers=settings.query_workers,
        slow=settings.query_workers,
        kept=settings.query_kept,
    )
    folder = graph.folder
    scratch = folder if folder is not None and os.access(folder, os.W_OK) else None
    return QueryService(graph, limits, cors=settings.cors, scratch=scratch)


def install(app: FastAPI, get_service: Callable[[Request], QueryService], render: Render = page.render) -> None:
    """Give an app the endpoint and the routes; `get_service` finds the service of a request, `render` makes the page.

    Call it before other middleware is added: what is added later stands outside, and is passed first.
    """
    app.add_middleware(Endpoint, get_service=get_service, render=render)

    async def graph_store(request: Request) -> Response:
        return await _guarded(request, get_service(request), READING, _graph_store)

    async def void(request: Request) -> Response:
        return await _guarded(request, get_service(request), READING, _void)

    for path, handler in ((GRAPH_STORE, graph_store), (f"{GRAPH_STORE}/{{path:path}}", graph_store), (WELL_KNOWN, void)):
        app.router.add_route(path, handler, methods=EVERY_METHOD, include_in_schema=False)


class Endpoint:
    """The endpoint, before all routes: finding a route takes as long as a small query."""

    def __init__(self, app: ASGIApp, *, get_service: Callable[[Request], QueryService], render: Render) -> None:
        self.app, self._get_service = app, get_service
        self._handler = partial(_endpoint, render=render)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to the endpoint, pass on every other."""
        if scope["type"] != "http" or scope["path"].removeprefix(scope.get("root_path", "")) not in (ENDPOINT, f"{ENDPOINT}/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await _guarded(request, self._get_service(request), METHODS, self._handler)
        try:
            await response(scope, receive, send)
        except MechgraphError as error:
            # It grew and cannot be finished. Nothing more is sent, so the server breaks the connection off before the mark of the end.
            _log.warning("an answer was broken off: %s", error)


async def _guarded(
    request: Request, service: QueryService, methods: str, handler: Callable[[Request, QueryService], Awaitable[Response]]
) -> Response:
    """Answer OPTIONS and methods that are not allowed, turn errors into problems, and add what pages of other origins need."""
    if request.method == "OPTIONS":
        return preflight(request, service.cors, methods)
    try:
        if request.method not in methods.split(", "):
            raise RequestError(405, "Method not allowed", f"This service only reads. Use one of {methods}.", {"Allow": methods})
        response = await handler(request, service)
    except MechgraphError as error:
        response = problem(error)
    response.headers.update(cross_origin(request, service.cors))
    return response


async def _endpoint(request: Request, service: QueryService, *, render: Render) -> Response:
    asked = await read_request(request, service.limits)
    if asked.format is None and prefers_page(request.headers.get("accept")):
        return await _page(request, service, asked, render)
    if asked.query is None:
        return await _service_description(request, service, asked)
    choices = wanted(request.headers.get("accept"), asked.format)
    # A client that speaks HTTP/1.0 could not tell a whole answer from a broken one, and one that wants the head alone wants it whole.
    stream = asked.stream and request.method != "HEAD" and request.scope.get("http_version") != "1.0"
    ask = service.stream if stream else service.query
    answer = await ask(asked.query, choices, _gone(request))
    return respond(answer, request, service.limits)


async def _page(request: Request, service: QueryService, asked: Asked, render: Render) -> Response:
    """Answer a browser with the page; a query stands in it together with its answer."""
    shown = await page.ask(service, asked.query, _gone(request)) if asked.query is not None else None
    # In a thread, because ten thousand rows take a while to become a table and others want to be answered meanwhile.
    html = await asyncio.to_thread(render, request, asked.query.text if asked.query is not None else None, shown, service.limits)
    return Response(html, shown.status if shown is not None else 200, {"Vary": VARY}, "text/html; charset=utf-8")


async def _service_description(request: Request, service: QueryService, asked: Asked) -> Response:
    choice = _graph_choice(request, asked.format)
    facts = description.Facts(graphs=await description.graph_names(service))
    triples = description.service_description(_address(request, ENDPOINT), facts, union=service.union)
    return _described(request, description.written(triples, choice.format), choice)


async def _void(request: Request, service: QueryService) -> Response:
    choice = _graph_choice(request)
    facts = await description.count(service)
    triples = description.void_description(_address(request, ENDPOINT), _address(request, WELL_KNOWN), facts)
    return _described(request, description.written(triples, choice.format), choice)


async def _graph_store(request: Request, service: QueryService) -> Response:
    iri = asked_graph(parameters_of(request), request.path_params.get("path", ""), service.base)
    return respond(await service.graph(iri, _graph_choice(request), _gone(request)), request, service.limits)


def _graph_choice(request: Request, name: str | None = None) -> Choice:
    choice = wanted(request.headers.get("accept"), name)[Kind.GRAPH]
    # A browser that asks for a graph by its address gets Turtle rather than an error.
    choice = choice or (choose(None, GRAPHS) if prefers_page(request.headers.get("accept")) else None)
    if choice is None:
        known = ", ".join(form.media_types[0] for form in GRAPHS)
        raise RequestError(406, "Not acceptable", f"RDF can be had as {known}. Accept one of these.")
    return choice


def _described(request: Request, body: bytes, choice: Choice) -> Response:
    headers = {"Content-Type": choice.content_type, "Content-Length": str(len(body)), "Vary": VARY}
    return Response(b"" if request.method == "HEAD" else body, headers=headers)


def _address(request: Request, path: str) -> str:
    return str(request.url.replace(path=request.scope.get("root_path", "") + path, query="", fragment=""))


def _gone(request: Request) -> Gone:
    """Return what waits until the client has closed its connection."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return gone
