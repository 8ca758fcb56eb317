"""Commands that ask the graph: query, path, search."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, opened, warn


class QueryFormat(StrEnum):
    """How `query` prints an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "ttl"


def query(
    sparql: Annotated[str | None, typer.Argument(help="A SPARQL query, or - for standard input.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option(help="Read the query from a file.", exists=True, dir_okay=False, show_default=False)] = None,
    example: Annotated[str | None, typer.Option(help="Run one of the example queries.", show_default=False)] = None,
    examples: Annotated[bool, typer.Option("--examples", help="List the example queries.")] = False,
    format_: Annotated[QueryFormat, typer.Option("--format", help="How to print the answer.")] = QueryFormat.TABLE,
    store: StoreOption = None,
) -> None:
    """Ask the store in SPARQL 1.1 (read-only; the prefixes of mechgraph are known).

    Examples: mechgraph query --examples · mechgraph query --example unsupported · mechgraph query "SELECT * { ?s mg:decreases ?o }"
    """
    from graph import queries

    if examples:
        for title, name in ((entry.title, entry.name) for entry in queries.EXAMPLES):
            typer.echo(f"{name:28} {title}")
        return
    text = _query_text(sparql, file, example)
    with opened(store, read_only=True) as graph:
        typer.echo(graph.query(text).render(format_.value))


def _query_text(sparql: str | None, file: Path | None, example: str | None) -> str:
    from graph import queries

    if example is not None:
        return queries.read(example)
    if file is not None:
        return file.read_text(encoding="utf-8")
    if sparql == "-":
        return sys.stdin.read()
    if sparql is None:
        raise typer.BadParameter("give a query, --file or --example NAME; --examples lists some")
    return sparql


def path(
    start: Annotated[str, typer.Argument(help="Where the chain begins: a factor's name or id.", show_default=False)],
    end: Annotated[str, typer.Argument(help="Where it ends.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, max=50, help="Largest number of chains.")] = 5,
    store: StoreOption = None,
) -> None:
    """Show how one factor would act on another: the best chains of statements, with their net sign.

    A chain is a hypothesis, not evidence: each step is what some article says. Exit status 1 when there is no chain.

    Example: mechgraph path "magnesium glycinate" "NMDA receptor"
    """
    with opened(store, read_only=True) as graph:
        ends = [graph.factor_named(name) for name in (start, end)]
        chains = graph.paths(ends[0].id, ends[1].id, limit=limit)
        for chain in chains:
            typer.echo(chain.describe({factor.id: factor.label for factor in graph.factors()}))
    if not chains:
        warn(f"no chain from {ends[0].label} to {ends[1].label}. Try the other direction, or load more articles.")
        raise typer.Exit(1)


def search(
    text: Annotated[str, typer.Argument(help="Words; the last may be the beginning of one.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, max=500, help="Largest number of hits.")] = 20,
    store: StoreOption = None,
) -> None:
    """Search quotes, factors and synonyms.

    Example: mechgraph search "evening cort"
    """
    with opened(store, read_only=True) as graph:
        hits = graph.search(text, limit=limit)
        for hit in hits:
            typer.echo(f"{hit.kind:8} {hit.id:20} {hit.text}")
    if not hits:
        warn(f"nothing here matches {text!r}")
        raise typer.Exit(1)


COMMANDS = (query, path, search)
