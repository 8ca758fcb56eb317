"""The chips beside the drawing: the values of each facet, how many edges each would leave, and which are chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from viz.atlas import Atlas
from viz.edges import Edge
from viz.scope import FACETS, UNFLAGGED, Facet, Scope

MOST = 40
"""Chips of a facet at most; a store of many articles has a search box for the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A value of a facet; `count` edges have it among those that the other facets leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipRow:
    """A facet with its chips, in the facet's own order, else the most frequent first; `left` more are not shown."""

    facet: Facet
    chips: tuple[Chip, ...]
    left: int = 0


def chip_rows(atlas: Atlas, scope: Scope) -> list[ChipRow]:
    """Return the chips of every facet that has something to choose."""
    here = atlas.around(scope)
    wider = {name: atlas.around(scope, without=name) for name in scope.chosen}
    rows = [_row(facet, wider.get(facet.name, here).edges, atlas, scope) for facet in FACETS]
    return [row for row in rows if row.chips]


def _row(facet: Facet, here: Iterable[Edge], atlas: Atlas, scope: Scope) -> ChipRow:
    counts = Counter(value for edge in here if scope.matches(edge, without=facet.name) for value in facet.values(edge))
    chosen = scope.chosen.get(facet.name, frozenset())
    rank = {value: place for place, value in enumerate(facet.order)}
    every = counts.keys() | chosen
    values = sorted(every, key=lambda value: (value not in chosen, rank.get(value, len(rank)), value == UNFLAGGED, -counts[value], value))
    if facet.order:
        values.sort(key=lambda value: rank.get(value, len(rank)))
    chips = [Chip(value=value, label=_label(facet, value, atlas), count=counts[value], chosen=value in chosen) for value in values[:MOST]]
    return ChipRow(facet=facet, chips=tuple(chips), left=max(0, len(values) - MOST))


def _label(facet: Facet, value: str, atlas: Atlas) -> str:
    if facet.name == "article" and value in atlas.documents:
        return atlas.documents[value].name
    if facet.name == "flag" and value == UNFLAGGED:
        return "no flag"
    if facet.name == "flag":
        return f"{value} {atlas.rule_title(value)}".strip()
    if facet.name == "evidence":
        return {"none": "none offered", "vague": "vague"}.get(value, value)
    return value
