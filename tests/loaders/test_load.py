"""What holds for every article, whatever its format: offsets quote the text, and nothing but InputError is ever raised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import SUFFIXES, load, load_bytes, load_text
from loaders.reader import open_reader
from ontology.errors import ArticleNotFoundError, InputError, UnknownFormatError, UnreadableArticleError
from ontology.model import Block, BlockKind, Document

PIECES = st.sampled_from(
    (
        *(
            "zinc",
            "iron",
            "-",
            "*",
            "1.",
            "#",
            ">",
            "|",
            "\\",
            "`",
            "```",
            "**",
            "__",
            "~~",
            "[a](b)",
            "![i](j)",
            "[^1]",
            "[1]",
            "<b>",
            "</b>",
        ),
        *(
            "<!--",
            "-->",
            "&amp;",
            "→",
            "↑",
            "\n",
            "\n\n",
            "\t",
            ":",
            ".",
            "?",
            "“",
            "”",
            "'",
            "(",
            ")",
            "---",
            "+++",
            "=",
            "\u200b",
            "\u00ad",
        ),
        *("é", "锌", "\x1b", "<p>", "<li>", "<table>", "<td>", "title: a", "a = [", ":::"),
    )
)
MARKUP = st.lists(PIECES, max_size=60).map(" ".join)


def stands(document: Document, block: Block, index: int) -> bool:
    """Return whether a character of the view is the one in the text, or one of the documented replacements."""
    shown, written = block.text[index], document.text[block.offsets[index]]
    return shown == written or (shown == " " and written.isspace()) or written in "\\&"


def assert_sound(document: Document) -> None:
    for block in document.blocks:
        assert len(block.text) == len(block.offsets)
        assert list(block.offsets) == sorted(set(block.offsets))
        assert all(stands(document, block, index) for index in range(len(block.text)))
        assert (block.start, block.end) == block.span(0, len(block.text))


@given(text=st.text(max_size=400) | MARKUP, suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=300, deadline=None)
def test_any_text_loads_soundly_or_is_refused(text: str, suffix: str) -> None:
    try:
        document = load_text(text, source="a", suffix=suffix)
    except InputError:
        return
    assert_sound(document)


@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=200, deadline=None)
def test_any_bytes_load_soundly_or_are_refused(data: bytes, suffix: str) -> None:
    try:
        document = load_bytes(data, source="a", suffix=suffix)
    except InputError:
        return
    assert_sound(document)


def test_the_same_text_has_the_same_id_wherever_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Zinc lowers copper.", encoding="utf-8")

    assert load(path).id == load_text("Zinc lowers copper.", source="elsewhere").id


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleNotFoundError, match=r"nowhere\.md"):
        load(tmp_path / "nowhere.md")


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("Zinc.")

    with pytest.raises(UnknownFormatError, match=r"\.xyz.*\.md"):
        load(tmp_path / "a.xyz")


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()

    with pytest.raises(UnreadableArticleError, match="folder"):
        load(tmp_path / "a.md")


@pytest.mark.parametrize("words", ["", " \n\t", "***\n---\n", "![](a.png)"], ids=["nothing", "blanks", "rules", "a picture"])
def test_a_file_without_prose_is_refused(words: str) -> None:
    with pytest.raises(UnreadableArticleError):
        load_text(words, source="a.md", suffix=".md")


def test_an_article_in_another_language_is_loaded_and_marked() -> None:
    german = (
        "Der Schlaf ist für das Gehirn wichtig, und wer nicht schläft, der lernt auch nicht. Das Eisen wird mit der Nahrung aufgenommen."
    )

    document = load_text(german, source="a")

    assert document.language == "de"
    assert "no claims are read" in document.notes[0]


def test_a_sidecar_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: From the head\n---\n\n# Zinc\n\nZinc lowers copper.")
    (tmp_path / "a.meta.yaml").write_text("title: From beside\nsells: zinc\n")

    document = load(tmp_path / "a.md")

    assert (document.title, document.sells, document.source) == ("From beside", "zinc", "a.md")


def test_two_megabytes_of_one_line_keep_their_offsets() -> None:
    document = load_text("Zinc lowers copper. " * 100_000, source="a")

    assert len(document.blocks[0].offsets) == len(document.blocks[0].text)


@pytest.mark.shared
def test_every_gold_quote_lies_in_one_block_of_its_article(shared: Path) -> None:
    """Whatever a careful reader quoted must be whole in a single block that is read; a few quotes cross a heading line of their own."""
    total = lost = 0
    for path in sorted((shared / "articles").glob("*.*")):
        gold = shared / "gold" / "dev" / f"{path.stem}.jsonl"
        if not gold.exists():
            continue
        document = load(path)
        assert_sound(document)
        read = [block for block in document.blocks if block.kind not in (BlockKind.FURNITURE, BlockKind.REFERENCE, BlockKind.QUOTATION)]
        for line in gold.read_text(encoding="utf-8").splitlines():
            quote = json.loads(line)["quote"]
            start = document.text.index(quote)
            total += 1
            lost += not any(block.start <= start + 40 and start + len(quote) - 40 <= block.end for block in read)
    assert total > 500
    assert lost <= 0.01 * total


def test_nothing_is_read_in_another_language() -> None:
    german = (
        "Zink senkt das Kupfer. Der Schlaf ist für das Gehirn wichtig, und wer nicht schläft, der lernt auch nicht. Zinc lowers copper."
    )

    assert open_reader().read(load_text(german, source="a")) == []
