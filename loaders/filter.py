"""How sure the reader is of a candidate: a forest of small decision trees over visible features, written out in `data/filter.json`.

Grown by `benchmarks/train_filter.py` on annotated articles; docs/reading.md has its calibration, each article judged by a forest
that never saw it. Deterministic: comparisons with numbers that are written in the file. It grades; it drops nothing by itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.candidates import Candidate
from loaders.cues import DATA, words
from ontology.model import Block


def features(candidate: Candidate, block: Block, crowd: int) -> dict[str, float]:
    """Return what the filter looks at: the candidate, and its traits in the tree; absent ones count as zero.

    Args:
        candidate: With its phrases resolved.
        block: Where it stands.
        crowd: Candidates of the same sentence.
    """
    sentence = block.text[candidate.sentence[0] : candidate.sentence[1]]
    length = len(sentence.split())
    subject, obj = candidate.subject.text.split(), candidate.object.text.split()
    found = {
        f"rule={candidate.rule}": 1.0,
        f"relation={candidate.relation.value}": 1.0,
        f"block={block.kind.value}": 1.0,
        f"subject={candidate.subject.carried or 'here'}": 1.0,
        f"object={candidate.object.carried or 'here'}": 1.0,
        "negated": float(candidate.negated),
        "long sentence": max(0.0, length - 25) / 25,
        "short sentence": max(0.0, 6 - length) / 6,
        "long subject": max(0.0, len(subject) - 4) / 4,
        "long object": max(0.0, len(obj) - 5) / 5,
        "one-word subject": float(len(subject) == 1),
        "one-word object": float(len(obj) == 1),
        "crowd": min(crowd, 12) / 12,
        "far": _distance(candidate) / 100,
        "vague": float(any(word.lower() in _VAGUE for word in (subject[-1:] + obj[-1:]))),
        "direction": float(bool(subject) and subject[0].lower() in words("direction")),
        **dict(candidate.traits),
    }
    return {name: value for name, value in found.items() if value}


_VAGUE = words("vague end")


def _distance(candidate: Candidate) -> float:
    """Return the characters between cue and the nearer end of its farther phrase, at most 200."""
    gaps = [
        max(span[0] - candidate.cue[1], candidate.cue[0] - span[1], 0)
        for span in (candidate.subject.span, candidate.object.span)
        if span is not None
    ]
    return float(min(max(gaps, default=0), 200))


@dataclass(frozen=True, slots=True)
class Split:
    """A question of a tree: on to `low` where the feature is at most `at`, else to `high`; a float is the answer."""

    feature: str
    at: float
    low: Split | float
    high: Split | float


Forest = Sequence[Split | float]


def grown(written: Sequence[object], names: Sequence[str]) -> Split | float:
    """Return a tree from its written form: `[value]`, or `[feature, at, low, high]` with the features numbered as in `names`.

    >>> grown([0, 0.5, [0.2], [0.9]], ["negated"])
    Split(feature='negated', at=0.5, low=0.2, high=0.9)
    """
    if len(written) == 1:
        return float(written[0])  # type: ignore[arg-type]
    feature, at, low, high = written
    return Split(names[feature], float(at), grown(low, names), grown(high, names))  # type: ignore[call-overload, arg-type]


@cache
def _forest() -> Forest:
    written = json.loads((DATA / "filter.json").read_text(encoding="utf-8"))
    return tuple(grown(tree, written["features"]) for tree in written["trees"])


def _answer(found: Mapping[str, float], tree: Split | float) -> float:
    while isinstance(tree, Split):
        tree = tree.low if found.get(tree.feature, 0.0) <= tree.at else tree.high
    return tree


def probability(found: Mapping[str, float], forest: Forest) -> float:
    """Return the mean answer of the trees, in [0, 1].

    >>> stump = Split("negated", 0.5, 0.75, 0.25)
    >>> probability({}, [stump]), probability({"negated": 1.0}, [stump, 0.75])
    (0.75, 0.5)
    """
    return sum(_answer(found, tree) for tree in forest) / len(forest)


def confidences(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[float]:
    """Return how sure the reader is of each candidate, in [0, 1], rounded to three digits."""
    crowds = Counter((item.block, item.sentence) for item in candidates)
    forest = _forest() if candidates else ()
    return [round(probability(features(item, blocks[item.block], crowds[item.block, item.sentence]), forest), 3) for item in candidates]
