"""`mechgraph check --shapes`: whether the RDF of a store looks as our shapes say (SHACL)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from api.cli.common import with_progress

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.shapes import Violation


def violations(graph: KnowledgeGraph) -> list[Violation]:
    """Return what is wrong with a store, looked at part by part with a progress bar."""
    from graph.shapes import part_violations, parts

    found = parts(graph)
    return [one for part in with_progress(found, len(found), "Checking shapes") for one in part_violations(graph, part)]


def report(graph: KnowledgeGraph, found: list[Violation], *, as_json: bool) -> str:
    """Return the findings as text for people, or as JSON: focus node, path, message, severity."""
    if as_json:
        return json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False)
    return "\n".join(_lines(graph, found))


def _lines(graph: KnowledgeGraph, found: list[Violation]) -> Iterator[str]:
    for one in found:
        yield f"{one.severity}: {one.focus}"
        yield f"    {one.path or 'the node itself'}: {one.message}"
    verdict = f"{len(found)} findings" if found else "conforms"
    yield f"{len(graph.load_times())} documents, {len(graph.statements())} statements: {verdict}"
