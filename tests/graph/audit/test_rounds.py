"""An audit in rounds finds what an audit of the whole finds, and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import articles as made
from graph import KnowledgeGraph
from graph.audit import RULES, Report, Result, audit
from graph.audit.rounds import Basis, Rounds
from ontology.model import Flag, Outcome, Verdict
from tests.build import a_claim, a_document
from tests.viz.world import articles

NOW = "2026-01-01T00:00:00Z"
BASIS = Basis(rules=RULES, edition="1")


@pytest.fixture
def graph() -> Iterator[KnowledgeGraph]:
    """The three invented articles in memory; each test has its own."""
    with KnowledgeGraph.open(None) as graph:
        for one in articles():
            graph.add(one.document, one.claims, one.factors, time=NOW)
        yield graph


def finished(graph: KnowledgeGraph, basis: Basis = BASIS) -> Rounds:
    """Return rounds that have nothing left to do."""
    rounds = Rounds(graph, basis)
    while rounds.step(time=NOW):
        pass
    return rounds


def by_id(flags: Iterable[Flag]) -> dict[str, Flag]:
    """Return flags by their ids."""
    return {flag.id: flag for flag in flags}


def told(results: tuple[Result, ...]) -> list[tuple[str, Outcome, str | None, int]]:
    """Return what results say."""
    return [(one.rule.code, one.outcome, one.reason, one.flags) for one in results]


def agree(graph: KnowledgeGraph, rounds: Rounds, *, in_order: bool = True) -> Report:
    """Check that what is kept is what an audit of the whole finds; return that. The order may be that of an earlier leverage."""
    report = audit(graph)

    assert by_id(graph.flags()) == by_id(report.flags)
    assert not in_order or graph.flags() == list(report.flags)
    assert told(rounds.results()) == told(report.results)
    assert rounds.checked() == report.checked
    return report


def test_rounds_find_what_an_audit_of_the_whole_finds_in_the_same_order(graph: KnowledgeGraph) -> None:
    report = agree(graph, finished(graph))

    assert {"EV001", "SG002", "SG004"} <= {flag.code for flag in report.flags}


def test_what_a_decision_about_a_claim_changes_is_looked_at_again_and_nothing_else(graph: KnowledgeGraph) -> None:
    rounds = finished(graph)
    claim = next(claim for claim in graph.claims() if claim.statement and claim.statement.subject == "moss-extract")

    graph.decide(claim.id, Verdict.REJECTED, reviewer="ada", time=NOW)
    assert graph.due(rounds.edition, limit=9).documents == (claim.document_id,)
    assert rounds.catch_up(1, time=NOW)

    finished(graph)
    agree(graph, rounds)


def test_a_flag_that_is_taken_out_stays_out_when_its_article_is_looked_at_again(graph: KnowledgeGraph) -> None:
    rounds = finished(graph)
    flag = graph.flags()[0]
    graph.decide(flag.id, Verdict.SUPPRESSED, reviewer="ada", time=NOW)

    finished(graph, replace(BASIS, edition="2"))

    assert flag.id not in {one.id for one in graph.flags()}
    assert len(agree(graph, rounds).suppressed) == graph.count_flags(closed=True) == 1


def test_flags_of_a_document_that_is_gone_are_gone(graph: KnowledgeGraph) -> None:
    rounds = finished(graph)

    graph.remove(graph.documents()[1].id, time=NOW)
    finished(graph)

    agree(graph, rounds, in_order=False)


def test_another_edition_looks_at_everything_again(graph: KnowledgeGraph) -> None:
    finished(graph)

    fewer = [rule for rule in RULES if rule.code != "EV001"]
    finished(graph, Basis(rules=tuple(fewer), edition="2"))

    assert graph.flags() == list(audit(graph, rules=fewer).flags)


def test_who_is_stopped_goes_on_with_the_documents_that_are_left(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.audit.rounds.DOCUMENTS", 1)
    first = Rounds(graph, BASIS)
    first.step(time=NOW)
    assert first.left() == 2

    agree(graph, finished(graph))


def test_a_little_is_done_at_once_and_much_is_not(graph: KnowledgeGraph) -> None:
    assert not Rounds(graph, BASIS).catch_up(2, time=NOW)
    assert graph.flags() == []


def test_pairs_are_looked_at_some_at_a_time(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.audit.rounds.PAIRS", 1)

    agree(graph, finished(graph))


def test_walking_over_the_best_supported_statements_alone_says_so(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.audit.rounds.WALKED", 10)
    rounds = finished(graph)
    of = len(graph.statements())

    bounds = {one.rule.code: one.reason for one in rounds.results() if one.reason and "looked" in one.reason}
    assert bounds == dict.fromkeys(("SG004", "SG005"), f"looked at the 10 best supported of {of} statements")


def test_a_store_that_has_grown_is_weighed_anew(graph: KnowledgeGraph) -> None:
    rounds = finished(graph)
    for one in made(120, factors=30):
        graph.add(one.document, one.claims, one.factors, time=NOW)
    assert rounds.step(time=NOW)

    finished(graph)
    agree(graph, rounds)


def test_a_rule_that_needs_lookups_is_skipped_where_an_article_names_a_work() -> None:
    text = "Zinc lowers copper (doi:10.5555/x.1)."
    with KnowledgeGraph.open(None) as graph:
        graph.add(a_document(text), [a_claim(document=a_document(text), quote=text)], (), time=NOW)

        agree(graph, finished(graph))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "reject", "accept"]), st.integers(0, 5)), max_size=8))
def test_after_any_changes_rounds_agree_with_the_whole(steps: list[tuple[str, int]]) -> None:
    some = list(made(360, factors=12, seed=3))
    with KnowledgeGraph.open(None) as graph:
        graph.add(some[0].document, some[0].claims, some[0].factors, time=NOW)
        rounds = finished(graph)
        for step, number in steps:
            one = some[number % len(some)]
            there = one.document.id in {document.id for document in graph.documents()}
            if step == "add":
                graph.add(one.document, one.claims, one.factors, time=NOW)
            elif step == "remove" and there:
                graph.remove(one.document.id, time=NOW)
            elif there:
                verdict = Verdict.REJECTED if step == "reject" else Verdict.ACCEPTED
                graph.decide(one.claims[number].id, verdict, reviewer="ada", time=NOW)
            rounds = finished(graph)

        agree(graph, rounds, in_order=False)
