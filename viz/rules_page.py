"""The rules of the audit: what each looks for, why, and what became of it; and the page of one rule."""

from __future__ import annotations

from collections.abc import Sequence

from graph.audit.rule import FAMILIES, Rule
from graph.audit.run import Result
from ontology.errors import UnknownItemError
from viz.atlas import Atlas
from viz.choice import Choice
from viz.flags_page import items
from viz.templating import render as template

SHOWN = 30
"""Flags shown on the page of their rule; the list of flags has all."""


def render_list(atlas: Atlas, results: Sequence[Result]) -> str:
    """Return all rules by family, with what became of each."""
    families = [(code, name, [result for result in results if result.rule.family == code]) for code, name in FAMILIES.items()]
    return template(
        "rules.html.j2",
        atlas,
        current="/rules",
        families=[family for family in families if family[2]],
        open=atlas.flag_counts(Choice(), "rule"),
    )


def render(atlas: Atlas, results: Sequence[Result], code: str) -> str:
    """Return the page of one rule.

    Raises:
        UnknownItemError: There is no such rule.
    """
    result = next((result for result in results if result.rule.code == code), None)
    if result is None:
        raise UnknownItemError("rule", code)
    choice = Choice(rule=frozenset([code]))
    rule: Rule = result.rule
    return template(
        "rule.html.j2",
        atlas,
        current="/rules",
        rule=rule,
        result=result,
        family=FAMILIES.get(rule.family, rule.family),
        items=items(atlas, atlas.flags_found(choice, limit=SHOWN)),
        flags=atlas.count_flags(choice),
    )
