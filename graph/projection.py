"""The journal as quads: all of them, or the SPARQL update that brings a dataset from one journal number to the next.

An update deletes what stands for each changed item and writes what is known of it now, so running it twice changes nothing, and a
dataset that is some numbers behind is brought up by one update from its own number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain

from graph import rdf, records
from graph.triples import DECISIONS, FACTORS, FLAGS, JOURNAL, OWN_GRAPHS, STATEMENTS, Triple, integer, item, node, own, text
from ontology.model import StatementKey

LAYOUT = "1"
"""Version of the layout of triples; a dataset in another one is rebuilt."""


def document_graph(connection: sqlite3.Connection, document: str) -> Iterator[Triple]:
    """Yield the graph of one document, nothing when there is no such document."""
    held = records.held(connection, document)
    if held is None:
        return
    claims = list(records.claims(connection, document=document))
    yield from rdf.document_triples(held.document, time=held.time, superseded_by=held.superseded_by)
    yield from rdf.reading_triples(claims, time=held.time)
    for claim in claims:
        yield from rdf.claim_triples(claim, superseded=held.superseded_by is not None)


def everything(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the whole dataset as N-Quads lines."""
    for document in records.document_ids(connection, superseded=True):
        yield from lines(document_graph(connection, document), item("document", document))
    for graph, triples in _derived(connection):
        yield from lines(triples, node(graph))
    yield from lines(_state(records.last_number(connection)), node(JOURNAL))


def _derived(connection: sqlite3.Connection) -> Iterator[tuple[str, Iterable[Triple]]]:
    yield FACTORS, chain.from_iterable(map(rdf.factor_triples, records.factors(connection)))
    yield STATEMENTS, chain.from_iterable(map(rdf.statement_triples, records.statements(connection)))
    yield DECISIONS, chain.from_iterable(map(rdf.decision_triples, records.decisions(connection)))
    yield FLAGS, chain.from_iterable(map(rdf.flag_triples, records.flags(connection)))


def lines(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    """Yield triples as N-Quads lines of one graph."""
    end = f" {graph} .\n"
    return (f"{subject} {predicate} {obj}{end}" for subject, predicate, obj in triples)


def _state(number: int) -> Iterator[Triple]:
    me = node(JOURNAL)
    yield me, own("number"), integer(number)
    yield me, own("version"), text(LAYOUT)


def update_since(connection: sqlite3.Connection, number: int) -> str | None:
    """Return the update that brings a dataset from `number` up to now, None when it is there already."""
    now = records.last_number(connection)
    if now == number:
        return None
    parts = [
        *_documents(connection, records.changed(connection, "document", number)),
        *_statements(connection, records.changed(connection, "statement", number)),
        *_factors(connection, records.changed(connection, "factor", number)),
        *_decisions(connection, number),
        *_flags(connection, records.changed(connection, "flags", number)),
        f"DELETE WHERE {{ GRAPH {node(JOURNAL)} {{ ?s ?p ?o }} }}",
        insert(node(JOURNAL), _state(now)),
    ]
    return ";\n".join(part for part in parts if part)


def insert(graph: str, triples: Iterable[Triple]) -> str:
    """Return the operation that adds triples to a graph, empty for none."""
    body = "\n".join(f"{subject} {predicate} {obj} ." for subject, predicate, obj in triples)
    return f"INSERT DATA {{ GRAPH {graph} {{\n{body}\n}} }}" if body else ""


def _documents(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[str]:
    for document in ids:
        graph = item("document", document)
        yield f"DROP SILENT GRAPH {graph}"
        yield insert(graph, document_graph(connection, document))


def _statements(connection: sqlite3.Connection, ids: list[str]) -> Iterator[str]:
    if not ids:
        return
    graph = node(STATEMENTS)
    nodes = [item("statement", statement_id) for statement_id in ids]
    keys = [key for key in (records.statement_key(connection, statement_id) for statement_id in ids) if key]
    values = [value for value in (records.statement(connection, statement_id) for statement_id in ids) if value]
    yield _delete_about(graph, nodes)
    yield f"DELETE {{ GRAPH {graph} {{ ?s ?p ?me }} }} WHERE {{ VALUES ?me {{ {' '.join(nodes)} }} GRAPH {graph} {{ ?s ?p ?me }} }}"
    yield _delete_edges(graph, keys)
    yield insert(graph, chain.from_iterable(map(rdf.statement_triples, values)))


def _delete_about(graph: str, nodes: list[str]) -> str:
    return f"DELETE {{ GRAPH {graph} {{ ?me ?p ?o }} }} WHERE {{ VALUES ?me {{ {' '.join(nodes)} }} GRAPH {graph} {{ ?me ?p ?o }} }}"


def _delete_edges(graph: str, keys: Iterable[StatementKey]) -> str:
    body = "\n".join(f"{' '.join(rdf.edge(key))} ." for key in keys)
    return f"DELETE DATA {{ GRAPH {graph} {{\n{body}\n}} }}" if body else ""


def _factors(connection: sqlite3.Connection, ids: list[str]) -> Iterator[str]:
    if not ids:
        return
    values = [value for value in (records.named_factor(connection, factor_id) for factor_id in ids) if value]
    yield _delete_about(node(FACTORS), [item("factor", factor_id) for factor_id in ids])
    yield insert(node(FACTORS), chain.from_iterable(map(rdf.factor_triples, values)))


def _decisions(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    new = (decision for decision in records.decisions(connection) if decision.number > number)
    yield insert(node(DECISIONS), chain.from_iterable(map(rdf.decision_triples, new)))


def _flags(connection: sqlite3.Connection, changed: list[str]) -> Iterator[str]:
    if changed:
        yield f"DROP SILENT GRAPH {node(FLAGS)}"
        yield insert(node(FLAGS), chain.from_iterable(map(rdf.flag_triples, records.flags(connection))))


def graph_names(connection: sqlite3.Connection) -> set[str]:
    """Return the IRIs of the document graphs that a whole dataset has."""
    return {item("document", document)[1:-1] for document in records.document_ids(connection, superseded=True)}


def fits(found: set[str], documents: set[str]) -> bool:
    """Return whether the graphs of a dataset are those of these documents, beside the graphs of our own."""
    return {graph for graph in found if graph not in OWN_GRAPHS} == documents
