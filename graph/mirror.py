"""Mirror: the RDF dataset of a journal, kept in step with it.

A writer's mirror lives in a folder and follows each change by one update. A reader's is opened at the first question: the dataset on
disk if it fits the journal at that moment, else a fresh one in memory (the engine does not promise anything to readers beside a
writer; graph.store says what was measured).
"""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from graph import projection, records
from graph.journal import Journal
from graph.store import Dataset
from ontology.errors import StoreError

if TYPE_CHECKING:
    from graph.remote import RemoteDataset  # who has no server need not wait for a library that speaks HTTP

    AnyDataset = Dataset | RemoteDataset
    """The embedded engine or a server: the same methods."""


class Mirror:
    """The dataset of `journal` on a server (`remote`), in `folder`, or in memory when both are None; `notes` says what opening it took."""

    def __init__(self, journal: Journal, folder: Path | None, remote: RemoteDataset | None = None) -> None:
        self.notes: tuple[str, ...] = ()
        self._journal, self._folder, self._remote = journal, folder, remote
        self._lock = RLock()
        self._dataset: AnyDataset | None = None

    @property
    def dataset(self) -> AnyDataset:
        """Return the dataset, opened by now."""
        with self._lock:
            if self._dataset is None:
                self._dataset = self._open_for_reading() if self._journal.read_only else self._open()
            return self._dataset

    def follow(self, *, few: int | None = None) -> None:
        """Bring the dataset up to the journal, by one update where there are at most `few` items (`FEW` when None)."""
        _follow(self._journal, self.dataset, few)

    def rebuild(self) -> None:
        """Make the dataset anew from the journal."""
        _rebuild(self._journal, self.dataset)

    def close(self) -> None:
        """Let go of the folder."""
        with self._lock:
            if self._dataset is not None:
                self._dataset.close()

    def _open(self) -> AnyDataset:
        dataset: AnyDataset
        dataset, damaged = _open_or_set_aside(self._folder) if self._remote is None else (self._remote, None)
        self.notes = tuple(note for note in (damaged, *_bring_up(self._journal, dataset)) if note)
        return dataset

    def _open_for_reading(self) -> AnyDataset:
        """Return the dataset on disk if it fits the journal, else a fresh one in memory."""
        dataset: AnyDataset
        try:
            dataset = Dataset(self._folder, read_only=True) if self._remote is None else self._remote
            if _is_new(self._journal, dataset) or (dataset.number() == _number(self._journal) and _fits(self._journal, dataset)):
                return dataset
        except StoreError:
            pass  # a writer moved files meanwhile, or it is damaged: either way the journal knows
        self.notes = ("The dataset on disk could not be used beside the journal; this reader works on a fresh one in memory.",)
        dataset = Dataset(None)
        _fill(self._journal, dataset)
        return dataset


def _number(journal: Journal) -> int:
    with journal.reading() as connection:
        return records.last_number(connection)


def _is_new(journal: Journal, dataset: AnyDataset) -> bool:
    """Return whether neither holds anything yet."""
    return _number(journal) == 0 and dataset.number() is None and not dataset.graphs()


def _fits(journal: Journal, dataset: AnyDataset) -> bool:
    with journal.reading() as connection:
        return dataset.layout() == projection.LAYOUT and projection.fits(dataset.graphs(), projection.graph_names(connection))


def _follow(journal: Journal, dataset: AnyDataset, few: int | None = None) -> None:
    """Bring a dataset up to its journal: a few items by one update, many by the engine's quickest way.

    The number is written last, so whoever is stopped halfway begins again from the old one. A dataset that holds nothing is as old as a
    journal that holds nothing: the engine need not put in order what it loads into nothing, which is a tenth of the time.
    """
    with journal.reading() as connection:
        step = projection.step(connection, dataset.number() or 0, fresh=not dataset.graphs())
        if step is None:
            return
        if step.items <= (FEW if few is None else few):
            dataset.update(step.update())
            return
        if step.deletions:
            dataset.update(";\n".join(step.deletions))
        dataset.bulk(step.lines())
    dataset.flush()


FEW = 2000
"""Items brought in by one update, all or nothing; above (more than three documents) the quickest way takes half the time."""


def _rebuild(journal: Journal, dataset: AnyDataset) -> None:
    dataset.clear()
    _fill(journal, dataset)


def _fill(journal: Journal, dataset: AnyDataset) -> None:
    with journal.reading() as connection:
        dataset.bulk(projection.everything(connection))
    dataset.flush()


def _open_or_set_aside(folder: Path | None) -> tuple[Dataset, str | None]:
    """Return the dataset in a folder; one that cannot be opened is put beside it, since the journal can make it anew."""
    try:
        return Dataset(folder), None
    except StoreError as error:
        if folder is None or not folder.is_dir():
            raise
        aside = folder.with_name(f"{folder.name}.damaged")
        while aside.exists():
            aside = aside.with_name(f"{aside.name}-")
        folder.rename(aside)
        return Dataset(folder), f"{error} It was set aside as {aside.name}."


def _bring_up(journal: Journal, dataset: AnyDataset) -> tuple[str, ...]:
    """Make a dataset fit its journal; return what had to be done."""
    number, known = _number(journal), dataset.number()
    if _is_new(journal, dataset):
        return ()
    notes: tuple[str, ...] = ()
    if known is not None and known < number and dataset.layout() == projection.LAYOUT:
        _follow(journal, dataset)
        notes = (f"The dataset stood at journal number {known} of {number}; the rest was brought in from the journal.",)
    if dataset.number() == number and _fits(journal, dataset):
        return notes
    _rebuild(journal, dataset)
    return (*notes, f"The dataset did not fit the journal (it stood at number {known} of {number}); it was rebuilt.")
