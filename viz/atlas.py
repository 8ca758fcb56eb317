"""Atlas: one state of the graph as the pages need it, indexed.

It holds what every page looks up again and again (factors, statements, articles without their text, flags). Claims and article texts
are many and large, so pages ask the graph for the few that they show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from graph import KnowledgeGraph
from graph.audit.backing import Backing
from ontology.errors import UnknownItemError
from ontology.model import Decision, Document, Factor, FactorKind, Flag, Statement, Verdict
from viz.communities import Map, communities
from viz.edges import Edge, claims_of, edges_of, id_of


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """One state of the graph. Mappings are keyed by id; `flags` stand in the order in which people should look at them.

    `titles` names each rule of the audit by its code; `backing` knows the sources that were looked up, and works to read.
    """

    factors: Mapping[str, Factor]
    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]
    flags: tuple[Flag, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict, repr=False)
    decisions: tuple[Decision, ...] = field(default=(), repr=False)
    backing: Backing | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        graph: KnowledgeGraph,
        flags: Iterable[Flag] = (),
        titles: Mapping[str, str] | None = None,
        *,
        backing: Backing | None = None,
    ) -> Atlas:
        """Return the present state of a graph, with the flags of its audit and the titles of its rules."""
        return cls(
            factors={factor.id: factor for factor in graph.factors()},
            statements={statement.id: statement for statement in graph.statements()},
            documents={document.id: replace(document, text="", blocks=()) for document in graph.documents()},
            flags=tuple(flags),
            titles=titles or {},
            decisions=tuple(graph.decisions()),
            backing=backing,
        )

    def label(self, factor_id: str | None) -> str:
        """Return what to call a factor; an id that nobody described stands for itself."""
        factor = self.factors.get(factor_id or "")
        return factor.label if factor else (factor_id or "something").replace("-", " ")

    def knows(self, factor_id: str) -> bool:
        """Return whether a factor has a page: an article names it, or a statement is about it."""
        return factor_id in self.factors or factor_id in self.statements_by_factor

    def rule_title(self, code: str) -> str:
        """Return the title of a rule, empty for one that this audit does not know."""
        return self.titles.get(code, "")

    def factor(self, factor_id: str) -> Factor:
        """Return a factor, made up from its id where a statement names one that nobody described.

        Raises:
            UnknownItemError: Neither a factor nor a statement knows this id.
        """
        if factor_id in self.factors:
            return self.factors[factor_id]
        if factor_id in self.statements_by_factor:
            return Factor(id=factor_id, label=factor_id.replace("-", " "), kind=FactorKind.UNRESOLVED)
        raise UnknownItemError("factor", factor_id)

    def statement(self, statement_id: str) -> Statement:
        """Return a statement, or raise UnknownItemError."""
        if statement_id not in self.statements:
            raise UnknownItemError("statement", statement_id)
        return self.statements[statement_id]

    @cached_property
    def statement_of_claim(self) -> Mapping[str, str]:
        """Return the statement that each claim supports or denies; rejected claims are in none."""
        return {claim: statement.id for statement in self.statements.values() for claim in claims_of(statement)}

    @cached_property
    def rejected(self) -> frozenset[str]:
        """Return the claims and flags about which the last decision is that they are wrong."""
        last = {decision.target: decision.verdict for decision in sorted(self.decisions, key=lambda decision: decision.number)}
        return frozenset(target for target, verdict in last.items() if verdict is Verdict.REJECTED)

    @cached_property
    def statements_by_factor(self) -> Mapping[str, Sequence[Statement]]:
        """Return the statements that each factor takes part in."""
        return _grouped(self.statements.values(), lambda statement: {statement.key.subject, statement.key.object})

    @cached_property
    def edges(self) -> Mapping[str, Edge]:
        """Return every edge of the graph, by its id."""
        return {edge.id: edge for edge in edges_of(self.statements.values(), self.factors, self.flags_by_statement)}

    @cached_property
    def edges_by_factor(self) -> Mapping[str, Sequence[Edge]]:
        """Return the edges that meet at each factor."""
        return _grouped(self.edges.values(), lambda edge: {edge.subject, edge.object})

    @cached_property
    def map(self) -> Map:
        """Return the communities of the graph."""
        return communities(list(self.edges.values()))

    def edge_of(self, statement_id: str | None) -> Edge | None:
        """Return the edge that a statement lies on, None where there is no such statement."""
        statement = self.statements.get(statement_id or "")
        return self.edges[id_of(statement)] if statement else None

    @cached_property
    def flags_by_statement(self) -> Mapping[str, Sequence[Flag]]:
        """Return the flags on each statement, told by the statement itself or by the claims they rest on."""
        found: defaultdict[str, list[Flag]] = defaultdict(list)
        for flag in self.flags:
            for statement_id in sorted(self.statements_of(flag)):
                found[statement_id].append(flag)
        return dict(found)

    @cached_property
    def flags_by_claim(self) -> Mapping[str, Sequence[Flag]]:
        """Return the flags that rest on each claim."""
        return _grouped(self.flags, lambda flag: flag.claims)

    @cached_property
    def flags_by_code(self) -> Mapping[str, Sequence[Flag]]:
        """Return the flags of each rule."""
        return _grouped(self.flags, lambda flag: (flag.code,))

    def statements_of(self, flag: Flag) -> set[str]:
        """Return the statements that a flag is about."""
        named = {flag.statement} if flag.statement else set()
        behind = {self.statement_of_claim[claim] for claim in flag.claims if claim in self.statement_of_claim}
        return {statement for statement in named | behind if statement in self.statements}


T = TypeVar("T")


def _grouped(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, Sequence[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            found[key].append(item)
    return dict(found)
