"""Crossref: DOIs of journals and books, and the updates (retractions, corrections) that were published to them.

Source: Crossref REST API (api.crossref.org/swagger-ui), resource /works; `updated-by` holds publishers' notices and those of the
Retraction Watch database, `filter=updates:DOI` finds the notices that name a work in their `update-to`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from api.resolving.client import Client, Service
from api.resolving.items import Asked, notice_kind, objects, text, work_of_item
from ontology.works import Notice, Work

FIELDS = "DOI,title,author,issued,published-print,container-title,short-container-title,volume,page,type,publisher,abstract"
"""Elements that /works lets one select; notices are had with the work itself."""


def work(client: Client, service: Service, doi: str, mailto: str | None) -> Work | None:
    """Return the work behind a DOI with its notices, None when Crossref does not have it.

    Raises:
        ServiceError: Crossref gave no usable answer.
    """
    found = client.json(service, f"/works/{quote(doi, safe='')}", _polite({}, mailto))
    message = found.get("message") if isinstance(found, Mapping) else None
    if not isinstance(message, Mapping):
        return None
    notices = tuple(_notices(message.get("updated-by"), service)) or tuple(_announced(client, service, doi, mailto))
    return work_of_item(message, notices=tuple(dict.fromkeys(notices)))


def search(client: Client, service: Service, asked: Asked, mailto: str | None) -> tuple[Work, ...]:
    """Return the works nearest to a citation.

    Raises:
        ServiceError: Crossref gave no usable answer.
    """
    found = client.json(service, "/works", _polite({"rows": "5", "select": FIELDS, **_query(asked)}, mailto))
    message = found.get("message") if isinstance(found, Mapping) else None
    return tuple(work_of_item(item, notices=()) for item in objects(message, "items"))


def _query(asked: Asked) -> dict[str, str]:
    if asked.words:
        return {"query.bibliographic": asked.words[:400]}
    query = {"query.author": " ".join(asked.names)}
    if asked.journal:
        query["query.container-title"] = asked.journal
    if asked.topic:
        query["query.bibliographic"] = asked.topic
    if asked.year:
        query["filter"] = f"from-pub-date:{asked.year - 1},until-pub-date:{asked.year + 1}"
    return query


def _polite(parameters: dict[str, str], mailto: str | None) -> dict[str, str]:
    return {**parameters, **({"mailto": mailto} if mailto else {})}


def _announced(client: Client, service: Service, doi: str, mailto: str | None) -> Iterator[Notice]:
    """Yield the notices that name the work in their `update-to`."""
    parameters = _polite({"filter": f"updates:{doi}", "rows": "10", "select": "DOI,update-to"}, mailto)
    found = client.json(service, "/works", parameters)
    for item in objects(found.get("message") if isinstance(found, Mapping) else None, "items"):
        mine = [update for update in objects(item, "update-to") if str(update.get("DOI", "")).lower() == doi.lower()]
        yield from _notices([{**update, "DOI": item.get("DOI")} for update in mine], service)


def _notices(updates: object, service: Service) -> Iterable[Notice]:
    """Yield what `updated-by` says; one list entry for each notice."""
    for update in objects({"updates": updates}, "updates"):
        kind = notice_kind(text(update.get("type")) or text(update.get("label")))
        if kind:
            doi = text(update.get("DOI"))
            source = " (Retraction Watch)" if update.get("source") == "retraction-watch" else ""
            yield Notice(
                kind=kind,
                told_by=service.name + source,
                identifier=f"doi:{doi.lower()}" if doi else None,
                date=_date(update.get("updated")),
            )


def _date(value: Any) -> str | None:
    words = text(value.get("date-time")) if isinstance(value, Mapping) else None
    return words[:10] if words else None
