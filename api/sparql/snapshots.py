"""Snapshots: the folders that reader processes read, made anew when the graph has changed.

A snapshot is a consistent copy (hard links where the store is on disk), never touched again, and deleted when a newer one stands and
the last query on it has ended. Folders lie in `scratch`; those of a process that was killed are swept away by the next one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from api.sparql.limits import Limits
from ontology.errors import MechgraphError

_log = logging.getLogger(__name__)

PREFIX = "mechgraph-readers-"


class Source(Protocol):
    """A graph of which snapshots can be made."""

    def number(self) -> int:
        """Return a number that grows with every change."""

    def snapshot(self, folder: Path) -> int:
        """Write an Oxigraph store into this folder, which does not exist yet, and return the number that it stands at."""


@dataclass(slots=True, eq=False)
class Snapshot:
    """One folder, the version in it, and how many queries run on it."""

    folder: Path
    version: int
    leases: int = 0


class Snapshots:
    """The snapshots of one graph."""

    def __init__(self, source: Source, limits: Limits, scratch: Path | None = None) -> None:
        self._source, self._limits = source, limits
        sweep(scratch or Path(tempfile.gettempdir()))
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=scratch))
        self._current: Snapshot | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._discarding: asyncio.Task[None] | None = None
        self._number = 0
        self._looked = 0.0

    @contextlib.asynccontextmanager
    async def lease(self) -> AsyncIterator[Snapshot]:
        """Hold the newest snapshot; it stays as long as this lasts."""
        snapshot = await self._newest()
        snapshot.leases += 1
        try:
            yield snapshot
        finally:
            snapshot.leases -= 1
            await self._discard(snapshot)

    def at_hand(self) -> Snapshot | None:
        """Return the newest snapshot where that is known without a wait, None otherwise; who uses it counts among its leases."""
        fresh = asyncio.get_running_loop().time() - self._looked < self._limits.fresh
        return self._current if fresh and self._renewal is None else None

    def give_back(self, snapshot: Snapshot) -> None:
        """End a lease of a snapshot that was at hand."""
        snapshot.leases -= 1
        if snapshot is not self._current and snapshot.leases == 0:
            self._discarding = asyncio.ensure_future(self._discard(snapshot))

    async def close(self) -> None:
        """Delete every folder."""
        if self._renewal is not None:
            await asyncio.wait({self._renewal})
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)

    async def _newest(self) -> Snapshot:
        if self._renewal is None and await self._stale() and self._renewal is None:
            self._renewal = asyncio.ensure_future(self._renew())
        renewal = self._renewal
        if renewal is not None:
            await asyncio.wait({renewal}, timeout=None if self._current is None else self._limits.patience)
        if self._current is None:
            assert renewal is not None  # noqa: S101  (for the type checker)
            renewal.result()
        assert self._current is not None  # noqa: S101
        return self._current

    async def _stale(self) -> bool:
        """Return whether the graph has changed; looked at once in `fresh` seconds, because it asks the journal."""
        now = asyncio.get_running_loop().time()
        if self._current is None:
            return True
        if now - self._looked < self._limits.fresh:
            return False
        self._looked = now
        return await asyncio.to_thread(self._source.number) != self._current.version

    async def _renew(self) -> None:
        """Make the next snapshot; where that fails the last one stays in use, and it is tried again later."""
        self._number += 1
        folder, old = self.folder / str(self._number), self._current
        try:
            version = await asyncio.to_thread(self._source.snapshot, folder)
        except (MechgraphError, OSError) as error:
            if old is None:
                raise
            _log.warning("no new snapshot, queries go on with version %d: %s", old.version, error)
        else:
            self._current = Snapshot(folder, version)
        finally:
            self._renewal, self._looked = None, asyncio.get_running_loop().time()
        if old is not None:
            await self._discard(old)

    async def _discard(self, snapshot: Snapshot) -> None:
        if snapshot is not self._current and snapshot.leases == 0:
            await asyncio.to_thread(shutil.rmtree, snapshot.folder, ignore_errors=True)


def sweep(scratch: Path) -> None:
    """Delete the folders that processes which no longer live have left in `scratch`."""
    for folder in scratch.glob(f"{PREFIX}*"):
        found = re.match(rf"{PREFIX}(\d+)-", folder.name)
        if found and not _lives(int(found[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
