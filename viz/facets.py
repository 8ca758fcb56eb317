"""The chips beside the drawing: the values of each facet, how many edges each would leave, and which are chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.model import Statement
from viz.atlas import Atlas
from viz.marks import Mark, mark_of
from viz.scope import FACETS, UNFLAGGED, Facet, Scope
from viz.view import within


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A value of a facet; `count` edges have it among those that the other facets leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipRow:
    """A facet with its chips, in the facet's own order, else the most frequent first."""

    facet: Facet
    chips: tuple[Chip, ...]


def chip_rows(atlas: Atlas, scope: Scope) -> list[ChipRow]:
    """Return the chips of every facet that has something to choose."""
    here = within(atlas, scope)
    rows = [ChipRow(facet=facet, chips=tuple(_chips(facet, here, atlas, scope))) for facet in FACETS]
    return [row for row in rows if row.chips]


def _chips(facet: Facet, here: Iterable[Statement], atlas: Atlas, scope: Scope) -> Sequence[Chip]:
    edges: defaultdict[str, set[tuple[str, Mark, str]]] = defaultdict(set)
    for statement in here:
        if scope.matches(statement, atlas, without=facet.name):
            for value in facet.values(statement, atlas):
                edges[value].add((statement.key.subject, mark_of(statement.key.relation), statement.key.object))
    chosen = scope.chosen.get(facet.name, frozenset())
    rank = {value: place for place, value in enumerate(facet.order)}
    values = sorted(edges.keys() | chosen, key=lambda value: (rank.get(value, len(rank)), value == UNFLAGGED, -len(edges[value]), value))
    return [Chip(value=value, label=_label(facet, value, atlas), count=len(edges[value]), chosen=value in chosen) for value in values]


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
