"""Markdown: clean words, the source's own offsets. Every text here is invented."""

from __future__ import annotations

import pytest

from loaders import load_text
from ontology.errors import MetadataError
from ontology.model import BlockKind, Document


def read(text: str) -> Document:
    return load_text(text, source="a.md", suffix=".md")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Zinc** _lowers_ ~~no~~ ==copper==.", "Zinc lowers no copper."),
        ('Zinc [lowers](https://e.example/a_(b) "t") [copper][c].\n\n[c]: https://e.example', "Zinc lowers copper."),
        ("Zinc[[7]](#ref7) and iron[^1] lower <sup>[25]</sup> tin.", "Zinc[7] and iron[^1] lower [25] tin."),
        ("[[Zinc|The metal]] lowers [[copper]].", "The metal lowers copper."),
        ('<mark style="a">Zinc <b>lowers</b></mark> <!-- tin --> copper &amp; iron.', "Zinc lowers copper & iron."),
        ("Zn^2+^ and H~2~O and T<sub>3</sub> \\* 2.", "Zn2+ and H2O and T3 * 2."),
        ("Zinc ![a **picture**](b.png) lowers `x` copper.", "Zinc lowers x copper."),
        ("Zinc lowers\ncopper in the mag-\nnet.", "Zinc lowers copper in the magnet."),
        ("Zinc <script>tin()</script>lowers snake_case_words 5 * 3.", "Zinc lowers snake_case_words 5 * 3."),
    ],
)
def test_markup_is_out_of_the_view_and_marks_of_evidence_stay(source: str, words: str) -> None:
    assert read(source).blocks[0].text == words


def test_a_quote_of_the_view_is_the_sources_own() -> None:
    document = read("# A\n\n- **Zinc** [lowers](u) copper")
    block = document.blocks[1]
    start, end = block.span(0, len("Zinc lowers"))

    assert document.text[start:end] == "Zinc** [lowers"


def test_lists_nest_and_paragraphs_in_items_know_their_item() -> None:
    document = read("Causes:\n\n1. soil\n   - acid\\\n   It eats lime.\n2. rain\n\n   It washes salt out.\n")

    assert [(block.kind, block.text, block.parent, block.lead_in, block.ordered) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "Causes:", None, None, False),
        (BlockKind.LIST_ITEM, "soil", None, 0, True),
        (BlockKind.LIST_ITEM, "acid", 1, None, False),
        (BlockKind.PARAGRAPH, "It eats lime.", 2, None, False),
        (BlockKind.LIST_ITEM, "rain", None, 0, True),
        (BlockKind.PARAGRAPH, "It washes salt out.", 4, None, False),
    ]


def test_a_bold_line_above_words_is_a_heading() -> None:
    document = read("## Zinc\n\n**For the leaf**\nFeeds the leaf.\n")

    assert document.blocks[-1].path == ("Zinc", "For the leaf")


def test_a_bold_lead_in_stays_one() -> None:
    document = read("**During rain:**\n- roots drink\n")

    assert [(block.kind, block.lead_in) for block in document.blocks] == [(BlockKind.PARAGRAPH, None), (BlockKind.LIST_ITEM, 0)]


def test_table_rows_know_their_header() -> None:
    document = read("| metal | effect |\n| --- | --- |\n| **zinc** | lowers copper |\n| tin | none |\n")

    assert [(block.text, block.lead_in) for block in document.blocks] == [
        ("metal | effect", None),
        ("zinc | lowers copper", 0),
        ("tin | none", 0),
    ]


def test_code_is_not_read() -> None:
    assert [block.text for block in read("Zinc.\n\n```\ntin raises iron\n```\n\n    tin raises iron\n").blocks] == ["Zinc."]


def test_only_quoted_block_quotations_are_testimonials() -> None:
    document = read("> “My roses bloomed.” — Ann\n\n> [!note] Zinc\n> lowers copper.\n")

    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.QUOTATION, "“My roses bloomed.” — Ann"),
        (BlockKind.PARAGRAPH, "Zinc lowers copper."),
    ]


def test_front_matter_is_metadata_and_no_prose() -> None:
    document = read(
        "---\ntitle: Zinc\nauthor: [Ann Lee, Bo Mo]\ndate: 2024-05-06\ndoi: https://doi.org/10.5555/A1\n---\nZinc lowers copper."
    )

    assert (document.title, document.authors, document.published, document.doi) == (
        "Zinc",
        ("Ann Lee", "Bo Mo"),
        "2024-05-06",
        "10.5555/a1",
    )
    assert [block.text for block in document.blocks] == ["Zinc lowers copper."]


def test_an_abstract_in_the_front_matter_is_read() -> None:
    document = read('title = "On zinc"\nauthors = ["Ann Lee"]\n\n# A remark.\nabstract = "Zinc lowers copper."\n')

    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "On zinc"),
        (BlockKind.PARAGRAPH, "Zinc lowers copper."),
    ]


def test_broken_front_matter_is_named() -> None:
    with pytest.raises(MetadataError, match=r"a\.md.*YAML"):
        read("---\ntitle: [unclosed\n---\nZinc.")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert [block.text for block in read("---\n\nZinc: a metal, they say\n\n---\n\nIron.").blocks][-1] == "Iron."


def test_footnotes_are_the_list_of_works() -> None:
    document = read("Zinc lowers copper.[^a1]\n\n[^a1]: Lee A (2019). Zinc. doi:10.5555/a1\n")

    assert document.references == {"a1": "Lee A (2019). Zinc. doi:10.5555/a1"}


def test_numbered_link_definitions_are_the_list_of_works_and_numbers_stay_visible() -> None:
    document = read("Zinc lowers copper.[3]<sup>1,2</sup> It grows on 3 m<sup>2</sup>.\n\n[3]: https://doi.org/10.5555/a1\n")

    assert document.blocks[0].text == "Zinc lowers copper.[3][1,2] It grows on 3 m2."
    assert document.references == {"3": "https://doi.org/10.5555/a1"}


def test_typographic_bullets_are_items_of_the_line_above() -> None:
    blocks = read("Other rot causes include:\n\n  ▸ Damp. It lasts.\n  ▸ **Heat** Soil warms.\n").blocks

    assert [(block.kind, block.text, block.lead_in) for block in blocks[1:]] == [
        (BlockKind.LIST_ITEM, "Damp. It lasts.", 0),
        (BlockKind.LIST_ITEM, "Heat Soil warms.", 0),
    ]


def test_lines_broken_by_hand_stay_one_sentence_whatever_blanks_end_them() -> None:
    assert [block.text for block in read("Tin lowers \nrot and  \nraises growth.\n").blocks] == ["Tin lowers rot and raises growth."]


def test_attribute_lists_are_no_words() -> None:
    assert read('Cells make **resin**{: data-type="term"} and [wax](#w){.link}.').blocks[0].text == "Cells make resin and wax."


def test_arrows_in_a_plain_fence_are_figure_text_and_curves_and_code_are_not() -> None:
    drawn = "```\n↑ Rain → ↑ Flood\n              → ↑ Rot\nYield\n↑   ____  ← wet\n│  /\n└──────→ Rain\n```\n\n```python\nx = 1 → 2\n```\n"

    assert [(block.kind, block.text) for block in read(drawn).blocks] == [(BlockKind.FIGURE, "↑ Rain → ↑ Flood → ↑ Rot")]


def test_an_arrow_drawn_under_an_arrow_branches_off_and_is_not_taken_for_a_link_of_the_chain() -> None:
    assert [block.text for block in read("```\n↑ Rain → ↑ Flood\n       → ↑ Rot\n```\n").blocks] == ["↑ Rain → ↑ Flood"]
