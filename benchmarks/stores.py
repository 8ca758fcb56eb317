"""Stores of made-up claims for the benchmarks: made once, kept where a folder for them is named."""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox

from benchmarks.generate import FACTORS, articles
from graph import KnowledgeGraph
from graph.store import Dataset
from graph.triples import FACTORS as FACTORS_GRAPH
from graph.triples import JOURNAL as JOURNAL_GRAPH
from graph.triples import TALLY as TALLY_GRAPH

QUERIES = Path(__file__).parent / "queries"
TIME = "2026-01-01T00:00:00Z"
TOGETHER = 50
"""Documents that share a transaction while a store is made."""
COPIED = 100_000
"""Claims of the store that larger ones are made of: reading a million claims into a journal takes an hour on a busy machine."""
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

    @property
    def has_journal(self) -> bool:
        return self.claims <= COPIED

    @contextmanager
    def to_change(self) -> Iterator[Path]:
        """Lend a copy for whoever changes it: keeps flags, adds a document. One that others measure must stay as it is."""
        if not self.has_journal:
            raise SystemExit(f"A store of {self.claims:,} claims has no journal; ask for {COPIED:,} at most.")
        with tempfile.TemporaryDirectory(prefix="mechgraph-bench-") as passing:
            yield shutil.copytree(self.folder, Path(passing) / "store", ignore=shutil.ignore_patterns("snapshot", "quads.nq"))

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
            part = file.with_suffix(".part")
            ox.Store.read_only(str(self.snapshot)).dump(str(part), ox.RdfFormat.N_QUADS)
            part.rename(file)
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
        home = keep or Path(passing)
        store = Made(home / f"claims-{claims}", claims)
        if not store.snapshot.exists():
            begun = time.perf_counter()
            store.folder.mkdir(parents=True, exist_ok=True)
            _copy(store, home) if claims > COPIED else _load(store)
            print(f"{claims} claims stored in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        yield store


def _load(store: Made) -> None:
    with KnowledgeGraph.open(store.folder) as graph:
        readings = ((one.document, one.claims, one.factors) for one in articles(store.claims))
        graph.add_all(readings, time=TIME, together=TOGETHER)
        graph.snapshot(store.snapshot)


def _copy(store: Made, home: Path) -> None:
    """Make the dataset of a large store, without a journal, of copies of a smaller one."""
    with made(COPIED, home) as smaller:
        dataset = Dataset(store.folder / "dataset")
        dataset.bulk(copied(smaller, store.claims // COPIED))
        dataset.copy_to(store.snapshot)


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


def copied(store: Made, times: int) -> Iterator[str]:
    """Yield the quads of a store and of copies of it: other documents, claims and statements, about factors of nearly the same rank."""
    rename = re.compile(r"/(document/d|claim/c|statement/s)-|factor/factor-(\d+)|_:")
    for copy in range(times):
        named = partial(_renamed, copy)
        with store.quads().open(encoding="utf-8") as lines:
            yield from lines if copy == 0 else (rename.sub(named, line) for line in lines if not line.endswith(_ONCE))


_ONCE = tuple(f"<{graph}> .\n" for graph in (FACTORS_GRAPH, TALLY_GRAPH, JOURNAL_GRAPH))


def _renamed(copy: int, found: re.Match[str]) -> str:
    if found[1]:
        return f"/{found[1]}{copy}-"
    return f"factor/factor-{int(found[2]) ^ copy}" if found[2] else f"_:c{copy}"
