"""Train the reader's filter: `python benchmarks/train_filter.py`. Writes loaders/data/filter.json and benchmarks/results/filter.json.

Every candidate of the development texts is labelled right or wrong by the sign-level matching of gold/score.py; a logistic regression with
an L2 penalty is fitted by full gradient descent from zero (numpy, no chance involved). What is reported comes from leaving one text out:
the weights that judge a text were fitted on the other nineteen. Weights of one class of texts weigh alike, so long articles do not rule.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import score as board

import loaders
from loaders.completion import complete
from loaders.filter import features, probability
from loaders.reader import RuleReader

PENALTY, STEPS, RATE = 0.006, 3000, 0.5


def collect() -> dict[str, list[tuple[dict[str, float], bool, dict[str, Any]]]]:
    """Return (features, right, row) of every candidate that counts, by text."""
    scorer, reader = board.scorer(), RuleReader()
    coverage = json.loads((board.GOLD / "coverage.json").read_text(encoding="utf-8"))
    found = {}
    for name in board.names():
        path = board.article(name)
        text, document = path.read_text(encoding="utf-8"), loaders.load(path)
        candidates = reader.candidates(document)
        crowds: dict[Any, int] = {}
        for item in candidates:
            crowds[item.block, item.sentence] = crowds.get((item.block, item.sentence), 0) + 1
        rows = []
        for item in candidates:
            row = board.as_row(complete(document, item, reader.name, reader.version, confidence=0.5))
            row["features"] = features(item, document.blocks[item.block], crowds[item.block, item.sentence])
            rows.append(row)
        gold = board.lines(board.GOLD / f"{name}.jsonl")
        rows = board.within(text, rows, coverage.get(name))
        rows = scorer.without_borderline(gold, rows, board.lines(board.GOLD / f"{name}-borderline.jsonl"))
        taken = scorer.match(gold, rows, lambda g, p: scorer.compatible(g, p, "sign"))
        found[name] = [(row["features"], j in taken, row) for j, row in enumerate(rows)]
    return found


def fit(examples: Sequence[tuple[dict[str, float], bool, float]]) -> dict[str, float]:
    """Return the weights of a weighted, penalised logistic regression."""
    names = sorted({name for found, _, _ in examples for name in found})
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names) + 1))
    x[:, -1] = 1.0
    for row, (found, _, _) in enumerate(examples):
        for name, value in found.items():
            x[row, index[name]] = value
    y = np.array([float(right) for _, right, _ in examples])
    share = np.array([weight for _, _, weight in examples])
    share /= share.sum()
    w = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        slope = x.T @ (share * (1 / (1 + np.exp(-x @ w)) - y))
        slope[:-1] += PENALTY * w[:-1]
        w -= RATE * slope
    return {**{name: round(float(w[i]), 4) for name, i in index.items()}, "bias": round(float(w[-1]), 4)}


def main() -> None:
    found, scorer = collect(), board.scorer()
    judged = {}
    for left_out in found:
        rest = [(f, right, 1 / np.sqrt(len(rows))) for name, rows in found.items() if name != left_out for f, right, _ in rows]
        weights = fit(rest)
        judged[left_out] = [(probability(f, weights), right, row) for f, right, row in found[left_out]]
    curve = []
    for threshold in (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        cells = []
        for name, rows in judged.items():
            kept = [row for p, _, row in rows if p >= threshold]
            cells.append(scorer.score(board.lines(board.GOLD / f"{name}.jsonl"), kept)["sign"])
        curve.append(
            {"threshold": threshold, **{k: round(sum(c[k] for c in cells) / len(cells), 3) for k in ("precision", "recall", "f1")}}
        )
        print(curve[-1])
    bins = []
    pairs = [(p, right) for rows in judged.values() for p, right, _ in rows]
    for low in (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.2, 0.2: 0.4, 0.9: 1.01}.get(low, low + 0.1)
        inside = [(p, right) for p, right in pairs if low <= p < high]
        if inside:
            bins.append(
                {
                    "from": low,
                    "to": min(1.0, round(high, 2)),
                    "claims": len(inside),
                    "mean": round(sum(p for p, _ in inside) / len(inside), 3),
                    "right": round(sum(r for _, r in inside) / len(inside), 3),
                }
            )
            print(bins[-1])
    final = fit([(f, right, 1 / np.sqrt(len(rows))) for rows in found.values() for f, right, _ in rows])
    note = "Logistic regression over loaders.filter.features, fitted by benchmarks/train_filter.py"
    (board.ROOT / "loaders" / "data" / "filter.json").write_text(
        json.dumps({"about": note, "weights": final}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    (board.ROOT / "benchmarks" / "results" / "filter.json").write_text(
        json.dumps({"leave_one_text_out": curve, "calibration": bins}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
