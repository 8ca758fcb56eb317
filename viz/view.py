"""GraphView: what is drawn, as plain values: nodes, edges, the rows of the table, and what was left out and why.

The view is bounded: the edges with the best support first, until the limit of nodes is reached, and it says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.model import Factor
from viz.atlas import Atlas
from viz.edges import Edge, ranked
from viz.scope import Scope

EDGES = 6
"""Edges that are drawn for each factor that may be: more hide each other (looked at), and make a page of some megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One drawn factor. `edges` are those drawn at it, `hidden` those that match but were left out; `focus` marks the middle.

    `flags` counts those on all edges that match.
    """

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
    """What is drawn: nodes in the order of their first edge, edges by rank. `all_*` count what matches, drawn or not.

    `of` is that of `viz.atlas.Around`: not None where too many statements fit to look at all of them.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_nodes: int
    all_edges: int
    scope: Scope
    of: int | None = None

    @property
    def cut(self) -> bool:
        """Return whether something that matches was left out."""
        return len(self.edges) < self.all_edges

    def edge(self, name: str | None) -> Edge | None:
        """Return a drawn edge, None if it is not drawn."""
        return next((edge for edge in self.edges if edge.id == name), None)


def view(atlas: Atlas, scope: Scope) -> GraphView:
    """Return what this scope shows of the graph."""
    found = atlas.around(scope)
    edges = ranked([edge for edge in found.edges if scope.matches(edge)], scope.focus)
    drawn = bounded(edges, scope)
    return GraphView(
        nodes=_nodes(atlas, drawn, edges, scope),
        edges=tuple(drawn),
        all_nodes=len(_ends(edges)),
        all_edges=len(edges),
        scope=scope,
        of=found.of,
    )


def within(atlas: Atlas, scope: Scope) -> list[Edge]:
    """Return the edges around the focus, all of them without one; see `Atlas.around`."""
    return list(atlas.around(scope).edges)


def bounded(edges: Sequence[Edge], scope: Scope) -> list[Edge]:
    """Return the edges by rank whose ends fit into the limit of nodes, so many for each at most."""
    kept: set[str] = set()
    drawn: list[Edge] = []
    for edge in edges:
        ends = {edge.subject, edge.object}
        if len(drawn) == EDGES * scope.limit:
            break
        if len(kept | ends) <= scope.limit:
            kept |= ends
            drawn.append(edge)
    return drawn


def _nodes(atlas: Atlas, drawn: Sequence[Edge], matching: Sequence[Edge], scope: Scope) -> tuple[Node, ...]:
    every = Counter(end for edge in matching for end in {edge.subject, edge.object})
    here = Counter(end for edge in drawn for end in {edge.subject, edge.object})
    flags = _flags_at(matching)
    lonely = [factor for factor in scope.focus if factor in atlas.factors]
    return tuple(
        Node(
            factor=atlas.factor(name),
            edges=here[name],
            hidden=every[name] - here[name],
            flags=len(flags.get(name, ())),
            focus=name in scope.focus,
        )
        for name in dict.fromkeys([*lonely, *_ends(drawn)])
    )


def _flags_at(edges: Sequence[Edge]) -> dict[str, set[str]]:
    """Return the flags on the edges at each factor."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        for end in {edge.subject, edge.object} if edge.flags else ():
            found[end].update(flag.id for flag in edge.flags)
    return found


def _ends(edges: Iterable[Edge]) -> list[str]:
    return list(dict.fromkeys(end for edge in edges for end in (edge.subject, edge.object)))
