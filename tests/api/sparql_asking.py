"""Asking a query service in this process: queries that go wrong in every way, and what comes of them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from api.sparql.formats import FORMATS, Kind
from api.sparql.limits import Limits
from api.sparql.negotiate import Choice
from api.sparql.service import Query, QueryService
from ontology.errors import QueryError
from tests.api.loop import run
from tests.api.sparql_server import Quads

UNCHECKED = Limits(seconds=0.6, length=10**7, depth=10**7, pieces=10**7, chain=10**7, fresh=0)
"""A short deadline, and a check that lets everything through to the reader processes."""
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(99)))} }}" for n in range(8)) + " }"
DEEP = "ASK " + "{" * 20_000 + "}" * 20_000
LONG = "ASK { { SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(99)))} }}" for n in range(3)) + " } } }"
"""It counts a million rows, and ends."""
_WORD = f"'{'x' * 300}'"
HUNGRY = f"SELECT (STRLEN(?e) AS ?n) {{ BIND(REPLACE({_WORD}, 'x', {_WORD}) AS ?a) BIND(REPLACE(?a, 'x', ?a) AS ?e) }}"
CHOICES = {kind: Choice(FORMATS["ntriples" if kind is Kind.GRAPH else "json"], "") for kind in Kind}


def with_service(quads: Quads, limits: Limits, work: Callable[[QueryService], Awaitable[Any]]) -> Any:
    """Run some work on a service, and return what it returns once everything has ended."""

    async def working() -> Any:
        async with QueryService(quads, limits) as service:
            return await work(service)

    return run(working())


async def ask(service: QueryService, text: str) -> object:
    answer = await service.query(Query(text=text), CHOICES)
    assert isinstance(answer.body, bytes)
    return json.loads(answer.body)["boolean"]


async def failure(service: QueryService, text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        await service.query(Query(text=text), CHOICES)
    return caught.value
