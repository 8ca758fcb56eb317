"""Europe PMC: works by DOI, PMID or PMCID with abstract and notices, and a search by author, year and journal.

Source: Europe PMC RESTful web service, reference guide: /search with query fields DOI, EXT_ID, SRC, PMCID, AUTH, PUB_YEAR, JOURNAL,
resultType=core; a retracted article has the pubType "Retracted publication" or a commentCorrection of type "Retraction in".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from api.resolving.client import Client, Service, ServiceError
from api.resolving.items import LONGEST_TITLE, Asked, notice_kind, objects, text, with_title
from ontology.library import Citation
from ontology.works import Notice, NoticeKind, Work

QUERIES = {"doi": 'DOI:"{}"', "pmid": "EXT_ID:{} AND SRC:MED", "pmcid": "PMCID:{}"}


def work(client: Client, service: Service, identifier: str) -> Work | None:
    """Return the work with a DOI, PMID or PMCID, None when Europe PMC has none.

    Raises:
        ServiceError: Europe PMC gave no usable answer.
    """
    kind, _, value = identifier.partition(":")
    found = _found(client, service, QUERIES[kind].format(value.replace('"', "")), 2)
    return next((each for each in found if identifier in each.identifiers), None)


def search(client: Client, service: Service, asked: Asked) -> tuple[Work, ...]:
    """Return the works nearest to a citation.

    Raises:
        ServiceError: Europe PMC gave no usable answer.
    """
    if asked.words:
        return tuple(_found(client, service, _plain(asked.words)[:300], 3))
    parts = [f'AUTH:"{name}"' for name in asked.names[:2]]
    parts += [f"PUB_YEAR:[{asked.year - 1} TO {asked.year + 1}]"] if asked.year else []
    parts += [f'JOURNAL:"{_plain(asked.journal)}"'] if asked.journal else []
    parts += [f"({' OR '.join(_plain(asked.topic).split()[:8])})"] if asked.topic else []
    return tuple(_found(client, service, " AND ".join(parts), 5))


def _plain(words: str) -> str:
    """Return words without the marks of the query language."""
    return " ".join(re.findall(r"[\w’'-]+", words))


def _found(client: Client, service: Service, query: str, rows: int) -> Iterator[Work]:
    parameters = {"query": query, "format": "json", "resultType": "core", "pageSize": str(rows)}
    answer = client.json(service, "/search", parameters)
    if not isinstance(answer, Mapping) or "resultList" not in answer:
        raise ServiceError(service.name, "the answer is no list of results")
    return (_work(item, service) for item in objects(answer["resultList"], "result"))


def _work(item: Mapping[str, Any], service: Service) -> Work:
    journal = item.get("journalInfo")
    types = _types(item)
    title, notices = with_title(tuple(_notices(item, types, service)), text(item.get("title"), LONGEST_TITLE))
    doi, abstract = text(item.get("doi")), text(item.get("abstractText"))
    year = text(item.get("pubYear"))
    authors = text(item.get("authorString"))
    return Work(
        citation=Citation(
            authors=authors.rstrip(".") if authors else None,
            year=int(year) if year and re.fullmatch(r"[0-9]{4}", year) else None,
            title=title.rstrip(".") if title else None,
            journal=_journal(journal),
            volume=text(journal.get("volume")) if isinstance(journal, Mapping) else None,
            pages=text(item.get("pageInfo")),
            doi=doi.lower() if doi else None,
            pmid=text(item.get("pmid")),
        ),
        kind="Preprint" if "preprint" in types or item.get("source") == "PPR" else next(iter(types), None),
        abstract=abstract,
        pmcid=text(item.get("pmcid")),
        notices=notices,
    )


def _journal(info: object) -> str | None:
    journal = info.get("journal") if isinstance(info, Mapping) else None
    return text(journal.get("title")) if isinstance(journal, Mapping) else None


def _types(item: Mapping[str, Any]) -> list[str]:
    found = item.get("pubTypeList")
    types = found.get("pubType") if isinstance(found, Mapping) else None
    return [str(kind).lower() for kind in (types if isinstance(types, list) else [types] if types else [])]


def _notices(item: Mapping[str, Any], types: list[str], service: Service) -> Iterator[Notice]:
    taken_back = False
    for remark in objects(item.get("commentCorrectionList"), "commentCorrection"):
        kind = notice_kind(text(remark.get("type")))
        if kind:
            taken_back = taken_back or kind is NoticeKind.RETRACTION
            number = text(remark.get("id")) if remark.get("source") == "MED" else None
            year = re.search(r"\b(?:19|20)\d\d\b", text(remark.get("reference")) or "")
            yield Notice(kind=kind, told_by=service.name, identifier=f"pmid:{number}" if number else None, date=year[0] if year else None)
    if "retracted publication" in types and not taken_back:
        yield Notice(kind=NoticeKind.RETRACTION, told_by=service.name)
