"""Run every benchmark in turn: `make bench`, or `python benchmarks/run.py [--claims 100000] [--results] [--attacks FILE]`.

`--results` writes the figures into benchmarks/results, from where `tools/docs.py` takes the tables of docs/performance.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.stores import COPIED  # noqa: E402

SMALL, LARGE = 10_000, COPIED
"""Claims up to which rdflib-endpoint and the explorer are asked too, which takes too long for more; and up to which a store has a journal,
so that loading and the audit can be timed."""
RDFLIB_BYTES = 110_000
"""Memory that rdflib takes for a claim (measured: 9.7 GB for 100,000)."""


def commands(claims: int, keep: Path, seconds: float, attacks: Path | None, results: Path | None) -> Iterator[list[str]]:
    """Yield the command line of each benchmark."""
    store = ["--claims", str(claims), "--keep", str(keep)]
    small, storing = claims <= SMALL, claims <= LARGE
    rdflib = storing and claims * RDFLIB_BYTES < psutil.virtual_memory().available

    def figures(name: str) -> list[str]:
        return [] if results is None else ["--output", str(results / f"{name}-{claims}.json")]

    yield ["bench_store.py", *store, *(["--load"] if storing else []), *(["--rdflib"] if rdflib else []), *figures("store")]
    if storing:
        yield ["bench_audit.py", *store, *figures("audit")]
    yield ["bench_sparql.py", *store, *(["--rdflib"] if small else []), *figures("sparql")]
    yield ["bench_load.py", *store, "--seconds", str(seconds), *(["--rest"] if small else []), *figures("load")]
    if attacks is not None:
        yield ["bench_attacks.py", *store, "--attacks", str(attacks), *figures("attacks")]
    if small:
        yield ["bench_paths.py", *(["--output", str(results / "paths.json")] if results else [])]
        yield ["bench_loading.py", *(["--output", str(results / "loading.json")] if results else [])]
        yield ["bench_shapes.py", "--claims", str(claims), *(["--output", str(results / "shapes.json")] if results else [])]
        yield ["bench_reading.py", "--quick"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=SMALL)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each load is held")
    parser.add_argument("--attacks", type=Path, help="a JSON object of hostile queries by name")
    parser.add_argument("--keep", type=Path, help="a folder for the stores, so that they need not be made again")
    parser.add_argument("--results", action="store_true", help="keep the figures")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mechgraph-bench-") as passing:
        keep = chosen.keep or Path(passing)
        results = HERE / "results" if chosen.results else None
        lines = commands(chosen.claims, keep, chosen.seconds, chosen.attacks, results)
        return max(subprocess.run([sys.executable, str(HERE / name), *line], check=False).returncode for name, *line in lines)


if __name__ == "__main__":
    sys.exit(main())
