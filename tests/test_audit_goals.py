"""The goals of the audit: what two careful people flagged is found, and what is flagged is right on reading.

The annotated texts are inputs: none of their sentences stands here. `benchmarks/audit.py` prints the figures.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.audit import claims_of, compare, documents, flags_of_people
from benchmarks.verdicts import MISREAD, RIGHT, WRONG
from graph.audit import RULES, Facts, run
from ontology.library import Library

FOUND, PRECISE = 0.70, 0.85
CHECKED = Path(__file__).parents[1] / "benchmarks" / "results" / "audit-verdicts-2.tsv"


@pytest.mark.shared
def test_seven_in_ten_of_what_two_people_flagged_as_high_is_found_at_the_same_words(shared: Path) -> None:
    texts = documents(shared / "articles")
    claims, factors = claims_of("read", shared / "gold", texts)
    report = run(Facts.of(texts.values(), claims, factors=factors.values(), library=Library.load()), RULES)

    matches = list(compare(flags_of_people(shared / "gold"), report, texts))

    assert len(matches) == 33
    assert sum(bool(match.same) for match in matches) / len(matches) >= FOUND


def test_the_list_checked_by_hand_has_every_rule_that_flagged_a_reason_for_each_wrong_one_and_meets_the_goal() -> None:
    with CHECKED.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    verdicts = Counter(row["verdict"] for row in rows)

    assert len(rows) == 150
    assert set(verdicts) <= {RIGHT, MISREAD, WRONG}
    assert {row["code"] for row in rows} <= {rule.code for rule in RULES}
    assert all(row["reason"] for row in rows if row["verdict"] != RIGHT)
    assert verdicts[RIGHT] / len(rows) >= PRECISE
