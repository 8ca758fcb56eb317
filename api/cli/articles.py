"""Commands about articles: load, read, list, remove, diff."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import StoreOption, opened, read_places, warn, with_progress
from ontology.errors import MechgraphError

if TYPE_CHECKING:
    from api.pipeline import Known, Read
    from api.reading import Result
    from graph.versions import Change
    from ontology.model import Claim

PlacesArgument = Annotated[list[str], typer.Argument(help="Files, folders or web addresses.", show_default=False)]


class ReadFormat(StrEnum):
    """How `read` prints claims."""

    TEXT = "text"
    JSONL = "jsonl"


JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, help="Processes that read. Default: one for every 10 articles, at most one a core.", show_default=False
    ),
]


def load(
    places: PlacesArgument,
    jobs: JobsOption = None,
    cluster: Annotated[
        str | None, typer.Option(help="Read on the Dask cluster whose scheduler has this address.", show_default=False)
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also what the store has already.")] = False,
    store: StoreOption = None,
) -> None:
    """Read articles and keep their claims in the store.

    Each article is one transaction, and what the store has already is not read again: a load that was stopped goes on where it was
    when it is given the same articles. A broken input is reported and leaves the store as it was.

    Examples: mechgraph load examples/articles · mechgraph load article.md https://example.org/page · mechgraph load folder --jobs 8
    """
    from api.loading import load as load_into
    from api.pipeline import sources
    from api.reading import Workers

    sources(places)  # a place that is not there is told before a store is made
    begun = perf_counter()
    workers = Workers(jobs=jobs or 1, cluster=cluster) if jobs or cluster else None
    with opened(store) as graph:
        shown = partial(with_progress, description="Reading")
        try:
            tally = load_into(graph, *places, workers=workers, again=again, told=_tell, shown=shown)
        except KeyboardInterrupt as stop:
            raise MechgraphError("stopped. What was told above is kept; give the same command again to go on from there.") from stop
        typer.echo(f"{tally}, {len(graph.statements())} statements in all ({perf_counter() - begun:.1f} s)")
    raise typer.Exit(2 if tally.refused else 0)


def _tell(result: Result) -> None:
    from api.pipeline import Read, Refused

    warn(str(result.error)) if isinstance(result, Refused) else typer.echo(_loaded_line(result))
    for remark in result.remarks if isinstance(result, Read) else ():
        warn(remark)


def _loaded_line(read: Read | Known) -> str:
    from api.pipeline import Known

    if isinstance(read, Known):
        return f"{read.document.name}: {read.why}"
    language = read.document.language or "en"
    if not read.claims and not language.startswith("en"):
        return f"{read.document.name}: the language seems to be {language!r}; only English is read, so no claims"
    return f"{read.document.name}: {len(read.claims)} claims"


def read(
    path: Annotated[str, typer.Argument(help="A file or web address.", show_default=False)],
    format_: Annotated[
        ReadFormat, typer.Option("--format", help="text for people, jsonl for programs: one claim a line.")
    ] = ReadFormat.TEXT,
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, help="Leave out claims that the reader is less sure of.")] = 0.0,
    explain: Annotated[
        str | None, typer.Option(help="Explain how the sentence that holds these words was read.", show_default=False)
    ] = None,
) -> None:
    """Print the claims of one article, without storing anything.

    Examples: mechgraph read article.md · mechgraph read article.md --format jsonl --min-confidence 0.8 · mechgraph read article.md
    --explain "zinc lowers"
    """
    from api.pipeline import Refused

    if explain is not None:
        typer.echo(_explanation(path, explain))
        return
    result = next(iter(read_places([path])))
    if isinstance(result, Refused):
        raise result.error
    claims = [claim for claim in result.claims if claim.confidence >= min_confidence]
    for line in _lines(result, claims, format_):
        typer.echo(line)
    if not claims:
        warn(_loaded_line(result))


def _lines(read: Read, claims: list[Claim], format_: ReadFormat) -> Iterable[str]:
    from ontology.records import claim_record

    if format_ is ReadFormat.JSONL:
        return (json.dumps(claim_record(claim, read.document, read.factors), ensure_ascii=False) for claim in claims)
    return (_text_line(claim) for claim in claims)


def _text_line(claim: Claim) -> str:
    denial = "not " if claim.negated else ""
    section = claim.place.section or "opening"
    aside = f"  [{claim.modality.value}, evidence {claim.evidence.level.value}, {claim.reading.rule}, {claim.confidence:.2f}]"
    quote = " ".join(claim.place.quote.split())
    return f'{claim.subject.phrase} --{denial}{claim.relation.value}--> {claim.object.phrase}{aside}\n    {section}: "{quote}"'


def _explanation(path: str, words: str) -> str:
    from api.cli.explained import explanation
    from api.fetch import fetch
    from api.pipeline import load_source

    return explanation(load_source(path, fetch=fetch), words)


def articles(store: StoreOption = None) -> None:
    """List the articles in the store: id, claims, title.

    Example: mechgraph articles
    """
    with opened(store, read_only=True) as graph:
        documents = graph.documents()
        for document in documents:
            typer.echo(f"{document.id}  {len(graph.claims(document=document.id)):5}  {document.name}")
    if not documents:
        warn("no articles here yet. Load one: mechgraph load ARTICLE.md")


def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids as `mechgraph articles` lists them.", show_default=False)],
    store: StoreOption = None,
) -> None:
    """Take articles and their claims out of the store; decisions about them are kept.

    Example: mechgraph remove d-93b051f2ee3acd84
    """
    with opened(store) as graph:
        for document in documents:
            graph.document(document)
        for document in documents:
            graph.remove(document)
            typer.echo(f"{document} removed")


def diff(
    before: Annotated[Path, typer.Argument(help="The earlier version of an article.", show_default=False)],
    after: Annotated[Path, typer.Argument(help="The later version.", show_default=False)],
) -> None:
    """Compare the claims of two versions of an article.

    Exit status: 0 the same claims, 1 they differ, 2 one of them cannot be read.

    Example: mechgraph diff article-2024.md article-2025.md
    """
    from api.pipeline import Refused
    from graph.versions import differences

    sides = list(read_places([str(before), str(after)]))
    for side in sides:
        if isinstance(side, Refused):
            raise side.error
    changes = differences(*(side.claims for side in sides if not isinstance(side, Refused)))
    for change in changes:
        typer.echo(_change(change))
    raise typer.Exit(1 if changes else 0)


def _change(change: Change) -> str:
    lines = [f"{change.kind.value}:"]
    for mark, claim in (("-", change.before), ("+", change.after)):
        lines += [f"  {mark} {_text_line(claim)}"] if claim is not None else []
    return "\n".join(lines)


COMMANDS = (load, read, articles, remove, diff)
