"""The audit as every door runs it: all rules, with the reference library that the project ships."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.audit import Cache, Report


def audited(
    graph: KnowledgeGraph, *, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None, cache: Cache | None = None
) -> Report:
    """Return what does not hold up in a graph; see `graph.audit.audit`."""
    from graph.audit import audit
    from ontology.library import Library

    return audit(graph, select=select, ignore=ignore, library=Library.load(), cache=cache)
