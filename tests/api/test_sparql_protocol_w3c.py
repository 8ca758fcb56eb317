"""The W3C's tests of the SPARQL 1.1 Protocol and of the Graph Store Protocol, against a real server.

The server only reads. So of the 34 protocol tests, the seven that expect an update to be done are run as tests that it is refused and
changes nothing; and what the graph store tests write is written to the store itself, after the server has refused it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from api.sparql.limits import Limits
from tests.api.serving import serving
from tests.api.sparql_server import Quads, an_app
from tests.build import SHARED

pytestmark = pytest.mark.shared

BASE = "http://www.example/gsp/"
FILE = SHARED / "data" / "rdf-tests" / "w3c_protocol_gsp.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else []
PROTOCOL = [case for case in CASES if case["suite"] == "protocol"]
GRAPH_STORE = [case for case in CASES if case["suite"].startswith("gsp")]
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
RESULT_TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Quads:
    return Quads(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def client(quads: Quads) -> Iterator[httpx.Client]:
    app = an_app(quads, Limits(fresh=0), union=False, base=BASE)
    with serving(app) as address, httpx.Client(base_url=address) as client:
        yield client


def send(client: httpx.Client, request: dict[str, Any], path: str) -> httpx.Response:
    body = request["body"].encode(request["encoding"]) if request["body"] is not None else None
    return client.request(request["method"], path, headers=dict(request["headers"]), content=body)


def fits(status: int, wanted: list[str]) -> bool:
    return any(STATUSES.get(name) == status or name == f"StatusCode{status // 100}xx" for name in wanted)


def is_update(request: dict[str, Any]) -> bool:
    return "update" in json.dumps(request["headers"]) or str(request["body"]).startswith("update=")


def test_the_suites_are_whole(shared: Path) -> None:
    assert shared.is_dir()
    assert (len(PROTOCOL), len(GRAPH_STORE)) == (34, 13)


@pytest.mark.parametrize("case", PROTOCOL, ids=lambda case: case["id"])
def test_the_protocol_is_followed_and_updates_are_refused(case: dict[str, Any], client: httpx.Client, quads: Quads) -> None:
    quads.update("CLEAR ALL")
    for graph in case["graphData"]:
        quads.store.load(input=graph["nt"], format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph["graph"]))
    quads.update("INSERT DATA { <urn:s> <urn:p> <urn:o> }")
    before = set(quads.store)

    for request in case["requests"]:
        response = send(client, request, request["path"])

        if is_update(request):
            assert 400 <= response.status_code < 500
            assert set(quads.store) == before
            break  # what follows asks for what the update would have done
        check(response, request["resp"])


def check(response: httpx.Response, wanted: dict[str, Any]) -> None:
    assert fits(response.status_code, wanted["status"]), response.text
    media_type = response.headers["content-type"].partition(";")[0]
    if wanted["format"] is not None:
        assert media_type in RESULT_TYPES[wanted["format"]]
    if wanted["boolean"] is not None:
        assert response.json()["boolean"] is wanted["boolean"]


class Written:
    """What the graph store tests write: done to the store itself, since the server refuses it."""

    def __init__(self, quads: Quads) -> None:
        self.quads = quads
        self.location = f"{BASE}new-graph"

    def graph_of(self, path: str) -> ox.NamedNode | ox.DefaultGraph:
        parts = urlsplit(path)
        names = parse_qs(parts.query, keep_blank_values=True)
        if "default" in names:
            return ox.DefaultGraph()
        if "graph" in names:
            return ox.NamedNode(names["graph"][0])
        return ox.NamedNode(BASE + unquote(parts.path.removeprefix("/gsp/")) if parts.path != "/gsp" else self.location)

    def write(self, request: dict[str, Any]) -> None:
        graph = self.graph_of(request["path"])
        if request["method"] != "POST":
            self.quads.store.remove_graph(graph)
        for turtle in turtles(request):
            self.quads.store.load(input=turtle, format=ox.RdfFormat.TURTLE, to_graph=graph, base_iri=BASE)
        self.quads.update("INSERT DATA {}")


def turtles(request: dict[str, Any]) -> list[str]:
    """Return the Turtle texts in a request: its body, or the parts of it."""
    boundary = re.search(r"boundary=(\w+)", json.dumps(request["headers"]))
    if not boundary:
        return [request["body"]] if request["body"] else []
    parts = request["body"].split(f"--{boundary[1]}")[1:-1]
    return [re.split(r"\r?\n\s*\r?\n", part, maxsplit=1)[1] for part in parts]


def triples(text: str) -> set[str]:
    dataset = ox.Dataset(ox.parse(text, ox.RdfFormat.TURTLE, base_iri=BASE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize("case", GRAPH_STORE, ids=lambda case: case["id"])
def test_graphs_can_be_read_and_only_read(case: dict[str, Any], client: httpx.Client, quads: Quads) -> None:
    quads.update("CLEAR ALL")
    written = Written(quads)
    for request in case["requests"]:
        path = request["path"].replace("/gsp", "/rdf-graph-store", 1).replace("$LOCATION$", written.location)
        response = send(client, request, path)

        if request["method"] not in ("GET", "HEAD"):
            assert response.status_code == 405
            assert response.headers["allow"] == "GET, HEAD, OPTIONS"
            written.write(request)
            continue
        wanted = request["resp"]
        assert fits(response.status_code, wanted["status"]), response.text
        assert {name: response.headers[name] for name, _ in wanted["headers"]} == dict(wanted["headers"])
        if wanted["body"] is not None:
            assert triples(response.text) == triples(wanted["body"])
