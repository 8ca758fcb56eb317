"""What is refused before any engine sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.check import TooComplexError, check, syntax_error
from api.sparql.limits import Limits
from ontology.errors import QueryError, QueryRefusedError

LIMITS = Limits()


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "ASK { service silent ?where { ?s ?p ?o } }",
        "ASK { { SELECT * { SERVICE <http://example.org/> {} } } }",
        "PREFIX a: <http://example.org/> LOAD a:b",
        "insert data { <a:a> <a:b> 1 }",
        "BASE <http://example.org/> WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# a comment first\nDROP ALL",
    ],
)
def test_updates_and_calls_to_other_servers_are_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="read-only"):
        check(text, LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://example.org/> {' }",
        'ASK { ?s ?p """ }\n LOAD "SERVICE" """ }',
        "ASK { ?service ?load ?drop } # SERVICE",
        "PREFIX service: <http://example.org/SERVICE/> ASK { service:a service:load service:SERVICE }",
        "ASK { <http://example.org/#SERVICE> ?p 'it\\'s a SERVICE' }",
        "ASK { ?s ?p 'text'@service }",
    ],
)
def test_words_in_strings_comments_names_and_iris_count_for_nothing(text: str) -> None:
    assert check(text, LIMITS).form == "ASK"


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("depth", "ASK " + "{" * 101 + "}" * 101),
        ("depth", "ASK { FILTER(" + "(" * 101 + "1" + ")" * 101 + ") }"),
        ("depth", "ASK { FILTER(" + "! " * 101 + "true) }"),
        ("depth", "ASK { " + "[ <a:b> " * 101 + "1" + "]" * 101 + " }"),
        ("depth", "ASK { " + "FILTER EXISTS { " * 101 + "}" * 101 + " }"),
        ("width", "ASK { " + " . ".join(f"?s{n} <a:b> ?o" for n in range(202)) + " }"),
        ("width", "ASK { ?s <a:b> " + ", ".join(f"?o{n}" for n in range(202)) + " }"),
        ("width", "ASK { (" + "1 " * 102 + ") <a:b> 1 }"),
        ("width", "ASK { ?s " + "/".join(["<a:b>"] * 202) + " ?o }"),
        ("width", "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 201) + " }"),
        ("chain", "ASK { FILTER(" + "+".join(["1"] * 1_002) + " = 1) }"),
        ("chain", "ASK { ?s " + "|".join(["<a:b>"] * 1_002) + " ?o }"),
        ("chain", "ASK { " + " ".join(f"BIND(1 AS ?b{n})" for n in range(1_001)) + " }"),
        ("length", "ASK { ?s ?p '" + "é" * 32_000 + "' }"),
    ],
)
def test_what_the_engine_cannot_bear_is_refused_with_its_measure(measure: str, text: str) -> None:
    with pytest.raises(TooComplexError) as caught:
        check(text, LIMITS)

    assert caught.value.measure == measure


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES ?x { " + " ".join(f"<http://example.org/{n}>" for n in range(1_900)) + " } }",
        "SELECT * { VALUES (?x ?y) { " + " ".join(f"({n} -{n})" for n in range(3_000)) + " } }",
        "ASK { ?s ?p ?o FILTER(?o IN (" + ", ".join(f"'{n}'" for n in range(3_000)) + ")) }",
        "SELECT * { " + " ".join(f"?s <a:{n}> ?o{n} ." for n in range(150)) + " }",
    ],
    ids=["values", "rows of values", "in a list", "many patterns"],
)
def test_long_lists_of_constants_are_welcome(text: str) -> None:
    assert check(text, LIMITS).text == text


@given(st.text(alphabet="{}()[]<>\"'\\#?$:.,;@!/|^*+-= \nSERVICEFROMASKvalues0é", max_size=200))
def test_no_text_does_anything_but_pass_or_be_refused(text: str) -> None:
    try:
        checked = check(text, LIMITS)
    except QueryError:
        return

    assert checked.text == text


@given(st.lists(st.sampled_from(["{", "}", "(", ")", "'a'", '"b"', "<c:d>", "?e", "# f\n", " "]), max_size=60))
def test_what_stands_in_a_string_never_changes_the_verdict(parts: list[str]) -> None:
    text = "SELECT * { ?s ?p ?o }"
    quoted = '"""' + "".join(parts).replace('"', "'") + '"""'

    assert check(f"{text} # {quoted}".replace("\n", " "), LIMITS).form == check(text, LIMITS).form


def test_a_byte_order_mark_is_taken_off() -> None:
    assert check("\ufeffASK {}", LIMITS).text == "ASK {}"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * FROM <a:g> { ?s ?p ?o }", True),
        ("SELECT * FROM NAMED <a:g> { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * { ?s <a:FROM> 'FROM' }", False),
    ],
)
def test_a_query_that_names_its_dataset_is_known(text: str, names: bool) -> None:
    assert check(text, LIMITS).names_dataset is names


@pytest.mark.parametrize(
    ("message", "text", "told"),
    [
        (
            "error at 2:12: expected one of Prefix not found, ['%']",
            "ASK {\n ?s mg:bar ?o }",
            "PREFIX mg: <https://w3id.org/mechgraph/ontology#>",
        ),
        ("error at 1:7: expected one of a, b", "ASK { nonsense }", "line 1, column 7: 'nonsense' cannot stand here."),
        (
            "error at 1:31: expected one of The SELECT overrides an existing variable, [_]",
            "SELECT",
            "The SELECT overrides an existing variable.",
        ),
        ("something else", "ASK", "something else"),
    ],
)
def test_the_engines_complaint_is_told_with_its_place(message: str, text: str, told: str) -> None:
    assert told in str(syntax_error(message, text))
