"""Limits: what one query, one answer and the whole service may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may take; times in seconds, sizes in bytes.

    Answer: `seconds` from arrival to answer, `rows` of a table, `size` of the serialised answer, `memory` of a reader process.
    Text: `length` in UTF-8, `depth` of nesting, `pieces` that the planner has to order (triple patterns, groups, path steps,
    twice the items of a collection), `chain` of operators and clauses.
    Service: `readers` processes in the front line, each lent for `quick` seconds, for `hurried` ones while others wait; a query that takes
    longer goes on in one of `slow` lanes at low priority; at most `waiting` queries stand in a queue. A snapshot is at most `fresh` seconds
    old when the graph has changed since, if one can be made within `patience` seconds. `kept` bytes of answers are remembered.

    Sources, measured with pyoxigraph 0.5.13 on a stack of 8 MB: braces, EXISTS and nested calls crash the engine between 500 and
    1,000 levels, so 100; 200 triple patterns are planned in 0.3 s and 500 in 4 s, 200 joined groups in 7 s, so 200; 1,000 clauses
    or operators in a row pass everywhere and 3,000 BINDs crash, so 1,000.
    """

    seconds: float = 10.0
    rows: int = 10_000
    size: int = 20_000_000
    memory: int = 1_500_000_000
    length: int = 64_000
    depth: int = 100
    pieces: int = 200
    chain: int = 1_000
    readers: int = 2
    quick: float = 0.5
    hurried: float = 0.3
    slow: int = 2
    waiting: int = 64
    fresh: float = 1.0
    patience: float = 2.0
    kept: int = 16_000_000

    def announced(self) -> str:
        """Return the limits of an answer as they stand in its header.

        >>> Limits().announced()
        'seconds=10, rows=10000, bytes=20000000, memory=1500000000'
        """
        return f"seconds={self.seconds:g}, rows={self.rows}, bytes={self.size}, memory={self.memory}"
