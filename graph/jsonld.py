"""The dataset as JSON-LD with our own context: short names instead of IRIs, so that people and programs without RDF can read it.

The context of ontology/data stands in the file, so nobody has to fetch it. What the context says of a term is followed to the letter
(types, lists), hence any JSON-LD processor reads the same quads out of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

Json = Any

_RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_STRING = PREFIXES["xsd"] + "string"


@lru_cache(maxsize=1)
def context() -> Mapping[str, Json]:
    """Return our JSON-LD context."""
    content = json.loads(files("ontology").joinpath("data/context.jsonld").read_text(encoding="utf-8"))
    found: Mapping[str, Json] = content["@context"]
    return found


def compact(quads: Iterable[ox.Quad]) -> Json:
    """Return quads as one JSON-LD document: a list of named graphs, nodes in the order of their IRIs."""
    graphs: dict[str, dict[str, list[ox.Quad]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        graphs[_graph(quad)][_id(quad.subject)].append(quad)
    described = [{"id": name, "@graph": [_node(i, nodes[i]) for i in sorted(nodes)]} for name, nodes in sorted(graphs.items())]
    return {"@context": context(), "@graph": described}


def _graph(quad: ox.Quad) -> str:
    return "@default" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


def _node(node_id: str, quads: Iterable[ox.Quad]) -> Json:
    node: dict[str, Json] = {"id": _shortened(node_id)}
    values: dict[str, list[Json]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == _RDF_TYPE and isinstance(quad.object, ox.NamedNode):
            values["type"].append(_vocabulary().get(quad.object.value) or _shortened(quad.object.value))
        else:
            term = _term(quad.predicate.value, quad.object)
            values[term].append(_value(term, quad.object))
    for term in sorted(values):
        found = sorted(values[term], key=lambda value: json.dumps(value, sort_keys=True))
        node[term] = found[0] if len(found) == 1 else found
    return node


def _term(predicate: str, value: object) -> str:
    """Return the context's term for a predicate if it fits this value, else its prefixed name."""
    for term in _terms().get(predicate, ()):
        if _fits(context()[term], value):
            return term
    return _shortened(predicate)


def _fits(definition: Json, value: object) -> bool:
    if isinstance(definition, str):
        return True
    if "@container" in definition:
        return False
    coerced = definition.get("@type")
    if coerced is None:
        return True
    if isinstance(value, ox.Literal):
        return bool(_expanded(coerced) == value.datatype.value and not value.language)
    return bool(coerced == "@id")


def _value(term: str, value: object) -> Json:
    definition = context().get(term)
    coerced = definition.get("@type") if isinstance(definition, dict) else None
    if isinstance(value, ox.Literal):
        return _literal(value, coerced)
    iri = _shortened(_id(value))
    return iri if coerced == "@id" else {"id": iri}


def _literal(value: ox.Literal, coerced: str | None) -> Json:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if coerced is not None or value.datatype.value == _STRING:
        return value.value
    return {"@value": value.value, "@type": _shortened(value.datatype.value)}


def _id(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _shortened(iri: str) -> str:
    """Return an IRI as prefix and name where the context has the prefix and a reader would take the name back for the same IRI."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and prefix in context():
            name = iri.removeprefix(base)
            return f"{prefix}:{name}" if name and not name.startswith("//") else iri
    return iri


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


@lru_cache(maxsize=1)
def _terms() -> Mapping[str, tuple[str, ...]]:
    """Return the terms of the context by the IRI they stand for."""
    found: dict[str, list[str]] = defaultdict(list)
    for term, definition in context().items():
        iri = definition if isinstance(definition, str) else definition.get("@id", "") if isinstance(definition, dict) else ""
        if ":" in iri and not iri.endswith(("/", "#")):
            found[_expanded(iri)].append(term)
    return {iri: tuple(terms) for iri, terms in found.items()}


@lru_cache(maxsize=1)
def _vocabulary() -> Mapping[str, str]:
    """Return one term for each IRI, for types, which are read by the vocabulary."""
    return {iri: terms[0] for iri, terms in _terms().items()}
