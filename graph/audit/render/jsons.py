"""The whole report as JSON, in the words of `ontology.model`."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from graph.audit.backing import Backing, candidate_record, source_record
from graph.audit.render.common import name, title
from graph.audit.run import Report
from ontology.model import Document, Flag, Passage


def json_report(report: Report, documents: Mapping[str, Document], backing: Backing | None = None) -> str:
    """Return the report as one JSON object, with the sources of the articles and the candidates of each flag where they are at hand."""
    content: dict[str, Any] = {
        "flags": [flag_record(flag, report, documents) | _candidates(flag, backing) for flag in report.flags],
        "suppressed": [
            {"reason": entry.reason, "reviewer": entry.reviewer, "flag": flag_record(entry.flag, report, documents)}
            for entry in report.suppressed
        ],
        "rules": [
            {"code": r.rule.code, "title": r.rule.title, "outcome": r.outcome.value, "reason": r.reason, "flags": r.flags}
            for r in report.results
        ],
        "checked": {"documents": report.checked.documents, "claims": report.checked.claims, "rules": report.checked.rules},
    }
    if backing is not None:
        content["sources"] = [source_record(source, backing) for source in backing.sources()]
    return _visible(json.dumps(content, ensure_ascii=False, indent=1))


def _candidates(flag: Flag, backing: Backing | None) -> dict[str, Any]:
    return {"candidates": [candidate_record(each) for each in backing.candidates(flag)]} if backing else {}


def _visible(text: str) -> str:
    """Return JSON with invisible characters written as escapes: the quotes stay exact, and a terminal shows what is there."""
    hidden = {c for c in set(text) if unicodedata.category(c) in ("Cf", "Zl", "Zp")}
    return text.translate({ord(c): json.dumps(c)[1:-1] for c in hidden})


def flag_record(flag: Flag, report: Report, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return the fields of a flag by name, with its priority told as its factors."""
    priority = report.priorities.get(flag.id)
    return {
        "id": flag.id,
        "code": flag.code,
        "title": title(flag, report),
        "severity": flag.severity.value,
        "message": flag.message,
        "looked_for": flag.looked_for,
        "fix": flag.fix,
        "claims": list(flag.claims),
        "statement": flag.statement,
        "document": flag.document,
        "factor": flag.factor,
        "leverage": priority.leverage if priority else None,
        "uncertainty": priority.uncertainty if priority else None,
        "passages": [_passage(passage, documents) for passage in flag.passages],
    }


def _passage(passage: Passage, documents: Mapping[str, Document]) -> dict[str, Any]:
    place = passage.place
    return {
        "document": passage.document_id,
        "file": name(passage, documents),
        "section": place.section,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
    }
