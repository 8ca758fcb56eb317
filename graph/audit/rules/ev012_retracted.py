"""EV012 Retracted work as a source."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.citations import told
from graph.audit.compared import meant
from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, needs_lookups, on_sentences
from graph.audit.sources import cited_by
from ontology.model import Severity
from ontology.works import Lookup, Notice, NoticeKind, Work

SEVERITIES = {NoticeKind.RETRACTION: Severity.HIGH, NoticeKind.CONCERN: Severity.MEDIUM}
"""Notices that take something from a work; a correction does not."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each source that was retracted, or about which its journal has doubts."""
    for article in facts.articles:
        for source in cited_by(article, facts):
            lookup = facts.lookups.get(source.asked or "")
            work = meant(source, lookup)
            notice = _weightiest(work)
            if lookup and work and notice and source.sentences:
                severity = SEVERITIES[notice.kind]
                yield on_sentences(
                    source.sentences, _message(lookup, work, notice), severity=severity, claims=source.claims, focus=lookup.asked
                )


def _weightiest(work: Work | None) -> Notice | None:
    kinds = list(SEVERITIES)
    found = [notice for notice in work.notices if notice.kind in SEVERITIES] if work else []
    return min(found, key=lambda notice: kinds.index(notice.kind), default=None)


def _message(lookup: Lookup, work: Work, notice: Notice) -> str:
    when = f" on {notice.date}" if notice.date else ""
    where = f" in {notice.identifier}" if notice.identifier else ""
    what = "was retracted" if notice.kind is NoticeKind.RETRACTION else "has an expression of concern"
    named = not lookup.asked.startswith("listed:")
    name = f"{lookup.asked} ({told(work.citation)})" if named else told(work.citation)
    return f"{name} {what}{when}{where}, says {notice.told_by} (asked {lookup.day})."


RULE = Rule(
    code="EV012",
    title="Retracted work as a source",
    severity=Severity.HIGH,
    looks_for="retractions and expressions of concern, in Crossref's updates and in PubMed's and Europe PMC's records of a source",
    why="A retracted paper shows nothing any more, and a claim that rests on it rests on nothing.",
    example="“Zinc reverses it (doi:10.5555/reed.2010)”, where the journal took that paper back in 2012.",
    fix="Take the work out and cite one that stands; if the article is about the retraction, say so at the place.",
    find=find,
    skip=needs_lookups,
)
