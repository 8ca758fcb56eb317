"""A reader process: answers jobs on snapshots, one at a time, until its line ends. Run as `python -m api.sparql.reader`.

It confines itself before it touches anything: memory, file size, no core files, no network where the system allows, no life after
its parent. Whatever goes wrong inside the engine (a crash, a limit) ends this process and no other. Each job is answered by one
frame; results are serialised in the thread that made them, because pyoxigraph aborts when another thread reads them.
"""

from __future__ import annotations

import contextlib
import io
import json
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

from api.sparql import frames, rows
from api.sparql.confine import confine, peak, spend
from api.sparql.formats import FORMATS, Kind

INLINE = 256_000
"""Answers up to this many bytes go over the line; larger ones through a file, so that a slow client keeps neither process busy."""

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


class Output(io.BytesIO):
    """Bytes in memory, refused beyond a size."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.limit = size

    def write(self, data: Any) -> int:
        """Take more bytes, or raise TooLargeError."""
        if self.tell() + len(data) > self.limit:
            raise TooLargeError(f"{self.limit} bytes")
        return super().write(data)


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


def answer(store: Store, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return head and body of the answer to a job."""
    return _graph(store, job) if job["op"] == "graph" else _query(store, job)


def _query(store: Store, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
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
    body = _serialise(result, kind, name, job)
    number = rows.count(body, name) if kind is Kind.TABLE else None
    if number is not None and number > job["rows"]:
        raise TooLargeError(f"{job['rows']} rows")
    return {"kind": kind.value, "format": name, "rows": number}, body


def _graphs(iris: list[str] | None) -> list[NamedNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _kind(result: Result) -> Kind:
    return Kind.TABLE if isinstance(result, QuerySolutions) else Kind.BOOLEAN if isinstance(result, QueryBoolean) else Kind.GRAPH


def _serialise(result: Result, kind: Kind, name: str, job: Mapping[str, Any]) -> bytes:
    output = Output(job["size"])
    if name == "turtle" and isinstance(result, QueryTriples):
        pyoxigraph.serialize(result, output, RdfFormat.TURTLE, prefixes=job["prefixes"])
    else:
        result.serialize(output, _engine_format(kind, name))
    return output.getvalue()


def _engine_format(kind: Kind, name: str) -> Any:
    media_type = FORMATS[name].media_types[0]
    return (RdfFormat if kind is Kind.GRAPH else QueryResultsFormat).from_media_type(media_type)


def _graph(store: Store, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Answer with a whole graph: a named one, or the default graph where the job names none."""
    name = job["accept"]["graph"]
    graph = NamedNode(job["graph"]) if job["graph"] is not None else DefaultGraph()
    if job["graph"] is not None and not store.contains_named_graph(graph):
        return {"error": "missing"}, b""
    if job["graph"] is None and job["union"]:
        result = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
        return {"kind": "graph", "format": name, "rows": None}, _serialise(result, Kind.GRAPH, name, job)
    output = Output(job["size"])
    store.dump(output, _engine_format(Kind.GRAPH, name), from_graph=graph, prefixes=job["prefixes"])
    return {"kind": "graph", "format": name, "rows": None}, output.getvalue()


def reply(snapshots: Snapshots, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return head and body of the reply to a job; what went wrong stands in the head as `error` and `message`."""
    try:
        spend(job["seconds"])
        head, body = answer(snapshots.open(job["folder"]), job)
    except tuple(kind for kind, _ in FAULTS) as error:
        return {"error": next(name for kind, name in FAULTS if isinstance(error, kind)), "message": str(error)}, b""
    head["size"] = len(body)
    if len(body) > INLINE:
        Path(job["file"]).write_bytes(body)
        return head | {"file": True}, b""
    return head, body


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
            head, body = reply(snapshots, frame[0] | {"prefixes": prefixes})
            # A process that has grown is replaced, so that one large answer does not keep its memory for ever.
            line.sendall(frames.pack(head | {"spent": peak() > memory // 2}, body))


if __name__ == "__main__":
    main()
