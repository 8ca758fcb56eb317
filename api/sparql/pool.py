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
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.sparql.growth import Growth
from api.sparql.limits import Limits
from api.sparql.lines import Reader, ReaderDiedError, Reply
from api.sparql.turns import Turns
from ontology.errors import QueryTimeoutError, StoreError, TooManyQueriesError

Gone = Callable[[], Coroutine[Any, Any, None]]
"""Waits until the client has gone away."""

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
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        deadline = asyncio.get_running_loop().time() + allowed
        self._folder = job.get("folder", "")
        order = _Order(dict(job) | {"seconds": allowed}, deadline, gone, growth)
        await self._turn(deadline, allowed, weight)
        try:
            return await self._in(_Lane(self), order)
        except _CrowdedOutError:
            await self._slow_turn(deadline, allowed, gone)
            return await self._in(_Lane(self, front=False), order)

    async def _in(self, lane: _Lane, order: _Order) -> Reply:
        """Return the reply to a job that has a place."""
        try:
            return await self._lend(order, lane)
        finally:
            lane.leave()
            self._refill()

    async def _lend(self, order: _Order, lane: _Lane) -> Reply:
        """Take a reader for a job, and keep it for the next one if it stayed in the front line and small."""
        reader = self._take()
        kept = False
        try:
            reply = await self._work(reader, order, lane)
            kept = lane.front and not reply[0].get("spent")
        finally:
            self._give_back(reader) if kept else self._end(reader)
        return reply

    async def _turn(self, deadline: float, allowed: float, weight: float) -> None:
        """Wait for a place in the front line, which is there at once as a rule."""
        if self._front.at_once():
            return
        with self._queued():
            try:
                async with asyncio.timeout_at(deadline):
                    await self._front.take(weight)
            except TimeoutError as error:
                raise QueryTimeoutError(f"it waited {allowed:g} s without a free reader process") from error

    @contextlib.contextmanager
    def _queued(self) -> Iterator[None]:
        if self._waiting >= self.limits.waiting:
            raise TooManyQueriesError(self._waiting)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def _slow_turn(self, deadline: float, allowed: float, gone: Gone | None) -> None:
        """Wait for a slow lane, as long as there is time and the client is there."""
        if self._waiting_slow >= self.limits.waiting:
            raise TooManyQueriesError(self._waiting_slow)
        self._waiting_slow += 1
        turn = asyncio.ensure_future(self._slow.take())
        try:
            await _patiently(turn, deadline, gone)
            if not turn.done():
                raise QueryTimeoutError(f"it had to make room for others, and no lane for slow queries was free within {allowed:g} s")
        finally:
            self._waiting_slow -= 1
            await _stop(turn)

    async def _work(self, reader: Reader, order: _Order, lane: _Lane) -> Reply:
        """Let a reader work on a job: quickly in the front line, then patiently in a slow lane."""
        await reader.connect()
        answer = reader.ask(order.job, order.growth)
        try:
            await self._quickly(answer, reader, lane, order.deadline)
            if not answer.done():
                if order.growth is not None:
                    order.growth.settle()
                await _patiently(answer, order.deadline, order.gone)
            if not answer.done():
                raise QueryTimeoutError(f"its deadline of {order.job['seconds']:g} s has passed")
            return answer.result()
        except ReaderDiedError as error:
            self.deaths += 1
            memory = f"{self.limits.memory / 1e9:g} GB"
            raise QueryTimeoutError(f"it needed more than {memory} of memory, or more nesting than the engine bears") from error
        finally:
            _forget(answer)

    async def _quickly(self, answer: asyncio.Future[Any], reader: Reader, lane: _Lane, deadline: float) -> None:
        """Wait in the front line, and longer than a job may stay there while all slow lanes are taken and nobody waits for the place.

        The start of a process is no work of the query, so it does not count.
        """
        if not reader.up.is_set():
            await _either(answer, reader.up.wait(), deadline)
        if not lane.front:
            reader.give_way()
        now = asyncio.get_running_loop().time
        begun, pause = now(), min(self.limits.hurried, self.limits.quick)
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


async def _patiently(answer: asyncio.Future[Any], deadline: float, gone: Gone | None) -> None:
    """Wait for the answer until the deadline, or until nobody wants it any more."""
    if await _either(answer, (gone or _never)(), deadline) and not answer.done():
        raise QueryTimeoutError("the client has gone")


async def _either(answer: asyncio.Future[Any], other: Coroutine[Any, Any, Any], deadline: float) -> bool:
    """Wait until one of the two is done or the deadline has come; return whether the other is."""
    left = max(0.0, deadline - asyncio.get_running_loop().time())
    watch: asyncio.Future[Any] = asyncio.ensure_future(other)
    try:
        await asyncio.wait({answer, watch}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        return watch.done()
    finally:
        await _stop(watch)


async def _never() -> None:
    await asyncio.Event().wait()


async def _stop(task: asyncio.Future[Any]) -> None:
    """Cancel a task and see it end, so that no error of it is left unread."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()


def _forget(answer: asyncio.Future[Any]) -> None:
    """Let nobody wait for an answer any more, and leave no error of it unread."""
    if not answer.cancel() and not answer.cancelled():
        answer.exception()
