"""The audit as every door runs it: all rules, with the reference library that the project ships."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.audit import Cache, Report


def audited(
    graph: KnowledgeGraph,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    own_rules: Path | None = None,
    cache: Cache | None = None,
) -> Report:
    """Return what does not hold up in a graph, the flags on which most paths hang first; see `graph.audit.audit`.

    Args:
        graph: Open.
        select: Codes or beginnings of codes to run; all when None.
        ignore: Codes or beginnings of codes to leave out.
        own_rules: A folder of the user's own rules, run after ours.
        cache: Kept by the caller between runs.
    """
    from graph.analysis.leverage import leverage
    from graph.audit import RULES, audit
    from graph.audit.sparql import rules_from
    from ontology.library import Library

    rules = (*RULES, *(rules_from(own_rules) if own_rules else ()))
    leverages = {statement: 1.0 + paths for statement, paths in leverage(graph.network()).items()}
    return audit(graph, select=select, ignore=ignore, rules=rules, library=Library.load(), leverages=leverages, cache=cache)
