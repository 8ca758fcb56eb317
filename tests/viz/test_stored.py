"""The atlas of a graph that stays in its store: the same pages as of one that is held, and bounds that are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from graph import KnowledgeGraph
from graph.audit import RULES, audit
from ontology.errors import UnknownItemError
from ontology.model import Flag, Severity, Verdict
from tests.viz.test_pages import PAGES
from tests.viz.world import articles
from viz import compare_page, explorer_page, factor_page, flags_page, review_page
from viz.atlas import Atlas
from viz.choice import Choice
from viz.edges import Edge
from viz.facets import chip_rows
from viz.find import find
from viz.scope import Scope
from viz.stored import StoredAtlas
from viz.view import GraphView, view

NOW = "2026-01-01T00:00:00Z"
TITLES = {rule.code: rule.title for rule in RULES}
Both = tuple[KnowledgeGraph, Atlas, StoredAtlas]


def both_of(graph: KnowledgeGraph) -> Both:
    """Return a graph with its two atlases, after an audit that is kept."""
    report = audit(graph)
    graph.keep_flags(report.flags, time=NOW)
    suppressed = [one.flag for one in report.suppressed]
    return graph, Atlas.of(graph, report.flags, TITLES, suppressed=suppressed), StoredAtlas.of_store(graph, TITLES)


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    """The three invented articles, one claim of which was rejected. Shared: nobody changes it."""
    with KnowledgeGraph.open(None) as graph:
        for one in articles():
            graph.add(one.document, one.claims, one.factors, time=NOW)
        graph.decide(graph.claims()[3].id, Verdict.REJECTED, reviewer="ada", time=NOW)
        yield both_of(graph)


@pytest.mark.parametrize("page", [name for name in PAGES if name not in {"rules", "rule"}])
def test_pages_are_the_same_whether_the_graph_is_held_or_not(both: Both, page: str) -> None:
    graph, held, stored = both
    report = audit(graph)

    assert PAGES[page]((graph, stored, report)) == PAGES[page]((graph, held, report))


SCOPES = {
    "whole": Scope(),
    "one focus": Scope(focus=("copper",)),
    "two steps": Scope(focus=("zinc",), depth=2),
    "three steps, narrowed": Scope(focus=("zinc", "kelp-powder"), depth=3, chosen={"sign": frozenset(["lowers"])}),
    "signs": Scope(chosen={"sign": frozenset(["raises", "linked"])}),
    "evidence": Scope(chosen={"evidence": frozenset(["none"]), "told": frozenset(["asserted", "denied"])}),
    "a flag": Scope(chosen={"flag": frozenset(["EV001"])}),
    "no flag": Scope(chosen={"flag": frozenset(["none"])}),
    "a flag or none": Scope(chosen={"flag": frozenset(["none", "SG001", "SG002"])}),
    "nothing": Scope(chosen={"sign": frozenset(["sideways"])}),
}


def plain(shown: GraphView) -> GraphView:
    """Return a view whose edges are plain."""
    return replace(shown, edges=tuple(map(plain_edge, shown.edges)))


def plain_edge(edge: Edge) -> Edge:
    """Return an edge whose flags say nothing but their rule, as those of a stored graph do where many are counted."""
    codes = sorted(flag.code for flag in edge.flags)
    return replace(edge, flags=tuple(Flag(id="", code=code, severity=Severity.LOW, message="", looked_for="", fix="") for code in codes))


@pytest.mark.parametrize("scope", SCOPES.values(), ids=list(SCOPES))
def test_views_and_their_chips_are_the_same(both: Both, scope: Scope) -> None:
    _, held, stored = both

    assert plain(view(stored, scope)) == plain(view(held, scope))
    assert chip_rows(stored, scope) == chip_rows(held, scope)


def test_an_article_narrows_alike(both: Both) -> None:
    graph, held, stored = both

    for document in graph.documents():
        scope = Scope(chosen={"article": frozenset([document.id])})
        assert plain(view(stored, scope)) == plain(view(held, scope))


@pytest.mark.parametrize("scope", SCOPES.values(), ids=list(SCOPES))
def test_lists_for_programs_are_the_same_leaf_by_leaf(both: Both, scope: Scope) -> None:
    _, held, stored = both
    after = ""
    while True:
        ours, theirs = stored.statements_after(after, 4, scope), held.statements_after(after, 4, scope)
        assert ours[0] == theirs[0]
        assert ours[1] in (None, theirs[1])
        if not ours[0]:
            break
        after = ours[0][-1].id


QUESTIONS: dict[str, Callable[[Atlas], object]] = {
    "factors": lambda atlas: atlas.factors_after("c", 5),
    "factors with a part": lambda atlas: atlas.factors_after("", 50, part="ion", kind="concept"),
    "documents": lambda atlas: atlas.documents_after("", 2),
    "flags of a family": lambda atlas: atlas.flags_after("", 50, codes=("EV", "SG001")),
    "heavy flags": lambda atlas: atlas.flags_after("f-8", 5, severity="high"),
    "flags of an article": lambda atlas: atlas.flags_after("", 90, articles=(next(iter(atlas.documents)),)),
    "counts of rules": lambda atlas: atlas.flag_counts(Choice(severity=frozenset(["high"])), "rule"),
    "counts of articles": lambda atlas: atlas.flag_counts(Choice(rule=frozenset(["EV001"])), "article"),
    "by article": lambda atlas: atlas.flags_found(Choice(order="article"), start=3, limit=10),
    "by rule": lambda atlas: atlas.flags_found(Choice(order="rule"), limit=60),
    "told both ways": lambda atlas: atlas.contradicted(6),
    "most flags": lambda atlas: [plain_edge(edge) for edge in atlas.flagged(6)],
    "names": lambda atlas: [atlas.named(words) for words in ("copper", "Cu", "harbour MOSS", "nobody", "tidal hormone")],
    "labels": lambda atlas: atlas.labels(),
    "degrees": lambda atlas: [atlas.degree(name) for name in atlas.factors],
    "claims": lambda atlas: atlas.claims,
    "statements of articles": lambda atlas: atlas.statements_in(atlas.documents),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_have_the_same_answers(both: Both, question: str) -> None:
    _, held, stored = both

    assert QUESTIONS[question](stored) == QUESTIONS[question](held)


def test_what_search_finds_is_the_same(both: Both) -> None:
    graph, held, stored = both

    for words in ("cop", "EV0", "night waking", "zinc -> iron uptake", "nothing at all"):
        assert find(stored, graph, words) == find(held, graph, words)


def test_a_review_goes_through_the_same_flags_in_the_same_order(both: Both) -> None:
    _, held, stored = both
    for choice in (Choice(), Choice(severity=frozenset(["high"])), Choice(rule=frozenset(["EV001"]))):
        decided, at = set[str](), None
        for step in range(8):
            place = stored.place(choice, decided, at)
            assert place == held.place(choice, decided, at)
            if place.shown is None:
                break
            decided |= {place.shown.id} if step % 2 else set()
            at = place.next


def test_a_flag_that_is_taken_out_and_brought_back_moves() -> None:
    with KnowledgeGraph.open(None) as graph:
        for one in articles():
            graph.add(one.document, one.claims, one.factors, time=NOW)
        taken = audit(graph).flags[2]
        graph.keep_flags(audit(graph).flags, time=NOW)

        graph.decide(taken.id, Verdict.SUPPRESSED, reviewer="ada", time=NOW, reason="known")
        stored = StoredAtlas.of_store(graph, TITLES)
        assert taken.id not in [flag.id for flag in stored.flags]
        assert stored.has_flag(taken.id)
        assert (stored.count_flags(Choice(), closed=True), stored.count_flags(Choice())) == (1, len(audit(graph).flags))

        graph.decide(taken.id, Verdict.ACCEPTED, reviewer="ada", time=NOW)
        assert [flag.id for flag in StoredAtlas.of_store(graph, TITLES).flags] == [flag.id for flag in audit(graph).flags]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that the three articles pass."""
    monkeypatch.setattr("viz.stored.MOST", 5)
    monkeypatch.setattr("viz.stored.MAPPED", 20)


@pytest.mark.usefixtures("narrow")
def test_a_view_of_too_many_edges_shows_the_best_supported_and_says_so(both: Both) -> None:
    graph, held, _ = both
    stored = StoredAtlas.of_store(graph, TITLES)
    shown = view(stored, Scope())

    assert shown.of == len(held.statements)
    best = sorted(held.edges.values(), key=lambda edge: (-edge.sources, -edge.claims))[:2]
    assert {edge.id for edge in best} <= {edge.id for edge in shown.edges}
    assert f"Of {len(held.statements)} statements that fit" in explorer_page.render(stored, graph, Scope())
    assert view(stored, Scope(focus=("zinc",))).of is None


@pytest.mark.usefixtures("narrow")
def test_a_focus_with_too_many_edges_says_so(both: Both) -> None:
    graph, held, _ = both
    stored = StoredAtlas.of_store(graph, TITLES)
    busy = max(held.factors, key=held.degree)

    assert f"Of {held.degree(busy)} statements that fit" in factor_page.render(stored, busy)
    assert view(stored, Scope(focus=(busy,), depth=3)).of == 0


def test_an_unknown_item_is_unknown(both: Both) -> None:
    graph, _, stored = both

    for ask in (lambda: stored.factor("nobody"), lambda: stored.statement("s-none"), lambda: compare_page.render(stored, graph, "x", "y")):
        with pytest.raises(UnknownItemError):
            ask()


def test_a_list_of_flags_has_pages(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viz.flags_page.PER_PAGE", 7)
    _, held, stored = both

    for number in (1, 3, 99):
        choice = replace(Choice(), page=number)
        assert flags_page.render(stored, choice) == flags_page.render(held, choice)


def test_a_review_of_one_flag_is_the_same(both: Both) -> None:
    graph, held, stored = both

    for flag in held.flags[:6]:
        assert review_page.render(stored, graph, Choice(), flag=flag.id) == review_page.render(held, graph, Choice(), flag=flag.id)
