"""Backing: what stands behind the claims of a report beside their articles: the works they cite, and those that may bear on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.audit.candidates import Between, Candidate, candidates
from graph.audit.compared import meant
from graph.audit.facts import Facts
from graph.audit.sources import Source, cited_by
from ontology.model import Claim, Flag
from ontology.works import Lookup, Work


class State(StrEnum):
    """What is known of a source."""

    FOUND = "found"
    ABSENT = "not found"
    NEAREST = "nearest works found"
    OPEN = "not looked up"
    NOWHERE = "no service knows such identifiers"


@dataclass(frozen=True, kw_only=True)
class Backing:
    """Facts of an audit, and where edges of other knowledge bases are found."""

    facts: Facts
    between: Between | None = field(default=None, repr=False)

    def candidates(self, flag: Flag) -> tuple[Candidate, ...]:
        """Return the works that may bear on what a flag is about; see `graph.audit.candidates`."""
        return candidates(flag, self.facts, self.between)

    def sources(self) -> tuple[Source, ...]:
        """Return the works that the articles cite, article by article."""
        return tuple(source for article in self.facts.articles for source in cited_by(article, self.facts))

    def facts_about(self, document_id: str) -> Facts | None:
        """Return facts that hold one document, None where it is not among them."""
        return self.facts if document_id in self.facts.article else None

    def sources_in(self, document_id: str) -> tuple[Source, ...]:
        """Return the works that one article cites; none for an article that is not among the facts."""
        article = self.facts.article.get(document_id)
        return cited_by(article, self.facts) if article else ()

    def sources_of(self, claim: Claim) -> tuple[Source, ...]:
        """Return the works that its article cites for a claim."""
        return tuple(source for source in self.sources_in(claim.document_id) if any(each.id == claim.id for each in source.claims))

    def lookup(self, source: Source) -> Lookup | None:
        """Return what was looked up of a source."""
        return self.facts.lookups.get(source.asked or "")

    def state(self, source: Source) -> State:
        """Return what is known of a source."""
        lookup = self.lookup(source)
        if source.asked is None:
            return State.NOWHERE
        if lookup is None:
            return State.OPEN
        if not lookup.works:
            return State.ABSENT
        return State.FOUND if meant(source, lookup) else State.NEAREST

    def summary(self) -> str | None:
        """Return in one sentence how far the sources were looked up, None where no source is cited."""
        found = self.sources()
        if not found:
            return None
        lookups = [lookup for source in found if (lookup := self.lookup(source))]
        days = sorted(lookup.day for lookup in lookups)
        since = f" (oldest answer of {days[0]}; --refresh asks again)" if days else "; --resolve looks them up, online"
        return f"Sources: {len(found)} cited, {len(lookups)} looked up{since}."


def source_record(source: Source, backing: Backing) -> dict[str, Any]:
    """Return a source by field names: what the article says of it, and what it is."""
    lookup = backing.lookup(source)
    return {
        "document": source.sentences[0].document_id if source.sentences else None,
        "told": source.told,
        "identifiers": list(source.identifiers),
        "claims": [claim.id for claim in source.claims],
        "places": [{"start": s.place.start, "end": s.place.end, "quote": s.place.quote} for s in source.sentences],
        "state": backing.state(source).value,
        "lookup": lookup_record(lookup) if lookup else None,
    }


def lookup_record(lookup: Lookup) -> dict[str, Any]:
    """Return a lookup by field names, the work or the nearest works within."""
    return {
        "asked": lookup.asked,
        "time": lookup.time,
        "services": list(lookup.services),
        "works": [work_record(work) for work in lookup.works],
    }


def work_record(work: Work) -> dict[str, Any]:
    """Return a work by field names."""
    citation = work.citation
    fields: Mapping[str, Any] = {name: getattr(citation, name) for name in ("title", "authors", "year", "journal", "volume", "pages")}
    notices = [{"kind": n.kind.value, "told_by": n.told_by, "identifier": n.identifier, "date": n.date} for n in work.notices]
    return {**fields, "identifiers": list(work.identifiers), "kind": work.kind, "abstract": work.abstract, "notices": notices}


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate by field names."""
    return {
        "work": candidate.work,
        "identifiers": list(candidate.identifiers),
        "origin": candidate.origin,
        "says": candidate.says,
        "stance": candidate.stance.value,
    }
