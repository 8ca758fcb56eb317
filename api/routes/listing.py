"""Lists over HTTP: pages with a cursor, as JSON or CSV, with a tag so that an unchanged answer costs nothing.

A cursor holds the key of the last item of a page, so a list goes on rightly when items come or go in between.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

from api.present import Present
from api.records import Page
from api.routes.common import etag, unchanged
from api.sparql.formats import FORMATS
from api.sparql.negotiate import choose
from api.sparql.problems import RequestError

T = TypeVar("T")

HEADERS = {"Vary": "Accept", "Cache-Control": "no-cache"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that make a spreadsheet run a cell; such a cell gets an apostrophe in front (OWASP, CSV injection)."""


def cut(items: Sequence[T], key: Callable[[T], str], *, limit: int, cursor: str | None) -> tuple[list[T], str | None]:
    """Return the page of a list, sorted by key, that a cursor leads to, and the next cursor."""
    after = read_cursor(cursor)
    rest = [item for item in items if after is None or key(item) > after]
    page = rest[:limit]
    return page, write_cursor(key(page[-1])) if len(rest) > limit else None


class Item(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """Return the id."""


Items = TypeVar("Items", bound=Item)


def leaf(found: Sequence[Items], limit: int) -> tuple[Sequence[Items], str | None]:
    """Return the first `limit` of items by id, and the cursor that leads on where there are more."""
    return found[:limit], write_cursor(found[limit - 1].id) if len(found) > limit else None


def write_cursor(key: str) -> str:
    """Return a key as a cursor.

    >>> read_cursor(write_cursor("zinc/é"))
    'zinc/é'
    """
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> str | None:
    """Return the key in a cursor.

    Raises:
        RequestError: It is none of ours (400).
    """
    if cursor is None:
        return None
    try:
        key = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError as error:
        raise RequestError(400, "Cursor not known", f"{cursor!r} is no cursor. Take `next` of the page before as it is.") from error
    return key


def answer(request: Request, present: Present, build: Callable[[], BaseModel]) -> Response:
    """Return one record or page as JSON or CSV, or 304 where the client has this version."""
    tag = etag(request, present.version())
    headers = HEADERS | {"ETag": tag}
    if unchanged(request, tag):
        return Response(status_code=304, headers=headers)
    result = build()
    if isinstance(result, Page) and _wants_csv(request):
        return Response(to_csv(result.items), headers=headers | _next(request, result), media_type="text/csv; charset=utf-8")
    return Response(result.model_dump_json(), headers=headers, media_type="application/json")


def to_csv(items: Iterable[BaseModel]) -> str:
    r"""Return records as CSV for people's spreadsheets: lists joined by spaces, nothing that a spreadsheet would run.

    >>> from api.records import HitRecord
    >>> print(to_csv([HitRecord(kind="factor", id="x", label="=1+1", address="/x", note=None)]).replace("\r\n", "|"))
    kind,id,label,address,note|factor,x,'=1+1,/x,|
    """
    rows = [item.model_dump(mode="json") for item in items]
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows([{name: _cell(value) for name, value in row.items()} for row in rows])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = " ".join(value)
    elif isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _wants_csv(request: Request) -> bool:
    named = request.query_params.get("format")
    if named:
        return named == "csv"
    choice = choose(request.headers.get("accept"), (FORMATS["json"], FORMATS["csv"]))
    return choice is not None and choice.format.name == "csv"


def _next(request: Request, page: Page[Any]) -> dict[str, str]:
    if page.next is None:
        return {}
    return {"Link": f'<{request.url.include_query_params(cursor=page.next)}>; rel="next"'}
