"""Fetched: a mapping whose values are fetched when they are asked for, some at a time, and held only for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

HELD = 8192
"""Values that are held; when there are more, all are let go of."""


class Fetched(Mapping[str, T]):
    """Values by key. `fetch` returns those of some keys that there are, `keys` names all, `size` counts them.

    >>> squares = Fetched(lambda keys: {key: int(key) ** 2 for key in keys if key.isdigit()}, lambda: ["1", "2"], lambda: 2)
    >>> squares["3"], squares.get("x"), len(squares), list(squares)
    (9, None, 2, ['1', '2'])
    """

    def __init__(
        self,
        fetch: Callable[[list[str]], Mapping[str, T]],
        keys: Callable[[], Iterable[str]],
        size: Callable[[], int],
        *,
        held: int = HELD,
    ) -> None:
        self._fetch, self._keys, self._size, self._most = fetch, keys, size, held
        self._held: dict[str, T | None] = {}

    def warm(self, keys: Iterable[str]) -> None:
        """Fetch several values by one question."""
        held = self._held
        missing = [key for key in dict.fromkeys(keys) if key not in held]
        if missing:
            self._hold(missing)

    def _hold(self, missing: list[str]) -> dict[str, T | None]:
        if len(self._held) + len(missing) > self._most:
            self._held = {}
        held, found = self._held, self._fetch(missing)
        held.update((key, found.get(key)) for key in missing)
        return held

    def __getitem__(self, key: str) -> T:
        """Return one value, or raise KeyError."""
        held = self._held
        if key not in held:
            held = self._hold([key])
        value = held[key]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        """Yield all keys."""
        return iter(self._keys())

    def __len__(self) -> int:
        """Return how many values there are."""
        return self._size()
