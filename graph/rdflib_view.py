"""A live rdflib view of the dataset: an rdflib Graph that reads from our engine, for who has code that wants one.

It shows what stands in the store at the moment of each question, and refuses to write: the journal is the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Identifier, Node

from graph.answers import Answer, Term
from graph.store import Dataset
from ontology.errors import StoreError
from ontology.namespaces import BASE, PREFIXES

_STRING = PREFIXES["xsd"] + "string"


UNION = URIRef(f"{BASE}graph/union")
"""Identifier of the view of all graphs together."""


class LiveStore(Store):
    """An rdflib store over a dataset of ours; patterns and queries are answered by the engine."""

    context_aware = True
    graph_aware = False
    formula_aware = False
    transaction_aware = False

    def __init__(self, dataset: Dataset) -> None:
        super().__init__()
        self._dataset = dataset

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[tuple[Any, Iterator[Graph]]]:
        """Yield the triples of a graph that fit a pattern, None being anything, each once."""
        for triple in {quad.triple for quad in self._quads(triple_pattern, context)}:
            found = to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)
            yield found, iter([] if context is None else [context])

    def _quads(self, pattern: Any, context: Graph | None) -> list[ox.Quad]:
        subject, predicate, obj = (None if term is None else to_engine(term) for term in pattern)
        if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode | None):
            return []
        return list(self._dataset.engine.quads_for_pattern(subject, predicate, obj, _graph_name(context)))

    def __len__(self, context: Graph | None = None) -> int:
        return len({quad.triple for quad in self._quads((None, None, None), context)})

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Yield our prefixes."""
        return ((prefix, URIRef(base)) for prefix, base in PREFIXES.items())

    def namespace(self, prefix: str) -> URIRef | None:
        """Return what a prefix of ours stands for."""
        return URIRef(PREFIXES[prefix]) if prefix in PREFIXES else None

    def prefix(self, namespace: URIRef) -> str | None:
        """Return our prefix for a namespace."""
        return next((prefix for prefix, base in PREFIXES.items() if base == str(namespace)), None)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Keep our prefixes; rdflib binds its own by default, which nobody needs here."""

    def query(self, query: Any, *context: Any, **_: Any) -> Result:
        """Return the engine's answer to a query over all graphs; any other is left to rdflib, which asks for patterns."""
        prefixes, bound, graph = context
        if not isinstance(query, str) or graph != UNION:
            raise NotImplementedError
        declared = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in prefixes.items() if prefix not in PREFIXES)
        return to_result(self._dataset.query(declared + query, {str(name): to_engine(value) for name, value in bound.items()}))

    def add(self, *_: Any, **__: Any) -> None:
        """Refuse."""
        raise StoreError("This view of the store is read-only. Change the graph by KnowledgeGraph.add, remove and decide.")

    remove = add
    update = add


def _graph_name(context: Graph | None) -> ox.NamedNode | None:
    """Return the engine's name of a graph, None for all of them."""
    return None if context is None or context.identifier == UNION else ox.NamedNode(str(context.identifier))


def view(dataset: Dataset, graph: str | None = None) -> Graph:
    """Return a live, read-only rdflib Graph of one named graph, by IRI, or of all graphs together."""
    return Graph(store=LiveStore(dataset), identifier=UNION if graph is None else URIRef(graph), bind_namespaces="none")


def to_rdflib(term: object) -> Identifier:
    """Return one of the engine's terms as rdflib has it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value == _STRING else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise StoreError(f"{term} cannot be shown in rdflib, which has no triples as terms.")


def to_engine(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return one of rdflib's terms as the engine has it."""
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else ox.NamedNode(str(term))


def to_result(answer: Answer) -> Result:
    """Return an answer as rdflib gives it."""
    if answer.truth is not None:
        result = Result("ASK")
        result.askAnswer = answer.truth
        return result
    if answer.triples is not None:
        result = Result("CONSTRUCT")
        result.graph = Graph()
        for triple in answer.triples:
            result.graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
        return result
    result = Result("SELECT")
    result.vars = [Variable(name) for name in answer.variables]
    result.bindings = [_bindings(answer.variables, row) for row in answer.rows]
    return result


def _bindings(names: Iterable[str], row: Iterable[Term | None]) -> Mapping[Variable, Identifier]:
    return {Variable(name): to_rdflib(term) for name, term in zip(names, row, strict=True) if term is not None}
