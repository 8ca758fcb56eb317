"""Eighty elementary sentences of many fields (`elementary.tsv`), each with the claim that anybody would read in it.

Columns: whether the reader reads it today, the sentence (`\\n` for a line break), and what the claim names: subject, sign, object.
A phrase may carry up to two words more, such as an article or the direction of change. Rows marked "no" are known failures: mostly
lists of activities before "all damage", pseudo-clefts, and rules that give another subject. Mark a row "yes" once it is read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import load_text
from loaders.reader import open_reader

ROWS = [line.split("\t") for line in (Path(__file__).parent / "elementary.tsv").read_text(encoding="utf-8").splitlines()[1:]]


def names(wanted: str, phrase: str) -> bool:
    return wanted in phrase.lower() and len(phrase.split()) <= len(wanted.split()) + 2


def is_read(sentence: str, subject: str, sign: str, obj: str) -> bool:
    claims = open_reader().read(load_text(sentence.replace("\\n", "\n"), source="invented.md", suffix=".md"))
    return any(names(subject, c.subject.phrase) and c.relation.sign.value == sign and names(obj, c.object.phrase) for c in claims)


@pytest.mark.parametrize(("sentence", "subject", "sign", "obj"), [row[1:] for row in ROWS if row[0] == "yes"])
def test_an_elementary_sentence_is_read_as_anybody_would(sentence: str, subject: str, sign: str, obj: str) -> None:
    assert is_read(sentence, subject, sign, obj)


@pytest.mark.xfail(strict=True, reason="known failures; mark the row 'yes' once it is read")
@pytest.mark.parametrize(("sentence", "subject", "sign", "obj"), [row[1:] for row in ROWS if row[0] == "no"])
def test_an_elementary_sentence_that_is_not_read_yet(sentence: str, subject: str, sign: str, obj: str) -> None:
    assert is_read(sentence, subject, sign, obj)
