"""The store measured: loading, the eight standard queries, search and paths, each against raw pyoxigraph or a yardstick in the same run.

    python benchmarks/bench_store.py --claims 100000 [--rdflib] [--keep FOLDER]

Read ratios, not milliseconds: the load average stands beside them. `--rdflib` asks rdflib's in-memory graph the same (10,000 claims).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import articles
from graph import KnowledgeGraph
from graph.knowledge import Reading

HERE = Path(__file__).parent
TIME = "2026-01-01T00:00:00Z"
REPEATS = 11
TOGETHER = 50
WORDS = ("subst", "substance 7", "cells load", "s")
PATHS = 200


class Timed:
    """An iterator that adds up the time its source takes, so that making data is not counted as storing it."""

    def __init__(self, claims: int) -> None:
        self.seconds = 0.0
        self._source = articles(claims)

    def __iter__(self) -> Iterator[Reading]:
        while True:
            begun = perf_counter()
            article = next(self._source, None)
            self.seconds += perf_counter() - begun
            if article is None:
                return
            yield article.document, article.claims, article.factors


def load(graph: KnowledgeGraph, claims: int, folder: Path) -> dict[str, float]:
    """Load claims, then their quads from a file into an engine of its own."""
    readings = Timed(claims)
    begun = perf_counter()
    graph.add_all(readings, time=TIME, together=TOGETHER)
    ours = perf_counter() - begun - readings.seconds
    quads = folder / "quads.nq"
    quads.write_bytes(graph.dump(ox.RdfFormat.N_QUADS))
    raw = ox.Store(str(folder / "raw"))
    begun = perf_counter()
    raw.bulk_load(path=str(quads))
    theirs = perf_counter() - begun
    count = len(raw)
    return {"quads": count, "ours quads/s": count / ours, "raw quads/s": count / theirs, "ratio": theirs / ours}


def standard_queries(document: str) -> dict[str, str]:
    """Return the standard queries, about one document where they are about any."""
    iri = f"https://w3id.org/mechgraph/document/{document}"
    return {path.stem: path.read_text().replace("GRAPH <DOCUMENT>", f"GRAPH <{iri}>") for path in sorted((HERE / "queries").glob("*.rq"))}


def p50(ask: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median time of a call in milliseconds."""
    times = []
    for _ in range(repeats):
        begun = perf_counter()
        ask()
        times.append(perf_counter() - begun)
    return statistics.median(times) * 1000


def raw_query(store: ox.Store, text: str) -> int:
    """Ask the engine and walk through its answer."""
    found = store.query(text, use_default_graph_as_union=True)
    return int(bool(found)) if isinstance(found, ox.QueryBoolean) else sum(1 for _ in found)


def queries(graph: KnowledgeGraph, folder: Path, document: str) -> dict[str, dict[str, float]]:
    """Ask each query of ours and of a snapshot of the same quads, in turn."""
    graph.snapshot(folder / "snapshot")
    raw = ox.Store.read_only(str(folder / "snapshot"))
    found = {}
    for name, text in standard_queries(document).items():
        ours, theirs = p50(partial(graph.query, text)), p50(partial(raw_query, raw, text))
        found[name] = {"ours ms": ours, "raw ms": theirs, "ratio": ours / theirs, "rows": raw_query(raw, text)}
    return found


def answered(dataset: Any, text: str) -> list[object]:
    """Ask rdflib and walk through its answer, which it works out on the way."""
    return list(dataset.query(text))


def in_rdflib(graph: KnowledgeGraph, document: str) -> dict[str, float]:
    """Ask the same of rdflib's own graph in memory, once."""
    import rdflib  # noqa: PLC0415  only who asks for it waits for it

    dataset = rdflib.ConjunctiveGraph()
    dataset.parse(data=graph.dump(ox.RdfFormat.N_QUADS), format="nquads")
    return {name: p50(partial(answered, dataset, text), 1) for name, text in standard_queries(document).items()}


def paths(graph: KnowledgeGraph) -> dict[str, float]:
    """Ask for chains between factors drawn at random."""
    network, draw = graph.network(), random.Random(1)  # noqa: S311  pairs to ask about, no secret
    _ = network.links
    pairs = [tuple(draw.sample(network.nodes, 2)) for _ in range(PATHS)]
    times = sorted(p50(partial(graph.paths, a, b), 1) for a, b in pairs)
    return {
        "factors": len(network.nodes),
        "statements": len(network.statements),
        "p50 ms": times[PATHS // 2],
        "p95 ms": times[PATHS * 95 // 100],
    }


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return every figure."""
    found: dict[str, Any] = {"claims": options.claims, "load average at start": round(os.getloadavg()[0], 1)}
    with KnowledgeGraph.open(folder / "store") as graph:
        found["load"] = load(graph, options.claims, folder)
        document = next(iter(graph.load_times()))
        found["queries"] = queries(graph, folder, document)
        found["search ms"] = {words: p50(partial(graph.search, words)) for words in WORDS}
        found["paths"] = paths(graph)
        if options.rdflib:
            found["rdflib ms"] = in_rdflib(graph, document)
    found["load average at end"] = round(os.getloadavg()[0], 1)
    return found


def rounded(value: Any) -> Any:
    """Return figures with two decimals, which is more than they are worth."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return round(value, 2) if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--rdflib", action="store_true", help="ask rdflib the same; only sensible at 10,000 claims")
    parser.add_argument("--output", type=Path, help="a JSON file for the figures")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mechgraph-bench-"))
    try:
        text = json.dumps(rounded(measure(folder, options)), indent=1)
    finally:
        shutil.rmtree(folder)
    print(text)
    if options.output:
        options.output.write_text(text + "\n")


if __name__ == "__main__":
    main()
