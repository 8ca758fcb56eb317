"""What stands elsewhere: labels that act, unsaid subjects, outcomes, headings. Every text here is invented; no fact is meant."""

from __future__ import annotations

import pytest

from loaders.parser import tree_of
from loaders.rules.results import opens
from tests.loaders.test_leadins import FACTS
from tests.loaders.test_reader import read, triples


def told(text: str) -> set[tuple[str, str, str]]:
    """Return what is read of an article on tin that goes on with a text."""
    return triples(read(FACTS + text))


@pytest.mark.parametrize("text", ["Protects roots from frost", "Supports sleep and rest", "May improve yield", "Helps prevent yellowing"])
def test_a_sentence_that_begins_with_its_verb_keeps_it_as_verb(text: str) -> None:
    tree = tree_of(text)

    assert tree.roots[0].tag.startswith("VB")
    assert [token.text for token in tree.tokens] == text.split()


def test_a_noun_that_looks_like_a_verb_stays_a_noun_before_another_verb() -> None:
    assert tree_of("Increases are small.").roots[0].text == "small"


def test_a_label_acts_in_the_words_behind_it() -> None:
    found = told("## Tips\n\n- **Mulching**: reduces evaporation.\n- **Add compost in spring**: This raises zinc.\n")

    assert {("mulching", "decreases", "evaporation"), ("adding compost in spring", "increases", "zinc")} <= found


def test_what_a_tip_tells_to_avoid_is_what_it_speaks_of() -> None:
    assert ("lime", "decreases", "root growth") in told("## Tips\n\n- **Avoid lime**: It lowers root growth.\n")


def test_labels_below_promised_effects_do_not_act() -> None:
    found = told("## Benefits\n\n- **Leaf colour**: Improves shine.\n")

    assert ("tin", "increases", "shine") in found
    assert not any(subject == "leaf colour" for subject, _, _ in found)


def test_an_attribute_in_front_of_a_colon_does_not_act() -> None:
    assert ("iron", "increases", "leaf growth") in told("## Iron\n\n- Function: Supports leaf growth\n\n## Zinc\n\nRises.\n")


def test_headings_among_names_act_even_below_an_announcing_title() -> None:
    text = FACTS.replace("Tin and the garden", "Benefits of tin") + "## Iron\n\nPromotes budding.\n\n## Zinc\n\nReduces rot.\n"

    assert {("iron", "increases", "budding"), ("zinc", "decreases", "rot")} <= triples(read(text))


def test_outcomes_follow_from_the_change_just_told() -> None:
    found = told("Salt lowers the flow of sap. The result is pale leaves. Slow growth. Then rain comes.\n")

    assert {("reduced flow of sap", "increases", "pale leaves"), ("reduced flow of sap", "increases", "slow growth")} <= found
    assert not any(obj == "rain" for _, _, obj in found)


def test_an_asked_result_is_answered_by_the_fragment_behind_it() -> None:
    assert ("reduced flow of sap", "increases", "pale leaves") in told("Salt lowers the flow of sap. The result? Pale leaves.\n")


@pytest.mark.parametrize("text", ["The results are shown below.", "The effect is that of lime.", "Results: none of them is clear"])
def test_results_of_a_study_are_no_outcome(text: str) -> None:
    found = told(f"Salt lowers the flow of sap. {text}\n")

    assert not any(subject == "reduced flow of sap" for subject, _, _ in found)


def test_what_opens_outcomes_is_seen_by_its_words() -> None:
    assert [opens(tree_of(text)) for text in ("The result is rust.", "The result of lime is rust.")] == [True, False]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Copper slows roots. This mineral lowers yields.", ("copper", "decreases", "yields")),
        ("Copper slows roots. The metal reduces root growth.", ("copper", "decreases", "root growth")),
        ("Rain feeds rot. Such processes lower yields.", ("increased rot", "decreases", "yields")),
        ("General dose: 20–30 mg of lime\n\nThis dose lowers yields.", ("20–30 mg of lime", "decreases", "yields")),
        ("### The Pale Pattern\n\nThis pattern lowers yields.", ("pale pattern", "decreases", "yields")),
        ("### Night watering\n\nThis timing lowers yields.", ("night watering", "decreases", "yields")),
    ],
)
def test_a_class_noun_that_points_back_stands_for_what_it_points_at(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text", ["The metal found in pipes lowers yields.", "This dual action lowers yields.", "The minerals lower yields."]
)
def test_a_noun_that_says_which_one_is_meant_points_nowhere(text: str) -> None:
    found = told(f"Copper slows roots. {text}")

    assert not any(subject == "copper" and obj == "yields" for subject, _, obj in found)


def test_this_stands_for_the_change_told_just_before_in_its_sentence() -> None:
    assert ("increased floods", "increases", "root loss") in told("Rain causes floods; this can cause root loss.")


def test_what_is_acted_on_twice_is_nearer_than_what_was_spoken_of() -> None:
    found = told("Salt feeds roots. Lime increases rot instead of slowing it.")

    assert not any(subject == "lime" and obj == "salt" for subject, _, obj in found)


def test_an_owner_in_the_sentence_is_nearer_than_what_was_said_before() -> None:
    found = told("Copper slows roots. Lime’s small grains allow it to enter leaves.")

    assert not any("copper" in obj and subject == "lime’s small grains" for subject, _, obj in found)


def test_it_stands_for_the_owner_of_what_was_spoken_of() -> None:
    assert ("lime", "decreases", "rot") in told("Lime raises zinc. Its colour is plain. It lowers rot.")


@pytest.mark.parametrize("question", ["How does lime help?", "Is lime bad for leaves?", "Why is too much lime harmful?"])
def test_it_stands_for_what_the_question_above_asks_about(question: str) -> None:
    assert ("lime", "decreases", "rot") in told(f"## {question}\n\nIt lowers rot.\n")


def test_an_improvement_counts_for_all_that_an_item_joins() -> None:
    assert {("tin", "increases", "drainage"), ("tin", "increases", "soil depth")} <= told(
        "## Benefits\n\n- Better drainage and soil depth\n"
    )


@pytest.mark.parametrize(
    ("heading", "item", "claim"),
    [
        ("Consequences of drought", "Weak stems", ("drought", "increases", "weak stems")),
        ("Health benefits", "Firm roots", ("tin", "increases", "firm roots")),
        ("Side effects", "Leaf rash", ("tin", "increases", "leaf rash")),
    ],
)
def test_bare_items_under_an_announcing_heading_are_effects(heading: str, item: str, claim: tuple[str, str, str]) -> None:
    assert claim in told(f"## {heading}\n\n- {item}\n")


def test_an_item_tells_what_can_no_longer_happen() -> None:
    assert ("lack of straw", "decreases", "field holding water") in told("Without straw:\n\n- the field cannot hold water\n")


def test_an_order_has_no_unsaid_subject() -> None:
    assert not any(obj == "yields" and relation == "increases" for _, relation, obj in told("## Lime\n\nIncrease yields with care.\n"))


def test_names_joined_by_a_heading_are_what_a_plural_verb_speaks_of() -> None:
    found = told("## Lime and Copper\n\nReduce leaf loss and wilting.\n\n## Iron\n\nRises.\n\n## Zinc\n\nFalls.\n")

    assert {("lime", "decreases", "leaf loss"), ("copper", "decreases", "leaf loss")} <= found


def test_a_name_in_a_list_that_nothing_leads_in_says_nothing_of_its_heading() -> None:
    assert not any(subject == "iron" for subject, _, _ in told("## Iron\n\n- An inhibitor of leaf rust\n- A source of rust\n"))


def test_changes_told_together_act_together() -> None:
    found = told("Lime raises soil acidity and lowers rust. These changes lower yields.")

    assert {("increased soil acidity", "decreases", "yields"), ("reduced rust", "decreases", "yields")} <= found


def test_another_study_is_no_factor() -> None:
    assert not any(subject == "another" for subject, _, _ in told("One study found less rot. Another showed lower yields."))


def test_a_heading_that_asks_what_helps_lets_labels_act() -> None:
    assert ("mulching", "decreases", "evaporation") in told("## What helps\n\n- **Mulching**: reduces evaporation.\n")


def test_both_needs_two_changes() -> None:
    assert {("increased soil acidity", "decreases", "yields"), ("reduced rust", "decreases", "yields")} <= told(
        "Lime raises soil acidity and lowers rust. Both effects lower yields."
    )
    assert not any(obj == "yields" for _, _, obj in told("Lime raises soil acidity. Both effects lower yields."))


def test_a_pronoun_in_a_heading_stands_for_the_matter_of_the_article() -> None:
    found = told("## Factors that lower it\n\n- Moist soil\n")

    assert not any("garden" in obj or obj == "it" for _, _, obj in found)


def test_the_header_of_a_table_says_nothing() -> None:
    assert told("| Salt | Effect on rot |\n|---|---|\n| Iron | none |\n") == triples(read(FACTS))


def test_pronouns_agree_in_number_with_what_was_acted_on_when_the_subject_does_not() -> None:
    assert ("worms", "decreases", "leaf loss") in told("Lime feeds worms. They reduce leaf loss.")
    assert ("salt", "decreases", "leaf loss") in told("Worms release salt. It reduces leaf loss.")


def test_what_several_own_is_theirs_and_not_what_was_spoken_of_before() -> None:
    assert ("worms", "decreases", "worms’ losses") in told("Lime raises yields. Worms reduce their losses.")


def test_what_somebody_learns_is_what_a_sentence_is_about() -> None:
    assert ("salt", "decreases", "leaf loss") in told("Lime raises yields. Growers realize that salt feeds roots. It reduces leaf loss.")


def test_an_item_speaks_of_who_acts_in_its_list_and_not_of_the_item_before() -> None:
    found = told("## Benefits of lime\n\n- **Firm stems**: Salt feeds worms.\n- **More light**: It lowers shade.\n")

    assert ("lime", "decreases", "shade") in found
    assert ("lime", "increases", "light") in found
    assert ("tin", "increases", "light") not in found


def test_what_a_tip_orders_is_what_its_words_speak_of() -> None:
    found = told("## Tips\n\n1. **Spread lime in spring.** Fine.\n2. **Get morning light.** It lowers leaf rot.\n")

    assert ("morning light", "decreases", "leaf rot") in found


def test_they_are_what_the_question_before_asks_about() -> None:
    assert ("nets", "decreases", "leaf loss") in told("**Do nets work?** They reduce leaf loss.\n")
