"""An Oxigraph store on disk, and an app with nothing but the query service on it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pyoxigraph as ox
from fastapi import FastAPI

from api.routes.sparql import install
from api.sparql.limits import Limits
from api.sparql.quick import STATE, Quick
from api.sparql.service import QueryService
from api.sparql.snapshots import Source


class Quads:
    """A store on disk with a number that grows with each change."""

    def __init__(self, folder: Path, quads: Iterable[ox.Quad] = ()) -> None:
        self.store = ox.Store(str(folder))
        self.store.extend(quads)
        self._number = 0

    def number(self) -> int:
        return self._number

    def update(self, sparql: str) -> None:
        self.store.update(sparql)
        self._number += 1

    def snapshot(self, folder: Path) -> int:
        number = self._number
        self.store.backup(str(folder))
        return number


def a_quad(subject: str, predicate: str, obj: str, graph: str | None = None) -> ox.Quad:
    """Return a quad of IRIs below http://example.org/ and a plain literal."""
    base = "http://example.org/"
    name = ox.NamedNode(base + graph) if graph is not None else ox.DefaultGraph()
    return ox.Quad(ox.NamedNode(base + subject), ox.NamedNode(base + predicate), ox.Literal(obj), name)


def an_app(source: Source, limits: Limits, **options: object) -> FastAPI:
    """Return an app with nothing but the query service in it."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Quick]]:
        async with QueryService(source, limits, **options) as service:  # type: ignore[arg-type]
            app.state.queries = service
            yield {STATE: Quick(service)}

    app = FastAPI(lifespan=lifespan)
    install(app, lambda request: request.app.state.queries)
    return app
