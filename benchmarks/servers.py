"""Servers that the benchmarks ask, on 127.0.0.1 and ended with the block that started them, and a client that takes little itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote as quoted

ROOT = Path(__file__).resolve().parents[1]
BINARIES = Path(sys.executable).parent
JSON = "application/sparql-results+json"


@dataclass
class Server:
    """A command that serves, once the port is put into it; `path` is that of its SPARQL endpoint."""

    name: str
    command: list[str]
    path: str = "/sparql"
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    pid: int = 0


def query_service(snapshot: Path, *, kept: int = 0, seconds: float = 10.0) -> Server:
    """Return our query service alone; `kept` bytes of answers are remembered, none by default, so that each query is worked out."""
    command = [sys.executable, "-m", "benchmarks.query_service", str(snapshot), "PORT", str(kept), str(seconds)]
    return Server("mechgraph, answers kept" if kept else "mechgraph", command)


def whole_app(store: Path) -> Server:
    """Return the whole app, as `mechgraph serve` has it."""
    return Server("mechgraph serve", [str(BINARIES / "mechgraph"), "serve", "--store", str(store), "--port", "PORT"])


def oxigraph(snapshot: Path) -> Server:
    """Return `oxigraph serve` on a snapshot."""
    command = [str(BINARIES / "oxigraph"), "serve-read-only", "--location", str(snapshot), "--bind", "127.0.0.1:PORT"]
    return Server("oxigraph serve", [*command, "--union-default-graph"], "/query")


def rdflib_endpoint(quads: Path) -> Server:
    """Return rdflib-endpoint on a file of quads, which it reads into rdflib's memory."""
    command = [str(BINARIES / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", "PORT", str(quads)]
    return Server("rdflib-endpoint", command, "/")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def running(server: Server, patience: float = 60.0) -> Iterator[Server]:
    """Run a server until the end of the block."""
    server.port = free_port()
    command = [part.replace("PORT", str(server.port)) for part in server.command]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | server.environment
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    server.pid = process.pid
    try:
        until = time.perf_counter() + patience
        while not _listens(server.port):
            if process.poll() is not None or time.perf_counter() > until:
                raise SystemExit(f"{server.name} did not start: {' '.join(command)}")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
        return True
    return False


class Line:
    """A kept-alive HTTP connection that takes little of the processor (httpx would take more than the servers)."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, query: str) -> tuple[int, bytes]:
        """Return status and body of the answer to a query."""
        return await self.get(f"{self.server.path}?query={quoted(query)}", JSON)

    async def get(self, path: str, accept: str = "application/json") -> tuple[int, bytes]:
        """Return status and body of what stands at a path."""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n"
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.server.port)
        incoming, outgoing = self._streams
        outgoing.write(request.encode())
        head = (await incoming.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        return int(head.split(" ", 2)[1]), await _body(incoming, head)

    async def post(self, query: str) -> int:
        """Return the status of the answer to a query sent as a body, on a connection of its own."""
        body = query.encode()
        head = f"POST {self.server.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", self.server.port)
        outgoing.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        status = int((await incoming.readline()).split()[1])
        await incoming.read()
        outgoing.close()
        return status

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _body(incoming: asyncio.StreamReader, head: str) -> bytes:
    if "content-length:" in head:
        return await incoming.readexactly(int(head.partition("content-length:")[2].partition("\r\n")[0]))
    chunks = []
    while size := int((await incoming.readline()).strip() or b"0", 16):
        chunks.append(await incoming.readexactly(size))
        await incoming.readline()
    await incoming.readline()
    return b"".join(chunks)


@contextlib.asynccontextmanager
async def line_to(server: Server) -> AsyncIterator[Line]:
    """Lend a line to a server."""
    line = Line(server)
    try:
        yield line
    finally:
        line.close()


@dataclass
class Times:
    """Seconds of each request, and what was answered otherwise than with 200."""

    seconds: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)

    def note(self, begun: float, status: int) -> None:
        self.seconds.append(time.perf_counter() - begun)
        self.failures += [status] if status != 200 else []

    def percentile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process and its children have taken."""
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _family(pid)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Return the memory, in bytes, of a process and its children: pages of their own, and their share of those in common (PSS)."""
    found = 0
    for one in _family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        found += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found


def _family(pid: int) -> tuple[int, ...]:
    return pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
