"""How sure the reader is of a candidate: a logistic regression over a few visible features, its weights in `data/filter.json`.

Trained by `benchmarks/train_filter.py` on annotated articles; docs/reading.md has its calibration, each article judged by
weights that never saw it. Deterministic: plain sums of numbers that are written in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache

from loaders.candidates import Candidate
from loaders.cues import DATA, words
from ontology.model import Block


def features(candidate: Candidate, block: Block, crowd: int) -> dict[str, float]:
    """Return what the filter looks at; absent ones count as zero.

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


@cache
def _weights() -> Mapping[str, float]:
    loaded: dict[str, float] = json.loads((DATA / "filter.json").read_text(encoding="utf-8"))["weights"]
    return loaded


def probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the logistic of the weighted sum, in (0, 1).

    >>> probability({}, {"bias": 0.0}), round(probability({"negated": 1.0}, {"bias": 0.0, "negated": 2.0}), 2)
    (0.5, 0.88)
    """
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in sorted(found.items()))
    return 1 / (1 + math.exp(-total))


def confidences(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[float]:
    """Return how sure the reader is of each candidate, in (0, 1), rounded to three digits."""
    crowds: dict[tuple[int, tuple[int, int]], int] = {}
    for item in candidates:
        crowds[item.block, item.sentence] = crowds.get((item.block, item.sentence), 0) + 1
    weights = _weights()
    return [round(probability(features(item, blocks[item.block], crowds[item.block, item.sentence]), weights), 3) for item in candidates]
