"""The app on invented articles: in process for tests of answers, on a real loopback port for tests in a browser."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from graph import KnowledgeGraph
from tests.api.serving import serving
from tests.viz.world import Article, articles

CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps Chromium from asking its maker's hosts for anything."""


def a_graph(some: Iterable[Article] | None = None, folder: Path | None = None) -> KnowledgeGraph:
    """Return a graph with these articles, those of the invented world by default."""
    graph = KnowledgeGraph.open(folder)
    for one in articles() if some is None else some:
        graph.add(one.document, one.claims, one.factors, time="2026-01-01T00:00:00Z")
    return graph


def an_app(graph: KnowledgeGraph, **settings: Any) -> FastAPI:
    """Return the app that serves a graph."""
    return create_app(graph, settings=Settings(**{"store": "unused", "reviewer": "Ida", "query_workers": 1, **settings}))


@contextlib.contextmanager
def served(graph: KnowledgeGraph, **settings: Any) -> Iterator[str]:
    """Serve a graph on a free port of this machine; give the address without a slash at its end."""
    with serving(an_app(graph, **settings)) as address:
        yield address


def chromium() -> str:
    """Return where Chromium is.

    Raises:
        RuntimeError: There is none.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise RuntimeError("No Chromium found. Install it (Debian: apt install chromium), then run the tests again.")
    return path
