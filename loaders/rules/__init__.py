"""The rules over trees, in the order in which they are tried: a visible tuple, one family a file."""

from __future__ import annotations

from loaders.rules import causatives, comparisons, conditions, conversions, nominals, reports, verbs
from loaders.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *verbs.RULES,
    *causatives.RULES,
    *conversions.RULES,
    *reports.RULES,
    *nominals.RULES,
    *conditions.RULES,
    *comparisons.RULES,
)
