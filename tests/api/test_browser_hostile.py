"""Articles that try to run scripts: no page lets them, in a real browser, whatever is hovered, opened or typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, Request

from tests.api.site import a_graph, served
from tests.viz.hostile import PAYLOADS, hostile_article

pytestmark = pytest.mark.browser

HOVER = """() => {
    const element = document.getElementById("drawing");
    if (!element) return [];
    const box = element.getBoundingClientRect(), data = JSON.parse(document.getElementById("drawing-data").textContent);
    return [...data.nodes, ...data.edges].slice(0, 12).map(one => {
        const at = element.place(one.id);
        return [box.x + at.x, box.y + at.y];
    });
}"""
"""Where the first nodes and edges are drawn."""


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    """The address of a server whose one article is hostile."""
    with a_graph([hostile_article()]) as graph, served(graph) as address:
        yield address


def tour(page: Page, home: str, payloads: Sequence[str]) -> list[str]:
    """Visit every kind of page and return where a script of the article ran or another host was asked."""
    caught: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:")):
            caught.append(request.url)

    def spoken(dialog: Dialog) -> None:
        caught.append(dialog.message)
        dialog.dismiss()

    page.on("request", asked)
    page.on("dialog", spoken)
    for path in addresses(page, home, payloads):
        page.goto(home + path)
        for x, y in page.evaluate(HOVER):
            page.mouse.move(x, y)
        if page.evaluate("window.PWNED") is not None:
            caught.append(path)
    return caught


def addresses(page: Page, home: str, payloads: Sequence[str]) -> list[str]:
    """Return every kind of page, with payloads wherever an address takes words."""
    kinds = ("factor", "claim", "statement", "document")
    first = {kind: page.request.get(f"{home}/api/{kind}s?limit=1").json()["items"][0] for kind in kinds}
    edge = f"{first['statement']['subject']}.lowers.{first['statement']['object']}"
    plain = ["/", "/documents", "/flags", "/rules", "/review", "/sparql", "/about", "/?view=table"]
    plain += [f"/?edge={edge}", f"/?node={first['factor']['id']}"]
    typed = [form + quote(one, safe="") for one in payloads for form in ("/search?q=", "/path?to=zinc&from=", "/sparql?query=")][:18]
    odd = [f"/?focus={quote(payloads[0], safe='')}&edge={quote(payloads[1], safe='')}&article={quote(payloads[2], safe='')}"]
    odd += [f"/flags?rule={quote(payloads[1], safe='')}", f"/claim/{quote(payloads[1], safe='')}", f"/rules/{quote(payloads[2], safe='')}"]
    return [*plain, *(f"/{kind}/{one['id']}" for kind, one in first.items()), *odd, *typed]


def test_no_script_of_an_article_runs_on_any_page(page: Page, hostile: str) -> None:
    assert tour(page, hostile, PAYLOADS) == []


def test_suggestions_of_the_search_box_are_words(page: Page, hostile: str) -> None:
    page.goto(hostile)
    page.locator("#q").fill("img")
    page.get_by_role("option").first.wait_for()

    assert page.locator("#hits img, #hits svg, #hits script").count() == 0
    assert page.evaluate("window.PWNED") is None


def test_a_panel_that_is_opened_by_script_holds_words_only(page: Page, hostile: str) -> None:
    page.goto(hostile)
    page.wait_for_selector("#drawing[data-drawn=yes]")
    for row in page.evaluate("JSON.parse(document.getElementById('drawing-data').textContent).edges.map(edge => edge.id)"):
        page.evaluate("id => document.getElementById('drawing').dispatchEvent(new CustomEvent('mg:edge', { detail: id }))", row)
        page.locator(f'#panel [data-edge="{row}"]').wait_for()

        assert page.locator("#panel img, #panel iframe, #panel script").count() == 0
    assert page.evaluate("window.PWNED") is None


def test_a_saved_picture_of_a_hostile_article_runs_nothing(page: Page, hostile: str, tmp_path: Path) -> None:
    saved = tmp_path / "picture.html"
    saved.write_bytes(page.request.get(f"{hostile}/picture").body())
    page.goto(saved.as_uri())
    page.wait_for_selector("#drawing[data-drawn=yes]")
    for x, y in page.evaluate(HOVER):
        page.mouse.move(x, y)

    assert page.evaluate("window.PWNED") is None


@pytest.mark.shared
def test_no_payload_of_the_collection_runs_on_any_page(page: Page, shared: Path) -> None:
    payloads = json.loads((shared / "data" / "badinput" / "xss" / "payloads.json").read_text(encoding="utf-8"))
    with a_graph([hostile_article(payloads)]) as graph, served(graph) as address:
        assert tour(page, address, payloads) == []
