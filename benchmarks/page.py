"""docs/performance.md, written from the figures in benchmarks/results: `tools/docs.py` renews and checks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
SIZES = (10_000, 100_000, 1_000_000)

HEAD = """# Performance

Measured with made-up claims shaped like those of popular health articles (about 50 quads a claim, 20,000 factors drawn Zipf-like),
on 2 shared cores on which much else ran: **read ratios, not milliseconds**. What is compared was asked in turn in one run, so a busy
moment falls on all; the load average at the end of each run stands beside its figures. Repeat it:

```sh
make bench                                          # 10,000 claims, some minutes
make bench BENCH="--claims 1000000 --keep DIR"      # any size; the store is made once and kept in DIR
make bench BENCH="--seconds 60 --attacks FILE --results"   # long loads, hostile queries, the figures of this page
```

The queries are those of `benchmarks/queries`: eight standard ones, and the worst case of one (`unreachable`). The figures of this page come
from `benchmarks/results`. The store of a million claims is made of ten copies of that of 100,000, about factors that change places with
their neighbours in rank.
"""
IN_PROCESS = "Against raw pyoxigraph on the same quads, every term of the answer read on both sides; the ratio is of processor time."
OVER_HTTP = """One client asks all servers in turn. *Kept*: the same question again, answered from memory.
Beside the query itself a request takes 0.15 to 0.2 ms more than with `oxigraph serve` (the check, and the way to a process that can be
killed and back), which weighs where the query takes less than half a millisecond."""
HELD = "32 connections on the loopback address; point queries are about factors drawn at random, and no answer is kept."
SERVED = (
    "`mechgraph serve` with explorer, REST and query service. Memory is the sum of all its processes (PSS), after each page. Repeat it by\n"
    "`python benchmarks/bench_service.py --claims N` (docs/decisions/0010 says what is bounded). "
    "The store of a million claims was made claim by\nclaim here, journal and all, its audit done before (`--store FOLDER`)."
)
ATTACKED = "Hostile queries (crossed joins, deep nesting, bombs) while `ASK {}` is asked every 200 ms; no answer is kept."


def page(folder: Path = RESULTS) -> str:
    """Return the whole page; sizes without figures are left out."""
    parts = [HEAD, *_sections(folder)]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _sections(folder: Path) -> Iterable[str]:
    for title, told, name, section in (
        ("The standard queries, in process", IN_PROCESS, "store", _in_process),
        ("The standard queries, over HTTP", OVER_HTTP, "sparql", _over_http),
        ("Held load", HELD, "load", _held),
        ("Attacks", ATTACKED, "attacks", _attacks),
        ("Loading and search", "Each search was asked many times; its last word is a beginning.", "store", _others),
    ):
        yield f"## {title}\n\n{told}"
        yield from _each(folder, name, section)
    yield f"## The whole service\n\n{SERVED}"
    yield from _each(folder, "service", _service)
    yield "## Paths\n\nThe ten best simple paths of at most four links between two factors drawn at random."
    if (folder / "paths.json").exists():
        yield _paths(json.loads((folder / "paths.json").read_text()))


def _each(folder: Path, name: str, section: Callable[[Mapping[str, Any]], str]) -> Iterable[str]:
    files = [folder / f"{name}-{size}.json" for size in SIZES]
    for file in (file for file in files if file.exists()):
        figures = json.loads(file.read_text())
        yield f"{figures['claims']:,} claims (load average {figures['load average at end']:.1f}):\n\n{section(figures)}"


def _in_process(figures: Mapping[str, Any]) -> str:
    titles = ["query", "rows", "ms (p50)", "processor ms", "of pyoxigraph's time", "rdflib takes"]
    rows = [[name, one["rows"], one["ours ms"], one["processor ms"], one["ratio"], _times(one)] for name, one in figures["queries"].items()]
    return table(titles, rows)


def _over_http(figures: Mapping[str, Any]) -> str:
    titles = ["query", "bytes", "ms (p50)", "kept, ms", "oxigraph serve, ms", "ratio", "ratio, kept", "rdflib-endpoint, ms"]
    keys = ["bytes", "mechgraph ms", "mechgraph, answers kept ms", "oxigraph serve ms", "ratio", "ratio, kept"]
    return table(titles, [[name, *(one[key] for key in keys), _patience(one)] for name, one in figures["queries"].items()])


def _held(figures: Mapping[str, Any]) -> str:
    loads = {name: one for name, one in figures.items() if isinstance(one, dict)}
    keys = ["requests a second", "p50 ms", "p99 ms", "failures", "processor ms a request", "memory MB"]
    return f"{figures['seconds']:g} s each.\n\n" + table(
        ["load", *keys], [[name, *(one[key] for key in keys)] for name, one in loads.items()]
    )


def _attacks(figures: Mapping[str, Any]) -> str:
    keys = ["longest s", "probes", "probe p50 ms", "probe p99 ms", "probe failures"]
    rows = [[name, *(one[key] for key in keys)] for name, one in figures.items() if isinstance(one, dict)]
    return f"{figures['attacks']} attacks, deadline {figures['deadline']:g} s.\n\n" + table(["how", *keys], rows)


def _others(figures: Mapping[str, Any]) -> str:
    rows: list[Sequence[object]] = [
        [f"search for “{words}”, p50", f"{one['ms']:.1f} ms ({one['processor ms']:.1f} of the processor)"]
        for words, one in figures.get("search", {}).items()
    ]
    if "load" in figures:
        load = figures["load"]
        rows.append(["claims to a store that is ready to be read", f"{load['ours quads/s']:,.0f} quads a second"])
        rows.append(["the same quads from a file by pyoxigraph's bulk load, compacted", f"{load['raw quads/s']:,.0f} quads a second"])
        rows.append(["our speed to its", f"{load['ratio']:.2f}"])
    return table(["what", "figure"], rows) if rows else "Not measured at this size."


def _service(figures: Mapping[str, Any]) -> str:
    told = f"Starts in {figures['start s']:.1f} s with {figures['memory MB']:.0f} MB; {figures['memory at end MB']:.0f} MB after all pages."
    if first := figures.get("first start"):
        told += (
            f" At its first start, with the audit still to be done, {first['start s']:.1f} s; the audit takes {first['audit s']:.0f} s"
            f" behind the pages, and the service {first['most memory MB']:.0f} MB meanwhile."
        )
    rows = [[name, one["bytes"], one["first ms"], one["ms"], one["memory MB"]] for name, one in figures["pages"].items()]
    return f"{told}\n\n{table(['page', 'bytes', 'ms, first time', 'ms (p50)', 'memory MB'], rows)}"


def _paths(figures: Mapping[str, Any]) -> str:
    keys = ["p50 ms", "p95 ms", "p50 processor ms", "p95 processor ms"]
    rows = [[name, *(one[key] for key in keys)] for name, one in figures.items() if isinstance(one, dict)]
    size = f"{figures['factors']:,} factors, {figures['statements']:,} statements, {figures['pairs']} pairs"
    return f"{size} (load average {figures['load average at end']:.1f}):\n\n{table(['paths', *keys], rows)}"


def _times(one: Mapping[str, Any]) -> str:
    if "times rdflib" not in one:
        return ""
    ratio = one["times rdflib"]
    return "gives up" if ratio is None else f"{ratio:.1f} times as long" if ratio < 20 else f"{ratio:,.0f} times as long"


def _patience(one: Mapping[str, Any]) -> object:
    return one.get("rdflib-endpoint ms", "") if one.get("rdflib-endpoint ms", "") is not None else "no answer"


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table.

    >>> print(table(["what", "ms"], [["a", 1.234], ["b", 12345]]))
    | what | ms |
    | --- | --- |
    | a | 1.23 |
    | b | 12,345 |
    """
    lines = [titles, ["---"] * len(titles), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}" if value < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
