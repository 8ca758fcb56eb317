"""The audit: what does not hold up in a graph of claims, and why.

    Facts -> rules -> findings -> flags -> people's decisions -> Report -> text, JSON, SARIF, GitHub, Markdown, CSV

`RULES` is the visible tuple of all rules; `audit(graph)` runs them over a store. Who audits the same store again and again keeps a
`Watch`, so that only what changed is looked at anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.audit.facts import Article, Facts
from graph.audit.rule import FAMILIES, Finding, Rule, Scope
from graph.audit.rules import BUILT_IN
from graph.audit.run import Checked, Report, Result, Suppressed, chosen, run
from graph.audit.watch import Graph, Watch
from ontology.library import Library
from ontology.model import Factor
from ontology.works import Lookup

RULES: tuple[Rule, ...] = BUILT_IN
"""Every rule that the project ships, in the order of reports."""


def audit(
    graph: Graph,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    rules: Sequence[Rule] = RULES,
    library: Library | None = None,
    vocabulary: Mapping[str, Factor] | None = None,
    lookups: Mapping[str, Lookup] | None = None,
    watch: Watch | None = None,
) -> Report:
    """Return what the rules find in a store, the weightiest first.

    Args:
        graph: A store, open.
        select: Codes or beginnings of codes to run; all when None.
        ignore: Codes or beginnings of codes to leave out.
        rules: `RULES`, with a user's own appended.
        library: The reference library; without it the rules that compare with it are skipped and say so.
        vocabulary: Factors that are known though no document names them.
        lookups: What is known of cited works, by what was asked; without them the rules that need it are skipped and say so.
        watch: Kept by the caller between audits of one store.
    """
    watch = watch or Watch()
    facts = watch.look(graph, library=library, vocabulary=vocabulary, lookups=lookups)
    return run(facts, chosen(rules, select, ignore), decisions=watch.decisions, leverages=watch.leverages())


__all__ = [
    "FAMILIES", "RULES", "Article", "Checked", "Facts", "Finding", "Graph", "Library", "Report", "Result", "Rule", "Scope", "Suppressed",
    "Watch",
    "audit", "chosen", "run",
]  # fmt: skip
