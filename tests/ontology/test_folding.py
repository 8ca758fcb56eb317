"""What makes no difference between two names of one thing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.folding import fold

LETTERS = st.text(alphabet="abeghimnostuxyz 'AGM2+-–²⁺()ésα’", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Proton-pump inhibitors", "proton pump inhibitor"),
        ("HPA–axis", "HPA axis"),
        ("the axes", "axis"),
        ("GABA's effect", "GABA effect"),
        ("the neurons’ firing", "neuron firing"),
        ("PPIs", "PPI"),
        ("signalling", "signaling"),
        ("tumours", "tumor"),
        ("organisation", "organization"),
        ("stabilised", "stabilized"),
        ("CO₂", "CO2"),
        ("Mg²⁺", "Mg2+"),
        ("Mg(2+)", "Mg++"),
        ("Na^+^", "Na+"),
        ("mitochondria", "Mitochondrion"),
        ("diagnoses", "diagnosis"),
        ("GABA-A receptors", "GABA_A receptor"),
    ],
)
def test_two_ways_to_write_one_name_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("vitamin A", "vitamin"), ("Mg2+", "Mg"), ("raised", "raized"), ("vitamin B6", "vitamin B12"), ("stress", "stres")],
)
def test_names_of_different_things_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(max_examples=400, deadline=None)
@given(st.one_of(LETTERS, st.text(max_size=30)))
def test_folding_twice_is_folding_once(phrase: str) -> None:
    once = fold(phrase)

    assert fold(" ".join(once)) == once


@given(LETTERS)
def test_case_and_outer_space_never_matter(phrase: str) -> None:
    assert fold(f"  {phrase} ") == fold(phrase)


@given(st.text(max_size=30))
def test_no_token_is_empty_or_holds_a_space(phrase: str) -> None:
    assert all(token and not token.isspace() and " " not in token for token in fold(phrase))
