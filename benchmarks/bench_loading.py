"""Loading measured: `mechgraph load` of many articles with one process and with more, and of the same articles again.

    python benchmarks/bench_loading.py --claims 2100 --jobs 1 2

The articles are copies of the examples, each with a closing sentence of its own, so no two are the same document; about 35 claims each.
Read ratios, not seconds: the load average and the processor seconds stand beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "articles"
CLAIMS_AN_ARTICLE = 35


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


def load(folder: Path, store: Path, jobs: int) -> dict[str, float | str]:
    """Run the command; return wall and processor seconds, and what it says last."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "load", str(folder), "--jobs", str(jobs), "--store", str(store)]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parent)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": round(perf_counter() - begun, 1), "cpu_seconds": round(cpu, 1), "said": done.stdout.splitlines()[-1]}


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
