"""A new version of an article: what it keeps, what it changes, and what people had decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph import KnowledgeGraph
from graph.versions import ChangeKind, differences
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Modality, Verdict
from ontology.relations import Relation, Sign
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
NAMED = Evidence(level=EvidenceLevel.NAMED, cite="Ray 2001")


def a_version(text: str, **fields: Any) -> Document:
    """Return a version of one article."""
    return a_document(text, source="a.txt", **fields)


@pytest.fixture
def graph() -> Iterator[KnowledgeGraph]:
    """An empty store in memory; the test's own."""
    with KnowledgeGraph.open() as opened:
        yield opened


def test_a_new_version_takes_the_place_of_the_old_one_which_is_kept(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Always."), a_version("Zinc lifts copper.")
    before, after = a_claim(document=old), a_claim("zinc", Relation.INCREASES, "copper", document=new)
    graph.add(old, [before], {}, time=NOW)

    graph.add(new, [after], {}, time=NOW)

    assert graph.documents() == [new]
    assert graph.documents(superseded=True) == [old, new]
    assert graph.claims() == [after]
    assert graph.claims(document=old.id) == [before]
    assert [statement.supporting for statement in graph.statements()] == [(after.id,)]
    assert list(graph.query("SELECT ?c { ?c a mg:SupersededClaim }")) == [(f"https://w3id.org/mechgraph/claim/{before.id}",)]
    assert graph.query("ASK { ?old dcterms:isReplacedBy ?new . ?old dcterms:source ?same . ?new dcterms:source ?same }")


def test_loading_the_old_version_again_makes_it_the_current_one(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Always."), a_version("Zinc lifts copper.")
    for document in (old, new, old):
        graph.add(document, [a_claim(document=document)], {}, time=NOW)

    assert graph.documents() == [old]


def test_a_digest_is_no_version_of_its_original(graph: KnowledgeGraph) -> None:
    original, digest = a_version("Zinc lowers copper. Always."), a_version("Zinc lowers copper.", digest_of="Zinc and copper")

    for document in (original, digest):
        graph.add(document, [a_claim(document=document)], {}, time=NOW)

    assert len(graph.documents()) == 2


def test_texts_without_a_source_are_articles_of_their_own(graph: KnowledgeGraph) -> None:
    for text in ("Zinc lowers copper. Once.", "Zinc lowers copper. Twice."):
        document = a_document(text)
        graph.add(document, [a_claim(document=document)], {}, time=NOW)

    assert len(graph.documents()) == 2


def test_a_decision_holds_for_the_same_words_in_the_new_version(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Copper moves iron."), a_version("New: Zinc lowers copper. Copper stirs iron.")
    moves = ("copper", Relation.ENABLES, "iron")
    first = [a_claim(document=old), a_claim(*moves, document=old, quote="Copper moves iron.")]
    second = [a_claim(document=new, quote="Zinc lowers copper."), a_claim(*moves, document=new, quote="Copper stirs iron.")]
    graph.add(old, first, {}, time=NOW)
    for claim in first:
        graph.decide(claim.id, Verdict.REJECTED, reviewer="ann", time=NOW, reason="misread")

    graph.add(new, second, {}, time=NOW)

    assert [statement.supporting for statement in graph.statements()] == [(second[1].id,)]
    (carried,) = graph.decisions(target=second[0].id)
    assert (carried.verdict, carried.reviewer) == (Verdict.REJECTED, "ann")
    assert carried.reason is not None
    assert carried.reason.startswith("misread (carried over from")


def test_a_decision_is_not_carried_over_a_later_one(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Always."), a_version("Zinc lowers copper.")
    graph.add(old, [a_claim(document=old)], {}, time=NOW)
    graph.decide(a_claim(document=old).id, Verdict.REJECTED, reviewer="ann", time=NOW)
    graph.add(new, [a_claim(document=new)], {}, time=NOW)
    graph.decide(a_claim(document=new).id, Verdict.ACCEPTED, reviewer="bob", time=NOW)

    graph.add(old, [a_claim(document=old)], {}, time=NOW)

    assert graph.decisions(target=a_claim(document=old).id)[-1].verdict is Verdict.ACCEPTED
    assert len(graph.statements()) == 1


LONG = "Taken at night zinc lowers copper in most people who were asked."


def told(quote: str = LONG, *arguments: Any, **fields: Any) -> Claim:
    """Return a claim that is all its document says."""
    return a_claim(*arguments, document=a_document(quote), quote=quote, **fields)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (told(), told(f"{LONG} Yes."), ChangeKind.REWORDED),
        (told(), told(LONG, "zinc", Relation.INCREASES, "copper"), ChangeKind.SIGN_FLIPPED),
        (told(), told(negated=True), ChangeKind.SIGN_FLIPPED),
        (told(modality=Modality.HEDGED), told(), ChangeKind.HEDGE_REMOVED),
        (told(), told(modality=Modality.HEDGED), ChangeKind.HEDGE_ADDED),
        (told(evidence=NAMED), told(), ChangeKind.SOURCE_LOST),
        (told(), told(evidence=NAMED), ChangeKind.SOURCE_GAINED),
    ],
)
def test_a_change_has_a_name(before: Claim, after: Claim, kind: ChangeKind) -> None:
    (change,) = differences([before], [after])

    assert (change.kind, change.before, change.after) == (kind, before, after)


def test_a_denial_of_the_opposite_is_no_turn() -> None:
    before, after = told(LONG, "zinc", Relation.INCREASES, "copper", negated=True), told(LONG)

    assert [change.kind for change in differences([before], [after])] == [ChangeKind.REWORDED]


def test_low_zinc_raises_is_zinc_lowers() -> None:
    after = told(LONG, "zinc", Relation.INCREASES, "copper", directions=(Sign.DOWN, Sign.NONE))

    assert [change.kind for change in differences([told()], [after])] == [ChangeKind.REWORDED]


def test_what_did_not_change_is_not_told() -> None:
    assert differences([told()], [told()]) == []


def test_other_words_about_the_same_factors_are_another_claim() -> None:
    before, after = told(), told("Copper falls as soon as anybody mentions zinc.")

    assert {change.kind for change in differences([before], [after])} == {ChangeKind.ADDED, ChangeKind.DROPPED}


def test_two_versions_in_a_store_can_be_compared(graph: KnowledgeGraph) -> None:
    old, new = a_version(f"{LONG} Copper moves iron."), a_version(LONG)
    graph.add(old, [told(), a_claim("copper", Relation.ENABLES, "iron", document=old, quote="Copper moves iron.")][1:], {}, time=NOW)
    graph.add(new, [a_claim(document=new, quote=LONG)], {}, time=NOW)

    assert [change.kind for change in graph.diff(old.id, new.id)] == [ChangeKind.ADDED, ChangeKind.DROPPED]
