"""The rules, one small file each; its header is its page. `BUILT_IN` is their fixed order."""

from __future__ import annotations

from importlib.resources import files

from graph.audit.rule import Rule
from graph.audit.rules import (
    cn001_construct_link,
    cn002_two_definitions,
    cn003_numbers_differ,
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
    ev011_unresolved,
    ev012_retracted,
    gr001_ungrounded,
    rd001_unsure_reading,
    sf001_above_upper_level,
    sf002_missing_caution,
    sf003_against_care,
    sf004_harm_denied,
    sg001_contradiction_inside,
    sg002_contradiction_across,
    sg003_against_library,
    sg004_opposite_paths,
    sg005_loops,
    sg006_figure_against_text,
    sg007_opposite_properties,
    sg008_fails_and_works,
    st001_hedged_and_asserted,
    st002_association_as_cause,
    st003_mechanism_as_outcome,
    st004_absolute_words,
    st005_speculation_as_fact,
    st006_above_own_grading,
)
from graph.audit.sparql import rule_of


def _query(name: str) -> Rule:
    return rule_of((files("graph.audit.rules") / name).read_text(encoding="utf-8"), source=name)


BUILT_IN: tuple[Rule, ...] = (
    ev001_no_source.RULE,
    ev002_vague_source.RULE,
    ev003_unidentifiable_source.RULE,
    ev004_number_without_source.RULE,
    ev005_citation_mismatch.RULE,
    ev006_own_deposit.RULE,
    ev007_one_source_many_claims.RULE,
    ev008_other_material.RULE,
    ev009_publisher_sells.RULE,
    ev010_testimony.RULE,
    ev011_unresolved.RULE,
    ev012_retracted.RULE,
    sg001_contradiction_inside.RULE,
    sg002_contradiction_across.RULE,
    sg003_against_library.RULE,
    sg004_opposite_paths.RULE,
    sg005_loops.RULE,
    sg006_figure_against_text.RULE,
    sg007_opposite_properties.RULE,
    sg008_fails_and_works.RULE,
    st001_hedged_and_asserted.RULE,
    st002_association_as_cause.RULE,
    st003_mechanism_as_outcome.RULE,
    st004_absolute_words.RULE,
    st005_speculation_as_fact.RULE,
    st006_above_own_grading.RULE,
    cn001_construct_link.RULE,
    cn002_two_definitions.RULE,
    cn003_numbers_differ.RULE,
    gr001_ungrounded.RULE,
    _query("gr002_acts_on_itself.rq"),
    rd001_unsure_reading.RULE,
    sf001_above_upper_level.RULE,
    sf002_missing_caution.RULE,
    sf003_against_care.RULE,
    sf004_harm_denied.RULE,
)
