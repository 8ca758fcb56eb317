"""The RDF dataset on a SPARQL 1.1 server: real ones hold what the embedded engine holds; bad ones do no harm."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import KnowledgeGraph
from graph.remote import RemoteDataset, Server
from ontology.errors import MechgraphError, QueryError, QuerySyntaxError, QueryTimeoutError, StoreError
from ontology.model import Claim, Document, Factor, Modality, Verdict
from tests.build import a_claim, a_document

BINARY = Path(sys.executable).parent / "oxigraph"
FACTORS = {name: Factor(id=name, label=name, synonyms=(f'"{name}" \\ é\n',)) for name in ("zinc", "copper", "iron")}
TIME = "2026-01-01T00:00:00Z"
CLAIMS = "SELECT ?subject ?object WHERE { ?claim a mg:Claim ; rdf:subject ?subject ; rdf:object ?object } ORDER BY ?subject ?object"


@contextmanager
def running(command: Sequence[str | Path], port: int, folder: Path) -> Iterator[None]:
    """Run a server until the end of the block."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """An Oxigraph server in memory; its command comes with the oxigraph package."""
    if not BINARY.exists():
        pytest.skip("needs the command of the oxigraph package")
    port = free_port()
    with running([BINARY, "serve", "--bind", f"127.0.0.1:{port}"], port, folder):
        yield Server.at(f"http://127.0.0.1:{port}")


VIRTUOSO = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
DefaultGraph = urn:none
"""
RIGHTS = """GRANT SPARQL_UPDATE TO "SPARQL"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A Virtuoso server with an empty database, whose anonymous user may write (Debian: virtuoso-opensource-7)."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        pytest.skip("Virtuoso is not installed")
    sql, web = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=web), encoding="utf-8")
    with running(["virtuoso-t", "-f", "-c", "virtuoso.ini"], web, folder):
        rights = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={RIGHTS}"]
        for _ in range(100):
            if subprocess.run(rights, capture_output=True, timeout=60, check=False).returncode == 0:
                break
            time.sleep(0.1)
        yield Server(query=f"http://127.0.0.1:{web}/sparql", update=f"http://127.0.0.1:{web}/sparql")


@pytest.fixture(scope="module", params=[oxigraph, virtuoso], ids=["oxigraph", "virtuoso"])
def any_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with request.param(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def server(any_server: Server) -> Server:
    """A real server on the loopback address, with nothing of ours in it."""
    dataset = RemoteDataset(any_server)
    dataset.clear()
    dataset.close()
    return any_server


def articles() -> list[tuple[Document, list[Claim]]]:
    first, second = a_document(), a_document('Copper raises "iron".\nNot always: it may.', title="Copper")
    return [
        (first, [a_claim(document=first)]),
        (second, [a_claim("copper", obj="iron", document=second, modality=Modality.HEDGED), a_claim("zinc", obj="iron", document=second)]),
    ]


def change(graph: KnowledgeGraph, step: int) -> None:
    """One of several changes: two articles, one again with fewer claims, a decision, a removal."""
    (first, claims), (second, others) = articles()
    steps = (
        lambda: graph.add(first, claims, FACTORS, time=TIME),
        lambda: graph.add(second, others, FACTORS, time=TIME),
        lambda: graph.add(second, others[:1], FACTORS, time=TIME),
        lambda: graph.decide(claims[0].id, Verdict.REJECTED, reviewer="ann", time=TIME, reason='not "so"'),
        lambda: graph.remove(second.id),
    )
    steps[step]()


def test_after_every_change_the_server_holds_the_quads_that_the_embedded_engine_holds(server: Server) -> None:
    with KnowledgeGraph.open() as here, KnowledgeGraph.open(remote=RemoteDataset(server)) as there:
        for step in range(5):
            change(here, step)
            change(there, step)

            assert there.quads() == here.quads()


def test_queries_values_and_formats_are_answered_alike(server: Server) -> None:
    with KnowledgeGraph.open() as here, KnowledgeGraph.open(remote=RemoteDataset(server)) as there:
        for graph in (here, there):
            change(graph, 0)
            change(graph, 1)
        bound = {"subject": "https://w3id.org/mechgraph/factor/zinc"}

        assert list(there.query(CLAIMS)) == list(here.query(CLAIMS))
        assert list(there.query(CLAIMS, **bound)) == list(here.query(CLAIMS, **bound))
        assert len(there.query(CLAIMS, **bound)) == 2
        assert len(there.query(CLAIMS, subject='" } DROP ALL #')) == 0
        assert there.query("ASK { ?claim a mg:Claim }").truth is True
        assert set(there.query("CONSTRUCT WHERE { ?s a mg:Claim }").triples or ()) == set(
            here.query("CONSTRUCT WHERE { ?s a mg:Claim }").triples or ()
        )
        tables = [csv.reader(io.StringIO(graph.query_bytes(CLAIMS, media_type="text/csv").decode())) for graph in (here, there)]
        assert list(tables[0]) == list(tables[1])


def test_a_store_is_opened_again_without_work_and_catches_up_when_the_server_was_away(server: Server, tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path, remote=RemoteDataset(server)) as graph:
        change(graph, 0)
    with KnowledgeGraph.open(tmp_path, remote=RemoteDataset(server)) as graph:
        assert graph.notes == ()
    with KnowledgeGraph.open(tmp_path) as elsewhere:
        change(elsewhere, 1)

    with KnowledgeGraph.open(tmp_path, remote=RemoteDataset(server)) as graph, KnowledgeGraph.open() as fresh:
        change(fresh, 0)
        change(fresh, 1)

        assert "brought in from the journal" in " ".join(graph.notes)
        assert graph.quads() == fresh.quads()


def test_what_others_keep_on_the_server_is_neither_read_nor_dropped(server: Server) -> None:
    theirs = RemoteDataset(server)
    theirs.update("INSERT DATA { GRAPH <http://example.org/theirs> { <urn:s> <urn:p> 'theirs' } }")
    theirs.close()
    with KnowledgeGraph.open(remote=RemoteDataset(server)) as graph, KnowledgeGraph.open() as here:
        change(here, 0)
        change(graph, 0)
        graph.rebuild()

        assert graph.quads() == here.quads()
        assert graph.query("ASK { GRAPH <http://example.org/theirs> { ?s ?p 'theirs' } }").truth is True


def test_a_snapshot_of_a_remote_store_serves_reader_processes(server: Server, tmp_path: Path) -> None:
    with KnowledgeGraph.open(remote=RemoteDataset(server)) as graph:
        change(graph, 0)
        number = graph.snapshot(tmp_path / "snapshot")

        assert number == graph.number()
        assert set(ox.Store.read_only(str(tmp_path / "snapshot"))) == graph.quads()


def test_a_query_that_the_server_cannot_read_is_an_error_of_the_query(server: Server) -> None:
    dataset = RemoteDataset(server)

    with pytest.raises(QueryError, match=r"nonsense|line 2"):
        dataset.query("SELECT * {\n nonsense }", {})

    dataset.close()


def test_the_line_of_an_error_is_that_of_the_query_as_it_was_asked() -> None:
    body = b"error at 3:7: expected a, b"
    with a_server_that_says(http(body, kind="text/plain", status="400 Bad Request")) as server:
        dataset = RemoteDataset(server)
        with pytest.raises(QuerySyntaxError) as caught:
            dataset.query("SELECT * {\n nonsense }", {})
        dataset.close()

    assert (caught.value.line, caught.value.column) == (2, 7)


@contextmanager
def a_server_that_says(*parts: bytes, pause: float = 0.0) -> Iterator[Server]:
    """Answer every request with the same bytes, part by part."""
    ended = threading.Event()

    def answer(listener: socket.socket) -> None:
        while not ended.is_set():
            try:
                line, _ = listener.accept()
            except TimeoutError:
                continue
            with line, suppress(OSError):
                line.recv(65_536)
                for part in parts:
                    line.sendall(part)
                    if ended.wait(pause):
                        break

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        thread = threading.Thread(target=answer, args=(listener,))
        thread.start()
        try:
            yield Server.at(f"http://127.0.0.1:{listener.getsockname()[1]}", seconds=0.5)
        finally:
            ended.set()
            thread.join()


def http(body: bytes, kind: str = "application/sparql-results+json", status: str = "200 OK", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n".encode() + body


WHOLE = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([http(WHOLE[:-5])], "breaks off"),
        ([http(WHOLE[:-5], length=len(WHOLE))], "cannot be reached"),
        ([http(WHOLE + b" error: out of time")], "breaks off"),
        ([http(b"<html>", kind="text/html")], "not SPARQL"),
        ([http(b"", status="302 Found")], "answered 302"),
        ([http(b"full", status="503 Service Unavailable")], "answered 503: full"),
        ([http(b"", status="401 Unauthorized")], "refuses us"),
        ([b"nonsense\r\n\r\n"], "cannot be reached"),
    ],
    ids=["cut", "cut short of its length", "an error at its end", "a page", "elsewhere", "full", "locked", "no HTTP"],
)
def test_an_answer_that_is_not_whole_or_not_sparql_is_an_error(parts: list[bytes], told: str) -> None:
    with a_server_that_says(*parts) as server:
        dataset = RemoteDataset(server)
        with pytest.raises(StoreError, match=told):
            dataset.query("SELECT ?x {}", {})
        dataset.close()


def test_a_drip_is_ended_at_the_deadline() -> None:
    drops = [b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 100000\r\n\r\n", *[b" "] * 200]
    with a_server_that_says(*drops, pause=0.05) as server:
        dataset = RemoteDataset(server)
        with pytest.raises(QueryTimeoutError, match=r"within 0\.5 s"):
            dataset.query("SELECT ?x {}", {})
        dataset.close()


def test_a_server_that_is_not_there_is_told_at_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    remote = RemoteDataset(Server.at(f"http://127.0.0.1:{port}"))

    with pytest.raises(MechgraphError, match="Is the server running"), KnowledgeGraph.open(remote=remote) as graph:
        change(graph, 0)

    remote.close()
