"""Answers that are kept: told from new ones by nothing but the time they take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.sparql.kept import OVERHEAD, Kept
from api.sparql.limits import Limits
from api.sparql.service import Answer, Query, QueryService
from tests.api.sparql_asking import CHOICES, with_service
from tests.api.sparql_server import Quads, a_quad

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def quads(tmp_path: Path) -> Quads:
    return Quads(tmp_path / "store", [a_quad("s", "p", "o", "g")])


async def answers(service: QueryService, *queries: Query) -> list[Answer]:
    return [await service.query(query, CHOICES) for query in queries]


def number(answer: Answer) -> Any:
    assert isinstance(answer.body, bytes)
    return json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]


def test_the_same_question_about_the_same_version_is_worked_out_once(quads: Quads) -> None:
    async def work(service: QueryService) -> list[Answer]:
        return await answers(service, Query(text=COUNT), Query(text=COUNT, seconds=1.0))

    first, second = with_service(quads, Limits(), work)

    assert first is second


def test_a_change_of_the_graph_is_seen_whatever_was_kept(quads: Quads) -> None:
    async def work(service: QueryService) -> list[Answer]:
        before = await answers(service, Query(text=COUNT))
        quads.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
        return before + await answers(service, Query(text=COUNT))

    before, after = with_service(quads, Limits(fresh=0), work)

    assert (number(before), number(after)) == ("1", "2")
    assert (before.version, after.version) == (0, 1)


def test_questions_that_differ_in_dataset_or_base_are_different_ones(quads: Quads) -> None:
    graph = "http://example.org/g"
    based = "SELECT (STR(<x>) AS ?n) {}"

    async def work(service: QueryService) -> list[Answer]:
        return await answers(
            service,
            *(Query(text=COUNT), Query(text=COUNT, default_graphs=(graph,)), Query(text=COUNT, named_graphs=(graph,))),
            *(Query(text=based, base=f"http://{host}/") for host in ("a", "b")),
        )

    assert [number(answer) for answer in with_service(quads, Limits(), work)] == ["1", "1", "0", "http://a/x", "http://b/x"]


@pytest.mark.parametrize("function", ["rand()", "UUID()", "STRUUID()", "NOW()", "BNODE()"])
def test_what_is_another_value_each_time_is_not_kept(quads: Quads, function: str) -> None:
    async def work(service: QueryService) -> list[Answer]:
        return await answers(service, *[Query(text=f"SELECT ({function} AS ?n) {{}}")] * 2)

    first, second = with_service(quads, Limits(), work)

    assert first is not second


def test_without_room_nothing_is_kept(quads: Quads) -> None:
    async def work(service: QueryService) -> list[Answer]:
        return await answers(service, Query(text=COUNT), Query(text=COUNT))

    first, second = with_service(quads, Limits(kept=0), work)

    assert first is not second
    assert first == second


def test_kept_values_never_take_more_than_their_room() -> None:
    kept: Kept[int] = Kept(10 * OVERHEAD)

    for key in range(100):
        kept.put(1, key % 17, key, (key * 7919) % (4 * OVERHEAD))
        assert kept.taken <= kept.room
    kept.put(1, "huge", 0, 10 * OVERHEAD)

    assert kept.get(1, "huge") is None
