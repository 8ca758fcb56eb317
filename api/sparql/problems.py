"""Problems: what went wrong as an HTTP answer (RFC 9457, application/problem+json)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse

from api.sparql.check import TooComplexError
from ontology.errors import (
    AnswerTooLargeError,
    MechgraphError,
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreError,
    TooManyQueriesError,
    UnknownItemError,
)

STATUSES: tuple[tuple[type[MechgraphError], int, str], ...] = (
    (QuerySyntaxError, 400, "Not SPARQL 1.1"),
    (TooComplexError, 400, "Query too complex"),
    (QueryRefusedError, 403, "Refused"),
    (UnknownItemError, 404, "Not found"),
    (AnswerTooLargeError, 413, "Answer too large"),
    (TooManyQueriesError, 429, "Too many queries"),
    (QueryTimeoutError, 503, "Stopped at a limit"),
    (QueryError, 400, "Query cannot be evaluated"),
    (StoreError, 503, "Store not available"),
)
"""Error, status, title; 413 and 503 because an answer that is cut would be a wrong one."""


class RequestError(MechgraphError):
    """The request itself, not the query in it, cannot be served."""

    def __init__(self, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.title, self.headers = status, title, dict(headers or {})
        super().__init__(detail)


def problem(error: MechgraphError) -> JSONResponse:
    """Return the answer that tells a client what went wrong and what to do."""
    if isinstance(error, RequestError):
        return _answer(error.status, error.title, error, error.headers)
    status, title = next(((status, title) for kind, status, title in STATUSES if isinstance(error, kind)), (500, "Failed"))
    return _answer(status, title, error, {"Retry-After": "2"} if status == 429 else {})


def _answer(status: int, title: str, error: MechgraphError, headers: Mapping[str, str]) -> JSONResponse:
    facts: dict[str, Any] = {
        name: getattr(error, name) for name in ("line", "column", "limit", "measure") if getattr(error, name, None) is not None
    }
    content = {"type": "about:blank", "title": title, "status": status, "detail": str(error), **facts}
    return JSONResponse(content, status, {"Vary": "Accept, Origin", "Cache-Control": "no-store", **headers}, "application/problem+json")
