"""Two articles side by side: what is the same, what is opposed, what is only one's, and what changed between versions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import KnowledgeGraph
from graph.audit import audit
from ontology.errors import UnknownItemError
from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import Claim, Document, Modality, Verdict
from ontology.relations import Relation
from tests.build import a_claim, a_document
from viz.atlas import Atlas
from viz.compare_page import by_pair, choices, compared, render

GROUNDER = LexiconGrounder(Lexicon.load())
FILLER = " ".join(f"Word{number} stays here." for number in range(60))


def grounded(document: Document, *triples: tuple[str, Relation, str, bool]) -> tuple[Claim, ...]:
    """Return claims of a document with their statements; the last of each triple says whether it denies."""
    claims = [a_claim(s, relation, o, document=document, quote=document.text[:20], negated=no) for s, relation, o, no in triples]
    return GROUNDER.ground(document, claims).claims


UP, DOWN = Relation.INCREASES, Relation.DECREASES


@pytest.mark.parametrize(
    ("first", "second", "opposed"),
    [((UP, False), (DOWN, False), 1), ((UP, False), (UP, True), 1), ((UP, True), (DOWN, False), 0), ((UP, False), (UP, False), 0)],
    ids=["raises and lowers", "raises and does not raise", "does not raise and lowers", "the same"],
)
def test_articles_oppose_each_other_where_one_says_what_the_other_turns(
    first: tuple[Relation, bool], second: tuple[Relation, bool], opposed: int
) -> None:
    document = a_document("Zinc and copper are words here.")
    sides = [grounded(document, ("zinc", relation, "copper", denied)) for relation, denied in (first, second)]
    found = compared(*sides)

    assert len(found.opposed) == opposed
    assert len(found.opposed) + len(found.shared) == 1


def test_each_pair_stands_in_exactly_one_list() -> None:
    document = a_document("Zinc, copper and iron are words here.")
    first = grounded(document, ("zinc", UP, "copper", False), ("zinc", UP, "iron", False))
    second = grounded(document, ("zinc", UP, "copper", False), ("copper", UP, "iron", False))
    found = compared(first, second)
    rows = [*found.opposed, *found.shared, *found.only[0], *found.only[1]]

    assert {(row.subject, row.object) for row in rows} == by_pair(first).keys() | by_pair(second).keys()
    assert [(row.subject, row.object) for row in found.only[0]] == [("zinc", "iron")]


@pytest.fixture(scope="module")
def versions() -> Iterator[tuple[KnowledgeGraph, Atlas, str, str]]:
    """A graph that holds an article and its older version, in which a claim was hedged."""
    with KnowledgeGraph.open(None) as graph:
        ids: list[str] = []
        for words, modality in (("may lower", Modality.HEDGED), ("lowers", Modality.ASSERTED)):
            quote = f"Zinc {words} copper."
            document = a_document(f"{quote} {FILLER}", source="zinc.md", title="Zinc")
            claim = a_claim("Zinc", DOWN, "copper", document=document, quote=quote, modality=modality)
            result = GROUNDER.ground(document, [claim])
            graph.add(document, result.claims, result.factors, time=f"2026-01-0{len(ids) + 1}T00:00:00Z")
            ids.append(document.id)
        yield graph, Atlas.of(graph, audit(graph).flags), ids[0], ids[1]


def test_an_older_version_can_be_chosen_and_what_changed_is_told(versions: tuple[KnowledgeGraph, Atlas, str, str]) -> None:
    graph, atlas, old, new = versions
    page = render(atlas, graph, old, new)

    assert [(choice.id, choice.older) for choice in choices(atlas, graph)] == [(new, None), (old, "2026-01-01")]
    assert "What two versions say" in page
    assert "Hedge removed" in page
    assert "Hedge added" in render(atlas, graph, new, old)


def test_the_form_stands_alone_until_two_articles_are_named(versions: tuple[KnowledgeGraph, Atlas, str, str]) -> None:
    graph, atlas, old, _ = versions

    assert "Choose two articles" in render(atlas, graph, old)
    assert "Both are the same article" in render(atlas, graph, old, old)
    with pytest.raises(UnknownItemError):
        render(atlas, graph, old, "d-none")


def test_a_rejected_claim_is_not_compared(versions: tuple[KnowledgeGraph, Atlas, str, str]) -> None:
    graph, _, old, new = versions
    decision = graph.decide(graph.claims(document=new)[0].id, Verdict.REJECTED, reviewer="Ida", time="2026-02-01T00:00:00Z")
    page = render(Atlas.of(graph), graph, old, new)
    graph.decide(decision.target, Verdict.ACCEPTED, reviewer="Ida", time="2026-02-02T00:00:00Z")

    assert "<dd>0</dd></div><div><dt>only by the first" in page.replace("\n", "")
