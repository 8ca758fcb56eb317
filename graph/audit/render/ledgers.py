"""Ledgers for people and programs: every claim of an article with what is offered for it, by section, with totals.

text      for a terminal
markdown  a table a section, fit to be sent to an author
csv       a row a claim, safe to open in a spreadsheet
json      everything, for programs
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from textwrap import shorten
from typing import Any

from graph.audit.backing import candidate_record
from graph.audit.ledger import OFFERED, Entry, Ledger, Section
from graph.audit.render.common import QUOTED, plain
from graph.audit.render.markdown import safe as in_markdown
from graph.audit.render.table import safe as in_cell
from ontology.model import EvidenceLevel, Modality, Severity

COLUMNS = ("file", "section", "start", "claim", "says", "told", "evidence", "cited", "identifiers", "flags", "quote")


def told(entry: Entry) -> str:
    """Return how a claim is told: as fact, denied, with reserve, or only supposed."""
    if entry.claim.negated:
        return "denied"
    return {Modality.ASSERTED: "as fact", Modality.HEDGED: "with reserve", Modality.HYPOTHETICAL: "supposed"}[entry.claim.modality]


def sums(book: Ledger | Section) -> str:
    """Return the totals in one line."""
    counts = [f"{number} with {OFFERED[level]}" for level, number in book.totals.items() if number]
    flags = [f"{number} {severity}" for severity, number in book.flags.items() if number]
    number = len(book.entries)
    return f"{number} claim{'' if number == 1 else 's'}: {', '.join(counts) or 'none'}; flags: {', '.join(flags) or 'none'}"


def text(books: Sequence[Ledger]) -> str:
    """Return ledgers as lines for a terminal: evidence, what is said, codes of flags; the words below."""
    return "\n\n".join("\n".join(_lines(book)) for book in books)


def _lines(book: Ledger) -> Iterator[str]:
    yield f"{_name(book)}: {sums(book)}"
    for section in book.sections:
        yield f"\n{plain(section.name or '(opening)')}: {sums(section)}"
        for entry in section.entries:
            codes = f"  [{' '.join(entry.codes)}]" if entry.codes else ""
            told_ = "" if told(entry) in ("as fact", "denied") else f" ({told(entry)})"
            yield f"  {entry.evidence.value:10}  {plain(entry.says)}{told_}{codes}"
            yield f"              “{shorten(plain(entry.claim.place.quote), QUOTED, placeholder=' ...')}”"
            if entry.claim.evidence.cite:
                yield f"              offered: {plain(entry.claim.evidence.cite)}"
            for candidate in entry.to_read[:1]:
                yield f"              to read: {shorten(plain(candidate.told()), QUOTED, placeholder=' ...')}"


def markdown(books: Sequence[Ledger]) -> str:
    """Return ledgers as Markdown: the totals of all sections first, then each section's claims."""
    return "\n".join(line for book in books for line in _markdown(book)).rstrip() + "\n"


def _markdown(book: Ledger) -> Iterator[str]:
    yield from (f"# What is offered for the claims of “{in_markdown(book.document.name)}”", "", f"{in_markdown(sums(book))}.", "")
    yield f"| section | claims | {' | '.join(OFFERED.values())} | flags |"
    yield f"| --- | --: |{' --: |' * len(EvidenceLevel)} --: |"
    for section in book.sections:
        counts = " | ".join(map(str, section.totals.values()))
        yield f"| {_title(section)} | {len(section.entries)} | {counts} | {sum(section.flags.values())} |"
    yield ""
    for section in book.sections:
        yield from (f"## {_title(section)}", "", "| what is said | told | offered | flags | the words |", "| --- | --- | --- | --- | --- |")
        for entry in section.entries:
            offered = in_markdown(entry.claim.evidence.cite or "") or "nothing"
            cells = (in_markdown(entry.says), told(entry), offered, " ".join(entry.codes), f"“{in_markdown(entry.claim.place.quote)}”")
            yield f"| {' | '.join(cells)} |"
        yield ""


def csv_ledger(books: Sequence[Ledger]) -> str:
    """Return a row a claim."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for book in books:
        for entry in book.entries:
            row = _record(book, entry)
            cells = (" ".join(row[name]) if isinstance(row[name], list) else row[name] for name in COLUMNS)
            table.writerow([in_cell(str(cell if cell is not None else "")) for cell in cells])
    return out.getvalue()


def json_ledger(books: Sequence[Ledger]) -> str:
    """Return the ledgers as a JSON list, with the totals of each article and section."""
    return json.dumps([_book(book) for book in books], ensure_ascii=False, indent=1)


def _book(book: Ledger) -> dict[str, Any]:
    sections = [
        {"section": section.name, **_totals(section), "claims": [_record(book, entry) for entry in section.entries]}
        for section in book.sections
    ]
    return {"document": book.document.id, "file": _name(book), "title": book.document.title, **_totals(book), "sections": sections}


def _totals(book: Ledger | Section) -> dict[str, Mapping[EvidenceLevel, int] | Mapping[Severity, int]]:
    return {"by_evidence": book.totals, "by_severity": book.flags}


def _record(book: Ledger, entry: Entry) -> dict[str, Any]:
    claim = entry.claim
    return {
        "file": _name(book),
        "section": claim.place.section,
        "start": claim.place.start,
        "claim": claim.id,
        "says": entry.says,
        "told": told(entry),
        "evidence": claim.evidence.level.value,
        "cited": claim.evidence.cite,
        "identifiers": list(claim.evidence.identifiers),
        "flags": list(entry.codes),
        "to_read": [candidate_record(each) for each in entry.to_read],
        "quote": claim.place.quote,
    }


def _name(book: Ledger) -> str:
    return plain(book.document.source or book.document.name)


def _title(section: Section) -> str:
    return in_markdown(section.name or "(opening)")


LEDGERS: Mapping[str, Callable[[Sequence[Ledger]], str]] = {
    "text": text,
    "markdown": markdown,
    "csv": csv_ledger,
    "json": json_ledger,
}
"""Every format of a ledger, by the name that `--output-format` takes."""
