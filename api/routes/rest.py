"""REST under /api: what the pages show, for programs. Filters have the names and values that they have in the explorer's addresses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api import recorded
from api.present import Present
from api.records import (
    ClaimRecord,
    DocumentRecord,
    FactorRecord,
    FlagRecord,
    HitRecord,
    Page,
    PathRecord,
    Problem,
    RuleRecord,
    StatementRecord,
)
from api.routes import queries
from api.routes.common import PresentDep
from api.routes.listing import answer, leaf, read_cursor, write_cursor
from api.sparql.problems import RequestError
from graph.search import fold
from ontology.errors import UnknownItemError
from ontology.model import Claim, Document
from viz.edges import DENIED
from viz.find import find, resolve
from viz.marks import mark_of
from viz.scope import UNFLAGGED, Scope

Responses = dict[int | str, dict[str, Any]]

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
UNREADABLE: Responses = {422: {"description": "A parameter cannot be read.", "content": PROBLEM, "model": Problem}}
MISSING: Responses = {404: {"description": "There is no such item.", "content": PROBLEM}}
UNCHANGED: Responses = {304: {"description": "Unchanged since the tag in If-None-Match."}}
CURSOR: Responses = {
    400: {"description": "The cursor cannot be read.", "content": PROBLEM},
    410: {"description": "What the cursor stands at is gone.", "content": PROBLEM},
}
TABLE: Responses = {200: {"description": "A page of the list.", "content": {"text/csv": {"schema": {"type": "string"}}}}}
ONE: Responses = UNCHANGED | MISSING | UNREADABLE
WHOLE: Responses = UNCHANGED | TABLE | UNREADABLE
MANY: Responses = WHOLE | CURSOR

router = APIRouter(prefix="/api", tags=["REST"])

EVERYWHERE = 2_000
"""Statements from which on a factor is met in so many articles that the next claim about it is never far."""


@router.get("/factors", response_model=Page[FactorRecord], responses=MANY)
def factors(request: Request, present: PresentDep, query: Annotated[queries.Factors, Query()]) -> Response:
    """List factors by id."""

    def build() -> Page[FactorRecord]:
        atlas, after = present.atlas(), read_cursor(query.cursor) or ""
        found, total = atlas.factors_after(after, query.limit + 1, part=fold(query.q), kind=query.kind)
        page, further = leaf(found, query.limit)
        return Page[FactorRecord](items=[recorded.factor_of(factor, atlas) for factor in page], next=further, total=total)

    return answer(request, present, build)


@router.get("/factors/{factor_id}", response_model=FactorRecord, responses=ONE)
def factor(request: Request, present: PresentDep, factor_id: Annotated[str, Path(examples=["magnesium"])]) -> Response:
    """Return one factor."""
    return answer(request, present, lambda: recorded.factor_of(present.atlas().factor(factor_id), present.atlas()))


@router.get("/statements", response_model=Page[StatementRecord], responses=MANY)
def statements(request: Request, present: PresentDep, query: Annotated[queries.Statements, Query()]) -> Response:
    """List statements, the edges of the graph, by id; narrowed as in the explorer."""

    def build() -> Page[StatementRecord]:
        atlas, after = present.atlas(), read_cursor(query.cursor) or ""
        found, total = atlas.statements_after(after, query.limit + 1, query.scope())
        page, further = leaf(found, query.limit)
        return Page[StatementRecord](items=[recorded.statement_of(one, atlas) for one in page], next=further, total=total)

    return answer(request, present, build)


@router.get("/statements/{statement_id}", response_model=StatementRecord, responses=ONE)
def statement(request: Request, present: PresentDep, statement_id: str) -> Response:
    """Return one statement with the sum of its support."""
    return answer(request, present, lambda: recorded.statement_of(present.atlas().statement(statement_id), present.atlas()))


@router.get("/claims", response_model=Page[ClaimRecord], responses=MANY)
def claims(request: Request, present: PresentDep, query: Annotated[queries.Claims, Query()]) -> Response:
    """List claims in the order of articles and text."""

    def build() -> Page[ClaimRecord]:
        atlas, found = present.atlas(), list(islice(_claims_after(present, query), query.limit + 1))
        page = found[: query.limit]
        atlas.warm((claim.id for _, claim in page), edges=False)
        items = [recorded.claim_of(claim, document, atlas) for document, claim in page]
        further = write_cursor(f"{page[-1][0].id} {page[-1][1].id}") if len(found) > query.limit else None
        return Page[ClaimRecord](items=items, next=further)

    return answer(request, present, build)


@router.get("/claims/{claim_id}", response_model=ClaimRecord, responses=ONE)
def claim(request: Request, present: PresentDep, claim_id: Annotated[str, Path(examples=["c-ff60bf498ddb2557"])]) -> Response:
    """Return one claim with the place where it stands."""

    def build() -> ClaimRecord:
        found, atlas = present.graph.claim(claim_id), present.atlas()
        document = atlas.documents.get(found.document_id) or present.graph.document(found.document_id)
        return recorded.claim_of(found, document, atlas)

    return answer(request, present, build)


@router.get("/documents", response_model=Page[DocumentRecord], responses=MANY)
def documents(request: Request, present: PresentDep, query: Annotated[queries.Listed, Query()]) -> Response:
    """List articles by id."""

    def build() -> Page[DocumentRecord]:
        atlas = present.atlas()
        found, total = atlas.documents_after(read_cursor(query.cursor) or "", query.limit + 1)
        page, further = leaf(found, query.limit)
        return Page[DocumentRecord](items=[recorded.document_of(one, atlas) for one in page], next=further, total=total)

    return answer(request, present, build)


@router.get("/documents/{document_id}", response_model=DocumentRecord, responses=ONE)
def document(request: Request, present: PresentDep, document_id: str) -> Response:
    """Return one article with its claims counted by the evidence offered."""
    return answer(request, present, lambda: recorded.document_of(present.graph.document(document_id), present.atlas(), present.graph))


@router.get("/flags", response_model=Page[FlagRecord], responses=MANY)
def flags(request: Request, present: PresentDep, query: Annotated[queries.Flags, Query()]) -> Response:
    """List open flags by id; the page /flags has them in the order in which to look at them."""

    def build() -> Page[FlagRecord]:
        atlas = present.atlas()
        codes, articles = tuple(query.rule.upper().split(",")), tuple(query.article.split(",")) if query.article else ()
        after = read_cursor(query.cursor) or ""
        found, total = atlas.flags_after(after, query.limit + 1, codes=codes, severity=query.severity, articles=articles)
        page, further = leaf(found, query.limit)
        return Page[FlagRecord](items=[recorded.flag_of(one, atlas) for one in page], next=further, total=total)

    return answer(request, present, build)


@router.get("/flags/{flag_id}", response_model=FlagRecord, responses=ONE)
def flag(request: Request, present: PresentDep, flag_id: str) -> Response:
    """Return one open flag."""

    def build() -> FlagRecord:
        found = present.atlas().flag(flag_id)
        if found is None:
            raise UnknownItemError("flag", flag_id)
        return recorded.flag_of(found, present.atlas())

    return answer(request, present, build)


@router.get("/rules", response_model=Page[RuleRecord], responses=WHOLE)
def rules(request: Request, present: PresentDep, _: Annotated[queries.Formatted, Query()]) -> Response:
    """List the rules of the audit and what became of each."""

    def build() -> Page[RuleRecord]:
        results = present.results()
        return Page[RuleRecord](items=[recorded.rule_of(result) for result in results], total=len(results))

    return answer(request, present, build)


@router.get("/paths", response_model=Page[PathRecord], responses=WHOLE | MISSING)
def paths(request: Request, present: PresentDep, query: Annotated[queries.Paths, Query()]) -> Response:
    """Return the best chains of statements from one factor to another, shortest and best sourced first."""

    def build() -> Page[PathRecord]:
        atlas = present.atlas()
        ids = [resolve(atlas, present.graph, words) for words in (query.start, query.end)]
        for words, name in zip((query.start, query.end), ids, strict=True):
            if name is None:
                raise UnknownItemError("factor", words)
        found = present.graph.paths(str(ids[0]), str(ids[1]), limit=query.limit, longest=query.longest, sign=query.sign)
        return Page[PathRecord](items=[recorded.path_of(path, atlas) for path in found], total=len(found))

    return answer(request, present, build)


@router.get("/search", response_model=Page[HitRecord], responses=WHOLE)
def search(request: Request, present: PresentDep, query: Annotated[queries.Search, Query()]) -> Response:
    """Search factors, synonyms, articles, sentences and rules."""

    def build() -> Page[HitRecord]:
        found = find(present.atlas(), present.graph, query.q, limit=query.limit)
        return Page[HitRecord](items=[recorded.hit_of(one) for one in found])

    return answer(request, present, build)


def _claims_after(present: Present, query: queries.Claims) -> Iterator[tuple[Document, Claim]]:
    """Yield the claims that fit, article by article, those behind the cursor only.

    Raises:
        RequestError: The article of the cursor is no more (410).
    """
    scope, after = query.scope(), read_cursor(query.cursor)
    atlas = present.atlas()
    places, wanted = atlas.document_places, scope.chosen.get("article")
    if query.statement or (query.factor and atlas.degree(query.factor) < EVERYWHERE):  # looking into each article for them would take long
        found = present.graph.documents_with(statement=query.statement, factor=query.factor)
        wanted = frozenset(found) if wanted is None else wanted & found
    home, _, last = (after or "").partition(" ")
    if after is not None and home not in places:
        raise RequestError(410, "Cursor too old", "The article that this list stood at is no longer here. Begin the list anew.")
    order = list(places) if wanted is None else sorted(wanted & places.keys(), key=places.__getitem__)
    begins = bisect_left(order, places.get(home, 0), key=places.__getitem__)
    for name in order[begins:]:
        here = present.graph.claims(document=name, statement=query.statement, factor=query.factor)
        ids = [claim.id for claim in here]
        begin = ids.index(last) + 1 if name == home and last in ids else 0
        yield from ((atlas.documents[name], claim) for claim in here[begin:] if _fits(present, scope, claim))


def _fits(present: Present, scope: Scope, claim: Claim) -> bool:
    """Return whether a claim itself has the chosen values; in the explorer the same names ask whether any claim of an edge has them."""
    told = DENIED if claim.negated else claim.modality.value
    relation = claim.statement.relation if claim.statement else claim.relation
    values = {"sign": {mark_of(relation).value}, "evidence": {claim.evidence.level.value}, "told": {told}}
    if "flag" in scope.chosen:
        values["flag"] = {flag.code for flag in present.atlas().flags_by_claim.get(claim.id, ())} or {UNFLAGGED}
    return all(values[name] & chosen for name, chosen in scope.chosen.items() if name in values)
