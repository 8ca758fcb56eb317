"""The atlas of a graph that is too large to be held: every question is a query, and what would be too much to look at is cut and told.

Pages of a graph that fits within the bounds below are the same as those of `viz.atlas.Atlas`; a test compares them. Of a larger one,
views of the whole show the edges of its best supported statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph import KnowledgeGraph
from graph.audit.backing import Backing
from graph.fetched import Fetched
from graph.picking import Wanted
from graph.search import fold
from ontology.errors import UnknownItemError
from ontology.model import Claim, Document, Factor, FactorKind, Flag, Statement
from ontology.namespaces import statement_id
from viz.asked import Counted, pairs_of, sieve, unlisted, wanted_by, warm
from viz.atlas import Around, Atlas
from viz.choice import Choice, Place, matches
from viz.communities import Map, communities
from viz.edges import CONTRADICTIONS, Edge, edges_of, id_of
from viz.scope import Scope

MOST = 2_000
"""Statements that are looked at for one view, with all others of their pairs: seven times the factors of the largest drawing."""
MAPPED = 10_000
"""Statements that the map of communities is made of."""
LABELS = 4_000
"""Statements, the best supported, whose factors are offered as ends of a path."""
CLOSE = 300
"""Aspects and kinds of a factor that are listed."""
CANDIDATES = 50
"""Statements told both ways, those with most claims, among which the edges with most claims are looked for."""
SCOPES = 6
"""Views whose edges are held, since a page and its panel ask for the same."""


@dataclass(frozen=True, kw_only=True)
class StoredAtlas(Atlas):
    """One state of a graph that stays in its store."""

    graph: KnowledgeGraph

    @classmethod
    def of_store(cls, graph: KnowledgeGraph, titles: Mapping[str, str] | None = None, *, backing: Backing | None = None) -> StoredAtlas:
        """Return the atlas of a graph with the flags that are kept in it."""
        totals = lru_cache(maxsize=1)(graph.totals)
        return cls(
            graph=graph,
            factors=Fetched(graph.named_among, graph.factor_ids, lambda: totals()[3]),
            statements=Fetched(graph.statements_among, graph.statement_ids, lambda: totals()[0]),
            documents=Fetched(graph.metadata, graph.document_ids, lambda: totals()[2]),
            flags=Counted(graph),
            titles=titles or {},
            decisions=tuple(graph.decisions()),
            backing=backing,
        )

    # --- one item -------------------------------------------------------------------------------------------------------------

    def knows(self, factor_id: str) -> bool:
        """Return whether a factor has a page: an article names it, or a statement is about it."""
        return factor_id in self.factors or self.degree(factor_id) > 0

    def factor(self, factor_id: str) -> Factor:
        """Return a factor, made up from its id where a statement names one that nobody described; or raise UnknownItemError."""
        if factor_id in self.factors:
            return self.factors[factor_id]
        if self.degree(factor_id):
            return Factor(id=factor_id, label=factor_id.replace("-", " "), kind=FactorKind.UNRESOLVED)
        raise UnknownItemError("factor", factor_id)

    def degree(self, factor_id: str) -> int:
        """Return in how many statements a factor is."""
        return self.graph.degree(factor_id)

    def stated(self, claim: Claim) -> str | None:
        """Return the statement that says what a claim says, None where there is none."""
        key = claim.statement
        name = statement_id(key.subject, key.relation, key.object) if key else ""
        return name if name in self.statements else None

    @cached_property
    def statement_of_claim(self) -> Mapping[str, str]:
        """Return the statement that each claim supports or denies; rejected claims are in none."""
        return unlisted(self.graph.statements_by_claim)

    @cached_property
    def edges(self) -> Mapping[str, Edge]:
        """Return every edge of the graph, by its id."""
        return unlisted(self._edges_named)

    def _edges_named(self, names: Iterable[str]) -> Mapping[str, Edge]:
        wanted = set(names)
        return {edge.id: edge for edge in self._edges_of(pair for name in wanted for pair in pairs_of(name)) if edge.id in wanted}

    def _edges_of(self, pairs: Iterable[tuple[str, str]], *, light: bool = False) -> list[Edge]:
        """Return all edges between some pairs of factors; `light` ones have flags that say nothing but their rule."""
        statements = self.graph.of_pairs(pairs)
        warm(self.factors, (end for one in statements for end in (one.key.subject, one.key.object)))
        flags = self.graph.light_flags if light else self.graph.flags_on_statements
        return edges_of(statements, self.factors, flags(one.id for one in statements))

    def edge_of(self, statement_id: str | None) -> Edge | None:
        """Return the edge that a statement lies on, None where there is no such statement."""
        statement = self.statements.get(statement_id or "")
        return self.edges.get(id_of(statement)) if statement else None

    @cached_property
    def flags_by_claim(self) -> Mapping[str, Sequence[Flag]]:
        """Return the flags that rest on each claim."""
        return unlisted(self.graph.flags_on_claims)

    @cached_property
    def flags_by_statement(self) -> Mapping[str, Sequence[Flag]]:
        """Return the flags on each statement."""
        return unlisted(self.graph.flags_on_statements)

    def warm(self, claims: Iterable[str], *, edges: bool = True) -> None:
        """Read what is known of some claims by a few queries."""
        names = list(dict.fromkeys(claims))
        for by_claim in (self.statement_of_claim, self.flags_by_claim):
            warm(by_claim, names)
        if not edges:
            return
        statements = list(dict.fromkeys(one for name in names if (one := self.statement_of_claim.get(name))))
        warm(self.statements, statements)
        warm(self.edges, (id_of(found) for name in statements if (found := self.statements.get(name))))

    # --- many edges -----------------------------------------------------------------------------------------------------------

    @property
    def claims(self) -> int:
        """Return how many accepted claims the statements are about."""
        return self._totals[1]

    @cached_property
    def _totals(self) -> tuple[int, int, int, int]:
        return self.graph.totals()

    def around(self, scope: Scope, *, without: str | None = None) -> Around:
        """Return the edges around the focus of a scope that its facets may leave, the best supported where there are too many."""
        chosen = tuple(sorted((name, tuple(sorted(values))) for name, values in scope.chosen.items() if name != without))
        return self._around(scope.focus, scope.depth, chosen)

    @cached_property
    def _around(self) -> Callable[..., Around]:
        return lru_cache(maxsize=SCOPES)(self._looked_at)

    def _looked_at(self, focus: tuple[str, ...], depth: int, chosen: tuple[tuple[str, tuple[str, ...]], ...]) -> Around:
        factors, cut = self._reached(focus, depth)
        wanted = wanted_by(chosen, factors)
        found = self.graph.strongest(wanted, limit=MOST + 1)
        edges = self._edges_of(((one.key.subject, one.key.object) for one in found[:MOST]), light=True)
        if len(found) <= MOST and not cut:
            return Around(edges)
        return Around(edges, 0 if cut or wanted.codes else self.graph.count_wanted(wanted))

    def _reached(self, focus: tuple[str, ...], depth: int) -> tuple[tuple[str, ...] | None, bool]:
        """Return the factors whose edges are around a focus, None for all; and whether there were too many to find them all."""
        if not focus:
            return None, False
        reached, cut = set(focus), False
        for _ in range(depth - 1):
            found = self.graph.strongest(Wanted(factors=tuple(sorted(reached))), limit=MOST + 1)
            cut = cut or len(found) > MOST
            reached |= {end for one in found[:MOST] for end in (one.key.subject, one.key.object)}
        return tuple(sorted(reached)), cut

    def edges_at(self, factor_id: str) -> Around:
        """Return the edges that meet at a factor, the best supported where there are too many."""
        return self._around((factor_id,), 1, ())

    def contradicted(self, most: int) -> list[Edge]:
        """Return edges that are told both ways, those with most claims first."""
        return self._contradicted[:most]

    @cached_property
    def _contradicted(self) -> list[Edge]:
        names = self.graph.contradicted(CONTRADICTIONS, limit=CANDIDATES)
        pairs = {(one.key.subject, one.key.object) for one in self.graph.statements_among(names).values()}
        return sorted((edge for edge in self._edges_of(pairs) if edge.contradicted), key=lambda edge: (-edge.claims, edge.id))

    def flagged(self, most: int) -> list[Edge]:
        """Return edges with flags among the best supported, those with most first."""
        edges = self.around(Scope()).edges
        return sorted((edge for edge in edges if edge.flags), key=lambda edge: (-len(edge.flags), edge.id))[:most]

    @cached_property
    def map(self) -> Map:
        """Return the communities of the graph."""
        found = self.graph.strongest(Wanted(), limit=MAPPED)
        return communities(self._edges_of(((one.key.subject, one.key.object) for one in found), light=True))

    @property
    def mapped(self) -> int | None:
        """Return of how many statements the map is made, None where it is made of all."""
        return MAPPED if len(self.statements) > MAPPED else None

    # --- factors and articles -------------------------------------------------------------------------------------------------

    def named(self, words: str) -> str | None:
        """Return the factor with this id, label or synonym; None where there is none."""
        return words if self.knows(words) else self.graph.named(fold(words))

    def close_to(self, factor_id: str) -> list[Factor]:
        """Return aspects of a factor and kinds of it, by label."""
        return sorted(self.graph.close_to(factor_id, limit=CLOSE), key=lambda other: other.label)

    def labels(self) -> list[str]:
        """Return the labels of factors that statements join, of the best supported ones, sorted."""
        return self._labels

    @cached_property
    def _labels(self) -> list[str]:
        return sorted(factor.label for factor in self.graph.named_among(self.graph.busiest(limit=LABELS)).values())

    def documents_from(self, start: int, limit: int) -> list[Document]:
        """Return at most `limit` articles after the first `start`, in the order in which they were loaded."""
        return self.graph.documents_listed(start=start, limit=limit)

    def statements_in(self, documents: Iterable[str]) -> Counter[str]:
        """Return how many statements each of some articles makes."""
        return self.graph.statements_in(documents)

    # --- flags ----------------------------------------------------------------------------------------------------------------

    def count_flags(self, choice: Choice, *, closed: bool = False) -> int:
        """Return how many flags fit a choice: open ones, or those that decisions took out."""
        return self.graph.count_flags(sieve(choice), closed=closed)

    def flags_found(self, choice: Choice, *, start: int = 0, limit: int) -> list[Flag]:
        """Return at most `limit` flags that fit a choice after the first `start`, in its order."""
        return self.graph.flags_found(sieve(choice), order=choice.order, start=start, limit=limit)

    def flag_counts(self, choice: Choice, facet: str) -> Counter[str]:
        """Return how many flags have each value of a facet, among those that the other facets leave."""
        return Counter({value: count for value, count in self.graph.flag_counts(sieve(choice), facet).items() if value})

    def place(self, choice: Choice, decided: Iterable[str], flag: str | None) -> Place:
        """Return where a review of a choice stands: at one flag, at the first undecided one for None."""
        open_, total = sieve(choice, decided), self.count_flags(choice)
        named = self.graph.find_flag(flag) if flag else None
        first = next(iter(self.graph.flags_found(open_, limit=1)), None)
        shown = named if named and matches(named, choice) else first
        left = total - self.graph.count_decided(open_)
        total += self.count_flags(choice, closed=True)
        if shown is None:
            return Place(shown=None, next=None, previous=None, left=left, total=total)
        after = self.graph.flag_beside(open_, shown.id, 1) or (first.id if first and first.id != shown.id else None)
        return Place(shown=shown, next=after, previous=self.graph.flag_beside(sieve(choice), shown.id, -1), left=left, total=total)

    def flag(self, flag_id: str) -> Flag | None:
        """Return one open flag, None where there is none."""
        return self.graph.find_flag(flag_id)

    def has_flag(self, flag_id: str) -> bool:
        """Return whether there is such a flag, open or taken out by a decision."""
        return self.graph.has_flag(flag_id)

    def flags_about(self, factor_id: str) -> list[Flag]:
        """Return the flags about a factor itself."""
        return self.graph.flags_about(factor_id)

    def flags_in(self, document_id: str) -> list[Flag]:
        """Return the flags of an article and those that point at words of it."""
        return self.graph.flags_in(document_id)

    # --- lists by id ----------------------------------------------------------------------------------------------------------

    def factors_after(self, after: str, limit: int, *, part: str = "", kind: str | None = None) -> tuple[list[Factor], int | None]:
        """Return factors with `part` in one of their folded names."""
        some, total = self.graph.factors_listed(part=part, kind=kind, after=after, limit=limit, counted=bool(part or kind))
        return some, len(self.factors) if total is None else total

    def statements_after(self, after: str, limit: int, scope: Scope) -> tuple[list[Statement], int | None]:
        """Return the statements that a scope leaves, each looked at for itself; not counted where that would take long."""
        factors, cut = self._reached(scope.focus, scope.depth)
        chosen = tuple((name, tuple(values)) for name, values in scope.chosen.items())
        return self.graph.statements_wanted(
            wanted_by(chosen, factors), after=after, limit=limit, counted=not (cut or "flag" in scope.chosen)
        )

    def documents_after(self, after: str, limit: int) -> tuple[list[Document], int | None]:
        """Return articles."""
        return self.graph.documents_listed(after=after, limit=limit), len(self.documents)

    def flags_after(
        self, after: str, limit: int, *, codes: tuple[str, ...] = ("",), severity: str | None = None, articles: tuple[str, ...] = ()
    ) -> tuple[list[Flag], int | None]:
        """Return open flags of rules whose codes begin with one of `codes`, of any article where none is named."""
        return self.graph.flags_listed(codes=codes, severity=severity, articles=articles, after=after, limit=limit)
