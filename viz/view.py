"""GraphView: what is drawn, as plain values: nodes, edges, the rows of the table, and what was left out and why.

The view is bounded: the edges with the best support first, until the limit of nodes is reached, and it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.model import Factor
from viz.atlas import Atlas
from viz.edges import Edge, ranked
from viz.scope import Scope


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

    def edge(self, name: str | None) -> Edge | None:
        """Return a drawn edge, None if it is not drawn."""
        return next((edge for edge in self.edges if edge.id == name), None)


def view(atlas: Atlas, scope: Scope) -> GraphView:
    """Return what this scope shows of the graph."""
    edges = ranked([edge for edge in within(atlas, scope) if scope.matches(edge)], scope.focus)
    drawn = bounded(edges, scope)
    return GraphView(
        nodes=_nodes(atlas, drawn, edges, scope),
        edges=tuple(drawn),
        all_nodes=len(_ends(edges)),
        all_edges=len(edges),
        scope=scope,
    )


def within(atlas: Atlas, scope: Scope) -> list[Edge]:
    """Return the edges around the focus, before any facet is looked at; all of them without a focus.

    With depth 1 these are the edges at a focus factor, with 2 also those at its neighbours, and so on.
    """
    if not scope.focus:
        return list(atlas.edges.values())
    reached, found = set(scope.focus), dict[str, Edge]()
    for _ in range(scope.depth):
        here = [edge for factor in reached for edge in atlas.edges_by_factor.get(factor, ())]
        found |= {edge.id: edge for edge in here}
        reached |= {end for edge in here for end in (edge.subject, edge.object)}
    return [found[key] for key in sorted(found)]


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
            flags=len({flag.id for edge in atlas.edges_by_factor.get(name, ()) for flag in edge.flags}),
            focus=name in scope.focus,
        )
        for name in dict.fromkeys([*lonely, *_ends(drawn)])
    )


def _ends(edges: Iterable[Edge]) -> list[str]:
    return list(dict.fromkeys(end for edge in edges for end in (edge.subject, edge.object)))
