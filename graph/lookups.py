"""Lookups: what the bibliographic services said about cited works, kept in the folder of the store.

They are a cache and a record at once: the audit reads them offline, with the day of each answer, and nobody asks again until told to.
Nothing of an article or a decision is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph.beside import SideFile
from ontology.errors import StoreError
from ontology.works import Lookup

LOOKUPS_FILE = "lookups.sqlite"
SCHEMA = "CREATE TABLE IF NOT EXISTS lookup (asked TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;"
ADVICE = "Delete it; the works are then looked up anew."
_LOOKUP = TypeAdapter(Lookup)


class Lookups:
    """The lookups in one folder; a folder without any, or None, has none.

    >>> Lookups(None).all()
    {}
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = SideFile(folder / LOOKUPS_FILE if folder else None, SCHEMA, ADVICE)

    def all(self) -> Mapping[str, Lookup]:
        """Return every lookup by what was asked.

        Raises:
            StoreError: The file is damaged.
        """
        with self._file.reading() as connection:
            rows = connection.execute("SELECT data FROM lookup ORDER BY asked").fetchall() if connection else []
        try:
            return {lookup.asked: lookup for (data,) in rows for lookup in [_LOOKUP.validate_json(data)]}
        except ValidationError as error:
            raise StoreError(f"{self._file.path} holds a lookup that cannot be read. {ADVICE}") from error

    def keep(self, lookups: Iterable[Lookup]) -> None:
        """Keep lookups, each in place of an earlier one of the same question.

        Raises:
            StoreError: The folder cannot be written.
        """
        rows = [(lookup.asked, _LOOKUP.dump_json(lookup, exclude_defaults=True).decode()) for lookup in lookups]
        with self._file.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO lookup VALUES (?, ?)", rows)

    def changes(self) -> int:
        """Return how often lookups were kept."""
        return self._file.changes()
