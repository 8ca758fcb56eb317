"""The graph in other forms: one exporter for each, in a visible tuple.

Nothing that is rejected or superseded is exported as something that holds; see `graph.rdf` for what each quad means.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pyoxigraph as ox

from graph import jsonld, kgx
from graph.knowledge import KnowledgeGraph
from graph.lookups import Lookups
from graph.nanopub import nanopub, to_trig
from graph.works_rdf import works_ntriples
from ontology.errors import UnknownItemError
from ontology.model import Claim, Verdict
from ontology.namespaces import PREFIXES
from ontology.records import claim_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One form: `write` returns the whole graph in it."""

    name: str
    title: str
    media_type: str
    suffix: str
    write: Callable[[KnowledgeGraph], str]


def exporter(name: str) -> Exporter:
    """Return the exporter of this name.

    Raises:
        UnknownItemError: There is none.
    """
    for each in EXPORTERS:
        if each.name == name:
            return each
    raise UnknownItemError("export format", name)


def trig(graph: KnowledgeGraph) -> str:
    """Return all named graphs as TriG."""
    return graph.dump(ox.RdfFormat.TRIG).decode()


def nquads(graph: KnowledgeGraph) -> str:
    """Return all named graphs as N-Quads, sorted, so that two exports can be compared line by line."""
    return "".join(f"{line}\n" for line in sorted(graph.dump(ox.RdfFormat.N_QUADS).decode().splitlines()))


def turtle(graph: KnowledgeGraph) -> str:
    """Return the union of all graphs as Turtle."""
    return _union(graph, ox.RdfFormat.TURTLE)


def ntriples(graph: KnowledgeGraph) -> str:
    """Return the union of all graphs as N-Triples, sorted."""
    return _union(graph, ox.RdfFormat.N_TRIPLES)


def _union(graph: KnowledgeGraph, form: ox.RdfFormat) -> str:
    triples = sorted({quad.triple for quad in graph.quads()}, key=str)
    return (ox.serialize(triples, format=form, prefixes=PREFIXES if form is ox.RdfFormat.TURTLE else None) or b"").decode()


def json_ld(graph: KnowledgeGraph) -> str:
    """Return all named graphs as JSON-LD with our context inside."""
    return json.dumps(jsonld.compact(graph.quads()), ensure_ascii=False, indent=1) + "\n"


def nanopubs(graph: KnowledgeGraph) -> str:
    """Return each accepted claim as a nanopublication in TriG, one after the other, prefixes once."""
    documents = {document.id: document for document in graph.documents()}
    times = graph.load_times()
    quads = (quad for claim in accepted(graph) for quad in nanopub(claim, documents[claim.document_id], created=times[claim.document_id]))
    return to_trig(quads)


def accepted(graph: KnowledgeGraph) -> list[Claim]:
    """Return the claims that nobody's last word rejects."""
    last = {decision.target: decision.verdict for decision in graph.decisions()}
    return [claim for claim in graph.claims() if last.get(claim.id) is not Verdict.REJECTED]


def kgx_rows(graph: KnowledgeGraph) -> tuple[list[kgx.Row], list[kgx.Row]]:
    """Return KGX nodes and edges, each in the order of our ids."""
    factors = {factor.id: factor for factor in graph.factors()}
    claims = {claim.id: claim for claim in graph.claims()}
    nodes = [kgx.node_row(factor) for factor in factors.values()]
    return nodes, [row for statement in graph.statements() for row in kgx.edge_rows(statement, factors, claims)]


def kgx_nodes(graph: KnowledgeGraph) -> str:
    """Return factors as KGX nodes in JSON Lines."""
    return _json_lines(kgx_rows(graph)[0])


def kgx_edges(graph: KnowledgeGraph) -> str:
    """Return asserted and denied statements as KGX edges in JSON Lines."""
    return _json_lines(kgx_rows(graph)[1])


def _json_lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def claim_rows(graph: KnowledgeGraph) -> Iterator[dict[str, Any]]:
    """Yield the claims of the current articles as flat records, rejected ones marked."""
    factors = {factor.id: factor for factor in graph.factors()}
    documents = {document.id: document for document in graph.documents()}
    kept = {claim.id for claim in accepted(graph)}
    for claim in graph.claims():
        yield {**claim_record(claim, documents[claim.document_id], factors), "rejected": claim.id not in kept}


def claims_jsonl(graph: KnowledgeGraph) -> str:
    """Return one claim a line, the fields of `ontology.records.claim_record`, and whether it is rejected."""
    return _json_lines(claim_rows(graph))


def claims_csv(graph: KnowledgeGraph) -> str:
    """Return one claim a row for a spreadsheet, the same fields."""
    output = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for record in claim_rows(graph):
        if writer is None:
            writer = csv.DictWriter(output, list(record), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in record.items()})
    return output.getvalue()


def cell(value: object) -> str:
    """Return what goes into a cell: words that a spreadsheet would take for a formula get an apostrophe before them.

    Source: OWASP, "CSV Injection".

    >>> cell("=1+1"), cell(None), cell(False)
    ("'=1+1", '', 'no')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = " ".join(map(str, value.values() if isinstance(value, dict) else value)) if isinstance(value, dict | list) else str(value)
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def graphml(graph: KnowledgeGraph) -> str:
    """Return statements as GraphML: nodes with label and kind, edges with relation, sign and counts."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for factor in graph.factors():
        label = NOT_IN_XML.sub("", factor.label)
        plain.add_node(factor.id, label=label, kind=factor.kind.value, category=factor.category or "")
    for statement in graph.statements():
        key = statement.key
        plain.add_edge(
            key.subject,
            key.object,
            key=statement.id,
            relation=key.relation.value,
            sign=key.sign.value,
            asserted=statement.asserted,
            supporting=len(statement.supporting),
            hedged=len(statement.hedged),
            hypothetical=len(statement.hypothetical),
            denying=len(statement.denying),
            documents=len(statement.documents),
            sources=statement.sources,
        )
    return "\n".join(nx.generate_graphml(plain, named_key_ids=True)) + "\n"


def works(graph: KnowledgeGraph) -> str:
    """Return the works that were looked up as N-Triples in Dublin Core terms, under the IRIs by which claims name them."""
    return works_ntriples(Lookups(graph.folder).all().values())


NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write (production Char)."""

EXPORTERS: tuple[Exporter, ...] = (
    Exporter(name="trig", title="RDF with named graphs (TriG)", media_type="application/trig", suffix=".trig", write=trig),
    Exporter(name="nquads", title="RDF with named graphs, sorted (N-Quads)", media_type="application/n-quads", suffix=".nq", write=nquads),
    Exporter(
        name="jsonld",
        title="RDF with named graphs and short names (JSON-LD)",
        media_type="application/ld+json",
        suffix=".jsonld",
        write=json_ld,
    ),
    Exporter(name="turtle", title="RDF, all graphs as one (Turtle)", media_type="text/turtle", suffix=".ttl", write=turtle),
    Exporter(name="ntriples", title="RDF, all graphs as one (N-Triples)", media_type="application/n-triples", suffix=".nt", write=ntriples),
    Exporter(
        name="nanopubs", title="accepted claims as nanopublications (TriG)", media_type="application/trig", suffix=".trig", write=nanopubs
    ),
    Exporter(name="jsonl", title="claims, one JSON object a line", media_type="application/jsonl", suffix=".jsonl", write=claims_jsonl),
    Exporter(name="csv", title="claims, one row each (CSV)", media_type="text/csv", suffix=".csv", write=claims_csv),
    Exporter(name="graphml", title="factors and statements (GraphML)", media_type="application/xml", suffix=".graphml", write=graphml),
    Exporter(name="kgx-nodes", title="factors as KGX nodes (JSON lines)", media_type="application/jsonl", suffix=".jsonl", write=kgx_nodes),
    Exporter(
        name="kgx-edges",
        title="asserted and denied statements as KGX edges (JSON lines)",
        media_type="application/jsonl",
        suffix=".jsonl",
        write=kgx_edges,
    ),
    Exporter(
        name="works",
        title="works that were looked up, in Dublin Core terms (N-Triples)",
        media_type="application/n-triples",
        suffix=".nt",
        write=works,
    ),
)
"""Every form that the graph can be written in, by the name that people type."""
