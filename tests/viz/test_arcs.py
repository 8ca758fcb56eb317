"""Arcs of trees: which lies above which, and that nothing runs into something else."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from viz.arcs import GAP, LANE, STEP, WIDEST, arcs, breadth, tall, wide


@st.composite
def trees(draw: st.DrawFn) -> list[int | None]:
    """Draw the parents of up to twenty words; cycles and several roots too, for a parser may be wrong."""
    size = draw(st.integers(1, 20))
    return draw(st.lists(st.one_of(st.none(), st.integers(0, size - 1)), min_size=size, max_size=size))


@given(trees())
def test_every_word_but_a_root_has_one_arc(parents: Sequence[int | None]) -> None:
    expected = sorted((head, word) for word, head in enumerate(parents) if head not in (None, word))

    assert sorted((arc.head, arc.word) for arc in arcs(parents)) == expected


@given(trees())
def test_arcs_that_share_a_space_between_words_have_different_levels(parents: Sequence[int | None]) -> None:
    found = arcs(parents)
    for gap in range(len(parents) - 1):
        levels = [arc.level for arc in found if min(arc.head, arc.word) <= gap < max(arc.head, arc.word)]

        assert len(levels) == len(set(levels))


@given(trees(), st.text("abcdefgh ", min_size=1, max_size=12))
def test_words_from_left_to_right_do_not_touch(parents: Sequence[int | None], text: str) -> None:
    words = [text] * len(parents)
    drawing = wide(words, ["NN"] * len(words), ["nsubj:pass"] * len(words), parents)
    if drawing is not None:
        assert drawing.width <= WIDEST
        assert all(b - a >= breadth(text) + GAP - 0.01 for a, b in zip(drawing.places, drawing.places[1:], strict=False))


def test_a_long_sentence_is_drawn_from_top_to_bottom_only() -> None:
    words = ["magnesium"] * 60
    parents = [None, *range(59)]

    assert wide(words, words, words, parents) is None
    assert tall(words, words, parents).width < 390


def test_a_tree_is_as_high_as_its_highest_arc() -> None:
    flat = wide(["a", "b"], ["X", "X"], ["x", "x"], [None, 0])
    deep = wide(["a", "b", "c"], ["X"] * 3, ["x"] * 3, [None, 2, 0])

    assert flat is not None
    assert deep is not None
    assert deep.base - flat.base == STEP
    assert tall(["a", "b", "c"], ["x"] * 3, [None, 2, 0]).base - tall(["a", "b"], ["x"] * 2, [None, 0]).base == LANE
