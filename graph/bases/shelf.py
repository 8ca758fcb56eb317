"""KnowledgeBases: the borrowed edges of one store, in a file beside the journal, each base under its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from pydantic import TypeAdapter

from graph.bases.edge import Borrowed
from graph.beside import SideFile
from ontology.errors import UnknownItemError

BORROWED_FILE = "borrowed.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS base (name TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS edge (base TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS edge_ends ON edge (subject, object);
"""
ADVICE = "Delete it, and import the knowledge bases again."
_EDGE = TypeAdapter(Borrowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A knowledge base: what it is called, the file that it came from, its licence as far as told, when, and how many edges are kept."""

    name: str
    file: str
    format: str
    time: str
    edges: int
    licence: str | None = None


_BASE = TypeAdapter(Base)


class KnowledgeBases:
    """The knowledge bases in one folder; a folder without any, or None, has none.

    >>> KnowledgeBases(None).all()
    []
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = SideFile(folder / BORROWED_FILE if folder else None, SCHEMA, ADVICE)

    def keep(self, base: Base, edges: Iterable[Borrowed]) -> None:
        """Keep the edges of a base, in place of what was kept under its name.

        Raises:
            StoreError: The folder cannot be written.
        """
        rows = [(base.name, edge.subject, edge.object, _EDGE.dump_json(edge, exclude_defaults=True).decode()) for edge in edges]
        with self._file.writing() as connection:
            connection.execute("DELETE FROM edge WHERE base = ?", (base.name,))
            connection.executemany("INSERT INTO edge VALUES (?, ?, ?, ?)", rows)
            connection.execute("INSERT OR REPLACE INTO base VALUES (?, ?)", (base.name, _BASE.dump_json(base).decode()))

    def drop(self, name: str) -> None:
        """Take a base out.

        Raises:
            UnknownItemError: There is none of this name.
        """
        if all(base.name != name for base in self.all()):
            raise UnknownItemError("knowledge base", name)
        with self._file.writing() as connection:
            connection.execute("DELETE FROM edge WHERE base = ?", (name,))
            connection.execute("DELETE FROM base WHERE name = ?", (name,))

    def all(self) -> list[Base]:
        """Return the bases by name."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT data FROM base ORDER BY name").fetchall() if connection else []
        return [_BASE.validate_json(data) for (data,) in rows]

    def between(self, subjects: Iterable[str], objects: Iterable[str]) -> tuple[Borrowed, ...]:
        """Return the edges from one of some factors to one of others, by base and words."""
        pairs = list(product(dict.fromkeys(subjects), dict.fromkeys(objects)))
        with self._file.reading() as connection:
            if connection is None:
                return ()
            query = "SELECT data FROM edge WHERE subject = ? AND object = ? ORDER BY base, data"
            rows = [data for pair in pairs for (data,) in connection.execute(query, pair)]
        return tuple(_EDGE.validate_json(data) for data in rows)

    def changes(self) -> int:
        """Return how often bases were kept or dropped."""
        return self._file.changes()
