"""What was looked up stands on the claim's page, works to read stand with the flag, and hostile titles stay words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph import KnowledgeGraph
from graph.audit import audit
from graph.audit.backing import Backing
from graph.audit.facts import Facts
from graph.bases import Borrowed
from ontology.library import Citation
from ontology.model import Claim, Evidence, EvidenceLevel
from ontology.relations import Sign
from ontology.works import Lookup, Notice, NoticeKind, Work
from tests.build import a_claim, a_document
from viz import claim_page, document_page, flags_page, review_page
from viz.atlas import Atlas
from viz.choice import Choice

DOI = "doi:10.5555/reed.2019"
TEXT = "Zinc lowers copper (doi:10.5555/reed.2019). Zinc lowers iron."
PAYLOAD = "<script>window.PWNED=1</script>"
RETRACTED = Notice(kind=NoticeKind.RETRACTION, told_by="Crossref", date="2021-02-03")
WORK = Work(citation=Citation(authors="Reed A", year=2019, title=PAYLOAD, journal=PAYLOAD, doi="10.5555/reed.2019"), notices=(RETRACTED,))
EDGE = Borrowed(base=PAYLOAD, subject="zinc", sign=Sign.DOWN, object="iron", words=PAYLOAD, works=("pmid:1", "javascript:alert(1)"))


def sourced() -> Claim:
    """Return a claim with an identifier."""
    evidence = Evidence(level=EvidenceLevel.IDENTIFIED, cite=DOI, identifiers=(DOI,))
    return a_claim(document=a_document(TEXT), quote="Zinc lowers copper (doi:10.5555/reed.2019).", evidence=evidence)


@pytest.fixture
def graph() -> Iterator[KnowledgeGraph]:
    """Two claims, one with an identifier and one that offers nothing."""
    bare = a_claim("zinc", obj="iron", document=a_document(TEXT), quote="Zinc lowers iron.")
    with KnowledgeGraph.open(None) as graph:
        graph.add(a_document(TEXT), [sourced(), bare], (), time="2026-01-01T00:00:00Z")
        yield graph


def atlas_of(graph: KnowledgeGraph, *works: Work, asked: bool = True) -> Atlas:
    """Return the atlas with one lookup and one borrowed edge."""
    lookup = Lookup(asked=DOI, time="2026-11-25T12:00:00Z", services=("Crossref",), works=works)
    facts = Facts.of(graph.documents(), graph.claims(), factors=graph.factors(), lookups={DOI: lookup} if asked else {})
    return Atlas.of(graph, audit(graph).flags, backing=Backing(facts=facts, between=lambda *_: [EDGE]))


def test_the_work_behind_an_identifier_stands_on_the_claims_page_with_its_notice_and_the_day(graph: KnowledgeGraph) -> None:
    page = claim_page.render(atlas_of(graph, WORK), graph, sourced().id)

    assert 'href="https://doi.org/10.5555/reed.2019"' in page
    assert "retraction 2021-02-03 (Crossref)" in page
    assert "Crossref, 2026-11-25" in page
    assert PAYLOAD not in page


def test_the_articles_page_lists_what_it_cites(graph: KnowledgeGraph) -> None:
    page = document_page.render(atlas_of(graph, WORK), graph, a_document(TEXT).id)

    assert "1 work cited" in page
    assert "retraction 2021-02-03 (Crossref)" in page
    assert PAYLOAD not in page


@pytest.mark.parametrize(("asked", "words"), [(True, "not found"), (False, "not looked up")])
def test_an_identifier_that_leads_nowhere_and_one_that_nobody_followed_are_told_apart(
    asked: bool, words: str, graph: KnowledgeGraph
) -> None:
    assert words in claim_page.render(atlas_of(graph, asked=asked), graph, sourced().id)


@pytest.mark.parametrize("page", ["flags", "review"])
def test_works_to_read_stand_with_the_flag_as_candidates(page: str, graph: KnowledgeGraph) -> None:
    atlas = atlas_of(graph, WORK)
    flag = next(flag for flag in atlas.flags if flag.code == "EV001")
    shown = flags_page.render(atlas, Choice()) if page == "flags" else review_page.render(atlas, graph, Choice(), flag=flag.id)

    assert "nobody has checked that they say this" in shown
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/1"' in shown
    assert PAYLOAD not in shown
    assert 'href="javascript' not in shown


def test_pages_without_backing_say_nothing_of_it(graph: KnowledgeGraph) -> None:
    atlas = replace(atlas_of(graph, WORK), backing=None)

    assert "Looked up" not in claim_page.render(atlas, graph, sourced().id)
    assert "to read" not in flags_page.render(atlas, Choice())
