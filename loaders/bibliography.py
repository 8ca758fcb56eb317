"""The works in a bibliography beside an article: `NAME.bib`, `NAME.csl.json`, one that the front matter names, or one for the folder.

Each becomes an entry like those of the article's own list: authors, title, journal, year, identifiers in one line, under its key. Of a
bibliography for a whole folder only the entries stay that the article cites by key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.bibtex import bibtex, names
from ontology.citing import labels, marks

BESIDE = (".bib", ".csl.json")
SHARED = ("references.bib", "bibliography.bib", "refs.bib", "references.csl.json", "bibliography.csl.json")
MAX_BYTES = 20_000_000
_NAMED = re.compile(r"^bibliography\s*[:=]\s*([^\n]{1,400}(?:\n\s*-[^\n]{1,200}){0,20})", re.MULTILINE)
_FILE = re.compile(r"[\w][\w.-]{0,100}\.(?:bib|json)\b")


@dataclass(frozen=True, slots=True)
class Beside:
    """Entries by key, and remarks about files that could not be read whole."""

    entries: Mapping[str, str]
    notes: tuple[str, ...] = ()


def beside(path: Path, text: str) -> Beside:
    """Return the works listed beside an article.

    Args:
        path: The article.
        text: Its source; front matter may name a file (`bibliography: works.bib`), keys in it say what is cited.
    """
    cited = {key for mark in marks(text) if "@" in mark for key in labels(mark)}
    entries: dict[str, str] = {}
    notes: list[str] = []
    for file, whole in _files(path, text):
        found, broken = _read(file)
        entries |= {key: entry for key, entry in found.items() if (whole or key in cited) and key not in entries}
        if broken:
            notes.append(f"{file.name}: {broken}")
    missing = sorted(cited - set(entries))
    if missing and entries:
        notes.append(f"cited, but in no bibliography beside the article: {', '.join(missing[:10])}")
    return Beside(entries, tuple(notes))


def _files(path: Path, text: str) -> Iterator[tuple[Path, bool]]:
    """Yield each file that is there, once, with whether all its entries belong to this article."""
    named = _NAMED.search(text[:20_000])
    own = [
        *(path.with_name(path.stem + ending) for ending in BESIDE),
        *(path.with_name(n) for n in _FILE.findall(named[1] if named else "")),
    ]
    seen: set[Path] = set()
    for file, whole in (*((file, True) for file in own), *((path.with_name(name), False) for name in SHARED)):
        if file not in seen and file.is_file():
            seen.add(file)
            yield file, whole


def _read(file: Path) -> tuple[dict[str, str], str | None]:
    """Return the entries of a file, and what is wrong with it, None when nothing is."""
    try:
        found = file.stat()
        if found.st_size > MAX_BYTES:
            return {}, f"larger than {MAX_BYTES // 1_000_000} MB, so it was not read"
        return _parsed(file, found.st_mtime_ns, found.st_size)
    except OSError as error:
        return {}, f"cannot be opened ({error.strerror})"


@lru_cache(maxsize=4)
def _parsed(file: Path, changed: int, size: int) -> tuple[dict[str, str], str | None]:  # noqa: ARG001  # both say which state of it
    """Return what `_read` does, worked out once for all articles of a folder."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if file.suffix == ".bib":
        found = bibtex(text)
        entries = {key: line(_of_bibtex(fields)) for key, fields in found.entries.items()}
        return entries, f"{found.broken} entries are no BibTeX and were left out" if found.broken else None
    return _csl(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a bibliography says of one work; `authors` are family names with initials, `where` volume and pages as written."""

    authors: tuple[str, ...] = ()
    title: str | None = None
    journal: str | None = None
    year: str | None = None
    where: str | None = None
    identifiers: tuple[str, ...] = ()


def line(listed: Listed) -> str:
    """Return a work in one line, in the order of the list of a journal.

    >>> line(Listed(authors=("Reed A", "Stone B"), title="On zinc.", journal="J Zinc", year="2019", identifiers=("doi:10.5555/z",)))
    'Reed A, Stone B. On zinc. J Zinc. 2019. doi:10.5555/z'
    """
    when = ";".join(filter(None, (listed.year, listed.where)))
    parts = [", ".join(listed.authors), listed.title, listed.journal, when]
    told = ". ".join(part.rstrip(". ") for part in parts if part)
    return f"{told}. {' '.join(listed.identifiers)}".strip(". ") if listed.identifiers else told


def _of_bibtex(fields: Mapping[str, str]) -> Listed:
    year = re.search(r"\d{4}", fields.get("year", "") or fields.get("date", ""))
    return Listed(
        authors=tuple(_author(family, given) for family, given in names(fields.get("author", ""))),
        title=fields.get("title"),
        journal=fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle") or fields.get("publisher"),
        year=year[0] if year else None,
        where=_where(fields.get("volume"), fields.get("pages")),
        identifiers=_identifiers(fields),
    )


def _author(family: str, given: str) -> str:
    return " ".join(filter(None, (family, "".join(word[0] for word in re.findall(r"\w[\w.]*", given))[:3])))


def _where(volume: str | None, pages: str | None) -> str | None:
    return ":".join(part.replace("–", "-") for part in (volume, pages) if part) or None


_PREFIXES = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: ", "eprint": "arXiv:", "url": ""}


def _identifiers(fields: Mapping[str, str]) -> tuple[str, ...]:
    found = {name.lower(): str(value).strip() for name, value in fields.items() if name.lower() in _PREFIXES and str(value).strip()}
    if "doi" in found:
        found["doi"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", found["doi"], flags=re.IGNORECASE)
        found.pop("url", None)
    if "arxiv" not in str(fields.get("archiveprefix", fields.get("eprinttype", "arxiv"))).lower():
        found.pop("eprint", None)
    return tuple(prefix + found[name] for name, prefix in _PREFIXES.items() if name in found)


def _csl(text: str) -> tuple[dict[str, str], str | None]:
    """Return the entries of a CSL-JSON file (citationstyles.org, "CSL-JSON"): a list of items, each with an id."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return {}, "is no JSON, so no entry of it is used"
    if not isinstance(items, list):
        return {}, "is no list of CSL items, so no entry of it is used"
    good = [item for item in items if isinstance(item, dict) and item.get("id") is not None]
    entries = {str(item["id"]): line(_of_csl(item)) for item in good}
    return entries, f"{len(items) - len(good)} items have no id and were left out" if len(good) < len(items) else None


def _of_csl(item: Mapping[str, Any]) -> Listed:
    return Listed(
        authors=tuple(_csl_authors(item.get("author"))),
        title=_text(item.get("title")),
        journal=_text(item.get("container-title")) or _text(item.get("publisher")),
        year=_csl_year(item.get("issued")),
        where=_where(_text(item.get("volume")), _text(item.get("page"))),
        identifiers=_identifiers({key: words for key, value in item.items() if (words := _text(value))}),
    )


def _text(value: object) -> str | None:
    return " ".join(str(value).split())[:2000] or None if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _csl_authors(value: object) -> Iterable[str]:
    for author in value if isinstance(value, list) else ():
        if isinstance(author, Mapping):
            family = " ".join(filter(None, (_text(author.get("non-dropping-particle")), _text(author.get("family")))))
            name = _author(family, _text(author.get("given")) or "") if family else _text(author.get("literal"))
            if name:
                yield name


def _csl_year(value: object) -> str | None:
    words = json.dumps(value) if isinstance(value, Mapping) else str(value or "")
    year = re.search(r"\b\d{4}\b", words[:500])
    return year[0] if year else None
