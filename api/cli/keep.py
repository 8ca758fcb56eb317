"""Commands that keep the store: export, rebuild, doctor."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, opened, settings, warn


def export(
    format_: Annotated[str, typer.Option("--format", help="One of the names that --list shows.")] = "trig",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.", show_default=False)
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    store: StoreOption = None,
) -> None:
    """Write the whole graph in another form.

    Examples: mechgraph export --format trig -o graph.trig · mechgraph export --list
    """
    from graph.export import EXPORTERS, exporter

    if list_:
        for each in EXPORTERS:
            typer.echo(f"{each.name:10} {each.title}")
        return
    chosen = exporter(format_)
    with opened(store, read_only=True) as graph:
        text = chosen.write(graph)
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        warn(f"{output}: {len(text.encode()):,} bytes of {chosen.title}")


def rebuild(store: StoreOption = None) -> None:
    """Make the RDF dataset anew from the record (articles, claims as read, decisions).

    Example: mechgraph rebuild
    """
    with opened(store) as graph:
        graph.rebuild()
        typer.echo(f"rebuilt: {len(graph.documents())} articles, {len(graph.statements())} statements")


def doctor(store: StoreOption = None) -> None:
    """Look at what mechgraph stands on, and say what to do about what is missing.

    Exit status: 0 all well, 2 something needs you.

    Example: mechgraph doctor
    """
    sick = False
    for name, problem in _findings(store):
        sick = sick or problem is not None
        typer.echo(f"{'ok  ' if problem is None else 'FIX '} {name}{'' if problem is None else f': {problem}'}")
    raise typer.Exit(2 if sick else 0)


def _findings(store: str | None) -> Iterator[tuple[str, str | None]]:
    yield f"Python {sys.version.split()[0]}", None if sys.version_info >= (3, 11) else "install Python 3.11 or newer"
    for package in ("pyoxigraph", "rdflib", "networkx", "spacy", "fastapi", "pyvis"):
        try:
            yield f"{package} {importlib.metadata.version(package)}", None
        except importlib.metadata.PackageNotFoundError:
            yield package, "not installed; run make demo, or pip install -r requirements.txt"
    yield from _reader_findings()
    yield from _store_findings(store)


def _reader_findings() -> Iterator[tuple[str, str | None]]:
    from loaders.reader import open_reader

    reader = open_reader()
    yield f"reader {reader.name} {reader.version}", None


def _store_findings(store: str | None) -> Iterator[tuple[str, str | None]]:
    from ontology.errors import StoreError

    folder = settings(store).folder
    if not folder.exists():
        yield f"store {folder} (not there yet; the first load makes it)", None
        return
    free = shutil.disk_usage(folder).free
    yield (
        f"{free // 1_000_000:,} MB free at {folder}",
        None if free > 500_000_000 else "less than 500 MB free: make room before loading more",
    )
    try:
        with opened(store, read_only=True) as graph:
            yield f"store {folder}: {len(graph.documents())} articles, {len(graph.statements())} statements", None
    except StoreError as error:
        yield f"store {folder}", str(error)


COMMANDS = (export, rebuild, doctor)
