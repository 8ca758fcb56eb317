"""Growth: an answer that is sent while it is being worked out, from the file that grows with it.

The process that writes the file never waits for the client. An answer that cannot be finished is never ended as if it were whole: the
parts end with the error, and whoever sends them must break the connection off without the mark of the end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from pathlib import Path
from typing import Any, BinaryIO

CHUNK = 65_536


class Growth:
    """How far an answer has grown in its file, as its process tells it; `taken` once somebody sends it as it grows."""

    def __init__(self) -> None:
        self.head: Mapping[str, Any] | None = None
        self.file: Path | None = None
        self.version = 0
        self.taken = False
        self._slow = False
        self._changed = asyncio.Event()

    def told(self, head: Mapping[str, Any]) -> None:
        """Take up what the process says: kind, format, and the size so far."""
        self.head = head
        self._changed.set()

    def settle(self) -> None:
        """Take up that the query is where it stays until its end: a quick one might still have to begin anew."""
        self._slow = True
        self._changed.set()

    async def ready(self) -> None:
        """Wait until there is something to send."""
        while not (self._slow and self.head is not None):
            await self.change()

    async def change(self) -> None:
        """Wait for the next news."""
        await self._changed.wait()
        self._changed.clear()


class Parts:
    """The parts of an answer, some of which are still to come: an asynchronous iterator, to be used once."""

    def __init__(self, file: BinaryIO, growth: Growth, whole: asyncio.Future[Any]) -> None:
        self._file, self._growth, self._whole = file, growth, whole

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield what has been written, and wait for more until the answer is whole.

        Raises:
            MechgraphError: It will never be whole: what was yielded is a part of nothing.
        """
        try:
            while not self._whole.done():
                while chunk := self._file.read(CHUNK):
                    yield chunk
                await first(self._whole, self._growth.change())
            self._whole.result()
            while chunk := self._file.read(CHUNK):
                yield chunk
        finally:
            self.close()

    def close(self) -> None:
        """Want no more."""
        if not self._whole.cancel() and not self._whole.cancelled():
            self._whole.exception()  # so that nobody misses it
        self._file.close()


async def first(whole: asyncio.Future[Any], other: Coroutine[Any, Any, None]) -> None:
    """Wait until one of the two is done, and drop the other unless it is the answer itself."""
    waiting = asyncio.ensure_future(other)
    try:
        await asyncio.wait({whole, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
