"""The audit as every door runs it: all rules, with the reference library that the project ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache as once
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.audit import Cache, Report
    from ontology.library import Citation, Finding
    from ontology.relations import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A finding of the library on one pair of factors, as the audit's rules look at it (`graph.audit.library`)."""

    key: str
    subject: str | None
    object: str | None
    sign: Sign | None
    finding: str
    context: str | None
    system: str
    strength: str
    citation: Citation


@dataclass(frozen=True)
class References:
    """The findings of the library, one for each pair they bear on; those on no pair of the vocabulary are kept for their citation."""

    findings: tuple[Reference, ...]


@once
def references() -> References:
    """Return the reference library that the project ships; read once."""
    from ontology.library import Library

    return References(tuple(reference for finding in Library.load().findings for reference in _on_pairs(finding)))


def _on_pairs(finding: Finding) -> Iterator[Reference]:
    pairs = [(edge.subject, edge.object, edge.sign) for edge in finding.edges] or [(None, None, None)]
    for subject, obj, sign in pairs:
        yield Reference(
            key=finding.key,
            subject=subject,
            object=obj,
            sign=sign,
            finding=finding.finding,
            context=finding.context,
            system=finding.system,
            strength=finding.strength,
            citation=finding.citation,
        )


def audited(
    graph: KnowledgeGraph, *, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None, cache: Cache | None = None
) -> Report:
    """Return what does not hold up in a graph; see `graph.audit.audit`."""
    from graph.audit import audit

    return audit(graph, select=select, ignore=ignore, library=references(), cache=cache)
