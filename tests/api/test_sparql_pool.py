"""Reader processes: confined, ended at the deadline, replaced, and gone with the service."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from api.sparql.formats import FORMATS, Kind
from api.sparql.limits import Limits
from api.sparql.negotiate import Choice
from api.sparql.pool import Pool
from api.sparql.service import Query, QueryService
from api.sparql.snapshots import PREFIX, Snapshots, sweep
from api.sparql.turns import Turns
from ontology.errors import AnswerTooLargeError, QueryError, StoreError, TooManyQueriesError
from tests.api.loop import run as run_in_thread
from tests.api.sparql_server import Quads, a_quad, an_app, serving

UNCHECKED = Limits(seconds=0.6, length=10**7, depth=10**7, pieces=10**7, chain=10**7, fresh=0)
"""A short deadline, and a check that lets everything through to the reader processes."""
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(99)))} }}" for n in range(8)) + " }"
DEEP = "ASK " + "{" * 20_000 + "}" * 20_000
LONG = f"'{'x' * 300}'"
HUNGRY = f"SELECT (STRLEN(?e) AS ?n) {{ BIND(REPLACE({LONG}, 'x', {LONG}) AS ?a) BIND(REPLACE(?a, 'x', ?a) AS ?e) }}"
CHOICES = {kind: Choice(FORMATS["ntriples" if kind is Kind.GRAPH else "json"], "") for kind in Kind}


@pytest.fixture
def quads(tmp_path: Path) -> Quads:
    return Quads(tmp_path / "store", [a_quad("s", "p", "o")])


def with_service(quads: Quads, limits: Limits, work: Callable[[QueryService], Awaitable[Any]]) -> Any:
    """Run some work on a service, and return what it returns once everything has ended."""

    async def run() -> Any:
        async with QueryService(quads, limits) as service:
            return await work(service)

    return run_in_thread(run())


async def ask(service: QueryService, text: str) -> object:
    answer = await service.query(Query(text=text), CHOICES)
    assert isinstance(answer.body, bytes)
    return json.loads(answer.body)["boolean"]


async def failure(service: QueryService, text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        await service.query(Query(text=text), CHOICES)
    return caught.value


@pytest.mark.parametrize(
    ("query", "limits", "told"),
    [
        (ENDLESS, UNCHECKED, "deadline of 0.6 s"),
        (DEEP, UNCHECKED, "nesting"),
        (HUNGRY, Limits(seconds=60, quick=60, memory=400_000_000), "0.4 GB of memory"),
    ],
    ids=["endless", "deep", "hungry"],
)
def test_a_query_that_never_ends_crashes_or_eats_memory_is_ended_and_the_next_one_is_answered(
    quads: Quads, query: str, limits: Limits, told: str
) -> None:
    async def work(service: QueryService) -> tuple[str, object, int]:
        error = await failure(service, query)
        return str(error), await ask(service, "ASK { ?s ?p 'o' }"), len(service.pool.pids)

    message, answer, processes = with_service(quads, limits, work)

    assert told in message
    assert answer is True
    assert processes == limits.readers


def test_quick_queries_are_answered_while_slow_ones_run(quads: Quads) -> None:
    async def work(service: QueryService) -> tuple[list[object], list[bool]]:
        slow = [asyncio.ensure_future(ask(service, ENDLESS)) for _ in range(2)]
        await asyncio.sleep(1)
        quick = [await ask(service, "ASK {}") for _ in range(20)]
        running = [not task.done() for task in slow]
        for task in slow:
            task.cancel()
        await asyncio.wait(slow)
        return quick, running

    quick, running = with_service(quads, Limits(seconds=120, quick=0.5, readers=2, slow=2), work)

    assert quick == [True] * 20
    assert running == [True, True]


def test_when_no_slow_lane_is_free_a_slow_query_makes_room_for_those_who_wait(quads: Quads) -> None:
    async def work(service: QueryService) -> list[str]:
        slow = [asyncio.ensure_future(failure(service, ENDLESS)) for _ in range(2)]
        await asyncio.sleep(0.5)
        assert await ask(service, "ASK {}") is True
        return [str(error) for error in await asyncio.gather(*slow)]

    told = with_service(quads, Limits(seconds=2.5, quick=0.2, readers=1, slow=1), work)

    assert "no lane for slow queries was free" in " ".join(told)


def test_more_queries_than_the_queue_holds_are_turned_away(quads: Quads) -> None:
    async def work(service: QueryService) -> list[QueryError]:
        return await asyncio.gather(*[failure(service, ENDLESS) for _ in range(6)])

    errors = with_service(quads, Limits(seconds=1, quick=1, readers=1, slow=1, waiting=2), work)

    assert [type(error) for error in errors].count(TooManyQueriesError) == 3


def test_a_reader_process_that_was_killed_is_replaced_unseen(quads: Quads) -> None:
    async def work(service: QueryService) -> tuple[object, list[int], list[int]]:
        await ask(service, "ASK {}")
        before = service.pool.pids
        for pid in before:
            os.kill(pid, signal.SIGKILL)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        return await ask(service, "ASK {}"), before, service.pool.pids

    answer, before, after = with_service(quads, Limits(), work)

    assert answer is True
    assert set(before).isdisjoint(after)


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


def test_a_closed_service_says_so() -> None:
    async def run() -> None:
        async with Pool(Limits(readers=1)) as pool:
            pass
        await pool.run({})

    with pytest.raises(StoreError, match="closing"):
        run_in_thread(run())


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


def test_a_client_that_goes_away_does_not_keep_a_reader(quads: Quads) -> None:
    app = an_app(quads, Limits(seconds=60, quick=0.1, readers=1, slow=1))
    with serving(app) as address:
        for _ in range(3):
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=0.5)
        answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=30)

        assert answer.json()["boolean"] is True


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


def test_the_limit_of_rows_is_kept_by_the_reader(quads: Quads) -> None:
    async def work(service: QueryService) -> QueryError:
        return await failure(service, "SELECT * { VALUES ?x { 1 2 3 } }")

    assert isinstance(with_service(quads, Limits(rows=2), work), AnswerTooLargeError)


def test_the_store_that_is_read_is_never_the_one_that_is_written(quads: Quads) -> None:
    async def work(service: QueryService) -> bool:
        await ask(service, "ASK {}")
        quads.store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))  # without a new number
        return bool(await ask(service, "ASK { <urn:a> ?p ?o }"))

    assert with_service(quads, Limits(fresh=0), work) is False


ORPHANED = """
import asyncio, sys
from pathlib import Path
from api.sparql.limits import Limits
from api.sparql.service import Query, QueryService
from tests.api.sparql_server import Quads
from tests.api.test_sparql_pool import CHOICES, ENDLESS

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


def test_light_questions_pass_heavy_ones_and_nobody_waits_for_ever() -> None:
    async def run() -> list[str]:
        turns, order = Turns(1), []

        async def one(name: str, weight: float) -> None:
            await turns.take(weight)
            order.append(name)
            turns.leave()

        await turns.take()
        heavy = [asyncio.ensure_future(one(f"heavy {n}", 0.2)) for n in range(2)]
        lost = asyncio.ensure_future(one("lost", 0.0))
        await asyncio.sleep(0.01)
        light = asyncio.ensure_future(one("light", 0.0))
        lost.cancel()
        await asyncio.sleep(0.3)
        late = asyncio.ensure_future(one("late", 0.0))
        await asyncio.sleep(0)
        turns.leave()
        await asyncio.wait([*heavy, light, late, lost])
        return order

    assert run_in_thread(run()) == ["light", "heavy 0", "heavy 1", "late"]
