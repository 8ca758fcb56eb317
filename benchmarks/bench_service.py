"""The whole service on a store: how soon it answers, its pages, and the memory of all its processes after each.

    python benchmarks/bench_service.py [--claims 10000] [--store FOLDER] [--repeats 5] [--keep FOLDER] [--output FILE]

A store of so many claims is made (or the one in FOLDER is taken as it is) and served by `mechgraph serve`, twice: first while its audit
is still to be done, where only the start, the first page and the memory are measured, and once more when the audit is done. `--store`
serves a store whose audit is done, once. A page is asked for the first time, then some times more; the milliseconds of the first, the
median of the others. Memory is the sum of the processes' own pages and their shares of those in common (PSS).
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import articles
from benchmarks.options import options, write
from benchmarks.servers import Line, Server, memory, running, whole_app
from benchmarks.stores import made
from ontology.namespaces import statement_id

PAGE, DATA = "text/html", "application/json"
UNDONE = b"still to be looked at"
PATIENCE = 3_600.0
"""Seconds for an audit behind the pages."""


def addresses() -> dict[str, str]:
    """Return what is asked for, by what it is: about the first article of the made data, a hub and a factor of middling rank."""
    article = next(articles(60))
    claim = article.claims[0]
    key = claim.statement
    statement = statement_id(key.subject, key.relation, key.object) if key else ""
    return {
        "explorer": "/",
        "explorer, narrowed": "/?evidence=identified&sign=lowers",
        "explorer, one flag": "/?flag=SG002",
        "explorer at a hub": "/?focus=factor-0",
        "explorer, two steps": "/?focus=factor-3000&depth=2",
        "panel of an edge": f"/panel?edge={key.subject if key else ''}.raises.{key.object if key else ''}",
        "flags": "/flags",
        "flags, last page": "/flags?page=999999",
        "flags of a rule, by article": "/flags?rule=EV001&order=article",
        "review": "/review",
        "map": "/map",
        "articles": "/documents",
        "article": f"/document/{article.document.id}",
        "ledger": f"/ledger/{article.document.id}",
        "claim": f"/claim/{claim.id}",
        "statement": f"/statement/{statement}",
        "factor": "/factor/factor-3000",
        "factor, a hub": "/factor/factor-0",
        "rules": "/rules",
        "paths": "/path?from=factor-1&to=factor-9",
        "search": "/search?q=substance+7",
        "about": "/about",
        "REST: factors": "/api/factors?limit=50",
        "REST: statements": "/api/statements?limit=50",
        "REST: statements, narrowed": "/api/statements?limit=50&sign=lowers&evidence=identified",
        "REST: claims": "/api/claims?limit=50",
        "REST: flags": "/api/flags?limit=50&rule=EV",
        "REST: documents": "/api/documents?limit=50",
    }


async def visited(server: Server, repeats: int) -> dict[str, Any]:
    """Return what each page takes, in this order, and the memory after it."""
    line, found = Line(server), dict[str, Any]()
    for name, address in addresses().items():
        taken, size, status = list[float](), 0, 0
        for _ in range(repeats + 1):
            begun = time.perf_counter()
            status, body = await line.get(address, DATA if address.startswith("/api") else PAGE)
            taken.append(1000 * (time.perf_counter() - begun))
            size = len(body)
        found[name] = {
            "status": status,
            "bytes": size,
            "first ms": taken[0],
            "ms": median(taken[1:]),
            "memory MB": memory(server.pid) / 1e6,
        }
    line.close()
    return found


async def first_page(server: Server) -> float:
    """Return the milliseconds of the explorer's first page."""
    line, begun = Line(server), time.perf_counter()
    await line.get("/", PAGE)
    line.close()
    return 1000 * (time.perf_counter() - begun)


async def finished(server: Server) -> float:
    """Wait until nothing is left to be looked at; return the most memory meanwhile, in MB."""
    line, most, until = Line(server), 0.0, time.perf_counter() + PATIENCE
    while UNDONE in (await line.get("/flags", PAGE))[1] and time.perf_counter() < until:
        most = max(most, memory(server.pid) / 1e6)
        await asyncio.sleep(1.0)
    line.close()
    return max(most, memory(server.pid) / 1e6)


def measured(folder: Path, repeats: int, *, audit: bool) -> dict[str, Any]:
    """Return the figures of a store; with `audit` it is served once before, until its audit is done."""
    found: dict[str, Any] = {}
    if audit:
        begun = time.perf_counter()
        with running(whole_app(folder), patience=900) as server:
            found["first start"] = {"start s": time.perf_counter() - begun, "first page ms": asyncio.run(first_page(server))}
            found["first start"] |= {"memory MB": memory(server.pid) / 1e6, "most memory MB": asyncio.run(finished(server))}
            found["first start"]["audit s"] = time.perf_counter() - begun
            time.sleep(2)  # what hangs on the last articles
    begun = time.perf_counter()
    with running(whole_app(folder), patience=900) as server:
        found["start s"], found["memory MB"] = time.perf_counter() - begun, memory(server.pid) / 1e6
        found["pages"] = asyncio.run(visited(server, repeats))
        found["memory at end MB"] = memory(server.pid) / 1e6
    return found


def main() -> None:
    chosen = options(
        __doc__, numbers={"repeats": (5, "times that each page is asked for again")}, files={"store": "a store to be served as it is"}
    )
    found: dict[str, Any] = {"claims": chosen.claims}
    if chosen.store:
        write(found | measured(chosen.store, chosen.repeats, audit=False), chosen.output)
        return
    with made(chosen.claims, chosen.keep) as store, tempfile.TemporaryDirectory(prefix="mechgraph-bench-") as copy:
        ignored = shutil.ignore_patterns("snapshot", "quads.nq")
        folder = shutil.copytree(store.folder, Path(copy) / "store", ignore=ignored)  # others measure the store without flags
        write(found | measured(folder, chosen.repeats, audit=True), chosen.output)


if __name__ == "__main__":
    main()
