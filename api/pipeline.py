"""From articles to the graph: the only file that knows all steps (load, read, ground, store).

Each article is one transaction: it is in the graph whole, or the graph is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from ontology.errors import ArticleNotFoundError, InputError, MisshapenError, UnreadableArticleError
from ontology.model import Claim, Document, Factor

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from loaders.reader import Reader
    from ontology.grounding import Grounder

Fetch = Callable[[str], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article with the grounded claims read from it; `seconds` is the time that reading and grounding took.

    `remarks` are sentences about what a person should mend in the metadata.
    """

    document: Document
    claims: tuple[Claim, ...]
    factors: Mapping[str, Factor] = field(repr=False)
    seconds: float
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A source that could not be read, with the error that says why; nothing of it was stored."""

    source: str
    error: InputError | MisshapenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document that was not read, because the store has what this edition of the reader makes of it; `why` says so in words."""

    document: Document
    why: str


def sources(places: Sequence[str]) -> list[str]:
    """Return the articles behind paths, folders and addresses, each once, folders in name order.

    Raises:
        ArticleNotFoundError: A path does not exist.
        UnreadableArticleError: A folder holds no article.
    """
    found = [source for place in places for source in _expand(place)]
    return list(dict.fromkeys(found))


def is_address(place: str) -> bool:
    """Return whether a place is a web address.

    >>> is_address("https://example.org/a"), is_address("articles/a.md")
    (True, False)
    """
    return place.lower().startswith(("http://", "https://"))


def _expand(place: str) -> list[str]:
    path = Path(place)
    if is_address(place) or path.is_file():
        return [place]
    if not path.is_dir():
        raise ArticleNotFoundError(place)
    from loaders import SUFFIXES

    found = sorted(str(file) for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and not _hidden(file, path))
    if not found:
        raise UnreadableArticleError(place, "the folder holds no article", f"Known endings: {', '.join(SUFFIXES)}.")
    return found


def _hidden(file: Path, root: Path) -> bool:
    parts = file.relative_to(root).parts
    return any(part.startswith(".") for part in parts) or file.stem.upper() in ("README", "LICENSE", "NOTICE")


def load_source(source: str, *, fetch: Fetch) -> Document:
    """Return the document at a path or address."""
    from loaders import load

    return fetch(source) if is_address(source) else load(Path(source))


def read_document(document: Document, *, reader: Reader, grounder: Grounder) -> Read:
    """Return the grounded claims of a document; every quote is checked against its text.

    Raises:
        QuoteNotFoundError: A reader made up a quote (a fault of ours; nothing is stored).
    """
    begun = perf_counter()
    grounding = grounder.ground(document, reader.read(document))
    for claim in grounding.claims:
        claim.check(document)
    return Read(document=document, claims=tuple(grounding.claims), factors=grounding.factors, seconds=perf_counter() - begun)


def conforming(read: Read) -> Read | Refused:
    """Return what was read if its graph looks as our shapes say, with remarks where it might be better (pySHACL)."""
    from graph.shapes import document_violations

    found = document_violations(read.document, read.claims)
    broken = tuple(one.words for one in found if one.severity == "violation")
    if broken:
        return Refused(source=read.document.name, error=MisshapenError(read.document.name, broken))
    return replace(read, remarks=tuple(f"{read.document.name}: {one.message}" for one in found))


def store(read: Read, graph: KnowledgeGraph, *, time: str) -> None:
    """Put an article and its claims into the graph, replacing what the same text gave before; one transaction."""
    graph.add(read.document, read.claims, read.factors, time=time)
