"""EV005 Citation whose details do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.citations import Cited, Fit, candidates, disagrees, fits, told, works
from graph.audit.compared import differences, meant, off_topic, titled_as
from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, needs_library, on_sentences
from graph.audit.sources import Source, cited_by
from ontology.model import Severity
from ontology.works import Lookup, Work


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each source that is not what the article says of it: by its identifier, or by author, year and journal."""
    for article in facts.articles:
        for source in cited_by(article, facts):
            message = _identified(source, facts) or _listed(source, facts) or _named(source, facts)
            if message and source.sentences:
                text, severity = message
                yield on_sentences(source.sentences, text, severity=severity, claims=source.claims, focus=source.asked or "")


def _identified(source: Source, facts: Facts) -> tuple[str, Severity] | None:
    """Return what differs from the work that the identifier stands for, None when nothing does or nobody knows the work."""
    known = _work(source, facts)
    if not source.identifiers or known is None:
        return None
    work, origin = known
    name = ", ".join(source.identifiers)
    if found := differences(source, work):
        return f"{name} is {told(work.citation)} {origin}. That does not agree with {'; '.join(found)}.", Severity.HIGH
    if off_topic(source, work, facts):
        title = f"“{work.citation.title}”"
        return f"{name} is {title} {origin}, which names nothing that this sentence is about.", Severity.MEDIUM
    return None


def _work(source: Source, facts: Facts) -> tuple[Work, str] | None:
    """Return the work behind an identifier and who says so: the services when they were asked, else the reference library."""
    lookup = facts.lookups.get(source.asked or "")
    if lookup:
        return (lookup.work, f"({', '.join(lookup.services)}, {lookup.day})") if lookup.work else None
    found = (finding for name in source.identifiers for finding in (facts.library.identified(name) if facts.library else ()))
    return next(((Work(citation=finding.citation), "(reference library)") for finding in found), None)


_IN_JOURNAL = re.compile(r"\b(?:19|20)\d\d\b.{0,30}?\d{1,4}\s?(?:\(\w{1,9}\))?\s?[:,]\s?[eE]?\d|\bpp?\. ?\d")
"""Volume and pages behind a year: an entry for a paper, which the services should know; of books and pages of the web they need not."""


def _listed(source: Source, facts: Facts) -> tuple[str, Severity] | None:
    """Return what differs between an entry without identifier and the work of its title, or that there is no such title."""
    lookup = facts.lookups.get(source.asked or "")
    if source.identifiers or source.entry is None or lookup is None or meant(source, lookup):
        return None
    asked = f"{', '.join(lookup.services)}, {lookup.day}"
    for work in titled_as(source, lookup):
        return f"This is {told(work.citation)} ({asked}). That does not agree with {'; '.join(differences(source, work))}.", Severity.MEDIUM
    if not _IN_JOURNAL.search(source.entry):
        return None
    near = "; ".join(told(work.citation) for work in lookup.works[:3])
    nearest = f" Nearest: {near}." if near else ""
    return f"{' and '.join(lookup.services)} know no work of this title (asked {lookup.day}).{nearest}", Severity.MEDIUM


def _named(source: Source, facts: Facts) -> tuple[str, Severity] | None:
    """Return why no work is what the article cites by author and year, None when one is or nobody can tell."""
    if source.identifiers or source.cited is None or facts.library is None or (source.entry and (source.asked or "") in facts.lookups):
        return None
    lookup = facts.lookups.get(source.asked or "")
    found = fits(source.cited, (*works(facts.library), *(work.citation for work in (lookup.works if lookup else ()))))
    if disagrees(found):
        return _mixed(source.cited, found, lookup), Severity.HIGH
    if lookup and source.cited.journal and not any(fit.year and fit.journal is not False for fit in found):
        return f"{' and '.join(lookup.services)} know no work “{source.cited}” (asked {lookup.day}).", Severity.MEDIUM
    return None


def _mixed(work: Cited, found: tuple[Fit, ...], lookup: Lookup | None) -> str:
    asked = f" ({', '.join(lookup.services)}, {lookup.day})" if lookup else ""
    parts = "author, year and journal" if work.journal else "author and year"
    return f"No known work is “{work}”{asked}: its {parts} belong to different works. Likely meant: {candidates(found)}."


RULE = Rule(
    code="EV005",
    title="Citation whose details do not agree",
    severity=Severity.HIGH,
    looks_for=(
        "a work that has the author, the year and the journal that the article gives, in the reference library or among the works that "
        "were looked up; and for an identifier, that its work has these details and speaks of what the sentence speaks of"
    ),
    why="A citation that fits no paper was not taken from one. The papers it mixes up may say something else, or be on animals.",
    example="“Baker 2012, in Nature”, where Baker's paper of 2012 stands in another journal, and the one in Nature is of 2015.",
    fix="Look up the likely works, cite the one that was read, and check that it says what the claim says, in the same species.",
    find=find,
    skip=needs_library,
)
