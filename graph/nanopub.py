"""Claims as nanopublications: one claim, its provenance and who published it, under an IRI that is the hash of its content.

Source: the nanopublication guidelines (nanopub.net/guidelines/working_draft) for the four graphs and what they must say; trusty URIs,
module RA, for the hash (graph.trusty). Signatures are checked (graph.signatures) and not made: we have no key to keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

import pyoxigraph as ox

from graph import rdf
from graph.rdf_read import claims_of
from graph.signatures import signature_problems
from graph.triples import TYPE, Triple, boolean, curie, item, node, own
from graph.triples import date as date_literal
from graph.trusty import CODE, artifact_code
from ontology.errors import StoreError
from ontology.model import Claim, Document
from ontology.namespaces import BASE, PREFIXES

NP = "http://www.nanopub.org/nschema#"
PLACEHOLDER = f"{BASE}np/"
"""What stands for the IRI while its hash is not known; the code goes to its end."""

LINKS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")


def nanopub(claim: Claim, document: Document, *, created: str) -> list[ox.Quad]:
    """Return a claim as one nanopublication, as quads in a fixed order.

    The assertion holds the claim as data, and its plain triple only when the claim asserts it: a denial or a hedge asserts no edge.

    Args:
        claim: A claim that nobody rejected; the caller sees to it.
        document: The document it was read from.
        created: When it was read, ISO 8601 with time zone.
    """
    parts = {name: f"{PLACEHOLDER}#{name}" for name in ("Head", "assertion", "provenance", "pubinfo")}
    quads = [(triple, parts["Head"]) for triple in _head(parts)]
    quads += [(triple, parts[_graph_of(triple)]) for triple in rdf.claim_triples(claim)]
    quads += [(triple, parts["assertion"]) for triple in _plain(claim)]
    quads += [(triple, parts["provenance"]) for triple in _provenance(parts["assertion"], claim, document, created)]
    quads += [(triple, parts["pubinfo"]) for triple in _publication(claim, created)]
    return _named(sorted({f"{' '.join(triple)} {node(graph)} ." for triple, graph in quads}))


def to_trig(quads: Iterable[ox.Quad]) -> str:
    """Return the quads of one nanopublication as TriG."""
    prefixes = {**PREFIXES, "np": NP}
    return (ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b"").decode()


def _head(parts: dict[str, str]) -> Iterator[Triple]:
    me = node(PLACEHOLDER)
    yield me, TYPE, node(f"{NP}Nanopublication")
    for link, graph in zip(LINKS, ("assertion", "provenance", "pubinfo"), strict=True):
        yield me, node(NP + link), node(parts[graph])


_SOURCES = tuple(curie(name) for name in ("prov:wasQuotedFrom", "prov:wasGeneratedBy", "prov:hadPrimarySource", "cito:citesAsEvidence"))
_PLACES = tuple(curie(name)[:-1].rsplit("#", 1)[0] for name in ("oa:hasTarget",))


def _graph_of(triple: Triple) -> str:
    """Return the graph of a triple about a claim: where it stands and what it rests on is provenance."""
    _, predicate, obj = triple
    place = predicate.startswith(_PLACES) or (predicate == TYPE and obj.startswith(_PLACES))
    return "provenance" if place or predicate in _SOURCES or obj == own("Work") else "assertion"


def _plain(claim: Claim) -> Iterator[Triple]:
    if claim.asserts and claim.statement is not None:
        yield rdf.edge(claim.statement)


def _provenance(assertion: str, claim: Claim, document: Document, created: str) -> Iterator[Triple]:
    yield node(assertion), curie("prov:wasDerivedFrom"), item("document", claim.document_id)
    yield node(assertion), curie("prov:wasGeneratedBy"), rdf.reading_node(claim)
    yield from rdf.reading_triples([claim], time=created)
    yield from rdf.document_triples(document, time=created)


def _publication(claim: Claim, created: str) -> Iterator[Triple]:
    me = node(PLACEHOLDER)
    yield me, curie("dcterms:created"), date_literal(created)
    yield me, curie("dcterms:creator"), rdf.reader_node(claim.reading)
    yield me, curie("dcterms:subject"), item("claim", claim.id)
    yield me, curie("prov:wasAttributedTo"), rdf.reader_node(claim.reading)
    yield me, node(f"{BASE}ontology#negated"), boolean(claim.negated)


def _named(lines: Sequence[str]) -> list[ox.Quad]:
    """Return the quads of these lines with the hash of their content in every IRI of the nanopublication."""
    code = artifact_code(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS), PLACEHOLDER)
    named = (
        line.replace(f"<{PLACEHOLDER}#", f"<{PLACEHOLDER}{code}#").replace(f"<{PLACEHOLDER}>", f"<{PLACEHOLDER}{code}>") for line in lines
    )
    return list(ox.parse("\n".join(named), format=ox.RdfFormat.N_QUADS))


def problems(quads: Iterable[ox.Quad]) -> list[str]:
    """Return what keeps quads from being one valid nanopublication, in sentences; none when they are one."""
    quads = list(quads)
    heads = [
        quad for quad in quads if quad.predicate.value == PREFIXES["rdf"] + "type" and quad.object == ox.NamedNode(f"{NP}Nanopublication")
    ]
    if len(heads) != 1:
        return [f"There must be one nanopublication, not {len(heads)}."]
    me, head = heads[0].subject, heads[0].graph_name
    linked = {
        link: [quad.object for quad in quads if (quad.subject, quad.graph_name) == (me, head) and quad.predicate.value == NP + link]
        for link in LINKS
    }
    missing = [f"The head must have one {link}." for link, objects in linked.items() if len(objects) != 1]
    if missing:
        return missing
    assertion, provenance, info = (linked[link][0] for link in LINKS)
    return [
        *_graph_problems(quads, me, (head, assertion, provenance, info)),
        *_content_problems(quads, me, (assertion, provenance, info)),
        *signature_problems(quads, str(me)[1:-1]),
    ]


def _graph_problems(quads: Sequence[ox.Quad], me: object, graphs: tuple[object, ...]) -> Iterator[str]:
    base = str(me)[1:-1]
    code = CODE.search(base)
    if len(set(graphs)) != len(graphs):
        yield "The four graphs must have different names."
    for graph in sorted({str(quad.graph_name) for quad in quads} - {str(graph) for graph in graphs}):
        yield f"{graph} is none of the four graphs."
    for name in map(str, graphs):
        if not name[1:-1].startswith(base.split(code[1])[0] + code[1] if code else base):
            yield f"The name of {name} must begin with that of the nanopublication."
    if code and code[1] != artifact_code(quads, code[1]):
        yield "The content does not fit the hash in its name."


def _content_problems(quads: Sequence[ox.Quad], me: object, graphs: tuple[object, ...]) -> Iterator[str]:
    assertion, provenance, info = graphs
    for graph, name in zip(graphs, ("assertion", "provenance", "publication info"), strict=True):
        if not any(quad.graph_name == graph for quad in quads):
            yield f"The {name} is empty."
    if not any(quad.graph_name == provenance and assertion in (quad.subject, quad.object) for quad in quads):
        yield "The provenance must speak of the assertion."
    if not any(quad.graph_name == info and quad.subject == me for quad in quads):
        yield "The publication info must speak of the nanopublication."
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and not well_typed(quad.object):
            yield f"{quad.object} is no value of its type."


def well_typed(literal: ox.Literal) -> bool:
    """Return whether a literal is a value of its type, for the types that our RDF and most nanopublications use.

    >>> well_typed(ox.Literal("1757-02-31", datatype=ox.NamedNode(PREFIXES["xsd"] + "date")))
    False
    """
    check = _TYPES.get(literal.datatype.value.removeprefix(PREFIXES["xsd"]))
    try:
        return check is None or check(literal.value.strip())
    except ValueError:
        return False


_TYPES = {
    "integer": lambda words: re.fullmatch(r"[+-]?\d+", words) is not None,
    "decimal": lambda words: re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", words) is not None,
    "double": lambda words: re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN", words) is not None,
    "boolean": lambda words: words in ("true", "false", "0", "1"),
    "date": lambda words: date.fromisoformat(words[:10]) is not None,
    "time": lambda words: time.fromisoformat(words) is not None,
    "dateTime": lambda words: datetime.fromisoformat(words) is not None,
}


def read(trig: bytes) -> list[Claim]:
    """Return the claims of one nanopublication in TriG or N-Quads.

    Raises:
        StoreError: It is not valid, or a claim in it is incomplete.
    """
    try:
        quads = list(ox.parse(trig, format=ox.RdfFormat.TRIG))
    except SyntaxError as error:
        raise StoreError(f"This is not TriG ({error}). Check the file.") from error
    found = problems(quads)
    if found:
        raise StoreError(f"This is no valid nanopublication: {' '.join(found)}")
    return claims_of(quads)
