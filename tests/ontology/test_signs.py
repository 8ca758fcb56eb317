"""The sign algebra, row by row, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.relations import Relation, Sign
from ontology.signs import statement_relation
from tests.build import a_claim, a_document

R, UP, DOWN, NONE = Relation, Sign.UP, Sign.DOWN, Sign.NONE
signs, relations = st.sampled_from(list(Sign)), st.sampled_from(list(Relation))

ROWS = [
    ("low zinc", R.INCREASES, "thirst", R.DECREASES),
    ("excess zinc", R.INCREASES, "thirst", R.INCREASES),
    ("lack of zinc", R.DECREASES, "thirst", R.INCREASES),
    ("zinc deficiency", R.INCREASES, "fatigue", R.DECREASES),
    ("low zinc", R.ENABLES, "thirst", R.DECREASES),
    ("oysters", R.DECREASES, "zinc deficiency", R.INCREASES),
    ("phytate", R.INCREASES, "zinc deficiency", R.DECREASES),
    ("zinc", R.DECREASES, "NMDA receptor overactivity", R.DECREASES),
    ("oysters", R.DECREASES, "fall in zinc", R.INCREASES),
    ("oysters", R.DECREASES, "decline of memory", R.INCREASES),
    ("oysters", R.DECREASES, "rise in cortisol", R.DECREASES),
    ("low zinc", R.INCREASES, "low testosterone", R.INCREASES),
    ("low zinc", R.PRODUCES, "thirst", R.DECREASES),
    ("zinc", R.ENABLES, "growth", R.ENABLES),
    ("low zinc", R.AFFECTS, "thirst", R.AFFECTS),
    ("low zinc", R.ASSOCIATED, "thirst", R.ASSOCIATED),
    ("low zinc", R.BINDS, "albumin", R.BINDS),
    ("improved fatigue", R.INCREASES, "thirst", R.DECREASES),
    ("improved sleep", R.INCREASES, "thirst", R.INCREASES),
    ("deficiency", R.INCREASES, "thirst", R.INCREASES),
]


@pytest.mark.parametrize(("subject", "relation", "obj", "expected"), ROWS, ids=[f"{s} {r} {o}" for s, r, o, _ in ROWS])
def test_each_row_of_the_algebra_holds_for_phrases(subject: str, relation: Relation, obj: str, expected: Relation) -> None:
    claim = a_claim(subject, relation, obj)

    grounded = LexiconGrounder(Lexicon.load()).ground(a_document(), [claim]).claims[0]

    assert grounded.statement is not None
    assert grounded.statement.relation is expected


@pytest.mark.parametrize("negated", [True, False])
def test_a_denial_speaks_of_the_same_statement_and_stays_a_denial(*, negated: bool) -> None:
    claim = a_claim("low zinc", Relation.INCREASES, "copper", negated=negated)

    grounded = LexiconGrounder(Lexicon.load()).ground(a_document(), [claim]).claims[0]

    assert grounded.negated is negated
    assert grounded.statement is not None
    assert grounded.statement.relation is Relation.DECREASES


@given(relations)
def test_without_directions_nothing_changes(relation: Relation) -> None:
    assert statement_relation(relation, NONE, NONE) is relation


@given(relations, signs, signs)
def test_an_excess_never_turns_a_sign(relation: Relation, subject: Sign, obj: Sign) -> None:
    plain = {UP: NONE}

    found = statement_relation(relation, subject, obj)

    assert found is statement_relation(relation, plain.get(subject, subject), plain.get(obj, obj))


@given(relations, signs)
def test_a_lack_on_both_sides_keeps_the_sign_and_on_one_side_turns_it(relation: Relation, other: Sign) -> None:
    assert statement_relation(relation, DOWN, DOWN).sign is relation.sign
    if other is not DOWN:
        assert statement_relation(relation, DOWN, other).sign is relation.sign * DOWN
        assert statement_relation(relation, other, DOWN).sign is relation.sign * DOWN
