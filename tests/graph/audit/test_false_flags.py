"""What must not be flagged: each case once looked wrong on reading, and is told here in invented sentences beside one that is flagged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.audit import RULES, Facts, run
from graph.audit.rule import Rule
from ontology.model import Claim, Document, Evidence, EvidenceLevel, FactorKind, Modality
from ontology.relations import Relation, Sign
from tests.graph.audit.build import NAMED, VAGUE, a_finding, a_library, an_article, claim_in, construct, factor, facts

RULE = {rule.code: rule for rule in RULES}
ZINC, COPPER = factor("zinc", "SmallMolecule"), factor("copper", "SmallMolecule")


def codes(known: Facts, code: str) -> int:
    """Return how many flags a rule raises."""
    return len(run(known, [RULE[code]]).flags)


def told(text: str, quote: str | None = None, **fields: Any) -> tuple[Document, list[Claim]]:
    """Return an article with one claim at its sentence, or at `quote`."""
    document = an_article(text)
    return document, [claim_in(document, quote or text, **fields)]


@pytest.mark.parametrize(
    ("code", "flagged", "spared"),
    [
        ("EV002", "Many trials have shown that zinc lowers copper.", "Our results demonstrate that zinc lowers copper."),
        ("EV002", "There is evidence that shows less copper.", "This is not evidence that shows less copper."),
        ("EV002", "Research shows what zinc does to copper.", "Evidence → what the data shows"),
        ("ST004", "Zinc instantly lowers copper.", "Zinc does not instantly lower copper."),
        ("ST004", "Zinc lowers copper entirely.", "It is an entirely zinc-borne disorder of copper."),
        ("ST004", "Zinc is uniquely good at lowering copper.", "Zinc is uniquely good at lowering copper (Reed, 2010, Ch. 2)."),
        ("ST005", "This is why zinc lowers copper.", "This is why zinc was chosen by us for copper."),
        ("SF003", "People sleep well without insulin.", "Some cells take up zinc without the use of insulin."),
    ],
)
def test_words_that_only_look_alike_are_spared(code: str, flagged: str, spared: str) -> None:
    for text, expected in ((flagged, True), (spared, False)):
        document, claims = told(text)

        assert bool(codes(facts(document, claims=claims, factors=[ZINC, COPPER]), code)) is expected, text


class TestSources:
    def test_a_chapter_in_a_citation_does_not_end_its_sentence(self) -> None:
        document, claims = told("Zinc lowers copper (Reed, 2010, Ch. 2).", evidence=Evidence(level=EvidenceLevel.NAMED, cite="Reed"))

        assert not codes(facts(document, claims=claims), "EV003")

    @pytest.mark.parametrize("text", ["According to the Stone law, zinc lowers copper.", "We enrolled men. Zinc lowers copper."])
    def test_neither_a_law_of_nature_nor_an_own_study_is_a_source_to_be_identified(self, text: str) -> None:
        document, claims = told(text, quote=text.rsplit(". ", maxsplit=1)[-1], evidence=Evidence(level=EvidenceLevel.NAMED, cite="Stone"))

        assert not codes(facts(document, claims=claims), "EV003")

    def test_what_an_own_study_says_weighs_little(self) -> None:
        document, claims = told("Our results are plain. Zinc raises sleep quality.", "Zinc raises sleep quality.", obj="sleep-quality")
        known = facts(document, claims=claims, factors=[factor("sleep quality", "PhenotypicFeature")])

        assert [flag.severity for flag in run(known, [RULE["EV001"]]).flags] == ["low"]

    @pytest.mark.parametrize(("text", "sure"), [("Does zinc lower copper?", 0.9), ("Zinc lowers copper.", 0.4)])
    def test_neither_questions_nor_unsure_readings_ask_for_a_source(self, text: str, sure: float) -> None:
        document, claims = told(text, confidence=sure)

        assert not codes(facts(document, claims=claims), "EV001")

    def test_the_surest_reading_of_a_sentence_is_named_first(self) -> None:
        document = an_article("Zinc lowers copper and iron.")
        claims = [claim_in(document, document.text, obj="odd-word", confidence=0.9), claim_in(document, document.text, confidence=0.6)]
        odd = factor("odd word", kind=FactorKind.UNRESOLVED)
        (flag,) = run(facts(document, claims=claims, factors=[ZINC, COPPER, odd]), [RULE["EV001"]]).flags

        assert flag.message == "Nothing is offered for: zinc decreases copper; zinc decreases odd word."

    def test_figures_of_one_list_are_one_flag(self) -> None:
        document = an_article("Lakes without life:\n\n- 54% in the north\n- 53% in the south\n")

        assert codes(facts(document), "EV004") == 1

    def test_a_book_may_carry_much(self) -> None:
        for where, expected in (("", 1), (", ch. 3", 0)):
            text = " ".join(f"Zinc lowers thing {n} (Reed, 2010{where})." for n in range(6))
            document = an_article(text)
            claims = [claim_in(document, f"Zinc lowers thing {n} (Reed, 2010{where}).", obj=f"thing-{n}", evidence=NAMED) for n in range(6)]

            assert codes(facts(document, claims=claims), "EV007") == expected

    def test_only_a_substance_has_other_forms(self) -> None:
        for category, expected in (("SmallMolecule", 1), ("MolecularActivity", 0)):
            salt = factor("zinc salt", category, broader="zinc")
            document, claims = told("Zinc salt lowers copper.", subject="zinc-salt")
            library = a_library(a_finding("zinc", Sign.DOWN, "copper"))

            assert codes(facts(document, claims=claims, factors=[ZINC, COPPER, salt], library=library), "EV008") == expected

    def test_a_sentence_that_tells_of_studies_in_people_is_not_held_to_animals(self) -> None:
        calm = factor("calm", "PhenotypicFeature")
        library = a_library(a_finding("zinc", Sign.UP, "calm", system="animal", context="mice"))
        for evidence, expected in ((None, 1), (VAGUE, 0)):
            document, claims = told("Zinc raises calm.", relation=Relation.INCREASES, obj="calm", evidence=evidence)

            assert codes(facts(document, claims=claims, factors=[ZINC, calm], library=library), "EV008") == expected

    def test_one_saying_is_no_testimony(self) -> None:
        assert not codes(facts(an_article('They blame themselves: "I am too weak."\n\nZinc is a metal.')), "EV010")
        assert codes(facts(an_article('They say:\n\n"I slept at last."\n\n"My pain is gone."')), "EV010") == 1


class TestHarm:
    def test_the_lowest_risk_is_no_harm(self) -> None:
        assert not codes(facts(an_article("It has few side effects. It is the form with the lowest risk of nausea.")), "SF004")
        assert codes(facts(an_article("It has few side effects. Some had nausea.")), "SF004") == 1

    def test_what_was_seen_in_animals_is_no_promise(self) -> None:
        assert not codes(facts(an_article("In rats there was no toxicity. Some people had nausea.")), "SF004")


class TestSigns:
    def test_too_much_of_a_thing_does_not_contradict_too_little(self) -> None:
        document = an_article("Excess zinc raises calm. Zinc lowers calm.")
        for phrase, expected in (("excess zinc", 0), ("zinc", 1)):
            up = claim_in(document, "Excess zinc raises calm.", relation=Relation.INCREASES, obj="calm")
            up = replace(up, subject=replace(up.subject, phrase=phrase))
            down = claim_in(document, "Zinc lowers calm.", obj="calm")

            assert codes(facts(document, claims=[up, down]), "SG001") == expected

    @pytest.mark.parametrize(("sure", "part", "expected"), [(0.9, "iron", 1), (0.4, "iron", 0), (0.9, "zinc", 0)])
    def test_paths_rest_neither_on_unsure_readings_nor_on_a_salt_that_lowers_itself(self, sure: float, part: str, expected: int) -> None:
        salt = factor("zinc salt", "SmallMolecule", broader="zinc")
        document = an_article("Zinc salt lowers it. It raises calm. Zinc salt raises calm.")
        claims = [
            claim_in(document, "Zinc salt lowers it.", subject="zinc-salt", obj=part, confidence=sure),
            claim_in(document, "It raises calm.", subject=part, relation=Relation.INCREASES, obj="calm", confidence=0.9),
            claim_in(document, "Zinc salt raises calm.", subject="zinc-salt", relation=Relation.INCREASES, obj="calm", confidence=0.9),
        ]
        known = facts(document, claims=claims, factors=[ZINC, salt, factor("iron", "SmallMolecule"), factor("calm", "PhenotypicFeature")])

        assert codes(known, "SG004") == expected

    def test_the_library_has_nothing_against_a_thing_that_acts_on_itself(self) -> None:
        intake = factor("zinc intake", aspect_of=("zinc", "intake"))
        document, claims = told("Zinc lowers zinc intake.", obj="zinc-intake")
        known = facts(document, claims=claims, factors=[ZINC, intake], library=a_library(a_finding("zinc", Sign.UP, "zinc-intake")))

        assert not codes(known, "SG003")


class TestStrength:
    rule: Rule = RULE["ST002"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Zinc intake is associated with less copper, so zinc lowers copper.", 1),
            ("The associated cost of zinc lowers copper.", 0),
            ("Zinc lowers the copper (associated with age).", 0),
        ],
    )
    def test_an_association_must_be_what_is_said(self, text: str, expected: int) -> None:
        document, claims = told(text)

        assert codes(facts(document, claims=claims), "ST002") == expected

    def test_fact_in_the_experiment_and_reserve_for_patients_are_no_contradiction(self) -> None:
        for who, expected in (("patients", 0), ("lakes", 1)):
            document = an_article(f"Zinc lowers copper in cultured cells. It may lower copper in {who}.")
            claims = [
                claim_in(document, "Zinc lowers copper in cultured cells."),
                claim_in(document, f"It may lower copper in {who}.", modality=Modality.HEDGED),
            ]

            assert codes(facts(document, claims=claims), "ST001") == expected

    def test_a_construct_is_not_made_a_carrier_by_an_unsure_reading(self) -> None:
        for sure, expected in ((0.9, 1), (0.4, 0)):
            document = an_article("Zinc feeds the axis. The axis brings calm.")
            claims = [
                claim_in(document, "Zinc feeds the axis.", relation=Relation.INCREASES, obj="axis", confidence=sure),
                claim_in(document, "The axis brings calm.", subject="axis", relation=Relation.INCREASES, obj="calm"),
            ]
            known = facts(document, claims=claims, factors=[ZINC, construct("axis"), factor("calm")])

            assert codes(known, "CN001") == expected

    def test_a_bond_is_not_told_with_certainty(self) -> None:
        document = an_article("Zinc goes with dreams.\n\nEarly evidence exists for:\n\n- zinc and dreams\n")
        for relation, expected in ((Relation.INCREASES, 1), (Relation.ASSOCIATED, 0)):
            claims = [claim_in(document, "Zinc goes with dreams.", relation=relation, obj="dreams")]

            assert codes(facts(document, claims=claims, factors=[ZINC, factor("dreams")]), "ST006") == expected
