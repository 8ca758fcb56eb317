"""A reader process as its pool sees it: a process, a line to it, one question at a time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.sparql import frames
from api.sparql.growth import Growth
from api.sparql.limits import Limits

Reply = tuple[dict[str, Any], bytes]

SLOW_PRIORITY = 10
"""Niceness of a process in a slow lane: about a tenth of the processor while others want it (setpriority(2), CFS weights 110 : 1024)."""


class ReaderDiedError(Exception):
    """A reader process ended while it worked on a job."""


class _Line(asyncio.Protocol):
    """Our end of the line. No task stands between the frame that comes in and who waits for it: small queries would feel it."""

    def __init__(self) -> None:
        self.up = asyncio.Event()
        self.answer: asyncio.Future[Reply] | None = None
        self.growth: Growth | None = None
        self.transport: asyncio.Transport | None = None
        self._held = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]  # a socket's transport writes

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (frame := frames.take(self._held)) is not None:
            if not self.up.is_set():
                self.up.set()  # the first frame says that the process has started
            elif "grown" in frame[0]:
                if self.growth is not None:
                    self.growth.told(frame[0])
            elif self.answer is not None and not self.answer.done():
                self.answer.set_result(frame)

    def connection_lost(self, _: Exception | None) -> None:
        self.transport = None
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(ReaderDiedError())


class Reader:
    """One reader process and the line to it; it opens the snapshot in `folder` before it says that it is up."""

    def __init__(self, limits: Limits, prefixes: Mapping[str, str], folder: str = "") -> None:
        ours, theirs = socket.socketpair()
        numbers = str(limits.memory), str(limits.size + 1_000_000)
        command = [sys.executable, "-m", "api.sparql.reader", *numbers, json.dumps(dict(prefixes)), folder]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own module, our own numbers)
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
        self._socket, self._line = ours, _Line()
        self._connected = False

    @property
    def pid(self) -> int:
        """Return the id of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Return whether the process is still there."""
        return self._process.poll() is None

    @property
    def up(self) -> asyncio.Event:
        """Return what is set once the process has started and said so."""
        return self._line.up

    @property
    def ready(self) -> bool:
        """Return whether the process has started, lives, and its line is taken up."""
        return self._line.up.is_set() and self._line.transport is not None

    async def connect(self) -> None:
        """Take up the line; the process may still be starting."""
        if not self._connected:
            self._connected = True
            await asyncio.get_running_loop().create_unix_connection(lambda: self._line, sock=self._socket)

    def ask(self, job: Mapping[str, Any], growth: Growth | None = None) -> asyncio.Future[Reply]:
        """Hand over a job, on a line that has been taken up, and return what the reply will be; `growth` is told of what comes before.

        It becomes ReaderDiedError where the process ends: a crash, a memory limit, or because it was killed.
        """
        line = self._line
        line.growth = growth
        line.answer = asyncio.get_running_loop().create_future()
        if line.transport is None:
            line.answer.set_exception(ReaderDiedError())
        else:
            line.transport.write(frames.pack(job))
        return line.answer

    def give_way(self) -> None:
        """Let every other process go first from now on."""
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.pid, SLOW_PRIORITY)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        if self._connected:
            if self._line.transport is not None:
                self._line.transport.abort()
        else:
            self._socket.close()
        await asyncio.to_thread(self._process.wait)


def _environment() -> dict[str, str]:
    """Return what a reader process needs of our environment: where Python's modules are; nothing secret.

    One arena of glibc's malloc is enough for one thread of work; each more would take 64 MB of the address space that is limited. What a
    query gives back stays at hand for the next one in the thread's own cache, which takes a tenth off a small query (measured).
    """
    modules = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    malloc = {"MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=65535"}
    return {"PYTHONPATH": modules, "PYTHONDONTWRITEBYTECODE": "1", **malloc}
