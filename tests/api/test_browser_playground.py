"""The rule playground in a real browser: typed, clicked, long, narrow, dark, hostile, and without scripts."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.viz.hostile import PAYLOADS
from viz.links import SHAREABLE
from viz.links import playground as address

pytestmark = pytest.mark.browser

SENTENCE = "Low zinc may raise copper uptake, but copper does not lower zinc."


def test_a_typed_sentence_shows_claims_candidates_and_tree(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.get_by_role("link", name="Playground").click()
    watched.locator("#text").fill(SENTENCE)
    watched.locator("#text").press("Control+Enter")

    expect(watched.locator("#reading h2")).to_have_text("2 claims in the end")
    expect(watched.locator(".result .told")).to_have_text(["Hedges", "Denies"], ignore_case=True)
    expect(watched.locator(".stacked tbody tr")).to_have_count(2)
    expect(watched.locator("svg.tree.wide .word.root")).to_have_text("raise")
    assert watched.url == f"{site}{address(SENTENCE)}#reading"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_example_is_read_with_a_click(browser: Browser, site: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/playground")
    page.get_by_role("link", name="A source and a number").click()

    expect(page.locator(".result")).to_contain_text("source named")
    expect(page.locator(".result .cite")).to_contain_text("2019")
    expect(page.locator("#text")).to_have_value(re.compile("^In a trial"))
    context.close()


def test_a_long_text_goes_as_a_form_by_itself(watched: Page, site: str) -> None:
    watched.goto(f"{site}/playground")
    watched.locator("#text").fill("Zinc lowers copper.\n\n" * (SHAREABLE // 20 + 1))
    watched.get_by_role("button", name="Read", exact=True).click()

    expect(watched.locator("#reading h2")).to_contain_text("claims in the end")
    assert watched.url == f"{site}/playground#reading"


def test_without_scripts_a_text_can_be_read_unshared(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/playground")
    page.locator("#text").fill(SENTENCE)
    page.get_by_role("button", name="Read unshared").click()

    expect(page.locator("#reading h2")).to_have_text("2 claims in the end")
    assert "text=" not in page.url
    page.get_by_role("link", name="Link to this reading").click()
    expect(page).to_have_url(f"{site}{address(SENTENCE)}#reading")
    context.close()


def test_a_narrow_screen_draws_the_tree_from_top_to_bottom_and_nothing_is_cut(watched: Page, site: str) -> None:
    watched.set_viewport_size({"width": 390, "height": 844})
    watched.goto(site + address(SENTENCE))
    tree = watched.locator("svg.tree.tall")

    expect(tree).to_be_visible()
    expect(watched.locator("svg.tree.wide")).to_be_hidden()
    box = tree.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_words_drawn_in_a_row_do_not_overlap(watched: Page, site: str) -> None:
    watched.goto(site + address(SENTENCE))
    boxes = watched.evaluate("[...document.querySelectorAll('.tree.wide .word')].map(one => one.getBoundingClientRect().toJSON())")

    assert len(boxes) == 14
    assert all(left["right"] < right["left"] for left, right in pairwise(boxes))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reading_is_accessible(watched: Page, site: str, scheme: str) -> None:
    watched.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.goto(site + address(f"{SENTENCE} Does zinc lower iron?"))
    watched.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert [one["id"] for one in Axe().run(watched).response["violations"]] == []


def test_a_hostile_text_runs_nothing(watched: Page, site: str) -> None:
    watched.goto(site + address(" and ".join(PAYLOADS) + " lower copper."))

    assert watched.evaluate("window.PWNED") is None
    expect(watched.locator("blockquote").first).to_contain_text("window.PWNED=1")
