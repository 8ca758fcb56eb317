"""Train the reader's filter: `python benchmarks/train_filter.py`. Writes loaders/data/filter.json and benchmarks/results/filter.json,
draws docs/pictures/confidence.svg, and prints the tables of docs/reading.md.

Every candidate of the development texts is labelled right or wrong by the sign-level matching of gold/score.py; a logistic regression with
an L2 penalty is fitted by Newton's method from zero (numpy, no chance involved). What is reported comes from leaving one text out:
the weights that judge a text were fitted on the other nineteen. A text of n candidates weighs sqrt(n), so that long articles do not rule.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import curve as drawing
from benchmarks.gold import RESULTS, ROOT, Row, Text, macro, matched, scorer, texts
from loaders.filter import probability

PENALTY, STEPS = 0.006, 12
THRESHOLDS = (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
BINS = 10


class Example(NamedTuple):
    features: Mapping[str, float]
    right: bool
    weight: float


class Judged(NamedTuple):
    """A text with, for each of its rows, the probability given by weights that never saw it, and whether the row is right."""

    text: Text
    probabilities: list[float]
    right: list[bool]


def examples(text: Text) -> list[Example]:
    right = matched(text)
    return [Example(row["features"], j in right, len(text.rows) ** -0.5) for j, row in enumerate(text.rows)]


def _matrix(found: Sequence[Example], index: Mapping[str, int]) -> np.ndarray:
    x = np.zeros((len(found), len(index) + 1))
    x[:, -1] = 1.0
    for row, example in enumerate(found):
        for name, value in example.features.items():
            x[row, index[name]] = value
    return x


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Return the weights of a weighted, penalised logistic regression, by Newton's method; the bias is not penalised."""
    index = {name: i for i, name in enumerate(sorted({name for example in found for name in example.features}))}
    x, y = _matrix(found, index), np.array([float(example.right) for example in found])
    share = np.array([example.weight for example in found])
    share /= share.sum()
    penalty = np.full(len(index) + 1, PENALTY)
    penalty[-1] = 0.0
    w = np.zeros(len(index) + 1)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        curvature = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(curvature, x.T @ (share * (p - y)) + penalty * w)
    return {**{name: round(float(w[i]), 4) for name, i in index.items()}, "bias": round(float(w[-1]), 4)}


def left_out(read: Sequence[Text]) -> list[Judged]:
    """Return every text judged by weights fitted on the others."""
    every = {text.name: examples(text) for text in read}
    judged = []
    for text in read:
        weights = fit([example for name, found in every.items() if name != text.name for example in found])
        own = every[text.name]
        judged.append(Judged(text, [probability(e.features, weights) for e in own], [e.right for e in own]))
    return judged


def trade_off(judged: Sequence[Judged], thresholds: Iterable[float] = THRESHOLDS) -> list[Row]:
    """Return sign-level precision, recall and F1 (means over texts) of what is at least as sure as each threshold."""
    return [{"threshold": least, **macro([_kept(each, least) for each in judged])} for least in thresholds]


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


def write(path: Path, value: Any, *, keys: bool = False) -> None:
    path.write_text(json.dumps(value, indent=1, sort_keys=keys) + "\n", encoding="utf-8")


def main() -> None:
    read = texts()
    judged = left_out(read)
    curve, bins = trade_off(judged), reliability(judged)
    measures = {"calibration_error": calibration_error(bins), "brier": brier(judged)}
    note = "Logistic regression over loaders.filter.features, fitted by benchmarks/train_filter.py"
    weights = fit([example for text in read for example in examples(text)])
    write(ROOT / "loaders" / "data" / "filter.json", {"about": note, "weights": weights}, keys=True)
    write(RESULTS / "filter.json", {"leave_one_text_out": curve, "calibration": bins, **measures})
    (ROOT / "docs" / "pictures" / "confidence.svg").write_text(drawing.svg(bins), encoding="utf-8")
    print(drawing.tables(bins, curve), measures, sep="\n")


if __name__ == "__main__":
    main()
