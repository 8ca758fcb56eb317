"""A reader process: answers jobs on snapshots, one at a time, until its line ends. Run as `python -m api.sparql.reader`.

It confines itself before it touches anything: memory, file size, no core files, no network where the system allows, no life after
its parent. Whatever goes wrong inside the engine (a crash, a limit) ends this process and no other. Each job is answered by one
frame, before which others may tell how far the file of a large answer has grown; results are serialised in the thread that made them,
because pyoxigraph aborts when another thread reads them.
"""

from __future__ import annotations

import contextlib
import io
import json
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

from api.sparql import frames
from api.sparql.confine import confine, peak, spend
from api.sparql.formats import FORMATS, Kind
from api.sparql.rows import Rows

INLINE = 1_000_000
"""Answers up to this many bytes go over the line (a table of a thousand rows has 0.3 MB); larger ones through a file, so that a slow client
keeps neither process busy."""
STREAMED = 256_000
"""How much of an answer that is sent as it grows goes into the file at a time, and is told of."""

Tell = Callable[[Mapping[str, Any]], None]

Result = QuerySolutions | QueryBoolean | QueryTriples


class TooLargeError(Exception):
    """The answer passes a limit."""


FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (SyntaxError, "syntax"),
    (TooLargeError, "large"),
    (ValueError, "value"),  # an IRI that is none
    (OSError, "engine"),
    (RuntimeError, "failed"),  # a function that it does not know
)
"""What can go wrong without ending this process, and its name in the reply."""


class Output:
    """Where an answer goes: into memory at first, into the job's file once it is large; refused beyond the limits.

    `tell` is called with what is known so far whenever the file has grown, where the job asks for that.
    """

    def __init__(self, job: Mapping[str, Any], kind: Kind, name: str, tell: Tell) -> None:
        self.size = self.rows = self._told = 0
        self._job, self._tell = job, tell
        self._step = STREAMED if job.get("stream") else INLINE
        self._head = {"kind": kind.value, "format": name}
        self._rows = Rows(name) if kind is Kind.TABLE else None
        self._held = io.BytesIO()
        self._file: BinaryIO | None = None

    def write(self, data: bytes) -> int:
        """Take more bytes, or raise TooLargeError."""
        self.size += len(data)
        if self.size > self._job["size"]:
            raise TooLargeError(f"{self._job['size']} bytes")
        if self._rows is not None:
            self.rows = self._rows.take(bytes(data))
            if self.rows > self._job["rows"]:
                raise TooLargeError(f"{self._job['rows']} rows")
        (self._file or self._held).write(data)
        if self.size - self._told > self._step:
            self._grow()
        return len(data)

    def flush(self) -> None:
        """Do nothing: `close` ends it."""

    def _grow(self) -> None:
        """Put what there is into the file, and tell so."""
        if self._file is None:
            self._file = Path(self._job["file"]).open("wb")  # noqa: SIM115  (open until the answer is whole)
            self._file.write(self._held.getbuffer())
            self._held = io.BytesIO()
        self._file.flush()
        self._told = self.size
        if self._job.get("stream"):
            self._tell({"grown": self.size, **self._head})

    def close(self) -> tuple[dict[str, Any], bytes]:
        """Return head and body of the reply, once the answer is whole."""
        rows = self.rows if self._rows is not None else None
        head = self._head | {"rows": rows, "size": self.size}
        if self._file is None:
            return head, self._held.getvalue()
        self._file.close()
        return head | {"file": True}, b""


class Snapshots:
    """The snapshot that jobs run on; another folder is opened when a job names it."""

    def __init__(self) -> None:
        self._folder: str | None = None
        self._store: Store | None = None

    def open(self, folder: str) -> Store:
        """Return the store in this folder, read-only."""
        if self._store is None or folder != self._folder:
            self._store = None  # closes the old one before the new one takes memory
            self._store, self._folder = Store.read_only(folder), folder
        return self._store


def answer(store: Store, job: Mapping[str, Any], tell: Tell) -> tuple[dict[str, Any], bytes]:
    """Return head and body of the answer to a job."""
    return _graph(store, job, tell) if job["op"] == "graph" else _query(store, job, tell)


def _query(store: Store, job: Mapping[str, Any], tell: Tell) -> tuple[dict[str, Any], bytes]:
    result = store.query(
        job["text"],
        base_iri=job["base"],
        prefixes=job["prefixes"],
        use_default_graph_as_union=job["union"],
        default_graph=_graphs(job["default_graph"]),  # type: ignore[arg-type]  # a list is invariant
        named_graphs=_graphs(job["named_graphs"]),  # type: ignore[arg-type]
    )
    kind = _kind(result)
    name = job["accept"][kind.value]
    if name is None:
        return {"error": "format", "kind": kind.value}, b""
    return _serialised(result, Output(job, kind, name, tell), kind, name, job)


def _graphs(iris: list[str] | None) -> list[NamedNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _kind(result: Result) -> Kind:
    return Kind.TABLE if isinstance(result, QuerySolutions) else Kind.BOOLEAN if isinstance(result, QueryBoolean) else Kind.GRAPH


def _serialised(result: Result, output: Output, kind: Kind, name: str, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    if name == "turtle" and isinstance(result, QueryTriples):
        pyoxigraph.serialize(result, cast("IO[bytes]", output), RdfFormat.TURTLE, prefixes=job["prefixes"])
    else:
        result.serialize(cast("IO[bytes]", output), _engine_format(kind, name))
    return output.close()


def _engine_format(kind: Kind, name: str) -> Any:
    media_type = FORMATS[name].media_types[0]
    return (RdfFormat if kind is Kind.GRAPH else QueryResultsFormat).from_media_type(media_type)


def _graph(store: Store, job: Mapping[str, Any], tell: Tell) -> tuple[dict[str, Any], bytes]:
    """Answer with a whole graph: a named one, or the default graph where the job names none."""
    name = job["accept"]["graph"]
    graph = NamedNode(job["graph"]) if job["graph"] is not None else DefaultGraph()
    if job["graph"] is not None and not store.contains_named_graph(graph):
        return {"error": "missing"}, b""
    output = Output(job, Kind.GRAPH, name, tell)
    if job["graph"] is None and job["union"]:
        result = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
        return _serialised(result, output, Kind.GRAPH, name, job)
    store.dump(cast("IO[bytes]", output), _engine_format(Kind.GRAPH, name), from_graph=graph, prefixes=job["prefixes"])
    return output.close()


def reply(snapshots: Snapshots, job: Mapping[str, Any], tell: Tell) -> tuple[dict[str, Any], bytes]:
    """Return head and body of the reply to a job; what went wrong stands in the head as `error` and `message`."""
    try:
        spend(job["seconds"])
        return answer(snapshots.open(job["folder"]), job, tell)
    except tuple(kind for kind, _ in FAULTS) as error:
        return {"error": next(name for kind, name in FAULTS if isinstance(error, kind)), "message": str(error)}, b""


def main() -> None:
    """Serve the line on standard input until it ends."""
    memory, file_size, prefixes, folder = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4]
    confine(memory, file_size)
    line = socket.socket(fileno=0)
    snapshots = Snapshots()
    if folder:
        with contextlib.suppress(OSError):  # it may be gone by now; the first job names the one that is not
            snapshots.open(folder)
    line.sendall(frames.pack({"ready": True}))
    with line.makefile("rb") as jobs:
        while (frame := frames.read(jobs)) is not None:
            head, body = reply(snapshots, frame[0] | {"prefixes": prefixes}, lambda told: line.sendall(frames.pack(told)))
            # A process that has grown is replaced, so that one large answer does not keep its memory for ever.
            line.sendall(frames.pack(head | {"spent": peak() > memory // 2}, body))


if __name__ == "__main__":
    main()
