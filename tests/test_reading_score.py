"""The scoreboard of the reader and the training of its filter, on invented rows; and on one real text against the other scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import curve, gold, reading_page, score, train_filter
from benchmarks.train_filter import Example, Judged
from loaders.filter import probability

pytestmark = pytest.mark.shared  # everything here asks the scorer of the shared folder


def row(subject: str, relation: str, obj: str, *, rule: str = "active", confidence: float = 0.5) -> dict[str, Any]:
    """Return a claim as the scorer takes it; its quote is made of its own words."""
    quote = f"Invented: {subject} {relation} {obj}"
    return {
        "quote": quote,
        "subject": subject,
        "relation": relation,
        "object": obj,
        "negated": False,
        "rule": rule,
        "confidence": confidence,
    }


@pytest.fixture
def text() -> gold.Text:
    """Two annotated claims; the reader found one of them, and made one up."""
    wanted = [row("zinc", "decreases", "copper"), row("iron", "increases", "oxygen")]
    read = [row("zinc", "decreases", "copper", confidence=0.9), row("wool", "increases", "grass", rule="due-to", confidence=0.3)]
    return gold.Text(name="invented", gold=wanted, rows=read)


def test_a_rule_is_charged_with_its_wrong_claims_and_credited_with_its_share_of_the_annotated_ones(text: gold.Text) -> None:
    assert score.by_rule([text]) == {
        "active": {"right": 1, "wrong": 0, "precision": 1.0, "recall": 0.5},
        "due-to": {"right": 0, "wrong": 1, "precision": 0.0, "recall": 0.0},
    }


def test_a_threshold_leaves_out_what_is_less_sure(text: gold.Text) -> None:
    assert [kept["subject"] for kept in score.surer(text, 0.5).rows] == ["zinc"]


def test_the_trade_off_rises_in_precision_when_the_wrong_claim_is_the_less_sure_one(text: gold.Text) -> None:
    low, high = train_filter.trade_off([Judged(text, [0.9, 0.3], [True, False])], (0.0, 0.5))

    assert (low["precision"], high["precision"]) == (0.5, 1.0)
    assert low["recall"] == high["recall"] == 0.5


def test_bins_of_the_curve_count_every_claim_once_even_at_the_very_ends(text: gold.Text) -> None:
    judged = Judged(text, [0.0, 1.0, 0.1, 0.95], [False, True, False, True])
    table = train_filter.reliability([judged])

    assert [(bin_["from"], bin_["claims"], bin_["right"]) for bin_ in table] == [(0.0, 1, 0.0), (0.1, 1, 0.0), (0.9, 2, 1.0)]
    assert train_filter.calibration_error(table) == pytest.approx((0.1 + 2 * 0.025) / 4, abs=0.001)


def test_a_forest_trusts_what_was_right_and_is_the_same_every_time() -> None:
    found = [Example({"told": 1.0}, right=True), Example({"asked": 1.0}, right=False)] * 20
    forest = train_filter.fit(found).forest

    assert probability({"told": 1.0}, forest) > 0.8
    assert probability({"asked": 1.0}, forest) < 0.2
    assert train_filter.fit(found).forest == forest


def test_the_drawing_has_one_dot_for_each_bin_and_is_well_formed() -> None:
    bins = [{"from": low, "to": low + 0.1, "claims": 5, "mean": low + 0.05, "right": low} for low in (0.4, 0.5, 0.6)]
    root = ElementTree.fromstring(curve.svg(bins))  # noqa: S314  our own words

    assert len(root.findall(".//{http://www.w3.org/2000/svg}circle")) == 3
    assert curve.tables(bins, []).count("\n| 0.") == 3


def test_the_scoreboard_agrees_with_the_scorer_of_the_annotations(shared: Path, tmp_path: Path) -> None:
    mechgraph = Path(sys.executable).with_name("mechgraph")
    command = [sys.executable, str(shared / "gold" / "score_dev.py"), "--reader", f"{mechgraph} read {{}} --format jsonl"]
    subprocess.run([*command, "--only", "asthma", "--json", str(tmp_path / "out.json")], check=True, capture_output=True)
    other = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))

    assert [score.report(text) for text in gold.texts(["asthma"])] == other


def test_a_table_of_the_page_has_a_row_for_each_line_and_rounds_floats_alone() -> None:
    assert reading_page.table(("text", "F1"), [("invented", 0.666), ("n", 3)]).splitlines() == [
        "| text | F1 |",
        "| --- | --- |",
        "| invented | 0.67 |",
        "| n | 3 |",
    ]
