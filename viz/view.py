"""GraphView: what is drawn, as plain values: nodes, edges, the rows of the table, and what was left out and why.

Statements of one pair with the same mark are one edge; `raises` and `lowers` are never merged. The view is bounded: the edges with
the best support first, until the limit of nodes is reached, and it says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ontology.model import EvidenceLevel, Factor, FactorKind, Flag, Statement
from viz.atlas import Atlas, claims_of
from viz.marks import LOOKS, Mark, mark_of
from viz.scope import STRENGTH, Scope, best_evidence, ways

CONTRADICTIONS = ("SG001", "SG002")
"""Rules of the audit that find one pair told both ways, or asserted and denied; they know when a condition sets two claims apart."""

WIDEST = 8.0
"""Pixels: a wider line hides its own head (explorer design, section 1a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One drawn line: the statements of a pair that share a mark, with the sum of their support.

    `sources` is the largest number of independent sources of any of them (a sum could count a work twice). `told` holds the ways in
    which it is told; `contradicted` says whether the audit found the pair told the other way too, or denied; `loose_ends` counts the
    ends that nobody has grounded.
    """

    id: str
    subject: str
    object: str
    mark: Mark
    statements: tuple[str, ...]
    claims: int
    documents: tuple[str, ...]
    sources: int
    evidence: EvidenceLevel
    told: frozenset[str]
    contradicted: bool
    loose_ends: int
    flags: tuple[Flag, ...]

    @property
    def supported(self) -> bool:
        """Return whether at least one supporting claim offers a source that somebody could look up."""
        return self.evidence in (EvidenceLevel.IDENTIFIED, EvidenceLevel.NAMED)

    @property
    def denied(self) -> bool:
        """Return whether it is only ever denied."""
        return self.told == {"denied"}

    @property
    def tentative(self) -> bool:
        """Return whether nobody asserts it: it is hedged or hypothetical at best."""
        return "asserted" not in self.told and not self.denied

    @property
    def width(self) -> float:
        """Return the width of the line in pixels: 1 + 1.2 * sqrt(independent sources), at most 8."""
        return min(1 + 1.2 * sqrt(self.sources), WIDEST)

    @property
    def label(self) -> str:
        """Return the words on the line: sign, number of claims, and what the reader has to know."""
        symbol = LOOKS[self.mark].symbol
        words = ["not " + symbol if self.denied else symbol]
        if self.claims > 1:
            words.append(str(self.claims))
        if self.tentative:
            words.append("?")
        if self.contradicted:
            words.append("!")
        return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One drawn factor. `edges` are those drawn at it, `hidden` those that match but were left out; `focus` marks the middle."""

    factor: Factor
    edges: int
    hidden: int
    flags: int
    focus: bool

    @property
    def id(self) -> str:
        """Return the id of its factor."""
        return self.factor.id


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphView:
    """What is drawn: nodes in the order of their first edge, edges by rank. `all_*` count what matches, drawn or not."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_nodes: int
    all_edges: int
    scope: Scope

    @property
    def cut(self) -> bool:
        """Return whether something that matches was left out."""
        return len(self.edges) < self.all_edges

    def edge(self, edge_id: str | None) -> Edge | None:
        """Return a drawn edge, None if it is not drawn."""
        return next((edge for edge in self.edges if edge.id == edge_id), None)


def edge_id(subject: str, mark: Mark, obj: str) -> str:
    """Return the id of an edge, fit for an address as it is.

    >>> edge_id("zinc", Mark.LOWERS, "copper")
    'zinc.lowers.copper'
    """
    return f"{subject}.{mark}.{obj}"


def view(atlas: Atlas, scope: Scope) -> GraphView:
    """Return what this scope shows of the graph."""
    matching = [statement for statement in within(atlas, scope) if scope.matches(statement, atlas)]
    edges = ranked(edges_of(matching, atlas), scope.focus)
    drawn = bounded(edges, scope)
    return GraphView(
        nodes=_nodes(atlas, drawn, edges, scope),
        edges=tuple(drawn),
        all_nodes=len(_ends(edges)),
        all_edges=len(edges),
        scope=scope,
    )


def within(atlas: Atlas, scope: Scope) -> list[Statement]:
    """Return the statements around the focus, before any facet is looked at; all of them without a focus.

    With depth 1 these are the statements at a focus factor, with 2 also those at its neighbours, and so on.
    """
    if not scope.focus:
        return list(atlas.statements.values())
    reached, found = set(scope.focus), dict[str, Statement]()
    for _ in range(scope.depth):
        here = [statement for factor in reached for statement in atlas.statements_by_factor.get(factor, ())]
        found |= {statement.id: statement for statement in here}
        reached |= {end for statement in here for end in (statement.key.subject, statement.key.object)}
    return [found[key] for key in sorted(found)]


def edges_of(statements: Iterable[Statement], atlas: Atlas) -> list[Edge]:
    """Return one edge for each pair and mark among the statements."""
    groups: defaultdict[tuple[str, Mark, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.key.subject, mark_of(statement.key.relation), statement.key.object].append(statement)
    return [_edge(subject, mark, obj, group, atlas) for (subject, mark, obj), group in groups.items()]


def edge_at(atlas: Atlas, wanted: str) -> Edge | None:
    """Return the edge with this id from the whole graph, None if there is none."""
    around = atlas.statements_by_factor.get(wanted.partition(".")[0], ())
    return next((edge for edge in edges_of(around, atlas) if edge.id == wanted), None)


def edge_of(atlas: Atlas, statement: Statement) -> Edge:
    """Return the edge that a statement belongs to."""
    edge = edge_at(atlas, edge_id(statement.key.subject, mark_of(statement.key.relation), statement.key.object))
    if edge is None:
        raise AssertionError("a statement of the atlas lies on an edge of the atlas")
    return edge


def _edge(subject: str, mark: Mark, obj: str, group: Sequence[Statement], atlas: Atlas) -> Edge:
    levels = {best_evidence(statement) for statement in group}
    flags = {flag.id: flag for statement in group for flag in atlas.flags_by_statement.get(statement.id, ())}
    told = frozenset(way for statement in group for way in ways(statement))
    return Edge(
        id=edge_id(subject, mark, obj),
        subject=subject,
        object=obj,
        mark=mark,
        statements=tuple(sorted(statement.id for statement in group)),
        claims=sum(len(claims_of(statement)) for statement in group),
        documents=tuple(sorted({document for statement in group for document in statement.documents})),
        sources=max(statement.sources for statement in group),
        evidence=next(level for level in STRENGTH if level in levels),
        told=told,
        contradicted=any(flag.code in CONTRADICTIONS for flag in flags.values()),
        loose_ends=sum(atlas.factor(end).kind is FactorKind.UNRESOLVED for end in (subject, obj)),
        flags=tuple(flags.values()),
    )


def ranked(edges: Sequence[Edge], focus: Sequence[str] = ()) -> list[Edge]:
    """Return the edges, those at a focus first, then by grounded ends, sources, claims, and how many edges meet at their ends.

    A phrase that nobody has grounded is mostly met once; such edges come last, so that a view shows what articles share.
    """
    degrees = Counter(end for edge in edges for end in (edge.subject, edge.object))

    def rank(edge: Edge) -> tuple[bool, int, int, int, int, str]:
        here = edge.subject in focus or edge.object in focus
        return not here, edge.loose_ends, -edge.sources, -edge.claims, -degrees[edge.subject] - degrees[edge.object], edge.id

    return sorted(edges, key=rank)


def bounded(edges: Sequence[Edge], scope: Scope) -> list[Edge]:
    """Return the edges by rank whose ends fit into the limit of nodes."""
    kept: set[str] = set()
    drawn = []
    for edge in edges:
        ends = {edge.subject, edge.object}
        if len(kept | ends) <= scope.limit:
            kept |= ends
            drawn.append(edge)
    return drawn


def _nodes(atlas: Atlas, drawn: Sequence[Edge], matching: Sequence[Edge], scope: Scope) -> tuple[Node, ...]:
    every = Counter(end for edge in matching for end in {edge.subject, edge.object})
    here = Counter(end for edge in drawn for end in {edge.subject, edge.object})
    lonely = [factor for factor in scope.focus if factor in atlas.factors]
    return tuple(
        Node(
            factor=atlas.factor(name),
            edges=here[name],
            hidden=every[name] - here[name],
            flags=len(_flags_at(atlas, name)),
            focus=name in scope.focus,
        )
        for name in dict.fromkeys([*lonely, *_ends(drawn)])
    )


def _flags_at(atlas: Atlas, factor: str) -> Mapping[str, Flag]:
    around = atlas.statements_by_factor.get(factor, ())
    return {flag.id: flag for statement in around for flag in atlas.flags_by_statement.get(statement.id, ())}


def _ends(edges: Iterable[Edge]) -> list[str]:
    return list(dict.fromkeys(end for edge in edges for end in (edge.subject, edge.object)))
