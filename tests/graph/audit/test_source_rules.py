"""Rules about works that were looked up: each fires on its cause, tells the day, and is silent when the cause is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from graph.audit.citations import cited, works
from graph.audit.compared import differences
from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule
from graph.audit.rules import ev005_citation_mismatch, ev006_own_deposit, ev011_unresolved, ev012_retracted
from graph.audit.rules.ev003_unidentifiable_source import identifiable
from graph.audit.sources import Source, questions, sources
from ontology.library import Citation, Library
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Severity
from ontology.works import Lookup, Notice, NoticeKind, Work
from tests.graph.audit.build import a_library, an_article, claim_in, facts, found

DOI = "doi:10.5555/reed.2019"
WORK = Work(
    citation=Citation(
        authors="Reed A, Stone B", year=2019, title="On zinc and copper in the gland", journal="Journal of Zinc", doi="10.5555/reed.2019"
    ),
    kind="journal-article",
    abstract="Zinc lowers copper in the invented gland.",
)
SENTENCE = "Zinc lowers copper (Reed et al., 2019, Journal of Zinc; doi:10.5555/reed.2019)."
LIBRARY = a_library()


def looked_up(work: Work | None, asked: str = DOI, *others: Work) -> dict[str, Lookup]:
    """Return the answer to one question."""
    works = (work, *others) if work else ()
    return {asked: Lookup(asked=asked, time="2026-11-25T12:00:00Z", services=("Crossref", "doi.org"), works=works)}


def with_citation(**fields: Any) -> Work:
    """Return the work with other details."""
    return replace(WORK, citation=replace(WORK.citation, **fields))


def told(text: str, lookups: Mapping[str, Lookup], *, library: Library | None = LIBRARY, **fields: Any) -> Facts:
    """Return facts about one article whose first sentence is a claim, with what was looked up."""
    document = an_article(text, **fields)
    claim = claim_in(document, next(block.text for block in document.blocks if "inc" in block.text))
    evidence = Evidence(level=EvidenceLevel.IDENTIFIED, cite="Reed", identifiers=(DOI,)) if "10.5555" in text else claim.evidence
    return replace(facts(document, claims=[replace(claim, evidence=evidence)], library=library), lookups=lookups)


class TestSources:
    def read(self, document: Document, claims: list[Claim] | None = None) -> list[str | None]:
        article = Article(document=document, claims=tuple(claims or ()))
        return [source.asked for source in sources(article, LIBRARY)]

    def test_one_identifier_beside_one_author_and_year_is_one_work(self) -> None:
        (source,) = sources(Article(document=an_article(SENTENCE)), LIBRARY)

        assert (source.identifiers, str(source.cited)) == ((DOI,), "Reed 2019, Journal of Zinc")

    def test_a_link_target_counts(self) -> None:
        assert self.read(an_article("Zinc lowers copper, [they say](https://doi.org/10.5555/Reed.2019).")) == [DOI]

    def test_marks_lead_to_the_list_and_what_stands_there_is_one_work(self) -> None:
        document = an_article(
            "Zinc lowers copper [1]. It does (Stone et al., 2020).\n\n## References\n\n"
            "[1] Reed A. On zinc. J Zinc. 2019. doi:10.5555/reed.2019\n\n[2] Stone B. On iron. J Iron. 2020;3:4.\n"
        )
        claim = claim_in(document, "Zinc lowers copper [1].")

        first, second = sources(Article(document=document, claims=(claim,)), LIBRARY)

        assert (first.asked, [c.id for c in first.claims]) == (DOI, [claim.id])
        assert second.sentences[0].text == "It does (Stone et al., 2020)."

    def test_keys_of_a_bibliography_lead_to_its_entries(self) -> None:
        document = an_article(
            "Zinc lowers copper [@reed2019; @stone].", references={"reed2019": "Reed A. Zinc. 2019. doi:10.5555/reed.2019"}
        )

        assert self.read(document) == [DOI]

    def test_a_key_lets_somebody_find_the_work(self) -> None:
        assert identifiable("A 2021 survey of 900 bakers found fewer coughs [see @reed2021, p. 3].", [])

    def test_trial_numbers_and_addresses_are_sources_that_nobody_looks_up(self) -> None:
        document = an_article("Zinc lowers copper (NCT01234567). See https://www.who.int/zinc/.")

        assert self.read(document) == [None, None]
        assert not questions(sources(Article(document=document), LIBRARY))

    def test_each_question_is_asked_once(self) -> None:
        document = an_article("Zinc lowers copper (doi:10.5555/a). It does so again (https://doi.org/10.5555/A).")

        assert self.read(document) == ["doi:10.5555/a"]

    def test_one_identifier_told_in_two_ways_is_compared_in_both(self) -> None:
        document = an_article(
            "Zinc lowers copper (Reed, 2019; doi:10.5555/a). Iron too (Reed, 2012; doi:10.5555/a), and tin (doi:10.5555/a)."
        )

        found = sources(Article(document=document), LIBRARY)

        assert [str(source.cited) for source in found] == ["Reed 2019", "Reed 2012"]
        assert len(questions(found)) == 1

    @pytest.mark.parametrize(
        ("text", "journal"),
        [
            ("(Bannai et al., 2012, Neurozinc)", "Neurozinc"),
            ("(Bannai et al., 2012, published in the Journal of Zinc)", "Journal of Zinc"),
            ("(Reed, 2019; Stone, 2020, Journal of Zinc)", None),
            ("(Reed, 2019, p. 4)", None),
            ("(Reed, 2019, Figure 3)", None),
            ("Reed (2019), Nature lovers say, was wrong.", None),
        ],
        ids=["behind the year", "published in", "of another", "a page", "a figure", "outside the brackets"],
    )
    def test_the_journal_behind_the_year_belongs_to_the_citation(self, text: str, journal: str | None) -> None:
        assert next(cited(text, LIBRARY)).journal == journal

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("as the World Health Organization (2019) says", "world health organization"),
            ("(European Food Safety Authority, 2015)", "european food safety authority"),
            ("the Ministry of Harbours and Cranes (2015)", "ministry of harbours and cranes"),
            ("(EFSA, 2015)", "efsa"),
        ],
    )
    def test_a_body_with_a_year_is_a_citation_that_no_service_is_asked_for(self, text: str, name: str) -> None:
        (cite,) = cited(text, LIBRARY)

        assert (cite.names, cite.body) == ((name,), True)
        assert self.read(an_article(f"Zinc lowers copper, {text}.")) == [None]

    @pytest.mark.parametrize("text", ["Paris 2015 was warm.", "Since March 2012 zinc is cheap.", "Version 2019", "In Autumn 2019 it rose."])
    def test_a_name_before_a_bare_year_cites_nothing(self, text: str) -> None:
        assert not list(cited(text, LIBRARY))


class TestDetails:
    rule = ev005_citation_mismatch.RULE

    def messages(self, text: str, work: Work) -> list[str]:
        return [finding.message for finding in found(self.rule, told(text, looked_up(work)))]

    def test_a_source_that_is_what_the_article_says_is_silent(self) -> None:
        assert not self.messages(SENTENCE, WORK)

    @pytest.mark.parametrize(
        ("fields", "word"),
        [
            ({"authors": "Pale C"}, "the author"),
            ({"year": 2012}, "the year"),
            ({"journal": "Neurozinc"}, "the journal"),
        ],
        ids=["author", "year", "journal"],
    )
    def test_a_detail_that_differs_is_told_with_the_right_one_and_the_day(self, fields: dict[str, Any], word: str) -> None:
        (message,) = self.messages(SENTENCE, with_citation(**fields))

        assert word in message
        assert str(next(iter(fields.values()))) in message
        assert "2026-11-25" in message

    @pytest.mark.parametrize(
        "fields",
        [{"year": 2018}, {"authors": "Stone B, Reed A"}, {"journal": "J Zinc"}, {"journal": None}, {"authors": None}, {"year": None}],
        ids=["a year off", "order of authors", "abbreviated", "no journal", "no authors", "no year"],
    )
    def test_details_that_may_be_the_same_are_silent(self, fields: dict[str, Any]) -> None:
        assert not self.messages(SENTENCE, with_citation(**fields))

    def test_the_reference_library_answers_where_nobody_was_asked(self) -> None:
        library = Library.load()
        text = "Oxide helped sleepers (Abbasi et al., 2022; PMID 23853635)."

        (finding,) = found(self.rule, facts(an_article(text), library=library))

        assert "2012" in finding.message
        assert "reference library" in finding.message

    def test_an_entry_of_the_list_is_compared_too(self) -> None:
        entry = "[1] Reed A. Iron in the invented pump of the harbour. Journal of Iron. 2019. doi:10.5555/reed.2019"
        text = f"Zinc lowers copper [1].\n\n## References\n\n{entry}\n"

        (message,) = self.messages(text, WORK)

        assert "the title" in message
        assert not self.messages(text.replace("Iron in the invented pump of the harbour", "On zinc and copper in the gland"), WORK)

    def test_an_entry_that_is_only_an_identifier_says_nothing_to_compare(self) -> None:
        assert not self.messages("Zinc lowers copper [1].\n\n## References\n\n[1] doi:10.5555/reed.2019\n", WORK)

    def test_a_work_on_something_else_is_told_and_one_word_in_common_is_enough(self) -> None:
        text = "Zinc lowers copper (doi:10.5555/reed.2019)."
        other = replace(with_citation(title="Harbour cranes of the north"), abstract="Cranes were counted.")

        (finding,) = found(self.rule, told(text, looked_up(other)))

        assert finding.severity is Severity.MEDIUM
        assert "Harbour cranes" in finding.message
        assert not self.messages(text, replace(other, abstract="Cranes with copper parts were counted."))

    def test_the_works_that_were_found_take_part_in_the_comparison(self) -> None:
        text = "Zinc lowers copper (Reed et al., 2012, published in Neurozinc)."
        asked = "cited:reed 2012 neurozinc"
        early, late = with_citation(year=2012, doi="10.5555/a"), with_citation(year=2015, journal="Neurozinc", doi="10.5555/b")

        (finding,) = found(self.rule, told(text, looked_up(early, asked, late)))
        assert "10.5555/a" in finding.message
        assert "10.5555/b" in finding.message

        right = with_citation(year=2012, journal="Neurozinc")
        assert not found(self.rule, told(text, looked_up(right, asked, early)))

    def test_a_citation_with_a_journal_that_no_service_knows_is_told(self) -> None:
        text = "Zinc lowers copper (Reed et al., 2012, published in Neurozinc)."
        nothing = {a: replace(lookup, works=()) for a, lookup in looked_up(WORK, "cited:reed 2012 neurozinc").items()}

        (finding,) = found(self.rule, told(text, nothing))

        assert "know no work" in finding.message
        assert not found(self.rule, told(text, {}))

    def test_the_standing_example_is_told_offline_with_the_likely_works(self) -> None:
        text = "Glycine cools the body (Bannai et al., 2012, Neuropsychopharmacology)."

        (finding,) = found(self.rule, facts(an_article(text), library=Library.load()))

        assert "10.3389/fneur.2012.00061" in finding.message
        assert "10.1038/npp.2014.326" in finding.message


class TestEntriesWithoutIdentifier:
    rule = ev005_citation_mismatch.RULE
    entry = "Reed A, Stone B. On zinc and copper in the gland. Journal of Zinc. 2019;7:1-9."

    def told(self, entry: str, *works: Work) -> Facts:
        text = f"Zinc lowers copper [1].\n\n## References\n\n[1] {entry}\n"
        (source,) = sources(Article(document=an_article(text)), LIBRARY)
        return told(text, looked_up(works[0] if works else None, source.asked or "", *works[1:]))

    def test_an_entry_that_is_one_of_the_works_found_is_silent(self) -> None:
        assert not found(self.rule, self.told(self.entry, with_citation(title="Iron"), WORK))

    def test_an_entry_with_the_title_of_a_work_and_another_year_is_told(self) -> None:
        (finding,) = found(self.rule, self.told(self.entry.replace("2019", "2009"), WORK))

        assert "the year" in finding.message
        assert finding.severity is Severity.MEDIUM

    @pytest.mark.parametrize("works", [(), (with_citation(title="Iron in the harbour cranes"),)], ids=["nothing", "another"])
    def test_a_paper_that_no_service_finds_is_told_with_the_nearest(self, works: tuple[Work, ...]) -> None:
        (finding,) = found(self.rule, self.told(self.entry, *works))

        assert "know no work of this title" in finding.message
        assert ("Nearest" in finding.message) is bool(works)

    def test_a_book_or_a_page_need_not_be_known(self) -> None:
        assert not found(self.rule, self.told("Reed A. Zinc for sailors. Pier Press; 2019."))

    def test_a_retracted_work_is_seen_behind_its_title_too(self) -> None:
        retracted = replace(WORK, notices=(Notice(kind=NoticeKind.RETRACTION, told_by="Crossref", date="2021"),))

        (finding,) = found(ev012_retracted.RULE, self.told(self.entry, retracted))

        assert "was retracted on 2021" in finding.message
        assert not found(ev012_retracted.RULE, self.told(self.entry.replace("2019", "2009"), retracted))

    def test_a_year_in_a_title_cites_nothing(self) -> None:
        document = an_article("Zinc [1].\n\n## References\n\n[1] Reed A. Zinc prices of Paris (2015). J Zinc. 2019. doi:10.5555/a\n")

        (source,) = sources(Article(document=document), LIBRARY)

        assert source.cited is None


class TestLibraryAgainstItself:
    """Every paper of the reference library, cited as articles cite, against its own record and against all others."""

    papers = tuple(work for work in works(Library.load()) if re.match(r"\w+ [A-Z]{1,3},", work.authors or "") and work.year and work.title)

    def listed(self, work: Citation) -> Source:
        where = f"{work.volume or ''}:{work.pages or ''}"
        return Source(
            entry=f"{work.authors}. {work.title}. {work.journal or ''}. {work.year};{where}. doi:{work.doi}", identifiers=("doi:x",)
        )

    def named(self, work: Citation) -> Source:
        first = str(work.authors).split(",")[0].rsplit(" ", 1)[0]
        (cite,) = cited(f"It works ({first} et al., {work.year}{f', {work.journal}' if work.journal else ''}).", LIBRARY)
        return Source(cited=cite, identifiers=("doi:x",))

    @pytest.mark.parametrize("how", ["listed", "named"])
    def test_each_agrees_with_itself_and_hardly_any_with_another(self, how: str) -> None:
        told_as = {work: getattr(self, how)(work) for work in self.papers}
        own = [work.title for work, source in told_as.items() if differences(source, Work(citation=work))]
        others = [(one, other) for one in self.papers[::3] for other in self.papers if one is not other]
        apart = sum(bool(differences(told_as[one], Work(citation=other))) for one, other in others)

        assert not own
        assert apart / len(others) > 0.99


class TestUnresolved:
    rule = ev011_unresolved.RULE

    def test_an_identifier_that_nobody_knows_is_flagged_and_cleared_by_one_that_leads_somewhere(self) -> None:
        (finding,) = found(self.rule, told(SENTENCE, looked_up(None)))

        assert "Crossref and doi.org do not know it (asked 2026-11-25)" in finding.message
        assert not found(self.rule, told(SENTENCE, looked_up(WORK)))
        assert not found(self.rule, told(SENTENCE.replace("; doi:10.5555/reed.2019", ""), looked_up(None)))

    def test_a_search_that_found_nothing_is_no_dead_identifier(self) -> None:
        assert not found(self.rule, told("Zinc lowers copper (Reed et al., 2019).", looked_up(None, "cited:reed 2019")))


class TestRetracted:
    rule = ev012_retracted.RULE

    def finding(self, kind: NoticeKind) -> list[Finding]:
        notice = Notice(kind=kind, told_by="Crossref (Retraction Watch)", identifier="doi:10.5555/notice", date="2021-02-03")
        return found(self.rule, told(SENTENCE, looked_up(replace(WORK, notices=(notice,)))))

    def test_a_retracted_work_is_flagged_with_its_notice_and_cleared_without(self) -> None:
        (finding,) = self.finding(NoticeKind.RETRACTION)

        assert finding.severity is Severity.HIGH
        assert all(word in finding.message for word in ("2021-02-03", "doi:10.5555/notice", "Retraction Watch", "2026-11-25"))
        assert finding.claims
        assert not found(self.rule, told(SENTENCE, looked_up(WORK)))

    def test_doubts_weigh_less_and_a_correction_nothing(self) -> None:
        assert [finding.severity for finding in self.finding(NoticeKind.CONCERN)] == [Severity.MEDIUM]
        assert not self.finding(NoticeKind.CORRECTION)


class TestDeposits:
    rule = ev006_own_deposit.RULE

    def test_a_lookup_tells_whose_deposit_it_is(self) -> None:
        text = "Zinc lowers copper (doi:10.5281/zenodo.5555)."
        deposit = Work(citation=Citation(authors="Writer O", title="Zinc"), kind="article", publisher="Zenodo")
        lookups = looked_up(deposit, "doi:10.5281/zenodo.5555")

        (own,) = found(self.rule, told(text, lookups, authors=("Ola Writer",)))
        (other,) = found(self.rule, told(text, lookups, authors=("Bo Stone",)))

        assert "by Ola Writer, who wrote the article" in own.message
        assert "by Writer O." in other.message

    def test_the_sellers_own_deposit_is_told(self) -> None:
        text = "Zinc lowers copper (doi:10.5281/zenodo.5555)."
        deposit = Work(citation=Citation(authors="Zinc Traders", title="Zinc"), publisher="Zenodo")
        lookups = looked_up(deposit, "doi:10.5281/zenodo.5555")

        (finding,) = found(self.rule, told(text, lookups, publisher="Zinc Traders", sells="zinc"))

        assert "Zinc Traders, who sells what it praises" in finding.message

    def test_a_work_that_a_service_calls_unreviewed_is_a_deposit_whatever_its_prefix(self) -> None:
        text = "Zinc lowers copper (doi:10.5555/reed.2019)."
        preprint = replace(WORK, kind="posted-content", publisher="Pier Preprints")

        (finding,) = found(self.rule, told(text, looked_up(preprint)))

        assert "a Pier Preprints deposit" in finding.message
        assert not found(self.rule, told(text, looked_up(WORK)))


@pytest.mark.parametrize("rule", [ev011_unresolved.RULE, ev012_retracted.RULE], ids=lambda rule: rule.code)
class TestSkipping:
    def test_without_lookups_the_rule_is_skipped_and_says_what_to_do(self, rule: Rule) -> None:
        assert "check --resolve" in str(rule.skip(told(SENTENCE, {})))

    def test_an_identifier_that_is_tied_to_no_claim_counts_too(self, rule: Rule) -> None:
        assert "check --resolve" in str(rule.skip(told("Zinc lowers copper.\n\nDOI: [10.5281/zenodo.5555](https://e.example)", {})))

    def test_stored_lookups_are_enough(self, rule: Rule) -> None:
        assert rule.skip(told(SENTENCE, looked_up(WORK))) is None

    def test_an_article_without_identifiers_has_nothing_to_look_up(self, rule: Rule) -> None:
        assert rule.skip(told("Zinc lowers copper.", {})) is None
