"""The RDF dataset in the embedded engine: a projection of the journal, never the record.

What shapes this file was measured: concurrent updates lose data, so the caller holds one write lock; the engine does not fsync, so
nothing is lost with it but time; `bulk-*.sst` files of a killed bulk load stay for ever, so they are removed at start.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from graph.answers import Answer, syntax_error, to_answer, to_bytes, to_term, with_prefixes
from graph.triples import JOURNAL, own
from ontology.errors import QueryError, StoreError
from ontology.namespaces import PREFIXES

LINES_AT_ONCE = 500
"""Lines that the engine is handed together, about 100 kB."""


LARGE = 0.05
"""Share of what a store holds from which on a load is followed by compaction. Until then point queries take up to 1.5 times as long
(10,000 claims after eight loads of a hundredth each); compacting a million claims takes minutes."""
QUICK = 250_000_000
"""Bytes of a store (some 20,000 claims) that is always compacted, within seconds."""


def worth_compacting(sent: int, held: int) -> bool:
    """Return whether a load of `sent` bytes of text into `held` bytes on disk is followed by compaction.

    The same quads take about as many bytes as text and on disk.

    >>> worth_compacting(1_000, 2_000_000), worth_compacting(10**8, 10**9), worth_compacting(10**7, 10**9)
    (True, True, False)
    """
    return held <= QUICK or sent >= held * LARGE


class Dataset:
    """The quads of one store, on disk in `folder` or in memory when it is None.

    Raises:
        StoreError: The folder holds something that the engine cannot open.
    """

    def __init__(self, folder: Path | None, *, read_only: bool = False) -> None:
        self.folder = folder
        self._store = _open(folder, read_only=read_only)

    @property
    def engine(self) -> ox.Store:
        """Return the engine itself, for whoever measures or copies it; write through `Dataset` only."""
        return self._store

    def number(self) -> int | None:
        """Return the journal number that the dataset is a projection of, None when it does not say."""
        found = [quad.object for quad in self._store.quads_for_pattern(_JOURNAL, _NUMBER, None, _JOURNAL)]
        return int(found[0].value) if len(found) == 1 and isinstance(found[0], ox.Literal) else None

    def layout(self) -> str | None:
        """Return the version of the layout of triples that the dataset was written in."""
        found = [quad.object for quad in self._store.quads_for_pattern(_JOURNAL, _VERSION, None, _JOURNAL)]
        return found[0].value if len(found) == 1 and isinstance(found[0], ox.Literal) else None

    def graphs(self) -> set[str]:
        """Return the IRIs of the named graphs."""
        return {graph.value for graph in self._store.named_graphs()}

    def update(self, sparql: str) -> None:
        """Run one SPARQL update, all of it or nothing."""
        try:
            self._store.update(sparql)
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written ({error}). Free some space; the journal has it all.") from error

    def bulk(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines by the engine's quickest way, all of them or nothing, without holding them all in memory."""
        held, stream = _size(self.folder), _Stream(lines)
        # `lenient` skips checks of IRIs that graph.triples has made already
        self._store.bulk_load(cast("IO[bytes]", stream), format=ox.RdfFormat.N_QUADS, lenient=True)
        # Compacted now, because a snapshot of what was not is two to four times slower to read, and readers keep their snapshot.
        if worth_compacting(stream.sent, held):
            self._store.optimize()

    def clear(self) -> None:
        """Remove every quad; a folder is made anew, so that damage goes with them."""
        if self.folder is None:
            self._store.clear()
            return
        del self._store
        shutil.rmtree(self.folder)
        self._store = _open(self.folder, read_only=False)

    def query(self, sparql: str, bound: Mapping[str, Any]) -> Answer:
        """Return the answer to a query over the union of all graphs, with variables bound to values."""
        return to_answer(self._ask(sparql, bound))

    def serialised(self, sparql: str, bound: Mapping[str, Any], media_type: str | None) -> bytes:
        """Return the answer to a query in a format, made inside this call."""
        return to_bytes(self._ask(sparql, bound), media_type, PREFIXES)

    def _ask(self, sparql: str, bound: Mapping[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        values = {ox.Variable(name): to_term(value) for name, value in bound.items()}

        def asked(prefixes: Mapping[str, str]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
            return self._store.query(sparql, prefixes=dict(prefixes), use_default_graph_as_union=True, substitutions=values)

        try:
            return with_prefixes(asked, sparql, PREFIXES)
        except SyntaxError as error:
            raise syntax_error(error) from error
        except RuntimeError as error:
            raise QueryError(f"{error}.") from error

    def dump(self, form: ox.RdfFormat) -> bytes:
        """Return all quads in a format that knows named graphs."""
        return self._store.dump(format=form, prefixes=PREFIXES) or b""

    def copy_to(self, folder: Path) -> None:
        """Write a consistent copy into a new folder: hard links where the file system allows, a bulk load from memory."""
        if self.folder is not None:
            self._store.backup(str(folder))
            return
        copy = ox.Store(str(folder))
        copy.bulk_load(self._store.dump(format=ox.RdfFormat.N_QUADS) or b"", format=ox.RdfFormat.N_QUADS)
        copy.flush()

    def flush(self) -> None:
        """Write what the engine holds in memory to disk."""
        self._store.flush()

    def close(self) -> None:
        """Let go of the folder."""
        del self._store


class _Stream(io.RawIOBase):
    """Lines as a binary file, for the engine, which reads a few kilobytes at a time."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._chunk = io.BytesIO()
        self.sent = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        found = self._chunk.read(size)
        if not found:
            self._chunk = io.BytesIO("".join(islice(self._lines, LINES_AT_ONCE)).encode())
            self.sent += len(self._chunk.getvalue())
            found = self._chunk.read(size)
        return found


def _size(folder: Path | None) -> int:
    """Return the bytes of what a store on disk holds."""
    return sum(file.stat().st_size for file in folder.glob("*.sst")) if folder is not None else 0


_JOURNAL = ox.NamedNode(JOURNAL)
_NUMBER = ox.NamedNode(own("number")[1:-1])
_VERSION = ox.NamedNode(own("version")[1:-1])


def _open(folder: Path | None, *, read_only: bool) -> ox.Store:
    if folder is None:
        return ox.Store()
    try:
        if read_only:
            return ox.Store.read_only(str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        for orphan in folder.glob("bulk-*.sst"):
            orphan.unlink()
        return ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{folder} cannot be opened ({error}). Rebuild it from the journal: mechgraph rebuild.") from error
