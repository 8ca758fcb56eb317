"""A file of another knowledge base to edges between our factors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph.bases import indra_file, kgx_file
from graph.bases.edge import Borrowed, Thing, Told
from ontology.errors import ArticleNotFoundError, UnreadableArticleError
from ontology.folding import fold
from ontology.lexicon import Lexicon
from ontology.model import MatchGrade


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file: its name, what recognises it by path and beginning, and what yields its edges."""

    name: str
    recognises: Callable[[Path, str], bool]
    edges: Callable[[Path], Iterator[Told]]


FORMATS = (
    Format(name="KGX", recognises=kgx_file.is_kgx, edges=kgx_file.edges),
    Format(name="INDRA", recognises=indra_file.is_indra, edges=indra_file.edges),
)
"""Every kind of knowledge base that can be read; a new one is one line here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file gave: its format, the edges kept, how many it holds, and how many were left out and why."""

    format: str
    edges: tuple[Borrowed, ...]
    read: int
    ungrounded: int
    unsourced: int


def read_base(path: Path, *, name: str, lexicon: Lexicon) -> Reading:
    """Return the edges of a file that run between factors we know and name a work.

    Raises:
        ArticleNotFoundError: There is no such file.
        UnreadableArticleError: It is neither KGX nor INDRA.
    """
    form = _format(path)
    grounding = Grounding(lexicon)
    kept: dict[tuple[str, str, str, bool], Borrowed] = {}
    read = ungrounded = unsourced = 0
    for told in form.edges(path):
        read += 1
        subject, obj = grounding.factor(told.subject), grounding.factor(told.object)
        if subject is None or obj is None or subject == obj:
            ungrounded += 1
        elif not told.works:
            unsourced += 1
        else:
            edge = _borrowed(told, name, subject, obj)
            key = (subject, obj, edge.words, edge.negated)
            kept[key] = _joined(kept[key], edge) if key in kept else edge
    return Reading(format=form.name, edges=tuple(kept.values()), read=read, ungrounded=ungrounded, unsourced=unsourced)


def _format(path: Path) -> Format:
    if not path.is_file():
        raise ArticleNotFoundError(str(path))
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            head = lines.read(20_000)
    except OSError as error:
        raise UnreadableArticleError(str(path), f"it cannot be opened ({error.strerror})", "Check its permissions.") from error
    found = next((form for form in FORMATS if form.recognises(path, head)), None)
    if found is None:
        raise UnreadableArticleError(str(path), "neither KGX edges nor INDRA statements", "Give *_edges.tsv, .jsonl or .json.")
    return found


def _borrowed(told: Told, base: str, subject: str, obj: str) -> Borrowed:
    words = f"{told.subject.name or told.subject.curies[0]} {told.relation} {told.object.name or told.object.curies[0]}"
    return Borrowed(
        base=base, subject=subject, sign=told.sign, object=obj, words=words, works=told.works, quotes=told.quotes, negated=told.negated
    )


def _joined(one: Borrowed, other: Borrowed) -> Borrowed:
    return Borrowed(
        base=one.base,
        subject=one.subject,
        sign=one.sign,
        object=one.object,
        words=one.words,
        works=tuple(dict.fromkeys((*one.works, *other.works))),
        quotes=tuple(dict.fromkeys((*one.quotes, *other.quotes)))[:3],
        negated=one.negated,
    )


@dataclass(frozen=True)
class Grounding:
    """Things of others to our factors: by an identifier that is exactly the same, else by a name that only one factor has.

    A base names the same things again and again, so what was found is kept.
    """

    lexicon: Lexicon
    found: dict[Thing, str | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _by_curie(self) -> Mapping[str, str]:
        xrefs = (
            (xref.curie, key) for key, factor in self.lexicon.factors.items() for xref in factor.xrefs if xref.match is MatchGrade.EXACT
        )
        return {curie.upper(): key for curie, key in reversed(list(xrefs))}

    def factor(self, thing: Thing) -> str | None:
        """Return the id of the factor that a thing is, None when we do not know it.

        >>> grounding = Grounding(Lexicon.load())
        >>> grounding.factor(Thing(curies=("X:1",), name="Magnesium")), grounding.factor(Thing(name="a thing that nobody knows"))
        ('magnesium', None)
        """
        if thing not in self.found:
            keys = (self._by_curie.get(curie.upper()) for curie in thing.curies)
            named = self.lexicon.lookup(fold(thing.name)) if thing.name else None
            self.found[thing] = next((key for key in keys if key), named)
        return self.found[thing]
