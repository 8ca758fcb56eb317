"""Every page: it says what it should, and nothing that an article says becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from graph import KnowledgeGraph
from graph.audit import RULES, Report, audit
from ontology.errors import UnknownItemError
from tests.viz.hostile import PAYLOADS, hostile_article
from tests.viz.world import articles
from viz import (
    about_page,
    claim_page,
    compare_page,
    document_page,
    explorer_page,
    factor_page,
    flags_page,
    ledger_page,
    map_page,
    message_page,
    ontology_page,
    path_page,
    picture_page,
    review_page,
    rules_page,
    search_page,
    sparql_page,
    statement_page,
)
from viz.atlas import Atlas
from viz.choice import Choice
from viz.scope import Scope

Site = tuple[KnowledgeGraph, Atlas, Report]
TITLES = {rule.code: rule.title for rule in RULES}


@pytest.fixture(scope="module", params=["harmless", "hostile"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A graph of invented articles, once with harmless words and once with words that try to run scripts."""
    with KnowledgeGraph.open(None) as graph:
        for one in articles() if request.param == "harmless" else (hostile_article(),):
            graph.add(one.document, one.claims, one.factors, time="2026-01-01T00:00:00Z")
        report = audit(graph)
        yield graph, Atlas.of(graph, report.flags, TITLES), report


def ask(words: str) -> Callable[[Site], str]:
    """Return a rendering of the SPARQL page with these words as query, cells and text."""
    answered = sparql_page.Answered(names=[words], rows=[[words], [None], [f"https://w3id.org/mechgraph/factor/{words}"]])
    return lambda site: sparql_page.render(site[1], words, answered, limits=words)


PAGES: dict[str, Callable[[Site], str]] = {
    "explorer": lambda site: explorer_page.render(site[1], site[0], Scope(limit=300)),
    "explorer, edge open": lambda site: explorer_page.render(site[1], site[0], Scope(edge=some_edge(site))),
    "explorer, node open": lambda site: explorer_page.render(site[1], site[0], Scope(node=some_factor(site), focus=(some_factor(site),))),
    "explorer, table": lambda site: explorer_page.render(site[1], site[0], Scope(table=True)),
    "claim": lambda site: claim_page.render(site[1], site[0], site[0].claims()[0].id),
    "statement": lambda site: statement_page.render(site[1], site[0], next(iter(site[1].statements))),
    "factor": lambda site: factor_page.render(site[1], some_factor(site)),
    "document": lambda site: document_page.render(site[1], site[0], site[0].documents()[0].id),
    "ledger": lambda site: ledger_page.render(site[1], site[0], site[0].documents()[0].id),
    "compare": lambda site: compare_page.render(site[1], site[0]),
    "compare, two": lambda site: compare_page.render(site[1], site[0], *(one.id for one in site[0].documents()[:2])),
    "documents": lambda site: document_page.render_list(site[1]),
    "flags": lambda site: flags_page.render(site[1], Choice()),
    "rules": lambda site: rules_page.render_list(site[1], site[2].results),
    "rule": lambda site: rules_page.render(site[1], site[2].results, "EV001"),
    "path": lambda site: path_page.render(site[1], site[0], some_factor(site), PAYLOADS[0]),
    "search": lambda site: search_page.render(site[1], site[0], PAYLOADS[1]),
    "search, found": lambda site: search_page.render(site[1], site[0], "window lowers moss"),
    "about": lambda site: about_page.render(site[1]),
    "ontology": lambda site: ontology_page.render(site[1]),
    "map": lambda site: map_page.render(site[1]),
    "message": lambda site: message_page.render(site[1], PAYLOADS[0], PAYLOADS[1], status=404),
    "review": lambda site: review_page.render(site[1], site[0], Choice()),
    "review of a claim": lambda site: review_page.render(site[1], site[0], Choice(), claim=site[0].claims()[0].id),
    "SPARQL": ask(PAYLOADS[1]),
    "picture": lambda site: picture_page.render(site[1], site[0], Scope()),
}


def some_edge(site: Site) -> str:
    statement = next(iter(site[1].statements.values()))
    return f"{statement.key.subject}.{'raises' if statement.key.sign == '+' else 'lowers'}.{statement.key.object}"


def some_factor(site: Site) -> str:
    return next(iter(site[1].statements_by_factor))


class Elements(HTMLParser):
    """Collects what a browser would make of a page: elements, attributes, and the scripts that would run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.running: list[dict[str, str | None]] = []
        self.titles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= values.keys()
        self.addresses += [str(values[name]) for name in ("href", "src", "action") if values.get(name)]
        self.titles += tag == "title"
        if tag == "script" and values.get("type") != "application/json":
            self.running.append(values)


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_nothing_that_an_article_says_becomes_markup(site: Site, name: str) -> None:
    elements = Elements()
    text = PAGES[name](site)
    elements.feed(text)

    assert elements.titles == 1 or name.startswith("panel")
    assert not elements.tags & {"img", "iframe", "object", "embed", "base", "math", "frame", "video", "audio"}
    assert not [name for name in elements.attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
    assert all(re.match(r"(/|#|\?|https?://)", address) for address in elements.addresses), elements.addresses
    assert "window.PWNED=1</script>" not in text
    if name != "picture":
        assert all(str(script.get("src", "")).startswith(("/static/", "/vis/")) for script in elements.running)
        assert "<style" not in text


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_the_words_of_an_article_are_shown_once_escaped(site: Site, name: str) -> None:
    assert "&amp;lt;" not in PAGES[name](site)
    assert "49$" not in PAGES[name](site)  # {{7*7}} is not evaluated


def test_an_edge_opens_its_sentence_with_what_is_offered_and_flagged(world: KnowledgeGraph, atlas: Atlas) -> None:
    panel = explorer_page.panel(atlas, world, Scope(edge="moss-extract.lowers.tide-hormone"))

    assert "within an hour of the first cup." in panel
    assert "vague source" in panel
    assert "SG002" in panel
    assert 'class="lit-cue lit-quote ">lowers' in panel


def test_a_claim_page_says_where_the_quote_stands_and_what_else_says_so(world: KnowledgeGraph, atlas: Atlas) -> None:
    claim = next(one for one in world.claims() if one.place.quote.startswith("Zinc lowers copper in the vessel"))
    page = claim_page.render(atlas, world, claim.id)

    assert f"characters {claim.place.start}–{claim.place.end}" in page
    assert "2 claims assert it in 2 articles; 1 independent source" in page
    assert "https://doi.org/10.5555/harbour.17" in page


def test_a_ledger_has_every_claim_and_only_those_asked_for(world: KnowledgeGraph, atlas: Atlas) -> None:
    document = world.documents()[0]
    claims = world.claims(document=document.id)
    entries = re.compile(r'<p class="entry-says">')
    identified = [claim for claim in claims if claim.evidence.level == "identified"]

    assert len(entries.findall(ledger_page.render(atlas, world, document.id))) == len(claims)
    assert 0 < len(entries.findall(ledger_page.render(atlas, world, document.id, only="identified"))) == len(identified) < len(claims)
    assert f'href="/ledger/{document.id}"' in document_page.render(atlas, world, document.id)


def test_an_unknown_item_is_an_error_that_says_so(world: KnowledgeGraph, atlas: Atlas) -> None:
    renderings: tuple[Callable[[], str], ...] = (
        lambda: claim_page.render(atlas, world, "c-none"),
        lambda: statement_page.render(atlas, world, "s-none"),
        lambda: factor_page.render(atlas, "none"),
        lambda: document_page.render(atlas, world, "d-none"),
        lambda: ledger_page.render(atlas, world, "d-none"),
        lambda: rules_page.render(atlas, (), "XX000"),
    )
    for render in renderings:
        with pytest.raises(UnknownItemError):
            render()


def test_an_empty_graph_says_how_to_fill_it() -> None:
    with KnowledgeGraph.open(None) as graph:
        empty = Atlas.of(graph)

        assert "mechgraph load" in explorer_page.render(empty, graph, Scope())
        assert "mechgraph load" in document_page.render_list(empty)
        assert "Nothing to review" in review_page.render(empty, graph, Choice())


def test_filters_that_nothing_fits_can_be_cleared(world: KnowledgeGraph, atlas: Atlas) -> None:
    page = explorer_page.render(atlas, world, Scope.read({"sign": "linked", "evidence": "vague"}))

    assert "No edge matches" in page
    assert 'href="/?"' in page


def test_the_table_has_the_rows_of_the_drawing(world: KnowledgeGraph, atlas: Atlas) -> None:
    page = explorer_page.render(atlas, world, Scope(limit=300))
    data = re.search(r'id="drawing-data">(.*?)</script>', page, re.DOTALL)

    assert data is not None
    drawn = re.findall(r'"id": "([a-z0-9-]+\.[a-z]+\.[a-z0-9-]+)"', data[1])
    assert drawn == re.findall(r'<tr data-edge="([^"]+)"', page)


def test_paths_that_disagree_are_said_to(world: KnowledgeGraph, atlas: Atlas) -> None:
    page = path_page.render(atlas, world, "moss extract", "core warmth")

    assert "The paths disagree about the sign." in page
    assert "A chain is a hypothesis, not evidence." in page


def test_a_name_that_nobody_knows_is_told_and_searched(world: KnowledgeGraph, atlas: Atlas) -> None:
    assert "No factor is called “gold”" in path_page.render(atlas, world, "gold", "zinc")


def test_a_long_article_comes_in_parts_and_opens_at_its_claim(world: KnowledgeGraph, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_page, "BLOCKS", 5)
    claims = world.claims()
    document = claims[0].document_id
    last = [claim for claim in claims if claim.document_id == document][-1]

    assert last.id not in document_page.render(atlas, world, document)
    assert f'id="{last.id}" class="chosen"' in document_page.render(atlas, world, document, claim=last.id)


def test_no_template_switches_escaping_off_and_no_script_writes_markup() -> None:
    for template in (files("viz") / "templates").iterdir():
        words = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup|<script>(?!\{\{ script)", words), template.name
    for script in (files("viz") / "static").iterdir():
        if script.name.endswith(".js"):
            words = script.read_text(encoding="utf-8")
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", words), script.name


def test_the_saved_picture_names_every_script_by_its_hash(world: KnowledgeGraph, atlas: Atlas) -> None:
    page = picture_page.render(atlas, world, Scope())

    assert page.count("sha256-") == 4
    assert "unsafe" not in page.split("</head>")[0].split("<style>")[0]
    assert not re.search(r'(src|href)="(https?:)?//', page)
