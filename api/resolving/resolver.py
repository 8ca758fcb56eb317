"""Resolver: which services a question goes to, and what their answers come to.

A DOI: Crossref, and doi.org for those of other agencies; Europe PMC adds the abstract, the PMID and its notices. A PMID: PubMed, else
Europe PMC. A PMCID: Europe PMC. An arXiv number: arXiv. A citation or an entry of a list: Crossref and Europe PMC, the nearest works.
An answer counts only when the service really gave one: a failure is never "there is no such work".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from api.resolving import arxiv, crossref, doi, europepmc, pubmed
from api.resolving.client import Client, Service, ServiceError
from api.resolving.items import Asked
from graph.audit.citations import same_journal, surnames
from graph.audit.compared import titled
from ontology.library import Citation
from ontology.works import Lookup, Notice, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The services that are asked, and how they can reach a person; `ncbi_key` allows PubMed more requests."""

    crossref: Service
    doi: Service
    pubmed: Service
    europepmc: Service
    arxiv: Service
    mailto: str | None = None
    ncbi_key: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be looked up: an identifier, or a citation with its details."""

    asked: str
    details: Asked | None = None


@dataclass(slots=True)
class _Asking:
    """The services that answered one question, and why others did not."""

    client: Client
    answered: list[str]
    failures: list[ServiceError]

    def ask(self, service: Service, request: Callable[[], Work | None]) -> Work | None:
        """Return what a service says, None when it knows nothing or fails; `answered` tells which."""
        try:
            found = request()
        except ServiceError as error:
            self.failures.append(error)
            return None
        self.answered.append(service.name)
        return found


def look_up(question: Question, services: Services, client: Client, *, time: str) -> Lookup:
    """Return what the services say to one question.

    Raises:
        ServiceError: None of those that could settle it gave a usable answer.
    """
    asking = _Asking(client, [], [])
    kind, _, value = question.asked.partition(":")
    if question.details is not None:
        works = _searched(question.details, services, asking)
    else:
        one = {"doi": _doi, "pmid": _pmid, "pmcid": _pmcid, "arxiv": _arxiv}[kind](value, services, asking)
        works = (one,) if one else ()
    return Lookup(asked=question.asked, time=time, services=tuple(dict.fromkeys(asking.answered)), works=works)


def _doi(value: str, services: Services, asking: _Asking) -> Work | None:
    client, mailto = asking.client, services.mailto
    found = asking.ask(services.crossref, lambda: crossref.work(client, services.crossref, value, mailto))
    if found is None:
        found = asking.ask(services.doi, lambda: doi.work(client, services.doi, value))
        _must(services.doi, asking)
    if found is None:
        return None
    more = asking.ask(services.europepmc, lambda: europepmc.work(client, services.europepmc, f"doi:{value}"))
    return together(found, more)


def _pmid(value: str, services: Services, asking: _Asking) -> Work | None:
    client = asking.client
    found = asking.ask(services.pubmed, lambda: pubmed.work(client, services.pubmed, value, mailto=services.mailto, key=services.ncbi_key))
    if services.pubmed.name in asking.answered:
        return found
    return _at_europepmc(f"pmid:{value}", services, asking)


def _pmcid(value: str, services: Services, asking: _Asking) -> Work | None:
    return _at_europepmc(f"pmcid:{value}", services, asking)


def _at_europepmc(identifier: str, services: Services, asking: _Asking) -> Work | None:
    found = asking.ask(services.europepmc, lambda: europepmc.work(asking.client, services.europepmc, identifier))
    _must(services.europepmc, asking)
    return found


def _arxiv(value: str, services: Services, asking: _Asking) -> Work | None:
    found = asking.ask(services.arxiv, lambda: arxiv.work(asking.client, services.arxiv, value))
    _must(services.arxiv, asking)
    return found


def _must(service: Service, asking: _Asking) -> None:
    """Give up when the service that settles a question did not answer it."""
    if service.name not in asking.answered:
        raise asking.failures[-1]


def _searched(details: Asked, services: Services, asking: _Asking) -> tuple[Work, ...]:
    """Return the nearest works; where none stands in the journal that is named, those on the same topic by its author too."""
    if details.words:
        return _completed(details.words, _at_both(details, services, asking), services, asking)
    if not details.journal:
        return _at_both(details, services, asking)
    found = _at_both(replace(details, topic=None), services, asking)
    if details.topic and not any(fits(details, work) for work in found):
        return merged([*found, *_at_both(replace(details, journal=None), services, asking)])
    return found


def _completed(entry: str, found: tuple[Work, ...], services: Services, asking: _Asking) -> tuple[Work, ...]:
    """Return works found for an entry of a list, the one whose title stands in it with all that its DOI brings, notices above all."""
    doi_of = next((work.citation.doi for work in found if work.citation.doi and titled(entry, work)), None)
    if doi_of is None:
        return found
    try:
        whole = _doi(doi_of, services, asking)
    except ServiceError:
        return found
    return merged([whole, *found]) if whole else found


def fits(details: Asked, work: Work) -> bool:
    """Return whether a work has the author, the year and the journal of a citation.

    >>> reed = Work(citation=Citation(authors="Reed A", year=2019, journal="Journal of Zinc"))
    >>> [fits(Asked(names=("reed",), year=2019, journal=name), reed) for name in ("J Zinc", "Neurozinc")]
    [True, False]
    """
    known = work.citation
    by = bool(surnames(known) & set(details.names))
    return by and details.year == known.year and same_journal(details.journal or "", known.journal or "")


def _at_both(details: Asked, services: Services, asking: _Asking) -> tuple[Work, ...]:
    """Return the nearest works of both services, each once; what one of them cannot say the other may."""
    requests: tuple[tuple[Service, Callable[[], tuple[Work, ...]]], ...] = (
        (services.crossref, lambda: crossref.search(asking.client, services.crossref, details, services.mailto)),
        (services.europepmc, lambda: europepmc.search(asking.client, services.europepmc, details)),
    )
    found: list[Work] = []
    for service, request in requests:
        try:
            found += request()
        except ServiceError as error:
            asking.failures.append(error)
        else:
            asking.answered.append(service.name)
    if not asking.answered:
        raise asking.failures[-1]
    return merged(found)


def merged(works: list[Work]) -> tuple[Work, ...]:
    """Return works, those that share an identifier put together, in their order."""
    found: list[Work] = []
    for work in works:
        same = next((at for at, known in enumerate(found) if set(known.identifiers) & set(work.identifiers)), None)
        if same is None:
            found.append(work)
        else:
            found[same] = together(found[same], work)
    return tuple(found)


def together(one: Work, other: Work | None) -> Work:
    """Return a work with what another description of it adds: what the first lacks, and its notices.

    >>> one, other = Work(citation=Citation(doi="10.5555/a", title="Zinc")), Work(citation=Citation(pmid="7", title="zinc"), pmcid="PMC7")
    >>> both = together(one, other)
    >>> both.citation.title, both.identifiers
    ('Zinc', ('doi:10.5555/a', 'pmid:7', 'pmcid:PMC7'))
    """
    if other is None:
        return one
    gaps: dict[str, Any] = {
        name: value for name, value in _fields(other.citation) if value is not None and getattr(one.citation, name) is None
    }
    return replace(
        one,
        citation=replace(one.citation, **gaps),
        kind=one.kind or other.kind,
        publisher=one.publisher or other.publisher,
        abstract=one.abstract or other.abstract,
        pmcid=one.pmcid or other.pmcid,
        arxiv=one.arxiv or other.arxiv,
        notices=_all_notices(one, other),
    )


def _fields(citation: Citation) -> tuple[tuple[str, Any], ...]:
    names = ("authors", "year", "title", "journal", "volume", "pages", "doi", "pmid")
    return tuple((name, getattr(citation, name)) for name in names)


def _all_notices(one: Work, other: Work) -> tuple[Notice, ...]:
    """Return the notices of both; of each kind that the first tells, the second adds nothing."""
    told = {notice.kind for notice in one.notices}
    return (*one.notices, *(notice for notice in other.notices if notice.kind not in told))
