"""Content negotiation: which format an answer gets, by the Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from api.sparql.formats import FORMATS, GRAPHS, TABLES, Format, Kind, offered

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Choice:
    """A format, and the media type under which it was asked for."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """Return the value of the Content-Type header."""
        return self.format.content_type(self.media_type)


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of an Accept header: `text/*;q=0.5`."""

    type: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Return how exactly it names a media type: 3 itself, 2 its family, 1 anything, 0 not at all."""
        kind, _, subtype = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != kind:
            return 0
        return 3 if self.subtype == subtype else 2 if self.subtype == "*" else 0


def ranges(accept: str | None) -> tuple[_Range, ...]:
    """Return the elements of an Accept header that can be read; an absent or empty one accepts everything.

    >>> ranges("text/turtle;q=0.5, nonsense")
    (_Range(type='text', subtype='turtle', quality=0.5),)
    """
    found = tuple(_range(part) for part in (accept or "").split(","))
    known = tuple(element for element in found if element is not None)
    return known if (accept or "").strip() else (_Range("*", "*", 1.0),)


def _range(part: str) -> _Range | None:
    name, *parameters = (piece.strip() for piece in part.lower().split(";"))
    kind, slash, subtype = name.partition("/")
    if not slash or not kind or not subtype:
        return None
    given = [value.strip() for key, _, value in (parameter.partition("=") for parameter in parameters) if key.strip() == "q"]
    return _Range(kind, subtype, _quality(given[0]) if given else 1.0)


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def quality(accepted: Sequence[_Range], media_type: str) -> float:
    """Return how welcome a media type is: what the element that names it most exactly says, 0 when none does."""
    best = max(accepted, key=lambda element: (element.fits(media_type), element.quality), default=None)
    return best.quality if best is not None and best.fits(media_type) else 0.0


def choose(accept: str | None, formats: Sequence[Format]) -> Choice | None:
    """Return the most welcome of some formats, the earlier one among equals; None when none is welcome.

    >>> choose("text/csv;q=0.9, application/json;q=0.8", TABLES).content_type
    'text/csv; charset=utf-8'
    >>> choose("image/png", TABLES) is None
    True
    """
    accepted = ranges(accept)
    own = [Choice(form, form.media_types[0]) for form in formats]
    choices = own + [Choice(form, media_type) for form in formats for media_type in form.media_types[1:]]
    best = max(choices, key=lambda choice: quality(accepted, choice.media_type), default=None)
    return best if best is not None and quality(accepted, best.media_type) > 0 else None


@lru_cache(maxsize=256)  # clients send few different headers, and reading one takes as long as a small query
def wanted(accept: str | None, name: str | None = None) -> Mapping[Kind, Choice | None]:
    """Return the format for each kind of answer; a `name` (of FORMATS) goes before the header, for the kinds that it fits."""
    if name is None:
        return MappingProxyType({kind: choose(accept, offered(kind)) for kind in Kind})
    form = FORMATS[name]
    return MappingProxyType({kind: Choice(form, form.media_types[0]) if form in offered(kind) else None for kind in Kind})


@lru_cache(maxsize=256)
def prefers_page(accept: str | None) -> bool:
    """Return whether a page is what the client would like best, as browsers say; `*/*` alone does not ask for one.

    >>> prefers_page("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_page("*/*"), prefers_page("text/turtle,text/html;q=0.5")
    (True, False, False)
    """
    accepted = ranges(accept)
    if not any(element.fits(HTML) == 3 for element in accepted):
        return False
    others = [quality(accepted, media_type) for form in TABLES + GRAPHS for media_type in form.media_types]
    return quality(accepted, HTML) >= max(others) and quality(accepted, HTML) > 0
