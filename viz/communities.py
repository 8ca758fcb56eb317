"""Communities: groups of factors that articles join to each other more than to the rest; the map of a graph too large to be drawn.

Found by the method of Louvain (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the edges weighted by their claims, with a
seed, so that the same graph gives the same groups. A community is called by its busiest factors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from viz.edges import Edge, ranked

LEAST = 3
"""Factors of the smallest community that is shown; pairs and single factors say nothing about the whole."""
MOST = 24
"""Communities on the map: as many boxes as one page holds; the largest."""
EDGES = 20_000
"""Edges that are looked at, best supported first: half a second of work (measured); beyond, the map would hardly change."""
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A group of factors, the busiest first, with the edges inside it and how many of them are contradicted or flagged."""

    factors: tuple[str, ...]
    edges: int
    claims: int
    contradicted: int
    flagged: int

    @property
    def id(self) -> str:
        """Return the id of its busiest factor."""
        return self.factors[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The largest communities, and how many edges join each two of them, by the positions of the two; `rest` factors are in none."""

    communities: tuple[Community, ...]
    between: Mapping[tuple[int, int], int]
    rest: int


def communities(edges: Sequence[Edge]) -> Map:
    """Return the map of a graph with these edges."""
    looked_at = ranked(edges)[:EDGES] if len(edges) > EDGES else list(edges)
    names = sorted({end for edge in looked_at for end in (edge.subject, edge.object)})
    groups = sorted(_groups(names, looked_at), key=lambda group: (-len(group), names[min(group)]))
    kept = [group for group in groups if len(group) >= LEAST][:MOST]
    home = {names[node]: place for place, group in enumerate(kept) for node in group}
    inside: defaultdict[int, list[Edge]] = defaultdict(list)
    between: Counter[tuple[int, int]] = Counter()
    for edge in looked_at:
        one, other = home.get(edge.subject), home.get(edge.object)
        if one is not None and one == other:
            inside[one].append(edge)
        elif one is not None and other is not None:
            between[min(one, other), max(one, other)] += 1
    return Map(
        communities=tuple(_community([names[node] for node in group], inside[place]) for place, group in enumerate(kept)),
        between=dict(sorted(between.items())),
        rest=len(names) - len(home),
    )


def _groups(names: Sequence[str], edges: Sequence[Edge]) -> list[set[int]]:
    """Return the communities as positions in `names`: numbers, since the order of sets of words changes from run to run."""
    index = {name: at for at, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    weights: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        one, other = sorted((index[edge.subject], index[edge.object]))
        weights[one, other] += edge.claims
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(weights.items()) if one != other)
    found: list[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return found


def _community(factors: Sequence[str], edges: Sequence[Edge]) -> Community:
    busy = Counter(dict.fromkeys(factors, 0))
    for edge in edges:
        busy[edge.subject] += edge.claims
        busy[edge.object] += edge.claims
    return Community(
        factors=tuple(sorted(factors, key=lambda factor: (-busy[factor], factor))),
        edges=len(edges),
        claims=sum(edge.claims for edge in edges),
        contradicted=sum(edge.contradicted for edge in edges),
        flagged=sum(bool(edge.flags) for edge in edges),
    )
