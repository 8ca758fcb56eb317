"""EV011 Identifier that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, needs_lookups, on_sentences
from graph.audit.sources import Source, cited_by
from ontology.model import Severity
from ontology.works import Lookup


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each identifier of a source that no service knows."""
    for article in facts.articles:
        for source in cited_by(article, facts):
            lookup = facts.lookups.get(source.asked or "")
            if source.identifiers and source.sentences and lookup and lookup.work is None:
                yield on_sentences(source.sentences, _message(source, lookup), claims=source.claims, focus=lookup.asked)


def _message(source: Source, lookup: Lookup) -> str:
    other = [name for name in source.identifiers if name != lookup.asked]
    beside = f" Beside it stands {', '.join(other)}." if other else ""
    return f"{lookup.asked} leads to no work: {' and '.join(lookup.services)} do not know it (asked {lookup.day}).{beside}"


RULE = Rule(
    code="EV011",
    title="Identifier that leads nowhere",
    severity=Severity.HIGH,
    looks_for="a work behind each DOI, PMID, PMCID and arXiv number, at Crossref, doi.org, PubMed, Europe PMC and arXiv",
    why="An identifier is there to be followed. One that leads nowhere was mistyped or made up, and nobody can read the work.",
    example="“(doi:10.5555/sleep.123456)”, a DOI that nobody has registered.",
    fix="Correct the identifier from the work itself, or take it out; then run `mechgraph check --resolve` again (`--refresh` asks anew).",
    find=find,
    skip=needs_lookups,
)
