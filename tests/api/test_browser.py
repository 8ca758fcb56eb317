"""The pages in a real browser: what is drawn, opened, found, filtered and typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import watching
from viz.scope import Scope

pytestmark = pytest.mark.browser

CONTRADICTION = "moss-extract.lowers.tide-hormone"
DARK = (f"/?edge={CONTRADICTION}", "/path?from=moss+extract&to=core+warmth", "/review", "/sparql", "claim", "document", "factor")
"""Pages that together show every colour there is, looked at in dark too."""
SCREENS = ((1400, 900), (820, 1180), (390, 844))
DRAWN = "#drawing[data-drawn=yes]"
PAGES = ("/", "/?view=table", f"/?edge={CONTRADICTION}", "/?node=copper&focus=copper", "/documents", "/flags", "/rules", "/rules/SG002",
         "/path?from=moss+extract&to=core+warmth", "/search?q=tide", "/review", "/about", "/ontology", "/docs", "/sparql",
         "/sparql?query=SELECT+*+WHERE+{?s+mg:decreases+?o}", "/factor/copper", "/playground", "/compare", "/map",
         "/playground?text=Low+zinc+may+raise+copper.", "/nothing")  # fmt: skip


def place(page: Page, name: str) -> dict[str, float]:
    """Return where an edge or a factor is drawn, in pixels of the window."""
    found: dict[str, float] = page.evaluate(
        """name => { const element = document.getElementById("drawing"), at = element.place(name), box = element.getBoundingClientRect();
                     return { x: box.x + at.x, y: box.y + at.y }; }""",
        name,
    )
    return found


def click(page: Page, name: str) -> None:
    """Click at an edge or a factor of the drawing."""
    at = place(page, name)
    page.mouse.click(at["x"], at["y"])


def item_of(page: Page, site: str, kind: str) -> str:
    """Return the address of the first item of a kind."""
    return f"/{kind}/{page.request.get(f'{site}/api/{kind}s?limit=1').json()['items'][0]['id']}"


@pytest.mark.parametrize("path", [*PAGES, "claim", "statement", "factor", "document"])
def test_a_page_is_accessible_fits_every_screen_asks_nobody_and_complains_of_nothing(page: Page, site: str, path: str) -> None:
    address = path if path.startswith("/") else item_of(page, site, path)
    with watching(page, site) as watch:
        page.goto(site + address)
        assert page.title().endswith("mechgraph")
        assert broken(page) == []
        if path in DARK:
            page.emulate_media(color_scheme="dark")
            assert broken(page, only="color-contrast") == []
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width} pixels"
        if path == "/nothing":
            watch.complaints.clear()  # the browser notes the 404 that was asked for


def test_two_articles_are_chosen_and_compared(watched: Page, site: str) -> None:
    watched.goto(f"{site}/documents")
    watched.get_by_role("link", name="Compare two of them").click()
    watched.get_by_label("First").select_option(index=1)
    watched.get_by_label("Second").select_option(index=2)
    watched.get_by_role("button", name="Compare").click()

    expect(watched.locator("h1")).to_have_text("What two articles say")
    expect(watched.locator(".versus").first).to_be_visible()
    assert broken(watched) == []
    watched.set_viewport_size({"width": 390, "height": 844})
    assert watched.evaluate("document.documentElement.scrollWidth <= innerWidth")


def broken(page: Page, *, only: str | None = None) -> list[tuple[str, list[object]]]:
    """Return the rules of axe that a page breaks, with the first elements that do."""
    options = {"runOnly": {"type": "rule", "values": [only]}} if only else {}
    violations = Axe().run(page, options=options).response["violations"]
    return [(str(one["id"]), [node["target"] for node in one["nodes"]][:3]) for one in violations]


def test_a_click_on_an_edge_opens_its_sentence_and_back_closes_it(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.wait_for_selector(DRAWN)
    click(watched, CONTRADICTION)
    panel = watched.locator("#panel")

    expect(panel.locator(".card .lit-subject").first).to_have_text("Moss extract")
    expect(panel.locator(".card .lit-cue").first).to_have_text("lowers")
    expect(panel).to_contain_text("vague source")
    expect(panel).to_contain_text("SG002")
    assert f"edge={CONTRADICTION}" in watched.url

    watched.go_back()
    expect(panel).to_contain_text("Where to look first")


def test_an_address_with_an_edge_shows_it_at_once(watched: Page, site: str) -> None:
    watched.goto(f"{site}/?edge={CONTRADICTION}")

    expect(watched.locator("#panel .card .lit-object").first).to_have_text("tide hormone")
    expect(watched.locator("#panel .notice")).to_contain_text("moss extract raises tide hormone")


def test_a_click_on_a_factor_tells_of_it_and_leads_to_its_surroundings(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.wait_for_selector(DRAWN)
    click(watched, "copper")
    watched.locator("#panel").get_by_role("link", name="Focus here").click()

    expect(watched.locator(".focus")).to_contain_text("copper")
    expect(watched.locator(".tally b").first).to_have_text("5")


def test_a_chip_narrows_the_view_and_the_legend_is_one_too(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.locator(".facet-evidence .chip", has_text="identified").click()
    expect(watched.locator(".tally b").nth(1)).to_have_text("7")
    watched.locator(".legend a", has_text="lowers").click()

    expect(watched).to_have_url(re.compile("sign=lowers&evidence=identified|evidence=identified&sign=lowers"))
    rows = watched.locator("tr[data-edge]")
    assert all(".lowers." in str(row.get_attribute("data-edge")) for row in rows.all())
    watched.get_by_role("link", name="Clear filters").click()
    expect(watched.locator(".tally b").nth(1)).to_have_text("52")


def test_the_table_holds_what_is_drawn_and_is_worked_by_keys(watched: Page, site: str) -> None:
    watched.goto(f"{site}/?focus=moss-extract")
    watched.wait_for_selector(DRAWN)
    drawn = watched.evaluate("JSON.parse(document.getElementById('drawing-data').textContent).edges.map(edge => edge.id)")
    watched.get_by_role("link", name="Table").click()
    rows = watched.locator("tr[data-edge]")

    assert [row.get_attribute("data-edge") for row in rows.all()] == drawn
    watched.locator("a.row").first.focus()
    watched.keyboard.press("ArrowDown")
    watched.keyboard.press("Enter")
    expect(watched.locator("#panel")).to_be_focused()
    expect(watched.locator("tr[aria-selected]")).to_have_attribute("data-edge", drawn[1])


def test_the_drawing_is_worked_by_keys_and_says_where_it_is(watched: Page, site: str) -> None:
    watched.goto(f"{site}/?focus=zinc")
    watched.wait_for_selector(DRAWN)
    watched.locator("#drawing").focus()
    watched.keyboard.press("ArrowRight")
    expect(watched.locator("#say")).to_contain_text("zinc lowers copper, 2 claims in 2 articles")
    watched.keyboard.press("Enter")
    expect(watched.locator("#panel .panel-title")).to_contain_text("copper")
    watched.keyboard.press("Escape")
    expect(watched.locator("#panel")).to_contain_text("Where to look first")


def test_the_search_box_suggests_and_leads_on(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.keyboard.press("/")
    watched.keyboard.type("tidal")
    option = watched.get_by_role("option").first
    expect(option).to_contain_text("tide hormone")
    watched.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    watched.keyboard.press("Enter")

    expect(watched).to_have_url(f"{site}/factor/tide-hormone")


def test_an_arrow_between_two_names_finds_the_paths(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.locator("#q").fill("moss extract -> core warmth")
    expect(watched.get_by_role("option").first).to_contain_text("moss extract → core warmth")
    watched.locator("#q").press("Enter")

    expect(watched.locator("h1")).to_have_text("How would moss extract act on core warmth?")
    expect(watched.locator(".notice")).to_contain_text("The paths disagree about the sign.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_query_is_asked_and_its_rows_lead_to_pages(browser: Browser, site: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/sparql")
    page.locator("#query").fill("SELECT ?o WHERE { factor:zinc mg:decreases ?o } ORDER BY ?o")
    page.get_by_role("button", name="Run").click()

    expect(page.locator("#answer h2")).to_have_text("3 rows")
    page.locator("#answer").get_by_role("link", name="iron uptake").click()
    expect(page).to_have_url(f"{site}/factor/iron-uptake")
    context.close()


def test_each_example_query_runs_with_a_click(watched: Page, site: str) -> None:
    watched.goto(f"{site}/sparql")
    links = watched.locator(".examples a")
    titles = links.all_text_contents()

    assert len(titles) >= 10
    for title in titles:
        watched.get_by_role("link", name=title, exact=True).click()
        expect(watched.locator("#answer .lead b")).to_have_text(title)
        expect(watched.locator("#answer")).to_contain_text(re.compile(r"\d+ rows?|Answer"))
        expect(watched.locator(".examples a[aria-current]")).to_have_text(title)


def test_a_query_runs_by_keys_and_its_answer_can_be_had_as_csv(watched: Page, site: str) -> None:
    watched.goto(f"{site}/sparql")
    watched.locator("#query").fill("SELECT ?o WHERE { factor:zinc mg:decreases ?o } ORDER BY ?o")
    watched.locator("#query").press("Control+Enter")
    with watched.expect_download() as download:
        watched.get_by_role("link", name="CSV").click()

    assert Path(download.value.path()).read_text(encoding="utf-8").split()[0] == "o"


def test_a_query_that_cannot_be_read_says_where_and_stays_in_the_form(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql")
    page.locator("#query").fill("SELECT ?s WHERE {\n  ?s ?p\n}")
    page.get_by_role("button", name="Run").click()

    expect(page.get_by_role("alert")).to_contain_text("line 3")
    expect(page.locator("#query")).to_have_value("SELECT ?s WHERE {\n  ?s ?p\n}")


def test_without_scripts_the_table_stands_in_for_the_drawing(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    expect(page.locator("tr[data-edge]")).to_have_count(52)
    page.locator("a.row").first.click()

    expect(page.locator("#panel .card .lit-subject").first).to_be_visible()
    page.locator("#panel").get_by_role("link", name="Claim page").first.click()
    expect(page.locator("dl.facts")).to_contain_text("The quote stands at characters")
    context.close()


def test_dark_pages_draw_dark_and_the_choice_stays(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.wait_for_selector(DRAWN)
    light = watched.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    watched.get_by_role("button", name="Light or dark page").click()
    watched.goto(f"{site}/flags")

    assert watched.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") != light


def test_a_saved_picture_opens_from_disk_and_asks_nobody(page: Page, site: str, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.goto(site)
        page.get_by_role("link", name="Save page").click()
    saved = tmp_path / "picture.html"
    download.value.save_as(saved)
    with watching(page, saved.as_uri()):
        page.goto(saved.as_uri())
        page.wait_for_selector(DRAWN)
        click(page, CONTRADICTION)

        expect(page.locator("[data-edge][aria-selected]")).to_contain_text("within an hour of the first cup")


def test_a_double_click_grows_the_view(watched: Page, site: str) -> None:
    watched.goto(f"{site}/?focus=zinc")
    watched.wait_for_selector(DRAWN)
    at = place(watched, "copper")
    watched.mouse.dblclick(at["x"], at["y"])

    watched.wait_for_url(re.compile("focus=zinc(,|%2C)copper"))
    expect(watched.locator(".focus .chip")).to_have_count(2)


def test_sections_of_an_article_count_and_claims_lead_to_their_page(watched: Page, site: str) -> None:
    watched.goto(site + item_of(watched, site, "document"))
    watched.locator(".outline a").nth(1).click()
    watched.locator(".claimed").first.click()

    expect(watched.locator("h2", has_text="As written")).to_be_visible()


def test_every_edge_of_the_drawing_opens(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.wait_for_selector(DRAWN)
    names = watched.evaluate("JSON.parse(document.getElementById('drawing-data').textContent).edges.map(edge => edge.id)")
    for name in names[::7]:
        watched.goto(f"{site}/?{Scope(edge=name).query()}")
        expect(watched.locator("#panel .card").first).to_be_visible()
