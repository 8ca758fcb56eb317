"""A report that can be sent to an author: what was found, in the order of the article, with the words and how to clear it.

It is polite because it is exact: each point quotes the words, says what was looked for, and how the point goes away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.audit.backing import Backing
from graph.audit.render.common import name, plain, skipped, summary, title
from graph.audit.rule import FAMILIES
from graph.audit.run import Report
from ontology.model import Document, Flag, Severity

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&-])")


def markdown(report: Report, documents: Mapping[str, Document], backing: Backing | None = None) -> str:
    """Return the report as Markdown, article by article; heavier points first within each, with works to read where they are at hand."""
    parts = ["# What a check of the claims found", "", safe(summary(report)), ""]
    for document_id in dict.fromkeys(flag.passages[0].document_id for flag in report.flags if flag.passages):
        flags = [flag for flag in report.flags if flag.passages and flag.passages[0].document_id == document_id]
        document = documents.get(document_id)
        parts += [f"## {safe(document.name if document else document_id)}", "", *_totals(flags), ""]
        parts += [line for severity in Severity for line in _group(severity, flags, report, documents, backing)]
    parts += list(_end(report))
    return "\n".join(parts).rstrip() + "\n"


def safe(words: str) -> str:
    """Return words of an article that Markdown shows as they are.

    >>> safe("<b>[x](y)*")
    '\\\\<b\\\\>\\\\[x\\\\]\\\\(y\\\\)\\\\*'
    """
    return _MARKS.sub(r"\\\1", plain(words))


def _totals(flags: list[Flag]) -> Iterator[str]:
    yield "| what about | high | medium | low |"
    yield "| --- | --- | --- | --- |"
    for family, label in FAMILIES.items():
        counts = [sum(flag.code.startswith(family) and flag.severity is severity for flag in flags) for severity in Severity]
        if any(counts):
            yield f"| {label} | {' | '.join(map(str, counts))} |"


def _group(
    severity: Severity, flags: list[Flag], report: Report, documents: Mapping[str, Document], backing: Backing | None
) -> Iterator[str]:
    chosen = [flag for flag in flags if flag.severity is severity]
    if chosen:
        yield from (f"### {severity.value.capitalize()}", "")
    for number, flag in enumerate(chosen, start=1):
        first = flag.passages[0]
        section = f" — {safe(first.place.section)}" if first.place.section else ""
        yield from (f"**{number}. {title(flag, report)}** ({flag.code}){section}", "")
        yield from (f"> {safe(first.place.quote)}", "")
        yield from (safe(flag.message), "")
        yield from _others(flag, documents)
        yield from (f"*To clear it:* {safe(flag.fix)}", "")
        yield from _candidates(flag, backing)


def _candidates(flag: Flag, backing: Backing | None) -> Iterator[str]:
    found = backing.candidates(flag) if backing else ()
    if found:
        yield from ("*Works that may bear on it; nobody has checked that they say this:*", "")
        yield from (f"- {safe(candidate.told())}" for candidate in found)
        yield ""


def _others(flag: Flag, documents: Mapping[str, Document]) -> Iterator[str]:
    for passage in flag.passages[1:4]:
        elsewhere = f" ({safe(name(passage, documents))})" if passage.document_id != flag.passages[0].document_id else ""
        yield f"- also “{safe(passage.place.quote)}”{elsewhere}"
    if len(flag.passages) > 4:
        yield f"- and {len(flag.passages) - 4} more places"
    if len(flag.passages) > 1:
        yield ""


def _end(report: Report) -> Iterator[str]:
    if report.suppressed:
        yield from ("## Taken out", "")
        yield from (f"- {entry.flag.code}: {safe(entry.reason or 'no reason given')}" for entry in report.suppressed)
        yield ""
    if skipped(report):
        yield from ("## Not checked", "")
        yield from (f"- {safe(rule)}" for rule in skipped(report))
        yield ""
