"""Atlas: one state of the graph as the pages need it, indexed.

It holds what every page looks up again and again (factors, statements, articles without their text, flags). Claims and article texts
are many and large, so pages ask the graph for the few that they show. `viz.stored` has the atlas of a graph that is too large to be held.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from graph import KnowledgeGraph
from graph.audit.backing import Backing
from graph.search import fold
from ontology.errors import UnknownItemError
from ontology.model import Claim, Decision, Document, Factor, FactorKind, Flag, Statement, Verdict
from viz import choice as flag_choice
from viz.choice import Choice, Place
from viz.communities import Map, communities
from viz.edges import Edge, claims_of, edges_of, id_of
from viz.scope import Scope


class Around(NamedTuple):
    """The edges around something. Where there were too many to look at, these are the best supported; `of` says of how many statements.

    `of` is None where all were looked at, and 0 where nobody counted how many there are.
    """

    edges: Sequence[Edge]
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """One state of the graph. Mappings are keyed by id; `flags` stand in the order in which people should look at them.

    `titles` names each rule of the audit by its code; `backing` knows the sources that were looked up, and works to read. `suppressed` are
    flags that decisions took out.
    """

    factors: Mapping[str, Factor]
    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]
    flags: Sequence[Flag] = ()
    titles: Mapping[str, str] = field(default_factory=dict, repr=False)
    decisions: tuple[Decision, ...] = field(default=(), repr=False)
    backing: Backing | None = field(default=None, repr=False)
    suppressed: tuple[Flag, ...] = field(default=(), repr=False)

    @classmethod
    def of(
        cls,
        graph: KnowledgeGraph,
        flags: Iterable[Flag] = (),
        titles: Mapping[str, str] | None = None,
        *,
        backing: Backing | None = None,
        suppressed: Iterable[Flag] = (),
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
            suppressed=tuple(suppressed),
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

    @property
    def mapped(self) -> int | None:
        """Return of how many statements, the best supported, the map is made; None where it is made of all."""
        return None

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

    # --- pieces, each of which a graph that is not held answers by a query of its own -----------------------------------------

    @cached_property
    def claims(self) -> int:
        """Return how many accepted claims the statements are about."""
        return sum(len(claims_of(statement)) for statement in self.statements.values())

    def around(self, scope: Scope, *, without: str | None = None) -> Around:  # noqa: ARG002  what is held need not be narrowed
        """Return the edges around the focus of a scope, all of them without a focus; among them those that its facets leave.

        With depth 1 these are the edges at a focus factor, with 2 also those at its neighbours, and so on. What the facets do not leave
        may be among them or not; the facet `without` leaves everything.
        """
        if not scope.focus:
            return Around(list(self.edges.values()))
        reached, found = set(scope.focus), dict[str, Edge]()
        for _ in range(scope.depth):
            here = [edge for factor in reached for edge in self.edges_by_factor.get(factor, ())]
            found |= {edge.id: edge for edge in here}
            reached |= {end for edge in here for end in (edge.subject, edge.object)}
        return Around([found[key] for key in sorted(found)])

    def edges_at(self, factor_id: str) -> Around:
        """Return the edges that meet at a factor."""
        return Around(self.edges_by_factor.get(factor_id, ()))

    def degree(self, factor_id: str) -> int:
        """Return in how many statements a factor is."""
        return len(self.statements_by_factor.get(factor_id, ()))

    def stated(self, claim: Claim) -> str | None:
        """Return the statement that says what a claim says, None where there is none."""
        same = self.statements_by_factor.get(claim.statement.subject, ()) if claim.statement else ()
        return next((statement.id for statement in same if statement.key == claim.statement), None)

    def contradicted(self, most: int) -> list[Edge]:
        """Return edges that are told both ways, those with most claims first."""
        return sorted((edge for edge in self.edges.values() if edge.contradicted), key=lambda edge: (-edge.claims, edge.id))[:most]

    def flagged(self, most: int) -> list[Edge]:
        """Return edges with flags, those with most first."""
        return sorted((edge for edge in self.edges.values() if edge.flags), key=lambda edge: (-len(edge.flags), edge.id))[:most]

    def named(self, words: str) -> str | None:
        """Return the factor with this id, label or synonym; None where there is none."""
        if words in self.factors or words in self.statements_by_factor:
            return words
        plain = fold(words)
        return next((one.id for one in self.factors.values() if plain in (fold(one.label), *map(fold, one.synonyms))), None)

    def close_to(self, factor_id: str) -> list[Factor]:
        """Return aspects of a factor and kinds of it, by label."""
        found = [other for other in self.factors.values() if other.broader == factor_id or (other.aspect_of or ("",))[0] == factor_id]
        return sorted(found, key=lambda other: other.label)

    def labels(self) -> list[str]:
        """Return the labels of factors that statements join, sorted."""
        return sorted(factor.label for factor in self.factors.values() if factor.id in self.statements_by_factor)

    @cached_property
    def document_places(self) -> Mapping[str, int]:
        """Return the place of each article in the order in which they were loaded; the mapping is in this order too."""
        return {name: place for place, name in enumerate(self.documents)}

    def documents_from(self, start: int, limit: int) -> list[Document]:
        """Return at most `limit` articles after the first `start`, in the order in which they were loaded."""
        return list(self.documents.values())[start : start + limit]

    def statements_in(self, documents: Iterable[str]) -> Counter[str]:
        """Return how many statements each of some articles makes."""
        wanted = set(documents)
        return Counter(document for statement in self.statements.values() for document in statement.documents if document in wanted)

    def count_flags(self, choice: Choice, *, closed: bool = False) -> int:
        """Return how many flags fit a choice: open ones, or those that decisions took out."""
        return sum(flag_choice.matches(flag, choice) for flag in (self.suppressed if closed else self.flags))

    def flags_found(self, choice: Choice, *, start: int = 0, limit: int) -> list[Flag]:
        """Return at most `limit` flags that fit a choice after the first `start`, in its order."""
        fitting = [flag for flag in self.flags if flag_choice.matches(flag, choice)]
        return flag_choice.in_order(fitting, choice.order)[start : start + limit]

    def flag_counts(self, choice: Choice, facet: str) -> Counter[str]:
        """Return how many flags have each value of a facet, among those that the other facets leave."""
        return flag_choice.counts(self.flags, choice, facet)

    def place(self, choice: Choice, decided: Iterable[str], flag: str | None) -> Place:
        """Return where a review of a choice stands: at one flag, at the first undecided one for None."""
        return flag_choice.place(self.flags, self.suppressed, choice, decided, flag)

    def flag(self, flag_id: str) -> Flag | None:
        """Return one open flag, None where there is none."""
        return next((flag for flag in self.flags if flag.id == flag_id), None)

    def has_flag(self, flag_id: str) -> bool:
        """Return whether there is such a flag, open or taken out by a decision."""
        return any(flag.id == flag_id for flag in (*self.flags, *self.suppressed))

    def flags_about(self, factor_id: str) -> list[Flag]:
        """Return the flags about a factor itself."""
        return [flag for flag in self.flags if flag.factor == factor_id]

    def flags_in(self, document_id: str) -> list[Flag]:
        """Return the flags of an article and those that point at words of it."""
        return [flag for flag in self.flags if document_id in (flag.document, *(one.document_id for one in flag.passages))]

    # --- lists by id, for programs: what comes after an id, and how many there are in all (None where nobody counted) ----------

    def factors_after(self, after: str, limit: int, *, part: str = "", kind: str | None = None) -> tuple[list[Factor], int | None]:
        """Return factors with `part` in one of their folded names."""
        wanted = [
            factor
            for _, factor in sorted(self.factors.items())
            if kind in (None, factor.kind) and any(part in fold(name) for name in (factor.label, *factor.synonyms))
        ]
        return [factor for factor in wanted if factor.id > after][:limit], len(wanted)

    def statements_after(self, after: str, limit: int, scope: Scope) -> tuple[list[Statement], int | None]:
        """Return the statements that a scope leaves, each looked at for itself: an edge may hold several."""
        around = [self.statements[name] for edge in self.around(scope).edges for name in edge.statements]
        if scope.narrowed:
            alone = {one.id: edges_of([one], self.factors, self.flags_by_statement)[0] for one in around}
            around = [one for one in around if scope.matches(alone[one.id])]
        wanted = sorted({one.id: one for one in around}.items())
        return [one for name, one in wanted if name > after][:limit], len(wanted)

    def documents_after(self, after: str, limit: int) -> tuple[list[Document], int | None]:
        """Return articles."""
        return [one for name, one in sorted(self.documents.items()) if name > after][:limit], len(self.documents)

    def flags_after(
        self, after: str, limit: int, *, codes: tuple[str, ...] = ("",), severity: str | None = None, articles: tuple[str, ...] = ()
    ) -> tuple[list[Flag], int | None]:
        """Return open flags of rules whose codes begin with one of `codes`, of any article where none is named."""
        wanted = [
            one
            for one in sorted(self.flags, key=lambda one: one.id)
            if one.code.startswith(codes) and severity in (None, one.severity) and (not articles or one.document in articles)
        ]
        return [one for one in wanted if one.id > after][:limit], len(wanted)

    def warm(self, claims: Iterable[str], *, edges: bool = True) -> None:
        """Hear that the flags and statements of these claims, and perhaps their edges, will be asked for one by one."""


T = TypeVar("T")


def _grouped(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, Sequence[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            found[key].append(item)
    return dict(found)
