"""Fetching a page: what is refused, what is followed, where it ends. Everything here is on loopback."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.fetch import FetchError, fetch, is_public
from ontology.errors import InputError

PAGE = b"""<html><head><title>Copper and zinc</title></head>
<body><article><h1>Copper and zinc</h1>
<p>Zinc lowers the amount of copper in the invented gland. Copper raises the amount of iron in the invented vessel, and iron
keeps the invented pump running for the whole of the day. This goes on for a while so that the page has prose.</p></article></body>
</html>"""


class _Handler(BaseHTTPRequestHandler):
    """A small site: /page, /loop, /to-page, /gone, /paywall, /picture, /endless."""

    def do_GET(self) -> None:
        name = self.path.strip("/")
        status = {"gone": 404, "paywall": 402, "loop": 302, "to-page": 301}.get(name, 200)
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/loop" if name == "loop" else "/page")
        self.send_header("Content-Type", "image/png" if name == "picture" else "text/html; charset=utf-8")
        self.end_headers()
        self._write(name)

    def _write(self, name: str) -> None:
        try:
            for _ in range(30 if name == "endless" else 1):
                self.wfile.write(b" " * 1_000_000 if name == "endless" else PAGE)
        except OSError:
            pass  # the client has had enough, which is what the test wants

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def loopback(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback


def test_a_page_becomes_a_document_that_remembers_its_address(site: str) -> None:
    document = fetch(f"{site}/page", allowed=loopback, ports=None)

    assert "Zinc lowers" in document.text
    assert f"{site}/page" in (document.url, document.source)


def test_a_redirect_is_followed(site: str) -> None:
    assert "Zinc lowers" in fetch(f"{site}/to-page", allowed=loopback, ports=None).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("loop", "more than 5 redirects"),
        ("gone", "no such page"),
        ("paywall", "refuses the page"),
        ("picture", "not an article"),
        ("endless", "larger than 20 MB"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(site: str, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch(f"{site}/{path}", allowed=loopback, ports=None)


def test_addresses_of_this_machine_are_refused_by_default(site: str) -> None:
    with pytest.raises(FetchError, match="not on the public internet"):
        fetch(f"{site}/page", ports=None)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/hosts", "http://user:word@example.org/", "http://example.org:22/", "http://[::1", "http:///a"],
)
def test_other_schemes_ports_and_user_names_are_refused_before_any_connection(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.8", "224.0.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_no_address_of_a_private_network_counts_as_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_a_name_that_points_inside_is_refused_whatever_it_answered_before(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers, "127.0.0.1"), 80))])
    assert next(answers) == "93.184.215.14"  # a check made earlier would have been satisfied

    with pytest.raises(FetchError, match="not on the public internet"):
        fetch("http://rebinding.example/")
