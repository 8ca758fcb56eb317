"""The endpoint as a client sees it: a real server on the loopback address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest

from api.sparql.formats import GRAPHS, TABLES
from api.sparql.limits import Limits
from tests.api.serving import serving
from tests.api.sparql_server import Quads, a_quad, an_app

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LIMITS = Limits(fresh=0, rows=100, size=400_000)
GRAPH = "http://example.org/g1"


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Quads:
    """Sixty quads in two named graphs and one in the default graph; tests that change them undo it."""
    many = [a_quad(f"s{n}", "p", f"value {n}", f"g{n % 2}") for n in range(60)]
    return Quads(tmp_path_factory.mktemp("store"), [*many, a_quad("alone", "p", "<b>bold</b>")])


@pytest.fixture(scope="module")
def client(quads: Quads) -> Iterator[httpx.Client]:
    with serving(an_app(quads, LIMITS, cors="https://example.org")) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def ask(client: httpx.Client, query: str, *, method: str = "GET", accept: str = "*/*", **more: str) -> httpx.Response:
    return client.request(method, "/sparql", params={"query": query} | more, headers={"Accept": accept})


def names(response: httpx.Response) -> list[str]:
    return [row["s"]["value"].rpartition("/")[2] for row in response.json()["results"]["bindings"]]


# --- asking ---------------------------------------------------------------------------------------------------------------------


def test_a_query_can_be_sent_in_the_address_in_a_form_or_as_the_body(client: httpx.Client) -> None:
    query = "SELECT ?s { ?s ?p 'value 7' }"

    answers = [
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
    ]

    assert [names(answer) for answer in answers] == [["s7"]] * 3


def test_the_default_graph_is_the_union_of_all_graphs_unless_the_query_or_the_request_names_others(client: httpx.Client) -> None:
    count = "SELECT (COUNT(*) AS ?s) { ?x ?p ?o }"

    def number(query: str, **more: str) -> str:
        return str(ask(client, query, **more).json()["results"]["bindings"][0]["s"]["value"])

    assert number(count) == "61"
    assert number(count.replace("{", f"FROM <{GRAPH}> {{")) == "30"
    assert number(count, **{"default-graph-uri": GRAPH}) == "30"
    assert number(count, **{"named-graph-uri": GRAPH}) == "0"
    assert number("SELECT (COUNT(*) AS ?s) { GRAPH ?g { ?x ?p ?o } }", **{"named-graph-uri": GRAPH}) == "30"


def test_names_of_our_vocabulary_may_be_used_undeclared_and_others_may_not(client: httpx.Client) -> None:
    assert ask(client, "ASK { ?claim a mg:Claim }").json() == {"head": {}, "boolean": False}
    assert "PREFIX foaf: <http://...>" in ask(client, "ASK { ?x a foaf:Person }").json()["detail"]


def test_relative_iris_are_resolved_against_the_address_of_the_endpoint(client: httpx.Client) -> None:
    answer = ask(client, "CONSTRUCT { <s> <p> 1 } WHERE {}", accept="application/n-triples")

    assert answer.text.startswith(f"<{client.base_url}/s>".replace("//s", "/s"))


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.name)
def test_tables_and_truth_values_come_in_the_format_that_is_asked_for(client: httpx.Client, form: object) -> None:
    media_type = form.media_types[0]  # type: ignore[attr-defined]

    for query in ("SELECT ?s { ?s ?p 'value 1' }", "ASK {}"):
        answer = ask(client, query, accept=media_type)
        by_name = ask(client, query, accept=BROWSER, format=form.name)  # type: ignore[attr-defined]

        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert answer.content == by_name.content
        assert "s1" in answer.text or "true" in answer.text


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { <http://example.org/s1> ?p ?o }", "DESCRIBE <http://example.org/s1>"])
def test_graphs_come_in_the_format_that_is_asked_for(client: httpx.Client, form: object, query: str) -> None:
    media_type = form.media_types[0]  # type: ignore[attr-defined]

    answer = ask(client, query, accept=media_type)

    assert answer.headers["content-type"].partition(";")[0] == media_type
    read = list(ox.parse(answer.content, ox.RdfFormat.from_media_type(media_type), base_iri="http://example.org/"))
    assert [quad.triple for quad in read] == [a_quad("s1", "p", "value 1").triple]


def test_a_head_request_has_the_headers_of_the_answer_and_no_body(client: httpx.Client) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 5"

    whole, head = ask(client, query), ask(client, query, method="HEAD")

    assert head.content == b""
    kept = ("content-type", "content-length", "vary", "mechgraph-rows")
    assert [head.headers[name] for name in kept] == [whole.headers[name] for name in kept]


# --- limits ---------------------------------------------------------------------------------------------------------------------


def test_every_answer_announces_the_limits_its_rows_and_the_state_of_the_graph(client: httpx.Client, quads: Quads) -> None:
    headers = ask(client, "SELECT * { ?s ?p ?o } LIMIT 5").headers

    assert headers["mechgraph-limits"] == LIMITS.announced()
    assert headers["mechgraph-rows"] == "5"
    assert headers["mechgraph-version"] == str(quads.number())
    assert headers["vary"] == "Accept, Origin"


@pytest.mark.parametrize("accept", [form.media_types[0] for form in TABLES])
def test_a_table_with_too_many_rows_is_refused_whole(client: httpx.Client, accept: str) -> None:
    fits, too_many = [ask(client, a_table(number), accept=accept) for number in (100, 101)]

    assert fits.status_code == 200
    assert too_many.status_code == 413
    assert too_many.headers["content-type"] == "application/problem+json"
    assert "100 rows" in too_many.json()["detail"]
    assert "LIMIT" in too_many.json()["detail"]


def a_table(number: int) -> str:
    return "SELECT * { VALUES ?x { " + " ".join(str(n) for n in range(number)) + " } }"


def test_an_answer_of_too_many_bytes_is_refused_and_a_large_one_arrives_whole(client: httpx.Client) -> None:
    text = "SELECT ?l { VALUES ?x { 1 2 3 } BIND(CONCAT('%s', STR(?x)) AS ?l) }"

    large = client.post("/sparql", data={"query": text % ("x" * 60_000)}, headers={"Accept": "text/csv"})
    larger = "SELECT ?m { VALUES ?x { 1 2 3 } BIND('%s' AS ?l) BIND(CONCAT(?l, ?l, ?l, STR(?x)) AS ?m) }"
    streamed = client.post("/sparql", data={"query": larger % ("x" * 40_000)}, headers={"Accept": "text/csv"})
    refused = client.post("/sparql", data={"query": larger % ("x" * 60_000)}, headers={"Accept": "text/csv"})

    assert len(large.content) == int(large.headers["content-length"]) > 180_000
    assert len(streamed.content) == int(streamed.headers["content-length"]) > 360_000
    assert streamed.text.rstrip().endswith("x3")
    assert refused.status_code == 413
    assert "400,000 bytes" in refused.json()["detail"]


def test_a_client_can_set_a_shorter_deadline(client: httpx.Client) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(8)) + " }"

    answer = ask(client, endless, timeout="0.2")

    assert answer.status_code == 503
    assert "0.2 s" in answer.json()["detail"]


# --- what is not answered -------------------------------------------------------------------------------------------------------


def test_a_query_that_cannot_be_read_is_told_where(client: httpx.Client) -> None:
    problem = ask(client, "SELECT ?s {\n  ?s ?p ;; nonsense }").json()

    assert (problem["status"], problem["line"]) == (400, 2)
    assert "nonsense" in problem["detail"]


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"method": "GET", "url": "/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D"}),
        (400, {"method": "GET", "url": "/sparql?query=ASK+%7B%7D&format=docx"}),
        (400, {"method": "GET", "url": "/sparql?query=ASK+%7B%7D&timeout=-1"}),
        (400, {"method": "GET", "url": "/sparql?query=%FF"}),
        (400, {"method": "GET", "url": "/sparql?query=ASK+%7B%7D&default-graph-uri=not%20an%20iri"}),
        (400, {"method": "POST", "url": "/sparql", "data": {"nothing": "here"}}),
        (403, {"method": "POST", "url": "/sparql", "data": {"update": "CLEAR ALL"}}),
        (403, {"method": "POST", "url": "/sparql", "data": {"query": "CLEAR ALL"}}),
        (403, {"method": "POST", "url": "/sparql", "content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
        (403, {"method": "GET", "url": "/sparql?" + urlencode({"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"})}),
        (405, {"method": "PUT", "url": "/sparql"}),
        (405, {"method": "DELETE", "url": f"/rdf-graph-store?graph={GRAPH}"}),
        (406, {"method": "GET", "url": "/sparql?query=ASK+%7B%7D", "headers": {"Accept": "text/turtle"}}),
        (406, {"method": "GET", "url": "/sparql?query=DESCRIBE+%3Ca%3Ab%3E", "headers": {"Accept": "text/csv"}}),
        (406, {"method": "GET", "url": f"/rdf-graph-store?graph={GRAPH}", "headers": {"Accept": "image/png"}}),
        (413, {"method": "POST", "url": "/sparql", "data": {"query": "ASK {} #" + "x" * 400_000}}),
        (415, {"method": "POST", "url": "/sparql", "content": "ASK {}", "headers": {"Content-Type": "text/plain"}}),
        (
            415,
            {"method": "POST", "url": "/sparql", "content": b"", "headers": {"Content-Type": "application/sparql-query; charset=utf-16"}},
        ),
        (404, {"method": "GET", "url": "/rdf-graph-store?graph=http://example.org/nothing"}),
        (400, {"method": "GET", "url": "/rdf-graph-store"}),
        (400, {"method": "GET", "url": f"/rdf-graph-store?default&graph={GRAPH}"}),
        (400, {"method": "GET", "url": "/rdf-graph-store?graph=relative"}),
    ],
)
def test_what_cannot_be_served_is_a_problem_with_its_status(client: httpx.Client, status: int, request_: dict[str, object]) -> None:
    answer = client.request(**request_)  # type: ignore[arg-type]

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert len(answer.json()["detail"]) > 20


def test_no_graph_is_fetched_from_elsewhere(client: httpx.Client) -> None:
    answer = ask(client, "SELECT * FROM <http://127.0.0.1:9/secret> { ?s ?p ?o }")

    assert (answer.status_code, answer.json()["results"]["bindings"]) == (200, [])


# --- graphs, descriptions, pages ------------------------------------------------------------------------------------------------


def test_a_graph_can_be_read_by_its_iri_and_all_of_them_as_the_default(client: httpx.Client) -> None:
    one = client.get("/rdf-graph-store", params={"graph": GRAPH}, headers={"Accept": "application/n-triples"})
    all_ = client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})

    assert (one.text.count("\n"), all_.text.count("\n")) == (30, 61)


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "application/n-triples"})

    described = ox.Store()
    described.load(input=answer.content, format=ox.RdfFormat.N_TRIPLES)
    query = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        SELECT ?endpoint (COUNT(DISTINCT ?format) AS ?formats) (COUNT(DISTINCT ?name) AS ?names) {
          ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat ?format ;
            sd:feature sd:UnionDefaultGraph ; sd:defaultDataset [ sd:defaultGraph [] ; sd:namedGraph [ sd:name ?name ] ]
        } GROUP BY ?endpoint"""
    result = described.query(query)
    assert isinstance(result, ox.QuerySolutions)
    rows = [[getattr(row[name], "value", "") for name in ("endpoint", "formats", "names")] for row in result]
    assert rows == [[f"{str(client.base_url).rstrip('/')}/sparql", "10", "2"]]


def test_the_data_are_described_with_their_counts(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void")

    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "void:triples 61" in answer.text


def test_a_browser_gets_a_page_with_the_query_and_its_answer_escaped(client: httpx.Client) -> None:
    empty = client.get("/sparql", headers={"Accept": BROWSER})
    page = ask(client, "SELECT ?o { <http://example.org/alone> ?p ?o } # <script>", accept=BROWSER)

    assert "<form" in empty.text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text
    assert "&lt;script&gt;" in page.text
    assert "<script" not in page.text
    assert ask(client, "ASK {", accept=BROWSER).status_code == 400


def test_pages_of_the_origin_in_the_settings_may_read_answers_and_others_may_not(client: httpx.Client) -> None:
    def allowed(origin: str, method: str) -> str | None:
        answer = client.request(method, "/sparql?query=ASK+%7B%7D", headers={"Origin": origin})
        found: str | None = answer.headers.get("access-control-allow-origin")
        return found

    assert [allowed("https://example.org", method) for method in ("GET", "OPTIONS")] == ["https://example.org"] * 2
    assert [allowed("https://example.com", method) for method in ("GET", "OPTIONS")] == [None] * 2


def test_what_is_changed_is_seen_by_the_next_query(client: httpx.Client, quads: Quads) -> None:
    query = "SELECT ?s { ?s ?p 'new' }"
    before = names(ask(client, query))

    quads.update("INSERT DATA { <http://example.org/new> <http://example.org/p> 'new' }")
    during = names(ask(client, query))
    quads.update("DELETE DATA { <http://example.org/new> <http://example.org/p> 'new' }")

    assert (before, during, names(ask(client, query))) == ([], ["new"], [])


@pytest.mark.shared
def test_no_value_that_a_stranger_may_send_breaks_the_service(client: httpx.Client, quads: Quads, shared: Path) -> None:
    values = json.loads((shared / "data" / "badinput" / "sparql_injection" / "params.json").read_text(encoding="utf-8"))
    before = set(quads.store)

    for value in (entry["value"] for entry in values):
        for name in ("query", "default-graph-uri", "named-graph-uri", "format", "timeout"):
            answer = client.get("/sparql", params={"query": "ASK {}"} | {name: value})
            assert answer.status_code in (200, 400, 403), (name, value)
        graph = client.get("/rdf-graph-store", params={"graph": value})
        assert graph.status_code in (400, 404), value

    assert set(quads.store) == before
