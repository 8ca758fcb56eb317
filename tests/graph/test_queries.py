"""Each example query, on a small invented graph whose answers one can work out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pyoxigraph as ox
import pytest

from graph import KnowledgeGraph, queries
from graph.queries import EXAMPLES, Example
from ontology.errors import UnknownItemError
from ontology.model import Evidence, EvidenceLevel, Factor, FactorKind, Flag, Modality, Quantity, Severity
from ontology.relations import Relation
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
RAY = Evidence(level=EvidenceLevel.NAMED, cite="Ray 2001")


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    """Two invented articles that agree, disagree, hedge, deny and cite; read only."""
    first = a_document(
        "Magnesium lowers copper. Copper lowers iron. Zinc may lift the web. The web lifts iron.", title="First", publisher="House"
    )
    second = a_document("Magnesium lowers copper, said Ray. Magnesium lifts copper. Copper does not lower iron. Zinc lifts the web.")
    with KnowledgeGraph.open() as opened:
        opened.add(
            first,
            [
                a_claim("magnesium", Relation.DECREASES, "copper", document=first, section="Opening"),
                replace(
                    a_claim("copper", Relation.DECREASES, "iron", document=first, quote="Copper lowers iron."),
                    quantity=Quantity(words="20 %", value=20.0, unit="%"),
                ),
                a_claim("zinc", Relation.ENABLES, "web", document=first, quote="Zinc may lift the web.", modality=Modality.HEDGED),
            ],
            [Factor(id="web", label="the web", kind=FactorKind.CONSTRUCT), Factor(id="magnesium", label="magnesium")],
            time=NOW,
        )
        opened.add(
            second,
            [
                a_claim(
                    "magnesium", Relation.DECREASES, "copper", document=second, quote="Magnesium lowers copper, said Ray.", evidence=RAY
                ),
                a_claim("magnesium", Relation.INCREASES, "copper", document=second, quote="Magnesium lifts copper."),
                a_claim("copper", Relation.DECREASES, "iron", document=second, quote="Copper does not lower iron.", negated=True),
                a_claim("zinc", Relation.ENABLES, "web", document=second, quote="Zinc lifts the web."),
            ],
            [Factor(id="web", label="the web", kind=FactorKind.CONSTRUCT), Factor(id="magnesium", label="magnesium")],
            time=NOW,
        )
        flag = Flag(id="f-1", code="EV001", severity=Severity.HIGH, message="no source", looked_for="a source", fix="name one")
        opened.keep_flags([flag], time=NOW)
        yield opened


def rows(graph: KnowledgeGraph, name: str, *columns: str) -> list[tuple[str | None, ...]]:
    """Return some columns of an answer, IRIs cut to their last part."""
    records = graph.query(queries.read(name)).records()
    return [tuple(record.get(column, "").rsplit("/", 1)[-1].rsplit("#", 1)[-1] or None for column in columns) for record in records]


def test_articles(graph: KnowledgeGraph) -> None:
    assert rows(graph, "articles", "article", "by", "claims") == [("Zinc and copper", None, "4"), ("First", "House", "3")]


def test_numbers(graph: KnowledgeGraph) -> None:
    assert rows(graph, "numbers", "number", "evidence", "subject", "quote") == [
        ("20 %", "NoEvidence", "copper", "Copper lowers iron."),
    ]


def test_unsupported(graph: KnowledgeGraph) -> None:
    assert rows(graph, "unsupported", "subject", "relation", "object", "claims", "documents") == [
        ("copper", "decreases", "iron", "1", "2"),
        ("zinc", "enables", "the web", "1", "2"),
        ("magnesium", "increases", "copper", "1", "1"),
    ]


def test_contradictions(graph: KnowledgeGraph) -> None:
    assert rows(graph, "contradictions", "subject", "object", "upClaims", "downClaims") == [("magnesium", "copper", "1", "2")]


def test_about_one_factor(graph: KnowledgeGraph) -> None:
    found = rows(graph, "about-one-factor", "relation", "evidence", "quote")

    assert set(found) == {
        ("decreases", "NamedEvidence", "Magnesium lowers copper, said Ray."),
        ("decreases", "NoEvidence", "Magnesium lowers copper."),
        ("increases", "NoEvidence", "Magnesium lifts copper."),
    }


def test_who_says_so(graph: KnowledgeGraph) -> None:
    found = rows(graph, "who-says-so", "article", "section", "subject", "negated", "modality")

    assert len(found) == 7
    assert ("First", "Opening", "magnesium", "false", "Asserted") in found


def test_hedged_and_asserted(graph: KnowledgeGraph) -> None:
    assert rows(graph, "hedged-and-asserted", "subject", "object", "hedged", "asserted") == [
        ("zinc", "the web", "Zinc may lift the web.", "Zinc lifts the web.")
    ]


def test_denied(graph: KnowledgeGraph) -> None:
    assert rows(graph, "denied", "subject", "supporting", "denial") == [("copper", "1", "Copper does not lower iron.")]


def test_chains(graph: KnowledgeGraph) -> None:
    assert rows(graph, "chains", "from", "first", "through", "second", "to", "sign") == [
        ("magnesium", "decreases", "copper", "decreases", "iron", "+"),
        ("magnesium", "increases", "copper", "decreases", "iron", "-"),
    ]


def test_ledger(graph: KnowledgeGraph) -> None:
    assert sorted(rows(graph, "ledger", "article", "evidence", "claims")) == [
        ("First", "NoEvidence", "3"),
        ("Zinc and copper", "NamedEvidence", "1"),
        ("Zinc and copper", "NoEvidence", "3"),
    ]


def test_cited_works(graph: KnowledgeGraph) -> None:
    assert rows(graph, "cited-works", "work", "articles", "claims") == [("ray%202001", "1", "1")]


def test_shared(graph: KnowledgeGraph) -> None:
    assert rows(graph, "shared", "subject", "documents", "sources", "claims", "denials")[0] == ("magnesium", "2", "1", "2", "0")


def test_constructs(graph: KnowledgeGraph) -> None:
    assert ("web", "ConstructFactor", "1") in rows(graph, "constructs", "factor", "kind", "statements")


def test_flags(graph: KnowledgeGraph) -> None:
    assert rows(graph, "flags", "code", "severity", "fix") == [("EV001", "HighSeverity", "name one")]


def test_as_a_graph(graph: KnowledgeGraph) -> None:
    triples = graph.query(queries.read("as-a-graph")).triples

    assert triples is not None
    assert len([triple for triple in triples if "ontology#" in triple.predicate.value]) == 4


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_says_what_it_answers_and_runs_anywhere(example: Example) -> None:
    assert example.title.endswith("?")
    assert example.about.endswith(".")

    found = ox.Store().query(example.text)
    assert not isinstance(found, ox.QueryBoolean)
    assert list(found) == []  # a bare engine knows no prefix but those that the query declares


def test_examples_are_shown_under_different_names() -> None:
    names = sorted(example.name for example in EXAMPLES)

    assert all(left != right for left, right in pairwise(names))


def test_an_example_that_is_none_is_told() -> None:
    with pytest.raises(UnknownItemError):
        queries.read("../knowledge")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s a mg:Claim }",
        "PREFIX x: <urn:x> ASK { ?s a mg:Claim FILTER(?s != x:a) }",
        "PREFIX mg: <https://w3id.org/mechgraph/ontology#> ASK { ?s a mg:Claim }",
        "PREFIX mg: <urn:other> ASK { FILTER NOT EXISTS { ?s a mg:Claim } }",
    ],
    ids=["none declared", "another one declared", "declared", "declared as something else"],
)
def test_our_prefixes_need_not_be_declared_and_may_be(query: str, graph: KnowledgeGraph) -> None:
    assert graph.query(query)
