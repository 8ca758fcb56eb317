"""The rules over trees, in the order in which they are tried: a visible tuple, one family a file."""

from __future__ import annotations

from loaders.rules import conditions, nominals, verbs
from loaders.rules.base import Rule

RULES: tuple[Rule, ...] = (*verbs.RULES, *nominals.RULES, *conditions.RULES)
