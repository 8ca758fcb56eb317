"""SHACL: does a graph look the way `ontology/data/shapes.ttl` says that every graph of ours looks?

pySHACL is asked at every load about the document's own graph, in the process that reads it (1.0 ms of processor time for each claim,
benchmarks/bench_shapes.py), and by `check --shapes` about a whole store, part by part, so that memory grows with the largest document
and not with the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain, groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from graph import rdf
from graph.rdflib_view import to_rdflib
from graph.triples import DECISIONS, FACTORS, FLAGS, STATEMENTS, checked, item, node
from ontology.model import Claim, Document

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One node that does not look as it should: its IRI, the property in question where there is one, and what is wrong, in words."""

    focus: str
    path: str | None
    message: str
    severity: str

    @property
    def words(self) -> str:
        """Return it on one line."""
        return f"{self.focus} {self.path or ''}: {self.message}".replace(" :", ":")


@lru_cache(maxsize=1)
def shapes() -> Graph:
    """Return our shapes, with what a node shape says of each property handed on to property shapes that have its targets.

    They say the same, but pySHACL looks at all nodes of a target together and at those under `sh:property` one by one: four times as long.
    """
    graph = Graph().parse(data=files("ontology").joinpath("data/shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    for shape, inner in list(graph.subject_objects(SH.property)):
        graph.remove((shape, SH.property, inner))
        graph.add((inner, RDF.type, SH.PropertyShape))
        for kind in TARGETS:
            for target in graph.objects(shape, kind):
                graph.add((inner, kind, target))
    return graph


TARGETS = (SH.targetClass, SH.targetObjectsOf)
"""The kinds of target that our shapes have."""


def violations(triples: Iterable[ox.Quad | ox.Triple]) -> list[Violation]:
    """Return what is wrong with the union of some triples, sorted by node; a document's own graph, or a whole dataset.

    Triples about claims and the statements they are about may stand in different graphs, so hand over both or only whole documents.
    """
    data = Graph()
    for triple in triples:
        data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", inplace=True)
    assert isinstance(report, Graph)  # noqa: S101  pySHACL says so for every validation that could be run
    found = [_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]
    return sorted(found, key=lambda one: (one.focus, one.path or "", one.message))


def document_violations(document: Document, claims: Sequence[Claim]) -> list[Violation]:
    """Return what is wrong with the graph that a document with these claims will have."""
    triples = (
        *rdf.document_triples(document, time=_ANY_TIME),
        *rdf.reading_triples(claims, time=_ANY_TIME),
        *(triple for claim in claims for triple in rdf.claim_triples(claim)),
    )
    return violations(ox.parse("\n".join(f"{s} {p} {o} ." for s, p, o in triples), format=ox.RdfFormat.N_TRIPLES))


_ANY_TIME = "2000-01-01T00:00:00Z"
"""When it is loaded, which no shape is about."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a store that can be looked at alone: a graph, or only these nodes of it; all as N-Triples writes them."""

    graph: str
    nodes: tuple[str, ...] | None = None

    @property
    def query(self) -> str:
        """Return the query for its triples."""
        values = "" if self.nodes is None else f"VALUES ?s {{ {' '.join(self.nodes)} }} "
        return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {values}GRAPH {self.graph} {{ ?s ?p ?o }} }}"


AT_ONCE = 500
"""Factors, statements, flags or decisions looked at together; they know nothing of each other."""


def parts(graph: KnowledgeGraph) -> list[Part]:
    """Return the pieces of a store: each document's graph, superseded ones too, and what stands beside them, some 500 nodes at a time."""
    documents = [Part(item("document", document)) for document in sorted(graph.load_times())]
    return [*documents, *(part for name in (FACTORS, STATEMENTS, DECISIONS, FLAGS) for part in _chunks(graph, node(name)))]


def _chunks(graph: KnowledgeGraph, name: str) -> Iterator[Part]:
    rows = graph.query(f"SELECT DISTINCT ?node {{ GRAPH {name} {{ ?node a ?kind }} }}")
    by_item = groupby(sorted(str(row[0]) for row in rows), key=lambda iri: iri.partition("#")[0])  # parts of an item stay with it
    found = [[node(iri) for iri in group] for _, group in by_item]
    return (Part(name, tuple(chain.from_iterable(found[start : start + AT_ONCE]))) for start in range(0, len(found), AT_ONCE))


def part_violations(graph: KnowledgeGraph, part: Part) -> list[Violation]:
    """Return what is wrong with a piece of a store."""
    return violations(graph.query(part.query).triples or ())


_term = lru_cache(maxsize=65_536)(to_rdflib)


def _violation(report: Graph, result: Node) -> Violation:
    path = report.value(result, SH.resultPath)
    return Violation(
        focus=str(report.value(result, SH.focusNode)),
        path=str(path) if path is not None and checked(str(path)) else None,
        message=str(report.value(result, SH.resultMessage)),
        severity=str(report.value(result, SH.resultSeverity)).rsplit("#", 1)[-1].lower(),
    )
