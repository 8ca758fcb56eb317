"""Answers that were given lately, kept for who asks the same again while the graph has not changed.

Kept are whole answers to queries whose answer the data alone decide, so nobody can tell an answer that was kept from one worked out anew
but by the time it took. All are dropped when the graph has another version.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

OVERHEAD = 2_000
"""Bytes that an answer takes beside its own: the query it is found by, and what Python needs for both (measured: 1,100 to 1,900)."""


class Kept(Generic[T]):
    """Values by key, of one version, the latest used; `room` is how many bytes they may take together, 0 for none.

    >>> kept = Kept(3 * OVERHEAD)
    >>> for key in "abc":
    ...     kept.put(1, key, key.upper(), 0)
    >>> kept.get(1, "a"), kept.put(1, "d", "D", 0), kept.get(1, "b"), kept.get(1, "a"), kept.get(2, "a")
    ('A', None, None, 'A', None)
    """

    def __init__(self, room: int) -> None:
        self.room, self.taken = room, 0
        self._version: int | None = None
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, version: int, key: Hashable) -> T | None:
        """Return what is kept for a key, None for nothing."""
        if version != self._version or key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, version: int, key: Hashable, value: T, size: int) -> None:
        """Keep a value of so many bytes, unless it is larger than the whole room."""
        size += OVERHEAD
        if size > self.room:
            return
        if version != self._version:
            self._values.clear()
            self._version, self.taken = version, 0
        self.taken += size - self._values.pop(key, (None, 0))[1]
        self._values[key] = value, size
        while self.taken > self.room:
            self.taken -= self._values.popitem(last=False)[1][1]
