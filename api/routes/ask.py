"""The page of the SPARQL endpoint: what api.sparql answered, put into viz's page."""

from __future__ import annotations

from fastapi import Request

from api.routes.common import get_present
from api.sparql.limits import Limits
from api.sparql.page import Shown
from graph.queries import EXAMPLES
from viz import sparql_page


def render(request: Request, query: str | None, shown: Shown | None, limits: Limits) -> str:
    """Return the page with a query and its answer."""
    answered = sparql_page.Answered(status=shown.status, names=shown.names, rows=shown.rows, text=shown.text) if shown else None
    return sparql_page.render(get_present(request).atlas(), query, answered, limits=told(limits), examples=EXAMPLES)


def told(limits: Limits) -> str:
    """Return the limits in words.

    >>> told(Limits())
    'At most 10 s, 10,000 rows, 20 MB.'
    """
    return f"At most {limits.seconds:g} s, {limits.rows:,} rows, {limits.size / 1_000_000:g} MB."
