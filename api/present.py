"""Present: the atlas of the graph as it is now, worked out once for each change of it.

A graph of up to `HELD` statements is audited and held whole. A larger one stays in its store: it is audited in rounds behind the pages
(`api.following`), which show what was found so far and say how much is left.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic

from api.auditing import audited, backing_of
from api.following import Follower
from graph import KnowledgeGraph
from graph.audit import RULES, Checked, Result, Watch
from graph.bases import KnowledgeBases
from graph.lookups import Lookups
from ontology.errors import MechgraphError, StoreError
from viz import explorer_page
from viz.atlas import Atlas
from viz.scope import Scope
from viz.stored import StoredAtlas
from viz.words import counted

Clock = Callable[[], str]
_log = logging.getLogger(__name__)

HELD = 5_000
"""Statements up to which a graph is held: its audit takes two seconds, its memory 100 MB."""
BEHIND = 10.0
"""Seconds by which pages may be behind an audit that is going on, so that not each of them has to be worked out anew."""
TITLES = {rule.code: rule.title for rule in RULES}


def now() -> str:
    """Return the time, ISO 8601 UTC, in seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, kw_only=True)
class State:
    """An atlas with what was looked at and what became of each rule.

    `number` grows with every change of what the pages show, `content` with every change but those of an audit. `left` counts articles
    that are still to be looked at, `made` is the time in seconds at which all this was true.
    """

    number: int
    content: int
    atlas: Atlas
    checked: Callable[[], Checked]
    results: Callable[[], Sequence[Result]]
    left: Callable[[], int] = int
    made: float = field(default_factory=monotonic)


class Present:
    """The graph with its latest audit and atlas. Safe to ask from any thread; whoever asks first after a change pays for it.

    Args:
        graph: Open.
        clock: Tells the time.
        held: Statements up to which the graph is held.
    """

    def __init__(self, graph: KnowledgeGraph, *, clock: Clock = now, held: int = HELD) -> None:
        self.graph, self.clock = graph, clock
        self._lock = Lock()
        self._watch, self._most = Watch(), held
        folder = _sound(graph.folder)
        self._lookups, self._bases = Lookups(folder), KnowledgeBases(folder)
        self._follower = Follower(graph, self._lookups, clock=clock)
        self._known: State | None = None

    def atlas(self) -> Atlas:
        """Return the atlas of the graph as it is now."""
        return self._state().atlas

    def results(self) -> Sequence[Result]:
        """Return what became of each rule of the audit."""
        return self._state().results()

    def checked(self) -> str:
        """Return in words what the audit has looked at, and what it has not looked at yet."""
        state = self._state()
        done, left = state.checked(), state.left()
        told = ", ".join((counted(done.rules, "rule"), counted(done.claims, "claim"), counted(done.documents, "article")))
        return f"{told}; {counted(left, 'article')} still to be looked at" if left else told

    def version(self) -> int:
        """Return a number that grows with every change of what the pages show."""
        return self._state().number

    def start(self) -> None:
        """Look at the graph, make the first page ready, and go on with the audit of a large graph behind the pages."""
        self._state()
        with suppress(MechgraphError):  # then the first page says what is wrong
            explorer_page.render(
                self.atlas(), self.graph, Scope()
            )  # templates, layout and the best supported edges are at hand from now on
        if self.large:
            self._follower.start()

    def settle(self) -> None:
        """Wait until the audit behind the pages has come to its end."""
        self._follower.settle()

    def stop(self) -> None:
        """End what goes on behind the pages."""
        self._follower.stop()

    @property
    def large(self) -> bool:
        """Return whether the graph stays in its store."""
        return isinstance(self._state().atlas, StoredAtlas)

    def _state(self) -> State:
        with self._lock:
            if self._known is None or not self._holds(self._known):
                self._known = self._look_in_store() if self.graph.more_statements_than(self._most) else self._look()
            return self._known

    def _holds(self, state: State) -> bool:
        """Return whether a state is still that of the graph, or has fallen behind an audit that is going on by some seconds only."""
        beside = self._beside()
        if state.number == self.graph.number() + beside:
            return True
        young = monotonic() - state.made < BEHIND
        return young and self._follower.busy and state.content == self.graph.number(audits=False) + beside

    def _beside(self) -> int:
        """Return how often lookups and knowledge bases were kept, perhaps by another process."""
        return self._lookups.changes() + self._bases.changes()

    def _look(self) -> State:
        beside, lookups = self._beside(), self._lookups.all()
        report = audited(self.graph, watch=self._watch, lookups=lookups)
        with suppress(StoreError):  # open for reading only: it keeps those it has
            self.graph.keep_flags(report.flags, time=self.clock())  # so that queries see them too
        backing = backing_of(self.graph, self._watch, bases=self._bases)
        suppressed = [one.flag for one in report.suppressed]
        atlas = Atlas.of(self.graph, report.flags, TITLES, backing=backing, suppressed=suppressed)
        number = self.graph.number() + beside
        return State(number=number, content=number, atlas=atlas, checked=lambda: report.checked, results=lambda: report.results)

    def _look_in_store(self) -> State:
        beside = self._beside()
        self._follower.catch_up()
        number, content, rounds = self.graph.number() + beside, self.graph.number(audits=False) + beside, self._follower.rounds()
        atlas = StoredAtlas.of_store(self.graph, TITLES, backing=self._follower.backing(self._bases))
        return State(number=number, content=content, atlas=atlas, checked=rounds.checked, results=cache(rounds.results), left=rounds.left)


def _sound(folder: Path | None) -> Path | None:
    """Return the folder of a store, None when a file beside its journal is damaged: the pages can do without, and the log says so."""
    try:
        Lookups(folder).all()
        KnowledgeBases(folder).all()
    except StoreError as error:
        _log.warning("%s Until then the pages do without lookups and knowledge bases.", error)
        return None
    return folder
