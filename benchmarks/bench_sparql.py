"""The query service against `oxigraph serve` on the same data: standard queries one by one, held load, and the attacks.

    python benchmarks/bench_sparql.py [--claims 10000] [--seconds 15] [--attacks FILE] [--out FILE]

Everything listens on 127.0.0.1, lasts a given time, and is ended at the end. Figures are ratios in one run: both servers stand on the
same two snapshots of one store and are asked by the same client process, one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import uvicorn  # noqa: E402
from fastapi import FastAPI  # noqa: E402

from api.routes.sparql import install  # noqa: E402
from api.sparql.limits import Limits  # noqa: E402
from api.sparql.service import QueryService  # noqa: E402
from benchmarks.generate import articles  # noqa: E402
from graph import KnowledgeGraph  # noqa: E402

CONNECTIONS = 32
JSON = "application/sparql-results+json"
WARM_UP, REPEATS = 2, 11
FACTOR = "https://w3id.org/mechgraph/factor/factor-"
PREFIX = """PREFIX mg: <https://w3id.org/mechgraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
STATEMENTS = "GRAPH <https://w3id.org/mechgraph/graph/statements>"
QUERIES = {
    "neighbourhood with evidence": """SELECT * { ?claim rdf:subject <%F5>; rdf:predicate ?relation; rdf:object ?object;
        mg:modality ?modality; mg:negated ?negated; prov:wasQuotedFrom ?document } LIMIT 50""",
    "2 steps over plain edges": "SELECT ?b ?c { <%F3> mg:increases ?b . ?b mg:decreases ?c } LIMIT 500",
    "3 steps over plain edges": "SELECT ?b ?c ?d { <%F30> mg:increases ?b . ?b mg:increases ?c . ?c mg:decreases ?d } LIMIT 500",
    "reachability": "SELECT (COUNT(DISTINCT ?x) AS ?n) { <%F9> mg:produces+ ?x }",
    "claims of a document": """SELECT ?claim ?subject ?object
        { GRAPH <%DOCUMENT> { ?claim a mg:Claim; rdf:subject ?subject; rdf:object ?object } }""",
    "counts by relation": """SELECT ?relation (SUM(?n) AS ?claims)
        { %S { ?s a mg:Statement; rdf:predicate ?relation; mg:supportingCount ?n } } GROUP BY ?relation""",
    "contradictions": """SELECT ?a ?b { %S {
        ?a mg:increases ?b ; mg:decreases ?b .
        ?x rdf:subject ?a; rdf:predicate mg:increases; rdf:object ?b; mg:supportingCount ?for .
        ?y rdf:subject ?a; rdf:predicate mg:decreases; rdf:object ?b; mg:supportingCount ?against } } LIMIT 500""",
    "unsupported statements": "SELECT ?s ?hedged { %S { ?s a mg:Statement; mg:supportingCount 0; mg:hedgedCount ?hedged } } LIMIT 500",
}
POINT = "SELECT ?relation ?object { ?claim rdf:subject <%F>; rdf:predicate ?relation; rdf:object ?object } LIMIT 5"


@dataclass
class Times:
    """Seconds of each request, and what was answered otherwise than with 200."""

    seconds: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Line:
    """A kept-alive HTTP connection that takes little of the processor (httpx would take more than the servers)."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, query: str) -> tuple[int, bytes]:
        path = "query" if self.port in OTHERS else "sparql"
        request = f"GET /{path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {JSON}\r\n\r\n"
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        incoming, outgoing = self._streams
        outgoing.write(request.encode())
        head = (await incoming.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        return status, await _body(incoming, head)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


OTHERS: set[int] = set()
"""Ports of servers whose endpoint is /query."""


async def _body(incoming: asyncio.StreamReader, head: str) -> bytes:
    if "content-length:" in head:
        return await incoming.readexactly(int(head.partition("content-length:")[2].partition("\r\n")[0]))
    chunks = []
    while size := int((await incoming.readline()).strip() or b"0", 16):
        chunks.append(await incoming.readexactly(size))
        await incoming.readline()
    await incoming.readline()
    return b"".join(chunks)


# --- data and servers -----------------------------------------------------------------------------------------------------------


def make_store(folder: Path, claims: int) -> str:
    """Load made-up claims; return the IRI of one document."""
    with KnowledgeGraph.open(folder / "store") as graph:
        graph.add_all(((made.document, made.claims, made.factors) for made in articles(claims)), time="2026-01-01T00:00:00Z")
        document = graph.documents()[0].id
        for name in ("ours", "theirs"):
            graph.snapshot(folder / name)
    return f"https://w3id.org/mechgraph/document/{document}"


class Folder:
    """A store in a folder that never changes; snapshots of it are hard links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def number(self) -> int:
        return 1

    def snapshot(self, folder: Path) -> int:
        folder.mkdir()
        for file in self.folder.iterdir():
            os.link(file, folder / file.name)
        return 1


def serve(folder: Path, port: int) -> None:
    """Be our server: the query service alone, as the app has it."""
    limits = Limits(seconds=float(os.environ.get("BENCH_SECONDS", "10")), kept=int(os.environ.get("BENCH_KEPT", "0")))

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with QueryService(Folder(folder), limits, scratch=folder.parent) as service:
            app.state.queries = service
            yield

    app = FastAPI(lifespan=lifespan)
    install(app, lambda request: request.app.state.queries)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=2)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[str], port: int, **environment: str) -> Iterator[int]:
    """Run a server until the end of the block; yield its process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | environment)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def ours(folder: Path, port: int) -> list[str]:
    return [sys.executable, __file__, "--serve", str(folder / "ours"), "--port", str(port)]


def theirs(folder: Path, port: int) -> list[str]:
    OTHERS.add(port)
    binary = str(Path(sys.executable).parent / "oxigraph")
    return [binary, "serve-read-only", "--location", str(folder / "theirs"), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]


# --- measures -------------------------------------------------------------------------------------------------------------------


async def one_by_one(ports: dict[str, int], queries: dict[str, str]) -> dict[str, dict[str, dict[str, float]]]:
    """Return, for each server, the median time of each query asked by one client, and the size of its answer.

    The servers are asked in turn, so that whatever else the machine does falls on all of them.
    """
    lines = {name: Line(port) for name, port in ports.items()}
    found: dict[str, dict[str, dict[str, float]]] = {name: {} for name in ports}
    for title, query in queries.items():
        times: dict[str, list[float]] = {name: [] for name in ports}
        for turn in range(WARM_UP + REPEATS):
            for name, line in lines.items():
                begun = time.perf_counter()
                status, body = await line.get(query)
                if status != 200:
                    raise SystemExit(f"{name}, {title}: {status} {body[:300]!r}")
                times[name] += [time.perf_counter() - begun] if turn >= WARM_UP else []
                found[name][title] = {"bytes": len(body)}
        for name in ports:
            found[name][title]["ms"] = 1000 * median(times[name])
    for line in lines.values():
        line.close()
    return found


async def held(port: int, seconds: float) -> Times:
    """Keep 32 connections busy with point queries for some seconds."""
    times, ends = Times(), time.perf_counter() + seconds

    async def one(number: int) -> None:
        chance, line = random.Random(number), Line(port)  # noqa: S311
        while time.perf_counter() < ends:
            query = PREFIX + POINT.replace("%F", f"{FACTOR}{chance.randrange(2_000)}")
            begun = time.perf_counter()
            status, _ = await line.get(query)
            times.seconds.append(time.perf_counter() - begun)
            times.failures += [status] if status != 200 else []
        line.close()

    await asyncio.gather(*[one(number) for number in range(CONNECTIONS)])
    return times


async def attacked(port: int, attacks: dict[str, str], *, at_once: int) -> tuple[dict[str, tuple[int, float]], Times]:
    """Send attacks, some at once, while `ASK {}` is asked every 200 ms; return status and seconds of each, and the probe's times."""
    probes, ended, found, gate = Times(), asyncio.Event(), {}, asyncio.Semaphore(at_once)

    async def probe() -> None:
        line = Line(port)
        while not ended.is_set():
            begun = time.perf_counter()
            status, _ = await line.get("ASK {}")
            probes.seconds.append(time.perf_counter() - begun)
            probes.failures += [status] if status != 200 else []
            await asyncio.sleep(0.2)
        line.close()

    async def attack(name: str, query: str) -> None:
        async with gate:
            begun = time.perf_counter()
            found[name] = (await post(port, query), time.perf_counter() - begun)

    prober = asyncio.ensure_future(probe())
    await asyncio.gather(*[attack(name, query) for name, query in attacks.items()])
    ended.set()
    await prober
    return found, probes


async def post(port: int, query: str) -> int:
    body = query.encode()
    head = "POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    head += f"Content-Length: {len(body)}\r\n\r\n"
    incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
    outgoing.write(head.encode() + body)
    status = int((await incoming.readline()).split()[1])
    await incoming.read()
    outgoing.close()
    return status


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process and its children have taken."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in (pid, *children)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Return the resident memory, in bytes, of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = [int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *children)]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def measure(folder: Path, document: str, options: argparse.Namespace) -> dict[str, object]:
    queries = {name: PREFIX + _filled(query, document) for name, query in QUERIES.items()}
    found: dict[str, object] = {"claims": options.claims, "connections": CONNECTIONS, "seconds": options.seconds}
    found["load average at start"] = round(os.getloadavg()[0], 1)  # figures of a busy machine are ratios at best
    ports = {name: free_port() for name in ("mechgraph", "oxigraph serve")}
    commands = {"mechgraph": ours(folder, ports["mechgraph"]), "oxigraph serve": theirs(folder, ports["oxigraph serve"])}
    with contextlib.ExitStack() as stack:
        for name, command in commands.items():
            stack.enter_context(running(command, ports[name]))
        single = asyncio.run(one_by_one(ports, queries))
    for name, command in commands.items():
        port = ports[name]
        with running(command, port) as pid:
            spent = processor(pid)
            times = asyncio.run(held(port, options.seconds))
            spent = processor(pid) - spent
            load = {
                "requests a second": round(len(times.seconds) / options.seconds),
                "p50 ms": round(1000 * times.percentile(0.5), 1),
                "p99 ms": round(1000 * times.percentile(0.99), 1),
                "processor ms a request": round(1000 * spent / len(times.seconds), 2),
                "failures": len(times.failures),
                "memory MB": round(memory(pid) / 1e6),
            }
        found[name] = {"queries": single[name], "load": load}
    if options.attacks:
        found["attacks"] = measure_attacks(folder, options)
    return found


def measure_attacks(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    attacks = json.loads(options.attacks.read_text())
    results: dict[str, object] = {"deadline": options.deadline}
    for at_once in (1, 8):
        port = free_port()
        with running(ours(folder, port), port, BENCH_SECONDS=str(options.deadline)) as pid:
            ended, probes = asyncio.run(attacked(port, attacks, at_once=at_once))
            alive = Path(f"/proc/{pid}").exists()
        results[f"{at_once} at once"] = {
            "attacks": len(ended),
            "statuses": {name: status for name, (status, _) in ended.items()},
            "longest s": round(max(seconds for _, seconds in ended.values()), 2),
            "probes": len(probes.seconds),
            "probe p50 ms": round(1000 * probes.percentile(0.5), 1),
            "probe p99 ms": round(1000 * probes.percentile(0.99), 1),
            "probe failures": probes.failures,
            "alive": alive,
        }
    return results


def _filled(query: str, document: str) -> str:
    return re.sub(r"%F(\d+)", rf"{FACTOR}\1", query.replace("%DOCUMENT", document).replace("%S", STATEMENTS))


def table(found: dict[str, object]) -> str:
    """Return the figures as Markdown."""
    mine, other = found["mechgraph"], found["oxigraph serve"]
    rows = ["| query, ms (median) | mechgraph | oxigraph serve | ratio | bytes |", "|---|---|---|---|---|"]
    for name, figures in mine["queries"].items():  # type: ignore[index]
        a, b = figures["ms"], other["queries"][name]["ms"]  # type: ignore[index]
        rows.append(f"| {name} | {a:.2f} | {b:.2f} | {a / b:.2f} | {figures['bytes']:.0f} |")
    rows += ["", "| held load | mechgraph | oxigraph serve |", "|---|---|---|"]
    rows += [f"| {name} | {value} | {other['load'][name]} |" for name, value in mine["load"].items()]  # type: ignore[index]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=15.0, help="length of the held load on each server, 120 at most")
    parser.add_argument("--attacks", type=Path, help="a JSON file of hostile queries by name")
    parser.add_argument("--deadline", type=float, default=10.0, help="deadline of a query while attacked")
    parser.add_argument("--out", type=Path, help="where to write the figures as JSON")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.seconds = min(options.seconds, 120.0)
    if options.serve:
        serve(options.serve, options.port)
        return
    with tempfile.TemporaryDirectory() as name:
        begun = time.perf_counter()
        document = make_store(Path(name), options.claims)
        print(f"{options.claims} claims stored in {time.perf_counter() - begun:.0f} s")
        found = measure(Path(name), document, options)
    print(table(found))
    if options.attacks:
        print(json.dumps(found["attacks"], indent=1))
    if options.out:
        options.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
