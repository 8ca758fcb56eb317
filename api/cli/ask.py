"""Commands that ask the graph: query, path, search."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import StoreOption, opened, warn
from ontology.namespaces import BASE
from ontology.relations import Sign

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.analysis.paths import SignedPath


class QueryFormat(StrEnum):
    """How `query` prints an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "ttl"


MEDIA_TYPES = {
    QueryFormat.JSON: "application/sparql-results+json",
    QueryFormat.CSV: "text/csv",
    QueryFormat.TSV: "text/tab-separated-values",
    QueryFormat.XML: "application/sparql-results+xml",
    QueryFormat.TURTLE: "text/turtle",
}
WIDEST = 60
"""Characters of a table's column."""


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
        typer.echo(_answer(graph, text, format_))


def _answer(graph: KnowledgeGraph, text: str, format_: QueryFormat) -> str:
    if format_ is not QueryFormat.TABLE:
        return _formatted(graph, text, format_)
    answer = graph.query(text)
    if answer.truth is not None:
        return "yes" if answer.truth else "no"
    if answer.triples is not None:
        return graph.query_bytes(text, media_type=MEDIA_TYPES[QueryFormat.TURTLE]).decode().rstrip("\n")
    return _table([answer.variables, *answer])


def _formatted(graph: KnowledgeGraph, text: str, format_: QueryFormat) -> str:
    try:
        return graph.query_bytes(text, media_type=MEDIA_TYPES[format_]).decode().rstrip("\n")
    except KeyError as error:
        advice = "triples come as ttl, rows as json, csv, tsv or xml"
        raise typer.BadParameter(f"{format_.value} does not fit this kind of query; {advice}") from error


def _table(rows: Sequence[Sequence[str | None]]) -> str:
    """Return rows as columns of a readable width, the first row being the head."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:], f"({len(rows) - 1} rows)"])


def _cell(value: str | None) -> str:
    text = " ".join((value or "").removeprefix(BASE).split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


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
    from api.naming import factor_named

    with opened(store, read_only=True) as graph:
        first, last = factor_named(graph, start), factor_named(graph, end)
        labels = {factor.id: factor.label for factor in graph.factors()}
        chains = graph.paths(first.id, last.id, limit=limit)
    for chain in chains:
        typer.echo(_chain(chain, labels))
    if not chains:
        warn(f"no chain from {first.label} to {last.label}. Try the other direction, or load more articles.")
        raise typer.Exit(1)


def _chain(chain: SignedPath, labels: Mapping[str, str]) -> str:
    sign = "?" if chain.sign is Sign.NONE else chain.sign.value
    steps = "".join(f" {statement.key.relation.value} -> {labels[statement.key.object]}" for statement in chain.statements)
    weakest = f"{labels[chain.weakest.key.subject]} -> {labels[chain.weakest.key.object]}"
    denied = f", {len(chain.denials)} denials" if chain.denials else ""
    support = f"weakest link {weakest}, independent sources {chain.sources}{denied}"
    return f"[{sign}] {labels[chain.factors[0]]}{steps}\n    {support}"


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
