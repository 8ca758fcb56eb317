"""How would A act on B? Chains of statements between two factors, each with its sign and its weakest link."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph import KnowledgeGraph
from graph.analysis.paths import LONGEST, SignedPath
from ontology.errors import UnknownItemError
from ontology.model import Statement
from ontology.relations import Sign
from viz.atlas import Atlas
from viz.edges import Edge, id_of
from viz.find import resolve
from viz.templating import render as template

SHOWN = 20
"""Paths on the page; the search is best-first, so the rest are longer or worse supported."""
MOST_LINKS = 6
NET = {Sign.UP: "raises", Sign.DOWN: "lowers", Sign.NONE: "sign not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A path as it is shown: its edges in order, the one with least behind it, and whether another path has the opposite sign."""

    path: SignedPath
    edges: tuple[Edge, ...]
    weakest: Edge
    opposed: bool

    @property
    def net(self) -> str:
        """Return what the whole chain does, in a word."""
        return NET[self.path.sign]


def render(atlas: Atlas, graph: KnowledgeGraph, start: str = "", end: str = "", *, longest: int = LONGEST, supported: bool = False) -> str:
    """Return the page; without both ends it is the form alone, and names that nobody knows are said to be so."""
    ids = [resolve(atlas, graph, words) if words.strip() else None for words in (start, end)]
    unknown = [words for words, name in zip((start, end), ids, strict=True) if words.strip() and name is None]
    chains = _chains(atlas, graph, ids[0], ids[1], longest) if ids[0] and ids[1] and ids[0] != ids[1] else []
    shown = [chain for chain in chains if chain.path.supported or not supported]
    return template(
        "path.html.j2",
        atlas,
        current="/path",
        start=atlas.label(ids[0]) if ids[0] else start,
        end=atlas.label(ids[1]) if ids[1] else end,
        ids=ids,
        unknown=unknown,
        asked=bool(ids[0] and ids[1]),
        chains=shown,
        hidden=len(chains) - len(shown),
        nets=Counter(chain.path.sign for chain in shown),
        longest=longest,
        lengths=range(1, MOST_LINKS + 1),
        supported=supported,
        most=SHOWN,
        factors=atlas.labels(),
    )


def _chains(atlas: Atlas, graph: KnowledgeGraph, start: str, end: str, longest: int) -> list[Chain]:
    try:
        found = graph.paths(start, end, limit=SHOWN, longest=longest)
    except UnknownItemError:  # a factor that only takes part in nothing: there is no path, which is an answer
        return []
    signs = {path.sign for path in found}
    opposed = {Sign.UP, Sign.DOWN} <= signs
    return [_chain(atlas, path, opposed=opposed and path.sign is not Sign.NONE) for path in found]


def _chain(atlas: Atlas, path: SignedPath, *, opposed: bool) -> Chain:
    edges = tuple(_edge(atlas, statement) for statement in path.statements)
    return Chain(path=path, edges=edges, weakest=_edge(atlas, path.weakest), opposed=opposed)


def _edge(atlas: Atlas, statement: Statement) -> Edge:
    return atlas.edges[id_of(statement)]
