"""Suppressions in a sidecar file: flags that somebody accepts, each with a reason.

- code: EV001
  quote: zinc lowers copper       # words that the flag points at; left out, the whole code is meant
  reason: textbook knowledge, see the book list
- flag: f-0123456789abcdef
  reason: checked by hand on 2 May
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from graph.audit.run import Report, Suppressed
from ontology.errors import MetadataError
from ontology.model import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """What is accepted: a flag by id, or a code where certain words stand. The reason is never empty."""

    reason: str
    flag: str | None = None
    code: str | None = None
    quote: str | None = None

    def covers(self, flag: Flag) -> bool:
        """Return whether it takes this flag out."""
        if self.flag is not None:
            return flag.id == self.flag
        words = _folded(self.quote or "")
        return flag.code == self.code and (not words or any(words in _folded(passage.place.quote) for passage in flag.passages))


def suppressions(text: str, *, source: str) -> tuple[Suppression, ...]:
    """Return the suppressions of a sidecar file.

    Raises:
        MetadataError: It is not a list of entries with a reason and a flag or a code.
    """
    try:
        content: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise MetadataError(source, f"this is not YAML ({str(error).splitlines()[0]})") from error
    if content is None:
        return ()
    if not isinstance(content, list):
        raise MetadataError(source, "a list of suppressions was expected, each with a reason")
    return tuple(_suppression(entry, number, source) for number, entry in enumerate(content, start=1))


def suppress(report: Report, accepted: Sequence[Suppression]) -> Report:
    """Return the report with the accepted flags among the suppressed ones, each with its reason."""
    taken: list[Suppressed] = []
    left: list[Flag] = []
    for flag in report.flags:
        match = next((entry for entry in accepted if entry.covers(flag)), None)
        if match:
            taken.append(Suppressed(flag=flag, reason=match.reason))
        else:
            left.append(flag)
    return replace(report, flags=tuple(left), suppressed=(*report.suppressed, *taken))


def unused(report: Report, accepted: Sequence[Suppression]) -> tuple[Suppression, ...]:
    """Return the suppressions that cover no flag, open or suppressed: their cause is gone, so they can go too."""
    flags = [*report.flags, *(entry.flag for entry in report.suppressed)]
    left_out = {result.rule.code for result in report.results if result.reason}
    return tuple(entry for entry in accepted if entry.code not in left_out and not any(entry.covers(flag) for flag in flags))


def _suppression(entry: Any, number: int, source: str) -> Suppression:
    fields = {str(key): str(value).strip() for key, value in entry.items()} if isinstance(entry, dict) else {}
    if not fields.get("reason"):
        raise MetadataError(source, f"suppression {number} gives no reason")
    if not fields.get("flag") and not fields.get("code"):
        raise MetadataError(source, f"suppression {number} names neither a flag nor a code")
    code = fields.get("code")
    return Suppression(reason=fields["reason"], flag=fields.get("flag"), code=code.upper() if code else None, quote=fields.get("quote"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
