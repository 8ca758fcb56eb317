"""Train the reader's filter: `python benchmarks/train_filter.py`. Writes loaders/data/filter.json and benchmarks/results/filter.json,
draws docs/pictures/confidence.svg, and prints the tables of docs/reading.md.

Every candidate of the development texts is labelled right or wrong by the sign-level matching of gold/score.py; a random forest of
small trees is grown on their features (scikit-learn, one seed, so two runs agree) and written out as plain numbers. What is reported
comes from leaving one text out: the forest that judges a text was grown on the other nineteen. Whether a phrase was grounded is no
feature: the vocabulary was made with these very texts at hand, and would promise more than it keeps on others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import RandomForestClassifier

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import curve as drawing
from benchmarks.gold import RESULTS, ROOT, Row, Text, macro, matched, scorer, texts
from loaders.filter import Forest, grown, probability

TREES, DEPTH, LEAF, SHARE = 100, 8, 4, 0.2
"""Trees, their depth, the fewest claims of a leaf, and the share of features tried at a split."""
THRESHOLDS = (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
BINS = 10


class Example(NamedTuple):
    features: Mapping[str, float]
    right: bool


class Grown(NamedTuple):
    """A forest as it is written to a file: the names of its features, and nested lists (loaders.filter.grown)."""

    features: list[str]
    trees: list[list[Any]]

    @property
    def forest(self) -> Forest:
        return [grown(tree, self.features) for tree in self.trees]


class Judged(NamedTuple):
    """A text with, for each of its rows, the probability given by a forest that never saw it, and whether the row is right."""

    text: Text
    probabilities: list[float]
    right: list[bool]


def examples(text: Text) -> list[Example]:
    right = matched(text)
    return [Example(row["features"], j in right) for j, row in enumerate(text.rows)]


def _matrix(found: Sequence[Example], index: Mapping[str, int]) -> np.ndarray:
    x = np.zeros((len(found), len(index)))
    for row, example in enumerate(found):
        for name, value in example.features.items():
            x[row, index[name]] = value
    return x


def _written(tree: Any, node: int = 0) -> list[Any]:
    """Return a tree of scikit-learn in nested lists."""
    if tree.children_left[node] < 0:
        wrong, right = tree.value[node][0]
        return [round(float(right / (wrong + right)), 3)]
    low, high = (_written(tree, child) for child in (tree.children_left[node], tree.children_right[node]))
    return [int(tree.feature[node]), round(float(tree.threshold[node]), 4), low, high]


def fit(found: Sequence[Example]) -> Grown:
    """Return the forest grown on examples of both kinds."""
    names = sorted({name for example in found for name in example.features})
    x, y = _matrix(found, {name: i for i, name in enumerate(names)}), [example.right for example in found]
    model = RandomForestClassifier(TREES, max_depth=DEPTH, min_samples_leaf=LEAF, max_features=SHARE, random_state=0, n_jobs=1)
    return Grown(names, [_written(tree.tree_) for tree in model.fit(x, y).estimators_])


def left_out(read: Sequence[Text]) -> list[Judged]:
    """Return every text judged by a forest grown on the others."""
    every = {text.name: examples(text) for text in read}
    judged = []
    for text in read:
        forest = fit([example for name, found in every.items() if name != text.name for example in found]).forest
        own = every[text.name]
        judged.append(Judged(text, [probability(e.features, forest) for e in own], [e.right for e in own]))
    return judged


def trade_off(judged: Sequence[Judged], thresholds: Iterable[float] = THRESHOLDS) -> list[Row]:
    """Return sign-level precision, recall and F1 (means over texts) of what is at least as sure as each threshold.

    Precision is the mean over the texts of which something is left.
    """
    return [{"threshold": least, **_means([_kept(each, least) for each in judged])} for least in thresholds]


def _means(reports: Sequence[Row]) -> dict[str, float]:
    left = [report for report in reports if report["predicted"]]
    return {**macro(list(reports)), "precision": macro(left)["precision"] if left else 0.0}


def _kept(judged: Judged, least: float) -> Row:
    rows = [row for row, p in zip(judged.text.rows, judged.probabilities, strict=True) if p >= least]
    found: Row = scorer().score(judged.text.gold, rows)
    return found


def reliability(judged: Sequence[Judged], bins: int = BINS) -> list[Row]:
    """Return, for each bin of [0, 1] that holds claims, their number, mean confidence, and the share that is right."""
    pairs = [pair for each in judged for pair in zip(each.probabilities, each.right, strict=True)]
    table = []
    for low in range(bins):
        inside = [(p, right) for p, right in pairs if min(int(p * bins), bins - 1) == low]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            table.append(
                {"from": low / bins, "to": (low + 1) / bins, "claims": len(inside), "mean": round(mean, 3), "right": round(share, 3)}
            )
    return table


def calibration_error(table: Sequence[Row]) -> float:
    """Return the expected calibration error: the mean gap between confidence and share right, each bin weighed by its claims."""
    total = sum(row["claims"] for row in table)
    return round(sum(row["claims"] * abs(row["mean"] - row["right"]) for row in table) / total, 3) if total else 0.0


def brier(judged: Sequence[Judged]) -> float:
    """Return the mean squared gap between probability and outcome."""
    gaps = [(p - right) ** 2 for each in judged for p, right in zip(each.probabilities, each.right, strict=True)]
    return round(sum(gaps) / len(gaps), 4)


def main() -> None:
    read = texts()
    judged = left_out(read)
    curve, bins = trade_off(judged), reliability(judged)
    measures = {"calibration_error": calibration_error(bins), "brier": brier(judged)}
    features, trees = fit([example for text in read for example in examples(text)])
    note = "A forest over loaders.filter.features, grown by benchmarks/train_filter.py; a tree is [value] or [feature, at, low, high]"
    written = json.dumps({"about": note, "features": features, "trees": trees}, separators=(",", ":"))
    (ROOT / "loaders" / "data" / "filter.json").write_text(written.replace("]],[", "]],\n[") + "\n", encoding="utf-8")
    results = {"leave_one_text_out": curve, "calibration": bins, **measures}
    (RESULTS / "filter.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (ROOT / "docs" / "pictures" / "confidence.svg").write_text(drawing.svg(bins), encoding="utf-8")
    print(drawing.tables(bins, curve), measures, sep="\n")


if __name__ == "__main__":
    main()
