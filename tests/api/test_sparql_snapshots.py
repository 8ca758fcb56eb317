"""Snapshots: what queries read is a copy that stands still, and is gone when nobody reads it."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.sparql.limits import Limits
from api.sparql.service import QueryService
from api.sparql.snapshots import PREFIX, Snapshots, sweep
from ontology.errors import StoreError
from tests.api.loop import run as run_in_thread
from tests.api.sparql_asking import ask, with_service
from tests.api.sparql_server import Quads, a_quad


@pytest.fixture
def quads(tmp_path: Path) -> Quads:
    return Quads(tmp_path / "store", [a_quad("s", "p", "o")])


def test_a_snapshot_that_nobody_reads_any_more_is_deleted(quads: Quads, tmp_path: Path) -> None:
    async def run() -> list[list[str]]:
        snapshots = Snapshots(quads, Limits(fresh=0), tmp_path)
        async with snapshots.lease() as first:
            quads.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
            async with snapshots.lease() as second:
                during = sorted(path.name for path in snapshots.folder.iterdir())
                assert (first.version, second.version) == (0, 1)
        after = sorted(path.name for path in snapshots.folder.iterdir())
        await snapshots.close()
        return [during, after]

    assert run_in_thread(run()) == [["1", "2"], ["2"]]


def test_when_no_new_snapshot_can_be_made_queries_go_on_with_the_last_one(quads: Quads, caplog: pytest.LogCaptureFixture) -> None:
    async def work(service: QueryService) -> tuple[object, object]:
        before = await ask(service, "ASK { ?s ?p 'o' }")
        quads.update("CLEAR ALL")
        quads.snapshot = full  # type: ignore[method-assign]
        return before, await ask(service, "ASK { ?s ?p 'o' }")

    def full(folder: Path) -> int:
        raise StoreError(f"{folder}: no space is left.")

    assert with_service(quads, Limits(fresh=0), work) == (True, True)
    assert "no space is left" in caplog.text


def test_folders_of_processes_that_were_killed_are_swept_away(tmp_path: Path) -> None:
    ours, theirs = tmp_path / f"{PREFIX}{os.getpid()}-a", tmp_path / f"{PREFIX}999999999-b"
    for folder in (ours, theirs):
        folder.mkdir()

    sweep(tmp_path)

    assert (ours.exists(), theirs.exists()) == (True, False)


def test_the_store_that_is_read_is_never_the_one_that_is_written(quads: Quads) -> None:
    async def work(service: QueryService) -> bool:
        await ask(service, "ASK {}")
        quads.store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))  # without a new number
        return bool(await ask(service, "ASK { <urn:a> ?p ?o }"))

    assert with_service(quads, Limits(fresh=0), work) is False
