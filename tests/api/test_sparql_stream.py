"""Answers that are sent as they grow: whole to the last byte, or broken off so that no client takes them for whole."""

from __future__ import annotations

import http.client
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.sparql.limits import Limits
from tests.api.serving import serving
from tests.api.sparql_server import Quads, a_quad, an_app

NUMBERS = " ".join(map(str, range(60)))
WORK = "FILTER(STRLEN(SHA512(CONCAT(SHA512(STR(?a)), SHA512(STR(?b)), SHA512(STR(?c))))) > 0)"
MANY = f"SELECT * {{ {WORK} VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }} }}"
"""216,000 rows, 1.7 MB in CSV, and work enough for each that the answer is slow on any machine."""
AT_ONCE_SLOW = Limits(seconds=60, rows=10**6, quick=0.01, hurried=0.01, readers=1, slow=1)
"""Every query that takes longer than a moment is a slow one."""


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Quads:
    return Quads(tmp_path_factory.mktemp("store"), [a_quad("s", "p", "o")])


@pytest.fixture(scope="module")
def address(quads: Quads) -> Iterator[str]:
    with serving(an_app(quads, AT_ONCE_SLOW)) as served:
        yield served


def get(address: str, query: str, **more: str) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query} | more, headers={"Accept": "text/csv"}, timeout=60)


def test_a_large_slow_answer_comes_as_it_grows_and_is_the_same_as_the_whole_one(address: str) -> None:
    whole, streamed = get(address, MANY), get(address, MANY, stream="true")

    assert "content-length" in whole.headers
    assert whole.headers["mechgraph-rows"] == "216000"
    assert streamed.headers["transfer-encoding"] == "chunked"
    assert "mechgraph-rows" not in streamed.headers
    kept = ("content-type", "mechgraph-limits", "mechgraph-version")
    assert [streamed.headers[name] for name in kept] == [whole.headers[name] for name in kept]
    assert streamed.content == whole.content


def test_the_first_part_comes_before_the_last_is_worked_out(address: str) -> None:
    endless = MANY.replace(" } }", " } " + " ".join(f"VALUES ?v{n} {{ {NUMBERS} }}" for n in range(4)) + " }")

    with httpx.stream("GET", f"{address}/sparql", params={"query": endless, "stream": "true"}, headers={"Accept": "text/csv"}) as answer:
        first = next(answer.iter_bytes())

    assert answer.status_code == 200
    assert first.startswith(b"a,b,c")
    assert get(address, "ASK {}").status_code == 200  # nobody waits for who has gone


def test_an_answer_that_is_small_or_quick_is_whole_though_it_may_grow(address: str) -> None:
    answer = get(address, "SELECT * { ?s ?p ?o }", stream="true")

    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["mechgraph-rows"] == "1"


@pytest.mark.parametrize(("rows", "size", "told"), [(200_000, 10**8, "200,000 rows"), (10**6, 1_500_000, "1,500,000 bytes")])
def test_an_answer_that_passes_a_limit_is_broken_off_without_the_mark_of_its_end(
    quads: Quads, rows: int, size: int, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    slow = replace(AT_ONCE_SLOW, rows=rows, size=size)
    with caplog.at_level(logging.WARNING), serving(an_app(quads, slow)) as address:
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            get(address, MANY, stream="true")
        whole = get(address, MANY)

    assert whole.status_code == 413
    assert told in whole.json()["detail"]
    assert told in caplog.text


def test_a_client_that_cannot_tell_whole_from_broken_gets_it_whole(address: str) -> None:
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    line._http_vsn, line._http_vsn_str = 10, "HTTP/1.0"  # type: ignore[attr-defined]
    line.request("GET", f"/sparql?stream=true&query={quote(MANY)}", headers={"Accept": "text/csv"})
    answer = line.getresponse()

    assert int(answer.headers["content-length"]) == len(answer.read())
    line.close()


def test_no_file_is_left_of_what_was_sent(quads: Quads, tmp_path: Path) -> None:
    with serving(an_app(quads, AT_ONCE_SLOW, scratch=tmp_path)) as address:
        assert get(address, MANY, stream="true").status_code == 200
        for _ in range(100):
            left = list(tmp_path.glob("*/answer-*"))
            if not left:
                break
            time.sleep(0.05)

    assert left == []


def test_stream_is_true_or_false(address: str) -> None:
    assert get(address, "ASK {}", stream="perhaps").status_code == 400
