"""Nanopublications: ours are valid, the suite's valid ones pass, its invalid ones do not."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from graph.nanopub import CODE, artifact_code, nanopub, problems, read, to_trig
from ontology.errors import StoreError
from ontology.model import Claim, Document, Modality
from tests.build import a_claim, a_document
from tests.graph.strategies import claims

NOW = "2026-01-02T03:04:05Z"
FORMATS = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS}


@settings(max_examples=40)
@given(claims())
def test_any_claim_makes_a_valid_nanopublication_and_comes_back(claim: Claim) -> None:
    document = Document(id=claim.document_id, text="words")

    quads = nanopub(claim, document, created=NOW)

    assert problems(quads) == []
    assert read(to_trig(quads).encode()) == [claim]


def test_the_name_is_the_hash_of_the_content() -> None:
    quads = nanopub(a_claim(), a_document(), created=NOW)
    other = to_trig(nanopub(a_claim(context="at night"), a_document(), created=NOW))
    forged = ox.parse(to_trig(quads).replace("Zinc lowers", "Zinc lifts"), format=ox.RdfFormat.TRIG)

    (code,) = {found[1] for quad in quads if (found := CODE.search(str(quad.graph_name)[1:-1]))}
    assert artifact_code(quads, code) == code
    assert code not in other
    assert problems(forged) == ["The content does not fit the hash in its name."]


@pytest.mark.parametrize(("claim", "edges"), [(a_claim(), 1), (a_claim(negated=True), 0), (a_claim(modality=Modality.HEDGED), 0)])
def test_only_what_is_asserted_becomes_an_edge(claim: Claim, edges: int) -> None:
    quads = nanopub(claim, a_document(), created=NOW)

    assert len([quad for quad in quads if quad.predicate.value.endswith("ontology#decreases")]) == edges


def test_what_is_no_nanopublication_is_refused() -> None:
    for nonsense in (b"<a", b"", b"<http://a> <http://b> <http://c> ."):
        with pytest.raises(StoreError):
            read(nonsense)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["plain", "trusty", "signed"])
def test_the_valid_ones_of_the_suite_pass(shared: Path, folder: str) -> None:
    files = [file for file in sorted((shared / "data/nanopub-testsuite/valid" / folder).iterdir()) if file.suffix in FORMATS]

    refused = {file.name: found for file in files if (found := problems(ox.parse(file.read_bytes(), format=FORMATS[file.suffix])))}

    assert len(files) >= 17
    assert refused == {}


UNSIGNED = {"simple1-invalid-dsa.trig", "simple1-invalid-rsa.trig"}
"""Valid but for their signatures, which we do not check."""


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["plain", "trusty", "signed"])
def test_the_invalid_ones_of_the_suite_are_refused(shared: Path, folder: str) -> None:
    files = sorted((shared / "data/nanopub-testsuite/invalid" / folder).iterdir())

    passed = {file.name for file in files if not problems(ox.parse(file.read_bytes(), format=ox.RdfFormat.TRIG))}

    assert passed == UNSIGNED & {file.name for file in files}
