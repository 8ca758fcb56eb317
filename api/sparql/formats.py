"""Formats of answers: their names, media types and what the engine calls them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an answer is: a table (SELECT), a truth value (ASK), or triples (CONSTRUCT, DESCRIBE, a graph)."""

    TABLE = "table"
    BOOLEAN = "boolean"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A serialisation. `media_types` begins with its own, other names follow; `iri` names it in a service description."""

    name: str
    media_types: tuple[str, ...]
    iri: str

    def content_type(self, media_type: str | None = None) -> str:
        """Return the header for an answer that was asked for under a name; the charset stands where the type is text."""
        chosen = media_type if media_type in self.media_types else self.media_types[0]
        return f"{chosen}; charset=utf-8" if chosen.startswith("text/") else chosen


_W3C = "http://www.w3.org/ns/formats/"

TABLES = (
    Format(name="json", media_types=("application/sparql-results+json", "application/json"), iri=f"{_W3C}SPARQL_Results_JSON"),
    Format(name="xml", media_types=("application/sparql-results+xml", "application/xml", "text/xml"), iri=f"{_W3C}SPARQL_Results_XML"),
    Format(name="csv", media_types=("text/csv",), iri=f"{_W3C}SPARQL_Results_CSV"),
    Format(name="tsv", media_types=("text/tab-separated-values",), iri=f"{_W3C}SPARQL_Results_TSV"),
)
GRAPHS = (
    Format(name="turtle", media_types=("text/turtle", "application/turtle", "application/x-turtle"), iri=f"{_W3C}Turtle"),
    Format(name="ntriples", media_types=("application/n-triples", "text/plain"), iri=f"{_W3C}N-Triples"),
    Format(name="rdfxml", media_types=("application/rdf+xml", "application/xml", "text/xml"), iri=f"{_W3C}RDF_XML"),
    Format(name="jsonld", media_types=("application/ld+json", "application/json"), iri=f"{_W3C}JSON-LD"),
    Format(name="trig", media_types=("application/trig",), iri=f"{_W3C}TriG"),
    Format(name="nquads", media_types=("application/n-quads",), iri=f"{_W3C}N-Quads"),
)
FORMATS = {form.name: form for form in TABLES + GRAPHS}


def offered(kind: Kind) -> tuple[Format, ...]:
    """Return the formats that an answer of this kind can have, the one that we prefer first."""
    return GRAPHS if kind is Kind.GRAPH else TABLES
