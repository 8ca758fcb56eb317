"""What routes share: how they get at the graph and its atlas, and answers that browsers may keep as long as nothing changed."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from api.present import Present


def get_present(request: Request) -> Present:
    """Return the graph that this app serves."""
    present = request.app.state.present
    if not isinstance(present, Present):
        raise TypeError("create_app puts it there")
    return present


async def _present(request: Request) -> Present:
    """Return the same to a route: in the loop, where a plain function would take a turn in a thread."""
    return get_present(request)


PresentDep = Annotated[Present, Depends(_present)]


def page(text: str, status: int = 200) -> Response:
    """Return a page; it is asked for again each time, since a decision may have changed it."""
    return HTMLResponse(text, status, {"Cache-Control": "no-cache", "Vary": "Accept"})


def etag(request: Request, version: int) -> str:
    """Return the tag of an answer that depends on the address, the wanted format and the version of the graph alone."""
    accept = request.headers.get("accept", "")
    return f'W/"{hashlib.sha256(f"{version} {request.url.path}?{request.url.query} {accept}".encode()).hexdigest()[:20]}"'


def unchanged(request: Request, tag: str) -> bool:
    """Return whether the client has this version already (If-None-Match; weak comparison, RFC 9110 13.1.2)."""
    known = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return known.strip() == "*" or bare in [one.strip().removeprefix("W/") for one in known.split(",")]
