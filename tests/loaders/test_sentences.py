"""Sentence boundaries: where they are, and where abbreviations, labels and run-on text put none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sentences import LONGEST, sentences, spans


def cut(text: str, *, item: bool = False) -> list[str]:
    return [text[start:end] for start, end in spans(text, item=item)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zinc rises. Copper falls.", ["Zinc rises.", "Copper falls."]),
        ("Salts (e.g. zinc oxide) dissolve. Iron rusts.", ["Salts (e.g. zinc oxide) dissolve.", "Iron rusts."]),
        ("Rao et al. found less. It held.", ["Rao et al. found less.", "It held."]),
        ("Take vitamin D. Rest well.", ["Take vitamin D.", "Rest well."]),
        ("Growth: Zinc feeds roots.", ["Growth:", "Zinc feeds roots."]),
        ("It fell 3.5 % in Fig. 2 of the study.", ["It fell 3.5 % in Fig. 2 of the study."]),
    ],
    ids=["plain", "e.g.", "et al.", "vitamin D", "label", "decimal"],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_list_item_may_carry_a_label_in_front_of_small_letters() -> None:
    assert cut("Roots: food of moths", item=True) == ["Roots:", "food of moths"]


def test_a_run_on_of_a_hundred_kilobytes_is_cut_into_bounded_pieces() -> None:
    pieces = cut("zinc and " * 12_000)

    assert max(map(len, pieces)) <= LONGEST
    assert "".join(pieces).replace(" ", "") == "zincand" * 12_000


@given(st.text(max_size=300))
def test_spans_are_in_order_quote_the_text_and_lose_nothing_but_space(text: str) -> None:
    found = list(spans(text))

    assert all(a < b for a, b in found)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(found))
    assert "".join("".join(text[a:b] for a, b in found).split()) == "".join(text.split())


def test_each_sentence_knows_its_block_and_rank() -> None:
    found = sentences("Zinc rises. Copper falls.", 7)

    assert [(item.block, item.number, item.text) for item in found] == [(7, 0, "Zinc rises."), (7, 1, "Copper falls.")]


def test_a_run_on_is_cut_where_its_clauses_end() -> None:
    text = "tin lowers wool growth and wool warms sheep, " * 60
    pieces = [text[a:b] for a, b in spans(text)]

    assert len(pieces) > 1
    assert all(piece.endswith(",") for piece in pieces[:-1])


def test_citations_without_a_full_stop_end_a_sentence_where_a_new_one_plainly_begins() -> None:
    text = "Zinc lowers copper[14] This helps iron[^2] and rot.[^3] Lime rises[4] Zinc falls."

    assert [text[a:b] for a, b in spans(text)] == [
        "Zinc lowers copper[14]",
        "This helps iron[^2] and rot.[^3]",
        "Lime rises[4] Zinc falls.",
    ]
