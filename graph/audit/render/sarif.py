"""SARIF 2.1.0 (OASIS, 27 March 2020): one run, a rule descriptor for each rule, a result for each flag.

`partialFingerprints` hold the flag's id, so that a host recognises it in the next run, and a digest of its rule and words, which holds in
the next version of the article too; suppressed flags are results with a suppression.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote as encode

from graph.audit.baseline import mark
from graph.audit.render.common import line, name, plain
from graph.audit.rule import Rule
from graph.audit.run import Report
from ontology.model import Document, Flag, Passage, Severity
from ontology.namespaces import flag_id

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}


def sarif(report: Report, documents: Mapping[str, Document]) -> str:
    """Return the report as a SARIF log."""
    results = [_result(flag, documents) for flag in report.flags]
    accepted = [
        {
            **_result(entry.flag, documents),
            "suppressions": [{"kind": "external", "status": "accepted", "justification": plain(entry.reason or "no reason given")}],
        }
        for entry in report.suppressed
    ]
    driver = {
        "name": "mechgraph",
        "informationUri": "https://w3id.org/mechgraph/",
        "rules": [_rule(result.rule) for result in report.results],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [*results, *accepted]}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.title.replace("'", "").split()),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(flag: Flag, documents: Mapping[str, Document]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": flag.code,
        "level": LEVELS[flag.severity],
        "message": {"text": f"{plain(flag.message)} {plain(flag.fix)}"},
        "partialFingerprints": {"mechgraphFlag/v1": flag.id, "mechgraphWords/v1": flag_id(*mark(flag))},
    }
    if flag.passages:
        result["locations"] = [_location(flag.passages[0], documents)]
        result["relatedLocations"] = [{"id": n, **_location(p, documents)} for n, p in enumerate(flag.passages[1:], start=1)]
    return result


def _location(passage: Passage, documents: Mapping[str, Document]) -> dict[str, Any]:
    place = passage.place
    region = {
        "startLine": line(passage, documents),
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": plain(place.quote)},
    }
    return {"physicalLocation": {"artifactLocation": {"uri": encode(name(passage, documents), safe="/:")}, "region": region}}
