"""Stores of made-up claims for the benchmarks: made once, kept where a folder for them is named."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox

from benchmarks.generate import FACTORS, articles
from graph import KnowledgeGraph

QUERIES = Path(__file__).parent / "queries"
TIME = "2026-01-01T00:00:00Z"
TOGETHER = 50
"""Documents that share a transaction while a store is made."""
PREFIX = """PREFIX mg: <https://w3id.org/mechgraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX factor: <https://w3id.org/mechgraph/factor/>
"""


@dataclass(frozen=True)
class Made:
    """A store of so many claims: the graph's own folder, and a snapshot of its dataset."""

    folder: Path
    claims: int

    @property
    def snapshot(self) -> Path:
        return self.folder / "snapshot"

    @cached_property
    def document(self) -> str:
        """Return the id of the first document."""
        return next(articles(self.claims)).document.id

    def queries(self) -> dict[str, str]:
        """Return the standard queries by name, about one document where they are about any."""
        iri = f"https://w3id.org/mechgraph/document/{self.document}"
        return {path.stem: path.read_text().replace("GRAPH <DOCUMENT>", f"GRAPH <{iri}>") for path in sorted(QUERIES.glob("*.rq"))}

    def quads(self) -> Path:
        """Return the dataset as an N-Quads file, written by now."""
        file = self.folder / "quads.nq"
        if not file.exists():
            ox.Store.read_only(str(self.snapshot)).dump(str(file), ox.RdfFormat.N_QUADS)
        return file


def points(seed: int) -> Iterator[str]:
    """Yield point queries for ever: what is said of one factor, drawn at random (five rows)."""
    draw = random.Random(seed)  # noqa: S311  what to ask about, no secret
    while True:
        factor = f"factor:factor-{draw.randrange(FACTORS // 10)}"
        yield f"{PREFIX}SELECT ?relation ?object {{ ?claim rdf:subject {factor}; rdf:predicate ?relation; rdf:object ?object }} LIMIT 5"


@contextmanager
def made(claims: int, keep: Path | None = None) -> Iterator[Made]:
    """Make a store, or take the one that is kept in a folder; without a folder it is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="mechgraph-bench-") as passing:
        folder = (keep or Path(passing)) / f"claims-{claims}"
        store = Made(folder, claims)
        if not store.snapshot.exists():
            begun = time.perf_counter()
            folder.mkdir(parents=True, exist_ok=True)
            with KnowledgeGraph.open(folder) as graph:
                graph.add_all(((one.document, one.claims, one.factors) for one in articles(claims)), time=TIME, together=TOGETHER)
                graph.snapshot(store.snapshot)
            print(f"{claims} claims stored in {time.perf_counter() - begun:.0f} s")
        yield store


class Still:
    """The snapshot of a store as a source that never changes; snapshots of it are hard links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def number(self) -> int:
        return 1

    def snapshot(self, folder: Path) -> int:
        folder.mkdir()
        for file in self.folder.iterdir():
            os.link(file, folder / file.name)
        return 1


def rounded(value: Any) -> Any:
    """Return figures with two decimals, which is more than they are worth."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return round(value, 2) if isinstance(value, float) else value


@dataclass(frozen=True)
class Taken:
    """Milliseconds that calls took: of the clock, and of the processor in this thread (which a busy machine does not stretch as much)."""

    clock: list[float]
    processor: list[float]

    @property
    def median(self) -> float:
        return median(self.clock)

    def ratio(self, other: Taken) -> float:
        """Return how many times longer than another this took, by processor time."""
        return median(self.processor) / median(other.processor)


def in_turn(ways: dict[str, Callable[[], object]], repeats: int, warm_up: int = 1) -> dict[str, Taken]:
    """Return what each of some ways to do the same takes, called in turn: what else the machine does falls on all of them."""
    taken = {name: Taken([], []) for name in ways}
    for turn in range(warm_up + repeats):
        for name, way in ways.items():
            begun, spent = time.perf_counter(), time.thread_time()
            way()
            if turn >= warm_up:
                taken[name].processor.append(1000 * (time.thread_time() - spent))
                taken[name].clock.append(1000 * (time.perf_counter() - begun))
    return taken
