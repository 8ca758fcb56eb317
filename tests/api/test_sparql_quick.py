"""The quick way to the endpoint: what it takes, and that nobody can tell it from the long way by the answer."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_query_app
from api.settings import Settings
from api.sparql.limits import Limits
from api.sparql.quick import Plain, plain
from graph import KnowledgeGraph
from tests.api.serving import serving
from tests.api.sparql_asking import ENDLESS, UNCHECKED
from tests.api.sparql_server import Quads, a_quad, an_app

COUNTLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUERIES = {
    "a table": "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s ?o",
    "a truth value": "ASK { ?s ?p 'value 7' }",
    "a graph": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = 'value 7') }",
    "its own address": "SELECT (<> AS ?here) {}",
    "a large table": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "a table that goes through a file": f"SELECT ?s ('{'x' * 400}' AS ?o) {{ ?a ?b ?c . ?s ?p ?f }}",
    "too many rows": COUNTLESS,
    "no SPARQL": "SELECT ?s {\n ;",
    "an update": "DELETE WHERE { ?s ?p ?o }",
    "too deep": "ASK " + "{" * 200 + "}" * 200,
    "beyond ASCII": "ASK { ?s ?p 'Bärlauch 🌿' }",
}
CRASHING = "ASK" + "{" * 3_500 + "}" * 3_500
ACCEPTED = ["*/*", "application/sparql-results+json", "text/csv", "text/turtle", "image/png", None]
PASSING = frozenset({"date"})


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    quads = Quads(tmp_path_factory.mktemp("store"), [a_quad(f"s{n}", "p", f"value {n}", f"g{n % 2}") for n in range(60)])
    return an_app(quads, Limits(rows=5_000, size=4_000_000, fresh=0.2))


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    with KnowledgeGraph.open() as graph, serving(create_query_app(graph, settings=Settings())) as address:
        yield address


def get(query: str, *headers: str, host: str = "localhost") -> bytes:
    return "\r\n".join([f"GET /sparql?query={quote(query, safe='{}')} HTTP/1.1", f"Host: {host}", *headers, "", ""]).encode()


def _whole(heard: bytes) -> int:
    """Return how many answers, each with its length, are whole."""
    head, end, body = heard.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    if not end or length is None or len(body) < int(length[1]):
        return 0
    return 1 + _whole(body[int(length[1]) :])


def talk(address: str, *sent: bytes, answers: int) -> bytes:
    """Send bytes piece by piece on one connection; return what comes back until so many answers are whole, or the connection ends."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 10) as line:
        for piece in sent:
            line.sendall(piece)
            time.sleep(0.02)
        heard = b""
        while _whole(heard) < answers:
            more = line.recv(65_536)
            if not more:
                break
            heard += more
        return heard


# --- one answer, two ways ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ACCEPTED)
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_both_ways_give_the_same_answer(query: str, accept: str | None, address: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    with httpx.Client(timeout=30) as client:
        client.headers = httpx.Headers(headers)  # and none of its own

        quick, long = (client.get(f"{address}/sparql", params={"query": query}, headers=more) for more in ({}, {"X-Long-Way": "1"}))

    assert (quick.status_code, quick.content) == (long.status_code, long.content)
    assert {n: v for n, v in quick.headers.items() if n not in PASSING} == {n: v for n, v in long.headers.items() if n not in PASSING}


def test_the_policy_of_the_app_stands_in_quick_answers_too(guarded: str) -> None:
    quick, long = (httpx.get(f"{guarded}/sparql", params={"query": "ASK {}"}, headers=more) for more in ({}, {"X-Long-Way": "1"}))

    assert quick.headers["content-security-policy"] == long.headers["content-security-policy"]
    assert quick.headers.keys() == long.headers.keys()


def test_a_stranger_s_name_is_refused_on_either_way(guarded: str) -> None:
    assert talk(guarded, get("ASK {}", host="evil.example"), answers=1).startswith(b"HTTP/1.1 421")


# --- what is plain ----------------------------------------------------------------------------------------------------------------


def test_a_plain_request_is_read() -> None:
    assert plain(get("ASK { 'a & b' }", "Accept: text/csv")) == Plain("ASK { 'a & b' }", "localhost", "text/csv")


@pytest.mark.parametrize(
    "data",
    [
        get("ASK {}").replace(b"GET", b"POST"),
        get("ASK {}").replace(b"1.1", b"1.0"),
        get("ASK {}").replace(b" HTTP", b"&default-graph-uri=urn:g HTTP"),
        get("ASK {}").replace(b"/sparql?", b"/SPARQL?"),
        get("ASK {}", "Origin: https://example.org"),
        get("ASK {}", "Content-Length: 3") + b"abc",
        get("ASK {}", "Transfer-Encoding: chunked"),
        get("ASK {}", "Host: elsewhere"),
        get("ASK {}", "Connection: close"),
        get("ASK {}", "Accept: text/html"),
        get("ASK {}", "Accept: text/csv", " application/xml"),
        get("ASK {}", host="a b"),
        get("ASK {}") + get("ASK {}"),
        get("ASK {}")[:-2],
        b"GET /sparql?query=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /sparql?query=ASK HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_not_plain_takes_the_long_way(data: bytes) -> None:
    assert plain(data) is None


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_every_text_comes_out_as_it_was_sent(text: str) -> None:
    found = plain(get(text))

    assert found is not None
    assert found.text == text


# --- one connection ---------------------------------------------------------------------------------------------------------------


def test_requests_that_come_together_are_answered_in_their_order(address: str) -> None:
    first, second, third = (get(f"SELECT ({n} AS ?n) {{}}", "Accept: text/csv") for n in (1, 2, 3))

    for pieces in ([first, second, third], [first + second + third], [first + second, third], [first, second[:30], second[30:] + third]):
        heard = talk(address, *pieces, answers=3)
        assert [part.rpartition(b"\r\n\r\n")[2] for part in heard.split(b"HTTP/1.1 ")[1:]] == [b"n\r\n%d\r\n" % n for n in (1, 2, 3)]


def test_a_request_behind_a_slow_one_waits_for_it(address: str) -> None:
    heard = talk(address, get(COUNTLESS, "Accept: text/csv"), get("ASK {}", "Accept: text/csv"), answers=2)

    assert [part[:3] for part in heard.split(b"HTTP/1.1 ")[1:]] == [b"413", b"200"]


def test_what_looks_like_a_request_within_a_body_is_none(address: str) -> None:
    inner = get("SELECT ('smuggled' AS ?x) {}", "Accept: text/csv")
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {len(inner)}\r\n\r\n".encode()

    heard = talk(address, head, inner, get("ASK {}"), answers=2)

    assert [part[:3] for part in heard.split(b"HTTP/1.1 ")[1:]] == [b"415", b"200"]
    assert b"smuggled" not in heard


# --- queries that go wrong --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(an_app(Quads(tmp_path_factory.mktemp("store"), [a_quad("s", "p", "o")]), UNCHECKED)) as address:
        yield address


@pytest.mark.parametrize("query", [ENDLESS, CRASHING], ids=["beyond the deadline", "a crash"])
def test_a_query_that_ends_its_process_is_told_of_and_the_next_one_is_answered(query: str, unchecked: str) -> None:
    httpx.get(f"{unchecked}/sparql", params={"query": "ASK {}"})  # so that a reader stands ready

    assert plain(get(query)) is not None
    heard = talk(unchecked, get(query), get("ASK {}"), answers=2)

    assert [part[:3] for part in heard.split(b"HTTP/1.1 ")[1:]] == [b"503", b"200"]
