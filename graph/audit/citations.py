"""What a citation says of its work, and which works of the reference library it fits.

A citation in running text names authors, a year, sometimes a journal. When the details belong to different works, the article did not
have the work before it; the library then offers the likely ones, as candidates only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.audit.words import YEAR
from ontology.library import Citation, Library

_AUTHOR_YEAR = re.compile(
    r"(?P<names>[A-Z][\w’'-]+(?:(?:,| and| &|, and) [A-Z][\w’'-]+){0,4})(?:,? et al\.?|,? and (?:colleagues|coworkers|others))?"
    r"[,\s]*\(?(?P<year>(?:19|20)\d\d)[a-z]?\b"
)
_NOT_NAMES = frozenset(
    {"In", "The", "A", "An", "Of", "By", "Since", "Until", "From", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "June", "July"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The details that an article gives of one work: folded surnames, year, and a journal where one is named."""

    names: tuple[str, ...]
    year: int
    journal: str | None = None

    def __str__(self) -> str:
        journal = f", {self.journal}" if self.journal else ""
        return f"{', '.join(name.title() for name in self.names)} {self.year}{journal}"


@dataclass(frozen=True, slots=True)
class Fit:
    """How one work of the library compares with a citation."""

    work: Citation
    author: bool
    year: bool
    journal: bool | None


def cited(text: str, library: Library) -> Iterator[Cited]:
    """Yield the works that a text cites by author and year; the journal is one that the library knows, or one "published in".

    Args:
        text: A sentence, or the words of the evidence.
        library: Its journals are recognised in the text.
    """
    if not YEAR.search(text):
        return
    journal = _journal(text, library)
    for match in _AUTHOR_YEAR.finditer(text):
        names = tuple(fold(name) for name in re.split(r",? (?:and|&) |, ", match["names"]) if name and name not in _NOT_NAMES)
        if names:
            yield Cited(names=names, year=int(match["year"]), journal=journal)


@lru_cache(maxsize=4)
def works(library: Library) -> tuple[Citation, ...]:
    """Return the works of the library, each once, in the order of its findings."""
    seen: dict[object, Citation] = {}
    for finding in library.findings:
        work = finding.citation
        seen.setdefault((work.doi or work.pmid or work.title or work.authors, work.year), work)
    return tuple(seen.values())


def fits(work: Cited, library: Library) -> tuple[Fit, ...]:
    """Return the works that share an author with the citation, the best fit first."""
    found = [_fit(work, known) for known in works(library)]
    close = [fit for fit in found if fit.author]
    return tuple(sorted(close, key=lambda fit: (-(fit.year + bool(fit.journal)), fit.work.year or 0)))


def disagrees(found: Sequence[Fit]) -> bool:
    """Return whether the details contradict each other: they share author and year, or author and journal, with no work that has all.

    An author whom the library does not know, or knows for other years and journals, proves nothing.
    """
    if any(fit.year and fit.journal is not False for fit in found):
        return False
    return any(fit.year or fit.journal for fit in found)


def fold(name: str) -> str:
    """Return a name in lower case without marks.

    >>> fold("Krčmář")
    'krcmar'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))


def told(work: Citation) -> str:
    """Return a work in one line: authors, year, journal, identifier."""
    names = (work.authors or "no author named").split(", ")
    authors = names[0] if len(names) < 3 else f"{names[0]} et al."
    identifier = f"doi:{work.doi}" if work.doi else f"PMID {work.pmid}" if work.pmid else None
    return ", ".join(str(part) for part in (authors, work.year, work.journal, identifier) if part)


def _fit(work: Cited, known: Citation) -> Fit:
    surnames = {fold(author.rsplit(" ", 1)[0]) for author in (known.authors or "").split(", ")} | _words(known.authors)
    journal = None if work.journal is None or known.journal is None else _same_journal(work.journal, known.journal)
    return Fit(work=known, author=any(name in surnames for name in work.names), year=known.year == work.year, journal=journal)


def _words(authors: str | None) -> set[str]:
    return {fold(word) for word in re.findall(r"\w[\w’'-]+", authors or "") if not word.isupper()}


def _journal(text: str, library: Library) -> str | None:
    known = _journals(library).search(text)
    if known:
        return known.group()
    match = re.search(r"published in (?:the (?:journal )?)?(?P<name>[A-Z]\w+(?: (?:of|and|in|[A-Z]\w+))*)", text)
    return match["name"] if match else None


@lru_cache(maxsize=4)
def _journals(library: Library) -> re.Pattern[str]:
    """Return a pattern of the library's journals, longest first; names as short as `Sleep` are everyday words."""
    names = sorted({work.journal for work in works(library) if work.journal and len(work.journal) > len("Sleep")}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)")


def _same_journal(one: str, other: str) -> bool:
    """Return whether two names are one journal: the same words, each whole or cut short.

    >>> _same_journal("J Pharmacol Sci", "Journal of Pharmacological Sciences"), _same_journal("Neurology", "Frontiers in Neurology")
    (True, False)
    """
    left, right = ([word for word in re.findall(r"[a-z]+", fold(name)) if word not in _SMALL] for name in (one, other))
    return len(left) == len(right) and all(a.startswith(b) or b.startswith(a) for a, b in zip(left, right, strict=True))


_SMALL = frozenset({"of", "the", "and", "in", "for"})


def candidates(found: Iterable[Fit], limit: int = 3) -> str:
    """Return the likely works in one line."""
    return "; ".join(told(fit.work) for fit in list(found)[:limit])
