"""Turns: who goes next when all places are taken.

Not simply who came first: a question that looks heavy lets lighter ones pass that come up to `weight` seconds later. So a crowd of
heavy queries does not keep `ASK {}` waiting behind all of them, and no query waits for ever behind lighter ones.
"""

from __future__ import annotations

import asyncio
import heapq
from itertools import count


class Turns:
    """A number of places, and those who wait for one."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._queue: list[tuple[float, int, asyncio.Future[None]]] = []
        self._tickets = count()

    def at_once(self) -> bool:
        """Take a place if one is free; return whether one was. Nobody is passed by: while somebody waits none is free."""
        if self._free > 0:
            self._free -= 1
            return True
        return False

    async def take(self, weight: float = 0.0) -> None:
        """Wait for a place."""
        if self.at_once():
            return
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        heapq.heappush(self._queue, (loop.time() + weight, next(self._tickets), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # the turn came in the moment in which nobody wanted it any more
            raise

    def leave(self) -> None:
        """Give a place back, to the next in turn if somebody waits."""
        while self._queue:
            _, _, turn = heapq.heappop(self._queue)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
