"""The store measured in process: the standard queries, loading, search and paths, against raw pyoxigraph and rdflib in the same run.

    python benchmarks/bench_store.py [--claims 10000] [--repeats 21] [--load] [--rdflib] [--keep FOLDER] [--output FILE]

Read ratios (of processor time), not milliseconds: the load average stands beside them. `--load` stores the claims again and times it.
`--rdflib` asks rdflib's graph in memory the same (1 GB and half a minute of reading for 10,000 claims, ten times that for 100,000).
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pyoxigraph as ox

from benchmarks.generate import articles
from benchmarks.options import options, write
from benchmarks.stores import TIME, TOGETHER, Made, in_turn, made
from graph import KnowledgeGraph
from graph.knowledge import Reading
from graph.store import Dataset

WORDS = ("subst", "substance 7", "cells load", "s")
PATHS = 200
ASKINGS, PATIENCE = 5, 10_000
"""How often rdflib is asked, and after how many milliseconds not again."""
ROUNDS, SHORT = 5, 20_000
"""How often up to how many claims are loaded: what else the machine does in some seconds is half or twice their time."""


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


def load(claims: int) -> dict[str, float]:
    """Load claims, then their quads from a file into an engine of its own; the medians of several rounds where they are short."""
    rounds = [_load(claims) for _ in range(ROUNDS if claims <= SHORT else 1)]
    quads = rounds[0][0]
    ours, theirs = (median(one[at] for one in rounds) for at in (1, 2))
    return {"quads": quads, "rounds": len(rounds), "ours quads/s": quads / ours, "raw quads/s": quads / theirs, "ratio": theirs / ours}


def _load(claims: int) -> tuple[int, float, float]:
    """Return the quads, our seconds and the engine's; both stores are compacted at the end, ready to be read."""
    with tempfile.TemporaryDirectory(prefix="mechgraph-bench-") as name, KnowledgeGraph.open(Path(name) / "store") as graph:
        readings = Timed(claims)
        begun = perf_counter()
        graph.add_all(readings, time=TIME, together=TOGETHER)
        ours = perf_counter() - begun - readings.seconds
        quads = Path(name) / "quads.nq"
        quads.write_bytes(graph.dump(ox.RdfFormat.N_QUADS))
        raw = ox.Store(str(Path(name) / "raw"))
        begun = perf_counter()
        raw.bulk_load(path=str(quads))
        raw.optimize()
        return len(raw), ours, perf_counter() - begun


def raw_query(store: ox.Store, text: str) -> object:
    """Ask the engine and read every term of its answer, as anybody must who wants to use it."""
    found = store.query(text, use_default_graph_as_union=True)
    return bool(found) if isinstance(found, ox.QueryBoolean) else [tuple(row) for row in found]  # type: ignore[union-attr]


def queries(ask: Callable[[str], object], store: Made, repeats: int) -> dict[str, dict[str, float]]:
    """Ask each query of ours and of a snapshot of the same quads, in turn."""
    raw = ox.Store.read_only(str(store.snapshot))
    found = {}
    for name, text in store.queries().items():
        taken = in_turn({"ours": partial(ask, text), "raw": partial(raw_query, raw, text)}, repeats)
        ours, theirs = taken["ours"], taken["raw"]
        rows = raw_query(raw, text)
        found[name] = {
            "rows": len(rows) if isinstance(rows, list) else 1,
            "ours ms": ours.median,
            "raw ms": theirs.median,
            "ratio": ours.ratio(theirs),
            "processor ms": median(ours.processor),
        }
    return found


def in_rdflib(store: Made) -> dict[str, float | None]:
    """Return the processor milliseconds that rdflib's own graph in memory takes for the same: the median of several askings.

    What takes longer than PATIENCE is asked once; None where rdflib gives up, as it does on paths longer than Python's stack.
    """
    import rdflib  # noqa: PLC0415  only who asks for it waits for it

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(str(store.quads()), format="nquads")
    list(dataset.query("ASK {}"))  # so that nobody waits for what rdflib makes ready for all its queries
    found: dict[str, float | None] = {}
    for name, text in store.queries().items():
        taken: list[float] = []
        with suppress(RecursionError):
            while len(taken) < ASKINGS and not (taken and taken[0] > PATIENCE):
                begun = thread_time()
                list(dataset.query(text))
                taken.append(1000 * (thread_time() - begun))
        found[name] = median(taken) if taken else None
    return found


def searched(graph: KnowledgeGraph, repeats: int) -> dict[str, dict[str, float]]:
    """Return the median milliseconds of a search, whose last word is a beginning."""
    taken = {words: in_turn({"": partial(graph.search, words)}, repeats)[""] for words in WORDS}
    return {words: {"ms": one.median, "processor ms": median(one.processor)} for words, one in taken.items()}


def paths(graph: KnowledgeGraph) -> dict[str, float]:
    """Ask for chains between factors drawn at random."""
    network, draw = graph.network(), random.Random(1)  # noqa: S311  pairs to ask about, no secret
    _ = network.links
    times = []
    for _ in range(PATHS):
        start, end = draw.sample(network.nodes, 2)
        begun = perf_counter()
        graph.paths(start, end)
        times.append(1000 * (perf_counter() - begun))
    times.sort()
    size = {"factors": len(network.nodes), "statements": len(network.statements)}
    return size | {"p50 ms": times[PATHS // 2], "p95 ms": times[PATHS * 95 // 100]}


def from_journal(store: Made, repeats: int) -> dict[str, Any]:
    """Return the figures of a whole store."""
    with KnowledgeGraph.open(store.folder, read_only=True) as graph:
        return {"queries": queries(graph.query, store, repeats), "search": searched(graph, repeats), "paths": paths(graph)}


def from_dataset(store: Made, repeats: int) -> dict[str, Any]:
    """Return the figures of a store that is a dataset only."""
    dataset = Dataset(store.folder / "dataset", read_only=True)
    return {"queries": queries(partial(dataset.query, bound={}), store, repeats)}


def main() -> None:
    chosen = options(
        __doc__,
        numbers={"repeats": (21, "how often each query is asked")},
        flags={"load": "time loading too", "rdflib": "ask rdflib's graph in memory too"},
    )
    found: dict[str, Any] = {"claims": chosen.claims, "repeats": chosen.repeats}
    with made(chosen.claims, chosen.keep) as store:
        found |= from_journal(store, chosen.repeats) if store.has_journal else from_dataset(store, chosen.repeats)
        if chosen.rdflib:
            for name, milliseconds in in_rdflib(store).items():
                ours = found["queries"][name]["processor ms"]
                times = None if milliseconds is None else milliseconds / ours
                found["queries"][name] |= {"rdflib processor ms": milliseconds, "times rdflib": times}
    if chosen.load:
        found["load"] = load(chosen.claims)
    write(found, chosen.output)


if __name__ == "__main__":
    main()
