"""The list of flags: what does not hold up, those to look at first in front, narrowed by severity, rule and article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.audit.candidates import Candidate
from ontology.model import Flag, Severity
from viz import links
from viz.atlas import Atlas
from viz.choice import FACETS, ORDERS, Choice, near
from viz.edges import Edge
from viz.facets import MOST, Chip
from viz.templating import render as template

PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A flag with the edges it is about, the words it points at (article, quote, section), and works to read with their addresses."""

    flag: Flag
    edges: tuple[Edge, ...]
    quotes: tuple[tuple[str, str, str | None], ...] = field(default=())
    to_read: tuple[tuple[Candidate, str | None], ...] = field(default=())


def render(atlas: Atlas, choice: Choice, *, checked: str = "") -> str:
    """Return the list; `checked` says what was looked at."""
    found = atlas.count_flags(choice)
    pages = max(1, (found + PER_PAGE - 1) // PER_PAGE)
    page = min(choice.page, pages)
    return template(
        "flags.html.j2",
        atlas,
        current="/flags",
        choice=choice,
        rows=[(name, title, chips(atlas, choice, name)) for name, title, _ in FACETS],
        items=items(atlas, atlas.flags_found(choice, start=(page - 1) * PER_PAGE, limit=PER_PAGE)),
        found=found,
        page=page,
        pages=pages,
        near=near(page, pages),
        orders=ORDERS,
        suppressed=atlas.count_flags(Choice(), closed=True),
        checked=checked,
    )


def chips(atlas: Atlas, choice: Choice, name: str) -> list[Chip]:
    """Return the values of a facet with how many flags each would leave."""
    counts = atlas.flag_counts(choice, name)
    chosen = {"severity": choice.severity, "rule": choice.rule, "article": choice.article}[name]
    values = sorted(set(counts) | chosen, key=lambda one: (one not in chosen and name == "article", _rank(name, one, counts)))
    return [Chip(value=one, label=_label(atlas, name, one), count=counts[one], chosen=one in chosen) for one in values[:MOST]]


def item(atlas: Atlas, flag: Flag) -> Item:
    """Return a flag ready to be shown."""
    behind = [flag.statement or "", *(atlas.statement_of_claim.get(claim, "") for claim in flag.claims)]
    edges = {edge.id: edge for name in behind for edge in [atlas.edge_of(name)] if edge}
    quotes = tuple((passage.document_id, passage.place.quote, passage.place.section) for passage in flag.passages[:3])
    return Item(flag=flag, edges=tuple(edges.values()), quotes=quotes, to_read=to_read(atlas, flag))


def to_read(atlas: Atlas, flag: Flag) -> tuple[tuple[Candidate, str | None], ...]:
    """Return the works that may bear on a flag, each with where it can be read."""
    return with_addresses(atlas.backing.candidates(flag) if atlas.backing else ())


def with_addresses(works: Iterable[Candidate]) -> tuple[tuple[Candidate, str | None], ...]:
    """Return works to read, each with where that can be done."""
    return tuple((candidate, next(map(links.identifier, candidate.identifiers), None)) for candidate in works)


def items(atlas: Atlas, flags: Sequence[Flag]) -> list[Item]:
    """Return flags ready to be shown."""
    atlas.warm(claim for flag in flags for claim in flag.claims)
    return [item(atlas, flag) for flag in flags]


def _rank(name: str, value: str, counts: Mapping[str, int]) -> tuple[int, str]:
    if name == "severity":
        return [level.value for level in Severity].index(value) if value in list(Severity) else 9, value
    return (0, value) if name == "rule" else (-counts.get(value, 0), value)


def _label(atlas: Atlas, name: str, value: str) -> str:
    if name == "rule":
        return f"{value} {atlas.rule_title(value)}".strip()
    return atlas.documents[value].name if name == "article" and value in atlas.documents else value
