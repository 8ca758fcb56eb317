"""The reference library: complete, grounded in the lexicon, and findable by factor, author and identifier."""

from __future__ import annotations

import pytest

from ontology.lexicon import Lexicon
from ontology.library import Citation, Library
from ontology.relations import Sign

LIBRARY = Library.load()


def test_every_finding_has_a_citation_and_says_where_it_was_read() -> None:
    assert len(LIBRARY.findings) == 133
    assert all(finding.verified for finding in LIBRARY.findings)
    assert all(finding.citation.authors or finding.citation.doi or finding.citation.title for finding in LIBRARY.findings)


def test_keys_are_unique() -> None:
    assert len({finding.key for finding in LIBRARY.findings}) == len(LIBRARY.findings)


def test_every_edge_joins_two_factors_of_the_lexicon() -> None:
    lexicon = Lexicon.load()
    ends = {end for finding in LIBRARY.findings for edge in finding.edges for end in (edge.subject, edge.object)}

    assert ends <= set(lexicon.factors)


def test_a_finding_without_direction_bears_on_no_signed_statement() -> None:
    neutral = [finding for finding in LIBRARY.findings if finding.sign == "context"]

    assert not [finding.key for finding in neutral for edge in finding.edges if edge.sign is not Sign.NONE]


def test_a_null_result_stands_against_both_signs_and_for_none() -> None:
    pair = ("magnesium-l-threonate", "insomnia")

    assert LIBRARY.against(pair[0], Sign.UP, pair[1])
    assert LIBRARY.against(pair[0], Sign.DOWN, pair[1])
    assert not LIBRARY.supporting(pair[0], Sign.DOWN, pair[1])


def test_nothing_stands_for_or_against_a_statement_without_sign() -> None:
    assert not LIBRARY.against("glycine", Sign.NONE, "core-body-temperature")
    assert not LIBRARY.supporting("glycine", Sign.NONE, "core-body-temperature")


def test_a_work_is_found_by_author_year_and_identifier() -> None:
    kawai = LIBRARY.cited("kawai", 2015)

    assert {finding.citation.journal for finding in kawai} == {"Neuropsychopharmacology"}
    assert set(LIBRARY.identified("DOI:10.1038/npp.2014.326")) == set(kawai)


def test_an_author_is_found_by_the_whole_name_only() -> None:
    assert not LIBRARY.cited("Banna")


@pytest.mark.parametrize("authority", ["EU", "USA"])
def test_an_upper_level_names_its_finding(authority: str) -> None:
    (level,) = [level for level in LIBRARY.upper_levels if level.authority.startswith(authority)]

    assert level.finding in {finding.key for finding in LIBRARY.findings}
    assert level.unit == "mg"


def test_a_claim_that_was_only_assessed_is_not_authorised() -> None:
    assert any(claim.authorised for claim in LIBRARY.health_claims)
    assert any(not claim.authorised for claim in LIBRARY.health_claims)


def test_an_institution_keeps_its_name_in_short() -> None:
    assert Citation(authors="European Commission", year=2012).short == "European Commission 2012"
