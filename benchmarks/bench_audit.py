"""The audit measured: of a store from scratch, again after one document came, and of whole articles once they are loaded.

    python benchmarks/bench_audit.py [--claims 100000] [--repeats 7] [--keep FOLDER] [--articles FOLDER] [--output FILE]

All rules with the reference library, leverage of every statement, and the flags in order. Seconds of the clock and of the processor; on a
busy machine read the latter, and the ratio. `--articles` names a folder of articles (those of examples/articles when left out).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from api.auditing import audited  # noqa: E402
from benchmarks.generate import articles  # noqa: E402
from benchmarks.options import options, write  # noqa: E402
from benchmarks.stores import TIME, made  # noqa: E402
from graph import KnowledgeGraph  # noqa: E402
from graph.audit import Report, Watch  # noqa: E402

COMES = 60
"""Claims of the document that comes."""


def main() -> int:
    """Measure, print, keep."""
    chosen = options(__doc__, numbers={"repeats": (7, "documents that come and go")}, files={"articles": "a folder of articles to audit"})
    figures: dict[str, Any] = {"articles": of_articles(chosen.articles or ROOT / "examples" / "articles")}
    with made(chosen.claims, chosen.keep) as store, store.to_change() as copy, KnowledgeGraph.open(copy) as graph:
        figures["store"] = of_store(graph, chosen.repeats)
    write(figures, chosen.output)
    return 0


def of_articles(folder: Path) -> dict[str, float]:
    """Return what an audit of some articles takes once they are read and stored."""
    from api.cli.common import read_places  # noqa: PLC0415  the parser is loaded late
    from api.pipeline import Refused, store  # noqa: PLC0415

    with KnowledgeGraph.open(None) as graph:
        places = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".md", ".txt") and path.stem != "README"]
        for read in read_places(places):
            if not isinstance(read, Refused):
                store(read, graph, time=TIME)
        audited(graph)
        taken = [timed(lambda: audited(graph)) for _ in range(5)]
        report = taken[-1][2]
        return {"articles": report.checked.documents, "claims": report.checked.claims, **seconds(taken)}


def of_store(graph: KnowledgeGraph, repeats: int) -> dict[str, Any]:
    """Return what an audit takes from scratch, and of a watched store after each document that comes."""
    watch = Watch()
    first = timed(lambda: audited(graph, watch=watch))
    after = []
    for number in range(repeats):
        new = next(iter(articles(COMES, seed=1000 + number)))
        graph.add(new.document, new.claims, new.factors, time=TIME)
        after.append(timed(lambda: audited(graph, watch=watch)))
        graph.remove(new.document.id)
    again, whole = seconds(after), seconds([first])
    flags = {"claims": first[2].checked.claims, "flags": len(first[2].flags)}
    return flags | {"from scratch": whole, "after one document": again, "ratio of processor time": again["processor"] / whole["processor"]}


def timed(work: Callable[[], Report]) -> tuple[float, float, Report]:
    """Return seconds of the clock and of the processor, and the report."""
    begun, spent = perf_counter(), process_time()
    report = work()
    return perf_counter() - begun, process_time() - spent, report


def seconds(taken: list[tuple[float, float, Report]]) -> dict[str, float]:
    """Return the median seconds."""
    return {"clock": median(one[0] for one in taken), "processor": median(one[1] for one in taken)}


if __name__ == "__main__":
    sys.exit(main())
