"""Loading measured: `mechgraph load` of many articles with one process and with more, and of the same articles again.

    python benchmarks/bench_loading.py --claims 2100 --jobs 1 2

The articles are copies of the examples, each with a closing sentence of its own, so no two are the same document; about 35 claims each.
Read ratios, not seconds: the load average and the processor seconds of each process stand beside them. No machine can be quicker than
the busiest process, nor than all of them divided by its cores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

import psutil

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "articles"
CLAIMS_AN_ARTICLE = 35
EVERY = 0.1
"""Seconds between two looks at the processes."""


def make_articles(folder: Path, number: int) -> int:
    """Write that many articles; return their words."""
    sources = sorted(EXAMPLES.glob("*-digest.md"))
    words = 0
    for i in range(number):
        lines = sources[i % len(sources)].read_text(encoding="utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith("url:"))  # one address would make them versions of one article
        text = f"{kept}\n\nCopper lowers zinc in copy {i}.\n"
        (folder / f"{i:05}.md").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def load(folder: Path, store: Path, jobs: int) -> dict[str, object]:
    """Run the command; return wall and processor seconds, these of each process too, and what it says last."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "load", str(folder), "--jobs", str(jobs), "--store", str(store)]
    begun, cpu = perf_counter(), dict[int, float]()
    with tempfile.TemporaryFile("w+") as said:
        process = psutil.Popen(command, stdout=said, cwd=HERE.parent)
        while process.poll() is None:
            cpu |= cpu_seconds(process)
            sleep(EVERY)
        if process.returncode:
            raise SystemExit(f"{' '.join(command[-6:])} failed with status {process.returncode}; what it said stands above")
        said.seek(0)
        last = said.read().splitlines()[-1]
    busy = sorted((round(seconds, 1) for seconds in cpu.values() if seconds >= 0.1), reverse=True)
    return {"seconds": round(perf_counter() - begun, 1), "cpu_seconds": round(sum(cpu.values()), 1), "of_each_process": busy, "said": last}


def cpu_seconds(process: psutil.Popen) -> dict[int, float]:
    """Return the processor seconds of a process and its children so far, by process id; none for one that has just ended."""
    found = {}
    with contextlib.suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                times = one.cpu_times()
                found[one.pid] = times.user + times.system
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=60 * CLAIMS_AN_ARTICLE)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--output", type=Path, help="also write the figures into this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        folder.mkdir()
        number = max(20, options.claims // CLAIMS_AN_ARTICLE)
        words = make_articles(folder, number)
        found: dict[str, object] = {"articles": number, "words": words, "cores": len(os.sched_getaffinity(0))}
        for jobs in options.jobs:
            found[f"jobs {jobs}"] = load(folder, Path(scratch, f"store-{jobs}"), jobs)
        found["again"] = load(folder, Path(scratch, f"store-{options.jobs[0]}"), 1)
        found["load_average"] = os.getloadavg()
    print(json.dumps(found, indent=2))
    if options.output:
        options.output.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
