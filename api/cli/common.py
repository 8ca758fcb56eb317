"""What several commands share: the store option, opening the graph and the reader, the clock, progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from api.pipeline import Read, Refused
    from api.settings import Settings
    from graph import KnowledgeGraph

T = TypeVar("T")

StoreOption = Annotated[
    str | None, typer.Option("--store", help="Folder of the store. Default: your data directory, or MECHGRAPH_STORE.", show_default=False)
]


def now() -> str:
    """Return the time in ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def settings(store: str | None = None, **options: object) -> Settings:
    """Return the settings with the options of this command on top."""
    from api.settings import read_settings

    return read_settings(store=store, **options)


@contextmanager
def opened(store: str | None, *, read_only: bool = False) -> Iterator[KnowledgeGraph]:
    """Open the graph of a store for the time of a command."""
    from api.opening import open_graph

    with open_graph(settings(store), read_only=read_only) as graph:
        yield graph


def read_places(places: Sequence[str]) -> Iterator[Read | Refused]:
    """Read articles, many of them in several processes, with a progress bar on stderr when there is more than one."""
    from api.fetch import fetch
    from api.pipeline import Known, sources
    from api.reading import Workers, read_many, usual_jobs

    found = sources(places)
    results = read_many(found, workers=Workers(jobs=usual_jobs(len(found))), fetch=fetch)
    return (result for result in with_progress(results, len(found), "Reading") if not isinstance(result, Known))


def with_progress(steps: Iterable[T], total: int, description: str) -> Iterator[T]:
    """Yield the steps of a long work, with a bar on stderr where a person sees it and there is more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, total=total, description=description, console=Console(stderr=True), transient=True)


def warn(message: str) -> None:
    """Say something on stderr, one line."""
    typer.echo(f"mechgraph: {message}", err=True)
