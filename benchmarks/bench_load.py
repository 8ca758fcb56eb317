"""Held load: 32 connections for a minute with point queries through the pool, then with REST reads; and the memory of the service.

    python benchmarks/bench_load.py [--claims 10000] [--seconds 60] [--rest] [--keep FOLDER] [--output FILE]

Point queries are about factors drawn at random, and no answer is kept. `--rest` starts the whole app, which audits the store first.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import articles
from benchmarks.options import options, write
from benchmarks.servers import JSON, Line, Server, Times, memory, oxigraph, processor, query_service, quoted, running, whole_app
from benchmarks.stores import Made, made, points
from ontology.model import Claim
from ontology.namespaces import statement_id

CONNECTIONS = 32
RATE = 1_000
ARTICLES = 100
"""Articles whose claims and factors are read: 6,000 claims, so that hardly any read comes twice in a while."""


async def held(server: Server, paths: list[Iterator[str]], accept: str, seconds: float, rate: float | None = None) -> Times:
    """Keep as many connections busy as there are iterators of paths: as fast as they go, or so many requests a second together."""
    times, ends = Times(), time.perf_counter() + seconds
    pause = len(paths) / rate if rate else 0.0

    async def one(number: int, wanted: Iterator[str]) -> None:
        line, due = Line(server), time.perf_counter() + number * pause / len(paths)  # not all at the same moment
        while time.perf_counter() < ends:
            if pause:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            due += pause
            path, begun = next(wanted), time.perf_counter()
            status, _ = await line.get(path, accept)
            times.note(begun, status)
        line.close()

    await asyncio.gather(*[one(number, wanted) for number, wanted in enumerate(paths)])
    return times


def loaded(server: Server, paths: list[Iterator[str]], accept: str, seconds: float, rate: float | None = None) -> dict[str, Any]:
    """Return what a server did under load."""
    spent = processor(server.pid)
    times = asyncio.run(held(server, paths, accept, seconds, rate))
    spent = processor(server.pid) - spent
    return {
        "requests": len(times.seconds),
        "requests a second": round(len(times.seconds) / seconds),
        "p50 ms": 1000 * times.percentile(0.5),
        "p99 ms": 1000 * times.percentile(0.99),
        "failures": len(times.failures),
        "processor ms a request": 1000 * spent / len(times.seconds),
        "memory MB": memory(server.pid) / 1e6,
    }


def asked(server: Server) -> list[Iterator[str]]:
    """Return for each connection the paths of point queries."""
    return [(f"{server.path}?query={quoted(query)}" for query in points(number)) for number in range(CONNECTIONS)]


def reads(claims: Sequence[Claim], seed: int) -> Iterator[str]:
    """Yield REST reads for ever: a factor, a statement, a claim by id, a page of claims about a factor, in equal shares."""
    draw = random.Random(seed)  # noqa: S311  what to ask for, no secret
    while True:
        claim = draw.choice(claims)
        yield f"/api/factors/{claim.subject.factor}"
        yield f"/api/claims/{claim.id}"
        yield f"/api/statements/{statement_id(*astuple(claim.statement))}" if claim.statement else "/api/rules"
        yield f"/api/claims?factor={claim.object.factor}&limit=10"


def measure(store: Made, seconds: float, *, rest: bool) -> dict[str, Any]:
    """Return every figure."""
    found: dict[str, Any] = {"claims": store.claims, "connections": CONNECTIONS, "seconds": seconds}
    for server in (query_service(store.snapshot), oxigraph(store.snapshot)):
        with running(server):
            found[f"point queries, {server.name}"] = loaded(server, asked(server), JSON, seconds)
    if rest:
        with store.to_change() as copy, running(whole_app(copy), patience=900) as server:
            claims = [claim for article in islice(articles(store.claims), ARTICLES) for claim in article.claims]
            paths = [reads(claims, number) for number in range(CONNECTIONS)]
            found["REST reads"] = loaded(server, paths, "application/json", seconds)
            found[f"REST reads, {RATE} a second"] = loaded(server, paths, "application/json", seconds, RATE)
    return found


def main() -> None:
    chosen = options(__doc__, numbers={"seconds": (60.0, "how long each load is held")}, flags={"rest": "hold a load of REST reads too"})
    with made(chosen.claims, chosen.keep) as store:
        write(measure(store, chosen.seconds, rest=chosen.rest), chosen.output)


if __name__ == "__main__":
    main()
