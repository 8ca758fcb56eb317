"""Factors, claims, statements and articles, each at one address: a page, a JSON record, or triples."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.present import Present
from api.routes.common import PresentDep, page
from api.routes.negotiation import Form, triples, wanted_form
from viz import claim_page, document_page, factor_page, statement_page

router = APIRouter(include_in_schema=False)


def item(request: Request, present: Present, kind: str, item_id: str, render: Callable[[], str]) -> Response:
    """Return an item in the form that is wanted; unknown ones are unknown in every form."""
    text = render()
    match wanted_form(request):
        case Form.PAGE:
            return page(text)
        case Form.RECORD:
            return RedirectResponse(f"/api/{kind}s/{item_id}", 303, {"Vary": "Accept"})
        case Form.TRIPLES:
            return triples(request, present, kind, item_id)


@router.get("/factor/{factor_id}")
def factor(request: Request, factor_id: str, present: PresentDep) -> Response:
    """Return a factor."""
    return item(request, present, "factor", factor_id, lambda: factor_page.render(present.atlas(), factor_id))


@router.get("/claim/{claim_id}")
def claim(request: Request, claim_id: str, present: PresentDep) -> Response:
    """Return a claim."""
    return item(request, present, "claim", claim_id, lambda: claim_page.render(present.atlas(), present.graph, claim_id))


@router.get("/statement/{statement_id}")
def statement(request: Request, statement_id: str, present: PresentDep) -> Response:
    """Return a statement."""
    return item(request, present, "statement", statement_id, lambda: statement_page.render(present.atlas(), present.graph, statement_id))


@router.get("/document/{document_id}")
def document(request: Request, document_id: str, present: PresentDep, part: str = "1", claim: str | None = None) -> Response:
    """Return an article."""
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 7 else 1
    return item(
        request,
        present,
        "document",
        document_id,
        lambda: document_page.render(present.atlas(), present.graph, document_id, page=number, claim=claim),
    )
