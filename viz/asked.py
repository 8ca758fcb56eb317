"""How `viz.stored` puts the questions of pages to a store: what a scope and a choice want, and values that are fetched when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from graph import KnowledgeGraph
from graph.fetched import Fetched
from graph.flagged import Sieve
from graph.picking import Wanted
from ontology.model import Flag
from ontology.relations import Relation
from viz.choice import Choice
from viz.marks import Mark, mark_of

T = TypeVar("T")


class Counted(Sequence[Flag]):
    """The open flags of a store by priority: counted at once, read some at a time."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._size: int | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        if self._size is None:
            self._size = self._graph.count_flags()
        return self._size

    @overload
    def __getitem__(self, place: int) -> Flag: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Flag]: ...
    def __getitem__(self, place: int | slice) -> Flag | Sequence[Flag]:
        """Return one of them, or some in a row."""
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self))
            return self._graph.flags_found(Sieve(), start=start, limit=max(0, stop - start))
        found = self._graph.flags_found(Sieve(), start=place, limit=1)
        if not found:
            raise IndexError(place)
        return found[0]


def wanted_by(chosen: Iterable[tuple[str, tuple[str, ...]]], factors: tuple[str, ...] | None) -> Wanted:
    """Return the statements that the chosen values of facets leave, at these factors."""
    values = {name: frozenset(words) for name, words in chosen}
    marks = values.get("sign")
    return Wanted(
        relations=None if marks is None else frozenset(each.value for each in Relation if mark_of(each).value in marks),
        evidence=values.get("evidence"),
        told=values.get("told"),
        documents=values.get("article"),
        codes=values.get("flag"),
        factors=factors,
    )


def unlisted(fetch: Callable[[list[str]], Mapping[str, T]]) -> Fetched[T]:
    """Return a mapping that nobody lists or counts."""

    def nothing() -> Iterator[str]:
        raise NotImplementedError("ask for values by their keys: there are too many to list")

    return Fetched(fetch, nothing, lambda: 0)


def warm(values: Mapping[str, T], keys: Iterable[str]) -> None:
    """Fetch several values of a mapping at once, if it is one that fetches."""
    if isinstance(values, Fetched):
        values.warm(keys)


def pairs_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of factors that the id of an edge may be about: one, unless an id holds a mark.

    >>> list(pairs_of("zinc.lowers.copper"))
    [('zinc', 'copper')]
    """
    for mark in Mark:
        at = name.find(f".{mark}.")
        while at >= 0:
            yield name[:at], name[at + len(mark) + 2 :]
            at = name.find(f".{mark}.", at + 1)


def sieve(choice: Choice, decided: Iterable[str] = ()) -> Sieve:
    """Return the flags that fit a choice, without decided ones."""
    flags = frozenset(target for target in decided if target.startswith("f-"))
    return Sieve(severity=choice.severity, rule=choice.rule, article=choice.article, decided=flags)
