"""Lookups on disk, and as RDF under the IRIs by which claims name their works."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.export import exporter
from graph.lookups import Lookups
from graph.rdf import claim_triples
from graph.works_rdf import lookup_triples, works_ntriples
from ontology.errors import StoreError
from ontology.library import Citation
from ontology.model import Evidence, EvidenceLevel
from ontology.works import Lookup, Notice, NoticeKind, Work
from tests.build import a_claim

WORDS = st.none() | st.text(max_size=20)
WORKS = st.builds(
    Work,
    citation=st.builds(Citation, authors=WORDS, year=st.none() | st.integers(1500, 2100), title=WORDS, journal=WORDS, doi=WORDS),
    abstract=WORDS,
    kind=WORDS,
    notices=st.lists(st.builds(Notice, kind=st.sampled_from(NoticeKind), told_by=st.text(max_size=9), date=WORDS), max_size=2).map(tuple),
)
LOOKUPS = st.builds(
    Lookup,
    asked=st.text(min_size=1, max_size=20),
    time=st.just("2026-11-25T12:00:00Z"),
    services=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    works=st.lists(WORKS, max_size=2).map(tuple),
)
RETRACTED = Notice(kind=NoticeKind.RETRACTION, told_by="Crossref", identifier="doi:10.5555/notice", date="2021-02-03")
REED = Lookup(
    asked="doi:10.5555/reed.2019",
    time="2026-11-25T12:00:00+00:00",
    services=("Crossref", "Europe PMC"),
    works=(
        Work(
            citation=Citation(
                authors='Reed A, "Stone" B', year=2019, title="On zinc\n", journal="J Zinc", doi="10.5555/reed.2019", pmid="7"
            ),
            abstract="Zinc.",
            notices=(RETRACTED,),
        ),
    ),
)


@settings(max_examples=25)
@given(lookups=st.lists(LOOKUPS, max_size=4, unique_by=lambda lookup: lookup.asked))
def test_what_was_kept_comes_back_whole(lookups: list[Lookup], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("store")
    Lookups(folder).keep(lookups)

    assert Lookups(folder).all() == {lookup.asked: lookup for lookup in lookups}


def test_a_later_answer_takes_the_place_of_an_earlier_one_and_counts_as_a_change(tmp_path: Path) -> None:
    kept = Lookups(tmp_path)
    assert kept.changes() == 0

    kept.keep([REED])
    kept.keep([replace(REED, works=())])

    assert (kept.all()[REED.asked].works, kept.changes()) == ((), 2)


def test_two_processes_may_keep_lookups_at_once(tmp_path: Path) -> None:
    one, other = Lookups(tmp_path), Lookups(tmp_path)
    one.keep([REED])
    assert one.changes() == 1

    other.keep([replace(REED, asked="doi:10.5555/b")])

    assert (len(one.all()), one.changes()) == (2, 2)


@pytest.mark.parametrize("content", [b"no database " * 20, b""], ids=["other bytes", "empty"])
def test_a_damaged_file_is_told_with_what_to_do(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "lookups.sqlite").write_bytes(content)

    with pytest.raises(StoreError, match="Delete it"):
        Lookups(tmp_path).all()


class TestRdf:
    def test_the_work_has_the_iri_that_claims_give_it(self) -> None:
        evidence = Evidence(level=EvidenceLevel.IDENTIFIED, cite="Reed", identifiers=("doi:10.5555/reed.2019",))
        named = {value for _, predicate, value in claim_triples(a_claim(evidence=evidence)) if predicate.endswith("hadPrimarySource>")}

        assert named <= {subject for subject, _, _ in lookup_triples(REED)}

    def test_a_query_finds_title_authors_year_and_the_retraction(self) -> None:
        store = ox.Store()
        store.load(works_ntriples([REED]).encode(), format=ox.RdfFormat.N_TRIPLES)
        rows = store.query(
            "PREFIX d: <http://purl.org/dc/terms/> PREFIX cito: <http://purl.org/spar/cito/>"
            " SELECT ?title (COUNT(?author) AS ?authors) ?year ?notice"
            " { ?work d:title ?title ; d:creator ?author ; d:issued ?year ; cito:isRetractedBy ?notice } GROUP BY ?title ?year ?notice"
        )

        assert isinstance(rows, ox.QuerySolutions)
        assert [[str(cell.value) for cell in row] for row in rows] == [["On zinc\n", "2", "2019", "https://doi.org/10.5555/notice"]]

    def test_a_citation_that_was_searched_for_says_nothing(self) -> None:
        assert not list(lookup_triples(replace(REED, asked="cited:reed 2019")))

    @given(lookups=st.lists(LOOKUPS, max_size=3), name=st.sampled_from(["doi:10.5555/a<b>", "pmid:7", "doi:10.5555/é ü"]))
    def test_every_export_is_valid_whatever_the_services_said(self, lookups: list[Lookup], name: str) -> None:
        named = [replace(lookup, asked=name) for lookup in lookups]

        ox.Store().load(works_ntriples(named).encode("utf-8", "surrogatepass"), format=ox.RdfFormat.N_TRIPLES)

    def test_the_exporter_reads_them_beside_the_graph(self, tmp_path: Path) -> None:
        Lookups(tmp_path).keep([REED])

        with KnowledgeGraph.open(tmp_path) as graph:
            assert "<https://doi.org/10.5555/reed.2019>" in exporter("works").write(graph)
