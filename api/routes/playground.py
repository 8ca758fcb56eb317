"""The rule playground: why a pasted text is read as it is, as a page and as JSON. Nothing that is pasted is kept."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.explaining import Explained, Explainer, ExplainingError, UnexplainableError
from api.records import Problem
from api.routes.common import PresentDep, page
from api.sparql.problems import RequestError
from viz import playground_page
from viz.links import SHAREABLE
from viz.playground_page import LONGEST_SENT

router = APIRouter()

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
TOO_LONG = f"This text has {{}} characters; at most {LONGEST_SENT:,} are read here. `mechgraph read` reads whole articles."
TOO_LONG_TO_SHARE = f"This text has {{}} characters, and an address holds at most {SHAREABLE:,}. Send it with “Read unshared”."


def get_explainer(request: Request) -> Explainer:
    """Return what reads the texts."""
    explainer = request.app.state.explainer
    if not isinstance(explainer, Explainer):
        raise TypeError("create_app puts it there")
    return explainer


ExplainerDep = Annotated[Explainer, Depends(get_explainer)]


@router.get("/playground", include_in_schema=False)
def playground(present: PresentDep, explainer: ExplainerDep, later: BackgroundTasks, text: str = "") -> Response:
    """Return how the text in the address is read; without one the form, while the reader starts behind it."""
    if not text.strip():
        answer = page(playground_page.render(present.atlas()))
        later.add_task(explainer.warm)
        answer.background = later
        return answer
    if len(text) > SHAREABLE:
        return page(playground_page.render(present.atlas(), text, trouble=TOO_LONG_TO_SHARE.format(f"{len(text):,}")), 413)
    return _answer(present, explainer, text, sent=False)


@router.post("/playground", include_in_schema=False)
async def sent_text(request: Request, present: PresentDep, explainer: ExplainerDep) -> Response:
    """Return how the text in a form is read."""
    text = await _text(request)
    if len(text) > LONGEST_SENT:
        trouble = TOO_LONG.format(f"{len(text):,}")
        return page(await run_in_threadpool(playground_page.render, present.atlas(), text, trouble=trouble, sent=True), 413)
    return await run_in_threadpool(_answer, present, explainer, text, sent=True)


@router.get(
    "/api/explain",
    tags=["REST"],
    responses={
        422: {"description": "The text is empty, too long, or no prose.", "content": PROBLEM, "model": Problem},
        503: {"description": "The text took too long, or too many wait.", "content": PROBLEM},
    },
)
def explain(
    explainer: ExplainerDep,
    text: Annotated[str, Query(min_length=1, max_length=SHAREABLE, examples=["Zinc lowers copper."], description="One or more sentences.")],
) -> Explained:
    """Say why a text is read as it is: trees, what each rule found, and the claims in the end. Nothing is kept."""
    try:
        return explainer.explain(cleaned(text))
    except ExplainingError as error:
        raise RequestError(503, "Not read in time", str(error), {"Retry-After": "5"}) from error


def cleaned(text: str) -> str:
    r"""Return a text with plain line ends and without control characters, as forms of browsers send them now and then.

    >>> cleaned("Zinc\r\nlowers\x00copper.")
    'Zinc\nlowers copper.'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character if character.isprintable() or character in "\n\t" else " " for character in lines)


def _answer(present: PresentDep, explainer: Explainer, text: str, *, sent: bool) -> Response:
    text = cleaned(text)
    if not text.strip():
        return page(playground_page.render(present.atlas(), sent=sent))
    try:
        reading = explainer.explain(text)
    except UnexplainableError as error:
        return page(playground_page.render(present.atlas(), text, trouble=str(error), sent=sent), 422)
    except ExplainingError as error:
        return page(playground_page.render(present.atlas(), text, trouble=str(error), sent=sent), 503)
    return page(playground_page.render(present.atlas(), text, reading, sent=sent))


async def _text(request: Request) -> str:
    """Return the field `text` of a form, read up to the longest that such a form can be and no further.

    Raises:
        RequestError: The form is longer (413), or no such form (400, 415).
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RequestError(415, "Unsupported media type", "Send the text as application/x-www-form-urlencoded, in the field `text`.")
    most, held = 12 * LONGEST_SENT + 1_000, bytearray()  # a character has at most four bytes, each written as three
    async for chunk in request.stream():
        held += chunk
        if len(held) > most:
            raise RequestError(413, "Request too large", TOO_LONG.format(f"more than {LONGEST_SENT:,}"))
    try:
        fields = parse_qs(held.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10)
    except ValueError as error:
        raise RequestError(400, "Bad request", "The form cannot be read. Percent-encode it as UTF-8.") from error
    return fields.get("text", [""])[0]
