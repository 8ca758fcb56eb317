"""The other pages: articles, flags, rules, paths, search, the vocabulary, the service, about."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.routes.common import PresentDep, page
from api.routes.negotiation import Form, rdf_choice, wanted_form
from graph.analysis.paths import LONGEST
from graph.answers import GRAPH_FORMATS
from viz import (
    about_page,
    compare_page,
    docs_page,
    document_page,
    flags_page,
    ledger_page,
    links,
    map_page,
    ontology_page,
    path_page,
    rules_page,
    search_page,
)
from viz.choice import Choice
from viz.find import ends, resolve

router = APIRouter(include_in_schema=False)


@router.get("/documents")
def documents(present: PresentDep, number: Annotated[str, Query(alias="page")] = "1") -> Response:
    """Return a page of the list of articles."""
    chosen = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return page(document_page.render_list(present.atlas(), page=chosen))


@router.get("/ledger/{document_id}")
def ledger(document_id: str, present: PresentDep, only: str = "all") -> Response:
    """Return every claim of an article with what is offered for it."""
    return page(ledger_page.render(present.atlas(), present.graph, document_id, only=only))


@router.get("/compare")
def compare(present: PresentDep, first: str = "", second: str = "", a: str = "", b: str = "") -> Response:
    """Return what two articles, or two versions of one, say of the same things; `a` and `b` are short for `first` and `second`."""
    return page(compare_page.render(present.atlas(), present.graph, first or a, second or b))


@router.get("/map")
def map_(present: PresentDep) -> Response:
    """Return the communities of factors."""
    return page(map_page.render(present.atlas()))


@router.get("/flags")
def flags(request: Request, present: PresentDep) -> Response:
    """Return the list of flags."""
    choice = Choice.read(dict(request.query_params))
    return page(flags_page.render(present.atlas(), choice, checked=present.checked()))


@router.get("/flag/{flag_id}")
def flag(flag_id: str) -> Response:
    """Lead from the IRI of a flag to where it is shown."""
    return RedirectResponse(f"/review?flag={links.quoted(flag_id)}", 303)


@router.get("/rules")
def rules(present: PresentDep) -> Response:
    """Return the rules of the audit."""
    return page(rules_page.render_list(present.atlas(), present.results()))


@router.get("/rules/{code}")
def rule(code: str, present: PresentDep) -> Response:
    """Return one rule."""
    return page(rules_page.render(present.atlas(), present.results(), code.upper()))


@router.get("/path")
def path(
    present: PresentDep,
    start: Annotated[str, Query(alias="from")] = "",
    end: Annotated[str, Query(alias="to")] = "",
    longest: Annotated[int, Query(alias="max", ge=1, le=path_page.MOST_LINKS)] = LONGEST,
    supported: bool = False,
) -> Response:
    """Return the paths between two factors; 404 with the page that says so when nobody knows one of the names."""
    atlas, graph = present.atlas(), present.graph
    unknown = any(words.strip() and resolve(atlas, graph, words) is None for words in (start, end))
    return page(path_page.render(atlas, graph, start, end, longest=longest, supported=supported), 404 if unknown else 200)


@router.get("/search")
def search(present: PresentDep, q: str = "") -> Response:
    """Return what was found, or lead on to the paths that "A -> B" asks for."""
    asked = ends(q)
    if asked:
        return RedirectResponse("/path?" + links.parameters({"from": asked[0], "to": asked[1]}), 303)
    return page(search_page.render(present.atlas(), present.graph, q))


@router.get("/about")
def about(present: PresentDep) -> Response:
    """Return what this is."""
    return page(about_page.render(present.atlas()))


@router.get("/ontology")
def ontology(request: Request, present: PresentDep) -> Response:
    """Return the vocabulary as a page or as RDF."""
    if wanted_form(request) is Form.PAGE:
        return page(ontology_page.render(present.atlas()))
    choice = rdf_choice(request)
    body = ontology_page.serialised(GRAPH_FORMATS[choice.format.media_types[0]])
    return Response(body, headers={"Vary": "Accept", "Content-Type": choice.content_type})


@router.get("/docs")
def docs(request: Request, present: PresentDep) -> Response:
    """Return the description of the REST service."""
    return page(docs_page.render(present.atlas(), request.app.openapi()))
