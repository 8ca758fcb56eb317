"""A row a flag as CSV. Words of articles cannot become formulas when the file is opened in a spreadsheet."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from io import StringIO

from graph.audit.render.common import name, plain, title
from graph.audit.run import Report
from ontology.model import Document, Flag

COLUMNS = ("id", "code", "title", "severity", "file", "section", "start", "quote", "message", "fix", "state", "reason")


def csv_report(report: Report, documents: Mapping[str, Document]) -> str:
    """Return open flags, then suppressed ones with their reason."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for flag in report.flags:
        table.writerow(map(safe, (*_cells(flag, report, documents), "open", "")))
    for entry in report.suppressed:
        table.writerow(map(safe, (*_cells(entry.flag, report, documents), "suppressed", entry.reason or "")))
    return out.getvalue()


def _cells(flag: Flag, report: Report, documents: Mapping[str, Document]) -> tuple[str, ...]:
    first = flag.passages[0] if flag.passages else None
    where = (name(first, documents), first.place.section or "", str(first.place.start), first.place.quote) if first else ("", "", "", "")
    return (flag.id, flag.code, title(flag, report), flag.severity.value, *where, flag.message, flag.fix)


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes before `= + - @`.

    >>> safe("=1+1"), safe("zinc"), safe("  @x")
    ("'=1+1", 'zinc', "'@x")
    """
    words = plain(cell)
    return f"'{words}" if words and unicodedata.normalize("NFKC", words[0]) in "=+-@" else words
