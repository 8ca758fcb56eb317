"""Candidates for unsupported claims and the sources of a report: offered, told apart by sign, and never taken for evidence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.audit import RULES, render
from graph.audit.backing import Backing, State
from graph.audit.candidates import Stance, candidates
from graph.audit.facts import Facts
from graph.audit.ledger import ledger
from graph.audit.rule import Rule
from graph.audit.rules import ev001_no_source, ev007_one_source_many_claims
from graph.audit.run import run
from graph.bases import Base, Borrowed, KnowledgeBases
from ontology.library import Citation
from ontology.model import Document, Flag
from ontology.relations import Relation, Sign
from ontology.works import Lookup, Work
from tests.graph.audit.build import a_finding, a_library, an_article, claim_in, factor, facts, found

ZINC = factor("zinc", "SmallMolecule")
COPPER = factor("copper", "SmallMolecule")
LIBRARY = a_library(
    a_finding("zinc", Sign.DOWN, "copper", citation=Citation(authors="Reed A", year=2019, journal="J Zinc", doi="10.5555/a"), key="a"),
    a_finding("zinc", Sign.UP, "copper", citation=Citation(authors="Stone B", year=2020, journal="J Zinc", doi="10.5555/b"), key="b"),
)
EDGE = Borrowed(base="Pier", subject="zinc", sign=Sign.DOWN, object="copper", words="Zinc affects copper", works=("pmid:1", "pmid:2"))


def unsourced(relation: Relation = Relation.DECREASES) -> Facts:
    """Return facts with one claim that offers nothing."""
    document = an_article("Zinc lowers copper.")
    return facts(document, claims=[claim_in(document, document.text, relation=relation)], factors=[ZINC, COPPER], library=LIBRARY)


def documents(backing: Backing) -> dict[str, Document]:
    """Return the documents of the facts by id."""
    return {article.document.id: article.document for article in backing.facts.articles}


def the_flag(of: Facts, rule: Rule = ev001_no_source.RULE) -> Flag:
    """Return the only flag of a rule."""
    (finding,) = found(rule, of)
    return rule.flag(finding)


@pytest.fixture
def bases(tmp_path: Path) -> KnowledgeBases:
    """One imported base with one edge."""
    bases = KnowledgeBases(tmp_path)
    bases.keep(Base(name="Pier", file="pier.tsv", format="KGX", time="2026-11-25", edges=1), [EDGE])
    return bases


def test_works_of_the_library_are_offered_those_of_the_same_sign_first() -> None:
    of = unsourced()

    offered = candidates(the_flag(of), of)

    assert [(each.work, each.stance) for each in offered] == [
        ("Reed A, 2019, J Zinc, doi:10.5555/a", Stance.FOR),
        ("Stone B, 2020, J Zinc, doi:10.5555/b", Stance.AGAINST),
    ]


def test_works_of_an_imported_base_are_offered_under_its_name(bases: KnowledgeBases) -> None:
    of = replace(unsourced(), library=None)

    (offered,) = candidates(the_flag(of), of, bases.between)

    assert (offered.origin, offered.identifiers, offered.stance) == ("Pier", ("pmid:1", "pmid:2"), Stance.FOR)


@pytest.mark.parametrize(
    ("edge", "stance"),
    [
        (EDGE, Stance.FOR),
        (replace(EDGE, sign=Sign.UP), Stance.AGAINST),
        (replace(EDGE, sign=Sign.NONE), Stance.OPEN),
        (replace(EDGE, negated=True), Stance.AGAINST),
        (replace(EDGE, sign=Sign.UP, negated=True), Stance.OPEN),
    ],
    ids=["same", "other", "none", "denied", "other denied"],
)
def test_the_sign_of_an_edge_tells_how_it_stands(edge: Borrowed, stance: Stance) -> None:
    of = replace(unsourced(), library=None)

    assert [each.stance for each in candidates(the_flag(of), of, lambda *_: [edge])] == [stance]


def test_an_edge_on_the_thing_behind_a_state_is_offered_with_its_sign_turned(bases: KnowledgeBases) -> None:
    loss = factor("copper loss", aspect_of=("copper", "loss"))
    document = an_article("Zinc lowers copper loss.")
    claim = claim_in(document, document.text, obj="copper loss")
    of = facts(document, claims=[claim], factors=[ZINC, COPPER, loss])

    (offered,) = candidates(the_flag(of), of, bases.between)

    assert offered.stance is Stance.AGAINST


def test_flags_that_a_source_would_not_clear_get_none() -> None:
    of = unsourced()

    assert not candidates(replace(the_flag(of), code=ev007_one_source_many_claims.RULE.code), of)


def test_the_ledger_has_them_beside_the_claims_that_offer_nothing(bases: KnowledgeBases) -> None:
    of = unsourced()
    (article,) = of.articles

    (entry,) = ledger(article, of, [the_flag(of)], between=bases.between).entries
    (plain,) = ledger(article, of).entries

    assert {each.origin for each in entry.to_read} == {"reference library", "Pier"}
    assert not plain.to_read


def test_a_claim_with_candidates_stays_unsourced(bases: KnowledgeBases) -> None:
    of = unsourced()
    backing = Backing(facts=of, between=bases.between)

    assert backing.candidates(the_flag(of))
    assert found(ev001_no_source.RULE, of)


class TestReports:
    @pytest.fixture
    def backing(self, bases: KnowledgeBases) -> Backing:
        document = an_article("Zinc lowers copper.\n\nIron is told of elsewhere (doi:10.5555/reed.2019).")
        of = facts(document, claims=[claim_in(document, "Zinc lowers copper.")], factors=[ZINC, COPPER], library=LIBRARY)
        asked = "doi:10.5555/reed.2019"
        work = Work(citation=Citation(title="On iron", year=2019, doi="10.5555/reed.2019"), abstract="Iron.")
        lookup = Lookup(asked=asked, time="2026-11-25T12:00:00Z", services=("Crossref",), works=(work,))
        return Backing(facts=replace(of, lookups={asked: lookup}), between=bases.between)

    def test_text_tells_what_to_read_and_how_old_the_lookups_are(self, backing: Backing) -> None:
        printed = render.text(run(backing.facts, RULES), documents(backing), backing)

        assert "to read: Reed A, 2019, J Zinc, doi:10.5555/a (reference library, same sign)" in printed
        assert "to read: pmid:1, pmid:2 (Pier, same sign): Zinc affects copper" in printed
        assert "Sources: 1 cited, 1 looked up (oldest answer of 2026-11-25; --refresh asks again)." in printed

    def test_json_has_candidates_and_sources(self, backing: Backing) -> None:
        content = json.loads(render.json_report(run(backing.facts, RULES), documents(backing), backing))

        flag = next(flag for flag in content["flags"] if flag["code"] == "EV001")
        assert {each["origin"] for each in flag["candidates"]} == {"reference library", "Pier"}
        (source,) = content["sources"]
        assert (source["state"], source["lookup"]["works"][0]["title"]) == (State.FOUND.value, "On iron")

    def test_markdown_says_that_nobody_has_checked_them(self, backing: Backing) -> None:
        printed = render.markdown(run(backing.facts, RULES), documents(backing), backing)

        assert "nobody has checked" in printed
        assert "| doi:10.5555/reed.2019 | found | “On iron”, 2019, doi:10.5555/reed.2019 | 2026-11-25 |" in printed

    def test_without_lookups_the_sources_are_told_as_not_looked_up(self, backing: Backing) -> None:
        bare = replace(backing, facts=replace(backing.facts, lookups={}))

        assert "--resolve" in str(bare.summary())
        assert {bare.state(source) for source in bare.sources()} == {State.OPEN}
