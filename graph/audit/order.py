"""In which order people should look: leverage x severity x uncertainty, told as its three factors and never as a bare score.

Leverage (`graph.analysis.leverage`) counts the pairs of factors of interest that a chain would join by sources alone if this one edge
had one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
        """Return the product that flags are ordered by; see `weight`."""
        return weight(self.severity, self.leverage, self.uncertainty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A flag with what its priority and its rank rest on.

    `statements` are those of its claims by id, `uncertainty` that of the most uncertain claim; `document` is where its first passage
    stands, `place` puts flags of one document in order.
    """

    flag: Flag
    statements: tuple[str, ...]
    uncertainty: float
    document: str | None
    place: tuple[int, str, str]

    @classmethod
    def of(cls, flag: Flag, facts: Facts) -> Standing:
        """Return the standing of a flag among these facts."""
        claims = [facts.claim[claim_id] for claim_id in flag.claims if claim_id in facts.claim]
        doubts = [OPEN[claim.evidence.level] * (1 - (1 - claim.confidence) / 2) for claim in claims]
        about = dict.fromkeys(statement for claim in claims if (statement := facts.statement_of(claim)))
        first = flag.passages[0] if flag.passages else None
        return cls(
            flag=flag,
            statements=tuple(about),
            uncertainty=max(doubts, default=1.0),
            document=first.document_id if first else None,
            place=(first.place.start if first else 0, flag.code, flag.id),
        )

    def leverage(self, leverages: Mapping[str, float]) -> float:
        """Return the highest leverage of its statements, each 1 or more; 1 where there is none."""
        if len(self.statements) == 1:
            return leverages.get(self.statements[0], 1.0)
        return max((leverages.get(statement, 1.0) for statement in self.statements), default=1.0)


class Priorities(Mapping[str, Priority]):
    """The priorities of flags by id, each made when it is asked for: a large report has a hundred thousand, and shows fifty."""

    def __init__(self, standings: Sequence[Standing], leverages: Mapping[str, float]) -> None:
        self._all, self._leverages = standings, leverages

    @cached_property
    def _standings(self) -> dict[str, Standing]:
        return {standing.flag.id: standing for standing in self._all}

    def __getitem__(self, flag_id: str) -> Priority:
        standing = self._standings[flag_id]
        return Priority(severity=standing.flag.severity, leverage=standing.leverage(self._leverages), uncertainty=standing.uncertainty)

    def __iter__(self) -> Iterator[str]:
        return iter(self._standings)

    def __len__(self) -> int:
        return len(self._standings)


def in_order(standings: Sequence[Standing], leverages: Mapping[str, float]) -> tuple[Flag, ...]:
    """Return flags with the weightiest first; ties stay as they come, so that two runs agree."""
    weights = [-weight(s.flag.severity, s.leverage(leverages), s.uncertainty) for s in standings]
    return tuple(standings[position].flag for position in sorted(range(len(standings)), key=weights.__getitem__))


def by_place(standing: Standing) -> tuple[int, str, str]:
    """Return the key that puts flags of one document in order."""
    return standing.place


def weight(severity: Severity, leverage: float, uncertainty: float) -> float:
    """Return the product that flags are ordered by; leverage enters by its logarithm, since it spans several powers of ten."""
    return SEVERITY_WEIGHT[severity] * log2(1 + leverage) * uncertainty
