"""KnowledgeGraph: what is known, in one place to ask.

The record is a SQLite journal (`graph.journal`); statements, the search index and the RDF dataset follow it. One process may write to
a folder; any number may read it. All methods may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from graph import carrying, edits, records, rounds
from graph.asking import Asking
from graph.journal import Journal
from graph.lock import FolderLock
from graph.mirror import Mirror
from graph.rounds import Due, Round
from ontology.errors import StoreError
from ontology.model import Claim, Decision, Document, Factor, Flag, Verdict

if TYPE_CHECKING:
    from graph.remote import RemoteDataset


class KnowledgeGraph(Asking):
    """Documents, claims, factors, statements and decisions of one store; see `open`, and `Asking` for the questions."""

    def __init__(self, journal: Journal, mirror: Mirror, lock: FolderLock | None = None) -> None:
        super().__init__(journal, mirror)
        self._folder_lock, self._write = lock, RLock()

    @classmethod
    def open(cls, folder: Path | None = None, *, read_only: bool = False, remote: RemoteDataset | None = None) -> Self:
        """Open the store in a folder, made if need be; a store in memory when `folder` is None.

        With `remote` the journal stays here and the RDF dataset lives on a SPARQL 1.1 server.

        Raises:
            StoreBusyError: Another process has it open for writing.
            StoreError: It is damaged beyond what can be rebuilt, or there is none to read.

        >>> with KnowledgeGraph.open() as graph:
        ...     graph.documents()
        []
        """
        if folder is None:
            journal = Journal(None)
            return cls(journal, Mirror(journal, None, remote))
        return cls._open_read_only(folder, remote) if read_only else cls._open_for_writing(folder, remote)

    @classmethod
    def _open_for_writing(cls, folder: Path, remote: RemoteDataset | None) -> Self:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder)
        except OSError as error:
            raise StoreError(f"{folder} cannot be written ({error.strerror}). Choose another folder with --store.") from error
        try:
            journal = Journal(folder / JOURNAL_FILE)
            graph = cls(journal, Mirror(journal, folder / DATASET_FOLDER, remote), lock)
            graph._mirror.dataset  # noqa: B018  opened now, so that a writer finds out at start what is wrong with it
        except BaseException:
            lock.release()
            raise
        return graph

    @classmethod
    def _open_read_only(cls, folder: Path, remote: RemoteDataset | None) -> Self:
        if not (folder / JOURNAL_FILE).is_file():
            raise StoreError(f"{folder} is not a store: it has no {JOURNAL_FILE}. Load an article first, or check the path.")
        journal = Journal(folder / JOURNAL_FILE, read_only=True)
        if journal.outdated:
            journal.close()
            _bring_up(folder)
            journal = Journal(folder / JOURNAL_FILE, read_only=True)
        return cls(journal, Mirror(journal, folder / DATASET_FOLDER, remote))

    @property
    def folder(self) -> Path | None:
        """Return the folder of the store, None in memory."""
        return self._journal.path.parent if self._journal.path else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Return in sentences what opening the dataset took: nothing, catching up, or a rebuild."""
        return self._mirror.notes

    # --- changing -------------------------------------------------------------------------------------------------------------

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        factors: Mapping[str, Factor] | Iterable[Factor],
        *,
        time: str,
        edition: str | None = None,
    ) -> bool:
        """Store a document with its claims in one transaction; return whether anything changed.

        What was known of the same document is replaced. An older version of the same article (same address or source, other text)
        is kept as superseded, and decisions about claims that the new version repeats hold for it too.

        Args:
            document: The article, blocks filled.
            claims: What was read from it; every quote is checked.
            factors: Every factor that the claims name; one that is missing is kept as unresolved.
            time: ISO 8601 UTC, for people.
            edition: Which edition of the reader gave the claims; see `has_read`.

        Raises:
            QuoteNotFoundError: A claim quotes words that do not stand at its place. Nothing is stored.
        """
        values = list(factors.values()) if isinstance(factors, Mapping) else list(factors)
        with self._write:
            with self._journal.writing() as connection:
                changed = edits.add(connection, document, claims, values, time=time, edition=edition)
            self._mirror.follow()
        return changed

    def add_all(
        self, readings: Iterable[Reading], *, time: str, together: int = 1, every: int | None = None, edition: str | None = None
    ) -> int:
        """Store many documents with their claims; return how many changed anything.

        Each transaction is kept once the next document is asked for. Queries see all of them at the end, or `every` so many, which is
        several times quicker than one by one. Whoever is stopped halfway begins again and loses nothing: what the journal has is not
        stored twice, and the dataset catches up at the next start.

        Args:
            readings: Document, claims and factors of each, as `add` takes them; may be a generator.
            time: ISO 8601 UTC, for people.
            together: How many documents share a transaction: more is quicker where they are at hand, and as many are lost by a kill.
            every: After how many documents the dataset follows; only at the end when None.
            edition: Which edition of the reader gave the claims; see `has_read`.

        Raises:
            QuoteNotFoundError: A claim quotes words that do not stand at its place; documents of earlier transactions are stored.
        """
        changed, followed, waiting = 0, 0, iter(readings)
        with self._write:
            try:
                while batch := list(islice(waiting, together)):
                    if every is not None and changed >= followed + every:
                        self._mirror.follow()
                        followed = changed
                    with self._journal.writing() as connection:
                        changed += sum(edits.add(connection, *reading, time=time, edition=edition) for reading in batch)
            finally:
                self._mirror.follow()
        return changed

    def has_read(self, document: Document, edition: str) -> bool:
        """Return whether reading a document again would bring nothing new: this edition of the reader has read the same text.

        Blocks and metadata must be the same too; where and when the text was found may differ. A version that another one superseded
        counts as read.
        """
        with self._journal.reading() as connection:
            if records.edition(connection, document.id) != edition:
                return False
            held = records.held(connection, document.id)
        return held is not None and edits.same_content(held.document, document)

    def remove(self, document_id: str, *, time: str = "") -> None:
        """Take a document and its claims out; decisions about them stay on record.

        Raises:
            UnknownItemError: There is no such document.
        """
        with self._write:
            with self._journal.writing() as connection:
                edits.remove(connection, document_id, time=time)
            self._mirror.follow()

    def decide(self, target: str, verdict: Verdict, *, reviewer: str, time: str, reason: str | None = None) -> Decision:
        """Record what a person says about a claim or a flag; a rejected claim supports nothing any more.

        Raises:
            UnknownItemError: The target is the id of a claim, and there is no such claim.
        """
        with self._write:
            with self._journal.writing() as connection:
                decision = edits.decide(connection, target, Verdict(verdict), reviewer=reviewer, time=time, reason=reason)
            self._mirror.follow()
        return decision

    def keep_flags(self, flags: Sequence[Flag], *, time: str) -> bool:
        """Keep the flags of an audit, in place of the last ones, so that queries see them; return whether anything changed."""
        with self._write:
            with self._journal.writing() as connection:
                changed = edits.keep_flags(connection, flags, time=time)
            self._mirror.follow()
        return changed

    def keep_round(self, found: Round, *, time: str) -> None:
        """Keep what a piece of an audit found, in place of what was found in the same homes before; see `graph.rounds`.

        Queries see it after the next `follow`, or the next change.
        """
        with self._write, self._journal.writing() as connection:
            rounds.keep(connection, found, time=time)

    def follow(self) -> None:
        """Let queries see what rounds of an audit found; a few rounds, or it takes long and much memory.

        What is many is brought in otherwise by putting all files in order, which takes minutes in a large store.
        """
        with self._write:
            self._mirror.follow(few=ROUNDS_AT_ONCE)

    def flush(self) -> None:
        """Write to disk what the RDF dataset holds of many small changes: up to a gigabyte, which the next start would read again."""
        with self._write:
            self._mirror.dataset.flush()

    def keep_leverages(self, values: Mapping[str, float]) -> None:
        """Keep the leverage of statements, for the weights of flags that are found from now on."""
        with self._write, self._journal.writing() as connection:
            rounds.keep_leverages(connection, values)

    def due(self, edition: str, *, limit: int) -> Due:
        """Return what an audit in rounds of this edition has still to look at; see `graph.rounds`."""
        with self._journal.reading() as connection:
            return rounds.due(connection, edition, limit=limit)

    def awaits_carrying_over(self, documents: Iterable[str]) -> bool:
        """Return whether people decided about flags of versions that these documents took the place of; see `carry_over`."""
        with self._journal.reading() as connection:
            return carrying.awaiting(connection, documents)

    def carry_over(self, flags: Sequence[Flag], *, time: str) -> list[Decision]:
        """Let decisions about flags of older versions hold for these flags of an audit that say the same of the same words.

        Return the decisions that were appended; claims need no such step, since `add` knows the claims of both versions.
        """
        with self._write:
            with self._journal.writing() as connection:
                decisions = carrying.carry_over(connection, flags, time=time)
            self._mirror.follow()
        return decisions

    def rebuild(self) -> None:
        """Make the RDF dataset anew from the journal."""
        with self._write:
            self._mirror.rebuild()

    # --- outside --------------------------------------------------------------------------------------------------------------

    def snapshot(self, folder: Path) -> int:
        """Write a consistent copy of the RDF dataset into a new folder, for reader processes; return its journal number.

        Raises:
            StoreError: The folder exists already, or cannot be written.
        """
        if folder.exists():
            raise StoreError(f"{folder} exists already. Give a new folder for each snapshot.")
        with self._write:
            try:
                self._mirror.dataset.copy_to(folder)
            except (OSError, RuntimeError) as error:
                raise StoreError(f"No snapshot could be written to {folder} ({error}). Check the path and the free space.") from error
            return self._mirror.dataset.number() or 0

    def quads(self) -> set[ox.Quad]:
        """Return the whole dataset as quads, for who compares or copies a small one."""
        return set(self._mirror.dataset.engine)

    def dump(self, form: ox.RdfFormat) -> bytes:
        """Return the whole dataset in a format that knows named graphs."""
        return self._mirror.dataset.dump(form)

    def close(self) -> None:
        """Give the folder back; the graph cannot be used any more."""
        with self._write:
            self._mirror.close()
            self._journal.close()
            if self._folder_lock is not None:
                self._folder_lock.release()
                self._folder_lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _bring_up(folder: Path) -> None:
    """Turn the journal of an earlier version into one of this version.

    Raises:
        StoreError: The folder cannot be written, or another process has it open.
    """
    try:
        lock = FolderLock(folder)
    except OSError as error:
        raise StoreError(f"{folder} comes from an earlier version and cannot be brought up to this one ({error.strerror}).") from error
    try:
        Journal(folder / JOURNAL_FILE).close()
    finally:
        lock.release()


Reading = tuple[Document, Sequence[Claim], Iterable[Factor]]
"""A document, what was read from it, and the factors that this names."""

ROUNDS_AT_ONCE = 20_000
"""Flags that are brought into the dataset by one update: those of a dozen rounds of an audit."""
JOURNAL_FILE = "journal.sqlite"
DATASET_FOLDER = "dataset"
