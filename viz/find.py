"""What the search box finds: factors by label and synonym, rules by code, articles, sentences, and "A -> B" as a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from graph import KnowledgeGraph
from graph.search import Found, Hit
from viz import links
from viz.atlas import Atlas
from viz.choice import Choice
from viz.words import counted

ARROW = re.compile(r"\s*(?:->|→|=>|⊣|-\|)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something found: what it is, what to call it, where it leads, and a few words about it."""

    kind: str
    id: str
    label: str
    address: str
    note: str | None = None


def find(atlas: Atlas, graph: KnowledgeGraph, words: str, *, limit: int = 20) -> list[Suggestion]:
    """Return at most `limit` suggestions: a path, then rules, then what the search of the graph finds, in its order.

    A search that fits nothing finds nothing; no error.
    """
    asked = words.strip()
    if not asked:
        return []
    found = [*_paths(atlas, graph, asked), *_rules(atlas, asked), *_hits(atlas, graph.search(asked, limit=limit))]
    return found[:limit]


def resolve(atlas: Atlas, graph: KnowledgeGraph, words: str) -> str | None:
    """Return the id of the factor that somebody means: an id, a label, a synonym, else the first that search finds."""
    asked = words.strip()
    named = atlas.named(asked)
    return named or next((hit.id for hit in graph.search(asked, limit=1, kinds=(Found.FACTOR,))), None)


def ends(words: str) -> tuple[str, str] | None:
    """Return what stands on either side of an arrow, None without one.

    >>> ends("zinc -> iron uptake"), ends("zinc ->"), ends("mid-term")
    (('zinc', 'iron uptake'), None, None)
    """
    parts = ARROW.split(words.strip())
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _paths(atlas: Atlas, graph: KnowledgeGraph, asked: str) -> Iterator[Suggestion]:
    asked_ends = ends(asked)
    named = [resolve(atlas, graph, end) for end in asked_ends] if asked_ends else []
    if len(named) == 2 and named[0] and named[1] and named[0] != named[1]:
        start, end = named[0], named[1]
        address = "/path?" + urlencode({"from": start, "to": end})
        yield Suggestion(
            kind="paths", id=f"{start}>{end}", label=f"{atlas.label(start)} → {atlas.label(end)}", address=address, note="how would it act?"
        )


def _rules(atlas: Atlas, asked: str) -> Iterator[Suggestion]:
    for code, title in atlas.titles.items():
        if code.casefold().startswith(asked.casefold()) and len(asked) > 1:
            note = counted(atlas.count_flags(Choice(rule=frozenset([code]))), "flag")
            yield Suggestion(kind="rule", id=code, label=f"{code} {title}", address=links.href("rules", code), note=note)


def _hits(atlas: Atlas, hits: Iterable[Hit]) -> Iterator[Suggestion]:
    for hit in hits:
        if hit.kind is Found.FACTOR:
            note = hit.matched or counted(atlas.degree(hit.id), "link")
            yield Suggestion(kind="factor", id=hit.id, label=hit.text, address=links.href("factor", hit.id), note=note)
        elif hit.kind is Found.DOCUMENT:
            yield Suggestion(kind="article", id=hit.id, label=hit.text or hit.id, address=links.href("document", hit.id))
        else:
            document = atlas.documents.get(hit.document or "")
            yield Suggestion(
                kind="sentence", id=hit.id, label=hit.text, address=links.href("claim", hit.id), note=document.name if document else None
            )
