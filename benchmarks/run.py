"""Run every benchmark in turn: `make bench`, or `python benchmarks/run.py --claims 100000`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS = ("bench_store.py", "bench_sparql.py", "bench_loading.py", "bench_shapes.py")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    claims = parser.parse_args().claims
    return max(subprocess.run([sys.executable, str(HERE / name), "--claims", str(claims)], check=False).returncode for name in BENCHMARKS)


if __name__ == "__main__":
    sys.exit(main())
