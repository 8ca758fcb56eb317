"""create_app: the web door. Pages, REST, SPARQL and files of one graph, with the same headers and errors everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from api import errors
from api.explaining import Explainer
from api.headers import LOOPBACK, RAW, KnownHosts, SecurityHeaders, is_loopback
from api.present import Present
from api.routes import ask, explorer, items, pages, playground, rest, review, sparql
from api.settings import Settings
from api.sparql.quick import STATE, Quick
from api.sparql.service import QueryService
from graph import KnowledgeGraph
from viz.network import vis_folder

ROUTERS = (rest.router, explorer.router, items.router, pages.router, playground.router, review.router)


def create_app(graph: KnowledgeGraph, *, settings: Settings | None = None) -> FastAPI:
    """Return the app that serves a graph; it neither opens nor closes it.

    Args:
        graph: Open for as long as the app lives.
        settings: Host, limits of queries, name of the reviewer; read from the environment when None.
    """
    chosen = settings or Settings()
    present = Present(graph, held=chosen.held)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Quick]]:
        await run_in_threadpool(present.start)  # so that the first page does not wait for the audit of a graph that is held
        async with sparql.open_service(graph, chosen) as app.state.queries:
            yield _quick(app, chosen)
        await run_in_threadpool(app.state.explainer.close)
        await run_in_threadpool(present.stop)

    app = FastAPI(title="mechgraph", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.present, app.state.settings, app.state.explainer = present, chosen, Explainer()
    sparql.install(app, _queries, ask.render)
    _guard(app, chosen)
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("viz") / "static")), name="static")
    app.mount("/vis", StaticFiles(directory=vis_folder()), name="vis")
    return app


def create_query_app(graph: KnowledgeGraph, *, settings: Settings | None = None) -> FastAPI:
    """Return an app that answers queries and nothing else, for who wants no explorer and no audit.

    Args and life as those of `create_app`.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Quick]]:
        async with sparql.open_service(graph, chosen) as app.state.queries:
            yield _quick(app, chosen)

    app = FastAPI(title="mechgraph", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    sparql.install(app, _queries)
    _guard(app, chosen)
    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    app.add_middleware(SecurityHeaders)
    app.add_middleware(KnownHosts, host=settings.host)


def _queries(request: Request) -> QueryService:
    service = request.app.state.queries
    if not isinstance(service, QueryService):
        raise TypeError("the lifespan puts it there")
    return service


def _quick(app: FastAPI, settings: Settings) -> dict[str, Quick]:
    """Return what the quick way to the endpoint has to know of `_guard`."""
    return {STATE: Quick(app.state.queries, RAW, LOOPBACK if is_loopback(settings.host) else None)}
