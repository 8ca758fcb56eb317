"""Scoreboard of the reader on the development texts: `python benchmarks/score.py [--only NAME ...] [--show missed|spurious|wrong]`.

Needs the shared folder beside the checkout. Scoring is that of `gold/score.py`; only annotated ranges count, borderline claims are neither
right nor wrong. Writes benchmarks/results/reading.json.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD, ARTICLES = SHARED / "gold" / "dev", SHARED / "articles"
sys.path.insert(0, str(ROOT))

import loaders  # noqa: E402
from loaders.reader import open_reader  # noqa: E402
from ontology.model import Claim  # noqa: E402


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{SHARED / 'gold'} is not there: the scoreboard needs the annotated texts.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_row(claim: Claim) -> dict[str, Any]:
    return {
        "quote": claim.place.quote,
        "subject": claim.subject.phrase,
        "relation": claim.relation.value,
        "object": claim.object.phrase,
        "negated": claim.negated,
        "modality": claim.modality.value,
        "evidence": claim.evidence.level.value,
        "rule": claim.reading.rule,
        "confidence": claim.confidence,
        "start": claim.place.start,
    }


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] if path.exists() else []


def within(text: str, rows: list[dict[str, Any]], ranges: list[list[int]] | None) -> list[dict[str, Any]]:
    """Keep what counts, exactly as gold/score_dev.py does."""
    if ranges is None:
        return rows
    at = [text.find(r["quote"]) if r["quote"] in text else text.find(r["quote"][:40]) for r in rows]
    return [r for r, i in zip(rows, at, strict=True) if any(lo <= i < hi for lo, hi in ranges)]


def names() -> list[str]:
    return sorted(p.stem for p in GOLD.glob("*.jsonl") if not p.stem.endswith("-borderline"))


def article(name: str) -> Path:
    return next(p for p in ARTICLES.glob(f"{name}.*") if p.suffix in (".txt", ".md"))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--only", nargs="*")
    ap.add_argument("--show", choices=("missed", "spurious", "wrong"))
    ap.add_argument("--min-confidence", type=float, default=0.0)
    args = ap.parse_args()
    score = scorer()
    coverage = json.loads((GOLD / "coverage.json").read_text(encoding="utf-8"))
    reader, table = open_reader(), []
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    depth: dict[str, Counter[str]] = defaultdict(Counter)
    negation: Counter[str] = Counter()
    began = time.perf_counter()
    for name in args.only or names():
        path = article(name)
        rows = [as_row(c) for c in reader.read(loaders.load(path)) if c.confidence >= args.min_confidence]
        rows = within(path.read_text(encoding="utf-8"), rows, coverage.get(name))
        gold = lines(GOLD / f"{name}.jsonl")
        rows = score.without_borderline(gold, rows, lines(GOLD / f"{name}-borderline.jsonl"))
        report = {"text": name, **score.score(gold, rows)}
        taken = score.match(gold, rows, lambda g, p: score.compatible(g, p, "sign"))
        for j, row in enumerate(rows):
            by_rule[row["rule"]]["right" if j in taken else "wrong"] += 1
        for i, g in enumerate(gold):
            depth[g["difficulty"]]["found" if i in taken.values() else "missed"] += 1
        for j, i in score.match(gold, rows, lambda g, p: score.compatible(g, p, "pair")).items():
            negation["same" if bool(gold[i].get("negated")) == bool(rows[j]["negated"]) else "other"] += 1
        table.append(report)
        cells = "  ".join(f"{lv} {report[lv]['precision']:.2f} {report[lv]['recall']:.2f} {report[lv]['f1']:.2f}" for lv in score.LEVELS)
        print(
            f"{name:18} gold {report['gold']:4} read {report['predicted']:4}  {cells}"
            f"  mod {report['modality_accuracy']:.2f} evid {report['evidence_accuracy']:.2f}"
        )
        if args.show:
            score.show(gold, rows, args.show)
    took = time.perf_counter() - began
    macro = {lv: {k: sum(r[lv][k] for r in table) / len(table) for k in ("precision", "recall", "f1")} for lv in score.LEVELS}
    for lv, mean in macro.items():
        print(f"macro {lv:6} P {mean['precision']:.3f} R {mean['recall']:.3f} F1 {mean['f1']:.3f}")
    accuracy = {key: sum(r[key] for r in table) / len(table) for key in ("modality_accuracy", "evidence_accuracy")}
    accuracy["negation_accuracy"] = negation["same"] / max(1, negation.total())
    print("  ".join(f"{key} {value:.3f}" for key, value in accuracy.items()), f"  {took:.1f} s")
    recall = {d: f"{c['found']}/{c.total()}" for d, c in sorted(depth.items())}
    print("recall by difficulty", recall)
    rules = {
        rule: {"right": c["right"], "wrong": c["wrong"], "precision": round(c["right"] / c.total(), 2)}
        for rule, c in sorted(by_rule.items(), key=lambda kv: -kv[1].total())
    }
    for rule, count in rules.items():
        print(f"  {rule:28} {count['right']:4} right {count['wrong']:4} wrong  {count['precision']:.2f}")
    if not args.only and not args.min_confidence:
        out = {"texts": table, "macro": macro, "accuracy": accuracy, "recall_by_difficulty": recall, "rules": rules}
        (ROOT / "benchmarks" / "results" / "reading.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
