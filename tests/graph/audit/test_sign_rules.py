"""The SG rules: each fires on its cause and is silent when the cause is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.audit.entities import parts, root
from graph.audit.facts import Facts
from graph.audit.rules import (
    sg001_contradiction_inside,
    sg002_contradiction_across,
    sg003_against_library,
    sg004_opposite_paths,
    sg005_loops,
    sg006_figure_against_text,
    sg007_opposite_properties,
    sg008_fails_and_works,
)
from ontology.model import BlockKind, Claim, Document, Modality, Severity
from ontology.relations import Relation, Sign
from tests.graph.audit.build import a_finding, a_library, an_article, claim_in, construct, factor, facts, found, words

UP, DOWN = Relation.INCREASES, Relation.DECREASES
BOTH_WAYS = "Zinc lowers copper.\n\nZinc raises copper."


def chain(document: Document, *steps: tuple[str, Relation, str]) -> list[Claim]:
    """Return claims that all stand on the document's whole text."""
    return [claim_in(document, document.text, subject=subject, relation=relation, obj=obj) for subject, relation, obj in steps]


class TestInsideOneArticle:
    rule = sg001_contradiction_inside.RULE

    def both(self, document: Document, **second: Any) -> Facts:
        claims = [claim_in(document, "Zinc lowers copper."), claim_in(document, "Zinc raises copper.", relation=UP, **second)]
        return facts(document, claims=claims)

    def test_opposite_signs_on_one_pair_are_flagged_with_both_places(self) -> None:
        (finding,) = found(self.rule, self.both(an_article(BOTH_WAYS)))

        assert sorted(words(finding)) == ["Zinc lowers copper.", "Zinc raises copper."]
        assert finding.severity is Severity.HIGH

    def test_conditions_that_differ_are_no_contradiction(self) -> None:
        document = an_article(BOTH_WAYS)
        claims = [
            claim_in(document, "Zinc lowers copper.", context="at high doses"),
            claim_in(document, "Zinc raises copper.", relation=UP, context="in deficient people"),
        ]

        assert not found(self.rule, facts(document, claims=claims))

    def test_a_condition_on_one_side_alone_sets_nothing_apart(self) -> None:
        assert found(self.rule, self.both(an_article(BOTH_WAYS), context="at night"))

    def test_a_hedge_on_one_side_makes_it_lighter_and_a_supposition_silences_it(self) -> None:
        document = an_article(BOTH_WAYS)

        assert found(self.rule, self.both(document, modality=Modality.HEDGED))[0].severity is Severity.MEDIUM
        assert not found(self.rule, self.both(document, modality=Modality.HYPOTHETICAL))

    def test_a_denial_contradicts_what_it_denies_unless_it_has_a_condition(self) -> None:
        document = an_article("Zinc lowers copper.\n\nZinc does not lower copper.")
        told = claim_in(document, "Zinc lowers copper.")

        flat = claim_in(document, "Zinc does not lower copper.", negated=True)
        alone = claim_in(document, "Zinc does not lower copper.", negated=True, context="by itself")

        assert found(self.rule, facts(document, claims=[told, flat]))
        assert not found(self.rule, facts(document, claims=[told, alone]))


def test_articles_that_disagree_are_flagged_and_one_article_is_skipped() -> None:
    one, other = an_article("Zinc lowers copper."), an_article("Zinc raises copper.")
    claims = [claim_in(one, one.text), claim_in(other, other.text, relation=UP)]
    rule = sg002_contradiction_across.RULE

    (finding,) = found(rule, facts(one, other, claims=claims))

    assert len({passage.document_id for passage in finding.passages}) == 2
    assert rule.skip(facts(one, claims=claims[:1])) == "there is only one article"
    assert not found(rule, facts(one, other, claims=claims[:1]))


class TestAgainstTheLibrary:
    rule = sg003_against_library.RULE
    document = an_article("Zinc raises copper.")
    claim = claim_in(document, document.text, relation=UP)

    def against(self, *signs: Sign) -> list[Severity | None]:
        library = a_library(*(a_finding("zinc", sign, "copper", key=str(n)) for n, sign in enumerate(signs)))
        return [f.severity for f in found(self.rule, facts(self.document, claims=[self.claim], library=library))]

    def test_an_opposite_finding_weighs_more_than_one_without_effect(self) -> None:
        assert self.against(Sign.DOWN) == [Severity.HIGH]
        assert self.against(Sign.NONE) == [Severity.MEDIUM]

    def test_one_finding_that_agrees_clears_it(self) -> None:
        assert self.against(Sign.DOWN, Sign.UP) == []

    def test_a_finding_on_the_broader_substance_speaks_of_its_forms(self) -> None:
        document = an_article("Zinc acetate raises copper.")
        claim = claim_in(document, document.text, subject="zinc acetate", relation=UP)
        acetate = factor("zinc acetate", "SmallMolecule", broader="zinc")
        library = a_library(a_finding("zinc", Sign.DOWN, "copper"))
        factors = [acetate, factor("zinc", "SmallMolecule")]

        assert found(self.rule, facts(document, claims=[claim], factors=factors, library=library))


class TestOppositePaths:
    rule = sg004_opposite_paths.RULE

    def test_two_ways_of_opposite_sign_are_flagged_and_one_way_is_not(self) -> None:
        document = an_article("Zinc lowers noise; noise lowers rest; zinc lowers rest.")
        both = chain(document, ("zinc", DOWN, "noise"), ("noise", DOWN, "rest"), ("zinc", DOWN, "rest"))

        (finding,) = found(self.rule, facts(document, claims=both))

        assert finding.factor == "zinc"
        assert not found(self.rule, facts(document, claims=both[:2]))

    def test_a_compound_is_pulled_apart_by_its_parts(self) -> None:
        """Magnesium glycinate and the NMDA receptor: blocked through magnesium, opened through glycine."""
        document = an_article("Magnesium blocks the gate. Glycine opens the gate. Magnesium glycinate calms.")
        claims = [
            claim_in(document, "Magnesium blocks the gate.", subject="magnesium", relation=DOWN, obj="gate activity"),
            claim_in(document, "Glycine opens the gate.", subject="glycine", relation=Relation.ENABLES, obj="gate opening"),
            claim_in(document, "Magnesium glycinate calms.", subject="magnesium glycinate", relation=DOWN, obj="gate activity"),
        ]
        factors = [
            factor("magnesium", "SmallMolecule"),
            factor("glycine", "SmallMolecule"),
            factor("magnesium glycinate", "SmallMolecule", broader="magnesium"),
            factor("gate", "MacromolecularComplex"),
            factor("gate activity", "MolecularActivity", aspect_of=("gate", "activity")),
            factor("gate opening", "MolecularActivity", aspect_of=("gate", "opening")),
        ]

        (finding,) = found(self.rule, facts(document, claims=claims, factors=factors))

        assert (finding.factor, "acts through glycine" in finding.message) == ("magnesium-glycinate", True)
        assert not found(self.rule, facts(document, claims=[claims[0], claims[2]], factors=factors))

    def test_a_construct_carries_no_path(self) -> None:
        document = an_article("Zinc lowers harmony; harmony lowers rest; zinc lowers rest.")
        claims = chain(document, ("zinc", DOWN, "harmony"), ("harmony", DOWN, "rest"), ("zinc", DOWN, "rest"))
        assert not found(self.rule, facts(document, claims=claims, factors=[construct("harmony")]))

    def test_the_shortest_pair_alone_is_told(self) -> None:
        document = an_article("All of it.")
        claims = chain(
            document, ("zinc", DOWN, "noise"), ("noise", DOWN, "rest"), ("zinc", DOWN, "rest"), ("rest", UP, "mood"), ("lead", UP, "zinc")
        )

        assert [finding.factor for finding in found(self.rule, facts(document, claims=claims))] == ["zinc"]


def test_a_salt_acts_through_its_acid_and_its_metal() -> None:
    salt = factor("zinc glycinate", "SmallMolecule", broader="zinc")
    known = facts(factors=[salt, factor("zinc", "SmallMolecule"), factor("glycine", "SmallMolecule")])

    assert parts(known)["zinc-glycinate"] == {"zinc", "glycine"}


def test_what_a_substance_releases_is_a_part_of_it() -> None:
    document = an_article("Zinc chelate releases zinc.")
    claim = claim_in(document, document.text, subject="zinc chelate", relation=Relation.PRODUCES, obj="zinc")
    factors = [factor("zinc chelate", "SmallMolecule"), factor("zinc", "SmallMolecule")]

    assert parts(facts(document, claims=[claim], factors=factors)) == {"zinc-chelate": {"zinc"}}


@pytest.mark.parametrize(("aspect", "sign"), [("activity", Sign.UP), ("block", Sign.DOWN), ("sensitivity", Sign.UP)])
def test_an_aspect_leads_to_its_thing_only_when_it_moves_with_or_against_it(aspect: str, sign: Sign) -> None:
    known = facts(factors=[factor("gate state", aspect_of=("gate", aspect))])

    assert root("gate-state", known) == (("gate-state" if aspect == "sensitivity" else "gate"), sign)


def test_a_loop_that_turns_on_itself_is_flagged_unless_the_text_calls_it_a_feedback() -> None:
    loop = an_article("Zinc raises copper and copper lowers zinc.")
    told = an_article("By negative feedback zinc raises copper and copper lowers zinc.")
    steps = (("zinc", UP, "copper"), ("copper", DOWN, "zinc"))

    assert len(found(sg005_loops.RULE, facts(loop, claims=chain(loop, *steps)))) == 1
    assert not found(sg005_loops.RULE, facts(told, claims=chain(told, *steps)))


class TestFigures:
    rule = sg006_figure_against_text.RULE
    text = "Zinc shortens naps.\n\nFigure 1: the way of zinc\n\nZinc → ↑ nap length\n"

    def figure(self) -> Document:
        document = an_article(self.text)
        blocks = tuple(replace(b, kind=BlockKind.FIGURE) if "↑" in b.text else b for b in document.blocks)
        return replace(document, blocks=blocks)

    def test_an_arrow_against_the_text_on_the_same_pair_is_flagged(self) -> None:
        document = self.figure()
        claims = [
            claim_in(document, "Zinc shortens naps.", obj="nap length"),
            claim_in(document, "Zinc → ↑ nap length", relation=UP, obj="nap length"),
        ]

        (finding,) = found(self.rule, facts(document, claims=claims))

        assert words(finding)[0] == "Zinc → ↑ nap length"
        assert not found(sg001_contradiction_inside.RULE, facts(document, claims=claims))

    def test_an_arrow_that_raises_what_the_text_only_lowers_is_flagged_whatever_acts(self) -> None:
        document = self.figure()
        nap = factor("nap length", "ClinicalMeasurement")
        claims = [
            claim_in(document, "Zinc shortens naps.", obj="nap length"),
            claim_in(document, "Zinc → ↑ nap length", subject="figure one", relation=UP, obj="nap length"),
        ]

        assert found(self.rule, facts(document, claims=claims, factors=[nap]))
        assert not found(self.rule, facts(document, claims=claims[1:], factors=[nap]))


def test_properties_that_exclude_each_other_are_flagged_for_the_same_thing_only() -> None:
    same = an_article("Zinc is neutral and lowers copper. The positive charge of zinc pulls it in.")
    other = an_article("Zinc is neutral and lowers copper. The positive charge of iron pulls it in.")

    for document, expected in ((same, 1), (other, 0)):
        claim = claim_in(document, document.text.split(". ")[0] + ".")
        assert len(found(sg007_opposite_properties.RULE, facts(document, claims=[claim]))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Why slow filtration fails\n\nThe new jug cleans water by slow filtration.", 1),
        ("# Why slow filtration fails\n\nThe new jug cleans water by boiling.", 0),
        ("It fails.\n\nIt works by it.", 0),
    ],
)
def test_a_means_that_fails_and_works_is_flagged_once(text: str, expected: int) -> None:
    assert len(found(sg008_fails_and_works.RULE, facts(an_article(text)))) == expected
