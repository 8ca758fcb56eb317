"""Claims out of triples: the way back of `graph.rdf`, without loss.

Foreign RDF is untrusted: parse it elsewhere with limits, hand over the quads. A claim that lacks what every claim has is an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.triples import item_id
from ontology.errors import StoreError
from ontology.model import Claim, Evidence, EvidenceLevel, Mention, Modality, Place, Quantity, Reading, StatementKey
from ontology.namespaces import PREFIXES, term
from ontology.relations import Relation, Sign
from ontology.terms import value_of

CLAIM_CLASSES = (term("Claim"), term("SupersededClaim"))


@dataclass
class _Node:
    """What is said about one node: the values of each predicate, as words."""

    iri: str
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def find(self, curie: str) -> str | None:
        prefix, _, name = curie.partition(":")
        found = self.values.get(PREFIXES[prefix] + name)
        return found[0] if found else None

    def get(self, curie: str) -> str:
        value = self.find(curie)
        if value is None:
            raise StoreError(f"{self.iri} has no {curie}. Export the claim anew; this file is incomplete.")
        return value

    def integer(self, curie: str) -> int | None:
        value = self.find(curie)
        return None if value is None else int(value)

    def double(self, curie: str) -> float | None:
        value = self.find(curie)
        return None if value is None else float(value)

    def all(self, curie: str) -> list[str]:
        prefix, _, name = curie.partition(":")
        return self.values.get(PREFIXES[prefix] + name, [])


def claims_of(quads: Iterable[ox.Quad | ox.Triple]) -> list[Claim]:
    """Return the claims that quads describe, by id, superseded ones too; in which graph they stand does not matter.

    Raises:
        StoreError: A claim lacks something that every claim has.
    """
    nodes = _nodes(quads)
    claims = [node for node in nodes.values() if any(kind in CLAIM_CLASSES for kind in node.all("rdf:type"))]
    return sorted((_claim(node, nodes) for node in claims), key=lambda claim: claim.id)


def _nodes(quads: Iterable[ox.Quad | ox.Triple]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            iri = quad.subject.value
            node = nodes.get(iri)
            if node is None:
                node = nodes[iri] = _Node(iri)
            node.values[quad.predicate.value].append(quad.object.value)
    return nodes


def _claim(node: _Node, nodes: Mapping[str, _Node]) -> Claim:
    def part(curie: str) -> _Node:
        return nodes.get(node.get(curie)) or _Node(node.get(curie))

    quantity = node.find("mg:quantity")
    return Claim(
        id=item_id("claim", node.iri),
        document_id=item_id("document", node.get("prov:wasQuotedFrom")),
        place=_place(node, part("oa:hasTarget"), nodes),
        subject=_mention(part("mg:subjectMention")),
        relation=value_of(node.get("mg:relation"), Relation),
        object=_mention(part("mg:objectMention")),
        reading=_reading(part("prov:wasGeneratedBy"), nodes),
        negated=node.get("mg:negated") in ("true", "1"),
        modality=value_of(node.get("mg:modality"), Modality),
        context=node.find("mg:condition"),
        quantity=_quantity(nodes[quantity]) if quantity else None,
        evidence=_evidence(node),
        confidence=float(node.get("mg:confidence")),
        statement=_statement(node),
        cue=_cue(node),
    )


def _place(claim: _Node, target: _Node, nodes: Mapping[str, _Node]) -> Place:
    selectors = [nodes[iri] for iri in target.all("oa:hasSelector") if iri in nodes]
    position = next((node for node in selectors if node.find("oa:start")), target)
    words = next((node for node in selectors if node.find("oa:exact")), target)
    return Place(
        start=int(position.get("oa:start")),
        end=int(position.get("oa:end")),
        quote=words.get("oa:exact"),
        prefix=words.find("oa:prefix") or "",
        suffix=words.find("oa:suffix") or "",
        section=claim.find("mg:section"),
    )


def _mention(node: _Node) -> Mention:
    factor = node.find("mg:factor")
    return Mention(
        phrase=node.get("mg:phrase"),
        start=node.integer("mg:start"),
        end=node.integer("mg:end"),
        direction=Sign(node.find("mg:direction") or Sign.NONE),
        factor=item_id("factor", factor) if factor else None,
        aspect=node.find("mg:aspect"),
    )


def _reading(node: _Node, nodes: Mapping[str, _Node]) -> Reading:
    reader = nodes[node.get("prov:wasAssociatedWith")]
    return Reading(reader=reader.get("rdfs:label"), version=reader.get("mg:version"), rule=node.get("mg:rule"))


def _evidence(node: _Node) -> Evidence:
    in_order = node.find("mg:evidenceIdentifiers")
    return Evidence(
        level=value_of(node.get("mg:evidenceOffered"), EvidenceLevel),
        cite=node.find("mg:evidenceWords"),
        identifiers=tuple(in_order.split("\n") if in_order is not None else node.all("mg:evidenceIdentifier")),
    )


def _quantity(node: _Node) -> Quantity:
    return Quantity(
        words=node.get("mg:words"),
        value=node.double("mg:value"),
        upper=node.double("mg:upperValue"),
        unit=node.find("mg:unit"),
        comparator=node.find("mg:comparator"),
    )


def _statement(node: _Node) -> StatementKey | None:
    subject, predicate, obj = (node.find(curie) for curie in ("rdf:subject", "rdf:predicate", "rdf:object"))
    if subject is None or predicate is None or obj is None:
        return None
    return StatementKey(subject=item_id("factor", subject), relation=value_of(predicate, Relation), object=item_id("factor", obj))


def _cue(node: _Node) -> tuple[int, int] | None:
    start, end = node.integer("mg:cueStart"), node.integer("mg:cueEnd")
    return None if start is None or end is None else (start, end)
