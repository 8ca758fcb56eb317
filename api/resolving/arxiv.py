"""arXiv: preprints by their number.

Source: arXiv API user's manual (info.arxiv.org/help/api): an Atom feed for `id_list`, one request every three seconds. A withdrawn paper
says so in its comment.
"""

from __future__ import annotations

import re

from lxml import etree

from api.resolving.client import Client, Service, ServiceError
from api.resolving.items import LONGEST, initials
from ontology.library import Citation
from ontology.works import Notice, NoticeKind, Work

ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}


def work(client: Client, service: Service, number: str) -> Work | None:
    """Return the preprint with a number, None when there is none.

    Raises:
        ServiceError: arXiv gave no usable answer.
    """
    answer = client.get(service, "/query", {"id_list": number, "max_results": "1"}, accept="application/atom+xml")
    if answer.status in (400, 404):  # 400 is the answer to a number of the wrong form
        return None
    if answer.status != 200:
        raise ServiceError(service.name, f"it answers {answer.status}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        feed = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ServiceError(service.name, "the answer is no XML") from error
    if feed.tag != f"{{{ATOM['a']}}}feed":
        raise ServiceError(service.name, "the answer is no Atom feed")
    entries = [entry for entry in feed.iterfind("a:entry", ATOM) if number in (_text(entry, "a:id") or "").rpartition("/abs/")[2]]
    return _work(entries[0], service, number) if entries else None


def _work(entry: etree._Element, service: Service, number: str) -> Work:
    year = re.match(r"\d{4}", _text(entry, "a:published") or "")
    names = (words for author in entry.iterfind("a:author", ATOM) if (words := _text(author, "a:name")))
    abstract, comment = _text(entry, "a:summary"), _text(entry, "x:comment")
    withdrawn = re.search(r"\bwithdrawn\b", f"{comment or ''} {(abstract or '')[:200]}", re.IGNORECASE)
    return Work(
        citation=Citation(
            authors=", ".join(_author(name) for name in names) or None,
            year=int(year[0]) if year else None,
            title=_text(entry, "a:title"),
            doi=(_text(entry, "x:doi") or "").lower() or None,
        ),
        kind="preprint",
        publisher=service.name,
        abstract=abstract[:LONGEST] if abstract else None,
        arxiv=number,
        notices=(Notice(kind=NoticeKind.RETRACTION, told_by=service.name),) if withdrawn else (),
    )


def _author(name: str) -> str:
    """Return a full name with the family name first."""
    given, _, family = name.rpartition(" ")
    return " ".join(filter(None, (family, initials(given))))


def _text(element: etree._Element, path: str) -> str | None:
    found = element.find(path, ATOM)
    return " ".join("".join(map(str, found.itertext())).split()) or None if found is not None else None
