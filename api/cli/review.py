"""Commands of the audit: check, rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import StoreOption, now, opened, read_places, settings, warn
from ontology.errors import MechgraphError, UnknownItemError

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.audit import Report
    from graph.audit.backing import Backing


class CheckFormat(StrEnum):
    """How `check` prints its flags."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    MARKDOWN = "markdown"
    CSV = "csv"


CodesOption = Annotated[
    list[str] | None, typer.Option(help="Rule codes or families, e.g. EV or EV001; may be repeated.", show_default=False)
]


def check(
    places: Annotated[
        list[str] | None, typer.Argument(help="Articles to audit on their own; none: the whole store.", show_default=False)
    ] = None,
    select: CodesOption = None,
    ignore: CodesOption = None,
    output_format: Annotated[CheckFormat, typer.Option(help="text for people, the others for programs and authors.")] = CheckFormat.TEXT,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the flags of each rule instead of listing them.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(help="Leave out the flags this file lists; made there when it does not exist yet.", show_default=False)
    ] = None,
    suppress: Annotated[
        Path | None, typer.Option(help="YAML file of flags that somebody accepts, each with a reason.", exists=True, show_default=False)
    ] = None,
    rules_from: Annotated[
        Path | None, typer.Option("--rules", help="Folder of your own rules (*.rq).", exists=True, file_okay=False, show_default=False)
    ] = None,
    start: Annotated[
        list[str] | None, typer.Option("--from", help="Put first the flags on chains that begin at this factor.", show_default=False)
    ] = None,
    end: Annotated[
        list[str] | None, typer.Option("--to", help="Put first the flags on chains that end at this factor.", show_default=False)
    ] = None,
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Look up what the articles cite, online: Crossref, PubMed, Europe PMC, doi.org, arXiv.")
    ] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Look up again what has a stored answer.")] = False,
    shapes: Annotated[bool, typer.Option("--shapes", help="Check the form of the RDF instead (SHACL); text or json.")] = False,
    store: StoreOption = None,
) -> None:
    """List what does not hold up, and how to clear it.

    Heavy flags come first, and among them those whose edge, had it a source, would let the most pairs of factors be joined by sources
    alone: of all factors, or of those named by --from and --to, which may be repeated.

    Nothing is asked of the network without --resolve; what was looked up once is kept beside the store and used with its date.

    Exit status: 0 nothing found, 1 something found, 2 the audit could not run.

    Examples: mechgraph check article.md · mechgraph check --select EV --statistics · mechgraph check article.md --output-format sarif
    """
    from api.auditing import audited, backing_of
    from api.cli.resolved import lookups
    from graph.audit import Watch

    if shapes:
        raise typer.Exit(_check_shapes(places, store, output_format))
    with subject(places, store) as graph:
        known = lookups(graph, store, resolve=resolve, refresh=refresh)
        watch = Watch(*(_factors(graph, names) for names in (start, end)))
        codes = _own_codes(rules_from)
        report = audited(
            graph, select=_codes(select, codes), ignore=_codes(ignore, codes), own_rules=rules_from, watch=watch, lookups=known
        )
        report = _less_baseline(_less_accepted(report, suppress, whole=not (select or ignore)), baseline)
        behind = backing_of(graph, watch, folder=settings(store).folder)
        typer.echo(_rendered(report, graph, output_format, statistics=statistics, behind=behind))
    raise typer.Exit(1 if report.flags else 0)


def _check_shapes(places: list[str] | None, store: str | None, output_format: CheckFormat) -> int:
    """Print what breaks the shapes; return the exit status."""
    from api.cli.shapes import report, violations

    if output_format not in (CheckFormat.TEXT, CheckFormat.JSON):
        raise MechgraphError(f"--shapes prints text or json, not {output_format.value}. Leave --output-format out, or choose json.")
    with subject(places, store) as graph:
        found = violations(graph)
        typer.echo(report(graph, found, as_json=output_format is CheckFormat.JSON))
    return 1 if found else 0


def _factors(graph: KnowledgeGraph, names: list[str] | None) -> list[str] | None:
    """Return the ids of the factors that somebody names, None for any."""
    from api.naming import factor_named

    return [factor_named(graph, name).id for name in names] if names else None


def _own_codes(folder: Path | None) -> list[str]:
    """Return the codes of a user's own rules; says so when a folder has none."""
    from graph.audit.sparql import rules_from

    codes = [rule.code for rule in rules_from(folder)] if folder else []
    if folder and not codes:
        warn(f"{folder} holds no rules: a rule is a file that ends in .rq (docs/how-to/own-rules.md)")
    return codes


def _codes(given: list[str] | None, own: list[str]) -> list[str] | None:
    """Return the codes and families that were asked for, each known; `EV,SG004` counts as two."""
    from graph.audit import RULES

    codes = [code.strip().upper() for words in given or () for code in words.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in (*(rule.code for rule in RULES), *own)):
            raise UnknownItemError("rule", code)
    return codes or None


@contextmanager
def subject(places: list[str] | None, store: str | None) -> Iterator[KnowledgeGraph]:
    """The graph to audit: of these articles alone, in memory, or the store's."""
    from api.pipeline import Refused
    from api.pipeline import store as keep
    from graph import KnowledgeGraph

    if not places:
        with opened(store, read_only=True) as graph:
            yield graph
        return
    with KnowledgeGraph.open(None) as graph:
        for result in read_places(places):
            if isinstance(result, Refused):
                raise result.error
            keep(result, graph, time=now())
        yield graph


def _less_accepted(report: Report, accepted: Path | None, *, whole: bool) -> Report:
    if accepted is None:
        return report
    from graph.audit.suppress import suppress, suppressions, unused

    entries = suppressions(accepted.read_text(encoding="utf-8"), source=str(accepted))
    for entry in unused(report, entries) if whole else ():
        warn(f"{accepted}: nothing is flagged any more that “{entry.reason}” was about; take that entry out")
    return suppress(report, entries)


def _less_baseline(report: Report, baseline: Path | None) -> Report:
    if baseline is None:
        return report
    from graph.audit.baseline import gone, known_flags, without, write_baseline

    if not baseline.exists():
        baseline.write_text(write_baseline(report), encoding="utf-8")
        warn(f"{baseline} now lists {len(report.flags)} flags; later runs leave them out")
    known = known_flags(baseline.read_text(encoding="utf-8"), source=str(baseline))
    if cleared := gone(report, known):
        warn(f"{cleared} flags of {baseline} are gone; delete it and run again to begin anew from here")
    return without(report, known)


def _rendered(report: Report, graph: KnowledgeGraph, format_: CheckFormat, *, statistics: bool, behind: Backing) -> str:
    from graph.audit import render

    if statistics:
        return render.statistics(report).rstrip("\n")
    return render.render(report, graph, format_.value, backing=behind).rstrip("\n")


def rules(
    code: Annotated[str | None, typer.Argument(help="Show one rule in full.", show_default=False)] = None,
    own: Annotated[
        Path | None, typer.Option("--rules", help="Folder of your own rules (*.rq).", exists=True, file_okay=False, show_default=False)
    ] = None,
) -> None:
    """List the rules of the audit, or explain one.

    Examples: mechgraph rules · mechgraph rules EV001 · mechgraph rules --rules FOLDER
    """
    from graph.audit import RULES, pages
    from graph.audit.sparql import rules_from

    every = (*RULES, *(rules_from(own) if own else ()))
    if code is None:
        for rule in every:
            typer.echo(f"{rule.code}  {rule.severity.value:6}  {rule.title}")
        return
    found = next((rule for rule in every if rule.code == code.upper()), None)
    if found is None:
        raise UnknownItemError("rule", code)
    typer.echo(pages.render(found))


COMMANDS = (check, rules)
