"""Looked-up works to triples, under the IRIs by which claims name them (`graph.rdf.work_node`), with who said so and when.

Only works behind an identifier are written: the nearest works to a citation are candidates, and nobody has said that they are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.rdf import work_node
from graph.triples import TYPE, Triple, curie, date, own, text
from ontology.works import Lookup, NoticeKind, Work

NAMED = re.compile(r"(?:doi|pmid):")


def lookup_triples(lookup: Lookup) -> Iterator[Triple]:
    """Yield what a lookup of an identifier told; nothing for one that found no work, and for the search for a citation."""
    if lookup.work is None or not NAMED.match(lookup.asked):
        return
    me = work_node((lookup.asked,))
    yield from work_triples(me, lookup.work)
    act = f"{me[:-1]}#lookup>"
    yield act, TYPE, curie("prov:Activity")
    yield act, curie("prov:used"), me
    yield act, curie("prov:endedAtTime"), date(lookup.time)
    for service in lookup.services:
        yield act, curie("dcterms:source"), text(service)


def work_triples(me: str, work: Work) -> Iterator[Triple]:
    """Yield a work in Dublin Core terms; a notice that takes it back as cito:isRetractedBy."""
    citation = work.citation
    yield me, TYPE, own("Work")
    for name, value in (("title", citation.title), ("bibliographicCitation", citation.short or None), ("abstract", work.abstract)):
        if value:
            yield me, curie(f"dcterms:{name}"), text(value)
    if citation.year:
        yield me, curie("dcterms:issued"), date(str(citation.year))
    for author in (citation.authors or "").split(", "):
        if author:
            yield me, curie("dcterms:creator"), text(author)
    for identifier in work.identifiers:
        yield me, curie("dcterms:identifier"), text(identifier)
        if NAMED.match(identifier) and (other := work_node((identifier,))) != me:
            yield me, curie("skos:exactMatch"), other
    for notice in work.notices:
        if notice.kind is NoticeKind.RETRACTION and notice.identifier and NAMED.match(notice.identifier):
            yield me, curie("cito:isRetractedBy"), work_node((notice.identifier,))


def works_ntriples(lookups: Iterable[Lookup]) -> str:
    """Return looked-up works as N-Triples, sorted and each once, below a comment that says how many there are."""
    found = [lookup for lookup in lookups if lookup.work and NAMED.match(lookup.asked)]
    triples = {triple for lookup in found for triple in lookup_triples(lookup)}
    lines = (f"{subject} {predicate} {value} .\n" for subject, predicate, value in sorted(triples))
    return f"# {len(found)} works that were looked up\n{''.join(lines)}"
