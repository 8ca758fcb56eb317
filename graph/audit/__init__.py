"""The audit: what does not hold up in a graph of claims, and why.

    Facts -> rules -> findings -> flags -> people's decisions -> Report -> text, JSON, SARIF, GitHub, Markdown, CSV

`RULES` is the visible tuple of all rules; `audit(graph)` runs them over a store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from graph.answers import Answer
from graph.audit.facts import Article, Facts
from graph.audit.rule import FAMILIES, Finding, Rule, Scope
from graph.audit.rules import BUILT_IN
from graph.audit.run import Cache, Checked, Report, Result, Suppressed, chosen, run
from ontology.library import Library
from ontology.model import Claim, Decision, Document, Factor, Statement, Verdict
from ontology.works import Lookup

RULES: tuple[Rule, ...] = BUILT_IN
"""Every rule that the project ships, in the order of reports."""


class Graph(Protocol):
    """What the audit asks of a store; `graph.KnowledgeGraph` has it."""

    def documents(self) -> list[Document]:
        """Return the documents, with blocks."""

    def claims(self) -> list[Claim]:
        """Return all claims."""

    def factors(self) -> list[Factor]:
        """Return all factors."""

    def statements(self) -> list[Statement]:
        """Return all statements."""

    def decisions(self) -> list[Decision]:
        """Return what people decided."""

    def query(self, sparql: str) -> Answer:
        """Return the answer to a SPARQL query."""


def facts_of(graph: Graph, *, library: Library | None = None, lookups: Mapping[str, Lookup] | None = None) -> Facts:
    """Return the facts of a store: its claims without the rejected ones."""
    last = {decision.target: decision.verdict for decision in sorted(graph.decisions(), key=lambda decision: decision.number)}
    accepted = [claim for claim in graph.claims() if last.get(claim.id) is not Verdict.REJECTED]
    return Facts.of(
        graph.documents(),
        accepted,
        factors=graph.factors(),
        statements=graph.statements(),
        library=library,
        ask=lambda sparql: graph.query(sparql).records(),
        lookups=lookups,
    )


def audit(
    graph: Graph,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    rules: Sequence[Rule] = RULES,
    library: Library | None = None,
    leverages: Mapping[str, float] | None = None,
    cache: Cache | None = None,
    lookups: Mapping[str, Lookup] | None = None,
) -> Report:
    """Return what the rules find in a store, the weightiest first.

    Args:
        graph: A store, open.
        select: Codes or beginnings of codes to run; all when None.
        ignore: Codes or beginnings of codes to leave out.
        rules: `RULES`, with a user's own appended.
        library: The reference library; without it the rules that compare with it are skipped and say so.
        leverages: Of statements, by id (`graph.analysis`); without them every statement weighs the same.
        cache: A dict kept between calls, so that only articles that changed are looked at anew.
        lookups: What is known of cited works, by what was asked; without them the rules that need it are skipped and say so.
    """
    facts = facts_of(graph, library=library, lookups=lookups)
    return run(facts, chosen(rules, select, ignore), decisions=graph.decisions(), leverages=leverages, cache=cache)


__all__ = [
    "FAMILIES", "RULES", "Article", "Cache", "Checked", "Facts", "Finding", "Graph", "Library", "Report", "Result", "Rule", "Scope",
    "Suppressed",
    "audit", "chosen", "facts_of", "run",
]  # fmt: skip
