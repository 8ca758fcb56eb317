"""The RDF vocabulary: complete, documented, consistent, and what the projection writes conforms to its shapes."""

from __future__ import annotations

import json
import warnings
from importlib.resources import files

import owlrl  # type: ignore[import-untyped]
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from graph.rdf import (
    claim_triples,
    document_triples,
    edge,
    factor_triples,
    reading_triples,
    statement_triples,
)
from graph.rdf_judged import decision_triples, flag_triples
from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import Decision, Evidence, EvidenceLevel, Flag, Severity, Statement, Verdict
from ontology.namespaces import PREFIXES, statement_id
from ontology.relations import Relation
from ontology.terms import CLASSES, CONCEPTS, PROPERTIES
from tests.build import a_claim, a_document

MG = Namespace(PREFIXES["mg"])
DATA = files("ontology") / "data"
TIME = "2026-01-12T10:00:00Z"


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    """The vocabulary as a graph; read only."""
    return Graph().parse(data=(DATA / "mechanism.ttl").read_text(encoding="utf-8"), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes as a graph; read only."""
    return Graph().parse(data=(DATA / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")


@pytest.fixture(scope="module")
def dataset() -> Graph:
    """One document with everything that the projection can say of it; read only."""
    document = a_document()
    claim = a_claim(
        document=document, evidence=Evidence(level=EvidenceLevel.IDENTIFIED, cite="Reed 2019", identifiers=("doi:10.1000/182",))
    )
    done = LexiconGrounder(Lexicon.load()).ground(document, [claim])
    claim = done.claims[0]
    assert claim.statement is not None
    key = claim.statement
    statement = Statement(id=statement_id(key.subject, key.relation, key.object), key=key, supporting=(claim.id,), documents=(document.id,))
    decision = Decision(number=1, target=claim.id, verdict=Verdict.ACCEPTED, reviewer="R. Lang", time=TIME, reason="read right")
    flag = Flag(
        id="f-1", code="EV001", severity=Severity.LOW, message="Nothing.", looked_for="a source", fix="Add one.", claims=(claim.id,)
    )
    triples = [
        *document_triples(document, time=TIME),
        *claim_triples(claim),
        *reading_triples([claim], time=TIME),
        *statement_triples(statement),
        *decision_triples(decision),
        *flag_triples(flag),
        edge(key),
    ]
    for factor in done.factors.values():
        triples.extend(factor_triples(factor))
    return Graph().parse(data="\n".join(" ".join(triple) + " ." for triple in triples), format="nt")


def test_every_term_of_the_code_is_defined_and_no_other(vocabulary: Graph) -> None:
    named = {*CLASSES, *PROPERTIES, "factors", *(name for names in CONCEPTS.values() for name in names.values())}

    defined = {str(s).removeprefix(MG) for s in set(vocabulary.subjects()) if str(s).startswith(MG)}

    assert defined == named


def test_every_term_has_label_definition_and_example(vocabulary: Graph) -> None:
    terms = {s for s in vocabulary.subjects() if str(s).startswith(MG)}

    bare = {s for s in terms for p in (RDFS.label, SKOS.definition, SKOS.example) if (s, p, None) not in vocabulary}

    assert not bare


def test_every_term_that_the_projection_writes_is_defined(vocabulary: Graph, dataset: Graph) -> None:
    used = {node for triple in dataset for node in triple if isinstance(node, URIRef) and str(node).startswith(MG)}

    assert len(used) > 50
    assert not {node for node in used if (node, None, None) not in vocabulary}


def test_relations_are_never_super_properties_of_terms_about_processes(vocabulary: Graph) -> None:
    for relation in Relation:
        above = set(vocabulary.transitive_objects(MG[relation.value], RDFS.subPropertyOf)) - {MG[relation.value], MG.raisesOrLowers}
        assert above == ({URIRef(PREFIXES["obo"] + "RO_0002410")} if relation.causal else set())


def test_to_raise_and_to_lower_and_nothing_else_is_to_raise_or_lower(vocabulary: Graph) -> None:
    below = set(vocabulary.subjects(RDFS.subPropertyOf, MG.raisesOrLowers))

    assert below == {MG.increases, MG.decreases}


def test_enables_is_mapped_to_neither_of_its_namesakes(vocabulary: Graph) -> None:
    mapped = set(vocabulary.objects(MG.enables))

    assert not mapped & {URIRef(PREFIXES["obo"] + "RO_0002327"), URIRef(PREFIXES["biolink"] + "enables")}


@pytest.mark.parametrize("relation", list(Relation))
def test_the_sign_of_a_relation_is_the_same_in_code_and_vocabulary(vocabulary: Graph, relation: Relation) -> None:
    assert str(vocabulary.value(MG[relation.value], MG.sign)) == relation.sign.value
    assert ((MG[relation.value], RDF.type, OWL.SymmetricProperty) in vocabulary) == relation.symmetric


def contradictions(graph: Graph) -> list[str]:
    """Return what the rules of OWL 2 RL find contradictory in a graph."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return [str(o) for o in graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]


def test_the_vocabulary_with_a_dataset_is_consistent(vocabulary: Graph, dataset: Graph) -> None:
    assert contradictions(vocabulary + dataset) == []


def test_a_claim_that_is_also_superseded_is_a_contradiction(vocabulary: Graph) -> None:
    both = Graph() + vocabulary
    both.add((MG.x, RDF.type, MG.Claim))
    both.add((MG.x, RDF.type, MG.SupersededClaim))

    assert contradictions(both)


def test_what_the_projection_writes_conforms(dataset: Graph, shapes: Graph) -> None:
    conforms, _, report = pyshacl.validate(dataset, shacl_graph=shapes)

    assert conforms, report


@pytest.mark.parametrize("name", ["negated", "modality", "evidenceOffered", "confidence", "relation", "subjectMention", "objectMention"])
def test_a_claim_that_lacks_a_part_does_not_conform(dataset: Graph, shapes: Graph, name: str) -> None:
    broken = Graph() + dataset
    broken.remove((None, MG[name], None))

    assert not pyshacl.validate(broken, shacl_graph=shapes)[0]


def test_the_context_names_every_property() -> None:
    context = json.loads((DATA / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    targets = {value["@id"] if isinstance(value, dict) else value for value in context.values()}

    assert {f"mg:{name}" for name in (*CLASSES, *PROPERTIES)} <= targets


def test_json_in_the_context_means_the_triples_that_were_meant() -> None:
    context = json.loads((DATA / "context.jsonld").read_text(encoding="utf-8"))
    item = {**context, "id": "factor:zinc", "type": "Factor", "label": "zinc", "decreases": "factor:copper", "aspectOf": "factor:metal"}

    found = Graph()
    with warnings.catch_warnings():  # rdflib's own JSON-LD parser still uses a class that rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        found.parse(data=json.dumps(item), format="json-ld")

    zinc = URIRef(PREFIXES["factor"] + "zinc")
    assert (zinc, MG.decreases, URIRef(PREFIXES["factor"] + "copper")) in found
    assert (zinc, RDF.type, MG.Factor) in found
