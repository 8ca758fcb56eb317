"""A new version of an article: what it keeps, what it changes, and what people had decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from graph import KnowledgeGraph
from graph.versions import ChangeKind, differences
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Flag, Modality, Passage, Place, Severity, Verdict
from ontology.namespaces import flag_id
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


def a_flag(document: Document, quote: str, *, code: str = "EV001", message: str = "No source.", nth: int = 0) -> Flag:
    """Return a flag at the n-th place of a quote in a document, as the audit makes them: its id depends on document and place."""
    start = [found.start() for found in re.finditer(re.escape(quote), document.text)][nth]
    passage = Passage(document_id=document.id, place=Place(start=start, end=start + len(quote), quote=quote))
    name = flag_id(code, document.id, str(start), message)
    about = {"document": document.id, "passages": (passage,)}
    return Flag(id=name, code=code, severity=Severity.HIGH, message=message, looked_for="l", fix="f", **about)  # type: ignore[arg-type]


def decided(graph: KnowledgeGraph, *flags: Flag, verdict: Verdict = Verdict.REJECTED) -> None:
    graph.keep_flags(flags, time=NOW)
    for flag in flags:
        graph.decide(flag.id, verdict, reviewer="ann", time=NOW, reason="quoted in full elsewhere")


def test_a_decision_about_a_flag_holds_for_the_same_words_in_the_new_version(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Copper moves iron."), a_version("New: Zinc lowers copper. Copper stirs iron.")
    graph.add(old, [], {}, time=NOW)
    decided(graph, a_flag(old, "Zinc lowers copper."), a_flag(old, "Copper moves iron."))
    graph.add(new, [], {}, time=NOW)
    stays, goes = a_flag(new, "Zinc lowers copper."), a_flag(new, "Copper stirs iron.")

    assert graph.awaits_carrying_over([new.id])
    (carried,) = graph.carry_over([stays, goes], time=NOW)

    assert (carried.target, carried.verdict, carried.reviewer) == (stays.id, Verdict.REJECTED, "ann")
    assert carried.reason is not None
    assert carried.reason.startswith("quoted in full elsewhere (carried over from f-")
    assert graph.decisions()[-1] == carried
    assert graph.carry_over([stays, goes], time=NOW) == []


def test_a_decision_about_a_flag_reaches_the_newest_of_many_versions(graph: KnowledgeGraph) -> None:
    versions = [a_version(f"Zinc lowers copper. Take {i}.") for i in range(3)]
    graph.add(versions[0], [], {}, time=NOW)
    decided(graph, a_flag(versions[0], "Zinc lowers copper."))
    for version in versions[1:]:
        graph.add(version, [], {}, time=NOW)

    assert [one.target for one in graph.carry_over([a_flag(versions[2], "Zinc lowers copper.")], time=NOW)] == [
        a_flag(versions[2], "Zinc lowers copper.").id
    ]


def test_of_two_flags_on_the_same_words_each_keeps_its_own_decision(graph: KnowledgeGraph) -> None:
    text = "Zinc lowers copper. It helps. Zinc lowers copper."
    old, new = a_version(text), a_version(f"New. {text}")
    graph.add(old, [], {}, time=NOW)
    decided(graph, a_flag(old, "It helps.", message="Source a is gone."), a_flag(old, "Zinc lowers copper."))
    decided(graph, a_flag(old, "It helps.", message="Source b is gone."), verdict=Verdict.ACCEPTED)
    graph.add(new, [], {}, time=NOW)
    helps = [a_flag(new, "It helps.", message=f"Source {name} is gone.") for name in "ab"]
    twice = [a_flag(new, "Zinc lowers copper.", nth=nth) for nth in (0, 1)]

    carried = {one.target: one.verdict for one in graph.carry_over([*helps, *twice], time=NOW)}

    assert carried == {helps[0].id: Verdict.REJECTED, helps[1].id: Verdict.ACCEPTED}  # which of the two was meant is not known


def test_a_decision_about_the_new_flag_itself_is_left_alone(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Once."), a_version("Zinc lowers copper. Twice.")
    graph.add(old, [], {}, time=NOW)
    decided(graph, a_flag(old, "Zinc lowers copper."))
    graph.add(new, [], {}, time=NOW)
    decided(graph, a_flag(new, "Zinc lowers copper."), verdict=Verdict.ACCEPTED)

    assert graph.carry_over([a_flag(new, "Zinc lowers copper.")], time=NOW) == []


def test_nothing_is_carried_to_another_rule_or_while_the_version_is_current(graph: KnowledgeGraph) -> None:
    old, new = a_version("Zinc lowers copper. Once."), a_version("Zinc lowers copper. Twice.")
    graph.add(old, [], {}, time=NOW)
    decided(graph, a_flag(old, "Zinc lowers copper."))

    assert not graph.awaits_carrying_over([old.id])
    assert graph.carry_over([a_flag(old, "Zinc lowers copper.", code="EV002")], time=NOW) == []
    graph.add(new, [], {}, time=NOW)
    assert graph.carry_over([a_flag(new, "Zinc lowers copper.", code="EV002")], time=NOW) == []


def test_two_articles_that_share_a_file_name_alone_stand_side_by_side(graph: KnowledgeGraph) -> None:
    first, second = ("".join(f"{metal}{i} lowers {metal}{i + 1}. " for i in range(40)) for metal in ("zinc", "tin"))

    for text in (first, second, first + "And more."):
        graph.add(a_version(text), [], {}, time=NOW)

    assert {document.text for document in graph.documents()} == {second, first + "And more."}
