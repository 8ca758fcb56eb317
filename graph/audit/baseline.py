"""A baseline: the flags that were there when somebody began to check, so that only new ones are shown.

A baseline file is JSON with the ids of flags; code and words stand beside them for people. What it takes out is still counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graph.audit.run import Report, Suppressed
from ontology.errors import MetadataError
from ontology.model import Flag

FORMAT = "mechgraph-baseline"
REASON = "in the baseline"


def write_baseline(report: Report) -> str:
    """Return a baseline file of the open flags of a report, in a fixed order."""
    flags = sorted(report.flags, key=lambda flag: (flag.code, flag.id))
    return json.dumps({"format": FORMAT, "version": 1, "flags": [_entry(flag) for flag in flags]}, indent=1, ensure_ascii=False) + "\n"


def known_flags(text: str, *, source: str = "the baseline") -> frozenset[str]:
    """Return the ids of the flags in a baseline file.

    Raises:
        MetadataError: It is not one.
    """
    try:
        content: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise MetadataError(source, f"this is not JSON (line {error.lineno})") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("flags"), list):
        raise MetadataError(source, f'this is no baseline: a file of --baseline has "format": "{FORMAT}" and a list of flags')
    return frozenset(str(entry["id"]) for entry in content["flags"] if isinstance(entry, dict) and "id" in entry)


def without(report: Report, known: Iterable[str]) -> Report:
    """Return the report with the known flags among the suppressed ones."""
    known = frozenset(known)
    taken = tuple(Suppressed(flag=flag, reason=REASON) for flag in report.flags if flag.id in known)
    return replace(report, flags=tuple(flag for flag in report.flags if flag.id not in known), suppressed=(*report.suppressed, *taken))


def gone(report: Report, known: Iterable[str]) -> frozenset[str]:
    """Return the flags of a baseline that no longer exist: they can be taken out of the file."""
    there = {flag.id for flag in report.flags} | {entry.flag.id for entry in report.suppressed}
    return frozenset(known) - there


def _entry(flag: Flag) -> dict[str, str]:
    words = flag.passages[0].place.quote[:80] if flag.passages else flag.message[:80]
    return {"id": flag.id, "code": flag.code, "words": words}
