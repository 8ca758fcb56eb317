"""What the service answers: statuses, forms, headers, lists, and who may decide."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.headers import HEADERS
from api.sparql.formats import GRAPHS
from graph import KnowledgeGraph
from tests.api.site import a_graph, an_app
from tests.viz.hostile import hostile_article

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
LISTS = ("factors", "statements", "claims", "documents", "flags", "rules", "decisions")


@pytest.fixture(scope="module", params=[5000, 0], ids=["held", "stored"])
def held(request: pytest.FixtureRequest) -> int:
    """Statements up to which the graph is held: once more than it has, once none."""
    return int(request.param)


@pytest.fixture(scope="module")
def graph(held: int) -> Iterator[KnowledgeGraph]:  # noqa: ARG001  another graph for each way to serve it
    """A graph in memory that nobody of this module changes for good."""
    with a_graph() as graph:
        yield graph


@pytest.fixture(scope="module")
def client(graph: KnowledgeGraph, held: int) -> Iterator[TestClient]:
    """A client of the app on that graph."""
    with TestClient(an_app(graph, held=held), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def own(held: int) -> Iterator[TestClient]:
    """A client of an app whose graph belongs to one test."""
    with a_graph() as graph, TestClient(an_app(graph, held=held), base_url="http://127.0.0.1") as client:
        yield client


PAGES = (
    *("/", "/documents", "/flags", "/rules", "/rules/EV001", "/path", "/search?q=tide", "/review"),
    *("/about", "/ontology", "/docs", "/picture", "/sparql", "/panel", "/playground", "/compare", "/map"),
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_under_a_policy_that_lets_no_foreign_script_run(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    if path != "/picture":
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/static/app.css", "/static/drawing.js", "/vis/vis-network.min.js", "/api/claims", "/nothing"])
def test_files_data_and_errors_have_the_same_headers(client: TestClient, path: str) -> None:
    assert {name.lower() for name in HEADERS} <= {name.lower() for name in client.get(path).headers}


@pytest.mark.parametrize("path", ["/claim/c-none", "/statement/s-none", "/factor/none", "/document/d-none", "/rules/XX1", "/nothing"])
def test_what_is_not_there_is_a_page_for_people_and_a_problem_for_programs(client: TestClient, path: str) -> None:
    page, problem = client.get(path, headers=BROWSER), client.get(path, headers={"accept": "application/json"})

    assert (page.status_code, problem.status_code) == (404, 404)
    assert page.headers["content-type"].startswith("text/html")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["title"] == "Not found"


def items(client: TestClient) -> list[tuple[str, str]]:
    """Return the address of one item of each kind, with its IRI."""
    found = [(kind, client.get(f"/api/{kind}s?limit=1").json()["items"][0]) for kind in ("factor", "claim", "statement", "document")]
    return [(f"/{kind}/{item['id']}", item["iri"]) for kind, item in found]


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: str(form.name))
def test_each_item_has_its_triples_at_the_address_of_its_page(client: TestClient, form: object) -> None:
    media_type = form.media_types[0]  # type: ignore[attr-defined]
    for address, iri in items(client):
        answer = client.get(address, headers={"accept": media_type})
        triples = list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media_type)))

        assert answer.headers["content-type"].startswith(media_type)
        assert iri in {triple.subject.value for triple in triples}
        assert answer.headers["vary"] == "Accept"


def test_the_triples_of_a_claim_hold_its_quote(client: TestClient) -> None:
    address = next(address for address, _ in items(client) if address.startswith("/claim/"))
    quote = client.get(f"/api/claims/{address.rpartition('/')[2]}").json()["quote"]

    assert quote in client.get(f"{address}?format=nt").text


def test_an_item_asked_for_as_json_leads_to_its_record(client: TestClient) -> None:
    for address, iri in items(client):
        answer = client.get(address, headers={"accept": "application/json"})

        assert answer.status_code == 303
        assert client.get(answer.headers["location"]).json()["iri"] == iri


@pytest.mark.parametrize("path", ["/factor/copper", "/ontology"])
def test_a_form_that_we_do_not_write_is_not_acceptable(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"accept": "image/png"}).status_code == 406
    assert client.get(f"{path}?format=docx").status_code == 406


def test_an_item_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/factor/copper", headers={"accept": "text/turtle"})
    again = client.get("/factor/copper", headers={"accept": "text/turtle", "if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_pages_is_the_whole_list_in_order(client: TestClient, name: str) -> None:
    whole = client.get(f"/api/{name}?limit=500").json()["items"]
    pages, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/{name}?limit=7{cursor and '&cursor=' + cursor}").json()
        pages += page["items"]
        cursor = page["next"]

    assert pages == whole


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_also_a_table(client: TestClient, name: str) -> None:
    rows = client.get(f"/api/{name}?limit=500").json()["items"]
    table = client.get(f"/api/{name}?limit=500", headers={"accept": "text/csv"})

    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.DictReader(io.StringIO(table.text)))) == len(rows)


def test_no_cell_of_a_table_can_run_in_a_spreadsheet() -> None:
    article = hostile_article(("=1+1", "@SUM(A1)", "-2+3", "+4", "five", "six"))
    with a_graph([article]) as graph, TestClient(an_app(graph), base_url="http://127.0.0.1") as client:
        for name in ("claims", "factors", "statements", "documents"):
            cells = [cell for row in csv.reader(io.StringIO(client.get(f"/api/{name}?format=csv").text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("path", ["/api/claims", "/api/factors/copper", "/api/search?q=tide", "/api/paths?from=zinc&to=copper"])
def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]

    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("query", "key", "allowed"), [
    ("sign=lowers", "relation", {"decreases"}),
    ("evidence=named,identified", "evidence", {"named", "identified"}),
    ("told=hedged", "modality", {"hedged"}),
    ("told=denied", "negated", {True}),
])  # fmt: skip
def test_claims_are_narrowed_as_in_the_explorer(client: TestClient, query: str, key: str, allowed: set[object]) -> None:
    found = client.get(f"/api/claims?limit=500&{query}").json()["items"]

    assert found
    assert {claim["statement"]["relation"] if key == "relation" else claim[key] for claim in found} <= allowed


def test_statements_around_a_factor_are_those_of_the_drawing(client: TestClient) -> None:
    found = client.get("/api/statements?focus=copper&sign=-").json()["items"]

    assert [(one["subject"], one["object"]) for one in found] == [("zinc", "copper")]
    assert found[0]["sources"] == 1


@pytest.mark.parametrize("ends", ["from=nobody&to=copper", "from=zinc&to=nobody"])
def test_the_page_of_paths_says_that_nobody_knows_a_name(client: TestClient, ends: str) -> None:
    answer = client.get(f"/path?{ends}", headers=BROWSER)

    assert answer.status_code == 404
    assert "nobody" in answer.text
    assert client.get("/path?from=zinc&to=copper", headers=BROWSER).status_code == 200
    assert client.get("/path?from=zinc", headers=BROWSER).status_code == 200


@pytest.mark.parametrize("cursor", ["@@", "%C3%A9", "a" * 300])
def test_a_cursor_that_is_none_is_told_so(client: TestClient, cursor: str) -> None:
    assert client.get(f"/api/factors?cursor={cursor}").status_code == 400


@pytest.mark.parametrize(
    "path", ["/api/claims?limit=0", "/api/paths?from=zinc", "/api/factors?kind=stone", "/path?max=99", "/api/claims?format=doc"]
)
def test_what_cannot_be_read_says_which_parameter(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert "query." in answer.json()["detail"]


def test_paths_carry_the_product_of_their_signs(client: TestClient) -> None:
    found = client.get("/api/paths?from=moss+extract&to=core+warmth").json()["items"]

    assert {path["sign"] for path in found} == {"+", "-"}
    assert all(path["factors"][0] == "moss-extract" for path in found)


@pytest.mark.parametrize(("words", "address"), [
    ("copper ions", "/factor/copper"),
    ("Cu", "/factor/copper"),
    ("ev001", "/rules/EV001"),
    ("zinc -> copper", "/path?from=zinc&to=copper"),
])  # fmt: skip
def test_search_finds_synonyms_rules_and_paths(client: TestClient, words: str, address: str) -> None:
    assert address in [hit["address"] for hit in client.get("/api/search", params={"q": words}).json()["items"]]


def test_search_finds_sentences_and_articles(client: TestClient) -> None:
    kinds = {hit["kind"] for hit in client.get("/api/search?q=harbour").json()["items"]}

    assert {"article", "sentence"} <= kinds


def test_an_arrow_in_the_search_box_leads_to_the_paths(client: TestClient) -> None:
    assert client.get("/search", params={"q": "zinc -> iron uptake"}).headers["location"] == "/path?from=zinc&to=iron+uptake"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_strangers_name_that_leads_to_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8765"])
def test_the_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


FOREIGN = ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}, {"origin": "null"})


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_other_page_can_decide(client: TestClient, graph: KnowledgeGraph, headers: dict[str, str]) -> None:
    said = {"target": graph.claims()[0].id, "verdict": "rejected"}

    assert client.post("/api/decisions", json=said, headers=headers).status_code == 403
    assert graph.decisions() == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
def test_no_form_can_decide(client: TestClient, graph: KnowledgeGraph, kind: str) -> None:
    body = f'{{"target": "{graph.claims()[0].id}", "verdict": "rejected"}}'

    assert client.post("/api/decisions", content=body, headers={"content-type": kind}).status_code == 415
    assert graph.decisions() == []


def test_a_rejected_claim_leaves_the_graph_and_comes_back_when_the_decision_is_undone(own: TestClient) -> None:
    claim = next(one for one in own.get("/api/claims?limit=500").json()["items"] if one["quote"].startswith("Window cloth lowers"))
    address = f"/api/statements/{claim['statement_id']}"
    said = {"target": claim["id"], "verdict": "rejected", "reason": "polarity"}
    made = own.post("/api/decisions", json=said, headers={"sec-fetch-site": "same-origin"})
    gone = own.get(address).status_code
    own.post(f"/api/decisions/{made.json()['number']}/undo", json={})

    assert (made.status_code, made.json()["reviewer"], gone) == (201, "Ida", 404)
    assert own.get(address).json()["supporting"] == [claim["id"]]
    assert len(own.get("/api/decisions").json()["items"]) == 2


def test_a_suppressed_flag_is_gone_from_the_list_and_told_of(own: TestClient) -> None:
    flag = own.get("/api/flags?limit=1").json()["items"][0]
    before = own.get("/flags", headers=BROWSER).text
    own.post("/api/decisions", json={"target": flag["id"], "verdict": "suppressed", "reason": "known"})

    assert own.get(f"/api/flags/{flag['id']}").status_code == 404
    assert "suppressed in review" not in before
    assert "1 flag suppressed in review" in own.get("/flags", headers=BROWSER).text


def test_several_flags_are_decided_together_or_none_is(own: TestClient) -> None:
    flags = [flag["id"] for flag in own.get("/api/flags?limit=3").json()["items"]]
    said = {"targets": [*flags, flags[0]], "verdict": "suppressed", "reason": "known"}
    refused = own.post("/api/decisions/together", json=said | {"targets": [*flags, "f-none"]})
    before = own.get("/api/decisions").json()["total"]
    made = own.post("/api/decisions/together", json=said)

    assert (refused.status_code, before) == (404, 0)
    assert made.status_code == 201
    assert [one["target"] for one in made.json()] == flags
    assert own.get("/api/decisions").json()["total"] == 3
    assert own.post("/api/decisions/together", json=said, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert own.post("/api/decisions/together", json=said | {"targets": []}).status_code == 422


def test_a_decision_changes_the_tag_of_what_it_changes(own: TestClient) -> None:
    tag = own.get("/api/statements").headers["etag"]
    own.post("/api/decisions", json={"target": own.get("/api/claims?limit=1").json()["items"][0]["id"], "verdict": "rejected"})

    assert own.get("/api/statements", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("said", [{"target": "c-none", "verdict": "rejected"}, {"target": "f-none", "verdict": "suppressed"}])
def test_nobody_decides_about_what_is_not_there(client: TestClient, said: dict[str, str]) -> None:
    assert client.post("/api/decisions", json=said).status_code == 404


@pytest.mark.parametrize("said", [{}, {"target": "c-1", "verdict": "maybe"}, {"target": "c-1", "verdict": "rejected", "reviewer": "else"}])
def test_a_decision_that_cannot_be_read_is_refused(client: TestClient, said: dict[str, str]) -> None:
    assert client.post("/api/decisions", json=said).status_code == 422


def test_a_method_that_is_not_allowed_is_told_which_are(client: TestClient) -> None:
    answer = client.delete("/api/decisions")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert client.post("/api/claims/c-1", json={}).headers["allow"] == "GET"


def test_every_address_of_the_service_is_described_with_its_errors(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]

    assert {f"/api/{name}" for name in LISTS} <= described.keys()
    for path, methods in described.items():
        for operation in methods.values():
            assert operation["description"], path
            assert "422" in operation["responses"], path


def test_a_store_that_is_open_for_reading_is_served_and_changes_nothing(tmp_path: object) -> None:
    folder = tmp_path / "store"  # type: ignore[operator]
    a_graph(folder=folder).close()
    with KnowledgeGraph.open(folder, read_only=True) as graph, TestClient(an_app(graph), base_url="http://127.0.0.1") as client:
        assert client.get("/", headers=BROWSER).status_code == 200
        assert client.post("/api/decisions", json={"target": graph.claims()[0].id, "verdict": "rejected"}).status_code == 503
