"""Flags counted by rule."""

from __future__ import annotations

from graph.audit.render.common import skipped, summary
from graph.audit.run import Report
from ontology.model import Outcome


def statistics(report: Report) -> str:
    """Return a line for each rule that flagged, the most frequent first, then what passed, was skipped and was suppressed."""
    open_ = {result.rule.code: sum(flag.code == result.rule.code for flag in report.flags) for result in report.results}
    ranked = sorted((r for r in report.results if open_[r.rule.code]), key=lambda r: (-open_[r.rule.code], r.rule.code))
    lines = [f"{open_[r.rule.code]:5}  {r.rule.code}  {r.rule.title}" for r in ranked]
    passed = [result.rule.code for result in report.results if result.outcome is Outcome.PASSED]
    if passed:
        lines.append(f"Passed: {', '.join(passed)}.")
    lines += [f"Skipped {rule}." for rule in skipped(report)]
    return "\n".join([*lines, summary(report)])
