"""What several commands share: the store option, opening the graph and the reader, the clock, progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.pipeline import Read, Refused
    from api.settings import Settings
    from graph import KnowledgeGraph
    from loaders.reader import Reader
    from ontology.grounding import Grounder

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


def reader_and_grounder() -> tuple[Reader, Grounder]:
    """Return the default reader and grounder; takes about a second, so it is called once and late."""
    from loaders.reader import open_reader
    from ontology.grounding import LexiconGrounder
    from ontology.lexicon import Lexicon

    return open_reader(), LexiconGrounder(Lexicon.load())


def read_places(places: Sequence[str]) -> Iterator[Read | Refused]:
    """Read articles one after the other, with a progress bar on stderr when there is more than one."""
    from api.fetch import fetch
    from api.pipeline import read_all, sources

    found = sources(places)
    reader, grounder = reader_and_grounder()
    return _with_progress(read_all(found, reader=reader, grounder=grounder, fetch=fetch), len(found))


def _with_progress(results: Iterator[Read | Refused], total: int) -> Iterator[Read | Refused]:
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, total=total, description="Reading", console=Console(stderr=True), transient=True)


def warn(message: str) -> None:
    """Say something on stderr, one line."""
    typer.echo(f"mechgraph: {message}", err=True)
