"""The annotated development texts, and what the reader says of them: rows as `mechgraph read --format jsonl` prints them.

Needs the shared folder beside the checkout. What counts, and what fits what, is decided by the scorer of that folder: only annotated
ranges of a text, borderline claims neither right nor wrong. A phrase and the label of its factor are both tried, as `make score` does.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD, ARTICLES = SHARED / "gold" / "dev", SHARED / "articles"
RESULTS = ROOT / "benchmarks" / "results"
sys.path.insert(0, str(ROOT))

import loaders  # noqa: E402
from loaders.completion import complete  # noqa: E402
from loaders.filter import confidences, features  # noqa: E402
from loaders.reader import RuleReader  # noqa: E402
from ontology.grounding import LexiconGrounder  # noqa: E402
from ontology.lexicon import Lexicon  # noqa: E402
from ontology.records import claim_record  # noqa: E402

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One development text: its annotated claims, and the rows that count of what was read in it (`features` of the filter in each)."""

    name: str
    gold: list[Row]
    rows: list[Row]


@cache
def scorer() -> ModuleType:
    """Return gold/score.py of the shared folder."""
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None or not GOLD.is_dir():
        sys.exit(f"{SHARED / 'gold'} is not there: the scoreboard needs the annotated texts.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.tokens = cache(module.tokens)  # pure, and most of its time
    return module


def names() -> list[str]:
    return sorted(p.stem for p in GOLD.glob("*.jsonl") if not p.stem.endswith("-borderline"))


def article(name: str) -> Path:
    return next(p for p in ARTICLES.glob(f"{name}.*") if p.suffix in (".txt", ".md"))


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] if path.exists() else []


def within(text: str, rows: list[Row], ranges: list[list[int]] | None) -> list[Row]:
    """Keep what counts, exactly as gold/score_dev.py does."""
    if ranges is None:
        return rows
    at = [text.find(r["quote"]) if r["quote"] in text else text.find(r["quote"][:40]) for r in rows]
    return [r for r, i in zip(rows, at, strict=True) if any(lo <= i < hi for lo, hi in ranges)]


@cache
def _grounder() -> LexiconGrounder:
    return LexiconGrounder(Lexicon.load())


def read(name: str) -> list[Row]:
    """Return every claim of a text in its order, each with the features that the filter saw."""
    document, reader = loaders.load(article(name)), RuleReader()
    found = reader.candidates(document)
    sure = confidences(found, document.blocks)
    crowds = Counter((item.block, item.sentence) for item in found)
    claims = [complete(document, item, reader.name, reader.version, confidence=p) for item, p in zip(found, sure, strict=True)]
    seen = [features(item, document.blocks[item.block], crowds[item.block, item.sentence]) for item in found]
    grounding = _grounder().ground(document, claims)
    rows = [
        {**claim_record(claim, document, grounding.factors), "features": features}
        for claim, features in zip(grounding.claims, seen, strict=True)
    ]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def counted(name: str, rows: list[Row], *, labels: bool = True) -> Text:
    """Return a text with those of its rows that count; without `labels`, phrases alone are compared."""
    coverage = json.loads((GOLD / "coverage.json").read_text(encoding="utf-8"))
    if not labels:
        rows = [{**row, "subject_label": None, "object_label": None} for row in rows]
    gold = lines(GOLD / f"{name}.jsonl")
    rows = within(article(name).read_text(encoding="utf-8"), rows, coverage.get(name))
    return Text(name=name, gold=gold, rows=scorer().without_borderline(gold, rows, lines(GOLD / f"{name}-borderline.jsonl")))


def texts(only: list[str] | None = None, *, labels: bool = True) -> list[Text]:
    return [counted(name, read(name), labels=labels) for name in only or names()]


def matched(text: Text, level: str = "sign") -> Mapping[int, int]:
    """Return row index -> gold index, the largest matching at a level (`pair`, `sign`, `strict`)."""
    score = scorer()
    found: Mapping[int, int] = score.match(text.gold, text.rows, lambda g, p: score.compatible(g, p, level))
    return found


def macro(reports: list[Row], level: str = "sign") -> dict[str, float]:
    """Return the means over texts of precision, recall and F1 of one level, to three digits."""
    return {key: round(sum(report[level][key] for report in reports) / len(reports), 3) for key in ("precision", "recall", "f1")}
