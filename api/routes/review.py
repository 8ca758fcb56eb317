"""The review queue and the decisions that people make in it: appended, never deleted, and only from our own pages."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.recorded import decision_of
from api.records import DecisionRecord, Page
from api.routes import queries
from api.routes.common import PresentDep, page
from api.routes.listing import answer, cut
from api.routes.rest import MANY, MISSING, PROBLEM, UNREADABLE
from api.sparql.problems import RequestError
from ontology.errors import UnknownItemError
from ontology.model import Decision, Verdict
from viz import review_page
from viz.choice import Choice
from viz.review_page import UNDONE

router = APIRouter()

CHANGE = MISSING | UNREADABLE
CHANGE |= {
    400: {"description": "The body is not JSON.", "content": PROBLEM},
    403: {"description": "Sent by a page of another site.", "content": PROBLEM},
    415: {"description": "Not application/json.", "content": PROBLEM},
    503: {"description": "The store is open for reading only.", "content": PROBLEM},
}


TOGETHER = 200
"""Decisions that one request may make: four pages of the list of flags."""


def from_our_pages(request: Request) -> None:
    """Refuse a change that another page may have made the browser send (cross-site request forgery), or that is not JSON.

    A browser says in Sec-Fetch-Site where a request comes from, older ones in Origin; a program sends neither and is let through.
    A form or a plain text cannot be JSON without asking first (CORS preflight, which we do not answer for this address).

    Raises:
        RequestError: 403 for another page, 415 for another type.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    foreign_site = site not in (None, "same-origin", "none")
    foreign_origin = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign_site or foreign_origin:
        raise RequestError(403, "Refused", "Decisions are taken from the pages of this service only. Open its /review page.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RequestError(415, "Unsupported media type", "Send the decision as application/json.")


class Nothing(BaseModel):
    """An empty object: the address says it all."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Decide(BaseModel):
    """What a person says about a flag or a claim."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"target": "c-ff60bf498ddb2557", "verdict": "rejected", "reason": "polarity"}]},
    )
    target: str = Field(max_length=100, description="Id of a claim or of an open flag.")
    verdict: Verdict
    reason: str | None = Field(None, max_length=500)


class DecideTogether(BaseModel):
    """What a person says about several flags or claims at once."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"targets": ["c-ff60bf498ddb2557"], "verdict": "suppressed", "reason": "textbook knowledge"}]},
    )
    targets: list[str] = Field(min_length=1, max_length=TOGETHER, description="Ids of claims or of open flags, each once.")
    verdict: Verdict
    reason: str | None = Field(None, max_length=500)


@router.get("/review", include_in_schema=False)
def review(request: Request, present: PresentDep, flag: str | None = None, target: str | None = None) -> Response:
    """Return the queue at its first undecided flag, or at what the address names."""
    choice = Choice.read(dict(request.query_params))
    return page(review_page.render(present.atlas(), present.graph, choice, flag=flag, claim=target))


@router.get("/api/decisions", response_model=Page[DecisionRecord], tags=["REST"], responses=MANY)
def decisions(request: Request, present: PresentDep, query: Annotated[queries.Listed, Query()]) -> Response:
    """List decisions in their order."""

    def build() -> Page[DecisionRecord]:
        every = present.atlas().decisions
        found, after = cut(every, lambda one: f"{one.number:012}", limit=query.limit, cursor=query.cursor)
        return Page[DecisionRecord](items=[decision_of(one) for one in found], next=after, total=len(every))

    return answer(request, present, build)


@router.post("/api/decisions", status_code=201, tags=["REST"], dependencies=[Depends(from_our_pages)], responses=CHANGE)
def decide(request: Request, present: PresentDep, said: Annotated[Decide, Body()]) -> DecisionRecord:
    """Record what a person says about a claim or a flag; a rejected claim supports nothing any more."""
    if not present.atlas().has_flag(said.target):
        present.graph.claim(said.target)  # raises for what is neither flag nor claim
    return decision_of(_store(request, present, said.target, said.verdict, said.reason))


@router.post("/api/decisions/together", status_code=201, tags=["REST"], dependencies=[Depends(from_our_pages)], responses=CHANGE)
def decide_together(request: Request, present: PresentDep, said: Annotated[DecideTogether, Body()]) -> list[DecisionRecord]:
    """Record the same verdict on several claims or flags; nothing is recorded when one of them is unknown."""
    atlas, targets = present.atlas(), list(dict.fromkeys(said.targets))
    for target in targets:
        if not atlas.has_flag(target):
            present.graph.claim(target)
    return [decision_of(_store(request, present, target, said.verdict, said.reason)) for target in targets]


@router.post("/api/decisions/{number}/undo", status_code=201, tags=["REST"], dependencies=[Depends(from_our_pages)], responses=CHANGE)
def undo(request: Request, present: PresentDep, number: int, _: Annotated[Nothing, Body()]) -> DecisionRecord:
    """Take a decision back by appending another: the one before it counts again, or none."""
    every = present.atlas().decisions
    made = next((one for one in every if one.number == number), None)
    if made is None:
        raise UnknownItemError("decision", str(number))
    before = [one for one in every if one.target == made.target and one.number < number]
    return decision_of(_store(request, present, made.target, before[-1].verdict if before else Verdict.ACCEPTED, f"{UNDONE}{number}"))


def _store(request: Request, present: PresentDep, target: str, verdict: Verdict, reason: str | None) -> Decision:
    reviewer = request.app.state.settings.reviewer
    return present.graph.decide(target, verdict, reviewer=reviewer, time=present.clock(), reason=reason or None)
