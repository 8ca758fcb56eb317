"""Scope: which part of the graph is on screen, read from an address and written back to one.

Everything that a person can choose stands in the address, so that Back works and a copied link shows the same view. Within one facet
the chosen values widen the view (or), across facets they narrow it (and).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from viz.edges import DENIED, STRENGTH, Edge
from viz.marks import read_mark

DEFAULT_LIMIT = 30
"""Nodes drawn at first: about what a laptop screen holds with labels of 11 px (looked at, 1400 x 900)."""
MAX_LIMIT = 300
"""Nodes drawn at most: vis-network needs 6 ms a frame here, 55 ms at 2,000 (measured, software rendering)."""
LIMITS = (15, DEFAULT_LIMIT, 60, 120, MAX_LIMIT)
MAX_DEPTH = 3
UNFLAGGED = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow the view: `values` tells which of its values an edge has, `order` in which they are listed."""

    name: str
    title: str
    values: Callable[[Edge], Collection[str]]
    order: tuple[str, ...] = ()


def _codes(edge: Edge) -> Collection[str]:
    return {flag.code for flag in edge.flags} or (UNFLAGGED,)


FACETS: tuple[Facet, ...] = (
    Facet(name="sign", title="Effect", values=lambda edge: (edge.mark.value,), order=("raises", "lowers", "affects", "linked")),
    Facet(
        name="evidence",
        title="Evidence offered",
        values=lambda edge: (edge.evidence.value,),
        order=tuple(level.value for level in STRENGTH),
    ),
    Facet(name="told", title="Told as", values=lambda edge: edge.told, order=("asserted", "hedged", "hypothetical", DENIED)),
    Facet(name="article", title="Article", values=lambda edge: edge.documents),
    Facet(name="flag", title="Flag", values=_codes),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is on screen: `focus` factors and how far around them, the chosen values of each facet, how many nodes, and what is open.

    `edge` or `node` is the id of what the panel shows, `table` whether the rows are shown instead of the drawing.
    """

    focus: tuple[str, ...] = ()
    depth: int = 1
    limit: int = DEFAULT_LIMIT
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    edge: str | None = None
    node: str | None = None
    table: bool = False

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Scope:
        """Return the scope that the parameters of an address describe; what cannot be read counts as not given.

        >>> Scope.read({"sign": "-,raises", "depth": "9", "focus": "zinc"}).query()
        'focus=zinc&depth=3&sign=lowers,raises'
        """
        return cls(
            focus=_words(parameters.get("focus", "")),
            depth=_number(parameters.get("depth"), default=1, lowest=1, highest=MAX_DEPTH),
            limit=_number(parameters.get("limit"), default=DEFAULT_LIMIT, lowest=1, highest=MAX_LIMIT),
            chosen={facet.name: values for facet in FACETS if (values := _chosen(facet, parameters.get(facet.name, "")))},
            edge=parameters.get("edge") or None,
            node=parameters.get("node") or None,
            table=parameters.get("view") == "table",
        )

    @property
    def narrowed(self) -> bool:
        """Return whether any facet is chosen."""
        return bool(self.chosen)

    def matches(self, edge: Edge, *, without: str | None = None) -> bool:
        """Return whether an edge has a chosen value in every facet, leaving out the facet named `without`."""
        return all(
            not self.chosen[facet.name].isdisjoint(facet.values(edge))
            for facet in FACETS
            if facet.name in self.chosen and facet.name != without
        )

    def toggled(self, facet: str, value: str) -> Scope:
        """Return this scope with a value of a facet chosen, or no longer chosen if it was; nothing stays open."""
        values = self.chosen.get(facet, frozenset()) ^ {value}
        others = {name: kept for name, kept in self.chosen.items() if name != facet}
        return replace(self, chosen={**others, facet: values} if values else others, edge=None, node=None)

    def cleared(self) -> Scope:
        """Return this scope with no facet chosen."""
        return replace(self, chosen={}, edge=None, node=None)

    def around(self, *factors: str) -> Scope:
        """Return this scope around these factors; none of them means the whole graph."""
        return replace(self, focus=tuple(dict.fromkeys(factors)), edge=None, node=None)

    def opened(self, edge: str | None) -> Scope:
        """Return this scope with the panel of an edge open, or closed for None."""
        return replace(self, edge=edge, node=None)

    def shown(self, *, table: bool) -> Scope:
        """Return this scope as rows or as a drawing."""
        return replace(self, table=table)

    def sized(self, limit: int) -> Scope:
        """Return this scope with up to this many nodes."""
        return replace(self, limit=limit)

    def deep(self, depth: int) -> Scope:
        """Return this scope with this many steps around its focus."""
        return replace(self, depth=depth)

    def query(self) -> str:
        """Return the part of an address after "?", without what is as it is at first."""
        pairs = [
            ("focus", ",".join(self.focus)),
            ("depth", str(self.depth) if self.focus and self.depth != 1 else ""),
            *((name, ",".join(sorted(self.chosen.get(name, ())))) for name in (facet.name for facet in FACETS)),
            ("limit", str(self.limit) if self.limit != DEFAULT_LIMIT else ""),
            ("view", "table" if self.table else ""),
            ("edge", self.edge or ""),
            ("node", self.node or ""),
        ]
        return urlencode([(name, value) for name, value in pairs if value], safe=",:")


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in text.split(",") if word))


def _chosen(facet: Facet, text: str) -> frozenset[str]:
    if facet.name != "sign":
        return frozenset(_words(text))
    return frozenset(_mark_word(word) for word in _words(text))


def _mark_word(word: str) -> str:
    mark = read_mark(word)
    return mark.value if mark else word


def _number(text: str | None, *, default: int, lowest: int, highest: int) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return min(max(int(text), lowest), highest)
