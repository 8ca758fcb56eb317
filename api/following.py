"""Following: the audit of a large store goes on in rounds while its pages are shown, and comes to an end when nothing is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

from api.auditing import basis_of
from graph import KnowledgeGraph
from graph.audit.late_backing import LateBacking
from graph.audit.rounds import Rounds
from graph.bases import KnowledgeBases
from graph.lookups import Lookups
from ontology.errors import StoreError

_log = logging.getLogger(__name__)

AT_ONCE = 3
"""Documents that are looked at before the next page is shown: what one decision makes due, in a tenth of a second."""
PAUSE = 0.2
"""Seconds between rounds, so that pages are answered meanwhile."""


FLUSHED = 20
"""Rounds after which what the dataset holds in memory goes to disk."""


class Follower:
    """Audits a store in rounds. Safe to ask from any thread."""

    def __init__(self, graph: KnowledgeGraph, lookups: Lookups, *, clock: Callable[[], str], pause: float = PAUSE) -> None:
        self._graph, self._lookups, self._clock, self._pause = graph, lookups, clock, pause
        self._turn, self._ended = Lock(), Event()
        self._thread: Thread | None = None
        self._known: tuple[int, Rounds] | None = None

    def rounds(self) -> Rounds:
        """Return the rounds as they are now: others when lookups came."""
        changes = self._lookups.changes()
        if self._known is None or self._known[0] != changes:
            self._known = changes, Rounds(self._graph, basis_of(self._lookups))
        return self._known[1]

    def backing(self, bases: KnowledgeBases) -> LateBacking:
        """Return what stands behind the claims."""
        rounds = self.rounds()
        return LateBacking(facts=rounds.facts, between=bases.between if bases.all() else None, rounds=rounds)

    def catch_up(self) -> None:
        """Look at what is due if it is little and nobody else is at it."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            if self.rounds().catch_up(AT_ONCE, time=self._clock()):
                self._graph.follow()
        except StoreError:  # open for reading only: the pages show what is kept
            pass
        finally:
            self._turn.release()

    def start(self) -> None:
        """Go on behind the pages until nothing is due."""
        if not self.busy:
            self._ended.clear()
            self._thread = Thread(target=self._run, name="audit", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the present round; what it found is kept, and the next start goes on from there."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def settle(self) -> None:
        """Wait until nothing is due."""
        if self._thread is not None:
            self._thread.join()

    @property
    def busy(self) -> bool:
        """Return whether an audit is going on behind the pages."""
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        try:
            rounds = 0
            while self._round() and not self._ended.wait(self._pause):
                rounds += 1
                if rounds % FLUSHED == 0:
                    self._graph.flush()
            self._graph.flush()
        except StoreError as error:
            _log.warning("The audit stopped: %s", error)

    def _round(self) -> bool:
        with self._turn:
            more = self.rounds().step(time=self._clock())
            self._graph.follow()  # each time: what waits longer is brought in by another way, which takes minutes in a large store
            return more
