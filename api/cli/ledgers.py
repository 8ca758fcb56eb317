"""The command `ledger`: every claim of an article with what is offered for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.cli.common import StoreOption, settings
from api.cli.review import subject


class LedgerFormat(StrEnum):
    """How `ledger` prints."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


def ledger(
    places: Annotated[
        list[str] | None, typer.Argument(help="Articles to take stock of on their own; none: all of the store.", show_default=False)
    ] = None,
    output_format: Annotated[
        LedgerFormat, typer.Option(help="text and markdown for people, csv and json for programs.")
    ] = LedgerFormat.TEXT,
    store: StoreOption = None,
) -> None:
    """List every claim of an article with what is offered for it, by section, with totals and the codes of its flags.

    Examples: mechgraph ledger article.md · mechgraph ledger article.md --output-format csv > claims.csv
    """
    from api.auditing import audited, backing_of
    from api.cli.resolved import lookups
    from graph.audit import Watch, ledger
    from graph.audit.render.ledgers import LEDGERS

    with subject(places, store) as graph:
        watch, known = Watch(), lookups(graph, store, resolve=False, refresh=False)
        report = audited(graph, watch=watch, lookups=known)
        behind = backing_of(graph, watch, folder=settings(store).folder)
        articles = behind.facts.articles
        books = [ledger.ledger(article, behind.facts, report.flags, between=behind.between) for article in articles]
    typer.echo(LEDGERS[output_format.value](books).rstrip("\n"))


COMMANDS = (ledger,)
