"""What people type finds what articles wrote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import KnowledgeGraph
from graph.search import Found
from ontology.model import Factor
from ontology.relations import Relation
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
TEXT = "Mg²⁺ blocks the gate. Naïve cells keep iron moving. The gate opens late."


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    """Three claims of one invented article; read only."""
    document = a_document(TEXT, title="The gate and its keeper")
    claims = [
        a_claim("magnesium", Relation.DECREASES, "gate", document=document, quote="Mg²⁺ blocks the gate."),
        a_claim("naïve cells", Relation.ENABLES, "iron", document=document, quote="Naïve cells keep iron moving."),
        a_claim("night", Relation.ENABLES, "gate", document=document, quote="The gate opens late."),
        a_claim("night", Relation.AFFECTS, "gate", document=document, quote="The gate opens late."),
    ]
    factors = [Factor(id="magnesium", label="magnesium", synonyms=("Mg²⁺", "magnesium ion")), Factor(id="gate", label="gate opening")]
    with KnowledgeGraph.open() as opened:
        opened.add(document, claims, factors, time=NOW)
        yield opened


def found(graph: KnowledgeGraph, text: str, kind: Found) -> list[tuple[str, list[str]]]:
    """Return the texts found, and the words lit in them."""
    return [(hit.text, [hit.text[start:end] for start, end in hit.spans]) for hit in graph.search(text, kinds=[kind])]


@pytest.mark.parametrize(("typed", "lit"), [("Mg2+", "Mg²⁺"), ("MG²", "Mg²⁺"), ("naive", "Naïve"), ("iro", "iron")])
def test_a_word_is_found_however_it_is_typed(graph: KnowledgeGraph, typed: str, lit: str) -> None:
    ((_, words),) = found(graph, typed, Found.CLAIM)

    assert [word.startswith(lit[:2]) for word in words] == [True]


def test_a_sentence_with_two_claims_is_found_once(graph: KnowledgeGraph) -> None:
    assert [text for text, _ in found(graph, "opens", Found.CLAIM)] == ["The gate opens late."]


def test_every_word_must_be_there_and_quotation_marks_keep_them_in_a_row(graph: KnowledgeGraph) -> None:
    assert len(found(graph, "gate the", Found.CLAIM)) == 2
    assert found(graph, '"gate the"', Found.CLAIM) == []
    assert found(graph, "gate iron", Found.CLAIM) == []


def test_a_factor_is_found_by_a_synonym_and_says_which(graph: KnowledgeGraph) -> None:
    (hit,) = graph.search("ion", kinds=[Found.FACTOR])

    assert (hit.id, hit.text, hit.matched) == ("magnesium", "magnesium", "magnesium ion")


def test_factors_and_titles_come_before_sentences(graph: KnowledgeGraph) -> None:
    assert [hit.kind for hit in graph.search("gate", limit=6)] == [Found.FACTOR, Found.DOCUMENT, Found.CLAIM, Found.CLAIM]


@pytest.mark.parametrize("typed", ["", "  ", '"', "?!", '"" OR', "NEAR(", "quote:x", "a* b*", "*", "-", "^"])
def test_nothing_that_is_typed_is_taken_for_a_command(graph: KnowledgeGraph, typed: str) -> None:
    assert graph.search(typed, limit=5) == []


def test_what_was_removed_or_replaced_is_not_found() -> None:
    with KnowledgeGraph.open() as graph:
        old = a_document("Zinc lowers copper.", source="a.txt")
        graph.add(old, [a_claim(document=old)], {}, time=NOW)
        new = a_document("Zinc lifts copper.", source="a.txt")
        graph.add(new, [a_claim(document=new)], {}, time=NOW)

        assert [hit.document for hit in graph.search("zinc", kinds=[Found.CLAIM])] == [new.id]

        graph.remove(new.id, time=NOW)
        assert graph.search("zinc") == []


def test_words_that_very_many_sentences_hold_are_found_in_the_order_of_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.search.RANKED", 2)
    texts = [f"Zinc lowers copper{' and copper' * (3 - number)}. Case {number}." for number in range(4)]
    with KnowledgeGraph.open() as graph:
        for text in texts:
            graph.add(a_document(text), [a_claim(document=a_document(text))], {}, time=NOW)

        assert [hit.document for hit in graph.search("copper", kinds=[Found.CLAIM])] == [a_document(text).id for text in texts]
        assert len(graph.search("zinc", kinds=[Found.FACTOR])) == 1
