"""Which format an answer gets."""

from __future__ import annotations

import pytest

from api.sparql.formats import GRAPHS, TABLES, Kind
from api.sparql.negotiate import choose, prefers_page, wanted


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/csv;header=present;q=0.9", "text/csv; charset=utf-8"),
    ],
)
def test_the_most_welcome_format_of_a_table_is_taken(accept: str | None, content_type: str) -> None:
    choice = choose(accept, TABLES)

    assert choice is not None
    assert choice.content_type == content_type


@pytest.mark.parametrize(
    "accept", ["image/png", "application/json;q=0, application/sparql-results+json;q=0.0", "nonsense", "text/turtle;q=x"]
)
def test_what_nobody_offers_is_not_chosen(accept: str) -> None:
    assert choose(accept, TABLES) is None


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_every_format_of_graphs_can_be_asked_for_by_its_media_type_and_by_its_name(form: object) -> None:
    by_type, by_name = wanted(form.media_types[0])[Kind.GRAPH], wanted("image/png", form.name)[Kind.GRAPH]  # type: ignore[attr-defined]

    assert by_type is not None
    assert by_name is not None
    assert by_type.format == by_name.format == form


def test_a_name_that_does_not_fit_the_answer_is_no_choice() -> None:
    assert wanted("*/*", "csv")[Kind.GRAPH] is None


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("application/sparql-results+json,text/html;q=0.9", False),
        ("*/*", False),
        (None, False),
    ],
)
def test_only_browsers_are_given_the_page(accept: str | None, page: bool) -> None:
    assert prefers_page(accept) is page
