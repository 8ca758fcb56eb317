"""A flag for a terminal: file, section and quote; code, severity and message; how to clear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

from graph.audit.backing import Backing
from graph.audit.render.common import name, plain, quote, skipped, summary
from graph.audit.run import Report
from ontology.model import Document, Flag


def text(report: Report, documents: Mapping[str, Document], backing: Backing | None = None) -> str:
    """Return the report as lines for people, with works that may bear on a flag where they are at hand."""
    blocks = ["\n".join((*_flag(flag, documents), *_candidates(flag, backing))) for flag in report.flags]
    sources = backing.summary() if backing else None
    ending = [summary(report), *([sources] if sources else []), *(f"Skipped {rule}." for rule in skipped(report))]
    return "\n\n".join([*blocks, "\n".join(ending)])


def _flag(flag: Flag, documents: Mapping[str, Document]) -> Iterator[str]:
    if flag.passages:
        first = flag.passages[0]
        yield f"{name(first, documents)}:{plain(first.place.section or '(opening)')}: “{quote(first)}”"
    yield f"  {flag.code} {flag.severity.value}: {plain(flag.message)}"
    for passage in flag.passages[1:4]:
        yield f"    with “{quote(passage)}”{_elsewhere(flag, passage.document_id, documents)}"
    if len(flag.passages) > 4:
        yield f"    and {len(flag.passages) - 4} more places"
    yield f"  fix: {plain(flag.fix)}"


def _candidates(flag: Flag, backing: Backing | None) -> Iterator[str]:
    for candidate in backing.candidates(flag) if backing else ():
        yield f"  to read: {shorten(plain(candidate.told()), 220, placeholder=' ...')}"


def _elsewhere(flag: Flag, document_id: str, documents: Mapping[str, Document]) -> str:
    """Return the name of the document when it is not the one that the flag begins in."""
    if document_id == flag.passages[0].document_id:
        return ""
    return f" ({next(name(p, documents) for p in flag.passages if p.document_id == document_id)})"
