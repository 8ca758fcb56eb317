"""The main job on the three real articles: they load in one go, and the edges that everybody looks for first are there.

The articles are read in place; none of their sentences stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.fetch import fetch
from api.pipeline import Read, store
from api.reading import Workers, read_many
from graph import KnowledgeGraph
from ontology.model import Claim, EvidenceLevel, Statement
from ontology.relations import Sign

pytestmark = pytest.mark.shared
NAMES = ("neuronutra.txt", "brilliant-brain.txt", "keyora.txt")


@pytest.fixture(scope="module")
def originals(shared: Path) -> Iterator[KnowledgeGraph]:
    """The graph of the three articles; read only."""
    places = [str(shared / "articles" / name) for name in NAMES]
    with KnowledgeGraph.open(None) as graph:
        for read in read_many(places, workers=Workers(), fetch=fetch):
            assert isinstance(read, Read)
            store(read, graph, time="2026-01-01T00:00:00+00:00")
        yield graph


def edges(graph: KnowledgeGraph, subject: str, sign: Sign, obj: str) -> list[Statement]:
    """The asserted edges whose ends' ids hold these words, with this sign."""
    return [s for s in graph.statements() if s.asserted and s.key.sign is sign and subject in s.key.subject and obj in s.key.object]


def claims(graph: KnowledgeGraph, found: list[Statement]) -> list[Claim]:
    return [claim for statement in found for claim in graph.claims(statement=statement.id)]


@pytest.mark.parametrize(
    ("subject", "sign", "obj"),
    [
        ("magnesium", Sign.DOWN, "nmda-receptor-channel"),
        ("glycine", Sign.UP, "nmda-receptor"),
        ("glycine", Sign.DOWN, "core-body-temperature"),
        ("glycine", Sign.UP, "peripheral-vasodilation"),
        ("balance", Sign.UP, "evening-cortisol"),
        ("cortisol", Sign.UP, "renal-magnesium-excretion"),
        ("proton-pump-inhibitors", Sign.DOWN, "magnesium-absorption"),
    ],
)
def test_an_edge_that_everybody_looks_for_first_is_there_with_its_sentence_and_section(
    originals: KnowledgeGraph, subject: str, sign: Sign, obj: str
) -> None:
    found = claims(originals, edges(originals, subject, sign, obj))

    assert found
    for claim in found:
        claim.check(originals.document(claim.document_id))
        assert claim.place.section


def test_stability_rests_on_the_buffering_of_atp_and_magnesium(originals: KnowledgeGraph) -> None:
    found = [s for s in originals.statements() if "atp" in s.key.subject and "stability" in s.key.object]

    assert any(s.key.sign is not Sign.DOWN for s in found)


def test_the_warning_about_acid_reducers_is_told_with_its_source(originals: KnowledgeGraph) -> None:
    found = claims(originals, edges(originals, "proton-pump-inhibitors", Sign.DOWN, "magnesium-absorption"))

    assert [claim.evidence.level for claim in found] == [EvidenceLevel.NAMED]
    assert "2011" in (found[0].evidence.cite or "")


@pytest.mark.parametrize(
    ("subject", "obj"),
    [("balance", "axes"), ("balance", "cortisol"), ("energy", "network"), ("ax", "diaphragm")],
    ids=["the first gate shifts the others", "the ratio moves the stress axis", "energy holds the network", "the axes show in the body"],
)
def test_every_link_between_the_four_axes_is_in_the_graph(originals: KnowledgeGraph, subject: str, obj: str) -> None:
    assert [s for s in originals.statements() if subject in s.key.subject and obj in s.key.object]


def test_the_compound_reaches_one_receptor_by_two_roads_of_opposite_sign(originals: KnowledgeGraph) -> None:
    signs = {path.sign for path in originals.paths("magnesium-glycinate", "nmda-receptor", limit=20)}

    assert {Sign.UP, Sign.DOWN} <= signs
