"""Running rules: order, outcomes, decisions, cache, baseline, suppressions, and rules written as queries."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.audit import RULES, Facts, Report, Watch, audit, chosen, run
from graph.audit.baseline import gone, known_flags, without, write_baseline
from graph.audit.order import Priority
from graph.audit.sparql import rule_of, rules_from
from graph.audit.suppress import suppress, suppressions, unused
from ontology.errors import MetadataError
from ontology.model import Claim, Document, Factor, Outcome, Severity, Verdict
from ontology.relations import Relation
from tests.graph.audit.build import an_article, claim_in, factor, facts

TEXT = "# Zinc\n\nZinc lowers copper.\n\nZinc raises sleep quality.\n\nMany trials have shown that zinc raises iron.\n"
SLEEP = factor("sleep quality", "ClinicalAttribute")
TIME = "2026-01-01T00:00:00Z"


@pytest.fixture
def article() -> Document:
    """Three invented sentences, one of which appeals to unnamed trials."""
    return an_article(TEXT)


@pytest.fixture
def claims(article: Document) -> list[Claim]:
    """What the first two sentences claim."""
    return [
        claim_in(article, "Zinc lowers copper."),
        claim_in(article, "Zinc raises sleep quality.", relation=Relation.INCREASES, obj="sleep quality"),
    ]


@pytest.fixture
def report(article: Document, claims: list[Claim]) -> Report:
    """The audit of the three sentences."""
    return run(facts(article, claims=claims, factors=[SLEEP]), RULES)


class TestReport:
    def test_heavier_flags_come_first(self, report: Report) -> None:
        weights = [report.priorities[flag.id].weight for flag in report.flags]

        assert weights == sorted(weights, reverse=True)
        assert report.flags[0].severity is Severity.HIGH

    def test_leverage_moves_a_flag_up(self, article: Document, claims: list[Claim]) -> None:
        known = facts(article, claims=claims)
        lever = known.statement_of(claims[0])

        first = run(known, chosen(RULES, ["EV001"]), leverages={str(lever): 50.0}).flags[0]

        assert first.claims == (claims[0].id,)

    def test_each_rule_passes_flags_or_is_skipped_with_a_reason(self, report: Report) -> None:
        outcomes = {result.rule.code: result for result in report.results}

        assert outcomes["EV001"].outcome is Outcome.FLAGGED
        assert outcomes["EV006"].outcome is Outcome.PASSED
        assert (outcomes["SG003"].outcome, outcomes["SG003"].reason) == (Outcome.SKIPPED, "no reference library is loaded")
        assert report.checked.rules == sum(result.reason is None for result in report.results)

    def test_two_runs_agree_in_ids_and_order(self, report: Report, article: Document, claims: list[Claim]) -> None:
        again = run(facts(article, claims=list(reversed(claims)), factors=[SLEEP]), RULES)

        assert [flag.id for flag in again.flags] == [flag.id for flag in report.flags]

    def test_every_flag_names_its_rule_its_words_and_how_to_clear_it(self, report: Report, article: Document) -> None:
        for flag in report.flags:
            assert flag.code in {rule.code for rule in RULES}
            assert flag.message
            assert flag.fix
            assert flag.looked_for
            assert flag.passages
            for passage in flag.passages:
                assert article.text[passage.place.start : passage.place.end] == passage.place.quote

    def test_codes_are_chosen_by_their_beginning(self) -> None:
        assert {rule.family for rule in chosen(RULES, ["ev", "SG"])} == {"EV", "SG"}
        assert "EV001" not in {rule.code for rule in chosen(RULES, ["EV"], ["EV001"])}
        assert chosen(RULES) == RULES

    def test_codes_are_unique(self) -> None:
        codes = [rule.code for rule in RULES]

        assert len(set(codes)) == len(codes)

    def test_nothing_at_all_is_clean(self) -> None:
        assert run(Facts(), RULES).clean


class TestStore:
    def graph(self, article: Document, claims: list[Claim]) -> KnowledgeGraph:
        store = KnowledgeGraph.open(None)
        factors = {name: Factor(id=name, label=name.replace("-", " ")) for name in ("zinc", "copper", "sleep-quality")}
        store.add(article, claims, factors, time=TIME)
        return store

    def test_a_store_is_audited_as_its_values_are(self, article: Document, claims: list[Claim]) -> None:
        with self.graph(article, claims) as store:
            found = {flag.id for flag in audit(store, select=["EV"]).flags}

        assert found == {flag.id for flag in run(facts(article, claims=claims), chosen(RULES, ["EV"])).flags}

    def test_a_rejected_claim_is_not_audited(self, article: Document, claims: list[Claim]) -> None:
        with self.graph(article, claims) as store:
            store.decide(claims[0].id, Verdict.REJECTED, reviewer="ana", time=TIME)
            flagged = {claim for flag in audit(store, select=["EV001"]).flags for claim in flag.claims}

        assert flagged == {claims[1].id}

    def test_a_suppressed_flag_is_told_with_its_reason_and_comes_back_when_accepted(self, article: Document, claims: list[Claim]) -> None:
        with self.graph(article, claims) as store:
            first = audit(store, select=["EV001"]).flags[0]
            store.decide(first.id, Verdict.SUPPRESSED, reviewer="ana", time=TIME, reason="textbook")
            after = audit(store, select=["EV001"])
            store.decide(first.id, Verdict.ACCEPTED, reviewer="bo", time=TIME)
            back = audit(store, select=["EV001"])

        assert [(entry.flag.id, entry.reason, entry.reviewer) for entry in after.suppressed] == [(first.id, "textbook", "ana")]
        assert first.id in {flag.id for flag in back.flags}

    def test_a_query_rule_of_ours_finds_a_factor_that_acts_on_itself(self, article: Document) -> None:
        own = claim_in(article, "Zinc lowers copper.", obj="zinc")
        with self.graph(article, [own]) as store:
            (flag,) = audit(store, select=["GR002"]).flags

        assert flag.claims == (own.id,)
        assert "zinc" in flag.message

    def test_flags_can_be_kept_in_the_store(self, article: Document, claims: list[Claim]) -> None:
        with self.graph(article, claims) as store:
            flags = audit(store).flags
            store.keep_flags(flags, time=TIME)

            assert {flag.id for flag in store.flags()} == {flag.id for flag in flags}


QUERY = """# code:      XX001
# title:     Copper is told
# severity:  low
# looks for: claims about copper
#            in any article
# why:       It is a test.
# example:   Copper.
# fix:       Take it out.
SELECT ?claim WHERE { ?claim a mg:Claim ; rdf:object factor:copper }
"""


class TestQueryRules:
    def test_a_file_in_a_folder_is_a_rule(self, tmp_path: Path, article: Document, claims: list[Claim]) -> None:
        (tmp_path / "copper.rq").write_text(QUERY, encoding="utf-8")
        (rule,) = rules_from(tmp_path)
        with KnowledgeGraph.open(None) as store:
            store.add(article, claims, {"zinc": Factor(id="zinc", label="zinc"), "copper": Factor(id="copper", label="copper")}, time=TIME)
            (flag,) = audit(store, rules=(rule,)).flags

        assert (flag.code, flag.severity, flag.claims) == ("XX001", Severity.LOW, (claims[0].id,))
        assert rule.looks_for == "claims about copper in any article"
        assert flag.passages[0].place.quote == "Zinc lowers copper."

    def test_with_the_scope_of_an_article_it_is_put_for_each_by_itself(self, article: Document, claims: list[Claim]) -> None:
        query = (
            QUERY.replace("# looks", "# scope: article\n# looks").replace("?claim WHERE {", "?document ?claim WHERE { GRAPH ?document {")
            + "}"
        )
        rule, watch = rule_of(query, source="x.rq"), Watch()
        other = an_article("Zinc lowers copper again.", source="other.md")
        with KnowledgeGraph.open(None) as store:
            store.add(article, claims, {}, time=TIME)
            before = audit(store, rules=(rule,), watch=watch).flags
            store.add(other, [claim_in(other, "Zinc lowers copper again.")], {}, time=TIME)
            after = audit(store, rules=(rule,), watch=watch).flags

        assert [flag.document for flag in before] == [article.id]
        assert {flag.document for flag in after} == {article.id, other.id}
        assert any(flag is before[0] for flag in after)

    def test_a_query_that_cannot_be_read_names_its_file(self, article: Document, claims: list[Claim]) -> None:
        broken = rule_of(QUERY.replace("SELECT", "SELEKT"), source="x.rq")
        with KnowledgeGraph.open(None) as store:
            store.add(article, claims, {}, time=TIME)
            with pytest.raises(MetadataError, match=r"x\.rq.*line 9"):
                audit(store, rules=(broken,))

    def test_without_a_store_it_is_skipped_with_the_reason(self, article: Document) -> None:
        (result,) = run(facts(article), [rule_of(QUERY, source="x.rq")]).results

        assert result.reason == "there is no store to put the query to"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (QUERY.replace("# fix:       Take it out.\n", ""), "lacks fix"),
            (QUERY.replace("low", "dreadful"), "none of high, medium, low"),
            (QUERY.replace("# looks", "# scope: town\n# looks"), "none of article, graph"),
            ("SELECT * WHERE {}", "lacks code"),
        ],
    )
    def test_a_header_that_is_not_whole_is_refused(self, text: str, said: str) -> None:
        with pytest.raises(MetadataError, match=said):
            rule_of(text, source="x.rq")

    def test_two_rules_with_one_code_are_refused(self, tmp_path: Path) -> None:
        for name in ("a.rq", "b.rq"):
            (tmp_path / name).write_text(QUERY, encoding="utf-8")

        with pytest.raises(MetadataError, match="XX001"):
            rules_from(tmp_path)


class TestBaseline:
    def test_known_flags_are_left_out_and_counted(self, report: Report) -> None:
        rest = without(report, known_flags(write_baseline(report)))

        assert rest.clean
        assert len(rest.suppressed) == len(report.flags)

    def test_a_new_flag_is_shown_alone(self, report: Report, article: Document, claims: list[Claim]) -> None:
        earlier = run(facts(article, claims=claims[:1], factors=[SLEEP]), RULES)

        rest = without(report, known_flags(write_baseline(earlier)))

        assert {flag.claims for flag in rest.flags if flag.code == "EV001"} == {(claims[1].id,)}

    def test_flags_that_are_gone_can_be_told(self, report: Report) -> None:
        fewer = replace(report, flags=report.flags[1:])

        assert gone(fewer, known_flags(write_baseline(report))) == 1
        assert gone(report, known_flags(write_baseline(report))) == 0

    def test_the_next_version_of_an_article_is_held_against_it_by_rule_and_words(self) -> None:
        first, second = (an_article(f"{start}Zinc lowers copper. Zinc lowers copper.", source="a.md") for start in ("", "New. "))
        old, new = (facts(each, claims=[claim_in(each, "Zinc lowers copper.")]) for each in (first, second))
        baseline = known_flags(write_baseline(run(old, chosen(RULES, ["EV001"]))))

        assert not without(run(new, chosen(RULES, ["EV001"])), baseline).flags
        again = facts(second, claims=[claim_in(second, "Zinc lowers copper."), claim_in(second, "New.", obj="iron")])
        assert [flag.passages[0].place.quote for flag in without(run(again, chosen(RULES, ["EV001"])), baseline).flags] == ["New."]

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"flags": []}'])
    def test_something_else_is_refused(self, text: str) -> None:
        with pytest.raises(MetadataError, match="baseline"):
            known_flags(text)

    def test_the_file_is_the_same_for_the_same_flags(self, report: Report) -> None:
        turned = replace(report, flags=tuple(reversed(report.flags)))

        assert write_baseline(turned) == write_baseline(report)
        assert json.loads(write_baseline(report))["format"] == "mechgraph-baseline"


class TestSuppressions:
    def test_a_code_with_words_takes_out_that_flag_alone(self, report: Report) -> None:
        accepted = suppressions("- code: ev001\n  quote: zinc LOWERS copper\n  reason: textbook\n", source="s.yaml")

        rest = suppress(report, accepted)

        assert [entry.reason for entry in rest.suppressed] == ["textbook"]
        assert len(rest.flags) == len(report.flags) - 1

    def test_a_flag_by_id_and_a_whole_code(self, report: Report) -> None:
        one = report.flags[0]
        text = f"- flag: {one.id}\n  reason: seen\n- code: EV002\n  reason: all of them\n"

        rest = suppress(report, suppressions(text, source="s.yaml"))

        assert one.id not in {flag.id for flag in rest.flags}
        assert "EV002" not in {flag.code for flag in rest.flags}

    def test_what_covers_nothing_is_told(self, report: Report) -> None:
        accepted = suppressions("- code: SF001\n  reason: no longer there\n", source="s.yaml")

        assert unused(suppress(report, accepted), accepted) == accepted

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("- code: EV001\n", "no reason"),
            ("- reason: because\n", "neither a flag nor a code"),
            ("code: EV001", "a list"),
            ("- [", "not YAML"),
            ("- plain words\n", "no reason"),
        ],
    )
    def test_an_entry_without_reason_or_target_is_refused(self, text: str, said: str) -> None:
        with pytest.raises(MetadataError, match=said):
            suppressions(text, source="s.yaml")

    def test_an_empty_file_suppresses_nothing(self) -> None:
        assert suppressions("", source="s.yaml") == ()


def test_a_priority_is_its_three_factors() -> None:
    low, high = Priority(severity=Severity.LOW), Priority(severity=Severity.HIGH, leverage=3.0, uncertainty=0.5)

    assert low.weight == 1.0
    assert high.weight == 9.0 * 2.0 * 0.5
