"""SideFile: a small SQLite file beside the journal for what comes from others; it can be deleted and made anew at any time.

The journal holds what must not be lost; lookups of cited works and edges of other knowledge bases can be had again, so they stand apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ontology.errors import StoreError

COUNTER = """
CREATE TABLE IF NOT EXISTS written (times INTEGER NOT NULL);
INSERT INTO written SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM written);
"""


class SideFile:
    """One such file; a path that is None, or where nothing is yet, reads as empty. Safe to use from several processes.

    Args:
        path: The file; None for a store in memory.
        schema: `CREATE ... IF NOT EXISTS` statements.
        advice: What a person does when the file is damaged.
    """

    def __init__(self, path: Path | None, schema: str, advice: str) -> None:
        self.path, self._schema, self._advice = path, schema, advice
        self._counted: tuple[tuple[int, int], int] | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Lend a connection for reading, None where there is no file.

        Raises:
            StoreError: The file is damaged.
        """
        if self.path is None or not self.path.is_file():
            yield None
            return
        with self._told(), closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one transaction, making the file if need be.

        Raises:
            StoreError: The file is damaged, or cannot be written.
        """
        with self._told():
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path or ":memory:", timeout=30)) as connection:
                connection.executescript(COUNTER + self._schema)
                with connection:
                    yield connection
                    connection.execute("UPDATE written SET times = times + 1")

    def changes(self) -> int:
        """Return how often something was written, so that a reader sees whether it must look again; cheap while nothing changes."""
        try:
            stamp = self.path.stat() if self.path else None
        except OSError:
            stamp = None
        if stamp is None:
            return 0
        now = stamp.st_mtime_ns, stamp.st_size
        if self._counted is None or self._counted[0] != now:
            with self.reading() as connection:
                times = 0 if connection is None else int(connection.execute("SELECT times FROM written").fetchone()[0])
            self._counted = now, times
        return self._counted[1]

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.path} cannot be used ({error}). {self._advice}") from error
