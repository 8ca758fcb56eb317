"""The embedded dataset: when a load is followed by compaction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.store import Dataset


def quads(first: int, last: int) -> Iterator[str]:
    return (f'<http://e/{i}> <http://e/p{i % 7}> "{i} {i * i}" <http://e/g{i % 50}> .\n' for i in range(first, last))


def files_after(folder: Path, first: int, last: int) -> int:
    """Return the data files of a store after a load, opened again so that files no longer used are gone."""
    Dataset(folder).bulk(quads(first, last))
    Dataset(folder).flush()
    return len(list(folder.glob("*.sst")))


def test_a_load_that_is_large_for_its_store_is_compacted_and_a_small_one_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "dataset"
    compacted = files_after(folder, 0, 30_000)
    apart = files_after(folder, 30_000, 30_100)
    assert apart > compacted
    assert files_after(folder, 30_100, 60_000) < apart


def test_every_quad_is_there_whether_a_load_was_compacted_or_not(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path / "dataset")
    for first, last in ((0, 5_000), (5_000, 5_010), (5_010, 9_000)):
        dataset.bulk(quads(first, last))
    assert len(dataset.engine) == 9_000
