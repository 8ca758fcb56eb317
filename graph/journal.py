"""The journal: one SQLite file that holds what must not be lost.

Documents, the claims read from each, factors and decisions are the record; statements, the search index and the feed of changes are
worked out from them in the same transaction, so they are never out of step. Every transaction that changes something gets the next
journal number. WAL with synchronous=FULL: what is acknowledged survives a power cut (SQLite, "PRAGMA synchronous").

One lock serves all writers of a process. Readers borrow a connection of their own, or wait for the only one of a journal in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import RLock

from graph.schema import MIGRATIONS, SCHEMA, prepared
from ontology.errors import StoreError

VERSION = 5
"""Version of the schema (`graph.schema`), kept in `PRAGMA user_version`."""


CACHE = 65_536
"""KiB of pages that the writing connection holds: without them each claim of a large store waits for the disk in a dozen indices."""


class Journal:
    """The SQLite file of one store, or a journal in memory when `path` is None.

    Raises:
        StoreError: The file is damaged, from a later version of mechgraph, or not there to be read.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        self._lock = RLock()
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._main = self._connect()
        self._main.execute(f"PRAGMA cache_size = -{CACHE}")
        self._prepare()

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rwc"
        place = f"{self.path.absolute().as_uri()}?mode={mode}" if self.path else ":memory:"
        try:
            connection = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path} cannot be read ({error}). Restore it from a backup, or load the articles anew.") from error
        return connection

    def _prepare(self) -> None:
        """Make the tables of a new journal; refuse one that this program cannot read."""
        try:
            found = self._main.execute("PRAGMA user_version").fetchone()[0]
            if found == 0 and not self.read_only:
                self._main.execute("PRAGMA journal_mode = WAL")
                self._main.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
            if found in MIGRATIONS and not self.read_only:
                script = f"BEGIN IMMEDIATE; {MIGRATIONS[found]} PRAGMA user_version = {VERSION}; COMMIT;"
                prepared(self._main).executescript(script)
        except sqlite3.DatabaseError as error:
            self.close()
            raise StoreError(f"{self.path} is damaged ({error}). Restore it from a backup, or load the articles anew.") from error
        if found not in (0, *MIGRATIONS, VERSION):
            self.close()
            raise StoreError(f"{self.path} {_AGE[found > VERSION]} (schema {found}, this one knows {VERSION}). {_ADVICE[found > VERSION]}")

    @property
    def outdated(self) -> bool:
        """Return whether it is of an earlier version, which one that is open for reading only cannot change."""
        found: int = self._main.execute("PRAGMA user_version").fetchone()[0]
        return found in MIGRATIONS

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one moment of the journal until the block ends."""
        if self.path is None:
            with self._lock:
                yield self._main
            return
        connection = self._borrow()
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")
            self._idle.put(connection)

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._connect()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection for one transaction: all of it is kept when the block ends well, none of it otherwise."""
        if self.read_only:
            raise StoreError(f"{self.path} was opened for reading only. Open it without read_only to change it.")
        with self._lock:
            self._main.execute("BEGIN IMMEDIATE")
            try:
                yield self._main
            except BaseException:
                with suppress(sqlite3.OperationalError):  # a full disk may have ended the transaction already
                    self._main.execute("ROLLBACK")
                raise
            self._main.execute("COMMIT")

    def close(self) -> None:
        """Close every connection that is not lent out."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        self._main.close()


_AGE = {True: "comes from a later version of mechgraph", False: "comes from a trial version of mechgraph"}
_ADVICE = {True: "Update mechgraph.", False: "Load the articles anew into another folder."}
