"""The face of the store: what goes in comes out, in memory and on disk alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generate import articles
from graph import KnowledgeGraph
from ontology.errors import QuerySyntaxError, QuoteNotFoundError, StoreBusyError, StoreError, UnknownItemError
from ontology.model import Block, BlockKind, Document, Evidence, EvidenceLevel, Factor, FactorKind, Modality, Verdict
from ontology.relations import Relation
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
ZINC = {name: Factor(id=name, label=name) for name in ("zinc", "copper")}


@pytest.fixture(params=["memory", "disk"])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KnowledgeGraph]:
    """An empty store; the test's own."""
    with KnowledgeGraph.open(tmp_path / "store" if request.param == "disk" else None) as opened:
        yield opened


def edges(graph: KnowledgeGraph) -> set[tuple[str | None, ...]]:
    """Return the plain triples between factors, apart from what the relation entails."""
    found = graph.query(
        "SELECT ?s ?p ?o { ?s ?p ?o FILTER(?p != mg:raisesOrLowers) "
        "FILTER(STRSTARTS(STR(?o), STR(factor:)) && STRSTARTS(STR(?s), STR(factor:))) }"
    )
    return {tuple(term.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for term in row if term) for row in found}


def test_what_goes_in_comes_out(graph: KnowledgeGraph) -> None:
    text = "Zinc lowers copper. Low copper can’t keep iron moving."
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), text=text, offsets=tuple(range(len(text))), path=("Metals",))
    document = a_document(text, blocks=(block,), authors=("A", "B"), references={"1": "A work"})
    claim = a_claim(document=document)

    graph.add(document, [claim], ZINC, time=NOW)

    assert graph.documents() == [document]
    assert graph.document(document.id).blocks == (block,)
    assert graph.document(document.id).references == {"1": "A work"}
    assert graph.claims() == graph.claims(factor="zinc") == graph.claims(document=document.id) == [claim]
    assert graph.claim(claim.id) == claim
    assert graph.factors() == [ZINC["copper"], ZINC["zinc"]]
    (statement,) = graph.statements()
    assert statement.supporting == (claim.id,)
    assert graph.statement(statement.id) == statement
    assert graph.claims(statement=statement.id) == [claim]
    assert edges(graph) == {("zinc", "decreases", "copper")}


def test_the_articles_that_speak_of_something_are_found_without_reading_them(graph: KnowledgeGraph) -> None:
    for article in articles(120):
        graph.add(article.document, article.claims, article.factors, time=NOW)

    for factor in [one.id for one in graph.factors()][:40]:
        claims = graph.claims(factor=factor)
        statement = next((one.id for one in graph.statements() if factor in (one.key.subject, one.key.object)), None)
        assert graph.documents_with(factor=factor) == {claim.document_id for claim in claims}
        assert graph.documents_with(factor=factor, statement=statement) <= graph.documents_with(statement=statement)


def test_loading_the_same_again_changes_nothing(graph: KnowledgeGraph) -> None:
    graph.add(a_document(), [a_claim()], ZINC, time=NOW)
    number, quads = graph.number(), len(graph.query("SELECT * { ?s ?p ?o }"))

    assert not graph.add(a_document(), [a_claim()], ZINC, time="2027-01-01T00:00:00Z")

    assert graph.number() == number
    assert len(graph.query("SELECT * { ?s ?p ?o }")) == quads


def test_another_reading_of_a_document_takes_the_place_of_the_first(graph: KnowledgeGraph) -> None:
    graph.add(a_document(), [a_claim()], ZINC, time=NOW)
    other = a_claim("copper", Relation.ENABLES, "iron")

    graph.add(a_document(), [other], {}, time=NOW)

    assert graph.claims() == [other]
    assert edges(graph) == {("copper", "enables", "iron")}
    assert [factor.id for factor in graph.factors()] == ["copper", "iron"]


def test_a_factor_that_nobody_described_is_kept_as_unresolved(graph: KnowledgeGraph) -> None:
    graph.add(a_document(), [a_claim()], {}, time=NOW)

    assert {factor.kind for factor in graph.factors()} == {FactorKind.UNRESOLVED}


def test_a_removed_document_leaves_nothing_in_the_graph(graph: KnowledgeGraph) -> None:
    graph.add(a_document(), [a_claim()], ZINC, time=NOW)

    graph.remove(a_document().id, time=NOW)

    assert (graph.documents(), graph.claims(), graph.factors(), graph.statements()) == ([], [], [], [])
    assert len(graph.query("SELECT * { ?s ?p ?o }")) == 2  # the journal's number and the version of the layout


@pytest.mark.parametrize("kind", ["denied", "hedged", "hypothetical"])
def test_what_nobody_asserts_has_no_edge(graph: KnowledgeGraph, kind: str) -> None:
    claim = a_claim(negated=True) if kind == "denied" else a_claim(modality=Modality(kind))
    graph.add(a_document(), [claim], ZINC, time=NOW)

    (statement,) = graph.statements()

    assert not statement.asserted
    assert edges(graph) == set()


def test_a_rejected_claim_loses_its_edge_and_gets_it_back_when_accepted(graph: KnowledgeGraph) -> None:
    claim = a_claim()
    graph.add(a_document(), [claim], ZINC, time=NOW)

    graph.decide(claim.id, Verdict.REJECTED, reviewer="ann", time=NOW, reason="misread")
    assert (graph.statements(), edges(graph)) == ([], set())
    assert graph.claims() == [claim]

    graph.decide(claim.id, Verdict.ACCEPTED, reviewer="bob", time=NOW)
    assert edges(graph) == {("zinc", "decreases", "copper")}
    assert [decision.verdict for decision in graph.decisions(target=claim.id)] == [Verdict.REJECTED, Verdict.ACCEPTED]


def test_a_work_that_two_articles_cite_is_one_source(graph: KnowledgeGraph) -> None:
    for words, cite in (("Zinc lowers copper. Once.", "Ray et al., 2001"), ("Zinc lowers copper. Twice.", "Ray (2001)")):
        document = a_document(words)
        evidence = Evidence(level=EvidenceLevel.NAMED, cite=cite)
        graph.add(document, [a_claim(document=document, evidence=evidence)], ZINC, time=NOW)

    (statement,) = graph.statements()

    assert (len(statement.documents), statement.sources, statement.by_evidence) == (2, 1, {EvidenceLevel.NAMED: 2})


def test_a_claim_that_quotes_other_words_stores_nothing(graph: KnowledgeGraph) -> None:
    other = Document(id=a_document().id, text="Something else altogether.")

    with pytest.raises(QuoteNotFoundError):
        graph.add(other, [a_claim()], ZINC, time=NOW)

    assert graph.documents() == []
    assert graph.number() == 0


def test_unknown_ids_are_told(graph: KnowledgeGraph) -> None:
    for ask in (graph.document, graph.claim, graph.factor, graph.statement, graph.remove):
        with pytest.raises(UnknownItemError):
            ask("c-0")
    with pytest.raises(UnknownItemError):
        graph.decide("c-0", Verdict.REJECTED, reviewer="ann", time=NOW)


def test_a_query_that_cannot_be_read_is_told_with_its_place(graph: KnowledgeGraph) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query("SELECT * WHERE {\n ?s ?p }")

    assert (caught.value.line, caught.value.column) == (2, 9)


def test_a_folder_has_one_writer_and_any_number_of_readers(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path) as writer:
        writer.add(a_document(), [a_claim()], ZINC, time=NOW)

        with pytest.raises(StoreBusyError):
            KnowledgeGraph.open(tmp_path)
        with KnowledgeGraph.open(tmp_path, read_only=True) as reader:
            assert reader.claims() == writer.claims()
            assert edges(reader) == edges(writer)
            with pytest.raises(StoreError, match="reading only"):
                reader.remove(a_document().id)


def test_nothing_is_lost_on_restart(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path) as graph:
        graph.add(a_document(), [a_claim()], ZINC, time=NOW)
        before = graph.documents(), graph.claims(), graph.statements(), edges(graph)

    with KnowledgeGraph.open(tmp_path) as graph:
        assert (graph.documents(), graph.claims(), graph.statements(), edges(graph)) == before
        assert graph.notes == ()


def test_a_folder_without_a_store_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a store"):
        KnowledgeGraph.open(tmp_path, read_only=True)
