"""After any sequence of loads, reloads, removals and decisions, edges and dataset are what the claims and decisions say."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Flag, Modality, Passage, Place, Severity, Verdict
from ontology.namespaces import iri, term
from ontology.relations import Relation
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
DOCUMENTS = (
    a_document("Zinc lowers copper. Copper moves iron.", source="a.txt"),
    a_document("Zinc lowers copper. Copper moves iron. It does.", source="a.txt"),  # a later version of the first
    a_document("Zinc lowers copper. Others say so too.", source="b.txt"),
)
QUOTES = ("Zinc lowers copper.", "Copper moves iron.")


def pool(document: Document) -> list[Claim]:
    """Return the claims that a reader might find in a document: some assert, some hedge, some deny the same."""
    claims = [
        a_claim(subject, relation, obj, document=document, quote=quote, negated=negated, modality=modality, evidence=evidence)
        for quote in QUOTES
        if quote in document.text
        for subject, obj in (("zinc", "copper"), ("copper", "iron"))
        for relation in (Relation.DECREASES, Relation.INCREASES, Relation.ENABLES)
        for negated in (False, True)
        for modality in (Modality.ASSERTED, Modality.HEDGED)
        for evidence in (Evidence(), Evidence(level=EvidenceLevel.NAMED, cite="Ray 2001"))
    ]
    return list(claims)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, list[Claim]]:
    """A document and what one reading of it found."""
    document = draw(st.sampled_from(DOCUMENTS))
    return document, draw(st.lists(st.sampled_from(pool(document)), max_size=4, unique_by=lambda claim: claim.id))


Operation = tuple[Document, list[Claim]] | str | tuple[int, Verdict] | int
operations = st.lists(
    readings()
    | st.sampled_from([document.id for document in DOCUMENTS])
    | st.tuples(st.integers(0, 9), st.sampled_from([Verdict.ACCEPTED, Verdict.REJECTED, Verdict.SUPPRESSED]))
    | st.integers(0, 3),
    min_size=1,
    max_size=10,
)


def play(graph: KnowledgeGraph, steps: Sequence[Operation]) -> None:
    """Load, remove, decide or keep flags, as the kind of each step says."""
    for step in steps:
        match step:
            case (Document() as document, list(claims)):
                graph.add(document, claims, {}, time=NOW)
            case str(document_id) if document_id in {document.id for document in graph.documents(superseded=True)}:
                graph.remove(document_id, time=NOW)
            case (int(which), Verdict() as verdict) if claims := graph.claims():
                graph.decide(claims[which % len(claims)].id, verdict, reviewer="ann", time=NOW)
            case int(count):
                graph.keep_flags([a_flag(i, f"one of {count}") for i in range(count)], time=NOW)


def a_flag(number: int, message: str = "m") -> Flag:
    """A flag that rests on a claim that nobody made and points at words, more of them the higher its number."""
    words = tuple(Passage(document_id="d-0", place=Place(start=at, end=at + 2, quote="ab", prefix="x" * at)) for at in range(number + 1))
    return Flag(
        id=f"f-{number}",
        code="XX1",
        severity=Severity.LOW,
        message=message,
        looked_for="l",
        fix="f",
        claims=(f"c-{number}",),
        passages=words,
    )


def edges_that_hold(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """Return the edges that claims and decisions justify, worked out the plain way."""
    last = {decision.target: decision.verdict for decision in graph.decisions()}
    return {
        (iri("factor", claim.statement.subject), term(claim.statement.relation.value), iri("factor", claim.statement.object))
        for claim in graph.claims()
        if claim.statement and claim.modality is Modality.ASSERTED and not claim.negated and last.get(claim.id) is not Verdict.REJECTED
    }


def effects_that_hold(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """Return who raises or lowers whom by the edges that hold."""
    signed = {term(Relation.INCREASES.value), term(Relation.DECREASES.value)}
    return {(subject, term("raisesOrLowers"), obj) for subject, relation, obj in edges_that_hold(graph) if relation in signed}


def edges_in_the_dataset(quads: set[ox.Quad]) -> set[tuple[str, str, str]]:
    """Return every triple between two factors, whatever graph it stands in."""
    found = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    relations = {term(relation.value) for relation in Relation} | {term("raisesOrLowers")}
    return {
        (s.value, p.value, o.value)
        for s, p, o in found
        if p.value in relations and isinstance(s, ox.NamedNode) and isinstance(o, ox.NamedNode)
    }


@settings(max_examples=150, deadline=None)
@given(operations)
def test_the_export_cannot_lie(steps: list[Operation]) -> None:
    with KnowledgeGraph.open() as graph:
        play(graph, steps)

        assert edges_in_the_dataset(graph.quads()) == edges_that_hold(graph) | effects_that_hold(graph)


@settings(max_examples=150, deadline=None)
@given(operations)
def test_what_was_kept_up_step_by_step_is_what_a_rebuild_makes(steps: list[Operation]) -> None:
    with KnowledgeGraph.open() as graph:
        play(graph, steps)
        kept_up = graph.quads()

        graph.rebuild()

        assert kept_up == graph.quads()


@settings(max_examples=30, deadline=None)
@given(operations)
def test_a_statement_counts_every_accepted_claim_once(steps: list[Operation]) -> None:
    with KnowledgeGraph.open() as graph:
        play(graph, steps)
        rejected = {d.target for d in {d.target: d for d in graph.decisions()}.values() if d.verdict is Verdict.REJECTED}
        expected = sorted(claim.id for claim in graph.claims() if claim.statement and claim.id not in rejected)

        statements = graph.statements()

        counted = [c for s in statements for role in (s.supporting, s.hedged, s.hypothetical, s.denying) for c in role]
        assert sorted(counted) == expected
        assert all(sum(s.by_evidence.values()) == len(s.supporting) for s in statements)
