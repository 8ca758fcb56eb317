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
from textwrap import shorten

from graph.audit.words import YEAR
from ontology.library import Citation, Library

_NAME = r"[A-ZÀ-ÖØ-ÞČŠŽŁŚŻ][\w’'-]+"
_AUTHOR_YEAR = re.compile(
    rf"(?P<names>{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,4}})(?P<others>,? et al\.?|,? and (?:colleagues|coworkers|others))?"
    r"(?P<between>[,\s]*\(?)(?P<year>(?:19|20)\d\d)[a-z]?\b"
)
_NOT_NAMES = frozenset(
    """In The A An Of By Since Until From As At On During Before After Between Early Late Mid Version January February March April May June
    July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Spring Summer Autumn Fall Winter
    Step Table Figure Fig Chapter Section Appendix Box""".split()  # noqa: SIM905
)
_BODY = re.compile(
    rf"(?:{_NAME} )*(?:Organi[sz]ation|Institutes?|Agency|Authority|Society|Academ(?:y|ies)|Administration|Ministry|Department|Association"
    rf"|Foundation|Council|Commission|Committee|Cent(?:er|re)s?|Panel|University|College|Board|Bureau|Federation|Group)"
    rf"(?: (?:of|for|on|and|the|{_NAME}))*\W*$"
)
"""The name of a body, up to the year behind it."""
_ACRONYM = re.compile(r"[A-Z]{2,7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The details that an article gives of one work: folded surnames (or the name of a `body`), year, and a journal where one is named."""

    names: tuple[str, ...]
    year: int
    journal: str | None = None
    body: bool = False

    @property
    def key(self) -> str:
        """Return the citation in its normal form: what a lookup of it is kept under.

        >>> Cited(names=("reed", "stone"), year=2019, journal="J Zinc").key
        'cited:reed stone 2019 j zinc'
        """
        return f"cited:{' '.join(filter(None, (*self.names, str(self.year), fold(self.journal or ''))))}"

    def __str__(self) -> str:
        journal = f", {self.journal}" if self.journal else ""
        return f"{', '.join(name.title() for name in self.names)} {self.year}{journal}"


@dataclass(frozen=True, slots=True)
class Fit:
    """How one known work compares with a citation."""

    work: Citation
    author: bool
    year: bool
    journal: bool | None


def cited(text: str, library: Library) -> Iterator[Cited]:
    """Yield the works that a text cites by author or body and year; the journal is one that the library knows, or one "published in".

    A name right before a bare year ("Paris 2015") cites something only where a journal is named.

    Args:
        text: A sentence, or the words of the evidence.
        library: Its journals are recognised in the text.
    """
    if not YEAR.search(text):
        return
    found = [(match, names) for match in _AUTHOR_YEAR.finditer(text) if (names := _surnames(match["names"]))]
    starts = [0, *(match.start() for match, _ in found[1:]), len(text)]
    for at, (match, names) in enumerate(found):
        body = _body(text, match)
        journal = _behind(text, match.end()) or (None if body else _journal(text[starts[at] : starts[at + 1]], library))
        if journal or _marked(text, match):
            yield Cited(names=(fold(body),) if body else names, year=int(match["year"]), journal=journal, body=body is not None)


def _marked(text: str, match: re.Match[str]) -> bool:
    """Return whether name and year are set like a citation: brackets, "et al.", several names."""
    inside = text.rfind("(", 0, match.start("year")) > text.rfind(")", 0, match.start("year"))
    return bool(match["others"] or "(" in match["between"] or inside or re.search(r" and | & ", match["names"]))


def _body(text: str, match: re.Match[str]) -> str | None:
    """Return the body that a citation names, None where it names persons."""
    found = _BODY.search(text[max(0, match.end("names") - 120) : match.end("names")])
    if found:
        return found[0].strip()
    return match["names"] if _ACRONYM.fullmatch(match["names"]) else None


def _surnames(words: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in re.split(r",? (?:and|&) |, ", words) if name and name not in _NOT_NAMES)


_JOURNAL_BEHIND = re.compile(
    r",\s+(?!(?:Fig(?:ure|s)?|Tab(?:le)?|Chapter|Section|Page|Pp?|Appendix|Suppl\w*|Vol\w*|Part|Box|Eq\w*)\b)"
    r"(?:published )?(?:in )?(?:the )?[*_]?(?P<name>[A-Z][\w&.-]*(?: (?:of|and|in|the|for|&|[A-Z][\w&.-]*))*)[*_]?\s*(?=[);,]|\d)"
)


def _behind(text: str, end: int) -> str | None:
    """Return the journal right behind the year, in the same brackets: `(Reed et al., 2019, Journal of Zinc)`."""
    inside = text.rfind("(", 0, end) > text.rfind(")", 0, end)
    found = _JOURNAL_BEHIND.match(text, end) if inside and ")" in text[end:] else None
    return found["name"].rstrip(".") if found else None


@lru_cache(maxsize=4)
def works(library: Library) -> tuple[Citation, ...]:
    """Return the works of the library, each once, in the order of its findings."""
    seen: dict[object, Citation] = {}
    for finding in library.findings:
        work = finding.citation
        seen.setdefault((work.doi or work.pmid or work.title or work.authors, work.year), work)
    return tuple(seen.values())


def fits(work: Cited, known: Iterable[Citation]) -> tuple[Fit, ...]:
    """Return the known works that share an author with the citation, the best fit first."""
    found = [_fit(work, each) for each in known]
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
    """Return a work in one line: authors (its title where they are not known), year, journal, identifier.

    >>> told(Citation(title="On zinc", year=2019)), told(Citation(authors="Reed A, Stone B, Pale C", pmid="7"))
    ('“On zinc”, 2019', 'Reed A et al., PMID 7')
    """
    names = work.authors.split(", ") if work.authors else [f"“{shorten(work.title, 80)}”" if work.title else "no author named"]
    authors = names[0] if len(names) < 3 else f"{names[0]} et al."
    identifier = f"doi:{work.doi}" if work.doi else f"PMID {work.pmid}" if work.pmid else None
    return ", ".join(str(part) for part in (authors, work.year, work.journal, identifier) if part)


def surnames(work: Citation) -> frozenset[str]:
    """Return the folded surnames of a work's authors, also where given names stand with them.

    >>> sorted(surnames(Citation(authors="Krčmář A, van Stone BC")))
    ['krcmar', 'stone', 'van', 'van stone']
    """
    whole = {fold(author.rsplit(" ", 1)[0]) for author in (work.authors or "").split(", ") if author}
    return frozenset(whole | {fold(word) for word in re.findall(r"\w[\w’'-]+", work.authors or "") if not word.isupper()})


def written_by(cite: Cited, work: Citation) -> bool:
    """Return whether a work is by one of those whom a citation names; a body may stand with its name or its first letters.

    >>> written_by(Cited(names=("efsa",), year=2015, body=True), Citation(authors="European Food Safety Authority"))
    True
    """
    if not cite.body:
        return any(name in surnames(work) for name in cite.names)
    authors = fold(work.authors or "")
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", authors) if word not in _SMALL)
    return any(re.search(rf"\b{re.escape(name)}\b", authors) or (len(name) > 2 and name in initials) for name in cite.names)


def _fit(work: Cited, known: Citation) -> Fit:
    journal = None if work.journal is None or known.journal is None else same_journal(work.journal, known.journal)
    return Fit(work=known, author=written_by(work, known), year=known.year == work.year, journal=journal)


def _journal(text: str, library: Library) -> str | None:
    known = _journals(library).search(text)
    if known:
        return known.group()
    match = re.search(r"published in (?:the (?:journal )?)?(?P<name>[A-Z]\w*(?: (?:of|and|in|[A-Z]\w*))*)", text)
    return match["name"] if match else None


@lru_cache(maxsize=4)
def _journals(library: Library) -> re.Pattern[str]:
    """Return a pattern of the library's journals, longest first; one that is an everyday word counts only where a journal is named."""
    names = sorted({work.journal for work in works(library) if work.journal and len(work.journal) > len("Sleep")}, key=len, reverse=True)
    parts = [re.escape(name) if " " in name else rf"(?:(?<=[,.] )|(?<=in )){re.escape(name)}" for name in names]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if names else r"(?!)")


def same_journal(one: str, other: str) -> bool:
    """Return whether two names are one journal: the same words (up to a comma), each whole or cut short, or their first letters.

    >>> same_journal("J Pharmacol Sci", "Journal of Pharmacological Sciences"), same_journal("Neurology", "Frontiers in Neurology")
    (True, False)
    >>> same_journal("NEJM", "The New England journal of medicine"), same_journal("Nature", "Nature (London)")
    (True, True)
    """
    lefts, rights = ([_title_words(form) for form in (name, name.partition(",")[0])] for name in (one, other))
    if any(left and right and _cut_short(left, right) for left in lefts for right in rights):
        return True
    return _initials(one, rights[0]) or _initials(other, lefts[0])


def _title_words(name: str) -> list[str]:
    bare = re.sub(r"\(.*?\)|:.*", "", name)
    return [word for word in re.findall(r"[a-z]+", fold(bare)) if word not in _SMALL]


def _cut_short(left: list[str], right: list[str]) -> bool:
    return len(left) == len(right) and all(a.startswith(b) or b.startswith(a) for a, b in zip(left, right, strict=True))


def _initials(name: str, words: list[str]) -> bool:
    return name.isupper() and len(name) > 2 and "".join(word[0] for word in words).startswith(name.lower())


_SMALL = frozenset({"of", "the", "and", "in", "for"})


def candidates(found: Iterable[Fit], limit: int = 3) -> str:
    """Return the likely works in one line."""
    return "; ".join(told(fit.work) for fit in list(found)[:limit])
