"""What people decided about flags of an older version of an article, carried over to the flags of the newer one that say the same.

A flag's id comes from ids and offsets of its document, so it changes with every version; what stays is the rule and the words that it
points at. Where these still stand, the last decision is appended for the new flag too, with a word about where it comes from.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph import codec, recording, records
from ontology.model import Decision, Flag


class Decided(NamedTuple):
    """A flag as somebody judged it, and the last decision about it."""

    flag: Flag
    decision: Decision


Signature = tuple[object, ...]


def awaiting(connection: sqlite3.Connection, documents: Iterable[str]) -> bool:
    """Return whether people decided about flags of versions that these documents took the place of."""
    newest, wanted = _newest(connection), set(documents)
    return any(
        newest.get(old, old) in wanted
        for decided in _decided(connection)
        for old in _documents(decided.flag)
        if newest.get(old, old) != old
    )


def carry_over(connection: sqlite3.Connection, flags: Sequence[Flag], *, time: str) -> list[Decision]:
    """Append, for each of these flags that repeats a decided one of an older version, that decision; return the new ones.

    Args:
        connection: That of a transaction.
        flags: The open flags of the last audit.
        time: ISO 8601 UTC, for people.
    """
    newest = _newest(connection)
    outdated = [one for one in _decided(connection) if any(newest.get(old, old) != old for old in _documents(one.flag))]
    heirs = _pairs(outdated, flags, newest)
    return [_append(connection, heir, one.decision, time) for one, heir in heirs if not _later(connection, heir.id, one.decision)]


def _newest(connection: sqlite3.Connection) -> dict[str, str]:
    """Return which document took the place of each superseded one, in the end."""
    follows = dict(connection.execute("SELECT id, superseded_by FROM document WHERE superseded_by IS NOT NULL").fetchall())

    def last(document: str) -> str:
        seen = set[str]()
        while document in follows and document not in seen:
            seen.add(document)
            document = follows[document]
        return document

    return {old: last(old) for old in follows}


def _decided(connection: sqlite3.Connection) -> Iterator[Decided]:
    """Yield what was decided about flags, one decision a flag: the last."""
    rows = connection.execute("SELECT target, judged FROM decision WHERE judged IS NOT NULL AND target LIKE 'f-%' ORDER BY number")
    for target, judged in dict(rows.fetchall()).items():
        yield Decided(codec.flag_from_json(judged), list(records.decisions(connection, target=target))[-1])


def _documents(flag: Flag) -> set[str]:
    named = {flag.document} if flag.document else set()
    return named | {passage.document_id for passage in flag.passages}


def _pairs(decided: Sequence[Decided], flags: Sequence[Flag], newest: Mapping[str, str]) -> Iterator[tuple[Decided, Flag]]:
    """Yield what belongs together: the same words and message, else the same words where there is one flag on either side."""
    for exact in (True, False):
        old, new = _groups((one.flag for one in decided), newest, exact), _groups(flags, newest, exact)
        by_id = {one.flag.id: one for one in decided}
        for signature, before in old.items():
            after = new.get(signature, [])
            if len(before) == len(after) and (exact or len(after) == 1):
                yield from ((by_id[left.id], right) for left, right in zip(before, after, strict=True))


def _groups(flags: Iterable[Flag], newest: Mapping[str, str], exact: bool) -> dict[Signature, list[Flag]]:
    """Return flags by what they say, each group in the order of the text."""
    groups: dict[Signature, list[Flag]] = defaultdict(list)
    for flag in flags:
        words = tuple((newest.get(one.document_id, one.document_id), one.place.quote) for one in flag.passages)
        document = newest.get(flag.document, flag.document) if flag.document else None
        groups[(flag.code, document, flag.statement, flag.factor, words, flag.message if exact else None)].append(flag)
    return {signature: sorted(group, key=_start) for signature, group in groups.items()}


def _start(flag: Flag) -> int:
    return flag.passages[0].place.start if flag.passages else 0


def _later(connection: sqlite3.Connection, target: str, decision: Decision) -> bool:
    """Return whether somebody decided about a flag itself after that, or it was carried over before."""
    own = list(records.decisions(connection, target=target))
    return bool(own) and own[-1].number > decision.number


def _append(connection: sqlite3.Connection, heir: Flag, last: Decision, time: str) -> Decision:
    reason = f"{last.reason or 'no reason given'} (carried over from {last.target}, decision {last.number})"
    number = recording.begin_entry(connection, "decide", heir.id, time)
    decision = Decision(number=number, target=heir.id, verdict=last.verdict, reviewer=last.reviewer, time=time, reason=reason)
    recording.put_decision(connection, decision, codec.flag_to_json(heir))
    return decision
