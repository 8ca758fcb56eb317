"""The EV rules: each fires on its cause and is silent when the cause is gone."""

from __future__ import annotations

import pytest

from graph.audit.rules import (
    ev001_no_source,
    ev002_vague_source,
    ev003_unidentifiable_source,
    ev004_number_without_source,
    ev005_citation_mismatch,
    ev006_own_deposit,
    ev007_one_source_many_claims,
    ev008_other_material,
    ev009_publisher_sells,
    ev010_testimony,
)
from ontology.library import Citation
from ontology.model import Modality, Severity
from ontology.relations import Relation, Sign
from tests.graph.audit.build import NAMED, VAGUE, a_finding, a_library, an_article, claim_in, factor, facts, found, with_quantity, words

SLEEP = factor("sleep quality", "ClinicalAttribute", valence=Sign.UP)
COPPER = factor("copper", "SmallMolecule")
ZINC = factor("zinc", "SmallMolecule")


class TestNoSource:
    rule = ev001_no_source.RULE

    def test_a_claim_without_evidence_is_flagged_and_cleared_by_naming_a_work(self) -> None:
        document = an_article("Zinc lowers copper.")

        assert found(self.rule, facts(document, claims=[claim_in(document, "Zinc lowers copper.")]))
        assert not found(self.rule, facts(document, claims=[claim_in(document, "Zinc lowers copper.", evidence=NAMED)]))

    def test_a_source_elsewhere_in_the_article_clears_the_same_statement(self) -> None:
        document = an_article("Zinc lowers copper (Reed et al., 2019).\n\nAs told, zinc lowers copper.")
        sourced = claim_in(document, "Zinc lowers copper (Reed et al., 2019).", evidence=NAMED)
        again = claim_in(document, "As told, zinc lowers copper.")

        assert not found(self.rule, facts(document, claims=[sourced, again]))

    def test_claims_of_one_sentence_are_one_flag(self) -> None:
        document = an_article("Zinc lowers copper and iron.")
        claims = [claim_in(document, "Zinc lowers copper and iron.", obj=name) for name in ("copper", "iron")]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert len(finding.claims) == 2

    def test_items_under_one_line_are_one_flag_that_names_the_line(self) -> None:
        document = an_article("Zinc does two things:\n\n- lowers copper\n- lowers iron\n")
        claims = [claim_in(document, f"lowers {name}", obj=name) for name in ("copper", "iron")]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert "Zinc does two things" in finding.message

    def test_a_statement_told_twice_is_one_flag(self) -> None:
        document = an_article("Zinc lowers copper.\n\nAgain, zinc lowers copper.")
        claims = [claim_in(document, quote) for quote in ("Zinc lowers copper.", "Again, zinc lowers copper.")]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert words(finding) == ["Zinc lowers copper.", "Again, zinc lowers copper."]

    def test_an_outcome_that_people_notice_weighs_more_than_a_mechanism(self) -> None:
        document = an_article("Zinc raises sleep quality.\n\nZinc lowers copper.")
        claims = [
            claim_in(document, "Zinc raises sleep quality.", relation=Relation.INCREASES, obj="sleep quality"),
            claim_in(document, "Zinc lowers copper."),
        ]

        severities = {words(f)[0]: f.severity for f in found(self.rule, facts(document, claims=claims, factors=[SLEEP, COPPER, ZINC]))}

        assert severities == {"Zinc raises sleep quality.": Severity.HIGH, "Zinc lowers copper.": Severity.MEDIUM}

    def test_light_claims_share_one_flag_a_section(self) -> None:
        document = an_article("# One\n\nZinc may lower copper.\n\nZinc may lower iron.\n\n# Two\n\nZinc may lower tin.")
        claims = [claim_in(document, f"Zinc may lower {name}.", obj=name, modality=Modality.HEDGED) for name in ("copper", "iron", "tin")]

        findings = found(self.rule, facts(document, claims=claims))

        assert [(len(f.claims), f.severity) for f in findings] == [(2, Severity.LOW), (1, Severity.LOW)]

    def test_a_figure_is_left_to_the_rule_on_numbers(self) -> None:
        document = an_article("Zinc lowers copper by 40%.")
        claim = with_quantity(claim_in(document, "Zinc lowers copper by 40%."), "40%")

        assert not found(self.rule, facts(document, claims=[claim]))


class TestVagueSource:
    rule = ev002_vague_source.RULE

    def test_an_appeal_is_flagged_with_the_claims_of_the_list_under_it(self) -> None:
        document = an_article("Many trials have shown that zinc brings:\n\n- less copper\n- less iron\n")
        claims = [claim_in(document, f"less {name}", obj=name, evidence=VAGUE) for name in ("copper", "iron")]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert words(finding)[0].startswith("Many trials have shown")
        assert len(finding.claims) == 2

    def test_an_appeal_without_any_claim_is_flagged_too(self) -> None:
        document = an_article("All this is well supported by research.")

        assert found(self.rule, facts(document))

    @pytest.mark.parametrize(
        "text",
        [
            "Research shows that zinc lowers copper (Reed et al., 2019).",
            "Research shows that zinc lowers copper, see https://example.org/zinc.",
            "Below is what the research shows.",
            "The research institute lies in the hills.",
        ],
        ids=["cited", "linked", "announced", "no appeal"],
    )
    def test_a_named_work_or_no_appeal_is_silent(self, text: str) -> None:
        assert not found(self.rule, facts(an_article(text)))

    def test_the_appeal_of_the_sentence_before_keeps_its_claims(self) -> None:
        document = an_article("Studies show that it works. Zinc lowers copper.")
        claim = claim_in(document, "Zinc lowers copper.", evidence=VAGUE)

        (finding,) = found(self.rule, facts(document, claims=[claim]))

        assert words(finding)[0] == "Studies show that it works."


class TestUnidentifiableSource:
    rule = ev003_unidentifiable_source.RULE

    def test_a_study_told_by_size_and_year_alone_is_flagged(self) -> None:
        (finding,) = found(self.rule, facts(an_article("A 2021 study of 900 bakers found that 71% coughed less.")))

        assert "2021" in finding.message
        assert "71%" in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "Reed et al. (2021) found in 900 bakers that 71% coughed less.",
            "A 2021 WHO study of 900 bakers found that 71% coughed less.",
            "A 2021 study of 900 bakers (doi:10.1000/cough) found that 71% coughed less.",
        ],
    )
    def test_author_body_or_identifier_clears_it(self, text: str) -> None:
        assert not found(self.rule, facts(an_article(text)))

    def test_a_name_that_was_cited_before_is_known(self) -> None:
        text = "The Baker Group (Baker et al., 2012) found it.\n\nThe dose in the Baker studies was 3 mg, which studies show to help."

        assert not found(self.rule, facts(an_article(text)))


class TestNumberWithoutSource:
    rule = ev004_number_without_source.RULE

    def test_a_share_is_flagged_high_and_a_dose_medium(self) -> None:
        findings = found(self.rule, facts(an_article("Baking removes 60-70% of it.\n\nA serving holds 20 mg.")))

        assert [f.severity for f in findings] == [Severity.HIGH, Severity.MEDIUM]

    @pytest.mark.parametrize(
        "text",
        [
            "Baking removes 60-70% of it (Reed, 2019).",
            "The WHO put it at 60% in 2011.",
            "Baking removes much of it.",
            "Read it in 10 minutes.",
        ],
    )
    def test_a_source_or_no_figure_is_silent(self, text: str) -> None:
        assert not found(self.rule, facts(an_article(text)))

    def test_the_figure_of_the_line_above_is_not_counted_again_below(self) -> None:
        document = an_article("The 20 mg dose helps with:\n\n- less copper\n")
        claim = with_quantity(claim_in(document, "less copper"), "20 mg")

        (finding,) = found(self.rule, facts(document, claims=[claim]))

        assert words(finding) == ["The 20 mg dose helps with:"]


class TestCitationMismatch:
    rule = ev005_citation_mismatch.RULE
    library = a_library(
        a_finding(
            "zinc",
            Sign.DOWN,
            "copper",
            citation=Citation(authors="Reed A, Stone B", year=2012, journal="Frontiers in Zinc", doi="10.1000/a"),
            key="a",
        ),
        a_finding(
            "zinc",
            Sign.DOWN,
            "copper",
            citation=Citation(authors="Stone B, Reed A", year=2015, journal="Neurozinc", doi="10.1000/b"),
            key="b",
        ),
    )

    def test_author_and_year_of_one_work_with_the_journal_of_another_fit_none(self) -> None:
        text = "Zinc lowers copper (Reed et al., 2012, published in Neurozinc)."

        (finding,) = found(self.rule, facts(an_article(text), library=self.library))

        assert "10.1000/a" in finding.message
        assert "10.1000/b" in finding.message

    @pytest.mark.parametrize(
        "cite",
        ["Reed et al., 2012, Frontiers in Zinc", "Reed et al., 2012", "Stone et al., 2015, Neurozinc", "Miller et al., 2012, Neurozinc"],
        ids=["right", "no journal", "second author of another", "an author nobody knows"],
    )
    def test_details_that_agree_or_cannot_be_compared_are_silent(self, cite: str) -> None:
        assert not found(self.rule, facts(an_article(f"Zinc lowers copper ({cite})."), library=self.library))

    def test_without_a_library_it_is_skipped_with_the_reason(self) -> None:
        assert self.rule.skip(facts(an_article("Zinc."))) == "no reference library is loaded"


class TestOwnDeposit:
    rule = ev006_own_deposit.RULE

    def test_a_deposit_that_is_the_only_identifier_weighs_most(self) -> None:
        (finding,) = found(self.rule, facts(an_article("Zinc lowers copper.\n\nDOI: 10.5281/zenodo.1")))

        assert finding.severity is Severity.HIGH

    def test_the_articles_own_doi_is_named_as_such(self) -> None:
        document = an_article("Zinc lowers copper. See 10.1000/own and 10.1000/other.", doi="10.1000/own")

        (finding,) = found(self.rule, facts(document))

        assert "the article's own" in finding.message
        assert finding.severity is Severity.MEDIUM

    def test_somebody_elses_reviewed_work_is_silent(self) -> None:
        assert not found(self.rule, facts(an_article("Zinc lowers copper (doi:10.1000/other).")))


def test_one_work_for_many_statements_is_flagged_and_for_few_is_not() -> None:
    document = an_article("Zinc lowers tin, iron, lead, gold and copper (Reed et al., 2019).")
    claims = [claim_in(document, document.text, obj=name, evidence=NAMED) for name in ("tin", "iron", "lead", "gold", "copper")]

    assert found(ev007_one_source_many_claims.RULE, facts(document, claims=claims))
    assert not found(ev007_one_source_many_claims.RULE, facts(document, claims=claims[:4]))


class TestOtherMaterial:
    rule = ev008_other_material.RULE
    rats = a_library(a_finding("zinc", Sign.UP, "sleep-quality", system="animal", context="old rats"))

    def test_an_article_that_admits_other_material_is_flagged(self) -> None:
        assert found(self.rule, facts(an_article("Many studies used mixed salts, and zinc does the same.")))
        assert not found(self.rule, facts(an_article("Many studies used zinc acetate, and zinc acetate does the same.")))

    def test_what_is_known_from_rats_alone_is_not_known_of_people(self) -> None:
        document = an_article("Zinc raises sleep quality.")
        claim = claim_in(document, "Zinc raises sleep quality.", relation=Relation.INCREASES, obj="sleep quality")

        (finding,) = found(self.rule, facts(document, claims=[claim], factors=[SLEEP, ZINC], library=self.rats))

        assert "old rats" in finding.message

    def test_saying_that_it_was_rats_or_a_trial_in_people_clears_it(self) -> None:
        document = an_article("In rats zinc raises sleep quality.")
        told = claim_in(document, "In rats zinc raises sleep quality.", relation=Relation.INCREASES, obj="sleep quality")
        plain = an_article("Zinc raises sleep quality.")
        claim = claim_in(plain, "Zinc raises sleep quality.", relation=Relation.INCREASES, obj="sleep quality")
        trial = a_library(*self.rats.findings, a_finding("zinc", Sign.UP, "sleep-quality", key="trial"))

        assert not found(self.rule, facts(document, claims=[told], factors=[SLEEP, ZINC], library=self.rats))
        assert not found(self.rule, facts(plain, claims=[claim], factors=[SLEEP, ZINC], library=trial))

    def test_a_finding_on_the_broader_substance_is_told_of_one_form(self) -> None:
        document = an_article("Zinc acetate lowers copper.")
        claim = claim_in(document, "Zinc acetate lowers copper.", subject="zinc acetate")
        acetate = factor("zinc acetate", "SmallMolecule", broader="zinc")
        library = a_library(a_finding("zinc", Sign.DOWN, "copper"))

        (finding,) = found(self.rule, facts(document, claims=[claim], factors=[acetate, ZINC, COPPER], library=library))

        assert finding.severity is Severity.MEDIUM


class TestPublisherSells:
    rule = ev009_publisher_sells.RULE

    def test_praise_of_what_is_sold_is_flagged_and_cleared_when_nothing_is_sold(self) -> None:
        document = an_article("Zinc raises sleep quality.", sells="Night Zinc (zinc)")
        claim = claim_in(document, "Zinc raises sleep quality.", relation=Relation.INCREASES, obj="sleep quality")
        independent = an_article("Zinc raises sleep quality.")

        assert found(self.rule, facts(document, claims=[claim], factors=[SLEEP, ZINC]))
        assert not found(self.rule, facts(independent, claims=[claim], factors=[SLEEP, ZINC]))

    def test_a_word_of_ones_own_products_is_enough(self) -> None:
        (finding,) = found(self.rule, facts(an_article("This series stands behind our product development.")))

        assert words(finding) == ["This series stands behind our product development."]


class TestTestimony:
    rule = ev010_testimony.RULE

    def test_quoted_witnesses_from_whom_something_is_concluded_are_one_flag(self) -> None:
        text = "Users often say:\n\n“My nights are calm again.”\n\n“I woke up rested.”\n\nThese are signs of deeper sleep."

        (finding,) = found(self.rule, facts(an_article(text)))

        assert words(finding)[0] == "These are signs of deeper sleep."
        assert len(finding.passages) == 4
        assert finding.severity is Severity.MEDIUM

    def test_a_story_with_a_claim_is_flagged_and_a_study_is_not(self) -> None:
        story = an_article("For the woman in that forum post, zinc lowered copper.")
        study = an_article("In the trial zinc lowered copper.")

        assert found(self.rule, facts(story, claims=[claim_in(story, story.text)]))
        assert not found(self.rule, facts(study, claims=[claim_in(study, study.text)]))
