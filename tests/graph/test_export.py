"""Each form of the graph, read back by somebody else's reader where there is one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph, jsonld
from graph.export import EXPORTERS, exporter
from graph.nanopub import problems
from graph.rdf_read import claims_of
from graph.triples import node
from ontology.errors import UnknownItemError
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Factor, Modality, Verdict, Xref
from ontology.relations import Relation
from tests.build import a_claim, a_document
from tests.graph.strategies import claims
from tests.graph.test_rdf import as_quads

NOW = "2026-01-02T03:04:05Z"
TEXT = "=Zinc lowers copper. Iron may lift copper. Zinc does not make iron."
CITED = Evidence(level=EvidenceLevel.IDENTIFIED, cite="doi:10.1000/x", identifiers=("doi:10.1000/x",))


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    """One article with an asserted, a hedged, a denied and a rejected claim; read only."""
    document = a_document(TEXT, title="@Metals", authors=("A", "B"), url="https://example.org/metals")
    factors = [
        Factor(id="zinc", label="zinc", category="SmallMolecule", synonyms=("Zn",), xrefs=(Xref(curie="CHEBI:27363"),)),
        Factor(id="copper", label="copper", category="Protein"),
    ]
    rejected = a_claim("copper", Relation.PRODUCES, "iron", document=document, quote="Zinc does not make iron.")
    with KnowledgeGraph.open() as opened:
        opened.add(
            document,
            [
                a_claim(document=document, quote="=Zinc lowers copper.", evidence=CITED),
                a_claim("iron", Relation.INCREASES, "copper", document=document, quote="Iron may lift copper.", modality=Modality.HEDGED),
                a_claim("zinc", Relation.PRODUCES, "iron", document=document, quote="Zinc does not make iron.", negated=True),
                rejected,
            ],
            factors,
            time=NOW,
        )
        opened.decide(rejected.id, Verdict.REJECTED, reviewer="ann", time=NOW)
        yield opened


def written(graph: KnowledgeGraph, name: str) -> str:
    return exporter(name).write(graph)


@pytest.mark.parametrize("name", [each.name for each in EXPORTERS if each.name != "works"])  # what was looked up is no part of the graph
def test_every_exporter_writes_something_and_an_empty_graph_too(graph: KnowledgeGraph, name: str) -> None:
    assert exporter(name).title
    assert written(graph, name)
    with KnowledgeGraph.open() as empty:
        assert len(written(empty, name)) < len(written(graph, name))


def test_an_exporter_that_is_none_is_told() -> None:
    with pytest.raises(UnknownItemError):
        exporter("docx")


@pytest.mark.parametrize(
    ("name", "form"), [("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD)]
)
def test_all_quads_come_back(graph: KnowledgeGraph, name: str, form: ox.RdfFormat) -> None:
    assert set(ox.parse(written(graph, name), format=form)) == graph.quads()


@pytest.mark.parametrize(("name", "form"), [("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)])
def test_one_graph_holds_the_union(graph: KnowledgeGraph, name: str, form: ox.RdfFormat) -> None:
    triples = {quad.triple for quad in ox.parse(written(graph, name), format=form)}

    assert triples == {quad.triple for quad in graph.quads()}


@settings(max_examples=40)
@given(st.lists(claims(), max_size=2, unique_by=lambda claim: claim.id))
def test_any_claim_survives_json_ld_with_our_context(some: list[Claim]) -> None:
    quads = set(ox.parse(as_quads(some), format=ox.RdfFormat.N_QUADS))

    text = json.dumps(jsonld.compact(quads))

    assert claims_of(ox.parse(text, format=ox.RdfFormat.JSON_LD)) == sorted(some, key=lambda claim: claim.id)


def test_json_ld_can_be_read_without_rdf(graph: KnowledgeGraph) -> None:
    content = json.loads(written(graph, "jsonld"))
    nodes = [each for named in content["@graph"] for each in named["@graph"]]

    (hedged,) = [each for each in nodes if each.get("modality") == "mg:Hedged"]
    assert hedged["relation"] == "mg:increases"
    assert set(hedged["type"]) == {"Claim", "rdf:Statement"}


def test_nanopublications_are_valid_and_hold_every_accepted_claim(graph: KnowledgeGraph) -> None:
    quads = list(ox.parse(written(graph, "nanopubs"), format=ox.RdfFormat.TRIG))
    names = {str(quad.subject)[1:-1] for quad in quads if str(quad.object) == node("http://www.nanopub.org/nschema#Nanopublication")}

    assert len(names) == 3
    for name in names:
        assert problems(quad for quad in quads if str(quad.graph_name)[1:].startswith(name)) == []
    assert len(claims_of(quads)) == 3


def test_kgx_edges_join_nodes_and_assert_nothing_that_is_hedged_or_rejected(graph: KnowledgeGraph) -> None:
    nodes = [json.loads(line) for line in written(graph, "kgx-nodes").splitlines()]
    edges = [json.loads(line) for line in written(graph, "kgx-edges").splitlines()]

    assert {end for edge in edges for end in (edge["subject"], edge["object"])} <= {node["id"] for node in nodes}
    assert sorted((edge["predicate"], edge["negated"]) for edge in edges) == [("biolink:affects", False), ("biolink:produces", True)]
    (typed,) = [edge for edge in edges if "qualified_predicate" in edge]
    assert typed["subject"] == "CHEBI:27363"
    assert (typed["category"], typed["object_direction_qualifier"]) == (["biolink:ChemicalAffectsGeneAssociation"], "decreased")
    assert typed["publications"] == ["DOI:10.1000/x"]


def test_a_direction_that_biolink_cannot_type_is_told_in_words() -> None:
    document = a_document()
    with KnowledgeGraph.open() as graph:
        graph.add(document, [a_claim(document=document)], {}, time=NOW)
        (edge,) = [json.loads(line) for line in written(graph, "kgx-edges").splitlines()]

    assert edge["category"] == ["biolink:Association"]
    assert edge["description"].startswith("decreased:")
    assert "object_direction_qualifier" not in edge


def test_no_cell_of_the_table_is_a_formula(graph: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(written(graph, "csv"))))

    assert len(rows) == 4
    assert not [value for row in rows for value in row.values() if value[:1] in tuple("=+-@\t\r")]
    assert rows[0]["quote"] == "'=Zinc lowers copper."
    assert sorted(row["rejected"] for row in rows) == ["no", "no", "no", "yes"]
    assert [TEXT[int(row["start"]) : int(row["end"])] for row in rows] == [row["quote"].removeprefix("'") for row in rows]


def test_json_lines_hold_every_claim(graph: KnowledgeGraph) -> None:
    rows = [json.loads(line) for line in written(graph, "jsonl").splitlines()]

    assert [row["id"] for row in rows] == [claim.id for claim in graph.claims()]
    assert [row["rejected"] for row in rows].count(True) == 1


def test_graphml_is_read_by_networkx(graph: KnowledgeGraph) -> None:
    read = nx.parse_graphml(written(graph, "graphml"), force_multigraph=True)

    assert set(read.nodes) == {"zinc", "copper", "iron"}
    assert sorted(data["relation"] for _, _, data in read.edges(data=True)) == ["decreases", "increases", "produces"]


def test_characters_that_xml_does_not_know_do_not_break_graphml() -> None:
    document = Document(id="d-1", text="\x00")
    with KnowledgeGraph.open() as graph:
        graph.add(document, [], [Factor(id="odd", label="a\x00b\x1f")], time=NOW)

        assert nx.parse_graphml(written(graph, "graphml")).nodes["odd"]["label"] == "ab"
