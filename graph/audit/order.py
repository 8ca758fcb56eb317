"""In which order people should look: leverage x severity x uncertainty, told as its three factors and never as a bare score.

Leverage (`graph.analysis.leverage`) counts the pairs of factors of interest that a chain would join by sources alone if this one edge
had one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2

from graph.audit.facts import Facts
from ontology.model import EvidenceLevel, Flag, Severity

SEVERITY_WEIGHT = {Severity.HIGH: 9.0, Severity.MEDIUM: 3.0, Severity.LOW: 1.0}
"""A guess, not measured: one step of severity outweighs the step from identified to no evidence, and sevenfold leverage."""

OPEN = {EvidenceLevel.NONE: 1.0, EvidenceLevel.VAGUE: 0.9, EvidenceLevel.NAMED: 0.6, EvidenceLevel.IDENTIFIED: 0.3}
"""How open the question stays after what the article offers; an ordering of the four levels, the figures are a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """Why a flag stands where it stands. `leverage` is 1 or more, `uncertainty` in (0, 1]."""

    severity: Severity
    leverage: float = 1.0
    uncertainty: float = 1.0

    @property
    def weight(self) -> float:
        """Return the product that flags are ordered by; leverage enters by its logarithm, since it spans several powers of ten."""
        return SEVERITY_WEIGHT[self.severity] * log2(1 + self.leverage) * self.uncertainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A flag with what its priority rests on: the statements of its claims by id, and how uncertain the most uncertain claim is."""

    flag: Flag
    statements: tuple[str, ...] = ()
    uncertainty: float = 1.0

    @classmethod
    def of(cls, flag: Flag, facts: Facts) -> Standing:
        """Return the standing of a flag among these facts."""
        claims = [facts.claim[claim_id] for claim_id in flag.claims if claim_id in facts.claim]
        doubts = [OPEN[claim.evidence.level] * (1 - (1 - claim.confidence) / 2) for claim in claims]
        about = dict.fromkeys(statement for claim in claims if (statement := facts.statement_of(claim)))
        return cls(flag=flag, statements=tuple(about), uncertainty=max(doubts, default=1.0))

    def priority(self, leverages: Mapping[str, float]) -> Priority:
        """Return the priority, given the leverage of statements by id, 1 or more; 1 where there is none."""
        highest = max((leverages.get(statement, 1.0) for statement in self.statements), default=1.0)
        return Priority(severity=self.flag.severity, leverage=highest, uncertainty=self.uncertainty)
