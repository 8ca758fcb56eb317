"""Claims that block structure states. Every text here is invented; no fact is meant."""

from __future__ import annotations

import pytest

from loaders import load_text
from loaders.candidates import Candidate, Phrase
from loaders.structure import RULES, candidates, merged, readable
from loaders.structure_phrases import things, unnumbered
from ontology.relations import Relation

Said = tuple[str, str, str, str]


def said(text: str, *, suffix: str = ".md", source: str = "a") -> list[Said]:
    """Return rule, subject, relation and object of every candidate."""
    document = load_text(text, source=source, suffix=suffix)
    found = candidates(document)
    return [(item.rule, item.subject.text, item.relation.value, item.object.text) for item in found]


def test_a_chain_of_arrows_is_a_chain_of_claims() -> None:
    assert said("- Wet spring: rain floods fields → ↑ rot → ↓ harvest and seed\n") == [
        ("arrow-chain", "rain floods fields", "increases", "rot"),
        ("arrow-chain", "rot", "decreases", "harvest"),
        ("arrow-chain", "rot", "decreases", "seed"),
    ]


def test_what_is_lowered_acts_as_lowered() -> None:
    assert said("- Drought → ↓ sap → ↑ stress\n")[1] == ("arrow-chain", "↓ sap", "increases", "stress")


def test_a_verb_at_the_head_of_a_chain_becomes_a_doing() -> None:
    assert said("- Blocks sap flow → wilting\n") == [("arrow-chain", "blocking sap flow", "increases", "wilting")]


def test_what_enumerated_objects_share_is_given_to_each() -> None:
    assert [item[3] for item in said("- Frost → ↓ uptake of salt by roots and leaves\n")] == [
        "uptake of salt by roots",
        "uptake of salt by leaves",
    ]


def test_steps_of_a_synthesis_are_made_of_each_other() -> None:
    text = "Sugar Synthesis – Light Path\nStarch → Maltose → Glucose (via amylase)\n"

    assert said(text, suffix=".txt") == [
        ("arrow-chain", "Starch", "produces", "Maltose"),
        ("arrow-chain", "Maltose", "produces", "Glucose"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Evidence → what the data shows\n",
        "- Home → Shop → Seeds\n",
        "The field goes from wet → dry → dust within a year.\n",
        "> [!Mnemonic]\n> Roses -> red\n",
        "- Next →\n",
    ],
)
def test_arrows_of_outlines_buttons_and_passages_state_nothing(text: str) -> None:
    assert said(text) == []


def test_nouns_under_arrows_are_what_the_heading_does() -> None:
    text = "C Root Growth – Deep Path\n↑ Water uptake\n↓ Drought stress\n"

    assert said(text, suffix=".txt") == [
        ("arrow-noun", "Root Growth – Deep Path", "increases", "Water uptake"),
        ("arrow-noun", "Root Growth – Deep Path", "decreases", "Drought stress"),
    ]


def test_a_label_before_arrows_is_what_acts() -> None:
    assert said("- Frost: ↓ sap, ↑ sugar\n") == [
        ("arrow-noun", "Frost", "decreases", "sap"),
        ("arrow-noun", "Frost", "increases", "sugar"),
    ]


def test_what_is_due_to_something_is_raised_by_it() -> None:
    assert said("1. **Yellow leaves**: due to low iron\n") == [("label-due-to", "low iron", "increases", "Yellow leaves")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each gate responds to tin differently:\n\n- Sodium gate: natural blocker\n", ("tin", "decreases", "Sodium gate")),
        ("Each gate responds to tin differently:\n\n- Salt gate: cofactor for pumping\n", ("tin", "enables", "pumping")),
        ("Metals:\n\n- Tin: inhibitor of sap flow\n", ("Tin", "decreases", "sap flow")),
        ("Metals:\n\n- Tin: strong sap flow inhibitor\n", ("Tin", "decreases", "sap flow")),
    ],
)
def test_a_role_acts_for_the_lead_ins_actor_or_for_its_label(text: str, expected: tuple[str, str, str]) -> None:
    assert [item[1:] for item in said(text) if item[0] == "role-label"] == [expected]


def test_items_under_causes_raise_what_the_heading_or_the_article_names() -> None:
    assert said("## Causes of wilt\n\n- Drought\n- **Root rot**: too wet\n- It comes with age.\n") == [
        ("cause-list", "Drought", "increases", "wilt"),
        ("cause-list", "Root rot", "increases", "wilt"),
    ]


def test_a_heading_without_object_speaks_of_the_articles_matter() -> None:
    text = "# Wilt\n\nWilt is bad. Wilt spreads.\n\n## Causes\n\n- Drought\n\n## Complications\n\n- Leaf loss\n"

    assert said(text) == [("cause-list", "Drought", "increases", "Wilt"), ("consequence-list", "Wilt", "increases", "Leaf loss")]
    assert said("## Causes\n\n- Drought\n") == []


def test_a_heading_with_a_verb_gives_its_sign_to_the_items() -> None:
    assert said("## What Hurts the Soil\n\n- **Heavy Ploughs:** They press it.\n") == [("cause-list", "Heavy Ploughs", "decreases", "Soil")]


def test_paragraphs_with_titles_of_their_own_are_items_of_a_lead_in() -> None:
    text = "Soil loss is driven by several factors:\n\nHeavy rain. It takes soil.\n\nBare fields. Wind takes soil.\n\nThis is old news.\n"

    assert said(text, suffix=".txt") == [
        ("cause-list", "Heavy rain", "increases", "Soil loss"),
        ("cause-list", "Bare fields", "increases", "Soil loss"),
    ]


def test_labels_of_effects_are_what_the_article_is_about_doing() -> None:
    labels = ("Enhanced Growth**: Taller stems", "Rot Reduction**: Less mould", "Root Support**: Deeper hold", "Part Used**: Leaf")
    text = "## Benefits\n\n" + "".join(f"- **{label}\n" for label in labels)

    assert said(text) == [
        ("effect-label", "", "increases", "Growth"),
        ("effect-label", "", "decreases", "Rot"),
        ("effect-label", "", "increases", "Root"),
    ]


def test_a_label_that_its_description_repeats_is_no_claim_of_its_own() -> None:
    text = "## Benefits\n\n- **Enhanced Growth**: Trials show growth\n- **Rot Reduction**: Less rot\n- **Root Support**: Better roots\n"

    assert said(text) == []


def test_verbs_of_notes_belong_to_the_name_above_them() -> None:
    text = "### Weed killers\n- Tinzide\n- Blocks sap flow\n- Uses\n\t- Lawns\n\t- Inhibits root growth\n"

    assert said(text) == [
        ("note-verb", "Tinzide", "decreases", "sap flow"),
        ("note-verb", "Tinzide", "decreases", "root growth"),
    ]


def test_several_names_stand_for_their_class() -> None:
    assert said("### Weed killers\n- Tinzide, leadzide\n- Blocks sap flow\n") == [
        ("note-verb", "Weed killers (Tinzide, leadzide)", "decreases", "sap flow")
    ]


def test_the_pattern_of_a_profile_goes_with_it() -> None:
    text = "## 2.1 The Pale Phenotype\n\nRoot axis + leaf axis\n\nThe common pattern is:\n\n- leaves turn pale\n- less sap, more sugar\n"

    assert said(text) == [
        ("subtitle-sum", "Root axis", "associated", "Pale Phenotype"),
        ("subtitle-sum", "leaf axis", "associated", "Pale Phenotype"),
        ("pattern-item", "Pale Phenotype", "associated", "leaves turn pale"),
        ("pattern-item", "Pale Phenotype", "associated", "less sap"),
        ("pattern-item", "Pale Phenotype", "associated", "more sugar"),
    ]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("metal | effect", "tin | blocks sap flow", [("tin", "decreases", "sap flow")]),
        ("metal | sap | sugar", "tin | ↓ | ↑", [("tin", "decreases", "sap"), ("tin", "increases", "sugar")]),
        ("metal | effect", "tin | ↑ rot and mould", [("tin", "increases", "rot"), ("tin", "increases", "mould")]),
        ("wilt | cause", "Yellow wilt | tin dust", [("tin dust", "increases", "Yellow wilt")]),
        ("metal | colour", "tin | grey", []),
    ],
)
def test_a_table_row_says_what_its_header_asks(header: str, row: str, expected: list[tuple[str, str, str]]) -> None:
    rule = "|".join("---" for _ in header.split("|"))

    assert [item[1:] for item in said(f"| {header} |\n|{rule}|\n| {row} |\n") if item[0] == "table-row"] == expected


def test_quotations_and_furniture_state_nothing() -> None:
    assert said("> “Rain → mud, rain → rot.” — Ann\n") == []


def test_only_the_prose_before_an_arrow_is_given_to_trees() -> None:
    assert readable("Tin blocks sap → wilting") == len("Tin blocks sap")
    assert readable("Tin blocks sap.") == len("Tin blocks sap.")


def test_every_rule_says_with_an_example_what_it_reads() -> None:
    assert all(rule.__doc__ and "Read " in rule.__doc__ for rule in RULES)


def test_spans_quote_the_view() -> None:
    document = load_text("- Frost → ↓ sap and sugar\n- Cold feet: due to low flow\n", source="a", suffix=".md")

    for item in candidates(document):
        text = document.blocks[item.block].text
        for side in (item.subject, item.object):
            assert side.span is None or text[slice(*side.span)] in side.text


@pytest.mark.parametrize(
    ("heading", "bare"),
    [("a. Tin (Sn)", "Tin"), ("#3 Tin", "Tin"), ("10.2 Tin and lead", "Tin and lead"), ("B Tin", "B Tin"), ("Tin", "Tin")],
)
def test_headings_lose_their_numbers(heading: str, bare: str) -> None:
    assert unnumbered(heading) == (bare if heading != "B Tin" else "Tin")


def test_brackets_are_not_parted() -> None:
    assert [thing.text for thing in things("sap (water, salt) and rot", 0, 25)] == ["sap (water, salt)", "rot"]


@pytest.mark.parametrize(
    "line",
    [
        "Benefits of tin:",
        "The effects of tin on roots include:",
        "What tin does",
        "How tin helps the root",
        "Tin’s effects:",
        "## 3. Tin Benefits",
    ],
)
def test_a_line_that_names_who_acts_gives_the_subject_of_its_items(line: str) -> None:
    assert [
        (subject.lower(), relation, obj) for _, subject, relation, obj in said(f"{line}\n\n- Reduces rot and boosts growth by a third\n")
    ] == [
        ("tin", "decreases", "rot"),
        ("tin", "increases", "growth"),
    ]


@pytest.mark.parametrize("line", ["Side effects:", "How it works:", "Digestive Benefits", "Key benefits:", "What you can do:"])
def test_a_line_that_names_nobody_gives_no_subject(line: str) -> None:
    assert said(f"{line}\n\n- Reduces rot\n") == []


def test_items_that_only_name_an_effect_are_effects_of_who_is_named() -> None:
    assert said("## Benefits of tin\n\n- Rot reduction\n- Better growth\n- Leaf colour\n") == [
        ("named-effect", "tin", "decreases", "Rot"),
        ("named-effect", "tin", "increases", "growth"),
    ]


def test_attributes_under_the_name_of_something_are_its_doings() -> None:
    assert said("### Tin Dust (5 mg)\n\n- **Function**: Blocks rot and mould significantly\n- **Colour**: Grey\n") == [
        ("named-verb", "Tin Dust", "decreases", "rot"),
        ("named-verb", "Tin Dust", "decreases", "mould"),
    ]


def test_structure_wins_over_a_tree_that_carried_its_subject() -> None:
    document = load_text("Benefits of tin:\n\n- Reduces rot\n", source="a")
    tree = Candidate(
        rule="active",
        block=1,
        sentence=(0, 11),
        cue=(0, 7),
        subject=Phrase(text="lead", carried="elided"),
        relation=Relation.DECREASES,
        object=Phrase(text="rot", span=(8, 11)),
    )

    assert [(item.rule, item.subject.text) for item in merged(document, [tree])] == [("named-verb", "tin")]


def test_trees_behind_an_arrow_are_no_trees() -> None:
    document = load_text("- Frost blocks sap → wilting harms seed\n", source="a", suffix=".md")
    before, behind = (
        Candidate(
            rule="active",
            block=0,
            sentence=(0, 37),
            cue=cue,
            subject=Phrase(text="x"),
            relation=Relation.DECREASES,
            object=Phrase(text="y"),
        )
        for cue in ((6, 12), (27, 32))
    )

    assert [item for item in merged(document, [before, behind]) if item.rule == "active"] == [before]


def test_an_open_subject_is_what_the_article_is_about_or_nothing() -> None:
    text = "## Why\n\n- **Enhanced Growth**: Taller stems\n- **Rot Reduction**: Dry leaves\n- **Root Support**: Firm hold\n"
    document = load_text(text, source="a", suffix=".md")

    assert {item.subject.text for item in merged(document, [], topic="tin")} == {"tin"}
    assert merged(document, []) == []


def test_a_heading_that_begins_with_a_verb_says_what_the_article_is_about_does() -> None:
    assert said("### 3. Reduces rot and boosts growth\n") == [
        ("heading-verb", "", "decreases", "rot"),
        ("heading-verb", "", "increases", "growth"),
    ]
    assert said("## Benefits of tin\n\n### Helps control rot\n") == [("heading-verb", "tin", "affects", "rot")]


@pytest.mark.parametrize("heading", ["Reduce your rot", "Reduces rot?", "Improved growth", "Supports", "Root uses"])
def test_advice_questions_and_names_are_no_such_headings(heading: str) -> None:
    assert said(f"### {heading}\n") == []


def test_the_ways_in_which_something_acts_act_too() -> None:
    assert said("Tin salts act to reduce leaf rot in the following ways:\n\n* Drier soil\n* Sulphur: smells\n") == [
        ("way-item", "Drier soil", "decreases", "leaf rot")
    ]


def test_groups_of_people_before_an_arrow_do_not_act() -> None:
    assert said("- students, office workers → focus\n") == []


@pytest.mark.parametrize(
    "lead",
    [
        "These growers and patients need care. They often describe:",
        "People with pale leaves usually report:",
        "This group includes:",
        "These include:",
        "Best for:",
        "Tin is relevant for individuals with:",
        "Don't:",
        "It is a mismatch of sap:",
    ],
)
def test_what_people_are_and_feel_is_not_the_topics_doing(lead: str) -> None:
    document = load_text(f"{lead}\n\n- elevated rot\n", source="a")
    item = next(index for index, block in enumerate(document.blocks) if block.text == "elevated rot")
    guess = Candidate(
        rule="bare-item",
        block=item,
        sentence=(0, 12),
        cue=(0, 8),
        subject=Phrase(text="tin", carried="elided"),
        relation=Relation.INCREASES,
        object=Phrase(text="rot", span=(9, 12)),
    )

    assert merged(document, [guess]) == []


@pytest.mark.parametrize("lead", ["Tin helps this field by:", "Trials have shown:", "Tin leads to:", "Across these fields, tin has shown:"])
def test_under_a_line_that_announces_effects_what_is_unsaid_may_act(lead: str) -> None:
    document = load_text(f"{lead}\n\n- elevated sap\n", source="a")
    guess = Candidate(
        rule="bare-item",
        block=1,
        sentence=(0, 12),
        cue=(0, 8),
        subject=Phrase(text="tin", carried="elided"),
        relation=Relation.INCREASES,
        object=Phrase(text="sap", span=(9, 12)),
    )

    assert merged(document, [guess]) == [guess]


def test_a_cell_that_only_says_how_acts_on_what_its_column_is_about() -> None:
    text = "| Salt | Effect on rot |\n|---|---|\n| Tin | Strongly reduces |\n| Lead | Slight increase |\n"

    assert said(text) == [("table-row", "Tin", "decreases", "rot"), ("table-row", "Lead", "increases", "rot")]


def test_what_an_item_adds_in_a_clause_is_no_part_of_the_cause() -> None:
    assert said("# Causes of rot\n\n- Late rain, which wets stems\n")[0] == ("cause-list", "Late rain", "increases", "rot")


def test_a_label_is_of_the_kind_that_its_description_names() -> None:
    found = said("- Endothelin: potent vasoconstrictor\n- Zinc: antioxidant protection for roots\n")

    assert found == [("kind-label", "Endothelin", "increases", "vasoconstriction")]
