"""The ST rules: each fires on its cause and is silent when the cause is gone."""

from __future__ import annotations

import pytest

from graph.audit.rules import (
    st001_hedged_and_asserted,
    st002_association_as_cause,
    st003_mechanism_as_outcome,
    st004_absolute_words,
    st005_speculation_as_fact,
    st006_above_own_grading,
)
from ontology.model import Modality, Severity
from ontology.relations import Relation, Sign
from tests.graph.audit.build import NAMED, an_article, claim_in, factor, facts, found, words

CHANNEL = factor("zinc channel", "MacromolecularComplex")
SLEEP = factor("sleep depth", "ClinicalAttribute", valence=Sign.UP)


class TestHedgedAndAsserted:
    rule = st001_hedged_and_asserted.RULE

    def test_one_statement_told_both_ways_is_flagged_at_the_firm_place(self) -> None:
        document = an_article("Zinc may lower copper.\n\nZinc lowers copper.")
        claims = [claim_in(document, "Zinc may lower copper.", modality=Modality.HEDGED), claim_in(document, "Zinc lowers copper.")]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert words(finding)[0] == "Zinc lowers copper."
        assert not found(self.rule, facts(document, claims=claims[:1]))

    def test_a_subject_vouched_for_and_left_open_is_flagged(self) -> None:
        document = an_article("Early findings suggest that zinc may lower copper.\n\nZinc is the reliable way to less iron.")
        claims = [
            claim_in(document, "Early findings suggest that zinc may lower copper.", modality=Modality.HEDGED),
            claim_in(document, "Zinc is the reliable way to less iron.", obj="iron"),
        ]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert "reliable" in finding.message
        assert not found(self.rule, facts(document, claims=claims[1:]))


class TestAssociation:
    rule = st002_association_as_cause.RULE

    def test_a_cause_drawn_from_a_correlation_in_one_sentence_weighs_most(self) -> None:
        text = "Zinc correlates with less copper, so zinc lowers copper."
        document = an_article(text)

        (finding,) = found(self.rule, facts(document, claims=[claim_in(document, text)]))

        assert finding.severity is Severity.HIGH

    def test_a_pair_linked_here_and_caused_there_is_flagged_and_cleared_by_keeping_to_the_link(self) -> None:
        document = an_article("Zinc and copper rise together.\n\nZinc raises copper.")
        linked = claim_in(document, "Zinc and copper rise together.", subject="copper", relation=Relation.ASSOCIATED, obj="zinc")
        causal = claim_in(document, "Zinc raises copper.", relation=Relation.INCREASES)

        assert found(self.rule, facts(document, claims=[linked, causal]))
        assert not found(self.rule, facts(document, claims=[linked]))


class TestMechanismAsOutcome:
    rule = st003_mechanism_as_outcome.RULE

    @pytest.mark.parametrize(
        ("text", "evidence", "expected"),
        [
            ("Zinc opens the zinc channel, promoting sleep depth.", None, 1),
            ("Zinc opens the zinc channel, promoting sleep depth.", NAMED, 0),
            ("Zinc opens the zinc channel and raises sleep depth.", None, 0),
        ],
        ids=["drawn", "sourced", "not drawn"],
    )
    def test_the_step_in_one_sentence(self, text: str, evidence: object, expected: int) -> None:
        document = an_article(text)
        claims = [
            claim_in(document, text, relation=Relation.ENABLES, obj="zinc channel", evidence=evidence),
            claim_in(document, text, relation=Relation.INCREASES, obj="sleep depth", evidence=evidence),
        ]

        assert len(found(self.rule, facts(document, claims=claims, factors=[CHANNEL, SLEEP]))) == expected

    def test_the_step_from_the_sentence_before(self) -> None:
        document = an_article("Zinc opens the zinc channel. The result is more sleep depth.")
        claims = [
            claim_in(document, "Zinc opens the zinc channel.", relation=Relation.ENABLES, obj="zinc channel"),
            claim_in(document, "The result is more sleep depth.", relation=Relation.INCREASES, obj="sleep depth"),
        ]

        (finding,) = found(self.rule, facts(document, claims=claims, factors=[CHANNEL, SLEEP]))

        assert words(finding) == ["The result is more sleep depth.", "Zinc opens the zinc channel."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zinc instantly lowers copper.", 1),
        ("Zinc lowers copper with no reported side effects.", 1),
        ("Zinc does not always lower copper.", 0),
        ("Zinc lowers copper only when iron is low.", 0),
        ("Zinc lowers not only copper.", 0),
        ("Zinc lowers copper.", 0),
    ],
)
def test_absolute_words_are_flagged_unless_they_take_something_back(text: str, expected: int) -> None:
    document = an_article(text)

    assert len(found(st004_absolute_words.RULE, facts(document, claims=[claim_in(document, text)]))) == expected


def test_absolute_words_about_nothing_that_was_claimed_are_silent() -> None:
    assert not found(st004_absolute_words.RULE, facts(an_article("We always answer letters.")))


class TestSpeculation:
    rule = st005_speculation_as_fact.RULE

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("This is why zinc lowers copper.", 1),
            ("Zinc lowers copper, which maps directly onto calmer channels.", 1),
            ("This is why zinc lowers copper (Reed et al., 2019).", 0),
            ("This is why people say that zinc lowers copper.", 0),
            ("This is why zinc lowers copper:", 0),
        ],
    )
    def test_an_explanation_told_as_settled(self, text: str, expected: int) -> None:
        document = an_article(text)

        assert len(found(self.rule, facts(document, claims=[claim_in(document, text)]))) == expected

    def test_an_explanation_of_a_factor_named_elsewhere_needs_no_claim_of_its_own(self) -> None:
        document = an_article("Zinc lowers copper. These are signs of zinc at work.")

        assert found(self.rule, facts(document, claims=[claim_in(document, "Zinc lowers copper.")]))
        assert not found(self.rule, facts(document))

    def test_what_is_supposed_here_and_fact_there_is_flagged(self) -> None:
        document = an_article("Zinc would lower copper.\n\nZinc lowers copper.")
        supposed = claim_in(document, "Zinc would lower copper.", modality=Modality.HYPOTHETICAL)
        told = claim_in(document, "Zinc lowers copper.")

        assert found(self.rule, facts(document, claims=[supposed, told]))
        assert not found(self.rule, facts(document, claims=[supposed]))


class TestOwnGrading:
    rule = st006_above_own_grading.RULE
    text = "Zinc raises sleep depth.\n\nEarly evidence exists for:\n\n- zinc and sleep depth\n- zinc and dreams\n"

    def test_a_fact_on_a_topic_graded_weak_is_flagged_and_a_hedge_is_not(self) -> None:
        document = an_article(self.text)
        firm = claim_in(document, "Zinc raises sleep depth.", relation=Relation.INCREASES, obj="sleep depth")
        hedged = claim_in(document, "Zinc raises sleep depth.", relation=Relation.INCREASES, obj="sleep depth", modality=Modality.HEDGED)

        (finding,) = found(self.rule, facts(document, claims=[firm], factors=[SLEEP]))

        assert words(finding) == ["Zinc raises sleep depth.", "zinc and sleep depth"]
        assert not found(self.rule, facts(document, claims=[hedged], factors=[SLEEP]))
