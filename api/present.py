"""Present: the atlas of the graph as it is now, worked out once for each change of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from api.auditing import audited, backing_of
from graph import KnowledgeGraph
from graph.audit import RULES, Report, Watch
from graph.bases import KnowledgeBases
from graph.lookups import Lookups
from ontology.errors import StoreError
from viz.atlas import Atlas

Clock = Callable[[], str]
_log = logging.getLogger(__name__)


def now() -> str:
    """Return the time, ISO 8601 UTC, in seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Present:
    """The graph with its latest audit and atlas. Safe to ask from any thread; whoever asks first after a change pays for it."""

    def __init__(self, graph: KnowledgeGraph, *, clock: Clock = now) -> None:
        self.graph, self.clock = graph, clock
        self._lock = Lock()
        self._watch = Watch()
        folder = _sound(graph.folder)
        self._lookups, self._bases = Lookups(folder), KnowledgeBases(folder)
        self._known: tuple[int, Atlas, Report] | None = None

    def atlas(self) -> Atlas:
        """Return the atlas of the graph as it is now."""
        return self._state()[1]

    def report(self) -> Report:
        """Return the audit of the graph as it is now."""
        return self._state()[2]

    def version(self) -> int:
        """Return a number that grows with every change of what the pages show."""
        return self._state()[0]

    def _state(self) -> tuple[int, Atlas, Report]:
        with self._lock:
            if self._known is None or self._known[0] != self.graph.number() + self._beside():
                self._known = self._look()
            return self._known

    def _beside(self) -> int:
        """Return how often lookups and knowledge bases were kept, perhaps by another process."""
        return self._lookups.changes() + self._bases.changes()

    def _look(self) -> tuple[int, Atlas, Report]:
        beside, lookups = self._beside(), self._lookups.all()
        report = audited(self.graph, watch=self._watch, lookups=lookups)
        self._keep(report)
        number = self.graph.number() + beside
        titles = {rule.code: rule.title for rule in RULES}
        backing = backing_of(self.graph, self._watch, bases=self._bases)
        return (
            number,
            Atlas.of(self.graph, report.flags, titles, backing=backing, suppressed=[one.flag for one in report.suppressed]),
            report,
        )

    def _keep(self, report: Report) -> None:
        """Let queries see the flags too; a store that is open for reading only keeps those it has."""
        try:
            self.graph.keep_flags(report.flags, time=self.clock())
        except StoreError:
            return


def _sound(folder: Path | None) -> Path | None:
    """Return the folder of a store, None when a file beside its journal is damaged: the pages can do without, and the log says so."""
    try:
        Lookups(folder).all()
        KnowledgeBases(folder).all()
    except StoreError as error:
        _log.warning("%s Until then the pages do without lookups and knowledge bases.", error)
        return None
    return folder
