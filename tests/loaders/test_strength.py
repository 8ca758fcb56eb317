"""How strong causal language is, on invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.explain import told
from loaders.parser import tree_of
from loaders.standing import Standing, standing
from loaders.strength import Strength, added, phrase_marks, table


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Plum juice lowers morning stiffness.", Strength.DIRECT),
        ("Plum juice had no effect on morning stiffness.", Strength.DIRECT),
        ("The new splint was effective in reducing wrist pain.", Strength.DIRECT),
        ("Plum juice may lower morning stiffness.", Strength.CONDITIONAL),
        ("Night shifts appear to worsen wrist pain.", Strength.CONDITIONAL),
        ("Night shifts were associated with wrist pain.", Strength.CORRELATIONAL),
        ("Wrist pain correlated with the number of night shifts.", Strength.CORRELATIONAL),
        ("Women on night shifts were more likely to report wrist pain than women on day shifts.", Strength.CORRELATIONAL),
        ("Night shifts were a strong predictor of wrist pain.", Strength.CORRELATIONAL),
        ("Further studies are needed to test whether plum juice lowers stiffness.", Strength.NONE),
        ("Clinicians should consider plum juice for patients with stiffness.", Strength.NONE),
        ("The survey was registered before the first interview.", Strength.NONE),
    ],
)
def test_a_sentence_gets_the_class_of_its_firmest_words(sentence: str, strength: Strength) -> None:
    assert told(sentence).strength is strength


def test_the_name_of_a_society_associates_nothing() -> None:
    assert "associated" not in set(phrase_marks("The talk was given to the American Plum Association."))


def test_who_says_so_is_left_aside() -> None:
    assert "may" not in set(phrase_marks("Plum juice lowers stiffness, according to a paper that may be read online."))


@pytest.mark.parametrize(
    ("sentence", "word", "place"),
    [
        ("Plum juice lowers stiffness.", "lowers", Standing.TOLD),
        ("Plum juice, which lowers stiffness, is sour.", "lowers", Standing.ASIDE),
        ("People drink plum juice to lower stiffness.", "lower", Standing.PURPOSE),
        ("Doctors should lower the dose.", "lower", Standing.ADVISED),
        ("We investigated whether plum juice lowers stiffness.", "lowers", Standing.ADVISED),
    ],
)
def test_a_word_stands_where_the_tree_puts_it(sentence: str, word: str, place: Standing) -> None:
    tree = tree_of(sentence)

    assert [standing(tree, token) for token in tree.tokens if token.text == word] == [place]


def test_the_sums_can_be_checked_on_paper() -> None:
    found = added(("may", "cause verb, hedged"))
    rows = [table()[mark] for mark in ("always", "may", "cause verb, hedged")]

    assert found.scores == tuple(sum(column) for column in zip(*rows, strict=True))
    assert found.strength is Strength.CONDITIONAL


@given(st.lists(st.sampled_from(sorted(table()))))
def test_order_and_repetition_of_marks_change_nothing(marks: list[str]) -> None:
    assert added(marks).scores == added([*reversed(marks), *marks]).scores


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    assert told(text).strength in Strength
