"""Search of quotes, labels, synonyms and titles: SQLite's FTS5, ranked, the last word as a prefix, with offsets to light up.

Words are folded one character to one (superscripts to digits, letters to lower case without marks), so that offsets in a hit are
offsets in the text as it was written: "Mg2+" finds "Mg²⁺".
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from graph import codec


class Found(StrEnum):
    """What a hit is."""

    FACTOR = "factor"
    DOCUMENT = "document"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: `text` is its label, title or quote, `spans` the half-open stretches of it that fit the words asked for.

    A sentence that holds several claims is found once, as the first of them. `document` is where a claim stands. `matched` is the
    synonym that was found when the label was not.
    """

    kind: Found
    id: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    document: str | None = None
    matched: str | None = None


OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Marks round what was found: noncharacters, which no text may hold (Unicode 23.7)."""


def fold(text: str) -> str:
    """Return a text of the same length, each character in its plainest form where that is one character.

    >>> fold("Ca²⁺-dependent Naïve")
    'ca2+-dependent naive'
    """
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", character).lower() if not unicodedata.combining(c))
    return bare if len(bare) == 1 else character


def expression(text: str) -> str | None:
    """Return the FTS5 query for what somebody typed: all words, those in quotation marks in a row, the last one as a prefix.

    >>> print(expression('mg "nmda receptor" blo'))
    "mg" "nmda receptor" "blo"*
    >>> expression(" ?! ") is None
    True
    """
    phrases = [" ".join(_WORD.findall(quoted or word)) for quoted, word in _PARTS.findall(fold(text))]
    phrases = [phrase for part in phrases for phrase in ([part] if part else [])]
    if not phrases:
        return None
    prefix = "" if text.rstrip().endswith('"') else "*"
    return " ".join(f'"{phrase}"' for phrase in phrases) + prefix


_PARTS = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")


def search(connection: sqlite3.Connection, text: str, *, limit: int = 20, kinds: Iterable[Found] = tuple(Found)) -> list[Hit]:
    """Return at most `limit` hits: factors and titles first (at most a third each while claims follow), then claims, best first."""
    query = expression(text)
    if query is None or limit < 1:
        return []
    wanted = set(kinds)
    named = {Found.FACTOR: list(_factors(connection, query, text, limit)), Found.DOCUMENT: list(_documents(connection, query, limit))}
    claims = list(_claims(connection, query, limit)) if Found.CLAIM in wanted else []
    share = max(1, limit // 3) if claims else limit
    first = [hit for kind, hits in named.items() if kind in wanted for hit in hits[:share]]
    return [*first, *claims][:limit]


def _factors(connection: sqlite3.Connection, query: str, text: str, limit: int) -> Iterator[Hit]:
    """Yield factors, best first, those that are called just so before all others."""
    order = "bm25(factor_words, 10.0, 5.0)" if _few(connection, "factor_words", query) else "factor_words.rowid"
    rows = connection.execute(
        "SELECT factor.data, highlight(factor_words, 0, ?, ?), highlight(factor_words, 1, ?, ?) FROM factor_words "  # noqa: S608
        f"JOIN named_factor AS factor ON factor.row = factor_words.rowid WHERE factor_words MATCH ? ORDER BY {order} LIMIT ?",
        (OPEN, CLOSE, OPEN, CLOSE, query, 4 * limit),
    ).fetchall()
    hits = [_factor_hit(*row) for row in rows]
    asked = fold(text).strip()
    yield from sorted(hits, key=lambda hit: asked not in (fold(hit.text), fold(hit.matched or "")))


def _factor_hit(data: str, label: str, synonyms: str) -> Hit:
    factor = codec.factor_from_json(data)
    found = [word for marked, word in zip(synonyms.split("\n"), factor.synonyms, strict=False) if OPEN in marked]
    spans = spans_of(label)
    return Hit(kind=Found.FACTOR, id=factor.id, text=factor.label, spans=spans, matched=found[0] if found and not spans else None)


def _documents(connection: sqlite3.Connection, query: str, limit: int) -> Iterator[Hit]:
    rows = connection.execute(
        "SELECT document.id, document.metadata, highlight(document_words, 0, ?, ?) FROM document_words "
        "JOIN document ON document.row = document_words.rowid WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
        (OPEN, CLOSE, query, limit),
    )
    for document, metadata, marked in rows:
        title = codec.document_from_parts(metadata, "", ()).title or ""
        yield Hit(kind=Found.DOCUMENT, id=document, text=title, spans=spans_of(marked), document=document)


def _claims(connection: sqlite3.Connection, query: str, limit: int) -> Iterator[Hit]:
    """Yield claims, best first, one for each place; where very many fit, in the order of the articles instead."""
    order = "rank" if _few(connection, "claim_words", query) else "rowid"
    rows = connection.execute(
        "SELECT claim.data, best.marked FROM (SELECT rowid, highlight(claim_words, 0, ?, ?) AS marked FROM claim_words "  # noqa: S608
        f"WHERE claim_words MATCH ? ORDER BY {order} LIMIT ?) AS best JOIN claim ON claim.row = best.rowid",
        (OPEN, CLOSE, query, 4 * limit),
    )
    seen: set[tuple[str, int, int]] = set()
    for data, marked in rows:
        claim = codec.claim_from_json(data)
        place = (claim.document_id, claim.place.start, claim.place.end)
        if place not in seen:
            seen.add(place)
            yield Hit(kind=Found.CLAIM, id=claim.id, text=claim.place.quote, spans=spans_of(marked), document=claim.document_id)


RANKED = 5000
"""Rows that are ranked at most (about 10 ms): words that fit more of them hardly tell one from another."""


def _few(connection: sqlite3.Connection, words: str, query: str) -> bool:
    """Return whether few enough rows of an index of words fit to rank them."""
    rows = connection.execute(f"SELECT rowid FROM {words} WHERE {words} MATCH ? LIMIT ?", (query, RANKED + 1))  # noqa: S608
    return len(rows.fetchall()) <= RANKED


def spans_of(marked: str) -> tuple[tuple[int, int], ...]:
    """Return where the marked stretches stand in the text without marks.

    >>> spans_of(f"a {OPEN}bc{CLOSE} d")
    ((2, 4),)
    """
    spans, start, at = [], 0, 0
    for part in re.split(f"({OPEN}|{CLOSE})", marked):
        if part == OPEN:
            start = at
        elif part == CLOSE:
            spans.append((start, at))
        else:
            at += len(part)
    return tuple(spans)
