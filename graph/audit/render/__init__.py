"""Reports for people and programs: pure functions from a report and its documents to text.

text      a line a flag, for a terminal
json      everything, for programs
sarif     SARIF 2.1.0, for editors and code hosts
github    workflow commands, for annotations in GitHub Actions
markdown  fit to be sent to an author
csv       a row a flag, safe to open in a spreadsheet
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from graph.audit.backing import Backing
from graph.audit.render.github import github
from graph.audit.render.jsons import json_report
from graph.audit.render.markdown import markdown
from graph.audit.render.sarif import sarif
from graph.audit.render.statistics import statistics
from graph.audit.render.table import csv_report
from graph.audit.render.text import text
from graph.audit.run import Report
from ontology.model import Document

Renderer = Callable[[Report, Mapping[str, Document]], str]

RENDERERS: Mapping[str, Renderer] = {
    "text": text,
    "json": json_report,
    "sarif": sarif,
    "github": github,
    "markdown": markdown,
    "csv": csv_report,
}
"""Every format, by the name that `--output-format` takes."""

BACKED: Mapping[str, Callable[[Report, Mapping[str, Document], Backing], str]] = {
    "text": text,
    "json": json_report,
    "markdown": markdown,
}
"""Formats that tell sources and candidates too."""


class Shelf(Protocol):
    """Anything that holds the documents of a report; a store does."""

    def documents(self) -> list[Document]:
        """Return the documents."""


def render(report: Report, graph: Shelf, output_format: str = "text", *, backing: Backing | None = None) -> str:
    """Return a report in a format of `RENDERERS`, with sources and candidates where `backing` has them and the format shows them."""
    documents = {document.id: document for document in graph.documents()}
    if backing is not None and output_format in BACKED:
        return BACKED[output_format](report, documents, backing)
    return RENDERERS[output_format](report, documents)


__all__ = ["RENDERERS", "Renderer", "csv_report", "github", "json_report", "markdown", "render", "sarif", "statistics", "text"]
