"""Whatever we write looks as the shapes say, and what does not is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import given, settings
from rdflib import RDF, SH, Graph

from graph import KnowledgeGraph, shapes
from graph.shapes import document_violations, violations
from ontology.model import (
    Claim,
    Evidence,
    EvidenceLevel,
    Factor,
    FactorKind,
    Flag,
    Mention,
    Passage,
    Place,
    Quantity,
    Severity,
    Verdict,
    Xref,
)
from ontology.namespaces import BASE, PREFIXES
from ontology.relations import Sign
from tests.build import a_claim, a_document
from tests.graph.strategies import claims
from tests.graph.test_rdf import as_quads

NOW = "2026-01-02T03:04:05Z"
ONTOLOGY = f"{BASE}ontology#"
TYPE = ox.NamedNode(str(RDF.type))


def test_a_whole_store_conforms() -> None:
    old = a_document("Zinc lowers copper. Once.", source="a.txt")
    document = a_document("Zinc lowers copper.", source="a.txt", title="T", doi="10.1000/a", authors=("A",), references={"1": "A work"})
    cited = Evidence(level=EvidenceLevel.IDENTIFIED, cite="doi:10.1000/x", identifiers=("doi:10.1000/x", "pmid:1"))
    zinc = Factor(
        id="zinc", label="zinc", kind=FactorKind.CONSTRUCT, valence=Sign.UP, xrefs=(Xref(curie="CHEBI:1"),), aspect_of=("x", "level")
    )
    with KnowledgeGraph.open() as graph:
        graph.add(old, [a_claim(document=old)], {}, time=NOW)
        claim = a_claim(document=document, evidence=cited, context="at night", section="S", directions=(Sign.DOWN, Sign.NONE))
        graph.add(document, [claim], {"zinc": zinc}, time=NOW)
        graph.decide(claim.id, Verdict.ACCEPTED, reviewer="ann", time=NOW, reason="read it")
        graph.keep_flags([Flag(id="f-1", code="EV001", severity=Severity.HIGH, message="m", looked_for="l", fix="f")], time=NOW)

        assert violations(graph.quads()) == []


@settings(max_examples=15, deadline=None)
@given(claims())
def test_claims_conform_but_for_what_the_strategy_invents(claim: Claim) -> None:
    """Spans that end before they begin and comparators that are none come from the strategy; nothing else may be wrong."""
    found = violations(ox.parse(as_quads([claim]), format=ox.RdfFormat.N_QUADS))

    assert {item.path for item in found} <= {f"{ONTOLOGY}start", f"{ONTOLOGY}comparator"}


def test_a_claim_with_two_modalities_is_found() -> None:
    text = as_quads([a_claim()])
    extra = (
        text.splitlines()[0].split(" ")[0]
        + " <https://w3id.org/mechgraph/ontology#modality> <https://w3id.org/mechgraph/ontology#Sure> .\n"
    )

    found = violations(ox.parse(text + extra, format=ox.RdfFormat.N_QUADS))

    assert {item.message for item in found} == {"A claim is asserted, hedged or hypothetical."}
    assert {item.severity for item in found} == {"violation"}


def test_a_comparator_of_its_own_is_found() -> None:
    claim = replace(a_claim(), quantity=Quantity(words="20 %", comparator="about"))

    found = violations(ox.parse(as_quads([claim]), format=ox.RdfFormat.N_QUADS))

    assert [(item.focus.rpartition("#")[2], item.path) for item in found] == [("quantity", f"{ONTOLOGY}comparator")]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"confidence": 1.5}, "confidence"),
        ({"subject": Mention(phrase="", factor="zinc")}, "phrase"),
        ({"object": Mention(phrase="copper", start=5, end=5)}, "start"),
    ],
    ids=["confidence", "phrase", "span"],
)
def test_the_graph_of_a_document_is_checked_before_it_is_stored(change: dict[str, Any], path: str) -> None:
    document = a_document()

    assert document_violations(document, [a_claim(document=document)]) == []
    assert [one.path for one in document_violations(document, [replace(a_claim(document=document), **change)])] == [f"{ONTOLOGY}{path}"]


def test_property_shapes_with_targets_of_their_own_say_the_same_as_the_file() -> None:
    """What is handed to pySHACL is rearranged to be quick; the file itself, as it stands, finds the same."""
    claim = replace(a_claim(), confidence=1.5, subject=Mention(phrase=""), quantity=Quantity(words="20 %", comparator="about"))
    text = "".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in as_quads([claim]).splitlines())
    plain = Graph().parse(data=files("ontology").joinpath("data/shapes.ttl").read_text(encoding="utf-8"), format="turtle")

    report = pyshacl.validate(Graph().parse(data=text, format="nt"), shacl_graph=plain, inference="none")[1]

    found = violations(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    expected = {
        (str(report.value(one, SH.focusNode)), str(report.value(one, SH.resultPath)))
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert {(one.focus, one.path) for one in found} == expected
    assert len(expected) == 3


@pytest.fixture
def store() -> Iterator[KnowledgeGraph]:
    """Two documents, one of them superseded, with a decision and a flag."""
    with KnowledgeGraph.open() as graph:
        for text in ("Zinc lowers copper. Once.", "Zinc lowers copper."):
            document = a_document(text, source="a.txt")
            graph.add(document, [a_claim(document=document)], {}, time=NOW)
        graph.decide(graph.claims()[0].id, Verdict.ACCEPTED, reviewer="ann", time=NOW)
        claim = graph.claims()[0]
        words = Passage(document_id=claim.document_id, place=Place(start=0, end=4, quote="Zinc"))
        told = Passage(document_id=claim.document_id, place=claim.place)
        flag = Flag(id="f-1", code="EV001", severity=Severity.HIGH, message="m", looked_for="l", fix="f")
        graph.keep_flags([replace(flag, claims=(claim.id,), passages=(told, words))], time=NOW)
        yield graph


def test_a_store_is_checked_in_parts_that_cover_it(store: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "AT_ONCE", 1)

    found = shapes.parts(store)

    assert [shapes.part_violations(store, part) for part in found] == [[]] * len(found)
    covered = {triple for part in found for triple in store.query(part.query).triples or ()}
    typed = {quad.triple.subject for quad in store.quads() if quad.predicate == TYPE and "graph/tally" not in str(quad.graph_name)}
    assert typed <= {triple.subject for triple in covered}


@pytest.mark.parametrize(
    ("place", "triple"),
    [("graph/statements", "mg:sign '?'"), ("graph/factors", "skos:prefLabel 'another label'"), ("graph/flags", "mg:code 'none'")],
    ids=["statement", "factor", "flag"],
)
def test_what_somebody_wrote_into_the_dataset_by_hand_is_found(store: KnowledgeGraph, place: str, triple: str) -> None:
    """The predicate tells which kind of node is spoilt: one that has it already."""
    predicate = triple.split(maxsplit=1)[0]
    graph_name = f"<{BASE}{place}>"
    where = f"WHERE {{ {{ SELECT ?me {{ GRAPH {graph_name} {{ ?me {predicate} ?old }} }} LIMIT 1 }} }}"
    declared = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("mg", "skos"))
    store._mirror.dataset.update(f"{declared}INSERT {{ GRAPH {graph_name} {{ ?me {triple} }} }} {where}")

    found = [one for part in shapes.parts(store) for one in shapes.part_violations(store, part)]

    assert {one.severity for one in found} == {"violation"}
    assert all(one.message and one.focus.startswith(BASE) for one in found)


def test_the_words_of_a_flag_are_those_of_its_claims_or_a_target_of_its_own(store: KnowledgeGraph) -> None:
    own = "SELECT ?words { ?flag a mg:Flag ; oa:hasTarget/oa:hasSelector/oa:exact ?words }"
    claims = "SELECT ?words { ?flag a mg:Flag ; mg:restsOn/oa:hasTarget/oa:hasSelector/oa:exact ?words }"

    assert list(store.query(own)) == [("Zinc",)]
    assert list(store.query(claims)) == [("Zinc lowers copper.",)]
