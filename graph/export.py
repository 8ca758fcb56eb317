"""The whole graph in other people's forms: RDF, tables, and what networks and knowledge bases read.

`EXPORTERS` is the visible tuple of all forms; each writes one text from a graph. The plain edges of every form are those that at least
one accepted claim asserts, so no form says more than the graph does.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pyoxigraph as ox

from graph.knowledge import KnowledgeGraph
from ontology.errors import UnknownItemError
from ontology.model import Claim, Factor, Statement
from ontology.namespaces import iri
from ontology.records import claim_record
from ontology.relations import Relation, Sign


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form: the name that `mechgraph export --format` takes, what it is, and what writes it."""

    name: str
    title: str
    write: Callable[[KnowledgeGraph], str]


def exporter(name: str) -> Exporter:
    """Return the exporter of a name.

    Raises:
        UnknownItemError: There is none.

    >>> exporter("trig").title
    'RDF with named graphs (TriG)'
    """
    found = next((each for each in EXPORTERS if each.name == name.lower()), None)
    if found is None:
        raise UnknownItemError("export format", name)
    return found


# --- RDF ----------------------------------------------------------------------------------------------------------------------


def _dataset(form: ox.RdfFormat) -> Callable[[KnowledgeGraph], str]:
    return lambda graph: graph.dump(form).decode()


def _triples(media_type: str) -> Callable[[KnowledgeGraph], str]:
    return lambda graph: graph.query_bytes("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", media_type=media_type).decode()


# --- tables -------------------------------------------------------------------------------------------------------------------

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula; such a cell gets an apostrophe (OWASP, CSV injection)."""


def _records(graph: KnowledgeGraph) -> Iterable[dict[str, Any]]:
    factors = {factor.id: factor for factor in graph.factors()}
    for document in graph.documents():
        yield from (claim_record(claim, document, factors) for claim in graph.claims(document=document.id))


def claims_jsonl(graph: KnowledgeGraph) -> str:
    """Return one claim a line, the fields of `ontology.records.claim_record`."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(graph))


def claims_csv(graph: KnowledgeGraph) -> str:
    """Return one claim a row, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for record in _records(graph):
        row = {name: _cell(value) for name, value in record.items()}
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        value = f"{value['subject']} {value['relation']} {value['object']}"
    if isinstance(value, list):
        value = " ".join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def graphml(graph: KnowledgeGraph) -> str:
    """Return factors and asserted statements as GraphML, every attribute a plain value (networkx refuses lists and None)."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for factor in graph.factors():
        plain.add_node(factor.id, label=factor.label, kind=factor.kind.value, category=factor.category or "")
    for statement in _asserted(graph):
        key = statement.key
        plain.add_edge(key.subject, key.object, statement.id, relation=key.relation.value, sign=key.sign.value, **_counts(statement))
    return "\n".join(nx.generate_graphml(plain)) + "\n"


def _asserted(graph: KnowledgeGraph) -> list[Statement]:
    return [statement for statement in graph.statements() if statement.asserted]


def _counts(statement: Statement) -> dict[str, int]:
    return {"claims": len(statement.supporting), "documents": len(statement.documents), "sources": statement.sources}


# --- KGX: what Biolink tools read (github.com/biolink/kgx, JSON lines) -----------------------------------------------------------

BIOLINK = {
    Relation.INCREASES: ("biolink:affects", "increased"),
    Relation.DECREASES: ("biolink:affects", "decreased"),
    Relation.AFFECTS: ("biolink:affects", None),
    Relation.ENABLES: ("biolink:contributes_to", None),
    Relation.PRODUCES: ("biolink:produces", None),
    Relation.BINDS: ("biolink:directly_physically_interacts_with", None),
    Relation.ASSOCIATED: ("biolink:associated_with", None),
}
"""Predicate and object direction qualifier of each relation (docs/decisions/0002)."""


def kgx_nodes(graph: KnowledgeGraph) -> str:
    """Return one factor a line as a KGX node."""
    return "".join(json.dumps(_node(factor), ensure_ascii=False) + "\n" for factor in graph.factors())


def _node(factor: Factor) -> dict[str, Any]:
    known = factor.category if factor.category and factor.category != "construct" else "NamedThing"
    return {
        "id": iri("factor", factor.id),
        "name": factor.label,
        "category": [f"biolink:{known}"],
        "synonym": list(factor.synonyms),
        "xref": [xref.curie for xref in factor.xrefs],
    }


def kgx_edges(graph: KnowledgeGraph) -> str:
    """Return one asserted statement a line as a KGX edge with its sentences."""
    claims = {claim.id: claim for claim in graph.claims()}
    edges = (_edge(statement, [claims[c] for c in statement.supporting if c in claims]) for statement in _asserted(graph))
    return "".join(json.dumps(edge, ensure_ascii=False) + "\n" for edge in edges)


def _edge(statement: Statement, claims: list[Claim]) -> dict[str, Any]:
    predicate, direction = BIOLINK[statement.key.relation]
    edge: dict[str, Any] = {
        "id": iri("statement", statement.id),
        "subject": iri("factor", statement.key.subject),
        "predicate": predicate,
        "object": iri("factor", statement.key.object),
        "category": ["biolink:Association"],
        "knowledge_level": "not_provided",
        "agent_type": "text_mining_agent",
        "primary_knowledge_source": "infores:mechgraph",
        "supporting_text": [claim.place.quote for claim in claims],
        "publications": sorted({identifier for claim in claims for identifier in claim.evidence.identifiers}),
    }
    if direction and statement.key.sign is not Sign.NONE:
        edge |= {"qualified_predicate": "biolink:causes", "object_direction_qualifier": direction}
    return edge


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("trig", "RDF with named graphs (TriG)", _dataset(ox.RdfFormat.TRIG)),
    Exporter("nquads", "RDF with named graphs (N-Quads)", _dataset(ox.RdfFormat.N_QUADS)),
    Exporter("jsonld", "RDF with named graphs (JSON-LD)", _dataset(ox.RdfFormat.JSON_LD)),
    Exporter("turtle", "RDF, all graphs as one (Turtle)", _triples("text/turtle")),
    Exporter("ntriples", "RDF, all graphs as one (N-Triples)", _triples("application/n-triples")),
    Exporter("jsonl", "claims, one JSON object a line", claims_jsonl),
    Exporter("csv", "claims, one row each", claims_csv),
    Exporter("graphml", "factors and asserted statements (GraphML)", graphml),
    Exporter("kgx-nodes", "factors as KGX nodes (JSON lines)", kgx_nodes),
    Exporter("kgx-edges", "asserted statements as KGX edges (JSON lines)", kgx_edges),
)
"""Every form, by the name that people type."""
