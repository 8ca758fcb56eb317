"""What the renderers share: names, places, and text from articles made harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from textwrap import shorten

from graph.audit.run import Report
from ontology.model import Document, Flag, Passage

QUOTED = 120
"""Characters of a quote that a line shows."""


def plain(words: str) -> str:
    """Return words of an article on one line, without control characters and marks that turn text around.

    >>> plain("a\\x1b[31mb\\n c\\u202e")
    'a[31mb c'
    """
    kept = "".join(" " if c in "\n\r\t" else c for c in words if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    return " ".join(kept.split())


def name(passage: Passage, documents: Mapping[str, Document]) -> str:
    """Return where a document came from, else its title, else its id."""
    document = documents.get(passage.document_id)
    return plain((document.source or document.name) if document else passage.document_id)


def quote(passage: Passage) -> str:
    """Return the words of a passage, shortened."""
    return shorten(plain(passage.place.quote), QUOTED, placeholder=" ...")


def line(passage: Passage, documents: Mapping[str, Document]) -> int:
    """Return the line, from 1, on which a passage begins in its document's text; 1 when the document is not at hand."""
    document = documents.get(passage.document_id)
    return document.text.count("\n", 0, passage.place.start) + 1 if document else 1


def title(flag: Flag, report: Report) -> str:
    """Return the title of a flag's rule, its code when the rule is not in the report."""
    return next((result.rule.title for result in report.results if result.rule.code == flag.code), flag.code)


def summary(report: Report) -> str:
    """Return the counts in one sentence; what was taken out is always told.

    >>> from graph.audit.run import Checked
    >>> summary(Report(flags=(), results=(), checked=Checked(documents=1, claims=3, rules=34)))
    'No flags. Checked: 34 rules, 3 claims, 1 article. 0 suppressed.'
    """
    counts = [f"{number} {severity}" for severity in ("high", "medium", "low") if (number := _count(report, severity))]
    found = f"{counted(len(report.flags), 'flag')} ({', '.join(counts)})." if report.flags else "No flags."
    looked = ((report.checked.rules, "rule"), (report.checked.claims, "claim"), (report.checked.documents, "article"))
    return f"{found} Checked: {', '.join(counted(*one) for one in looked)}. {len(report.suppressed)} suppressed."


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "flag"), counted(0, "flag")
    ('1 flag', '0 flags')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def skipped(report: Report) -> list[str]:
    """Return the rules that could not be run, each with its reason."""
    return [f"{result.rule.code} {result.rule.title}: {result.reason}" for result in report.results if result.reason]


def _count(report: Report, severity: str) -> int:
    return sum(flag.severity == severity for flag in report.flags)
