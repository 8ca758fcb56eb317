"""The journal as quads: all of them, or the step that brings a dataset from one journal number to the next.

A step deletes what stands for each changed item and writes what is known of it now, so running it twice changes nothing, and a dataset
that is some numbers behind is brought up by one step from its own number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from graph import rdf, rdf_judged, records
from graph.triples import (
    DECISIONS,
    EFFECTS,
    FACTORS,
    FLAGS,
    JOURNAL,
    OWN_GRAPHS,
    STATEMENTS,
    TALLY,
    Triple,
    curie,
    integer,
    item,
    node,
    own,
    text,
)
from ontology.model import Flag, Passage

LAYOUT = "4"
"""Version of the layout of triples; a dataset in another one is rebuilt."""

TOGETHER = 500
"""Flags that one operation takes out."""

ITEMS_OF_A_DOCUMENT = 500
"""How many statements or factors a document weighs, by its triples: some 60 for each of its 50 claims, where these have about a dozen."""

Part = tuple[str, Iterable[Triple]]
"""The node of a graph, and triples for it."""


@dataclass(frozen=True)
class Step:
    """The way from one journal number to the next: SPARQL operations that delete, then triples to insert, the new number among them.

    `items` is about how much that is: a dozen triples each.
    """

    items: int
    deletions: tuple[str, ...]
    insertions: tuple[Part, ...]

    def update(self) -> str:
        """Return the whole step as one SPARQL update, which the engine does entirely or not at all."""
        return ";\n".join([*self.deletions, *filter(None, (_insert(graph, triples) for graph, triples in self.insertions))])

    def lines(self) -> Iterator[str]:
        """Yield the insertions as N-Quads lines."""
        return chain.from_iterable(_lines(graph, triples) for graph, triples in self.insertions)


def step(connection: sqlite3.Connection, number: int, *, fresh: bool = False) -> Step | None:
    """Return the step from `number` up to now, None when nothing happened since; valid while the connection is lent.

    A `fresh` dataset holds nothing yet, so nothing has to be deleted.
    """
    now = records.last_number(connection)
    if now == number:
        return None
    documents, statements, factors, flags, all_flags = (
        records.changed(connection, kind, number) for kind in ("document", "statement", "factor", "flag", "flags")
    )
    flags = [] if all_flags else flags
    deletions = (
        ()
        if fresh
        else (
            *(f"DROP SILENT GRAPH {item('document', document)}" for document in documents),
            *_statement_deletions(connection, statements),
            *_deletions(node(FACTORS), [item("factor", factor) for factor in factors]),
            *(f"DROP SILENT GRAPH {node(FLAGS)}" for _ in all_flags),
            *_flag_deletions(flags),
            *(f"DROP SILENT GRAPH {node(graph)}" for graph in (TALLY, JOURNAL)),
        )
    )
    return Step(
        items=ITEMS_OF_A_DOCUMENT * len(documents) + len(statements) + len(factors) + len(flags),
        deletions=deletions,
        insertions=(
            *((item("document", document), document_graph(connection, document)) for document in documents),
            (node(STATEMENTS), _statements(connection, statements)),
            (node(EFFECTS), rdf.effect_triples(records.effects(connection, statements))),
            (node(FACTORS), chain.from_iterable(map(rdf.factor_triples, records.named_among(connection, factors)))),
            (node(TALLY), rdf.tally_triples(records.tally(connection))),
            (node(DECISIONS), chain.from_iterable(map(rdf_judged.decision_triples, records.decisions(connection, after=number)))),
            (node(FLAGS), _flags(connection, records.flags(connection) if all_flags else records.flags_among(connection, flags))),
            (node(JOURNAL), _state(now)),
        ),
    )


def everything(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the whole dataset as N-Quads lines."""
    for document in records.document_ids(connection, superseded=True):
        yield from _lines(item("document", document), document_graph(connection, document))
    for graph, triples in _derived(connection):
        yield from _lines(node(graph), triples)


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


def graph_names(connection: sqlite3.Connection) -> set[str]:
    """Return the IRIs of the document graphs that a whole dataset has."""
    return {item("document", document)[1:-1] for document in records.document_ids(connection, superseded=True)}


def fits(found: set[str], documents: set[str]) -> bool:
    """Return whether the graphs of a dataset are those of these documents, beside the graphs of our own."""
    return {graph for graph in found if graph not in OWN_GRAPHS} == documents


def _derived(connection: sqlite3.Connection) -> Iterator[Part]:
    yield FACTORS, chain.from_iterable(map(rdf.factor_triples, records.factors(connection)))
    yield STATEMENTS, chain.from_iterable(map(rdf.statement_triples, records.statements(connection)))
    yield STATEMENTS, rdf.contradiction_triples(records.contradictions(connection))
    yield EFFECTS, rdf.effect_triples(records.effects(connection))
    yield TALLY, rdf.tally_triples(records.tally(connection))
    yield DECISIONS, chain.from_iterable(map(rdf_judged.decision_triples, records.decisions(connection)))
    yield FLAGS, _flags(connection, records.flags(connection))
    if number := records.last_number(connection):
        yield JOURNAL, _state(number)


def _flags(connection: sqlite3.Connection, flags: Iterable[Flag]) -> Iterator[Triple]:
    """Yield flags; words of the claims that one rests on stand with these claims already."""
    for flag in flags:
        claims = (records.claim(connection, claim) for claim in flag.claims)
        yield from rdf_judged.flag_triples(flag, {Passage(document_id=one.document_id, place=one.place) for one in claims if one})


def _state(number: int) -> Iterator[Triple]:
    me = node(JOURNAL)
    yield me, own("number"), integer(number)
    yield me, own("version"), text(LAYOUT)


def _lines(graph: str, triples: Iterable[Triple]) -> Iterator[str]:
    end = f" {graph} .\n"
    return (f"{subject} {predicate} {obj}{end}" for subject, predicate, obj in triples)


def _insert(graph: str, triples: Iterable[Triple]) -> str:
    """Return the operation that adds triples to a graph, empty for none."""
    body = _body(triples)
    return f"INSERT DATA {{ GRAPH {graph} {{\n{body}\n}} }}" if body else ""


def _body(triples: Iterable[Triple]) -> str:
    return "\n".join(f"{subject} {predicate} {obj} ." for subject, predicate, obj in triples)


def _deletions(graph: str, nodes: list[str]) -> Iterator[str]:
    """Yield the operations that take out all triples about some nodes of a graph."""
    if nodes:
        yield f"DELETE {{ GRAPH {graph} {{ ?me ?p ?o }} }} WHERE {{ VALUES ?me {{ {' '.join(nodes)} }} GRAPH {graph} {{ ?me ?p ?o }} }}"


def _flag_deletions(ids: list[str]) -> Iterator[str]:
    """Yield the operations that take out flags with the words that they point at."""
    graph = node(FLAGS)
    for at in range(0, len(ids), TOGETHER):
        some = [item("flag", flag) for flag in ids[at : at + TOGETHER]]
        start = f"VALUES ?me {{ {' '.join(some)} }} GRAPH {graph}"
        target, selector = curie("oa:hasTarget"), curie("oa:hasSelector")
        for way in (f"?me {target} ?there . ?there {selector} ?part", f"?me {target} ?part"):
            yield f"DELETE {{ GRAPH {graph} {{ ?part ?p ?o }} }} WHERE {{ {start} {{ {way} . ?part ?p ?o }} }}"
        yield from _deletions(graph, some)


def _statement_deletions(connection: sqlite3.Connection, ids: list[str]) -> Iterator[str]:
    """Yield the operations that take out statements, the links from claims to them, and their plain triples."""
    graph, nodes = node(STATEMENTS), [item("statement", statement) for statement in ids]
    yield from _deletions(graph, nodes)
    if nodes:
        yield f"DELETE {{ GRAPH {graph} {{ ?s ?p ?me }} }} WHERE {{ VALUES ?me {{ {' '.join(nodes)} }} GRAPH {graph} {{ ?s ?p ?me }} }}"
        keys = list(records.statement_keys(connection, ids))
        yield _delete_data(graph, map(rdf.edge, keys))
        yield _delete_data(node(EFFECTS), rdf.effect_triples((key.subject, key.object) for key in keys))


def _delete_data(graph: str, triples: Iterable[Triple]) -> str:
    return f"DELETE DATA {{ GRAPH {graph} {{\n{_body(triples)}\n}} }}"


def _statements(connection: sqlite3.Connection, ids: list[str]) -> Iterator[Triple]:
    yield from chain.from_iterable(map(rdf.statement_triples, records.statements_among(connection, ids)))
    yield from rdf.contradiction_triples(records.contradictions(connection, ids))
