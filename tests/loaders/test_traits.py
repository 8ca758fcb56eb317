"""What the filter sees of a candidate, and how sure it is, on invented sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders import load_text
from loaders.filter import Split, confidences, grown, probability
from loaders.reader import RuleReader


def traits(text: str) -> list[dict[str, float]]:
    """Return the traits of each candidate of a text."""
    return [dict(item.traits) for item in RuleReader().candidates(load_text(text, source="text", suffix=".txt"))]


def test_a_told_claim_and_one_in_an_aside_differ_in_their_standing() -> None:
    told, aside = traits("Tin lowers wool growth.\n\nTin, which lowers wool growth, was weighed every day.")

    assert "standing=told" in told
    assert "standing=aside" in aside
    assert aside["depth"] > told.get("depth", 0.0)


def test_a_claim_that_structure_states_has_no_traits_of_a_tree() -> None:
    assert traits("## Tin\n\nTin -> wool growth ↓")[0] == {}


def test_confidence_is_a_share_and_the_same_every_time() -> None:
    document = load_text("Tin lowers wool growth. It may also raise copper, although nobody knows why.", source="text", suffix=".txt")
    found = RuleReader().candidates(document)
    sure = confidences(found, document.blocks)

    assert sure == confidences(found, document.blocks)
    assert all(0 <= p <= 1 for p in sure)


@given(st.dictionaries(st.sampled_from(("told", "depth")), st.floats(0, 5)))
def test_a_tree_answers_any_features_with_one_of_its_leaves(found: dict[str, float]) -> None:
    tree = grown([0, 0.5, [0.25], [1, 1.5, [0.5], [0.75]]], ["told", "depth"])

    assert isinstance(tree, Split)
    assert probability(found, [tree]) in (0.25, 0.5, 0.75)
