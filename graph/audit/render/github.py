"""Workflow commands of GitHub Actions: each flag becomes an annotation beside its line."""

from __future__ import annotations

from collections.abc import Mapping

from graph.audit.render.common import line, name, plain, summary, title
from graph.audit.run import Report
from ontology.model import Document, Flag, Severity

COMMANDS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}


def github(report: Report, documents: Mapping[str, Document]) -> str:
    """Return one command a flag, then the summary as a notice."""
    commands = [_command(flag, report, documents) for flag in report.flags]
    return "\n".join([*commands, f"::notice title=mechgraph::{_data(summary(report))}"])


def _command(flag: Flag, report: Report, documents: Mapping[str, Document]) -> str:
    properties = [("title", f"{flag.code} {title(flag, report)}")]
    if flag.passages:
        first = flag.passages[0]
        properties = [("file", name(first, documents)), ("line", str(line(first, documents))), *properties]
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties)
    return f"::{COMMANDS[flag.severity]} {listed}::{_data(f'{plain(flag.message)} {plain(flag.fix)}')}"


def _data(value: str) -> str:
    """Return text escaped as the runner's own toolkit does it (actions/toolkit, command.ts)."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Return a property, escaped.

    >>> _property("a:b,c%")
    'a%3Ab%2Cc%25'
    """
    return _data(value).replace(":", "%3A").replace(",", "%2C")
