"""The review queue in a real browser: keys, undo, and pages of strangers that try to decide."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from graph import KnowledgeGraph
from ontology.model import Verdict
from tests.api.site import a_graph, served

pytestmark = pytest.mark.browser

Review = tuple[str, KnowledgeGraph]


@pytest.fixture
def review() -> Iterator[Review]:
    """The address of a server of one test's own, and its graph."""
    with a_graph() as graph, served(graph) as address:
        yield address, graph


def test_a_key_decides_and_shows_the_next_and_u_takes_it_back(page: Page, review: Review) -> None:
    address, graph = review
    page.goto(f"{address}/review")
    first = page.locator("#subject").get_attribute("data-target")
    page.keyboard.press("a")
    expect(page.locator(".progress-line")).to_contain_text("1 of")

    assert [(one.target, one.verdict, one.reviewer) for one in graph.decisions()] == [(first, Verdict.ACCEPTED, "Ida")]
    assert page.locator("#subject").get_attribute("data-target") != first
    page.keyboard.press("u")
    expect(page.locator(".progress-line")).to_contain_text("0 of")
    assert [one.reason for one in graph.decisions()] == [None, f"undone: {graph.decisions()[0].number}"]


def test_a_claim_read_wrong_is_rejected_with_a_reason_by_two_keys(page: Page, review: Review) -> None:
    address, graph = review
    page.goto(f"{address}/review?rule=EV001")
    claim = page.locator("#subject").get_attribute("data-claim")
    page.keyboard.press("x")
    expect(page.locator("#why")).to_be_visible()
    page.keyboard.press("5")
    expect(page.locator("#toast")).to_contain_text("rejected (polarity)")

    assert [(one.target, one.verdict, one.reason) for one in graph.decisions()] == [(claim, Verdict.REJECTED, "polarity")]
    assert claim not in {name for statement in graph.statements() for name in statement.supporting}


def test_a_flag_is_suppressed_with_a_typed_reason_while_keys_rest(page: Page, review: Review) -> None:
    address, graph = review
    page.goto(f"{address}/review")
    flag = page.locator("#subject").get_attribute("data-target")
    page.keyboard.press("s")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("a fixed text")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("suppressed (a fixed text)")

    assert [(one.target, one.verdict) for one in graph.decisions()] == [(flag, Verdict.SUPPRESSED)]


def test_space_skips_and_k_goes_back_without_a_decision(page: Page, review: Review) -> None:
    address, graph = review
    page.goto(f"{address}/review")
    first = page.locator("#subject").get_attribute("data-target")
    page.keyboard.press(" ")
    page.wait_for_url("**flag=**")
    second = page.locator("#subject").get_attribute("data-target")
    page.keyboard.press("k")
    page.wait_for_url(f"**flag={first}")

    assert second != first
    assert graph.decisions() == []


def test_a_decision_that_cannot_be_stored_is_told_and_nothing_moves_on(page: Page, review: Review) -> None:
    address, _ = review
    page.goto(f"{address}/review")
    page.route("**/api/decisions", lambda route: route.fulfill(status=503, json={"detail": "The store is open for reading only."}))
    first = page.locator("#subject").get_attribute("data-target")
    page.keyboard.press("a")

    expect(page.locator("#trouble")).to_have_text("Not stored: The store is open for reading only.")
    assert page.locator("#subject").get_attribute("data-target") == first


def test_several_flags_are_accepted_together_with_a_reason_and_taken_back_at_once(page: Page, review: Review) -> None:
    address, graph = review
    page.goto(f"{address}/flags?rule=EV001")
    boxes = page.locator("input.pick")
    expect(boxes.first).to_be_visible()
    here = boxes.count()
    for at in range(2):
        boxes.nth(at).check()
    page.get_by_role("button", name="Accept with a reason").click()
    expect(page.locator("#trouble")).to_contain_text("Say why")
    page.locator("#reason").fill("textbook knowledge")
    page.get_by_role("button", name="Accept with a reason").click()
    expect(page.get_by_role("status").filter(has_text="2 decided.")).to_be_visible()

    assert {(one.verdict, one.reason) for one in graph.decisions()} == {(Verdict.SUPPRESSED, "textbook knowledge")}
    expect(boxes).to_have_count(here - 2)
    page.get_by_role("button", name="Undo").click()
    expect(boxes).to_have_count(here)


def test_a_page_of_another_port_decides_nothing(page: Page, review: Review) -> None:
    address, graph = review
    claim = graph.claims()[0].id
    with stranger(attack(address, claim)) as elsewhere:
        page.goto(elsewhere)
        page.wait_for_function("window.done === true")
        page.wait_for_selector("iframe")

    assert graph.decisions() == []


def attack(address: str, claim: str) -> bytes:
    """Return a page that tries to decide by fetch in three ways, by a form in a frame, and by framing the queue."""
    body = f'{{"target": "{claim}", "verdict": "rejected"}}'
    page = f"""<!doctype html><title>elsewhere</title>
    <iframe name="frame"></iframe><iframe src="{address}/review"></iframe>
    <form method="post" action="{address}/api/decisions" enctype="text/plain" target="frame">
      <input name='{body[:-1]}, "x": "' value='"}}'>
    </form>
    <script>
      const body = {body!r};
      const kinds = ["application/json", "text/plain", "application/x-www-form-urlencoded"];
      document.forms[0].submit();
      Promise.allSettled(kinds.flatMap(kind => ["cors", "no-cors"].map(mode =>
        fetch("{address}/api/decisions", {{ method: "POST", mode, body, headers: {{ "Content-Type": kind }}, credentials: "include" }}))))
        .then(() => new Promise(resolve => setTimeout(resolve, 300))).then(() => {{ window.done = true; }});
    </script>"""
    return page.encode()


class stranger:  # noqa: N801  # reads as a statement: with stranger(page) as address
    """Serves one page from another port of this machine."""

    def __init__(self, page: bytes) -> None:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name that http.server calls
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_: object) -> None:
                return

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> str:
        """Begin to serve."""
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
