"""Constructs, grounding, reading and safety: each rule fires on its cause and is silent when the cause is gone."""

from __future__ import annotations

import pytest

from graph.audit.doses import cautions, upper_levels
from graph.audit.rules import (
    cn001_construct_link,
    cn002_two_definitions,
    cn003_numbers_differ,
    gr001_ungrounded,
    rd001_unsure_reading,
    sf001_above_upper_level,
    sf002_missing_caution,
    sf003_against_care,
    sf004_harm_denied,
)
from ontology.model import FactorKind
from ontology.relations import Relation
from tests.graph.audit.build import an_article, claim_in, construct, factor, facts, found, words

ZINC = factor("zinc", "SmallMolecule")
MAGNESIUM = factor("magnesium", "SmallMolecule")


def test_a_construct_between_real_factors_is_flagged_until_the_direct_link_is_told() -> None:
    document = an_article("Zinc lifts harmony and harmony lifts sleep; zinc lifts sleep.")
    into = claim_in(document, document.text, relation=Relation.INCREASES, obj="harmony")
    out = claim_in(document, document.text, subject="harmony", relation=Relation.INCREASES, obj="sleep")
    direct = claim_in(document, document.text, relation=Relation.INCREASES, obj="sleep")
    rule, factors = cn001_construct_link.RULE, [construct("harmony")]

    (finding,) = found(rule, facts(document, claims=[into, out], factors=factors))

    assert finding.factor == "harmony"
    assert not found(rule, facts(document, claims=[into, out, direct], factors=factors))
    assert not found(rule, facts(document, claims=[into, out]))


class TestFrameworks:
    one = "Our three pillars: rest, food and light."

    def test_two_lists_of_one_framework_that_differ_are_flagged(self) -> None:
        document = an_article(f"{self.one}\n\nThe three pillars are these: rest, food, work.")

        assert found(cn002_two_definitions.RULE, facts(document))

    @pytest.mark.parametrize(
        "other",
        ["The three pillars - rest, food, light - carry us.", "The three pillars - zinc, tin, gold - are sold here."],
        ids=["the same", "of other things"],
    )
    def test_the_same_list_or_a_list_of_other_things_is_silent(self, other: str) -> None:
        assert not found(cn002_two_definitions.RULE, facts(an_article(f"{self.one}\n\n{other}")))

    def test_a_count_that_the_list_does_not_have_is_flagged(self) -> None:
        rule = cn003_numbers_differ.RULE

        assert found(rule, facts(an_article("Our three pillars: rest, food, light and play.")))
        assert not found(rule, facts(an_article(self.one)))

    def test_a_member_called_by_the_wrong_rank_is_flagged(self) -> None:
        listed = "The four phases are these: waking, eating, working, resting.\n\n"
        rule = cn003_numbers_differ.RULE

        assert found(rule, facts(an_article(f"{listed}This is the third phase: resting takes over.")))
        assert not found(rule, facts(an_article(f"{listed}This is the fourth phase: resting takes over.")))


class TestGrounding:
    rule = gr001_ungrounded.RULE
    unknown = factor("gribble", kind=FactorKind.UNRESOLVED)

    def test_a_frequent_phrase_has_a_flag_of_its_own_and_rare_ones_share_one(self) -> None:
        document = an_article("Zinc, tin and lead lift the gribble; zinc lifts a snark and a boojum.")
        often = [claim_in(document, document.text, subject=name, obj="gribble") for name in ("zinc", "tin", "lead")]
        rare = [claim_in(document, document.text, obj=name) for name in ("snark", "boojum")]
        factors = [self.unknown, *(factor(name, kind=FactorKind.UNRESOLVED) for name in ("snark", "boojum"))]

        findings = found(self.rule, facts(document, claims=[*often, *rare], factors=factors))

        assert [finding.factor for finding in findings] == ["gribble", None]
        assert "“snark”" in findings[1].message

    def test_a_vocabulary_entry_clears_it(self) -> None:
        document = an_article("Zinc lifts the gribble.")
        claim = claim_in(document, document.text, obj="gribble")

        assert found(self.rule, facts(document, claims=[claim], factors=[self.unknown]))
        assert not found(self.rule, facts(document, claims=[claim], factors=[factor("gribble")]))


def test_an_unsure_reading_is_shown_to_a_person() -> None:
    document = an_article("It calms what drives them.")
    rule = rd001_unsure_reading.RULE

    assert found(rule, facts(document, claims=[claim_in(document, document.text, confidence=0.4)]))
    assert not found(rule, facts(document, claims=[claim_in(document, document.text, confidence=0.9)]))


class TestUpperLevels:
    rule = sf001_above_upper_level.RULE

    @pytest.mark.parametrize(
        ("text", "passed"),
        [
            ("Take 60 mg of zinc daily.", 2),
            ("Take 30 mg of zinc daily.", 1),
            ("Take 10 mg of zinc daily.", 0),
            ("Avoid more than 60 mg of zinc a day.", 0),
            ("The trial gave 60 mg of zinc daily.", 0),
            ("Take 60 mg of gold daily.", 0),
            ("Start with 8,000 IU of vitamin D a day.", 2),
        ],
    )
    def test_each_level_that_is_passed_is_told(self, text: str, passed: int) -> None:
        document = an_article(text)

        told = [finding.message.count(" a day from ") for finding in found(self.rule, facts(document))]

        assert told == ([passed] if passed else [])

    def test_a_dose_without_a_name_is_of_what_the_article_is_about(self) -> None:
        document = an_article("Magnesium lowers stress. The dose is 500 mg daily. A dose of collagen is 15 g daily.")
        claims = [claim_in(document, "Magnesium lowers stress.", subject="magnesium", obj="stress")]

        (finding,) = found(self.rule, facts(document, claims=claims, factors=[MAGNESIUM]))

        assert words(finding) == ["The dose is 500 mg daily."]

    def test_every_level_and_caution_names_its_source(self) -> None:
        assert all(level.source and level.amount > 0 and level.unit == "mg" for level in upper_levels())
        assert all(caution.source and caution.words for caution in cautions())


def test_a_caution_left_out_of_advice_is_flagged_until_it_is_told() -> None:
    advice = "Magnesium lowers stress. Take 200 mg before bed."
    silent = an_article(advice)
    told = an_article(f"{advice} Not for people with kidney disease or on antibiotics.")

    for document, expected in ((silent, 1), (told, 0)):
        claims = [claim_in(document, "Magnesium lowers stress.", subject="magnesium", obj="stress")]
        assert len(found(sf002_missing_caution.RULE, facts(document, claims=claims, factors=[MAGNESIUM]))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("These sleepers do not respond to therapy; zinc reaches them.", 1),
        ("Use zinc instead of antidepressants.", 1),
        ("Zinc does not replace medication.", 0),
        ("Do not stop taking your medication without asking your doctor.", 0),
        ("Zinc was as effective as antidepressants (Reed et al., 2019).", 0),
    ],
)
def test_advice_against_care_is_flagged_and_a_warning_is_not(text: str, expected: int) -> None:
    assert len(found(sf003_against_care.RULE, facts(an_article(text)))) == expected


class TestHarm:
    rule = sf004_harm_denied.RULE

    def test_effects_listed_under_their_denial_are_flagged(self) -> None:
        document = an_article("Common observations (not side effects):\n\n- mild nausea\n- headache\n")

        (finding,) = found(self.rule, facts(document))

        assert words(finding) == ["Common observations (not side effects):", "mild nausea", "headache"]

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            ("At higher doses it causes diarrhea.", 1),
            ("Unlike lead, which causes diarrhea, it is mild.", 0),
            ("At higher doses it costs more.", 0),
        ],
    )
    def test_a_denial_here_and_a_harm_there(self, second: str, expected: int) -> None:
        document = an_article(f"Zinc works with no reported side effects.\n\n{second}")

        assert len(found(self.rule, facts(document))) == expected

    def test_the_harm_of_another_substance_is_not_its_own(self) -> None:
        document = an_article("Zinc lowers copper with no side effects.\n\nLead causes diarrhea.")
        claims = [
            claim_in(document, "Zinc lowers copper with no side effects."),
            claim_in(document, "Zinc lowers copper with no side effects.", obj="iron"),
            claim_in(document, "Lead causes diarrhea.", subject="lead", relation=Relation.INCREASES, obj="diarrhea"),
        ]

        assert not found(self.rule, facts(document, claims=claims, factors=[ZINC, factor("lead", "SmallMolecule")]))

    def test_sedation_denied_and_named_is_flagged_once(self) -> None:
        document = an_article("Zinc is not a sedative.\n\nIt calms without sedation.\n\nExpect mild sedation with alcohol.")

        (finding,) = found(self.rule, facts(document))

        assert words(finding)[0] == "Expect mild sedation with alcohol."
