"""Scoreboard of the reader on the development texts: `python benchmarks/score.py [--only NAME ...] [--show missed|spurious|wrong]`.

Agrees with `make score` (the shared folder's own scorer on the output of `mechgraph read`), and adds precision and recall of each rule,
accuracy of negation, and figures with each text left out of what judged it (the filter is the one part that is trained on these texts).
A run over all texts at threshold 0 writes benchmarks/results/reading.json. `--no-labels` compares phrases without factor labels.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import stdev
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import train_filter
from benchmarks.gold import RESULTS, Row, Text, article, lines, macro, matched, names, scorer, texts, within

__all__ = ["article", "lines", "main", "names", "scorer", "within"]

THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8)


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--only", nargs="*", help="names of texts")
    ap.add_argument("--show", choices=("missed", "spurious", "wrong"))
    ap.add_argument("--min-confidence", type=float, default=0.0)
    ap.add_argument("--labels", action=argparse.BooleanOptionalAction, default=True, help="let factor labels count, as `make score` does")
    ap.add_argument("--left-out", action=argparse.BooleanOptionalAction, default=True, help="judge each text by the others too (10 s)")
    return ap.parse_args()


def surer(text: Text, least: float) -> Text:
    return Text(name=text.name, gold=text.gold, rows=[row for row in text.rows if row["confidence"] >= least])


def report(text: Text) -> Row:
    return {"text": text.name, **scorer().score(text.gold, text.rows)}


def line(found: Row) -> str:
    cells = "  ".join(f"{lv} {found[lv]['precision']:.2f} {found[lv]['recall']:.2f} {found[lv]['f1']:.2f}" for lv in scorer().LEVELS)
    accuracy = f"mod {found['modality_accuracy']:.2f} evid {found['evidence_accuracy']:.2f}"
    return f"{found['text']:18} gold {found['gold']:4} read {found['predicted']:4}  {cells}  {accuracy}"


def accuracies(read: list[Text], reports: list[Row]) -> dict[str, float]:
    """Return modality and evidence (means over texts, of claims matched by sign) and negation (over all claims matched by pair)."""
    found = {key: sum(r[key] for r in reports) / len(reports) for key in ("modality_accuracy", "evidence_accuracy")}
    same = [bool(text.gold[i].get("negated")) == bool(text.rows[j]["negated"]) for text in read for j, i in matched(text, "pair").items()]
    return {**found, "negation_accuracy": sum(same) / max(1, len(same))}


def by_difficulty(read: list[Text]) -> dict[str, str]:
    wanted, found = Counter[str](), Counter[str]()
    for text in read:
        wanted.update(g.get("difficulty", "plain") for g in text.gold)
        found.update(text.gold[i].get("difficulty", "plain") for i in matched(text).values())
    return {name: f"{found[name]}/{n}" for name, n in sorted(wanted.items())}


def by_rule(read: list[Text]) -> dict[str, dict[str, Any]]:
    """Return, for each rule, right and wrong claims, their precision, and the share of all annotated claims that the rule finds."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for text in read:
        right = matched(text)
        for j, row in enumerate(text.rows):
            counts[row["rule"]][j in right] += 1
    wanted = max(1, sum(len(text.gold) for text in read))
    ranked = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return {
        rule: {"right": n[True], "wrong": n[False], "precision": round(n[True] / n.total(), 3), "recall": round(n[True] / wanted, 4)}
        for rule, n in ranked
    }


def print_means(reports: list[Row]) -> None:
    for level in scorer().LEVELS:
        mean, f1 = macro(reports, level), [found[level]["f1"] for found in reports]
        error = f" (standard error over texts {stdev(f1) / len(f1) ** 0.5:.3f})" if len(f1) > 1 else ""
        print(f"macro {level:6} P {mean['precision']:.3f} R {mean['recall']:.3f} F1 {mean['f1']:.3f}{error}")


def print_rules(rules: dict[str, dict[str, Any]]) -> None:
    print("rule: right, wrong, precision, share of the annotated claims that it finds")
    for rule, n in rules.items():
        print(f"  {rule:28} {n['right']:4} {n['wrong']:4}  {n['precision']:.2f}  {n['recall']:.3f}")


def print_left_out(read: list[Text]) -> list[Row]:
    """Print what `--min-confidence` gives when the forest that judges a text was grown on the others; return the rows."""
    curve = train_filter.trade_off(train_filter.left_out(read), THRESHOLDS)
    print("each text left out of the forest that judges it: threshold, then sign-level P, R, F1 (macro)")
    for row in curve:
        print(f"  >= {row['threshold']:.2f}  P {row['precision']:.3f} R {row['recall']:.3f} F1 {row['f1']:.3f}")
    return curve


def main() -> int:
    args, began = arguments(), time.perf_counter()
    every = texts(args.only, labels=args.labels)
    took = time.perf_counter() - began
    read = [surer(text, args.min_confidence) for text in every]
    reports = [report(text) for text in read]
    for text, found in zip(read, reports, strict=True):
        print(line(found))
        if args.show:
            scorer().show(text.gold, text.rows, args.show)
    print_means(reports)
    accuracy, recall, rules = accuracies(read, reports), by_difficulty(read), by_rule(read)
    print("  ".join(f"{key} {value:.3f}" for key, value in accuracy.items()), f"  {took:.1f} s")
    print("recall by difficulty", recall)
    print_rules(rules)
    if not args.only and not args.min_confidence and args.labels and args.left_out:
        means = {level: macro(reports, level) for level in scorer().LEVELS}
        out = {"texts": reports, "macro": means, "accuracy": accuracy, "recall_by_difficulty": recall, "rules": rules}
        out["left_out"] = print_left_out(every)
        (RESULTS / "reading.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
