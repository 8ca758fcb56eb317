"""The explorer, its panel, and the drawing as a file."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.routes.common import PresentDep, page
from viz import explorer_page, picture_page
from viz.scope import Scope

router = APIRouter(include_in_schema=False)


def scope_of(request: Request) -> Scope:
    """Return the scope in an address; of a repeated parameter all values count."""
    names = dict.fromkeys(name for name, _ in request.query_params.multi_items())
    return Scope.read({name: ",".join(request.query_params.getlist(name)) for name in names})


@router.get("/")
def explorer(request: Request, present: PresentDep) -> Response:
    """Return the explorer."""
    return page(explorer_page.render(present.atlas(), present.graph, scope_of(request)))


@router.get("/panel")
def panel(request: Request, present: PresentDep) -> Response:
    """Return the panel of the explorer alone."""
    return page(explorer_page.panel(present.atlas(), present.graph, scope_of(request)))


@router.get("/picture")
def picture(request: Request, present: PresentDep) -> Response:
    """Return the drawing as a self-contained page; its own policy stands in it, so that it also holds on disk."""
    text = picture_page.render(present.atlas(), present.graph, scope_of(request))
    headers = {"Content-Disposition": 'attachment; filename="mechgraph.html"', "Content-Security-Policy": "sandbox allow-scripts"}
    return HTMLResponse(text, headers=headers)
