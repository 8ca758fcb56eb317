"""The vocabulary as a page: every class, relation, property and value, with an example and what is close to it elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import pyoxigraph as ox

from ontology.namespaces import PREFIXES
from viz.atlas import Atlas
from viz.templating import render as template

GROUPS: tuple[tuple[str, str], ...] = (
    ("mg:Relation", "Relations between factors"),
    ("owl:Class", "Classes"),
    ("owl:ObjectProperty", "Properties that lead to a node"),
    ("owl:DatatypeProperty", "Properties with a value"),
    ("", "Values"),
)
"""Type of a term, heading; a term stands under the first type that it has."""
MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "rdfs:subPropertyOf", "rdfs:subClassOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the vocabulary. `near` pairs a property with the IRIs that it leads to, both shortened, and their addresses."""

    name: str
    label: str
    definition: str
    example: str
    types: tuple[str, ...]
    near: tuple[tuple[str, str, str], ...]


def render(atlas: Atlas) -> str:
    """Return the page."""
    terms = _terms()
    groups: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        groups[next((kind for kind, _ in GROUPS if kind in term.types), "")].append(term)
    return template("ontology.html.j2", atlas, current="/about", groups=[(title, groups[kind]) for kind, title in GROUPS if groups[kind]])


def text() -> str:
    """Return the vocabulary in Turtle, as it is written."""
    return (files("ontology") / "data" / "mechanism.ttl").read_text(encoding="utf-8")


def serialised(form: ox.RdfFormat) -> bytes:
    """Return the vocabulary in another format of RDF."""
    triples = [quad.triple for quad in ox.parse(text(), format=ox.RdfFormat.TURTLE)]
    return ox.serialize(triples, format=form, prefixes=PREFIXES) or b""


def short(address: str) -> str:
    """Return an IRI with its prefix, as it is where none fits.

    >>> short("http://www.w3.org/2004/02/skos/core#closeMatch"), short("https://example.org/x")
    ('skos:closeMatch', 'https://example.org/x')
    """
    name, base = max(((name, base) for name, base in PREFIXES.items() if address.startswith(base)), key=_length, default=("", ""))
    return f"{name}:{address.removeprefix(base)}" if name else address


def _length(pair: tuple[str, str]) -> int:
    return len(pair[1])


@lru_cache(maxsize=1)
def _terms() -> tuple[Term, ...]:
    facts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(text(), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            facts[quad.subject.value][short(quad.predicate.value)].append(quad.object.value)
    ours = PREFIXES["mg"]
    return tuple(_term(address, facts[address]) for address in sorted(facts) if address.startswith(ours) and address != ours)


def _term(address: str, facts: Mapping[str, list[str]]) -> Term:
    name = address.removeprefix(PREFIXES["mg"])
    near = tuple((match.partition(":")[2], short(other), other) for match in MATCHES for other in facts.get(match, ()))
    return Term(
        name=name,
        label=_first(facts, "rdfs:label", "skos:prefLabel") or name,
        definition=_first(facts, "skos:definition", "rdfs:comment"),
        example=_first(facts, "skos:example"),
        types=tuple(short(kind) for kind in facts.get("rdf:type", ())),
        near=near,
    )


def _first(facts: Mapping[str, list[str]], *names: str) -> str:
    return next((facts[name][0] for name in names if facts.get(name)), "")
