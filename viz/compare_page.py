"""Two articles, or two versions of one, side by side: where they disagree, what both say, what only one says, what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph import KnowledgeGraph
from graph.versions import ChangeKind, same_article
from ontology.model import Claim, Document
from viz.atlas import Atlas
from viz.marks import Mark, mark_of
from viz.templating import render as template

SHOWN = 100
"""Rows of one list; the articles' own pages have the rest."""
CHOICES = 1000
"""Articles to choose from, the first that were loaded; others can be named by their ids."""
OLDER = """SELECT ?old ?title ?time WHERE { ?old dcterms:isReplacedBy ?new ; prov:generatedAtTime ?time
  OPTIONAL { ?old dcterms:title ?title } } ORDER BY ?time ?old LIMIT 500"""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A document that can be chosen; `older` says when it was loaded, where a newer version took its place."""

    id: str
    name: str
    older: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A pair of factors as the two articles tell it: one mark where both agree, else that of each, with a claim of each to look at."""

    subject: str
    object: str
    marks: tuple[Mark | None, Mark | None]
    denied: tuple[bool, bool]
    claims: tuple[tuple[Claim, ...], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two articles have in common, by pairs of factors."""

    opposed: tuple[Row, ...]
    shared: tuple[Row, ...]
    only: tuple[tuple[Row, ...], tuple[Row, ...]]


def render(atlas: Atlas, graph: KnowledgeGraph, first: str = "", second: str = "") -> str:
    """Return the page; without two articles it is the form alone.

    Raises:
        UnknownItemError: There is no such article.
    """
    named = tuple(graph.document(one) for one in (first, second) if one)
    asked = len(named) == 2 and first != second
    sides = named if asked else ()
    versions = asked and same_article(sides[0].text, sides[1].text)
    changes = graph.diff(first, second) if versions else []
    return template(
        "compare.html.j2",
        atlas,
        current="/documents",
        choices=choices(atlas, graph),
        left=max(0, len(atlas.documents) - CHOICES),
        first=first,
        second=second,
        sides=sides,
        versions=versions,
        changes=changes,
        kinds=Counter(change.kind for change in changes),
        order=tuple(ChangeKind),
        found=compared(*(_claims(atlas, graph, side) for side in sides)) if asked else None,
        names=_names(sides),
        most=SHOWN,
    )


def choices(atlas: Atlas, graph: KnowledgeGraph) -> list[Choice]:
    """Return the articles (at most CHOICES) by name, then older versions by the time at which they were loaded."""
    documents = atlas.documents_from(0, CHOICES)
    current = sorted((Choice(id=one.id, name=one.name) for one in documents), key=lambda choice: choice.name.casefold())
    rows = graph.query(OLDER)
    older = [Choice(id=str(old).rpartition("/")[2], name=str(title or ""), older=str(time)[:10]) for old, title, time in _plain(rows)]
    return current + older


def _plain(rows: Iterable[object]) -> Iterable[tuple[str, str | None, str]]:
    """Yield the values of the rows of an answer as text."""
    for row in rows:
        old, title, time = (getattr(value, "value", value) for value in row)  # type: ignore[attr-defined]
        yield str(old), None if title is None else str(title), str(time)


def _claims(atlas: Atlas, graph: KnowledgeGraph, document: Document) -> list[Claim]:
    """Return the claims of a document that nobody rejected."""
    return [claim for claim in graph.claims(document=document.id) if claim.id not in atlas.rejected]


def compared(first: Sequence[Claim], second: Sequence[Claim]) -> Comparison:
    """Return what the claims of two articles have in common; pairs are ordered by their factors."""
    sides = by_pair(first), by_pair(second)
    both = sorted(sides[0].keys() & sides[1].keys())
    rows = [_row(pair, sides[0][pair], sides[1][pair]) for pair in both]
    return Comparison(
        opposed=tuple(row for row in rows if opposed(row)),
        shared=tuple(row for row in rows if not opposed(row)),
        only=(
            tuple(_row(pair, sides[0][pair], ()) for pair in sorted(sides[0].keys() - sides[1].keys())),
            tuple(_row(pair, (), sides[1][pair]) for pair in sorted(sides[1].keys() - sides[0].keys())),
        ),
    )


def opposed(row: Row) -> bool:
    """Return whether the two articles say the opposite: one mark against the other, or one denies what the other asserts."""
    first, second = row.marks
    if first is None or second is None:
        return False
    turned = first.opposite is second
    return turned != (row.denied[0] != row.denied[1]) if turned or first is second else False


def by_pair(claims: Iterable[Claim]) -> Mapping[Pair, tuple[Claim, ...]]:
    """Return the claims that speak of each pair of factors; those without a statement speak of none."""
    found: defaultdict[Pair, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.statement is not None:
            found[claim.statement.subject, claim.statement.object].append(claim)
    return {pair: tuple(group) for pair, group in found.items()}


def _row(pair: Pair, first: Sequence[Claim], second: Sequence[Claim]) -> Row:
    told = [_told(side) for side in (first, second)]
    return Row(
        subject=pair[0],
        object=pair[1],
        marks=(told[0][0], told[1][0]),
        denied=(told[0][1], told[1][1]),
        claims=(tuple(first), tuple(second)),
    )


def _told(claims: Sequence[Claim]) -> tuple[Mark | None, bool]:
    """Return how most claims of one article tell a pair: the mark, and whether they deny it."""
    counts = Counter((mark_of(claim.statement.relation), claim.negated) for claim in claims if claim.statement is not None)
    return counts.most_common(1)[0][0] if counts else (None, False)


def _names(sides: Sequence[Document]) -> tuple[str, ...]:
    """Return what to call the two: their names, or earlier and later where these are the same."""
    names = tuple(side.name for side in sides)
    return names if len(set(names)) == len(names) else ("the first", "the second")
