"""What `check --resolve` does before the audit: look up what the articles cite, and say on stderr how that went."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from api.cli.common import now, settings, warn

if TYPE_CHECKING:
    from api.resolving.resolver import Question
    from api.resolving.run import Resolved
    from graph import KnowledgeGraph
    from graph.audit.facts import Facts
    from ontology.works import Lookup

TOLD = 5
"""Failures that are named; the others are counted."""


def lookups(graph: KnowledgeGraph, store: str | None, *, resolve: bool, refresh: bool) -> Mapping[str, Lookup]:
    """Return what is known of the works that the articles cite, asked now where that is wanted."""
    from graph.lookups import Lookups

    chosen = settings(store)
    kept = Lookups(chosen.folder)
    if not resolve and not refresh:
        return kept.all()
    from api.resolving.opening import open_client, services_of
    from api.resolving.run import questions
    from api.resolving.run import resolve as look_up

    wanted = questions(facts_of(graph, {}))
    if wanted and not chosen.mailto:
        warn("no mail address is set (MECHGRAPH_MAILTO); services serve those better whom they can reach")
    with open_client(chosen) as client:
        found = look_up(wanted, kept, services_of(chosen), client, clock=now, refresh=refresh, progress=_progress)
    for line in told(found, today=datetime.now(UTC).date()):
        warn(line)
    return found.lookups


def told(found: Resolved, *, today: date) -> Iterator[str]:
    """Yield in sentences what the lookups came to."""
    parts = [f"{found.asked} looked up now"]
    if found.stored:
        oldest = min(lookup.day for lookup in found.stored)
        age = (today - date.fromisoformat(oldest)).days
        parts.append(f"{len(found.stored)} stored answers used, the oldest of {oldest} ({age} days; --refresh asks again)")
    yield f"sources: {', '.join(parts)}"
    for asked, error in found.failures[:TOLD]:
        yield f"{asked} could not be looked up ({error})"
    if len(found.failures) > TOLD:
        yield f"and {len(found.failures) - TOLD} more could not be looked up"
    if found.failures:
        yield "what could not be looked up counts as not looked up; run it again later"


def facts_of(graph: KnowledgeGraph, known: Mapping[str, Lookup]) -> Facts:
    """Return the facts of a graph with its accepted claims."""
    from graph.audit.facts import Facts
    from graph.export import accepted
    from ontology.library import Library

    return Facts.of(graph.documents(), accepted(graph), factors=graph.factors(), library=Library.load(), lookups=known)


def _progress(questions: Iterable[Question]) -> Iterable[Question]:
    waiting = list(questions)
    if len(waiting) < 2 or not sys.stderr.isatty():
        return waiting
    from rich.console import Console
    from rich.progress import track

    return track(waiting, description="Looking up", console=Console(stderr=True), transient=True)
