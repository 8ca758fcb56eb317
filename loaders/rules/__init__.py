"""The rules over trees, in the order in which they are tried: a visible tuple, one family a file."""

from __future__ import annotations

from loaders.rules import causatives, comparisons, conditions, conversions, kinds, nominals, participles, reports, states, verbs
from loaders.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *verbs.RULES,
    *states.RULES,
    *causatives.RULES,
    *conversions.RULES,
    *reports.RULES,
    *participles.RULES,
    *nominals.RULES,
    *kinds.RULES,
    *conditions.RULES,
    *comparisons.RULES,
)
