"""The list of flags: what does not hold up, those to look at first in front, narrowed by severity, rule and article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from graph.audit.candidates import Candidate
from ontology.model import Flag, Severity
from viz import links
from viz.atlas import Atlas
from viz.edges import Edge
from viz.facets import MOST, Chip
from viz.templating import render as template

PER_PAGE = 50
ORDERS = ("priority", "article", "rule")
FAMILIES = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which flags are listed, and how; empty sets mean all."""

    severity: frozenset[str] = frozenset()
    rule: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    order: str = ORDERS[0]
    page: int = 1

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Choice:
        """Return the choice in an address; what cannot be read counts as not given."""
        order, page = parameters.get("order", ""), parameters.get("page", "")
        return cls(
            **{name: frozenset(part for part in parameters.get(name, "").split(",") if part) for name in ("severity", "rule", "article")},
            order=order if order in ORDERS else ORDERS[0],
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        )

    def query(self, **changes: object) -> str:
        """Return the part of an address after "?" with some parts changed; a change goes back to the first page."""
        now: dict[str, object] = {"severity": self.severity, "rule": self.rule, "article": self.article, "order": self.order, "page": 1}
        now |= changes
        words = {name: ",".join(sorted(value)) if isinstance(value, frozenset) else str(value) for name, value in now.items()}
        first = {"order": ORDERS[0], "page": "1"}
        return urlencode([(name, word) for name, word in words.items() if word and word != first.get(name)], safe=",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A flag with the edges it is about, the words it points at (article, quote, section), and works to read with their addresses."""

    flag: Flag
    edges: tuple[Edge, ...]
    quotes: tuple[tuple[str, str, str | None], ...] = field(default=())
    to_read: tuple[tuple[Candidate, str | None], ...] = field(default=())


FACETS: tuple[tuple[str, str, Callable[[Flag], str]], ...] = (
    ("severity", "Severity", lambda flag: flag.severity.value),
    ("rule", "Rule", lambda flag: flag.code),
    ("article", "Article", lambda flag: flag.document or ""),
)


def render(atlas: Atlas, choice: Choice, *, suppressed: int = 0, checked: str = "") -> str:
    """Return the list; `suppressed` counts flags that people took out, `checked` says what was looked at."""
    found = in_order([flag for flag in atlas.flags if matches(flag, choice)], choice.order)
    pages = max(1, (len(found) + PER_PAGE - 1) // PER_PAGE)
    page = min(choice.page, pages)
    return template(
        "flags.html.j2",
        atlas,
        current="/flags",
        choice=choice,
        rows=[(name, title, chips(atlas, choice, name)) for name, title, _ in FACETS],
        items=[item(atlas, flag) for flag in found[(page - 1) * PER_PAGE : page * PER_PAGE]],
        found=len(found),
        page=page,
        pages=pages,
        orders=ORDERS,
        suppressed=suppressed,
        checked=checked,
    )


def matches(flag: Flag, choice: Choice, *, without: str | None = None) -> bool:
    """Return whether a flag has a chosen value of every facet, leaving out one."""
    return (
        (not choice.severity or without == "severity" or flag.severity in choice.severity)
        and (not choice.rule or without == "rule" or flag.code in choice.rule)
        and (not choice.article or without == "article" or flag.document in choice.article)
    )


def in_order(flags: Sequence[Flag], order: str) -> list[Flag]:
    """Return the flags by priority (as they come), by article, or by rule."""
    keys: dict[str, Callable[[Flag], tuple[str, int]]] = {"article": _by_article, "rule": lambda flag: (flag.code, 0)}
    return sorted(flags, key=keys[order]) if order in keys else list(flags)


def chips(atlas: Atlas, choice: Choice, name: str) -> list[Chip]:
    """Return the values of a facet with how many flags each would leave."""
    value = next(value for facet, _, value in FACETS if facet == name)
    counts = Counter(value(flag) for flag in atlas.flags if matches(flag, choice, without=name) and value(flag))
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


def items(atlas: Atlas, flags: Iterable[Flag]) -> list[Item]:
    """Return flags ready to be shown."""
    return [item(atlas, flag) for flag in flags]


def _by_article(flag: Flag) -> tuple[str, int]:
    return flag.document or "", flag.passages[0].place.start if flag.passages else 0


def _rank(name: str, value: str, counts: Mapping[str, int]) -> tuple[int, str]:
    if name == "severity":
        return [level.value for level in Severity].index(value) if value in list(Severity) else 9, value
    return (0, value) if name == "rule" else (-counts.get(value, 0), value)


def _label(atlas: Atlas, name: str, value: str) -> str:
    if name == "rule":
        return f"{value} {atlas.rule_title(value)}".strip()
    return atlas.documents[value].name if name == "article" and value in atlas.documents else value
