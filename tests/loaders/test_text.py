"""Plain text: what the shape of a page tells. Every text here is invented."""

from __future__ import annotations

import pytest

from loaders import load_text
from ontology.model import Block, BlockKind, Document

PROSE = "Zinc is a metal that plants take up from the soil, and it moves with water through the whole of the plant."


def read(text: str) -> Document:
    return load_text(text, source="a")


def shapes(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(text).blocks]


def the(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if block.text.startswith(words))


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    assert shapes("Zinc lowers copper in the\nblood of sheep, and stress-\nrelated loss of magne-\nsium rises.") == [
        (BlockKind.PARAGRAPH, "Zinc lowers copper in the blood of sheep, and stress-related loss of magnesium rises.")
    ]


def test_a_sentence_torn_by_a_blank_line_is_whole() -> None:
    assert shapes("The roots of the plant take up the water that\n\nrain has left in the soil.") == [
        (BlockKind.PARAGRAPH, "The roots of the plant take up the water that rain has left in the soil.")
    ]


@pytest.mark.parametrize("marker", ["-", "*", "•", "–", "◦", "▪", "✓", "1.", "2)"])
def test_bullets_of_every_marker_know_their_lead_in(marker: str) -> None:
    document = read(f"Zinc helps the plant by:\n\n{marker} calming the leaf\n{marker} feeding the root\n")
    item = the(document, "feeding")

    assert item.kind is BlockKind.LIST_ITEM
    assert item.lead_in == 0
    assert document.text[item.start : item.end] == "feeding the root"


def test_bullets_parted_by_blank_lines_share_their_lead_in() -> None:
    document = read("This means:\n\n- leaves dry\n\n- roots rot\n")

    assert [block.lead_in for block in document.blocks] == [None, 0, 0]


def test_a_sentence_with_a_full_stop_leads_nothing_in() -> None:
    assert [block.lead_in for block in read("Zinc is a metal.\n\n- leaves dry\n").blocks] == [None, None]


def test_deeper_bullets_know_the_bullet_above() -> None:
    document = read("Parts:\n- root\n    - tip\n- leaf\n")

    assert [(block.level, block.parent) for block in document.blocks] == [(0, None), (1, None), (2, 1), (1, None)]


def test_numbered_headings_nest() -> None:
    document = read(f"3. How Zinc Moves\n\n{PROSE}\n\n3.1 The first step is uptake\n\n{PROSE}\n")

    assert the(document, "3.1").path == ("3. How Zinc Moves",)
    assert document.blocks[-1].path == ("3. How Zinc Moves", "3.1 The first step is uptake")


def test_numbers_that_follow_each_other_are_a_list() -> None:
    kinds = [kind for kind, _ in shapes("Conditions:\n\n1. Both Ions Must Be There\n\n2. The Gate Must Be Open\n")]

    assert kinds == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_headings_printed_in_a_run_stand_beside_each_other() -> None:
    document = read(f"{PROSE}\n\nWhy Leaves Fall—and How Roots Wait\n\nThe Long Way of Water\n\n{PROSE}\n")

    assert document.blocks[-1].path == ("The Long Way of Water",)


def test_a_line_that_is_a_sentence_is_no_heading() -> None:
    assert shapes(f"Low zinc shifts the balance toward copper\n\n- trouble\n\n{PROSE}")[0][0] is BlockKind.PARAGRAPH


def test_figure_text_keeps_its_arrows_and_its_title() -> None:
    document = read("B Sugar Making – Light Path\nLight → Sugar → Starch (in leaves)\n↑ Growth\n↓ Water\n")

    assert [(block.kind, block.text, block.section) for block in document.blocks] == [
        (BlockKind.HEADING, "B Sugar Making – Light Path", None),
        (BlockKind.FIGURE, "Light → Sugar → Starch (in leaves)", "B Sugar Making – Light Path"),
        (BlockKind.FIGURE, "↑ Growth", "B Sugar Making – Light Path"),
        (BlockKind.FIGURE, "↓ Water", "B Sugar Making – Light Path"),
    ]


def test_an_arrow_torn_from_its_words_is_joined_again() -> None:
    assert shapes("Rain →\nFlood\n→ Mud") == [(BlockKind.FIGURE, "Rain → Flood → Mud")]


def test_what_readers_say_in_quotation_marks_is_a_quotation() -> None:
    kinds = [kind for kind, _ in shapes('Gardeners say:\n\n“My roses finally bloomed.”\n\n"The soil felt alive."\n')]

    assert kinds == [BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.QUOTATION]


def test_page_furniture_asserts_nothing_and_names_who_speaks() -> None:
    document = read(
        f"Share\n\nBy Ann Lee | 4 min read\n\n{PROSE}\n\n© 2024 Root House. All rights reserved.\n\nYou may also like\n\nTin raises iron."
    )

    assert [block.text for block in document.blocks if block.kind is not BlockKind.FURNITURE] == [PROSE]
    assert (document.authors, document.publisher) == (("Ann Lee",), "Root House")


def test_a_box_in_the_first_half_does_not_end_the_article() -> None:
    document = read(f"You may also like\n\n{PROSE}\n\n{PROSE}\n")

    assert [block.kind for block in document.blocks] == [BlockKind.FURNITURE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_list_of_works_is_kept_apart_and_can_be_looked_up() -> None:
    document = read(f"{PROSE}\n\nReferences\n\n[1] Lee A. Zinc in leaves. 2019.\n[2] Mo B. Iron in roots. doi:10.5555/x2\n")

    assert document.references["2"].startswith("Mo B.")
    assert document.blocks[-1].kind is BlockKind.REFERENCE


def test_the_name_of_the_site_is_not_the_title() -> None:
    assert read(f"Root House\n\nHow Roots Learned to Drink from Stone\n\n{PROSE}").title == "How Roots Learned to Drink from Stone"


def test_invisible_characters_are_not_seen() -> None:
    assert read("Zi\u200bnc \u202elowers\u202c\x1b copper.").blocks[0].text == "Zinc lowers copper."
