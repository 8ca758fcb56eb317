"""The example articles: complete in their front matter, in our own words, and read for what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders import load
from loaders.reader import open_reader
from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import Claim, EvidenceLevel
from ontology.relations import Sign

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
NAMES = ("neuronutra", "brilliant-brain", "keyora")
SELLERS = ("brilliant-brain", "keyora")
RUN = 6  # words in a row; shorter ones are mostly technical terms ("the blood brain barrier")

each_digest = pytest.mark.parametrize("name", NAMES)


def parts(name: str) -> tuple[dict[str, Any], str]:
    """Return the front matter and the body of a digest."""
    _, matter, body = (EXAMPLES / f"{name}-digest.md").read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(matter), body


def words(text: str) -> list[str]:
    """Return the words of a text, case folded, without punctuation and markup.

    >>> words("ATP–Mg²⁺ *buffering*, by 4%")
    ['atp', 'mg²', 'buffering', 'by', '4']
    """
    return re.findall(r"[^\W_]+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of `RUN` words in a text."""
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def test_every_digest_in_the_folder_is_known_here() -> None:
    assert {path.name for path in EXAMPLES.glob("*-digest.md")} == {f"{name}-digest.md" for name in NAMES}


@each_digest
def test_a_digest_says_what_it_is_and_of_what(name: str) -> None:
    matter, _ = parts(name)

    assert matter["title"].startswith("Digest: ")
    assert matter["publisher"] in matter["digest_of"]
    assert "vouches for none" in matter["digest_of"]
    assert matter["language"] == "en"


@each_digest
def test_front_matter_holds_text_alone(name: str) -> None:
    matter, _ = parts(name)

    assert {key: value for key, value in matter.items() if not isinstance(value, str) or not value.strip()} == {}


@each_digest
def test_a_digest_names_what_its_publisher_sells_where_it_sells_anything(name: str) -> None:
    matter, _ = parts(name)

    assert ("sells" in matter) == (name in SELLERS)


def test_dates_and_doi_are_those_of_the_originals() -> None:
    given = {name: (parts(name)[0].get("published"), parts(name)[0].get("doi")) for name in NAMES}

    assert given == {
        "neuronutra": ("2024", None),
        "brilliant-brain": (None, None),  # the original carries no date
        "keyora": ("2025-11-21", "10.5281/zenodo.16880133"),
    }


@each_digest
def test_a_digest_has_the_length_and_the_shapes_of_an_article(name: str) -> None:
    _, body = parts(name)

    assert 600 <= len(words(body)) <= 2000
    assert re.search(r"^## ", body, re.MULTILINE)
    assert re.search(r":\n\n- ", body), "no list under a lead-in line"
    assert re.search(r"^\| --- ", body, re.MULTILINE), "no table"
    assert "→" in body, "no figure text"


@pytest.mark.shared
@each_digest
@pytest.mark.parametrize("original", NAMES)
def test_no_run_of_six_words_of_a_digest_stands_in_an_original(name: str, original: str, shared: Path) -> None:
    _, body = parts(name)
    copied = runs(body) & runs((shared / "articles" / f"{original}.txt").read_text(encoding="utf-8"))

    assert sorted(" ".join(run) for run in copied) == []


@pytest.fixture(scope="module")
def claims() -> dict[str, tuple[Claim, ...]]:
    """The grounded claims of each digest. Frozen, so shared freely."""
    reader, grounder = open_reader(), LexiconGrounder(Lexicon.load())
    documents = {name: load(EXAMPLES / f"{name}-digest.md") for name in NAMES}
    return {name: tuple(grounder.ground(document, reader.read(document)).claims) for name, document in documents.items()}


@pytest.mark.parametrize(
    ("name", "section", "subject", "sign", "target"),
    [
        ("brilliant-brain", "Why glycine alone falls short", "magnesium", "-", "NMDA receptor channel"),
        ("brilliant-brain", "Glycine opens the NMDA receptor, with glutamate", "Glycine", "+", "NMDA receptor"),
        ("brilliant-brain", "Glycine cools the body", "Glycine", "-", "core body temperature"),
        ("brilliant-brain", "Glycine cools the body", "Glycine", "+", "peripheral vasodilation"),
        ("brilliant-brain", "Glycine cools the body", "blood flow", "-", "core temperature"),
        ("brilliant-brain", "Why magnesium runs low", "Cortisol", "+", "renal magnesium excretion"),
        ("brilliant-brain", "Why magnesium runs low", "Proton pump inhibitors", "-", "magnesium absorption"),
        ("brilliant-brain", "Magnesium glycinate brings both", "Magnesium glycinate", "+", "glycine"),
        ("brilliant-brain", "Magnesium glycinate brings both", "Magnesium glycinate", "+", "magnesium"),
        ("keyora", "7.2 From the balance to cortisol", "GABA–NMDA imbalance", "+", "evening cortisol"),
        ("keyora", "7.3 From energy to stability", "ATP–Mg buffering", "+", "stable"),
        ("keyora", "7.1 GABA and NMDA", "shift of the GABA–NMDA balance", "-", "other axes"),
        ("keyora", "7.4 From the inner axes to the body", "Disturbance of the other axes", "+", "shallow breathing"),
        ("keyora", "8.4 Fatigue first", "energy deficit", "+", "NMDA receptor activity"),
    ],
)
def test_what_a_digest_says_is_read_with_its_sign_and_its_section(
    claims: dict[str, tuple[Claim, ...]], name: str, section: str, subject: str, sign: str, target: str
) -> None:
    found = {
        (claim.subject.phrase.casefold(), claim.relation.sign)
        for claim in claims[name]
        if claim.place.section == section and target.casefold() in claim.object.phrase.casefold() and claim.asserts
    }

    assert (subject.casefold(), Sign(sign)) in found


def test_the_warning_of_2011_is_the_named_source_of_what_acid_blockers_do(claims: dict[str, tuple[Claim, ...]]) -> None:
    offered = [claim.evidence for claim in claims["brilliant-brain"] if claim.object.phrase == "magnesium absorption"]

    assert [(evidence.level, "FDA 2011" in (evidence.cite or "")) for evidence in offered] == [(EvidenceLevel.NAMED, True)]
