"""Paths in a network of the size that was aimed at: how would one factor act on another, among 300,000 statements?

    python benchmarks/bench_paths.py [--statements 300000] [--pairs 200] [--output FILE]

Statements join 20,000 factors drawn Zipf-like, as those of the other benchmarks; pairs are drawn at random among the factors.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks.generate import FACTORS, LEVEL_SHARES, LEVELS, RELATION_SHARES, RELATIONS, weights
from benchmarks.options import options, write
from benchmarks.stores import in_turn
from graph.analysis.paths import paths
from graph.assembly import key_id
from graph.network import Network
from ontology.model import Statement, StatementKey
from ontology.relations import Sign

WAYS: dict[str, dict[str, Any]] = {"any sign": {}, "raising only": {"sign": Sign.UP}, "through denials too": {"denied": True}}


def keys(number: int, seed: int = 1) -> Iterator[StatementKey]:
    """Yield that many different keys of statements."""
    draw, seen = np.random.default_rng(seed), set()
    shares = weights(FACTORS)
    while True:
        pairs, kinds = draw.choice(FACTORS, size=(number, 2), p=shares), draw.choice(len(RELATIONS), size=number, p=RELATION_SHARES)
        for (subject, obj), kind in zip(pairs.tolist(), kinds.tolist(), strict=True):
            key = StatementKey(subject=f"factor-{subject}", relation=RELATIONS[kind], object=f"factor-{obj}")
            if subject != obj and key not in seen:
                seen.add(key)
                yield key
                if len(seen) == number:
                    return


def statements(number: int, seed: int = 1) -> Iterator[Statement]:
    """Yield that many statements, each of one claim; one in ten is only hedged, one in twenty only denied."""
    draw = random.Random(seed)  # noqa: S311  data, no secret
    for key in keys(number, seed):
        role = draw.choices(("supporting", "hedged", "denying"), (0.85, 0.10, 0.05))[0]
        level = draw.choices(LEVELS, LEVEL_SHARES)[0]
        support = {"by_evidence": {level: 1}, "sources": int(level.value in ("named", "identified"))} if role == "supporting" else {}
        yield Statement(id=key_id(key), key=key, **{role: ("c-1",)}, documents=("d-1",), **support)  # type: ignore[arg-type]


def measure(number: int, pairs: int) -> dict[str, Any]:
    """Return every figure."""
    network, draw = Network(tuple(statements(number))), random.Random(1)  # noqa: S311
    asked = [tuple(draw.sample(network.nodes, 2)) for _ in range(pairs)]
    found: dict[str, Any] = {"factors": len(network.nodes), "statements": len(network.statements), "pairs": pairs}
    for name, way in WAYS.items():
        paths(network, *asked[0], **way)  # the arrays of links are made once for each state of the graph
        taken = [in_turn({"": partial(paths, network, *pair, **way)}, 1, 0)[""] for pair in asked]
        for what, times in (("ms", [one.clock[0] for one in taken]), ("processor ms", [one.processor[0] for one in taken])):
            found[name] = found.get(name, {}) | {f"p50 {what}": sorted(times)[pairs // 2], f"p95 {what}": sorted(times)[pairs * 95 // 100]}
    return found


def main() -> None:
    chosen = options(__doc__, numbers={"statements": (300_000, "how many statements"), "pairs": (200, "how many pairs are asked about")})
    write(measure(chosen.statements, chosen.pairs), chosen.output)


if __name__ == "__main__":
    main()
