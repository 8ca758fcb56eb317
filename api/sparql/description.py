"""What the service says of itself: SPARQL 1.1 Service Description and VoID, in any RDF format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from api.sparql.formats import FORMATS, GRAPHS, TABLES, Format, Kind
from api.sparql.negotiate import Choice
from api.sparql.service import Query, QueryService
from ontology.errors import QueryError
from ontology.namespaces import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_DCTERMS, _RDF, _XSD = PREFIXES["dcterms"], PREFIXES["rdf"], PREFIXES["xsd"]
_SHOWN = {"sd": SD, "void": VOID, "dcterms": _DCTERMS, "xsd": _XSD}

COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "classPartition": "SELECT ?item (COUNT(*) AS ?n) WHERE { ?s a ?item } GROUP BY ?item ORDER BY ?item LIMIT 200",
    "propertyPartition": "SELECT ?item (COUNT(*) AS ?n) WHERE { ?s ?item ?o } GROUP BY ?item ORDER BY ?item LIMIT 200",
}
GRAPH_NAMES = "SELECT ?g WHERE { GRAPH ?g {} } ORDER BY ?g LIMIT 1000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is counted of the data; None where counting took longer than a query may."""

    triples: int | None = None
    classes: tuple[tuple[str, int], ...] = ()
    properties: tuple[tuple[str, int], ...] = ()
    graphs: tuple[str, ...] = ()


async def count(service: QueryService) -> Facts:
    """Return what can be counted within the limits of a query, by queries like any other."""
    triples = await _rows(service, COUNTS["triples"])
    classes, properties = [await _rows(service, COUNTS[name]) for name in ("classPartition", "propertyPartition")]
    return Facts(
        triples=int(triples[0][0]) if triples else None,
        classes=tuple((row[0], int(row[1])) for row in classes),
        properties=tuple((row[0], int(row[1])) for row in properties),
        graphs=await graph_names(service),
    )


async def graph_names(service: QueryService) -> tuple[str, ...]:
    """Return the IRIs of the named graphs, the first thousand in order."""
    return tuple(row[0] for row in await _rows(service, GRAPH_NAMES))


async def _rows(service: QueryService, text: str) -> list[list[str]]:
    try:
        answer = await service.query(Query(text=text), {Kind.TABLE: Choice(FORMATS["csv"], "text/csv")})
    except QueryError:
        return []
    body = answer.body if isinstance(answer.body, bytes) else answer.body.read()
    return list(csv.reader(io.StringIO(body.decode("utf-8"), newline="")))[1:]


def service_description(endpoint: str, facts: Facts, *, union: bool) -> list[Triple]:
    """Return the service description of the endpoint at this address."""
    service, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    features = [f"{SD}UnionDefaultGraph"] if union else []
    return [
        _type(service, f"{SD}Service"),
        Triple(service, NamedNode(f"{SD}endpoint"), service),
        Triple(service, NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Query")),
        *(Triple(service, NamedNode(f"{SD}feature"), NamedNode(feature)) for feature in features),
        *(Triple(service, NamedNode(f"{SD}resultFormat"), NamedNode(form.iri)) for form in TABLES + GRAPHS),
        Triple(service, NamedNode(f"{SD}defaultDataset"), dataset),
        _type(dataset, f"{SD}Dataset"),
        Triple(dataset, NamedNode(f"{SD}defaultGraph"), default),
        _type(default, f"{SD}Graph"),
        *(triple for number, iri in enumerate(facts.graphs) for triple in _named_graph(dataset, number, iri)),
    ]


def _named_graph(dataset: BlankNode, number: int, iri: str) -> Iterable[Triple]:
    node, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
    yield Triple(dataset, NamedNode(f"{SD}namedGraph"), node)
    yield _type(node, f"{SD}NamedGraph")
    yield Triple(node, NamedNode(f"{SD}name"), NamedNode(iri))
    yield Triple(node, NamedNode(f"{SD}graph"), graph)
    yield _type(graph, f"{SD}Graph")


def void_description(endpoint: str, dataset_iri: str, facts: Facts) -> list[Triple]:
    """Return the VoID description of the data behind the endpoint."""
    dataset = NamedNode(dataset_iri)
    total = [_number(dataset, "triples", facts.triples)] if facts.triples is not None else []
    return [
        _type(dataset, f"{VOID}Dataset"),
        Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("Mechanism claims read from articles", language="en")),
        Triple(dataset, NamedNode(f"{VOID}sparqlEndpoint"), NamedNode(endpoint)),
        Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(PREFIXES["mg"].removesuffix("ontology#"))),
        Triple(dataset, NamedNode(f"{VOID}vocabulary"), NamedNode(PREFIXES["mg"])),
        *total,
        *_partitions(dataset, "class", "entities", facts.classes),
        *_partitions(dataset, "property", "triples", facts.properties),
    ]


def _partitions(dataset: NamedNode, name: str, unit: str, counts: Sequence[tuple[str, int]]) -> Iterable[Triple]:
    for number, (iri, total) in enumerate(counts):
        part = BlankNode(f"{name}{number}")
        yield Triple(dataset, NamedNode(f"{VOID}{name}Partition"), part)
        yield Triple(part, NamedNode(f"{VOID}{name}"), NamedNode(iri))
        yield _number(part, unit, total)


def _number(node: NamedNode | BlankNode, name: str, number: int) -> Triple:
    return Triple(node, NamedNode(f"{VOID}{name}"), Literal(str(number), datatype=NamedNode(f"{_XSD}integer")))


def _type(node: NamedNode | BlankNode, iri: str) -> Triple:
    return Triple(node, NamedNode(f"{_RDF}type"), NamedNode(iri))


def written(triples: Iterable[Triple], form: Format) -> bytes:
    """Return triples as a file of this format."""
    engine = RdfFormat.from_media_type(form.media_types[0])
    assert engine is not None  # noqa: S101  (every format of ours is one of the engine's)
    return serialize(triples, format=engine, prefixes=_SHOWN) or b""
