"""Support as a sum, the ledger of an article, and citations against the library."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from graph.audit import support
from graph.audit.citations import cited, disagrees, fits, works
from graph.audit.ledger import Ledger, ledger
from graph.audit.render.ledgers import LEDGERS
from graph.audit.rules import BUILT_IN
from graph.audit.run import run
from ontology.library import Citation
from ontology.model import Evidence, EvidenceLevel, Modality, StatementKey
from ontology.relations import Relation, Sign
from tests.graph.audit.build import NAMED, a_finding, a_library, an_article, claim_in, facts

KEY = StatementKey(subject="zinc", relation=Relation.DECREASES, object="copper")


class TestSupport:
    def test_sentences_of_one_article_count_once_and_sellers_apart(self) -> None:
        one = an_article("Zinc lowers copper. Indeed zinc lowers copper.")
        shop = an_article("Our zinc lowers copper.", sells="zinc")
        claims = [claim_in(one, "Zinc lowers copper."), claim_in(one, "Indeed zinc lowers copper."), claim_in(shop, shop.text)]

        total = support.by_statement(facts(one, shop, claims=claims))[KEY]

        assert (total.sentences, len(total.documents), total.sellers, total.independent) == (3, 2, (shop.id,), 1)
        assert "1 by a publisher who sells it" in total.told()

    def test_a_work_that_two_articles_cite_counts_once(self) -> None:
        one, two = an_article("Zinc lowers copper."), an_article("So zinc lowers copper.")
        claims = [claim_in(each, each.text, evidence=NAMED) for each in (one, two)]

        assert support.by_statement(facts(one, two, claims=claims))[KEY].works == 1

    def test_denials_hedges_and_evidence_are_counted_apart(self) -> None:
        document = an_article("Zinc lowers copper. It may. It would. It does not.")
        claims = [
            claim_in(document, "Zinc lowers copper."),
            claim_in(document, "It may.", modality=Modality.HEDGED),
            claim_in(document, "It would.", modality=Modality.HYPOTHETICAL),
            claim_in(document, "It does not.", negated=True),
        ]

        total = support.by_statement(facts(document, claims=claims))[KEY]

        assert (total.sentences, total.hedged, total.hypothetical, total.denials) == (1, 1, 1, 1)
        assert total.by_evidence == {EvidenceLevel.NONE: 1}

    def test_the_library_stands_for_and_against_with_its_citation(self) -> None:
        document = an_article("Zinc lowers copper.")
        library = a_library(a_finding("zinc", Sign.DOWN, "copper", key="a"), a_finding("zinc", Sign.NONE, "copper", key="b"))
        known = facts(document, claims=[claim_in(document, document.text)], library=library)

        total = support.by_statement(known)[KEY]

        assert ([f.key for f in total.for_], [f.key for f in total.against]) == (["a"], ["b"])
        assert "library against: Reed A, 2019, Journal of Zinc" in total.told()

    def test_flags_on_its_claims_are_counted_by_severity(self) -> None:
        document = an_article("Zinc lowers copper.")
        known = facts(document, claims=[claim_in(document, document.text)])
        flags = run(known, BUILT_IN).flags

        total = support.by_statement(known, flags)[KEY]

        assert sum(total.flags.values()) == len([flag for flag in flags if flag.claims])


def test_a_ledger_has_every_claim_by_section_with_totals() -> None:
    document = an_article("# One\n\nZinc lowers copper.\n\n# Two\n\nZinc lowers iron (Reed et al., 2019).\n")
    claims = [
        claim_in(document, "Zinc lowers copper."),
        claim_in(document, "Zinc lowers iron (Reed et al., 2019).", obj="iron", evidence=NAMED),
    ]
    known = facts(document, claims=claims)

    book = ledger(known.articles[0], known, run(known, BUILT_IN).flags)

    assert [section.name for section in book.sections] == ["One", "Two"]
    assert book.totals == {EvidenceLevel.NONE: 1, EvidenceLevel.VAGUE: 0, EvidenceLevel.NAMED: 1, EvidenceLevel.IDENTIFIED: 0}
    assert "EV001" in book.entries[0].codes
    assert "EV001" not in book.entries[1].codes


class TestLedgersAreWritten:
    TEXT = "Zinc lowers copper.\n\n# Two | parts\n\nZinc may lower iron (Reed et al., 2019).\n"

    @pytest.fixture
    def books(self) -> list[Ledger]:
        document = an_article(self.TEXT)
        claims = [
            claim_in(document, "Zinc lowers copper.", subject="=zinc"),
            claim_in(document, "Zinc may lower iron (Reed et al., 2019).", obj="iron", evidence=NAMED, modality=Modality.HEDGED),
        ]
        known = facts(document, claims=claims)
        return [ledger(known.articles[0], known, run(known, BUILT_IN).flags)]

    def test_a_terminal_sees_totals_then_each_claim_with_codes_and_words(self, books: list[Ledger]) -> None:
        lines = LEDGERS["text"](books).splitlines()

        assert lines[0].startswith("zinc.md: 2 claims: 1 with no source, 1 with a named source; flags: ")
        assert [line for line in lines if line.startswith("  none") and "=zinc decreases copper" in line and "EV001" in line]
        assert "  named       zinc decreases iron (with reserve)" in lines
        assert "              offered: Reed et al., 2019" in lines

    def test_markdown_has_a_row_for_each_claim_whatever_its_section_is_called(self, books: list[Ledger]) -> None:
        text = LEDGERS["markdown"](books)

        assert "| Two \\| parts | 1 | 0 | 0 | 1 | 0 |" in text
        assert text.count("“") - text.count("What is offered for the claims of “") == 2

    def test_rows_of_a_spreadsheet_are_no_formulas(self, books: list[Ledger]) -> None:
        rows = list(csv.DictReader(StringIO(LEDGERS["csv"](books))))

        assert [(row["says"], row["evidence"], row["told"]) for row in rows] == [
            ("'=zinc decreases copper", "none", "as fact"),
            ("zinc decreases iron", "named", "with reserve"),
        ]

    def test_json_tells_the_same(self, books: list[Ledger]) -> None:
        (book,) = json.loads(LEDGERS["json"](books))

        assert book["by_evidence"] == {"none": 1, "vague": 0, "named": 1, "identified": 0}
        assert [claim["quote"] for section in book["sections"] for claim in section["claims"]] == [
            "Zinc lowers copper.",
            "Zinc may lower iron (Reed et al., 2019).",
        ]


class TestCitations:
    library = a_library(
        a_finding(
            "zinc",
            Sign.DOWN,
            "copper",
            citation=Citation(authors="Müller K, Reed A", year=2012, journal="Journal of Pharmacological Sciences"),
        )
    )

    @pytest.mark.parametrize(
        ("text", "names", "year", "journal"),
        [
            ("as Müller et al., 2012, showed", ("muller",), 2012, None),
            ("(Müller and Reed, 2012)", ("muller", "reed"), 2012, None),
            (
                "Müller & Reed (2012) in the Journal of Pharmacological Sciences",
                ("muller", "reed"),
                2012,
                "Journal of Pharmacological Sciences",
            ),
            ("Reed et al. 2012, published in Nature Zinc", ("reed",), 2012, "Nature Zinc"),
        ],
    )
    def test_authors_year_and_journal_are_read(self, text: str, names: tuple[str, ...], year: int, journal: str | None) -> None:
        (work,) = cited(text, self.library)

        assert (work.names, work.year, work.journal) == (names, year, journal)

    @pytest.mark.parametrize("text", ["In 2012 zinc was cheap.", "The 2012 review", "5 mg in May 2012"])
    def test_a_year_alone_cites_nothing(self, text: str) -> None:
        assert not list(cited(text, self.library))

    def test_an_abbreviated_journal_is_the_same_journal(self) -> None:
        (work,) = cited("Müller 2012, published in J Pharmacol Sci", self.library)

        assert not disagrees(fits(work, works(self.library)))

    def test_evidence_without_words_supports_nothing(self) -> None:
        document = an_article("Zinc lowers copper.")
        claim = claim_in(document, document.text, evidence=Evidence(level=EvidenceLevel.VAGUE))

        assert support.by_statement(facts(document, claims=[claim]))[KEY].works == 0
