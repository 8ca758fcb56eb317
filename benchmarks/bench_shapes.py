"""The shapes measured: pySHACL on the graph of each document, as at a load, and on a whole store, as `check --shapes` does.

python benchmarks/bench_shapes.py --claims 10000
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import articles
from graph import KnowledgeGraph
from graph.shapes import document_violations, part_violations, parts

AT_LOAD = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--output", type=Path, help="also write the figures into this file")
    options = parser.parse_args()
    made = list(articles(options.claims))
    document_violations(made[0].document, made[0].claims)
    begun = process_time()
    for article in made[:AT_LOAD]:
        document_violations(article.document, article.claims)
    at_load = (process_time() - begun) / sum(len(article.claims) for article in made[:AT_LOAD])
    with KnowledgeGraph.open() as graph:
        graph.add_all(((one.document, one.claims, one.factors) for one in made), time="2026-01-01T00:00:00Z", together=50)
        begun, cpu = perf_counter(), process_time()
        found = [one for part in parts(graph) for one in part_violations(graph, part)]
        figures = {
            "claims": len(graph.claims()),
            "documents": len(made),
            "cpu_ms_a_claim_at_load": round(at_load * 1000, 2),
            "store_seconds": round(perf_counter() - begun, 1),
            "store_cpu_seconds": round(process_time() - cpu, 1),
            "violations": len(found),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "load_average": os.getloadavg(),
        }
    print(json.dumps(figures, indent=2))
    if options.output:
        options.output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
