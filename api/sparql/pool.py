"""The pool: reader processes that answer jobs, ended when a job takes too long, replaced when they die.

A job waits its turn for one of the `readers` in the front line and may keep it for `quick` seconds, `hurried` ones while others wait.
Then it goes on in one of the `slow` lanes, at low priority, and a fresh process takes the place in the front line; so queries that take
long, or never end, do not stand in the way of quick ones. Where no slow lane is free and others wait, its process is ended and it waits
for a lane, to begin anew there. At the deadline every job is ended, by killing its process: nothing else stops the engine.

A pool belongs to the event loop that first uses it. Nothing in it blocks the loop but the start of a process (a few milliseconds).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.sparql.growth import Growth
from api.sparql.limits import Limits
from api.sparql.lines import Reader, ReaderDiedError, Reply
from api.sparql.turns import Turns
from api.sparql.waiting import Gone, either, forget, outcome, patiently, stop
from ontology.errors import QueryTimeoutError, StoreError, TooManyQueriesError

LOOK = 0.1
"""Seconds between looks whether a slow query must make room."""

SPARE = 1
"""Processes that stand ready beside those of the front line: one takes longer to start (0.1 to 0.3 s) than a quick query to be answered."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A job with its deadline (on the loop's clock), what tells that nobody wants it any more, and whom to tell how it grows."""

    job: Mapping[str, Any]
    deadline: float
    gone: Gone | None
    growth: Growth | None

    @property
    def allowed(self) -> str:
        return f"{self.job['seconds']:g} s"


@dataclass(frozen=True, slots=True)
class _Begun:
    """A job that a reader works on already, and what its reply will be."""

    reader: Reader
    answer: asyncio.Future[Reply]


Done = Callable[[Reply | Exception], None]
"""Told what came of a job: the reply, or why there is none."""


class _CrowdedOutError(Exception):
    """A slow query must make room, and there is no lane for it yet."""


class Pool:
    """Reader processes under one set of limits; `async with` starts the front line and ends them all.

    `prefixes` may be used undeclared in queries, and shorten answers in Turtle.
    """

    def __init__(self, limits: Limits, prefixes: Mapping[str, str] | None = None) -> None:
        self.limits, self._prefixes = limits, prefixes or {}
        self.deaths = 0
        self._idle: deque[Reader] = deque()
        self._all: set[Reader] = set()
        self._front = Turns(limits.readers)
        self._fronted = 0
        self._slow = Turns(limits.slow)
        self._waiting = self._waiting_slow = 0
        self._folder = ""
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    async def __aenter__(self) -> Pool:
        self._refill()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        for reader in list(self._all):
            self._end(reader)
        await asyncio.gather(*self._ending)

    @property
    def pids(self) -> list[int]:
        """Return the ids of the processes that live, sorted."""
        return sorted(reader.pid for reader in self._all if reader.alive)

    async def run(
        self,
        job: Mapping[str, Any],
        *,
        gone: Gone | None = None,
        seconds: float | None = None,
        weight: float = 0.0,
        growth: Growth | None = None,
    ) -> Reply:
        """Return the reply to a job within `seconds` (the limit when None); `weight` is how long it lets others pass (see `turns`).

        `growth` is told of a large answer that comes bit by bit, and settled once the job will not begin anew.

        Raises:
            TooManyQueriesError: The queue is full.
            QueryTimeoutError: Stopped at the deadline, at the memory limit, or because the client has gone.
            StoreError: The pool is closed.
        """
        if self._closed:
            raise StoreError("The query service is closing. Ask again when it has started anew.")
        order = self._order(job, gone, seconds, growth)
        await self._turn(order, weight)
        return await self._through(_Lane(self), order)

    def start(self, job: Mapping[str, Any], done: Done, *, gone: Gone | None = None, seconds: float | None = None) -> bool:
        """Hand a job to a reader that stands ready, and call `done` with what comes of it; return False where none does: then `run` it.

        Like `run`, at a third of the cost for a quick query: no task waits for the reply until the query has turned out to be slow.
        """
        reader = self._idle[-1] if self._idle else None
        if self._closed or reader is None or not reader.ready or not self._front.at_once():
            return False
        self._idle.pop()
        _Start(self, reader, self._order(job, gone, seconds), done)
        return True

    def _order(self, job: Mapping[str, Any], gone: Gone | None, seconds: float | None, growth: Growth | None = None) -> _Order:
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        self._folder = job.get("folder", "")
        return _Order({**job, "seconds": allowed}, asyncio.get_running_loop().time() + allowed, gone, growth)

    async def _through(self, lane: _Lane, order: _Order, begun: _Begun | None = None) -> Reply:
        """Return the reply to a job that has a place in the front line, from a slow lane if it has to make room."""
        try:
            return await self._in(lane, order, begun)
        except _CrowdedOutError:
            await self._slow_turn(order)
            return await self._in(_Lane(self, front=False), order)

    async def _in(self, lane: _Lane, order: _Order, begun: _Begun | None = None) -> Reply:
        """Return the reply to a job that has a place."""
        try:
            return await self._lend(order, lane, begun)
        finally:
            lane.leave()
            self._refill()

    async def _lend(self, order: _Order, lane: _Lane, begun: _Begun | None) -> Reply:
        """Take a reader for a job, and keep it for the next one if it stayed in the front line and small."""
        reader = begun.reader if begun is not None else self._take()
        reply: Reply | None = None
        try:
            reply = await self._work(reader, order, lane, begun)
        finally:
            self._put_back(reader, lane, reply)
        return reply

    def _put_back(self, reader: Reader, lane: _Lane, reply: Reply | None) -> None:
        if reply is not None and lane.front and not reply[0].get("spent"):
            self._give_back(reader)
        else:
            self._end(reader)

    async def _turn(self, order: _Order, weight: float) -> None:
        """Wait for a place in the front line, which is there at once as a rule."""
        if self._front.at_once():
            return
        with self._queued():
            try:
                async with asyncio.timeout_at(order.deadline):
                    await self._front.take(weight)
            except TimeoutError as error:
                raise QueryTimeoutError(f"it waited {order.allowed} without a free reader process") from error

    @contextlib.contextmanager
    def _queued(self) -> Iterator[None]:
        if self._waiting >= self.limits.waiting:
            raise TooManyQueriesError(self._waiting)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def _slow_turn(self, order: _Order) -> None:
        """Wait for a slow lane, as long as there is time and the client is there."""
        if self._waiting_slow >= self.limits.waiting:
            raise TooManyQueriesError(self._waiting_slow)
        self._waiting_slow += 1
        turn = asyncio.ensure_future(self._slow.take())
        try:
            await patiently(turn, order.deadline, order.gone)
            if not turn.done():
                raise QueryTimeoutError(f"it had to make room for others, and no lane for slow queries was free within {order.allowed}")
        finally:
            self._waiting_slow -= 1
            await stop(turn)

    async def _work(self, reader: Reader, order: _Order, lane: _Lane, begun: _Begun | None) -> Reply:
        """Let a reader work on a job: quickly in the front line, then patiently in a slow lane."""
        if begun is None:
            await reader.connect()
        answer = reader.ask(order.job, order.growth) if begun is None else begun.answer
        try:
            await self._quickly(answer, reader, lane, order.deadline, 0.0 if begun is None else self._patience)
            if not answer.done():
                if order.growth is not None:
                    order.growth.settle()
                await patiently(answer, order.deadline, order.gone)
            if not answer.done():
                raise QueryTimeoutError(f"its deadline of {order.allowed} has passed")
            return answer.result()
        except ReaderDiedError as error:
            raise self._died() from error
        finally:
            forget(answer)

    def _died(self) -> QueryTimeoutError:
        self.deaths += 1
        memory = f"{self.limits.memory / 1e9:g} GB"
        return QueryTimeoutError(f"it needed more than {memory} of memory, or more nesting than the engine bears")

    @property
    def _patience(self) -> float:
        """Return the seconds that a job may always have in the front line."""
        return min(self.limits.hurried, self.limits.quick)

    async def _quickly(self, answer: asyncio.Future[Any], reader: Reader, lane: _Lane, deadline: float, spent: float) -> None:
        """Wait in the front line, and longer than a job may stay there while all slow lanes are taken and nobody waits for the place.

        The start of a process is no work of the query, so it does not count; `spent` is how long the query has worked already.
        """
        if not reader.up.is_set():
            await either(answer, reader.up.wait(), deadline)
        if not lane.front:
            reader.give_way()
        now = asyncio.get_running_loop().time
        begun, pause = now() - spent, self._patience - spent
        while not answer.done() and lane.front and (left := deadline - now()) > 0:
            await asyncio.wait({answer}, timeout=min(pause, left))
            if not answer.done() and (self._waiting or now() - begun >= self.limits.quick):
                self._slow_down(reader, lane)
            pause = LOOK

    def _slow_down(self, reader: Reader, lane: _Lane) -> None:
        if lane.slow_down():
            reader.give_way()
            self._refill()
        elif self._waiting:
            raise _CrowdedOutError

    def _refill(self) -> None:
        """Start a process for each place in the front line that has none, and a spare one, so that the next job need not wait for it."""
        while not self._closed and len(self._idle) + self._fronted < self.limits.readers + SPARE:
            self._idle.appendleft(self._start())

    def _start(self) -> Reader:
        reader = Reader(self.limits, self._prefixes, self._folder)
        self._all.add(reader)
        return reader

    def _take(self) -> Reader:
        while self._idle:
            reader = self._idle.pop()  # who worked last: its store is open and its caches are warm
            if reader.alive:
                return reader
            self._end(reader)
        return self._start()

    def _give_back(self, reader: Reader) -> None:
        if self._closed:
            self._end(reader)
        else:
            self._idle.append(reader)

    def _end(self, reader: Reader) -> None:
        if reader in self._all:
            self._all.discard(reader)
            task = asyncio.ensure_future(reader.end())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)


class _Lane:
    """Where a job is: in the front line, then perhaps in a slow lane; `leave` frees its place whichever it is."""

    def __init__(self, pool: Pool, *, front: bool = True) -> None:
        self._pool = pool
        self.front = front
        pool._fronted += front

    def slow_down(self) -> bool:
        """Go on in a slow lane; return whether one was free."""
        if not self._pool._slow.at_once():
            return False
        self._leave_front()
        return True

    def _leave_front(self) -> None:
        self.front = False
        self._pool._fronted -= 1
        self._pool._front.leave()

    def leave(self) -> None:
        if self.front:
            self._leave_front()
        else:
            self._pool._slow.leave()


class _Start:
    """A job in the front line that no task waits for: `done` is told of its reply; once it is slow, a task goes on with it."""

    __slots__ = ("_answer", "_done", "_lane", "_order", "_pool", "_reader", "_timer")

    def __init__(self, pool: Pool, reader: Reader, order: _Order, done: Done) -> None:
        self._pool, self._reader, self._order, self._done = pool, reader, order, done
        self._lane = _Lane(pool)
        self._answer = reader.ask(order.job)
        self._answer.add_done_callback(self._end)
        self._timer: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(pool._patience, self._go_on)

    def _end(self, answer: asyncio.Future[Reply]) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        died = answer.exception() is not None
        reply = None if died else answer.result()
        self._pool._put_back(self._reader, self._lane, reply)
        self._lane.leave()
        self._pool._refill()
        self._done(self._pool._died() if reply is None else reply)

    def _go_on(self) -> None:
        self._timer = None
        begun = _Begun(self._reader, self._answer)
        task = asyncio.ensure_future(self._pool._through(self._lane, self._order, begun))
        task.add_done_callback(lambda task: self._done(outcome(task)))
