"""The example queries: each says what it asks, and runs."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph, queries
from ontology.errors import UnknownItemError
from ontology.model import Evidence, EvidenceLevel, Modality
from ontology.relations import Relation
from tests.build import a_claim, a_document

TEXT = "Zinc lowers copper. Zinc raises copper. Zinc may lower copper. Copper raises iron."


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Zinc lowers copper, raises it, may lower it; copper raises iron on a named source. Read only."""
    document = a_document(TEXT)
    quotes = TEXT.replace(". ", ".|").split("|")
    claims = [
        a_claim(document=document, quote=quotes[0]),
        a_claim(relation=Relation.INCREASES, document=document, quote=quotes[1]),
        a_claim(document=document, quote=quotes[2], modality=Modality.HEDGED),
        a_claim("copper", Relation.INCREASES, "iron", document=document, quote=quotes[3], evidence=Evidence(level=EvidenceLevel.NAMED)),
    ]
    known = KnowledgeGraph.open(None)
    known.add(document, claims, {}, time="2026-01-01T00:00:00+00:00")
    return known


@pytest.mark.parametrize("example", queries.EXAMPLES, ids=lambda example: example.name)
def test_every_example_says_what_it_asks_and_runs(graph: KnowledgeGraph, example: queries.Example) -> None:
    answer = graph.query(example.text)

    assert example.question.endswith("?")
    assert answer.variables


@pytest.mark.parametrize(
    ("name", "rows"),
    [("unsupported", 2), ("contradictions", 1), ("hedged-and-asserted", 1), ("denials", 0), ("evidence", 2), ("articles", 1)],
)
def test_an_example_finds_what_its_title_promises(graph: KnowledgeGraph, name: str, rows: int) -> None:
    assert len(graph.query(queries.read(name))) == rows


def test_a_name_that_no_example_has_is_refused() -> None:
    with pytest.raises(UnknownItemError, match="example query"):
        queries.read("no-such-query")
