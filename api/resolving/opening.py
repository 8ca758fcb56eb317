"""Services and client as the settings name them. The pauses are what each service asks of everybody, or less.

Crossref takes more requests of those who leave a mail address (the "polite pool"); NCBI three a second, ten with a key (NBK25497); arXiv
one every three seconds (its API manual).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from api.resolving.client import Client, Service
from api.resolving.resolver import Services
from api.settings import Settings

DATACITE = frozenset({"data.crosscite.org", "api.crossref.org", "data.crossref.org", "api.datacite.org", "data.datacite.org"})
"""Hosts to which doi.org leads for metadata (DOI content negotiation, documentation)."""


def services_of(settings: Settings) -> Services:
    """Return the services at the addresses that the settings name."""
    pace = settings.lookup_pace
    return Services(
        crossref=Service(name="Crossref", address=settings.crossref, pause=pace * (0.34 if settings.mailto else 1.0)),
        doi=Service(name="doi.org", address=settings.doi_org, pause=pace * 0.5),
        pubmed=Service(name="PubMed", address=settings.eutils, pause=pace * (0.11 if settings.ncbi_key else 0.34)),
        europepmc=Service(name="Europe PMC", address=settings.europe_pmc, pause=pace * 0.2),
        arxiv=Service(name="arXiv", address=settings.arxiv, pause=pace * 3.0),
        mailto=settings.mailto,
        ncbi_key=settings.ncbi_key.get_secret_value() if settings.ncbi_key else None,
    )


@contextmanager
def open_client(settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Client]:
    """Open a client that names itself, and the address where somebody answers for it."""
    addresses = (settings.crossref, settings.doi_org, settings.eutils, settings.europe_pmc, settings.arxiv)
    client = Client(
        agent=_name(settings.mailto),
        clock=time.monotonic,
        sleep=sleep,
        seconds=settings.lookup_seconds,
        trusted=DATACITE | {urlsplit(address).netloc for address in addresses},
    )
    try:
        yield client
    finally:
        client.close()


def _name(mailto: str | None) -> str:
    """Return the name by which the services know us, with the address where somebody answers."""
    try:
        number = version("mechgraph")
    except PackageNotFoundError:  # run from a checkout that nobody installed
        number = "0"
    return f"mechgraph/{number} (+https://w3id.org/mechgraph{f'; mailto:{mailto}' if mailto else ''})"
