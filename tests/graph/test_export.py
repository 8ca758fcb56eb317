"""Exports: every form parses again, and none says more than the graph does."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pyoxigraph as ox
import pytest

from graph import KnowledgeGraph
from graph.export import EXPORTERS, exporter
from ontology.errors import UnknownItemError
from ontology.model import Factor, Modality
from ontology.relations import Relation
from tests.build import a_claim, a_document

TEXT = "Zinc lowers copper. =HYPERLINK raises iron. Zinc may lower iron. Zinc does not bind copper."


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Two asserted claims, one of them hostile to spreadsheets, one hedged, one denied. Read only."""
    document = a_document(TEXT)
    quotes = TEXT.replace(". ", ".|").split("|")
    claims = [
        a_claim(document=document, quote=quotes[0]),
        a_claim("=HYPERLINK", Relation.INCREASES, "iron", document=document, quote=quotes[1]),
        a_claim("zinc", Relation.DECREASES, "iron", document=document, quote=quotes[2], modality=Modality.HEDGED),
        a_claim("zinc", Relation.BINDS, "copper", document=document, quote=quotes[3], negated=True),
    ]
    names = {claim.subject.factor or "": claim.subject.phrase for claim in claims} | {"copper": "copper", "iron": "iron"}
    known = KnowledgeGraph.open(None)
    known.add(document, claims, {key: Factor(id=key, label=label) for key, label in names.items()}, time="2026-01-01T00:00:00+00:00")
    return known


@pytest.mark.parametrize("name", [each.name for each in EXPORTERS])
def test_every_form_writes_something(graph: KnowledgeGraph, name: str) -> None:
    assert len(exporter(name).write(graph)) > 100


@pytest.mark.parametrize(
    ("name", "form"), [("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD)]
)
def test_the_forms_with_named_graphs_hold_the_same_quads(graph: KnowledgeGraph, name: str, form: ox.RdfFormat) -> None:
    def quads(text: str, form: ox.RdfFormat) -> set[str]:
        found = (quad for quad in ox.parse(text.encode(), format=form))
        return {str(quad) for quad in found if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)}

    assert quads(exporter(name).write(graph), form) == quads(exporter("nquads").write(graph), ox.RdfFormat.N_QUADS)


def test_only_asserted_statements_become_edges(graph: KnowledgeGraph) -> None:
    edges = [json.loads(line) for line in exporter("kgx-edges").write(graph).splitlines()]
    network = nx.parse_graphml(exporter("graphml").write(graph))

    assert len(edges) == network.number_of_edges() == 2
    assert {edge["object_direction_qualifier"] for edge in edges} == {"increased", "decreased"}


def test_no_cell_of_a_table_can_run_in_a_spreadsheet(graph: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(exporter("csv").write(graph))))

    assert len(rows) == 4
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_json_lines_quote_the_article(graph: KnowledgeGraph) -> None:
    records = [json.loads(line) for line in exporter("jsonl").write(graph).splitlines()]

    assert all(TEXT[record["start"] : record["end"]] == record["quote"] for record in records)


def test_a_form_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownItemError, match="export format"):
        exporter("bel")
