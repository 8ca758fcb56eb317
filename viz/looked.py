"""Looked: a source that an article cites, with what a lookup told of it, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from graph.audit.backing import Backing
from graph.audit.citations import told as told_work
from graph.audit.compared import meant
from graph.audit.sources import Source
from ontology.model import Claim
from ontology.works import Notice
from viz import links
from viz.atlas import Atlas

MOST = 3
"""Nearest works that are shown for a citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The article's words for a source, the work (or the nearest ones) with its address, its notices, and who said so on which day."""

    told: str
    state: str
    works: tuple[tuple[str, str | None], ...] = ()
    notices: tuple[str, ...] = ()
    day: str | None = None
    services: str = ""


def of_claim(atlas: Atlas, claim: Claim) -> list[Looked]:
    """Return the sources that its article cites for a claim."""
    backing = atlas.backing
    return [_looked(source, backing) for source in backing.sources_of(claim)] if backing else []


def of_document(atlas: Atlas, document_id: str) -> list[Looked]:
    """Return the sources that an article cites, those of its list first."""
    backing = atlas.backing
    return [_looked(source, backing) for source in backing.sources_in(document_id)] if backing else []


def _looked(source: Source, backing: Backing) -> Looked:
    lookup = backing.lookup(source)
    work = meant(source, lookup)
    works = (work,) if work else lookup.works[:MOST] if lookup else ()
    return Looked(
        told=source.told,
        state=backing.state(source).value,
        works=tuple((told_work(each.citation), next(map(links.identifier, each.identifiers), None)) for each in works),
        notices=tuple(dict.fromkeys(_notice(notice) for notice in (work.notices if work else ()))),
        day=lookup.day if lookup else None,
        services=", ".join(lookup.services) if lookup else "",
    )


def _notice(notice: Notice) -> str:
    return " ".join(filter(None, (notice.kind.value, notice.date, f"({notice.told_by})")))
