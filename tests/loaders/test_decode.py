"""Bytes to text: what is believed, what is mended, what is refused."""

from __future__ import annotations

import pytest

from loaders.decode import MAX_BYTES, decode
from ontology.errors import UnreadableArticleError

WORDS = "Zinc increases café “GABA” α-synuclein."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_with_its_mark_or_in_utf_8_is_read_as_it_is(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), source="a")

    assert (decoded.text, decoded.note) == (WORDS, None)


def test_windows_1252_is_read_with_a_note() -> None:
    decoded = decode("Zinc “raises” café".encode("cp1252"), source="a")

    assert decoded.text == "Zinc “raises” café"
    assert "Windows-1252" in (decoded.note or "")


def test_one_stray_byte_does_not_spoil_the_rest() -> None:
    assert decode("α “x”\n".encode() + b"caf\xe9", source="a").text == "α “x”\ncafé"


def test_what_the_page_declares_is_believed_when_it_is_not_utf_8() -> None:
    assert decode("café ¤".encode("iso-8859-15", "replace"), source="a", declared="iso-8859-15").text == "café ?"


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc", source="a").text == "a\nb\nc"


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\t", "empty"),
        (bytes(range(256)) * 20, "binary"),
        ("Zinc".encode("utf-16-be"), "NUL"),
        (b"\x01\x02\x03\x04zinc", "binary"),
        (b"Zinc \xc0\xaf iron", "broken UTF-8"),
        (b"Zinc \xed\xa0\x80 iron", "broken UTF-8"),
        (b"\xff\xfeZ", "UTF-16"),
        (b"a" * (MAX_BYTES + 1), "limit is 50 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_what_was_seen(data: bytes, seen: str) -> None:
    with pytest.raises(UnreadableArticleError, match=seen):
        decode(data, source="a.txt")
