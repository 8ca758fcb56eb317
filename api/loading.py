"""Loading: articles that are read go into a graph as they come, what it has already is left out, and the rest goes on after a stop.

>>> from graph import KnowledgeGraph
>>> graph = KnowledgeGraph.open()
>>> [load(graph, "examples/articles").loaded for _ in range(2)]  # doctest: +SKIP
[3, 0]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from api.edition import edition
from api.pipeline import Known, Read, Refused, sources
from api.reading import Result, Workers, read_many, unknown, usual_jobs
from ontology.model import Claim, Document, Factor

if TYPE_CHECKING:
    from graph import KnowledgeGraph

AUDITED = 100_000
"""Statements of a store up to which it is audited as a whole for this: half a minute, a gigabyte."""
FOLLOWING = 100
"""Articles after which queries see them, while a long load goes on; each such step costs as much as storing some ten articles."""


@dataclass
class Tally:
    """What became of the articles of one load."""

    loaded: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)

    def count(self, result: Result) -> None:
        """Count one more."""
        self.loaded += isinstance(result, Read)
        self.known += isinstance(result, Known)
        self.refused += [result] if isinstance(result, Refused) else []

    def __str__(self) -> str:
        return f"{self.loaded} loaded, {self.known} known, {len(self.refused)} refused"


def nothing(_: Result) -> None:
    """Hear of a result and say nothing."""


def load(
    graph: KnowledgeGraph,
    *places: str,
    workers: Workers | None = None,
    again: bool = False,
    time: str | None = None,
    told: Callable[[Result], None] = nothing,
    shown: Callable[[Iterable[Result], int], Iterable[Result]] = lambda results, _: results,
) -> Tally:
    """Read articles and keep their claims in a graph; return what became of them.

    Args:
        graph: Open for writing.
        places: Files, folders and web addresses.
        workers: Who reads; one process for every 10 articles, at most one a core, when None.
        again: Whether what the graph has from this edition of the reader is read again.
        time: ISO 8601 UTC, for people; now when None.
        told: Hears of each article once it is safe on disk.
        shown: Given the results to come and their number, returns them; for a progress bar.

    Raises:
        InputError: A place does not exist, or a folder holds no article; nothing was loaded.
    """
    from api.fetch import fetch

    found, tally = sources(places), Tally()
    known = unknown if again else partial(known_as, graph)
    results = read_many(found, workers=workers or Workers(jobs=usual_jobs(len(found))), fetch=fetch, known=known, checked=True)

    def tell(result: Result) -> None:
        tally.count(result)
        told(result)

    store_all(shown(results, len(found)), graph, time=time or datetime.now(UTC).isoformat(timespec="seconds"), told=tell)
    return tally


def known_as(graph: KnowledgeGraph, document: Document) -> str | None:
    """Return why a document need not be read, None when it must be."""
    if not graph.has_read(document, edition()):
        return None
    if graph.superseded_by(document.id) is None:
        return "known, read by this edition before"
    return "known, and a newer version has taken its place; --again brings it back"


def store_all(results: Iterable[Result], graph: KnowledgeGraph, *, time: str, told: Callable[[Result], None] = nothing) -> None:
    """Put articles that this edition has read into a graph as they come, one transaction each; arguments as for `load`.

    What people decided about flags of an older version holds for the newer one where its words still stand; in a store of more than
    `AUDITED` statements only about flags of rules that look at one article alone, since auditing the whole takes minutes and gigabytes.
    """
    stored: list[str] = []

    def readings() -> Iterator[tuple[Document, Sequence[Claim], Iterable[Factor]]]:
        for result in results:
            if isinstance(result, Read):
                yield result.document, result.claims, result.factors.values()
                stored.append(result.document.id)
            told(result)

    graph.add_all(readings(), time=time, every=FOLLOWING, edition=edition())
    if graph.awaits_carrying_over(stored):
        from api.auditing import audited, own_flags

        large = graph.more_statements_than(AUDITED)
        graph.carry_over(own_flags(graph, stored) if large else audited(graph).flags, time=time)
