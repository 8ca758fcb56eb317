"""SHACL: does a graph look the way `ontology/data/shapes.ttl` says that every graph of ours looks?

About 10 ms for each claim (pySHACL on 2 cores), so it is asked for (`check --shapes`) and no part of a load, which checks quotes anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from graph.triples import checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One node that does not look as it should: its IRI, the property in question where there is one, and what is wrong, in words."""

    focus: str
    path: str | None
    message: str
    severity: str


@lru_cache(maxsize=1)
def shapes() -> Graph:
    """Return our shapes."""
    return Graph().parse(data=files("ontology").joinpath("data/shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def violations(quads: Iterable[ox.Quad]) -> list[Violation]:
    """Return what is wrong with the union of some quads, sorted by node; a document's own graph, or a whole dataset.

    Triples about claims and the statements they are about may stand in different graphs, so hand over both or only whole documents.
    """
    data = Graph()
    triples = {quad.triple for quad in quads}
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none")
    assert isinstance(report, Graph)  # noqa: S101  pySHACL says so for every validation that could be run
    found = [_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]
    return sorted(found, key=lambda item: (item.focus, item.path or "", item.message))


def _violation(report: Graph, result: Node) -> Violation:
    path = report.value(result, SH.resultPath)
    return Violation(
        focus=str(report.value(result, SH.focusNode)),
        path=str(path) if path is not None and checked(str(path)) else None,
        message=str(report.value(result, SH.resultMessage)),
        severity=str(report.value(result, SH.resultSeverity)).rsplit("#", 1)[-1].lower(),
    )
