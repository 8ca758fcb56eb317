"""Choice: which flags are listed, and in what order, as an address says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ontology.model import Flag

ORDERS = ("priority", "article", "rule")
MOST_LINKS = 40
"""Pages up to which each is linked from all."""
AROUND = 4


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
class Place:
    """Where a review stands: the flag that is shown, those beside it, and how many of a choice are left and were there in all."""

    shown: Flag | None
    next: str | None
    previous: str | None
    left: int
    total: int


FACETS: tuple[tuple[str, str, Callable[[Flag], str]], ...] = (
    ("severity", "Severity", lambda flag: flag.severity.value),
    ("rule", "Rule", lambda flag: flag.code),
    ("article", "Article", lambda flag: flag.document or ""),
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


def counts(flags: Iterable[Flag], choice: Choice, name: str) -> Counter[str]:
    """Return how many flags have each value of a facet, among those that the other facets leave."""
    value = next(value for facet, _, value in FACETS if facet == name)
    return Counter(value(flag) for flag in flags if matches(flag, choice, without=name) and value(flag))


def place(flags: Sequence[Flag], suppressed: Iterable[Flag], choice: Choice, decided: Iterable[str], flag: str | None) -> Place:
    """Return where a review of flags stands: at one of them, at the first undecided one for None."""
    done = set(decided)
    queue = [one for one in flags if matches(one, choice)]
    open_ = [one for one in queue if one.id not in done]
    shown = next((one for one in queue if one.id == flag), open_[0] if open_ else None)
    taken = sum(matches(one, choice) for one in suppressed)
    beside = _beside(queue, open_, shown, 1), _beside(queue, queue, shown, -1)
    return Place(shown=shown, next=beside[0], previous=beside[1], left=len(open_), total=len(queue) + taken)


def _beside(queue: Sequence[Flag], among: Sequence[Flag], shown: Flag | None, step: int) -> str | None:
    """Return the id of the nearest flag of `among` after (1) or before (-1) the one that is shown, wrapping round for open ones."""
    if shown is None:
        return None
    here = queue.index(shown)
    order = [*queue[here + 1 :], *queue[:here]] if step > 0 else queue[:here][::-1]
    wanted = {one.id for one in among}
    return next((one.id for one in order if one.id in wanted), None)


def _by_article(flag: Flag) -> tuple[str, int]:
    return flag.document or "", flag.passages[0].place.start if flag.passages else 0


def near(page: int, pages: int) -> list[int]:
    """Return the pages to which a page leads: all where they are few, else the first, the last and those around it.

    >>> near(1, 4), near(50, 900)
    ([1, 2, 3, 4], [1, 46, 47, 48, 49, 50, 51, 52, 53, 54, 900])
    """
    if pages <= MOST_LINKS:
        return list(range(1, pages + 1))
    return sorted({1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)})
