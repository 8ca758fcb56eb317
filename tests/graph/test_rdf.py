"""Claims to RDF and back, through every serialisation that knows named graphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import rdf
from graph.rdf_read import claims_of
from graph.triples import Triple, curie, date, item, item_id, own, text
from ontology.errors import StoreError
from ontology.model import Claim
from ontology.terms import CLASSES, PROPERTIES
from tests.build import a_claim, a_document
from tests.graph.strategies import claims, documents, letters


def as_quads(some: Iterable[Claim], *, superseded: bool = False) -> str:
    """Return N-Quads of claims, one named graph for each document."""
    some = list(some)
    triples: list[tuple[Triple, str]] = []
    for claim in some:
        graph = item("document", claim.document_id)
        triples += [(triple, graph) for triple in rdf.claim_triples(claim, superseded=superseded)]
        triples += [(triple, graph) for triple in rdf.reading_triples([claim], time="2026-01-01T00:00:00Z")]
    return "".join(f"{' '.join(triple)} {graph} .\n" for triple, graph in triples)


@pytest.mark.parametrize("form", [ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, ox.RdfFormat.JSON_LD], ids=str)
@settings(max_examples=40)
@given(some=st.lists(claims(), max_size=2, unique_by=lambda claim: claim.id))
def test_claims_come_back_equal_from_an_empty_store(form: ox.RdfFormat, some: list[Claim]) -> None:
    first, second = ox.Store(), ox.Store()
    first.load(as_quads(some), format=ox.RdfFormat.N_QUADS)

    second.load(first.dump(format=form) or b"", format=form)

    assert claims_of(second) == sorted(some, key=lambda claim: claim.id)


@settings(max_examples=40)
@given(claims())
def test_an_update_writes_the_same_quads_as_a_load(claim: Claim) -> None:
    loaded, updated = ox.Store(), ox.Store()
    graph = item("document", claim.document_id)
    body = "\n".join(f"{' '.join(triple)} ." for triple in rdf.claim_triples(claim))
    loaded.load("".join(f"{' '.join(triple)} {graph} .\n" for triple in rdf.claim_triples(claim)), format=ox.RdfFormat.N_QUADS)

    updated.update(f"INSERT DATA {{ GRAPH {graph} {{ {body} }} }}")

    assert set(updated) == set(loaded)


def test_no_field_of_a_claim_is_left_out() -> None:
    """A new field must be drawn by the strategy above, or nobody would notice that RDF loses it."""
    assert {field.name for field in fields(Claim)} == {
        *("id", "document_id", "place", "subject", "relation", "object", "reading", "negated", "modality"),
        *("context", "quantity", "evidence", "confidence", "statement", "cue"),
    }


def test_a_superseded_claim_comes_back_but_is_no_claim_to_a_query() -> None:
    store = ox.Store()
    store.load(as_quads([a_claim()], superseded=True), format=ox.RdfFormat.N_QUADS)

    assert claims_of(store) == [a_claim()]
    assert not store.query(f"ASK {{ GRAPH ?g {{ ?c a {own('Claim')} }} }}")


def test_a_claim_that_lacks_its_quote_is_told() -> None:
    lines = [line for line in as_quads([a_claim()]).splitlines() if "oa#exact" not in line]

    with pytest.raises(StoreError, match="oa:exact"):
        claims_of(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))


@given(st.text(letters))
def test_any_text_survives_as_a_literal(words: str) -> None:
    (quad,) = ox.parse(f"<http://a> <http://b> {text(words)} .", format=ox.RdfFormat.N_QUADS)

    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == words


@given(st.text(letters, min_size=1))
def test_any_id_survives_as_an_iri(name: str) -> None:
    (quad,) = ox.parse(f"{item('factor', name)} <http://b> <http://c> .", format=ox.RdfFormat.N_QUADS)

    assert isinstance(quad.subject, ox.NamedNode)
    assert item_id("factor", quad.subject.value) == name


@given(documents())
def test_every_own_term_is_in_the_vocabulary(document: object) -> None:
    known = {f"<{curie('mg:')[1:-1]}{name}>" for name in (*CLASSES, *PROPERTIES)}
    triples = rdf.document_triples(document, time="2026")  # type: ignore[arg-type]

    assert {predicate for _, predicate, _ in triples if "mechgraph/ontology#" in predicate} <= known


@pytest.mark.parametrize("words", ["2024-13-01", "24-01-01", "yesterday", "2024-1-1"])
def test_what_is_no_date_stays_as_written(words: str) -> None:
    assert date(words) == f'"{words}"'


def test_each_place_has_a_position_and_a_quote() -> None:
    store = ox.Store()
    claim = a_claim(document=a_document())
    store.load(as_quads([claim]), format=ox.RdfFormat.N_QUADS)

    rows = store.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?start ?exact { GRAPH ?g { ?c oa:hasTarget ?t . ?t oa:hasSelector ?p, ?q . "
        "?p a oa:TextPositionSelector ; oa:start ?start . ?q a oa:TextQuoteSelector ; oa:exact ?exact } }"
    )

    assert isinstance(rows, ox.QuerySolutions)
    assert [(row["start"].value, row["exact"].value) for row in rows] == [("0", claim.place.quote)]
