"""The reader over whole documents: reference, lists, places, confidence, bad days."""

from __future__ import annotations

import pytest

from loaders import load_text
from loaders.explain import explain
from loaders.reader import RuleReader, open_reader
from ontology.model import Claim, Modality


def read(text: str, suffix: str = ".md") -> list[Claim]:
    document = load_text(text, source=f"invented{suffix}", suffix=suffix)
    claims = open_reader().read(document)
    for claim in claims:
        claim.check(document)
    return claims


def triples(claims: list[Claim]) -> set[tuple[str, str, str]]:
    return {(c.subject.phrase.lower(), c.relation.value, c.object.phrase.lower()) for c in claims}


def test_it_stands_for_what_the_sentence_before_was_about() -> None:
    assert ("zinc", "increases", "iron uptake") in triples(read("Zinc lowers copper. It raises iron uptake."))


def test_a_pronoun_finds_nothing_across_a_heading() -> None:
    found = triples(read("# Notes\n\nZinc lowers copper.\n\n# Why we care\n\nIt raises iron uptake.\n"))

    assert not any(obj == "iron uptake" for _, _, obj in found)


def test_this_stands_for_the_change_just_told() -> None:
    assert ("increased cortisol", "increases", "hunger") in triples(read("Noise raises cortisol. This leads to hunger."))


def test_bullets_without_subject_take_it_from_their_lead_in() -> None:
    found = triples(read("Zinc helps by:\n\n- lowering copper\n- supporting skin health\n"))

    assert {("zinc", "decreases", "copper"), ("zinc", "increases", "skin health")} <= found


def test_below_a_heading_that_announces_the_doings_of_something_lesser_headings_name_no_actor() -> None:
    text = "## How Tin Works\n\nTin lowers copper. Tin raises zinc. Tin slows rot.\n\n### Roots and Leaves\n\nSupports firm roots.\n"

    assert ("tin", "increases", "firm roots") in triples(read(text))


def test_noun_phrases_of_a_list_are_effects_only_where_effects_are_promised() -> None:
    facts = "Tin lowers copper. Tin raises zinc. Tin slows rot.\n\n"
    listed = "\n\n- stronger stems\n- deeper roots\n"
    promised, bare = (triples(read(f"# Tin\n\n{facts}## {title}{listed}")) for title in ("Benefits", "What growers see"))

    assert ("tin", "increases", "stems") in promised
    assert not any(obj in ("stems", "roots") for _, _, obj in bare)


def test_items_complete_the_verb_of_their_lead_in() -> None:
    found = triples(read("Too much salt can cause:\n\n- thirst\n- higher blood pressure\n"))

    assert {("too much salt", "increases", "thirst"), ("too much salt", "increases", "blood pressure")} <= found


def test_items_under_a_condition_are_moved_by_it() -> None:
    assert ("falling rainfall", "increases", "shallow rivers") in triples(read("When rainfall falls:\n\n- rivers become shallow\n"))


def test_the_quote_is_the_sentence_and_the_cue_is_its_verb() -> None:
    text = "Bees work. Zinc lowers copper. Ants rest."
    claim = next(c for c in read(text, ".txt") if c.object.phrase == "copper")

    assert claim.place.quote == "Zinc lowers copper."
    assert claim.cue is not None
    assert text[slice(*claim.cue)] == "lowers"


def test_reading_twice_gives_the_same_claims_ids_and_confidences() -> None:
    text = "Zinc may lower copper by feeding moths, which harms wool."

    assert read(text) == read(text)


def test_a_hedge_makes_the_claim_hedged_and_a_rule_may_make_it_hypothetical() -> None:
    assert [c.modality for c in read("Zinc may lower copper.")] == [Modality.HEDGED]
    assert {c.modality for c in read("If zinc falls, copper rises.")} == {Modality.HYPOTHETICAL}


@pytest.mark.parametrize(
    "text",
    [
        "Avoid salt at night.",
        "Describe how zinc lowers copper.",
        "Does zinc lower copper?",
        "Studies show promise.",
        "We explain how zinc lowers copper.",
        '"Tin cured my cough in two days!", wrote one reader.',
        '"I drink tin tea every day. It lowers my pain."',
        "You may also like: How zinc lowers stress",
    ],
    ids=["advice", "task", "short question", "no factor", "indirect question", "testimonial", "testimonial of two sentences", "teaser"],
)
def test_what_asserts_nothing_gives_no_claim(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ['"Leaky gut" raises my pain.', 'Caffeine raises my "alertness".', '"Tin lowers lead," says Dr. Smith.'])
def test_quotation_marks_around_something_else_take_no_claim_away(text: str) -> None:
    assert len(read(text)) == 1


def test_subject_areas_without_vocabulary_are_read_by_general_cues() -> None:
    text = "Higher interest rates reduce lending. Permafrost thaw releases methane. Grazing limits tree growth. Warfarin inhibits clotting."
    expected = {
        ("higher interest rates", "decreases", "lending"),
        ("permafrost thaw", "produces", "methane"),
        ("grazing", "decreases", "tree growth"),
        ("warfarin", "decreases", "clotting"),
    }

    assert expected <= triples(read(text))


def test_confidence_is_a_probability() -> None:
    assert all(0 < claim.confidence < 1 for claim in read("Zinc lowers copper. It raises iron. Iron-induced thirst is common."))


def test_a_run_on_without_stop_is_survived() -> None:
    assert isinstance(read("zinc lowers copper and " * 3_000, ".txt"), list)


def test_an_explanation_shows_tree_rules_and_reasons() -> None:
    shown = explain("Zinc lowers copper. Does zinc lower copper?")

    assert [word.head for word in shown[0].words][:2] == ["lowers", ""]
    assert shown[0].verdicts[0].dropped is None
    assert {verdict.dropped for verdict in shown[1].verdicts} == {"it is a question"}
    assert "passive-voice" in shown[0].silent


def test_a_long_text_tells_how_far_it_has_been_read() -> None:
    document = load_text("Tin lowers wool growth. Wool warms sheep.\n\n" * 1_200, source="long", suffix=".txt")
    shares: list[float] = []
    RuleReader(progress=lambda _, share: shares.append(share)).read(document)

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert 0 < shares[0] < 1


def test_a_pronoun_inside_a_phrase_does_not_stand_for_that_phrase() -> None:
    assert [claim.subject.phrase for claim in read("Hundreds of them raised prices.")] != ["Hundreds of them"]


def test_what_stands_under_an_item_that_names_something_is_said_of_it() -> None:
    text = (
        "## Sap\n\n* Wide ring of bark\n  * decreases: sap flow\n  * increase: root pressure\n* Loss of leaves\n  * reduces transpiration\n"
    )
    found = triples(read(text))

    assert {("wide ring of bark", "decreases", "sap flow"), ("wide ring of bark", "increases", "root pressure")} <= found
    assert ("loss of leaves", "decreases", "transpiration") in found


def test_a_label_with_a_dash_is_a_label_and_a_part_of_the_body_does_not_act() -> None:
    facts = "# Tin\n\nTin lowers copper. Tin raises zinc. Tin slows rot.\n\n"
    found = triples(read(f"{facts}Tin works in many places:\n\n- **Bones** - Gives strength\n"))
    named = triples(read("Notes on soil\n\n- mulch - lowers evaporation\n"))

    assert ("tin", "increases", "strength") in found
    assert ("mulch", "decreases", "evaporation") in named


def test_a_line_that_only_sets_the_circumstance_leaves_the_matter_acting() -> None:
    facts = "# Tin\n\nTin lowers copper. Tin raises zinc. Tin slows rot.\n\n"

    assert ("tin", "increases", "growth") in triples(read(f"{facts}When combined with lime:\n\n- Promotes growth\n"))


def test_a_heading_that_names_a_doing_is_no_claim() -> None:
    facts = "# Tin\n\nTin lowers copper. Tin raises zinc. Tin slows rot.\n\n"

    assert not any(obj == "root growth" for _, _, obj in triples(read(f"{facts}## Supporting Root Growth\n\nDig well.\n")))


def test_causes_may_be_named_for_what_they_cause() -> None:
    assert ("damp", "increases", "rot") in triples(read("## Causes\n\nOther rot causes include:\n\n- Damp\n- Heat\n"))


def test_vitamins_are_named_by_a_letter() -> None:
    assert ("vitamin c", "increases", "iron absorption") in triples(read("Vitamin C increases iron absorption."))
