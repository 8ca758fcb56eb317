"""A flag for a terminal: file, section and quote; code, severity and message; how to clear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.audit.render.common import name, plain, quote, skipped, summary
from graph.audit.run import Report
from ontology.model import Document, Flag


def text(report: Report, documents: Mapping[str, Document]) -> str:
    """Return the report as lines for people."""
    blocks = ["\n".join(_flag(flag, documents)) for flag in report.flags]
    ending = [summary(report), *(f"Skipped {rule}." for rule in skipped(report))]
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


def _elsewhere(flag: Flag, document_id: str, documents: Mapping[str, Document]) -> str:
    """Return the name of the document when it is not the one that the flag begins in."""
    if document_id == flag.passages[0].document_id:
        return ""
    return f" ({next(name(p, documents) for p in flag.passages if p.document_id == document_id)})"
