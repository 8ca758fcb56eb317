"""Reports: what each format promises, with hostile words in the article."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

import pytest
from markdown_it import MarkdownIt

from graph.audit import RULES, Report, chosen, pages, render, run
from graph.audit.render.sarif import LEVELS
from graph.audit.run import Suppressed
from ontology.model import Document
from ontology.relations import Relation
from tests.graph.audit.build import an_article, claim_in, facts

HOSTILE = "=HYPERLINK zinc <script>alert(1)</script> lowers\x1b[31m copper | *always* [x](http://evil.example)\u202e ::error::"


@pytest.fixture
def document() -> Document:
    """An article with one plain and one hostile sentence."""
    return replace(an_article(f"Zinc lowers copper.\n\n{HOSTILE}\n\nZinc raises copper."), title="Zinc, <b>and</b> copper")


@pytest.fixture
def documents(document: Document) -> Mapping[str, Document]:
    """The article by its id."""
    return {document.id: document}


@pytest.fixture
def report(document: Document) -> Report:
    """An audit with a suppressed flag."""
    claims = [
        claim_in(document, "Zinc lowers copper."),
        claim_in(document, "=HYPERLINK zinc", obj="iron"),
        claim_in(document, "Zinc raises copper.", relation=Relation.INCREASES),
    ]
    found = run(facts(document, claims=claims), RULES)
    return replace(found, flags=found.flags[1:], suppressed=(Suppressed(flag=found.flags[0], reason="seen\nand known"),))


@pytest.mark.parametrize("name", list(render.RENDERERS))
def test_every_format_tells_each_flag_and_harms_nobody(name: str, report: Report, documents: Mapping[str, Document]) -> None:
    printed = render.RENDERERS[name](report, documents)

    assert all(flag.code in printed for flag in report.flags)
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize("name", ["text", "markdown", "github"])
def test_what_was_taken_out_is_always_counted(name: str, report: Report, documents: Mapping[str, Document]) -> None:
    assert "1 suppressed" in render.RENDERERS[name](report, documents).replace("\\", "")


def test_text_gives_file_section_quote_code_message_and_fix(report: Report, documents: Mapping[str, Document]) -> None:
    first = report.flags[0]

    printed = render.text(report, documents)

    assert "zinc.md:(opening): “" in printed
    assert f"  {first.code} {first.severity.value}: " in printed
    assert f"  fix: {first.fix}" in printed
    assert "Skipped SG002" in printed


def test_json_holds_flags_rules_and_what_was_checked(report: Report, documents: Mapping[str, Document]) -> None:
    content = json.loads(render.json_report(report, documents))

    assert [flag["id"] for flag in content["flags"]] == [flag.id for flag in report.flags]
    assert content["suppressed"][0]["reason"] == "seen\nand known"
    assert {rule["outcome"] for rule in content["rules"]} == {"passed", "flagged", "skipped"}
    assert content["checked"]["claims"] == 3


def test_sarif_has_a_descriptor_for_each_rule_and_a_stable_fingerprint(report: Report, documents: Mapping[str, Document]) -> None:
    log = json.loads(render.sarif(report, documents))

    (only,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in only["results"]} <= {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    assert {result["level"] for result in only["results"]} <= set(LEVELS.values())
    assert only["results"][0]["partialFingerprints"]["mechgraphFlag/v1"] == report.flags[0].id
    assert only["results"][0]["partialFingerprints"]["mechgraphWords/v1"].startswith("f-")
    assert only["results"][-1]["suppressions"][0]["justification"] == "seen and known"


def test_sarif_regions_point_at_the_words(report: Report, documents: Mapping[str, Document], document: Document) -> None:
    for result in json.loads(render.sarif(report, documents))["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        words = document.text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert words.startswith(region["snippet"]["text"][:5])
        assert document.text.count("\n", 0, region["charOffset"]) + 1 == region["startLine"]


def test_github_commands_stay_on_one_line_and_cannot_be_forged(report: Report, documents: Mapping[str, Document]) -> None:
    lines = render.github(report, documents).splitlines()

    assert len(lines) == len(report.flags) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert all("file=zinc.md,line=" in line for line in lines[:-1])


def test_csv_cells_are_no_formulas(report: Report, documents: Mapping[str, Document]) -> None:
    rows = list(csv.DictReader(StringIO(render.csv_report(report, documents))))

    assert len(rows) == len(report.flags) + 1
    assert rows[-1]["state"] == "suppressed"
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


def test_markdown_shows_hostile_words_as_words(report: Report, documents: Mapping[str, Document]) -> None:
    shown = MarkdownIt("commonmark").enable("table").render(render.markdown(report, documents))

    assert "<script" not in shown
    assert "<b>" not in shown
    assert "href" not in shown
    assert "&lt;script&gt;" in shown


def test_markdown_gives_the_advice_of_a_rule_once_and_keeps_doubts_about_the_reading_apart() -> None:
    document = an_article("# Zinc\n\nZinc lowers copper. Zinc raises calm. Well-made zinc helps.\n")
    quotes = ("Zinc lowers copper.", "Zinc raises calm.", "Well-made zinc helps.")
    claims = [claim_in(document, quote, obj=f"thing-{at}", confidence=0.9) for at, quote in enumerate(quotes)]
    claims.append(claim_in(document, quotes[0], obj="guess", confidence=0.3))
    printed = render.markdown(run(facts(document, claims=claims), chosen(RULES, ["EV001", "RD001"])), {document.id: document})
    theirs, ours = printed.split("### Where the reading is unsure")

    assert theirs.count("*To clear it:*") == 1
    assert theirs.count("\n> ") == 3
    assert theirs.index("Zinc lowers copper.") < theirs.index("Zinc raises calm.") < theirs.index("Well-made zinc helps.")
    assert "RD001" in ours
    assert "RD001" not in theirs


def test_statistics_count_flags_by_rule(report: Report) -> None:
    printed = render.statistics(report)

    assert f"{sum(flag.code == 'EV001' for flag in report.flags):5}  EV001" in printed
    assert "Passed: " in printed


def test_an_unknown_document_does_not_stop_a_report(report: Report) -> None:
    assert all(renderer(report, {}) for renderer in render.RENDERERS.values())


class TestPages:
    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_a_page_says_what_why_and_how_to_clear(self, rule: object) -> None:
        page = pages.render(rule)  # type: ignore[arg-type]

        for heading in ("What it looks for", "Why it matters", "Example", "How to clear it"):
            section = page.split(f"## {heading}\n\n", 1)[1].split("\n", 1)[0]
            assert len(section) > 20
            assert section[0] in "“‘" or section[0].isupper()
            assert section[-1] in ".!?”"

    def test_the_index_links_every_page(self) -> None:
        index = pages.index(RULES)

        assert all(f"[{rule.code}]({rule.code}.md)" in index for rule in RULES)
