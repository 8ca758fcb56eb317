"""What is known about an article: front matter, HTML meta and JSON-LD, a sidecar file, bylines.

Every source yields a mapping with the names of `Document`'s fields; later ones of `merged` give way to earlier ones.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import MetadataError

Fields = dict[str, Any]
"""Values by the names of Document's fields: strings, and a tuple of strings for `authors`."""

MAX_FRONT_MATTER = 100_000
"""Characters; front matter of articles has a few hundred."""

_NAMES = {
    "title": ("title", "headline", "og:title", "citation_title", "dc.title"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "permalink", "og:url"),
    "doi": ("doi", "citation_doi", "dc.identifier"),
    "publisher": ("publisher", "site", "site_name", "og:site_name", "citation_publisher", "dc.publisher"),
    "authors": ("authors", "author", "citation_author", "dc.creator", "article:author"),
    "published": ("published", "date", "datepublished", "date_published", "article:published_time", "citation_publication_date", "dc.date"),
    "retrieved": ("retrieved", "accessed", "retrieved_at"),
    "language": ("language", "lang", "inlanguage"),
    "sells": ("sells",),
    "digest_of": ("digest_of",),
}
_DOI = re.compile(r"\b10\.\d{4,9}/(?:[^\s\"'<>\](){}]|\([^\s()]{0,60}\)){1,200}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"[A-Za-z][\w-]{0,40}\s*[:=]")
_BARE = re.compile(r"\s*(?:#[^\n]*\n\s*)*[A-Za-z][\w-]{0,40}\s*=\s*[\"\[]")
_BARE_LINE = re.compile(r"(?:([A-Za-z][\w-]{0,40})\s*=\s*(.*)|\s*#.*|\s*)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata at the head of a file; `end` is where the article begins, `prose` where words stand that belong to it, by key."""

    fields: Fields = field(default_factory=dict)
    end: int = 0
    prose: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def merged(*sources: Mapping[str, Any]) -> Fields:
    """Return the first value given for each field.

    >>> merged({"title": "Zinc"}, {"title": "Other", "doi": "10.1/a"})
    {'title': 'Zinc', 'doi': '10.1/a'}
    """
    found: Fields = {}
    for source in sources:
        found |= {name: value for name, value in source.items() if value and name not in found}
    return found


def fields_of(values: Mapping[str, Any]) -> Fields:
    """Return the fields that a mapping of somebody's keys fills; what is not known or not plain words is left out."""
    folded = {str(key).lower(): value for key, value in values.items()}
    found: Fields = {}
    for name, keys in _NAMES.items():
        value = next((words for key in keys if (words := _words(folded.get(key)))), None)
        if value:
            found[name] = value if name == "authors" else _polished(name, value[0])
    return {name: value for name, value in found.items() if value}


def _words(value: object) -> tuple[str, ...]:
    """Return the plain words of a value: of a string, a date, a number, a list of these, or of `name` in an object."""
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("@id"))
    if isinstance(value, list | tuple):
        return tuple(word for item in value[:200] for word in _words(item))
    if isinstance(value, datetime.date | datetime.datetime):
        return (value.isoformat(),)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        words = " ".join(str(value).split())
        return (words[:2000],) if words else ()
    return ()


def _polished(name: str, value: str) -> str | None:
    if name == "doi":
        return doi(value)
    if name == "published":
        date = _DATE.match(value)
        return date[0] if date else value
    return value


def doi(words: str) -> str | None:
    """Return the DOI in some words, bare and in lower case, None when there is none.

    >>> doi("see https://doi.org/10.5555/ABC.1.")
    '10.5555/abc.1'
    """
    found = _DOI.search(words)
    return found[0].rstrip(".,;:").lower() if found else None


def front_matter(text: str, *, place: str) -> FrontMatter:
    """Return the metadata at the head of a Markdown file (YAML in `---`, TOML in `+++` or bare), empty when there is none.

    Raises:
        MetadataError: It begins as front matter, but cannot be understood.
    """
    first = text.split("\n", 1)[0].rstrip()
    if first in _FENCES:
        return _fenced(text, first, place)
    return _bare(text) if _BARE.match(text[:5000]) else FrontMatter()


def _fenced(text: str, fence: str, place: str) -> FrontMatter:
    position = text.find("\n") + 1
    start = position
    while 0 < position < min(len(text), MAX_FRONT_MATTER):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text[position:end].rstrip() in _FENCES[fence]:
            values = _parsed(text[start:position], fence, place)
            prose = _prose(text, start, position)
            return FrontMatter(fields_of(values), min(end + 1, len(text)), prose) if values is not None else FrontMatter()
        position = end + 1
    return FrontMatter()


def _parsed(words: str, fence: str, place: str) -> Mapping[str, Any] | None:
    """Return the mapping that the words spell, None when they do not even look like one (a rule with prose behind it)."""
    try:
        values = tomllib.loads(words) if fence == "+++" else yaml.safe_load(words)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError, OverflowError) as error:
        if not _KEY.match(words.lstrip()):
            return None
        raise MetadataError(place, f"the front matter is no {'TOML' if fence == '+++' else 'YAML'} ({_reason(error)})") from error
    return values if isinstance(values, Mapping) else None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _bare(text: str) -> FrontMatter:
    """Read `key = "value"` lines without a fence, line by line, because such heads are often cut."""
    values: Fields = {}
    prose: dict[str, tuple[int, int]] = {}
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = _BARE_LINE.match(text[position:end])
        if line is None:
            break
        if line[1]:
            values[line[1]] = _toml_value(line[2])
        position = end + 1
    prose |= _prose(text, 0, min(position, len(text)))
    return FrontMatter(fields_of(values), min(position, len(text)), prose)


def _toml_value(words: str) -> object:
    try:
        return tomllib.loads(f"value = {words}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return words.strip().strip('"')


_PROSE = re.compile(r"^(title|abstract)\s*[:=]\s*(\"\"\"|'''|[\"']?)([^\n]*?)\2[ \t]*$", re.MULTILINE)


def _prose(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Return where the words of the article stand in its front matter: its abstract, and the title above it."""
    found = {mark[1]: mark.span(3) for mark in _PROSE.finditer(text, start, end) if mark[3]}
    return found if "abstract" in found else {}


def sidecar(path: Path) -> Fields:
    """Return the metadata of `NAME.meta.yaml` beside an article, empty when there is no such file.

    Raises:
        MetadataError: The file is there, but is no mapping in YAML.
    """
    beside = path.with_name(f"{path.stem}.meta.yaml")
    if not beside.is_file():
        return {}
    try:
        values = yaml.safe_load(beside.read_text(encoding="utf-8")[:MAX_FRONT_MATTER])
    except (OSError, UnicodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise MetadataError(str(beside), f"no YAML ({_reason(error)})") from error
    if not isinstance(values, Mapping):
        raise MetadataError(str(beside), "no mapping of names to values, such as `title: ...`")
    return fields_of(values)


def json_ld(scripts: Iterable[str]) -> Fields:
    """Return the metadata of the first article in the JSON-LD of a page."""
    for script in scripts:
        try:
            found = json.loads(script[:MAX_FRONT_MATTER])
        except (ValueError, RecursionError):
            continue
        for item in _articles(found):
            return fields_of(item)
    return {}


def _articles(value: object) -> Iterable[Mapping[str, Any]]:
    items = value if isinstance(value, list) else [value]
    for item in items[:100]:
        if isinstance(item, Mapping):
            inner = item.get("@graph")
            yield from _articles(inner) if isinstance(inner, list) else ()
            if "Article" in str(item.get("@type", "")) or "BlogPosting" in str(item.get("@type", "")):
                yield item
