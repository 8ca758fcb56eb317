"""The standard queries over HTTP: the query service, with answers kept and without, `oxigraph serve`, and rdflib-endpoint.

    python benchmarks/bench_sparql.py [--claims 10000] [--repeats 31] [--rdflib] [--keep FOLDER] [--output FILE]

All servers stand on one snapshot and are asked in turn by one client, so that whatever else the machine does falls on all of them.
`--rdflib` has rdflib-endpoint read the same quads into memory, and asks it three times (sensible up to 10,000 claims).
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.options import options, write
from benchmarks.servers import Line, Server, oxigraph, query_service, rdflib_endpoint, running
from benchmarks.stores import Made, made, points

KEPT = 16_000_000
RDFLIB_REPEATS, RDFLIB_SECONDS = 3, 120.0
"""How often rdflib-endpoint is asked, and how long one answer of it is waited for."""


async def compared(servers: list[Server], queries: dict[str, str], repeats: int) -> dict[str, dict[str, Any]]:
    """Return for each query the median milliseconds of each server, and the size of the answer; every server must answer the same."""
    lines = {server.name: Line(server) for server in servers}
    found: dict[str, dict[str, Any]] = {}
    for title, query in queries.items():
        times: dict[str, list[float]] = {name: [] for name in lines}
        sizes = {}
        for _ in range(repeats + 1):
            for name, line in lines.items():
                begun = time.perf_counter()
                status, body = await line.ask(query)
                times[name].append(time.perf_counter() - begun)
                sizes[name] = len(body)
                if status != 200:
                    raise SystemExit(f"{name}, {title}: {status} {body[:300]!r}")
        if len(set(sizes.values())) > 1:
            raise SystemExit(f"{title}: the servers answer differently: {sizes}")
        found[title] = {"bytes": sizes[servers[0].name], **{f"{name} ms": 1000 * median(each[1:]) for name, each in times.items()}}
    for line in lines.values():
        line.close()
    return found


async def patiently(server: Server, queries: dict[str, str]) -> dict[str, float | None]:
    """Return the median milliseconds of each query, None where no answer came in time."""
    found: dict[str, float | None] = {}
    for title, query in queries.items():
        times: list[float] = []
        line = Line(server)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(RDFLIB_SECONDS):
                for _ in range(RDFLIB_REPEATS):
                    begun = time.perf_counter()
                    status, _ = await line.ask(query)
                    times += [time.perf_counter() - begun] if status == 200 else []
        found[title] = 1000 * median(times) if times else None
        line.close()
    return found


def measure(store: Made, *, repeats: int, rdflib: bool) -> dict[str, Any]:
    """Return every figure."""
    queries = store.queries() | {"one factor": next(points(1)), "nothing": "ASK {}"}
    servers = [query_service(store.snapshot), query_service(store.snapshot, kept=KEPT), oxigraph(store.snapshot)]
    with contextlib.ExitStack() as stack:
        for server in servers:
            stack.enter_context(running(server))
        found = asyncio.run(compared(servers, queries, repeats))
    for figures in found.values():
        theirs = figures["oxigraph serve ms"]
        figures |= {"ratio": figures["mechgraph ms"] / theirs, "ratio, kept": figures["mechgraph, answers kept ms"] / theirs}
    if rdflib:
        with running(rdflib_endpoint(store.quads()), patience=600) as server:
            for title, milliseconds in asyncio.run(patiently(server, queries)).items():
                found[title]["rdflib-endpoint ms"] = milliseconds
    return {"claims": store.claims, "repeats": repeats, "queries": found}


def main() -> None:
    chosen = options(
        __doc__, numbers={"repeats": (31, "how often each query is asked")}, flags={"rdflib": "compare with rdflib-endpoint too"}
    )
    with made(chosen.claims, chosen.keep) as store:
        write(measure(store, repeats=chosen.repeats, rdflib=chosen.rdflib), chosen.output)


if __name__ == "__main__":
    main()
