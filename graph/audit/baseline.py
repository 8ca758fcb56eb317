"""A baseline: the flags that were there when somebody began to check, so that only new ones are shown.

A baseline file is JSON with the ids of flags; code and words stand beside them, for people, and because an id holds for one version of
an article only: in the next one a flag is known when its rule points at the same words. What a baseline takes out is still counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from graph.audit.run import Report, Suppressed
from ontology.errors import MetadataError
from ontology.model import Flag

FORMAT = "mechgraph-baseline"
REASON = "in the baseline"
WORDS = 80
"""Characters of the words that a baseline keeps."""

Mark = tuple[str, str]
"""The rule of a flag, and the first words that it points at."""


@dataclass(frozen=True, slots=True)
class Known:
    """The flags of a baseline: by id, and how many there are of each rule at the same words."""

    ids: frozenset[str] = frozenset()
    marks: Counter[Mark] = field(default_factory=Counter)


def write_baseline(report: Report) -> str:
    """Return a baseline file of the open flags of a report, in a fixed order."""
    flags = sorted(report.flags, key=lambda flag: (flag.code, flag.id))
    return json.dumps({"format": FORMAT, "version": 1, "flags": [_entry(flag) for flag in flags]}, indent=1, ensure_ascii=False) + "\n"


def known_flags(text: str, *, source: str = "the baseline") -> Known:
    """Return the flags in a baseline file.

    Raises:
        MetadataError: It is not one.
    """
    try:
        content: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise MetadataError(source, f"this is not JSON (line {error.lineno})") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("flags"), list):
        raise MetadataError(source, f'this is no baseline: a file of --baseline has "format": "{FORMAT}" and a list of flags')
    entries = [entry for entry in content["flags"] if isinstance(entry, dict) and "id" in entry]
    marks = Counter((str(entry.get("code", "")), _folded(str(entry.get("words", "")))) for entry in entries)
    return Known(frozenset(str(entry["id"]) for entry in entries), marks)


def without(report: Report, known: Known) -> Report:
    """Return the report with the known flags among the suppressed ones; those known by id first, the others as often as they were."""
    found = _matched(report.flags, known)
    taken = tuple(Suppressed(flag=flag, reason=REASON) for flag in report.flags if flag.id in found)
    return replace(report, flags=tuple(flag for flag in report.flags if flag.id not in found), suppressed=(*report.suppressed, *taken))


def gone(report: Report, known: Known) -> int:
    """Return how many flags of a baseline no longer exist, of the rules that were run: they can be taken out of the file."""
    flags = [*report.flags, *(entry.flag for entry in report.suppressed)]
    ran = {result.rule.code for result in report.results if result.reason is None}
    return sum(count for (code, _), count in known.marks.items() if code in ran) - len(_matched(flags, known))


def _matched(flags: Iterable[Flag], known: Known) -> set[str]:
    left, found, others = known.marks.copy(), set[str](), []
    for flag in flags:
        if flag.id in known.ids:
            found.add(flag.id)
            left[mark(flag)] -= 1
        else:
            others.append(flag)
    for flag in others:
        if left[mark(flag)] > 0:
            found.add(flag.id)
            left[mark(flag)] -= 1
    return found


def mark(flag: Flag) -> Mark:
    """Return what a flag is known by from version to version of an article."""
    return flag.code, _folded(_words(flag))


def _words(flag: Flag) -> str:
    return flag.passages[0].place.quote[:WORDS] if flag.passages else flag.message[:WORDS]


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _entry(flag: Flag) -> dict[str, str]:
    return {"id": flag.id, "code": flag.code, "words": _words(flag)}
