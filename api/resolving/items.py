"""What the services' answers share: a CSL item as a Work, names as one string, notices by their words, text without markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ontology.library import Citation
from ontology.works import Notice, NoticeKind, Work

LONGEST = 5_000
"""Characters of an abstract that are kept."""
LONGEST_TITLE = 600
MOST_AUTHORS = 200
"""Names; a few papers have thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A citation to search for: folded surnames, year and journal as the article gives them, or the `words` of an entry of its list.

    `topic` are words of the sentence that cites it; they bring the likely works to the front where no journal is named, or none fits.
    """

    names: tuple[str, ...] = ()
    year: int | None = None
    journal: str | None = None
    words: str | None = None
    topic: str | None = None


def text(value: object, longest: int = LONGEST) -> str | None:
    """Return plain words of a JSON value (the first of a list), without tags, None where there are none.

    >>> text(["On <i>zinc</i> &amp; copper"]), text("<p>P < 0.05</p><p>n > 9</p>"), text([])
    ('On zinc & copper', 'P < 0.05 n > 9', None)
    """
    if isinstance(value, Sequence) and not isinstance(value, str):
        return text(value[0], longest) if value else None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(html.unescape(_TAG.sub("", _BLOCK.sub(" ", str(value)[: 4 * longest]))).split())[:longest] or None


_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|title|h\d|br|li|ul|list|list-item|div)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def objects(value: object, name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON objects of the list under a name, none where it is not there."""
    found = value.get(name) if isinstance(value, Mapping) else None
    for item in found if isinstance(found, list) else ():
        if isinstance(item, Mapping):
            yield item


def work_of_item(item: Mapping[str, Any], *, notices: tuple[Notice, ...]) -> Work:
    """Return a work from a CSL item (citationstyles.org), or from a work of Crossref, whose titles are lists ("API JSON format")."""
    title, told = with_title(notices, text(item.get("title"), LONGEST_TITLE))
    doi = text(item.get("DOI"))
    abstract = text(item.get("abstract"))
    citation = Citation(
        authors=authors(objects(item, "author")),
        year=_year(item),
        title=title,
        journal=text(item.get("container-title")),
        volume=text(item.get("volume")),
        pages=text(item.get("page")),
        doi=doi.lower() if doi else None,
    )
    return Work(
        citation=citation,
        kind=text(item.get("type")),
        publisher=text(item.get("publisher")),
        abstract=abstract,
        notices=told,
    )


def with_title(notices: tuple[Notice, ...], title: str | None) -> tuple[str | None, tuple[Notice, ...]]:
    """Return a title without the mark of a retraction that publishers write before it, and the notice of it where no other tells it.

    >>> with_title((), "RETRACTED: On zinc")[0], with_title((), "Retracted studies on zinc")[0]
    ('On zinc', 'Retracted studies on zinc')
    """
    mark = _TAKEN_BACK.match(title or "")
    if mark is None:
        return title, notices
    told = any(notice.kind is NoticeKind.RETRACTION for notice in notices)
    return (title or "")[mark.end() :] or None, notices if told else (*notices, _BY_TITLE)


_TAKEN_BACK = re.compile(r"\W*(?:(?:RETRACTED|WITHDRAWN)(?: ARTICLE)?\W+|Retracted(?: article)?\s*[:\]]\W*)")
_BY_TITLE = Notice(kind=NoticeKind.RETRACTION, told_by="the title")


def authors(names: Iterator[Mapping[str, Any]]) -> str | None:
    """Return names as one string: family name and initials each, a body whole.

    >>> authors(iter([{"family": "Reed", "given": "Anna B."}, {"name": "World Zinc Group"}]))
    'Reed AB, World Zinc Group'
    """
    found = [_author(name) for name in islice(names, MOST_AUTHORS)]
    return ", ".join(name for name in found if name) or None


def _author(name: Mapping[str, Any]) -> str | None:
    family = text(name.get("family"))
    if family is None:
        return text(name.get("name")) or text(name.get("literal"))
    return " ".join(filter(None, (family, initials(text(name.get("given"))))))


def initials(given: str | None) -> str:
    """Return the first letters of given names.

    >>> initials("Anna-Bea C.")
    'ABC'
    """
    return "".join(word[0] for word in re.findall(r"\w[\w.]*", given or ""))[:3].upper()


def _year(item: Mapping[str, Any]) -> int | None:
    for name in ("published-print", "issued", "published-online", "created"):
        dates = item.get(name)
        words = (
            re.search(r"\b(?:1[5-9]|20)\d\d\b", str(dates.get("date-parts") or dates.get("raw") or ""))
            if isinstance(dates, Mapping)
            else None
        )
        if words:
            return int(words[0])
    return None


def notice_kind(words: str | None) -> NoticeKind | None:
    """Return what a notice is by the services' words for it; None for comments, new versions and the like.

    >>> notice_kind("Retraction in"), notice_kind("expression_of_concern"), notice_kind("Retraction of"), notice_kind("addendum")
    (<NoticeKind.RETRACTION: 'retraction'>, <NoticeKind.CONCERN: 'expression of concern'>, None, None)
    """
    folded = (words or "").lower().replace("_", " ").replace("-", " ")
    if folded.endswith((" of", " for")):
        return None
    for kind, forms in _FORMS.items():
        if any(form in folded for form in forms):
            return kind
    return None


_FORMS = {
    NoticeKind.RETRACTION: ("retract", "withdraw", "removal"),
    NoticeKind.CONCERN: ("expression of concern", "expressionofconcern"),
    NoticeKind.CORRECTION: ("correct", "erratum", "corrigendum"),
}
