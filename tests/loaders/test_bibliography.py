"""Bibliographies beside an article: which files are read, what becomes of their entries, and what a broken one costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import load
from loaders.bibtex import bibtex
from loaders.evidence import offered
from ontology.model import Document, EvidenceLevel

ARTICLE = "# Copper\n\nZinc lowers copper in the invented gland [@reed2019, p. 4]. Iron keeps the invented pump running.\n"
BIB = """@comment{kept by hand}
@string{jz = "Journal of Zinc"}
@article{reed2019,
  author  = {Reed, Anna and M{\\"u}ller, Bo and {World Zinc Group}},
  title   = {On {Zinc} \\& copper},
  journal = jz, year = 2019, volume = 7, pages = {1--9},
  doi     = {https://doi.org/10.5555/ZINC.1},
}
@book{stone, title = "Salts", author = "Cleo Stone", publisher = {Pier}, year = {2001}}
"""
CSL = [
    {
        "id": "reed2019",
        "type": "article-journal",
        "author": [{"family": "Reed", "given": "Anna"}, {"literal": "World Zinc Group"}],
        "title": "On zinc",
        "container-title": "Journal of Zinc",
        "issued": {"date-parts": [[2019, 4]]},
        "volume": 7,
        "page": "1-9",
        "DOI": "10.5555/ZINC.1",
        "PMID": "123456",
    }
]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with one citation by key, alone in its folder."""
    path = tmp_path / "copper.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def evidence(document: Document) -> EvidenceLevel:
    """Return what is offered for the first sentence."""
    block = next(index for index, block in enumerate(document.blocks) if "Zinc" in block.text)
    return offered(document, block, (0, document.blocks[block].text.index(" Iron"))).level


def test_a_bibtex_file_of_the_same_name_gives_the_works_that_the_article_cites(article: Path) -> None:
    article.with_suffix(".bib").write_text(BIB, encoding="utf-8")

    document = load(article)

    assert document.references == {
        "reed2019": "Reed A, Müller B, World Zinc Group. On Zinc & copper. Journal of Zinc. 2019;7:1-9. doi:10.5555/ZINC.1",
        "stone": "Stone C. Salts. Pier. 2001",
    }
    assert not document.notes


def test_a_csl_file_gives_the_same(article: Path) -> None:
    article.with_name("copper.csl.json").write_text(json.dumps(CSL), encoding="utf-8")

    entry = load(article).references["reed2019"]

    assert entry == "Reed A, World Zinc Group. On zinc. Journal of Zinc. 2019;7:1-9. doi:10.5555/ZINC.1 PMID: 123456"


def test_a_cited_key_is_as_good_as_the_identifier_behind_it(article: Path) -> None:
    assert evidence(load(article)) is EvidenceLevel.NAMED

    article.with_suffix(".bib").write_text(BIB, encoding="utf-8")

    assert evidence(load(article)) is EvidenceLevel.IDENTIFIED


def test_of_a_bibliography_for_the_folder_only_cited_entries_stay(article: Path) -> None:
    article.with_name("references.bib").write_text(BIB, encoding="utf-8")

    assert set(load(article).references) == {"reed2019"}


def test_front_matter_may_name_the_file(article: Path) -> None:
    article.write_text(f"---\ntitle: Copper\nbibliography: works.bib\n---\n{ARTICLE}", encoding="utf-8")
    article.with_name("works.bib").write_text(BIB, encoding="utf-8")

    assert set(load(article).references) == {"reed2019", "stone"}


def test_front_matter_cannot_name_a_file_elsewhere(article: Path) -> None:
    folder = article.parent / "inner"
    folder.mkdir()
    (article.parent / "works.bib").write_text(BIB, encoding="utf-8")
    inner = folder / "copper.md"
    inner.write_text(f"---\ntitle: Copper\nbibliography: ../works.bib\n---\n{ARTICLE}", encoding="utf-8")

    assert not load(inner).references


def test_the_articles_own_list_comes_first(article: Path) -> None:
    article.write_text(f"{ARTICLE}\n## References\n\n[reed2019] Reed A. Another zinc. 2018.\n", encoding="utf-8")
    article.with_suffix(".bib").write_text(BIB, encoding="utf-8")

    assert "Another zinc" in load(article).references["reed2019"]


@pytest.mark.parametrize(
    ("name", "text", "note"),
    [
        ("copper.bib", BIB + "@article{cut, title = {never closed", "1 entries are no BibTeX"),
        ("copper.csl.json", "{", "is no JSON"),
        ("copper.csl.json", '{"id": "x"}', "is no list"),
        ("copper.csl.json", '[{"title": "x"}]', "1 items have no id"),
    ],
    ids=["cut BibTeX", "cut JSON", "an object", "no id"],
)
def test_a_broken_bibliography_is_told_and_the_article_still_loads(article: Path, name: str, text: str, note: str) -> None:
    article.with_name(name).write_text(text, encoding="utf-8")

    assert any(note in told for told in load(article).notes)


def test_a_key_that_no_bibliography_has_is_told(article: Path) -> None:
    article.with_suffix(".bib").write_text("@book{stone, title = {Salts}}", encoding="utf-8")

    assert any("reed2019" in note for note in load(article).notes)


@given(st.text(alphabet='@{}"=,#\\ abc1\n(', max_size=200))
def test_no_text_breaks_the_bibtex_reader(text: str) -> None:
    found = bibtex("@article{" + text)

    assert found.broken >= 0


def test_many_open_braces_cost_no_more_than_they_are(article: Path) -> None:
    article.with_suffix(".bib").write_text("@a{b, c = {" * 20_000, encoding="utf-8")

    assert load(article).notes
