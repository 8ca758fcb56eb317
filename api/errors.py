"""Our errors as HTTP answers: one table of statuses; a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from api.sparql.negotiate import prefers_page
from api.sparql.problems import STATUSES as QUERY_STATUSES
from api.sparql.problems import RequestError
from ontology.errors import InputError, MechgraphError, QuoteNotFoundError, StoreBusyError
from viz import message_page
from viz.atlas import Atlas

STATUSES: tuple[tuple[type[MechgraphError], int, str], ...] = (
    (StoreBusyError, 409, "Store in use"),
    *QUERY_STATUSES,
    (InputError, 422, "Cannot be used"),
    (QuoteNotFoundError, 409, "Quote not found"),
    (MechgraphError, 500, "Failed"),
)
"""Error, status, title; the first row that fits counts."""

PROBLEM = "application/problem+json"
NOWHERE = "There is nothing at this address. Check it, or search for what you meant."


def status_of(error: MechgraphError) -> tuple[int, str]:
    """Return status and title of an error; a RequestError has its own.

    >>> from ontology.errors import UnknownItemError
    >>> status_of(UnknownItemError("claim", "c-1"))
    (404, 'Not found')
    """
    if isinstance(error, RequestError):
        return error.status, error.title
    return next((status, title) for kind, status, title in STATUSES if isinstance(error, kind))


def problem(status: int, title: str, detail: str, **facts: Any) -> JSONResponse:
    """Return a problem as JSON; `facts` that are None are left out."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content |= {name: value for name, value in facts.items() if value is not None}
    return JSONResponse(content, status, {"Cache-Control": "no-store"}, PROBLEM)


def install(app: FastAPI) -> None:
    """Let the app answer our errors, unknown addresses and unreadable parameters in one manner."""

    async def ours(request: Request, error: Exception) -> Response:
        status, title = status_of(error) if isinstance(error, MechgraphError) else (500, "Failed")
        answer = _answer(request, status, title, str(error))
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer

    async def unknown(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = str(error.detail) if isinstance(error, HTTPException) else "Failed"
        title = "Not found" if status == 404 else detail
        advice = NOWHERE if status == 404 else detail
        answer = _answer(request, status, title, advice)
        answer.headers.update(getattr(error, "headers", None) or {})
        if status == 405:
            answer.headers["Allow"] = ", ".join(allowed(request))
        return answer

    async def unreadable(request: Request, error: Exception) -> Response:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        detail = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in found)
        return _answer(request, 422, "Cannot be read", f"{detail}. Correct the request; the parameters are described at /docs.")

    app.add_exception_handler(MechgraphError, ours)
    app.add_exception_handler(HTTPException, unknown)
    app.add_exception_handler(RequestValidationError, unreadable)


def allowed(request: Request) -> list[str]:
    """Return every method that some route takes at the address of a request; the router itself names those of one route only."""
    path, methods = request.url.path, set[str]()
    described = request.app.openapi()["paths"]
    for template, operations in described.items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path):
            methods |= {method.upper() for method in operations}
    return sorted(methods) or ["GET", "HEAD"]


def _answer(request: Request, status: int, title: str, detail: str) -> Response:
    if request.method in ("GET", "HEAD") and not request.url.path.startswith("/api") and prefers_page(request.headers.get("accept")):
        page = message_page.render(_atlas(request), title, detail, status=status)
        return HTMLResponse(page, status, {"Cache-Control": "no-store"})
    return problem(status, title, detail)


def _atlas(request: Request) -> Atlas:
    """Return the atlas, an empty one if that is what cannot be had."""
    try:
        atlas = request.app.state.present.atlas()
    except MechgraphError:
        return Atlas(factors={}, statements={}, documents={})
    return atlas if isinstance(atlas, Atlas) else Atlas(factors={}, statements={}, documents={})
