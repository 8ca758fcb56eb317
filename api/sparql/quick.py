"""The quick way to the endpoint: a plain GET is answered between two turns of the event loop, without the layers of a web framework.

Finding a route, wrapping a request, starting a task and passing middleware take as long as a small query does. So the server's protocol
(uvicorn's, on httptools) looks at what comes in first: one whole GET of the endpoint with a query, and with no header that could change
the answer, is handed to the query service at once. Everything else takes the long way, and both ways give the same answer: what a request
asks, its limits, its headers and its problems come from the same functions.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO
from urllib.parse import unquote_to_bytes

from fastapi import Response
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.headers import host_of
from api.sparql.answers import headers_of
from api.sparql.growth import CHUNK
from api.sparql.negotiate import prefers_page, wanted
from api.sparql.problems import problem
from api.sparql.protocol import ENDPOINT
from api.sparql.service import Answer, Query, QueryService
from ontology.errors import MechgraphError

_log = logging.getLogger(__name__)

STATE = "quick"
"""Where the lifespan of an app leaves its Quick; without one, all requests take the long way."""

MOST = 262_144
"""Bytes that may wait behind a request that is being answered."""


LONGEST = 8_192
"""Bytes of the longest request that is answered quickly: the head that servers commonly take at most."""


@dataclass(frozen=True, slots=True)
class Quick:
    """What the quick way needs of an app: its service, the headers of every answer, and whose host names it answers to (None: any)."""

    service: QueryService
    headers: Sequence[tuple[bytes, bytes]] = ()
    hosts: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain request: the query, and what its headers say; no Accept accepts everything."""

    text: str
    host: str
    accept: str | None


_REQUEST = re.compile(
    rb"GET " + ENDPOINT.encode() + rb"\?query=([!-%'-~]+) HTTP/1\.1\r\n"
    rb"((?:(?i:host|accept|accept-encoding|accept-language|connection|user-agent):[\x20-\x7e]*\r\n)+)\r\n"
)
"""The query is the only parameter, so there is no &; no header with leave to change the answer, and no body, stands beside it."""
_HOST = re.compile(r"(?:[a-z0-9.\-]+|\[[0-9a-f:.]+\])(?::\d+)?", re.IGNORECASE)


@lru_cache(maxsize=256)  # of requests that come again and again; LONGEST bounds what is held
def plain(data: bytes) -> Plain | None:
    """Return what a plain request asks, None for any other.

    >>> plain(b"GET /sparql?query=ASK+%7B%7D HTTP/1.1\\r\\nHost: localhost\\r\\nAccept: text/csv\\r\\n\\r\\n")
    Plain(text='ASK {}', host='localhost', accept='text/csv')
    >>> plain(b"GET /sparql?query=ASK+%7B%7D HTTP/1.1\\r\\nHost: localhost\\r\\nOrigin: null\\r\\n\\r\\n") is None
    True
    """
    found = _REQUEST.fullmatch(data)
    if found is None or b"#" in found[1]:
        return None
    lines = [line.partition(":") for line in found[2].decode("ascii").split("\r\n")[:-1]]
    headers = {name.lower(): value.strip(" ") for name, _, value in lines}
    host, accept = headers.get("host", ""), headers.get("accept")
    if len(headers) < len(lines) or headers.get("connection", "keep-alive").lower() != "keep-alive":
        return None
    if not _HOST.fullmatch(host) or prefers_page(accept):
        return None
    try:
        return Plain(unquote_to_bytes(found[1].replace(b"+", b" ")).decode("utf-8"), host, accept)
    except UnicodeDecodeError:
        return None


class QuickProtocol(HttpToolsProtocol):
    """One connection: plain requests are answered here, all others by the app, each after the one before it."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._quick: Quick | None = self.app_state.get(STATE)
        self._between = True  # no request is half read
        self._busy = self._last = False
        self._waiting = bytearray()
        self._lost = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        """Take what comes in: behind a request that is being answered here, it waits."""
        if self._busy:
            self._waiting += data
            if len(self._waiting) > MOST:
                self.flow.pause_reading()
            return
        asked = plain(data) if self._quick is not None and len(data) <= LONGEST and self._at_rest() else None
        if asked is None or self._quick is None or self._refused(asked, self._quick):
            super().data_received(data)
        else:
            self._unset_keepalive_if_required()
            self._busy = True
            self._ask(asked, self._quick.service)

    def on_message_begin(self) -> None:
        """Note that the app's own reading of a request has begun."""
        self._between = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that it has ended."""
        self._between = True
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let a query know that nobody waits for it any more."""
        self._lost.set()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Close the connection, after the answer that is being worked out if there is one."""
        if self._busy:
            self._last = True
        else:
            super().shutdown()

    def _at_rest(self) -> bool:
        """Return whether the app has nothing to do on this connection, and nothing of a request stands before what comes in now."""
        return self._between and not self.pipeline and (self.cycle is None or self.cycle.response_complete) and self.scheme == "http"

    def _refused(self, asked: Plain, quick: Quick) -> bool:
        return bool(self.root_path) or (quick.hosts is not None and host_of(asked.host) not in quick.hosts)

    def _ask(self, asked: Plain, service: QueryService) -> None:
        query, choices = Query(text=asked.text, base=f"http://{asked.host}{ENDPOINT}"), wanted(asked.accept)
        try:
            if not service.start(query, choices, self._answer, self._gone):
                self._do(self._wait(service.query(query, choices, self._gone)))
        except MechgraphError as error:
            self._answer(error)

    async def _wait(self, answer: Coroutine[Any, Any, Answer]) -> None:
        try:
            self._answer(await answer)
        except Exception as error:
            self._answer(error)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """Let a task do some work, which the server waits for when it stops."""
        task = self.loop.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _gone(self) -> None:
        await self._lost.wait()

    def _answer(self, answer: Answer | Exception) -> None:
        """Write an answer, or the problem that there is in its place."""
        body = answer.body if isinstance(answer, Answer) else b""
        if self.transport.is_closing():
            if not isinstance(body, bytes):
                body.close()
            return
        if isinstance(answer, Answer):
            self._write(200, headers_of(answer, self._service.limits), body)
        else:
            response = _problem(answer)
            self._write(response.status_code, dict(response.headers), bytes(response.body))

    @property
    def _service(self) -> QueryService:
        assert self._quick is not None  # noqa: S101  (for the type checker)
        return self._quick.service

    def _write(self, status: int, headers: dict[str, str], body: bytes | BinaryIO) -> None:
        ours = self._quick.headers if self._quick is not None else ()
        own = "".join([f"{name.lower()}: {value}\r\n" for name, value in headers.items()])
        opening = _opening(status, (*self.server_state.default_headers, *ours, *(_CLOSE if self._last else ())))
        head = b"%s%s\r\n" % (opening, own.encode("latin-1"))
        if isinstance(body, bytes):
            self.transport.writelines((head, body))
            self._end()
        else:
            self.transport.write(head)
            self._do(self._send(body))

    async def _send(self, file: BinaryIO) -> None:
        """Send the bytes of a large answer, no faster than the client takes them."""
        with file:
            while (chunk := file.read(CHUNK)) and not self.transport.is_closing():
                self.transport.write(chunk)
                await self.flow.drain()
        self._end()

    def _end(self) -> None:
        """Close the connection, or take up what waits."""
        self._busy = False
        if self._last:
            self.transport.close()
        self.on_response_complete()
        if self._waiting and not self.transport.is_closing():
            data = bytes(self._waiting)
            self._waiting.clear()
            self.data_received(data)


_CLOSE = ((b"connection", b"close"),)


@lru_cache(maxsize=16)  # they change once a second, with the date
def _opening(status: int, headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    return b"".join([STATUS_LINE[status], *(b"%s: %s\r\n" % pair for pair in headers)])


def _problem(error: Exception) -> Response:
    if isinstance(error, MechgraphError):
        return problem(error)
    _log.error("a query was not answered", exc_info=error)
    return Response("Internal Server Error", 500, media_type="text/plain")
