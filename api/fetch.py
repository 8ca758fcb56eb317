"""Fetching an article from the web, without letting an address reach into the machine or its network.

An address is a stranger's input: only http and https on their own ports; the name is resolved once and the connection goes to exactly
the addresses that were checked (so a name that changes its mind gains nothing); each redirect is checked again; size and time have an end.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

from ontology.errors import InputError
from ontology.model import Document

MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
DEADLINE_SECONDS = 30.0
SCHEME_PORTS = {"http": 80, "https": 443}
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/plain": ".txt"}
HEADERS = {
    "User-Agent": "mechgraph (reads one article at a person's request)",
    "Accept": ", ".join(SUFFIXES),
    "Accept-Encoding": "identity",
}
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(InputError):
    """A page could not be fetched; nothing was stored."""

    def __init__(self, url: str, seen: str, advice: str = "Save the page as a file and load that.") -> None:
        self.url, self.seen = url, seen
        super().__init__(f"{url}: {seen}. {advice}")


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public internet, also behind IPv4-in-IPv6 spellings.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in NAT64 or address.sixtofour is not None or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that `allowed` admits, checked at the moment of connecting."""

    def __init__(self, allowed: Callable[[Address], bool]) -> None:
        self._allowed, self._inner = allowed, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return self._inner.connect_tcp(self._resolve(host, port), port, timeout, local_address, socket_options)

    def _resolve(self, host: str, port: int) -> str:
        try:
            found = [ipaddress.ip_address(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, ValueError, UnicodeError) as error:
            raise FetchError(host, "there is no such host, or no network") from error
        if not found or not all(self._allowed(address) for address in found):
            raise FetchError(host, "the host is not on the public internet", "Only public addresses are fetched.")
        return str(found[0])


def fetch(url: str, *, allowed: Callable[[Address], bool] = is_public, ports: Mapping[str, int] | None = SCHEME_PORTS) -> Document:
    """Return the article at an address.

    Args:
        url: http or https.
        allowed: Which addresses may be connected to; the public internet by default.
        ports: The only port of each scheme; None admits any (for tests on loopback).

    Raises:
        FetchError: The address is not allowed, or the page cannot be had; the message says which.
        InputError: The page is there, but holds no article.
    """
    from loaders import load_bytes

    until = monotonic() + DEADLINE_SECONDS
    with httpcore.ConnectionPool(network_backend=_GuardedBackend(allowed)) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            _check(url, ports)
            status, headers, body = _get(pool, url, until)
            if status not in (301, 302, 303, 307, 308):
                return load_bytes(_page(url, status, body), source=url, suffix=_suffix(url, headers))
            url = urljoin(url, headers.get("location", ""))
    raise FetchError(url, f"more than {MAX_REDIRECTS} redirects")


def _check(url: str, ports: Mapping[str, int] | None) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(url, "not an address", "Check its spelling.") from error
    if parts.scheme not in SCHEME_PORTS or not parts.hostname or parts.username is not None:
        raise FetchError(url, "not a plain http or https address", "Give one without user name, as a browser shows it.")
    if ports is not None and port not in (None, ports[parts.scheme]):
        raise FetchError(url, f"port {port} is not the web's", "Only ports 80 and 443 are fetched.")


def _get(pool: httpcore.ConnectionPool, url: str, until: float) -> tuple[int, dict[str, str], bytes]:
    left = max(0.1, until - monotonic())
    timeouts = {"connect": min(10.0, left), "read": min(10.0, left), "write": 5.0, "pool": 5.0}
    try:
        with pool.stream("GET", url, headers=list(HEADERS.items()), extensions={"timeout": timeouts}) as response:
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            return response.status, headers, _body(url, response.iter_stream(), headers, until)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        raise FetchError(url, f"the server could not be reached ({type(error).__name__})") from error


def _body(url: str, chunks: Iterable[bytes], headers: Mapping[str, str], until: float) -> bytes:
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError(url, "the server sends compressed text although asked not to")
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > MAX_BYTES:
            raise FetchError(url, f"the page is larger than {MAX_BYTES // 1_000_000} MB")
        if monotonic() > until:
            raise FetchError(url, f"the page took longer than {DEADLINE_SECONDS:.0f} s")
    return bytes(body)


def _page(url: str, status: int, body: bytes) -> bytes:
    if status in (401, 402, 403):
        raise FetchError(url, f"the server refuses the page to us ({status}); a paywall or a block on programs")
    if status in (404, 410):
        raise FetchError(url, f"there is no such page ({status})", "Check the address.")
    if status != 200:
        raise FetchError(url, f"the server answers {status}")
    return body


def _suffix(url: str, headers: Mapping[str, str]) -> str:
    kind = headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if kind not in SUFFIXES:
        raise FetchError(url, f"the page is {kind}, not an article", "Known kinds: " + ", ".join(SUFFIXES) + ".")
    return SUFFIXES[kind] if kind != "text/plain" or not urlsplit(url).path.endswith(".md") else ".md"
