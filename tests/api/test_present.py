"""What the pages show follows lookups and knowledge bases that another process keeps beside the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.present import Present
from graph import KnowledgeGraph
from graph.bases import Base, Borrowed, KnowledgeBases
from graph.lookups import Lookups
from ontology.model import Evidence, EvidenceLevel, Verdict
from ontology.relations import Sign
from ontology.works import Lookup
from tests.api.site import a_graph
from tests.build import a_claim, a_document

DOI = "doi:10.5555/nobody.knows"
TEXT = f"Zinc lowers copper ({DOI})."


def test_a_lookup_and_an_import_change_the_pages_and_their_version(tmp_path: Path) -> None:
    evidence = Evidence(level=EvidenceLevel.IDENTIFIED, cite=DOI, identifiers=(DOI,))
    claim = a_claim(document=a_document(TEXT), quote=TEXT, evidence=evidence)
    with KnowledgeGraph.open(tmp_path) as graph:
        graph.add(a_document(TEXT), [claim], (), time="2026-01-01T00:00:00Z")
        present = Present(graph)
        before = present.version()
        assert "EV011" not in {flag.code for flag in present.atlas().flags}

        Lookups(tmp_path).keep([Lookup(asked=DOI, time="2026-11-25T12:00:00Z", services=("Crossref", "doi.org"))])
        (flag,) = [flag for flag in present.atlas().flags if flag.code == "EV011"]
        assert present.version() > before
        assert [kept.id for kept in graph.flags() if kept.code == "EV011"] == [flag.id]

        edge = Borrowed(base="Pier", subject="zinc", sign=Sign.DOWN, object="copper", words="w", works=("pmid:1",))
        KnowledgeBases(tmp_path).keep(Base(name="Pier", file="p", format="KGX", time="2026-11-25", edges=1), [edge])
        backing = present.atlas().backing
        assert backing is not None
        assert [each.origin for each in backing.candidates(flag)] == ["Pier"]


@pytest.mark.parametrize("name", ["lookups.sqlite", "borrowed.sqlite"])
def test_a_damaged_file_beside_the_journal_keeps_no_page_from_being_shown(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / name).write_bytes(b"no database at all, but long enough to look at" * 10)
    with KnowledgeGraph.open(tmp_path) as graph:
        graph.add(a_document(TEXT), [a_claim(document=a_document(TEXT), quote=TEXT)], (), time="2026-01-01T00:00:00Z")

        assert Present(graph).atlas().flags
    assert "Delete it" in caplog.text


def settled(present: Present) -> Present:
    """Return a present whose audit behind the pages has come to its end."""
    present.start()
    present.settle()
    return present


def test_a_large_graph_is_audited_behind_the_pages_which_say_how_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.following.AT_ONCE", 0)
    with a_graph() as graph:
        held, present = Present(graph), Present(graph, held=0)
        assert "; 3 articles still to be looked at" in present.checked()
        assert list(present.atlas().flags) == []

        settled(present)
        assert "still" not in present.checked()
        assert list(present.atlas().flags) == list(held.atlas().flags)
        present.stop()


def test_what_a_decision_changes_is_on_the_next_page_of_a_large_graph() -> None:
    with a_graph() as graph:
        present = settled(Present(graph, held=0))
        flag = next(flag for flag in present.atlas().flags if flag.code == "SG002")
        graph.decide(flag.claims[0], Verdict.REJECTED, reviewer="ada", time=present.clock())

        assert flag.id not in {one.id for one in present.atlas().flags}
        assert present.atlas().flags
        present.stop()


def test_a_large_graph_that_is_open_for_reading_only_shows_the_flags_it_has(tmp_path: Path) -> None:
    with a_graph(folder=tmp_path) as graph:
        kept = list(settled(Present(graph, held=0)).atlas().flags)
        graph.remove(graph.documents()[0].id)
    with KnowledgeGraph.open(tmp_path, read_only=True) as graph:
        present = Present(graph, held=0)
        present.start()

        assert list(present.atlas().flags) == kept
        present.stop()


def test_the_same_version_holds_until_something_changes(tmp_path: Path) -> None:
    with a_graph(folder=tmp_path) as graph:
        present = settled(Present(graph, held=0))
        before = present.version()
        assert present.version() == before

        Lookups(tmp_path).keep([Lookup(asked=DOI, time="2026-11-25T12:00:00Z", services=("Crossref", "doi.org"))])
        assert present.version() > before
        present.stop()


def test_what_is_left_is_told_even_where_an_article_has_no_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.following.AT_ONCE", 0)
    with a_graph() as graph:
        settled(Present(graph, held=0)).stop()
        with graph._journal.writing() as connection:
            connection.execute("DELETE FROM audited")  # as after another edition that finds the same
        present = Present(graph, held=0)
        assert "; 3 articles still to be looked at" in present.checked()

        settled(present)
        assert "still" not in present.checked()
        present.stop()
