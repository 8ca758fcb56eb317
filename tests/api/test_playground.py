"""The rule playground as a service: what is read, what is refused, what a hostile text becomes, and that nothing is kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.explaining import Explainer, ExplainingError, explained
from graph import KnowledgeGraph
from tests.api.site import a_graph, an_app
from tests.viz.hostile import PAYLOADS
from tests.viz.test_pages import Elements
from viz.links import SHAREABLE
from viz.links import playground as address
from viz.playground_page import EXAMPLES, LONGEST_SENT


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    """A graph in memory that nobody of this module changes."""
    with a_graph() as graph:
        yield graph


@pytest.fixture(scope="module")
def client(graph: KnowledgeGraph) -> Iterator[TestClient]:
    """A client of one app, so that the reader starts once."""
    with TestClient(an_app(graph), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def words_of(page: str) -> str:
    """Return the words of a page as a person sees them, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_sentence_in_the_address_is_explained(client: TestClient) -> None:
    words = words_of(client.get(address("Low zinc may raise copper. Does zinc lower iron?")).text)

    assert "1 claim in the end" in words
    assert "hedges active" in words
    assert "It says zinc decreases copper" in words
    assert "Sentence 2" in words
    assert "rules tried that found nothing" in words
    assert "Causal language: conditional" in words
    assert "Zinc lowers" not in words


def test_a_candidate_that_was_dropped_says_why(client: TestClient) -> None:
    shown = client.get(address("Zinc lowers copper and this lowers it.")).text
    reasons = re.findall(r'<span class="bad">dropped</span>: ([^<]+)<', client.get(address("Does zinc lower copper?")).text)

    assert '<span class="good">kept</span>' in shown
    assert reasons


def test_a_claim_that_the_graph_makes_too_leads_to_its_statement(client: TestClient, graph: KnowledgeGraph) -> None:
    page = client.get(address("Zinc lowers copper.")).text
    known = re.search(r'href="/statement/([^"]+)">this graph knows', page)

    assert known is not None
    assert known[1] in {statement.id for statement in graph.statements()}


@pytest.mark.parametrize(("words", "text"), EXAMPLES, ids=[words for words, _ in EXAMPLES])
def test_each_example_is_read_and_all_but_the_question_hold_a_claim(client: TestClient, words: str, text: str) -> None:
    answer = client.get("/api/explain", params={"text": text})

    assert answer.status_code == 200
    assert bool(answer.json()["claims"]) == (words != "Only a question")


def test_the_form_without_a_text_says_the_limits(client: TestClient) -> None:
    page = client.get("/playground").text

    assert f"{SHAREABLE:,} characters" in page
    assert 'id="reading"' not in page


def test_a_text_too_long_for_an_address_can_be_sent_and_a_longer_one_cannot(client: TestClient) -> None:
    long = "Zinc lowers copper. " * 150
    endless = "Zinc lowers copper. " * 600

    assert SHAREABLE < len(long) < LONGEST_SENT < len(endless)
    assert client.get("/playground", params={"text": long}).status_code == 413
    assert client.post("/playground", data={"text": long}).status_code == 200
    assert client.post("/playground", data={"text": endless}).status_code == 413
    assert client.get("/api/explain", params={"text": long}).status_code == 422


def test_a_short_text_that_was_sent_offers_its_address(client: TestClient) -> None:
    page = client.post("/playground", data={"text": "Zinc lowers\r\ncopper."}).text

    assert html.escape(address("Zinc lowers\ncopper.")) in page


def test_a_body_is_read_no_further_than_the_longest_form_goes(client: TestClient) -> None:
    answer = client.post("/playground", content=b"text=" + b"a" * 1_000_000, headers={"content-type": "application/x-www-form-urlencoded"})

    assert (answer.status_code, answer.json()["title"]) == (413, "Request too large")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"text=\xff", "application/x-www-form-urlencoded", 400),
        (b'{"text": "Zinc"}', "application/json", 415),
        (b"", "", 415),
    ],
)
def test_what_is_no_such_form_is_refused(client: TestClient, body: bytes, kind: str, status: int) -> None:
    assert client.post("/playground", content=body, headers={"content-type": kind}).status_code == status


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\n\n"])
def test_no_text_is_the_empty_form(client: TestClient, text: str) -> None:
    answer = client.post("/playground", data={"text": text})

    assert answer.status_code == 200
    assert 'id="reading"' not in answer.text


def test_a_text_without_prose_is_refused_in_words(client: TestClient) -> None:
    answer = client.get(address("(((((((("))

    assert answer.status_code == 422
    assert "there is no prose in it" in words_of(answer.text)
    assert client.get("/api/explain?text=((((").status_code == 422


def test_another_language_is_said_to_be_one(client: TestClient) -> None:
    text = "Der Schlaf ist nicht nur eine Pause für den Körper, und die Nacht gehört auch der Leber."

    assert "another language (de)" in words_of(client.get(address(text)).text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_never_becomes_markup(client: TestClient, payload: str) -> None:
    text = f"{payload} lowers copper, and zinc raises {payload}."
    elements = Elements()
    elements.feed(client.get(f"/playground?text={quote(text)}").text)

    assert elements.titles == 1
    assert not elements.tags & {"img", "iframe", "object", "embed", "base"}
    assert not [name for name in elements.attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
    assert all(re.match(r"(/|#|\?|https?://)", one) for one in elements.addresses)
    assert all(str(script.get("src", "")).startswith("/static/") for script in elements.running)


def test_what_is_read_is_not_kept(client: TestClient, graph: KnowledgeGraph) -> None:
    before = graph.number(), len(graph.claims()), len(graph.documents())
    client.get(address("The zither lowers the gribble."))
    client.post("/playground", data={"text": "The zither lowers the gribble."})

    assert (graph.number(), len(graph.claims()), len(graph.documents())) == before
    assert "zither" not in client.get("/playground").text
    assert client.get("/api/explain?text=Zinc lowers copper.").json() == client.get("/api/explain?text=Zinc lowers copper.").json()


def test_a_text_that_takes_longer_than_the_deadline_is_given_up_and_the_next_is_read() -> None:
    explainer = Explainer(seconds=0.0)
    with pytest.raises(ExplainingError, match="Try a shorter one"):
        explainer.explain("Zinc lowers copper.")
    explainer.seconds = 60.0
    claims = explainer.explain("Zinc lowers copper.").claims
    explainer.close()

    assert [claim.subject.factor for claim in claims] == ["zinc"]


def test_a_reader_that_died_is_replaced() -> None:
    explainer = Explainer(seconds=60.0)
    try:
        first = explainer.explain("Zinc lowers copper.")
        assert explainer._process is not None
        explainer._process.kill()
        explainer._process.wait()

        assert explainer.explain("Zinc lowers copper.") == first == explained("Zinc lowers copper.")
    finally:
        explainer.close()


def test_more_texts_than_may_wait_are_refused() -> None:
    with pytest.raises(ExplainingError, match="Too many"):
        Explainer(waiting=0).explain("Zinc lowers copper.")


def test_a_stopped_service_reads_no_more() -> None:
    explainer = Explainer()
    explainer.warm()
    explainer.close()

    assert explainer._process is None
    with pytest.raises(ExplainingError, match="being stopped"):
        explainer.explain("Zinc lowers copper.")
