"""Reader processes cannot harm: no network, no life after the service, and an end to every attack."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.sparql.limits import Limits
from api.sparql.pool import Pool
from api.sparql.service import QueryService
from api.sparql.snapshots import PREFIX
from tests.api.loop import run as run_in_thread
from tests.api.serving import serving
from tests.api.sparql_asking import ENDLESS, UNCHECKED, failure
from tests.api.sparql_server import Quads, a_quad, an_app


@pytest.fixture
def quads(tmp_path: Path) -> Quads:
    return Quads(tmp_path / "store", [a_quad("s", "p", "o")])


def test_no_process_and_no_file_is_left_when_the_service_ends(quads: Quads, tmp_path: Path) -> None:
    async def work(service: QueryService) -> list[int]:
        pending = asyncio.ensure_future(failure(service, ENDLESS))
        await asyncio.sleep(0.1)
        pids = service.pool.pids
        assert pending
        return pids

    async def run() -> list[int]:
        async with QueryService(quads, Limits(), scratch=tmp_path) as service:
            return await work(service)

    pids = run_in_thread(run())

    assert pids
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
    assert not list(tmp_path.glob(f"{PREFIX}*"))


@contextmanager
def a_trap() -> Iterator[tuple[str, list[bytes]]]:
    """Listen on a port of the loopback address; yield its address and what came in."""
    caught: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    line, _ = server.accept()
                except TimeoutError:
                    continue
                with line:
                    caught.append(line.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", caught
        ended.set()
        thread.join()


def has_no_network(pid: int) -> bool:
    theirs, ours = Path(f"/proc/{pid}/ns/net"), Path("/proc/self/ns/net")
    return theirs.exists() and theirs.readlink() != ours.readlink()


def test_a_reader_process_reaches_no_server_even_when_the_check_is_passed_by(quads: Quads, tmp_path: Path) -> None:
    quads.snapshot(tmp_path / "snapshot")

    async def run(address: str) -> tuple[dict[str, Any], bool]:
        names = {"table": "json", "boolean": "json", "graph": "ntriples"}
        job: dict[str, Any] = {
            "op": "query",
            "text": f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            "accept": names,
        }
        job |= {"folder": str(tmp_path / "snapshot"), "file": "", "base": None, "union": True, "default_graph": None, "named_graphs": None}
        async with Pool(Limits(readers=1)) as pool:
            head, _ = await pool.run(job | {"rows": 1, "size": 1_000})
            return head, has_no_network(pool.pids[0])

    with a_trap() as (address, caught):
        head, confined = run_in_thread(run(address))

    if not confined:
        pytest.skip("this system does not let a process give up its network")
    assert head["error"] == "engine"
    assert caught == []


def attacks(shared: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((shared / "data" / "badinput" / "sparql_dos" / "queries.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.shared
@pytest.mark.parametrize("limits", [Limits(seconds=0.6, fresh=0), UNCHECKED], ids=["checked", "unchecked"])
def test_all_attacks_are_ended_while_others_are_answered(shared: Path, quads: Quads, limits: Limits) -> None:
    """The pace of it is measured in benchmarks/bench_sparql.py; here nothing may hang, die, or be wrong."""
    probes: list[tuple[int, Any]] = []
    ended = threading.Event()

    def probe(address: str) -> None:
        with httpx.Client(base_url=address, timeout=30) as client:
            while not ended.wait(0.2):
                answer = client.get("/sparql", params={"query": "ASK {}"})
                probes.append((answer.status_code, answer.json().get("boolean")))

    statuses: dict[str, int] = {}
    with serving(an_app(quads, limits)) as address, httpx.Client(base_url=address, timeout=30) as client:
        prober = threading.Thread(target=probe, args=(address,))
        prober.start()
        try:
            for name, query in attacks(shared).items():
                statuses[name] = client.post("/sparql", data={"query": query}).status_code
        finally:
            ended.set()
            prober.join()

    assert len(statuses) == 23
    assert set(statuses.values()) <= {200, 400, 403, 413, 503}
    assert {name for name, status in statuses.items() if status == 200} <= {
        "from",
        "bom",
        "regex",
        "big_regex",
        "all_pairs_path",
        "not",
        "parens",
    }
    assert probes
    assert set(probes) == {(200, True)}


ORPHANED = """
import asyncio, sys
from pathlib import Path
from api.sparql.limits import Limits
from api.sparql.service import Query, QueryService
from tests.api.sparql_server import Quads, a_quad
from tests.api.sparql_asking import CHOICES, ENDLESS

async def run() -> None:
    async with QueryService(Quads(Path(sys.argv[1]) / "store"), Limits(seconds=300), scratch=Path(sys.argv[1])) as service:
        running = asyncio.ensure_future(service.query(Query(text=ENDLESS), CHOICES))
        await asyncio.sleep(1)
        print(*service.pool.pids, flush=True)
        await running

asyncio.run(run())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_no_reader_outlives_a_service_that_was_killed(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", ORPHANED, str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, text=True)
    assert process.stdout is not None
    with process.stdout as told:
        pids = told.readline().split()
        process.kill()
        process.wait()

    for _ in range(100):
        if not living(pids):
            break
        time.sleep(0.05)
    assert len(pids) >= 2
    assert living(pids) == []


def living(pids: list[str]) -> list[str]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]
