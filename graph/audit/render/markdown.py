"""A report that can be sent to an author: what each rule found, the weightiest rule first, its places in the order of the article.

It is polite because it is exact: each point quotes the words and says what was found; why it matters and how it goes away stand once,
above the points of a rule. Doubts about our own reading (GR, RD) are no matter of the author's and stand apart at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import shorten

from graph.audit.backing import Backing
from graph.audit.citations import told
from graph.audit.compared import meant
from graph.audit.render.common import name, plain, skipped, title
from graph.audit.rule import RANK, Rule
from graph.audit.run import Report
from ontology.model import Document, Flag, Severity

OURS = ("GR", "RD")
"""Families that doubt what was read, and not what was written."""

OTHERS = 3
"""Further places that one point quotes."""

_MARKS = re.compile(r"([\\`*_\[\]<>|~$&])")
_OPENING = re.compile(r"^(?=[#+=>-])|^(\d{1,9})(?=[.)])")


def markdown(report: Report, documents: Mapping[str, Document], backing: Backing | None = None) -> str:
    """Return the report as Markdown, article by article, with works to read where they are at hand."""
    parts = ["# A check of what is claimed, and on what evidence", "", *_opening(report), ""]
    by_document: dict[str, list[Flag]] = {}
    for flag in report.flags:
        if flag.passages:
            by_document.setdefault(flag.passages[0].document_id, []).append(flag)
    for document_id, flags in by_document.items():
        document = documents.get(document_id)
        theirs = [flag for flag in flags if not flag.code.startswith(OURS)]
        parts += [f"## {safe(document.name if document else document_id)}", ""]
        parts += [*_totals(theirs, report), ""] if theirs else ["Nothing was found that asks the author for anything.", ""]
        parts += [line for group in _by_rule(theirs) for line in _group(group, report, documents, backing)]
        parts += list(_unsure([flag for flag in flags if flag.code.startswith(OURS)]))
    parts += list(_sources(backing)) if backing else []
    parts += list(_end(report))
    return "\n".join(parts).rstrip() + "\n"


def safe(words: str) -> str:
    """Return words of an article that Markdown shows as they are: marks are escaped where they would mean something.

    >>> print(safe("<b>[x](y)*"), safe("a well-known 5 - 8 % (n = 20)"), safe("- no list"), safe("1. no item"))
    \\<b\\>\\[x\\](y)\\* a well-known 5 - 8 % (n = 20) \\- no list 1\\. no item
    """
    return _OPENING.sub(lambda match: f"{match[1] or ''}\\", _MARKS.sub(r"\\\1", plain(words)))


def _opening(report: Report) -> Iterator[str]:
    checked, theirs = report.checked, [flag for flag in report.flags if not flag.code.startswith(OURS)]
    articles = f"{checked.documents} article{'' if checked.documents == 1 else 's'}"
    yield f"{checked.claims} claims of {articles} were checked by {checked.rules} rules."
    yield f"{len(theirs)} points are raised, {len(report.suppressed)} suppressed."
    yield "A point is a reason to look, not a verdict: it says what a reader cannot check, or what does not fit together, and how that is"
    yield "mended. High points bear on what a reader may do or believe about health; low ones are for completeness."


def _totals(flags: Sequence[Flag], report: Report) -> Iterator[str]:
    yield "| what | high | medium | low |"
    yield "| --- | --: | --: | --: |"
    for group in _by_rule(flags):
        counts = (sum(flag.severity is severity for flag in group) for severity in Severity)
        yield f"| {title(group[0], report)} ({group[0].code}) | {' | '.join(str(count or '') for count in counts)} |"


def _by_rule(flags: Sequence[Flag]) -> list[list[Flag]]:
    """Return flags rule by rule, the rule with the heaviest and most flags first, each in the order of the article."""
    placed = sorted(flags, key=lambda flag: (flag.code, flag.passages[0].place.start, flag.id))
    groups = [list(group) for _, group in groupby(placed, key=lambda flag: flag.code)]
    return sorted(groups, key=lambda group: (*(-sum(flag.severity is severity for flag in group) for severity in Severity), group[0].code))


def _group(flags: Sequence[Flag], report: Report, documents: Mapping[str, Document], backing: Backing | None) -> Iterator[str]:
    rule = next((result.rule for result in report.results if result.rule.code == flags[0].code), None)
    yield from (f"### {title(flags[0], report)} ({flags[0].code})", "", *_advice(flags, rule))
    for number, flag in enumerate(flags, start=1):
        first = flag.passages[0]
        section = f" · {safe(first.place.section)}" if first.place.section else ""
        yield from (f"**{number}.** {flag.severity.value}{section}", "", f"> {safe(first.place.quote)}", "", safe(flag.message), "")
        yield from _others(flag, documents)
        if rule and flag.fix != rule.fix:
            yield from (f"*To clear it:* {safe(flag.fix)}", "")
        yield from _candidates(flag, backing)


def _advice(flags: Sequence[Flag], rule: Rule | None) -> Iterator[str]:
    if rule:
        yield from (f"{safe(rule.why)} *To clear it:* {safe(rule.fix)}", "")
    else:
        yield from (f"*To clear it:* {safe(flags[0].fix)}", "")


def _candidates(flag: Flag, backing: Backing | None) -> Iterator[str]:
    found = backing.candidates(flag) if backing else ()
    if found:
        yield from ("*Works that may bear on it; nobody has checked that they say this:*", "")
        yield from (f"- {safe(candidate.told())}" for candidate in found)
        yield ""


def _others(flag: Flag, documents: Mapping[str, Document]) -> Iterator[str]:
    first = flag.passages[0]
    others = [passage for passage in flag.passages[1:] if passage.place.quote != first.place.quote]
    for passage in others[:OTHERS]:
        elsewhere = f" ({safe(name(passage, documents))})" if passage.document_id != first.document_id else ""
        yield f"- also “{safe(passage.place.quote)}”{elsewhere}"
    if len(others) > OTHERS:
        yield f"- and {len(others) - OTHERS} more places"
    if others:
        yield ""


def _unsure(flags: Sequence[Flag]) -> Iterator[str]:
    """Yield the doubts about the reading, a line each, for whoever sends the report."""
    if flags:
        yield from ("### Where the reading is unsure", "", "Not for the author: look at these before you rely on the points above.", "")
        yield from (f"- {flag.code}: {safe(flag.message)}" for flag in sorted(flags, key=lambda flag: (RANK[flag.severity], flag.code)))
        yield ""


def _sources(backing: Backing) -> Iterator[str]:
    """Yield a table of the works that the articles cite, as far as they were looked up."""
    looked_up = [(source, lookup) for source in backing.sources() if (lookup := backing.lookup(source))]
    if not looked_up:
        return
    yield from ("## Sources", "", safe(backing.summary() or ""), "")
    yield from ("| cited as | state | what it is | asked |", "| --- | --- | --- | --- |")
    for source, lookup in looked_up:
        work = meant(source, lookup)
        notices = ", ".join(dict.fromkeys(notice.kind.value for notice in work.notices)) if work else ""
        what = "; ".join(filter(None, (told(work.citation), notices))) if work else ""
        cells = (shorten(source.told, 160, placeholder=" ..."), backing.state(source).value, what, lookup.day)
        yield f"| {' | '.join(map(safe, cells))} |"
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
