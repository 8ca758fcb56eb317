"""Answers on the wire: headers that announce the limits, bodies that are whole, large ones streamed from their file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.sparql.growth import CHUNK
from api.sparql.limits import Limits
from api.sparql.service import Answer, Growing

VARY = "Accept, Origin"


def respond(answer: Answer | Growing, request: Request, limits: Limits) -> Response:
    """Return the response to a request: 200 with the whole answer, or its headers alone to a HEAD.

    `Mechgraph-Limits` says what an answer may take, `Mechgraph-Rows` how many rows this one has, `Mechgraph-Version` which state
    of the graph it is about. An answer that grows has no length; the mark of the end (RFC 9112, 7.1) says that it is whole.
    """
    headers = headers_of(answer, limits)
    if isinstance(answer, Growing):
        return StreamingResponse(answer.body, headers=headers)
    if isinstance(answer.body, bytes):
        return Response(b"" if request.method == "HEAD" else answer.body, headers=headers)
    if request.method == "HEAD":
        answer.body.close()
        return Response(b"", headers=headers)
    return StreamingResponse(_chunks(answer.body), headers=headers)


def headers_of(answer: Answer | Growing, limits: Limits) -> dict[str, str]:
    """Return what the headers of an answer say, beside what pages of other origins need."""
    headers = {
        "Content-Type": answer.choice.content_type,
        "Vary": VARY,
        "Cache-Control": "no-cache",
        "Mechgraph-Limits": limits.announced(),
        "Mechgraph-Version": str(answer.version),
    }
    if isinstance(answer, Answer):
        headers["Content-Length"] = str(answer.size)
    if isinstance(answer, Answer) and answer.rows is not None:
        headers["Mechgraph-Rows"] = str(answer.rows)
    return headers


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def cross_origin(request: Request, allowed: str | None) -> dict[str, str]:
    """Return the headers that let a page of another origin read the answer: those of the setting, to that origin alone (or to all, `*`)."""
    origin = request.headers.get("origin")
    if allowed is None or origin is None or (allowed != "*" and origin not in allowed.split()):
        return {}
    exposed = "Mechgraph-Limits, Mechgraph-Rows, Mechgraph-Version"
    return {"Access-Control-Allow-Origin": "*" if allowed == "*" else origin, "Access-Control-Expose-Headers": exposed}


def preflight(request: Request, allowed: str | None, methods: str) -> Response:
    """Return the answer to OPTIONS: what may be asked, and what a page of another origin may ask."""
    headers = {"Allow": methods, "Vary": VARY} | cross_origin(request, allowed)
    if "Access-Control-Allow-Origin" in headers:
        headers |= {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "3600",
        }
    return Response(status_code=204, headers=headers)
