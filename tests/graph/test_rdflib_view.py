"""The rdflib view shows what stands in the store, now."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from rdflib import RDF, XSD, Literal, URIRef

from graph import KnowledgeGraph
from ontology.errors import StoreError
from ontology.model import Factor
from ontology.namespaces import iri, term
from ontology.relations import Relation
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
ZINC, COPPER = URIRef(iri("factor", "zinc")), URIRef(iri("factor", "copper"))


@pytest.fixture
def graph() -> Iterator[KnowledgeGraph]:
    """One claim of one article; the test's own."""
    with KnowledgeGraph.open() as opened:
        opened.add(a_document(), [a_claim()], {"zinc": Factor(id="zinc", label="Zinc")}, time=NOW)
        yield opened


def test_patterns_are_answered(graph: KnowledgeGraph) -> None:
    view = graph.to_rdflib()

    assert list(view.objects(ZINC, URIRef(term("decreases")))) == [COPPER]
    assert (ZINC, URIRef(term("decreases")), COPPER) in view
    assert view.value(ZINC, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")) == Literal("Zinc")
    assert list(view.subjects(URIRef(term("negated")), Literal("false", datatype=XSD.boolean)))
    assert list(view.triples((Literal("odd"), None, None))) == []
    assert len(view) == len(set(view.triples((None, None, None)))) == len({quad.triple for quad in graph.quads()})


def test_each_document_is_a_graph(graph: KnowledgeGraph) -> None:
    name = URIRef(iri("document", a_document().id))
    view = graph.to_rdflib(a_document().id)

    assert (name, RDF.type, URIRef(term("Document"))) in view
    assert (ZINC, None, None) not in view
    assert view.query("ASK { ?claim a mg:Claim }").askAnswer
    assert not view.query("ASK { ?statement a mg:Statement }").askAnswer


def test_the_view_is_live(graph: KnowledgeGraph) -> None:
    view = graph.to_rdflib()
    graph.remove(a_document().id, time=NOW)
    assert (ZINC, None, None) not in view

    graph.add(a_document(), [a_claim("zinc", Relation.BINDS, "iron")], {}, time=NOW)
    assert (ZINC, URIRef(term("binds")), None) in view


def test_queries_go_to_the_engine(graph: KnowledgeGraph) -> None:
    view = graph.to_rdflib()

    rows = list(view.query("SELECT ?o { ?s mg:decreases ?o }", initBindings={"o": COPPER}))
    assert [tuple(row) for row in rows] == [(COPPER,)]  # type: ignore[arg-type]
    assert view.query("ASK { ?s mg:decreases ?o }").askAnswer
    constructed = view.query("CONSTRUCT { ?o mg:affects ?s } WHERE { ?s mg:decreases ?o }").graph
    assert constructed is not None
    assert set(constructed) == {(COPPER, URIRef(term("affects")), ZINC)}


def test_serialising_the_view_gives_the_same_graph(graph: KnowledgeGraph) -> None:
    copy = ox.Store()
    copy.load(graph.to_rdflib().serialize(format="turtle"), format=ox.RdfFormat.TURTLE)

    assert {quad.triple for quad in copy} == {quad.triple for quad in graph.quads()}


def test_the_view_refuses_to_write(graph: KnowledgeGraph) -> None:
    view = graph.to_rdflib()

    for write in (
        lambda: view.add((ZINC, RDF.type, COPPER)),
        lambda: view.remove((ZINC, RDF.type, COPPER)),
        lambda: view.update("CLEAR ALL"),
    ):
        with pytest.raises(StoreError, match="read-only"):
            write()


def test_a_notebook_shows_a_table_in_which_nothing_runs() -> None:
    with KnowledgeGraph.open() as graph:
        graph.add(a_document(), [a_claim()], {"zinc": Factor(id="zinc", label="<script>alert(1)</script>")}, time=NOW)

        html = graph._repr_html_()

    assert "1 articles, 2 factors, 1 statements, 1 of them asserted without a source" in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
