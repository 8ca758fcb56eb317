"""Speed of the reader: `python benchmarks/bench_reading.py`. Writes benchmarks/results/reading_speed.json.

Measured: start-up (`mechgraph read` of one sentence, a process each, median of five), words per second over the articles of
examples/ after start-up, a run-on sentence of 100 kB, and a text of 10 MB made of the same articles, with the most memory that the
process held. Seconds are of the processor (user + system), so that a busy machine does not count; wall time stands beside them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ARTICLES = sorted((ROOT / "examples" / "articles").glob("*.md"))
MECHGRAPH = Path(sys.executable).with_name("mechgraph")
RUN_ON = 100_000
"""Characters of the run-on sentence."""
LARGE = 10_000_000
"""Characters of the large text."""
TASKS = ("articles", "run-on", "large")


def prose() -> str:
    return "\n\n".join(path.read_text(encoding="utf-8") for path in ARTICLES)


def run_on(size: int) -> str:
    """Return one sentence without an end: every full stop, line end and heading mark of the articles gone."""
    flat = " ".join(prose().translate(str.maketrans("", "", "#*_|>-→←↑↓")).replace(".", ",").replace("?", ",").replace("!", ",").split())
    return (flat + " and ") * (size // len(flat) + 1)


def made(task: str) -> str:
    if task == "articles":
        return prose()
    return run_on(RUN_ON)[:RUN_ON] if task == "run-on" else ((prose() + "\n\n") * (LARGE // len(prose()) + 1))[:LARGE]


def timed(work: Callable[[], Any]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"cpu": round(time.process_time() - cpu, 3), "wall": round(time.perf_counter() - wall, 3)}


def measure(task: str) -> dict[str, Any]:
    """Return what reading a text costs in this process, the parser being warm."""
    from loaders import load_text  # noqa: PLC0415  the process that only starts others stays small
    from loaders.reader import open_reader  # noqa: PLC0415

    reader, text = open_reader(), made(task)
    reader.read(load_text("Zinc lowers copper.", source="warm", suffix=".txt"))
    document = load_text(text, source=task, suffix=".txt" if task == "run-on" else ".md")
    claims: list[Any] = []
    cost = timed(lambda: claims.extend(reader.read(document)))
    words = len(text.split())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"words": words, "claims": len(claims), **cost, "words per second": round(words / cost["cpu"]), "peak MB": peak}


def start_up(times: int = 5) -> dict[str, float]:
    """Return the median cost of `mechgraph read` of one sentence in a process of its own, start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.txt"
        path.write_text("Zinc lowers copper.\n", encoding="utf-8")
        walls, cpus = [], []
        for _ in range(times):
            before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([str(MECHGRAPH), "read", str(path)], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            walls.append(time.perf_counter() - wall)
            cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"cpu": round(median(cpus), 3), "wall": round(median(walls), 3)}


def apart(task: str) -> dict[str, Any]:
    """Return a measurement made in a process of its own, so that its peak of memory is its own."""
    done = subprocess.run([sys.executable, __file__, "--task", task], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", choices=TASKS, help="measure one text in this process and print it as JSON")
    parser.add_argument("--quick", action="store_true", help="leave out the text of 10 MB")
    args = parser.parse_args()
    if args.task:
        print(json.dumps(measure(args.task)))
        return
    out: dict[str, Any] = {"start-up": start_up()}
    for task in TASKS[: 2 if args.quick else 3]:
        out[task] = apart(task)
    for name, found in out.items():
        print(f"{name:10}", "  ".join(f"{key} {value}" for key, value in found.items()))
    if not args.quick:
        (ROOT / "benchmarks" / "results" / "reading_speed.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
