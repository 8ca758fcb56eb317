"""The pool: queries that take long make room, processes that die are replaced, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import httpx
import pytest

from api.sparql.limits import Limits
from api.sparql.pool import SPARE, Pool
from api.sparql.service import QueryService
from api.sparql.turns import Turns
from ontology.errors import AnswerTooLargeError, QueryError, StoreError, TooManyQueriesError
from tests.api.loop import run as run_in_thread
from tests.api.serving import serving
from tests.api.sparql_asking import DEEP, ENDLESS, HUNGRY, LONG, UNCHECKED, ask, failure, with_service
from tests.api.sparql_server import Quads, a_quad, an_app


@pytest.fixture
def quads(tmp_path: Path) -> Quads:
    return Quads(tmp_path / "store", [a_quad("s", "p", "o")])


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
    assert processes == limits.readers + SPARE


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


def test_a_slow_query_that_made_room_for_others_begins_anew_and_is_answered(quads: Quads) -> None:
    async def work(service: QueryService) -> list[object]:
        slow = [asyncio.ensure_future(ask(service, LONG.replace("99", str(99 - n)))) for n in range(3)]
        await asyncio.sleep(0.05)
        return await asyncio.gather(*slow, ask(service, "ASK {}"))

    assert with_service(quads, Limits(seconds=60, quick=0.1, hurried=0.1, readers=1, slow=1), work) == [True] * 4


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


def test_a_closed_service_says_so() -> None:
    async def run() -> None:
        async with Pool(Limits(readers=1)) as pool:
            pass
        await pool.run({})

    with pytest.raises(StoreError, match="closing"):
        run_in_thread(run())


def test_a_client_that_goes_away_does_not_keep_a_reader(quads: Quads) -> None:
    app = an_app(quads, Limits(seconds=60, quick=0.1, readers=1, slow=1))
    with serving(app) as address:
        for _ in range(3):
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=0.5)
        answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=30)

        assert answer.json()["boolean"] is True


def test_the_limit_of_rows_is_kept_by_the_reader(quads: Quads) -> None:
    async def work(service: QueryService) -> QueryError:
        return await failure(service, "SELECT * { VALUES ?x { 1 2 3 } }")

    assert isinstance(with_service(quads, Limits(rows=2), work), AnswerTooLargeError)


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
