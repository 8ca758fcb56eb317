"""Edge: one drawn line, the statements of a pair that share a mark; and what is said of it for filters, table and panel.

`raises` and `lowers` of one pair are two edges, never one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ontology.model import EvidenceLevel, Factor, FactorKind, Flag, Modality, Statement
from viz.marks import LOOKS, Mark, mark_of

STRENGTH = (EvidenceLevel.IDENTIFIED, EvidenceLevel.NAMED, EvidenceLevel.VAGUE, EvidenceLevel.NONE)
DENIED = "denied"
CONTRADICTIONS = ("SG001", "SG002")
"""Rules of the audit that find one pair told both ways, or asserted and denied; they know when a condition sets two claims apart."""

WIDEST = 8.0
"""Pixels: a wider line hides its own head (explorer design, section 1a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One drawn line: the statements of a pair that share a mark, with the sum of their support.

    `sources` is the largest number of independent sources of any of them (a sum could count a work twice). `told` holds the ways in
    which it is told; `contradicted` says whether the audit found the pair told the other way too, or denied; `loose_ends` counts the
    ends that nobody has grounded.
    """

    id: str
    subject: str
    object: str
    mark: Mark
    statements: tuple[str, ...]
    claims: int
    documents: tuple[str, ...]
    sources: int
    evidence: EvidenceLevel
    told: frozenset[str]
    contradicted: bool
    loose_ends: int
    flags: tuple[Flag, ...]

    @property
    def supported(self) -> bool:
        """Return whether at least one supporting claim offers a source that somebody could look up."""
        return self.evidence in (EvidenceLevel.IDENTIFIED, EvidenceLevel.NAMED)

    @property
    def denied(self) -> bool:
        """Return whether it is only ever denied."""
        return self.told == {DENIED}

    @property
    def tentative(self) -> bool:
        """Return whether nobody asserts it: it is hedged or hypothetical at best."""
        return Modality.ASSERTED not in self.told and not self.denied

    @property
    def width(self) -> float:
        """Return the width of the line in pixels: 1 + 1.2 * sqrt(independent sources), at most 8."""
        return min(1 + 1.2 * sqrt(self.sources), WIDEST)

    @property
    def label(self) -> str:
        """Return the words on the line: sign, number of claims, and what the reader has to know."""
        symbol = LOOKS[self.mark].symbol
        words = ["not " + symbol if self.denied else symbol]
        if self.claims > 1:
            words.append(str(self.claims))
        if self.tentative:
            words.append("?")
        if self.contradicted:
            words.append("!")
        return " ".join(words)

    @property
    def opposite(self) -> str | None:
        """Return the id of the edge with the opposite sign, None where there can be none."""
        return edge_id(self.subject, self.mark.opposite, self.object) if self.mark.opposite else None


def edge_id(subject: str, mark: Mark, obj: str) -> str:
    """Return the id of an edge, fit for an address as it is.

    >>> edge_id("zinc", Mark.LOWERS, "copper")
    'zinc.lowers.copper'
    """
    return f"{subject}.{mark}.{obj}"


def id_of(statement: Statement) -> str:
    """Return the id of the edge that a statement belongs to."""
    return edge_id(statement.key.subject, mark_of(statement.key.relation), statement.key.object)


def claims_of(statement: Statement) -> tuple[str, ...]:
    """Return the ids of all claims of a statement: supporting, hedged, hypothetical, denying."""
    return (*statement.supporting, *statement.hedged, *statement.hypothetical, *statement.denying)


def best_evidence(statement: Statement) -> EvidenceLevel:
    """Return the strongest evidence that any supporting claim offers; NONE where no claim asserts it."""
    return next((level for level in STRENGTH if statement.by_evidence.get(level, 0)), EvidenceLevel.NONE)


def ways(statement: Statement) -> frozenset[str]:
    """Return how a statement is told: asserted, hedged, hypothetical, denied, or several of them."""
    told = (
        (Modality.ASSERTED.value, statement.supporting),
        (Modality.HEDGED.value, statement.hedged),
        (Modality.HYPOTHETICAL.value, statement.hypothetical),
        (DENIED, statement.denying),
    )
    return frozenset(word for word, claims in told if claims)


def edges_of(statements: Iterable[Statement], factors: Mapping[str, Factor], flags: Mapping[str, Sequence[Flag]]) -> list[Edge]:
    """Return one edge for each pair and mark among the statements; `flags` are those of each statement, by its id."""
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[id_of(statement)].append(statement)
    return [_edge(name, group, factors, flags) for name, group in groups.items()]


def _edge(name: str, group: Sequence[Statement], factors: Mapping[str, Factor], flags: Mapping[str, Sequence[Flag]]) -> Edge:
    key = group[0].key
    levels = {best_evidence(statement) for statement in group}
    found = {flag.id: flag for statement in group for flag in flags.get(statement.id, ())}
    ends = [factors[end].kind if end in factors else FactorKind.UNRESOLVED for end in (key.subject, key.object)]
    return Edge(
        id=name,
        subject=key.subject,
        object=key.object,
        mark=mark_of(key.relation),
        statements=tuple(sorted(statement.id for statement in group)),
        claims=sum(len(claims_of(statement)) for statement in group),
        documents=tuple(sorted({document for statement in group for document in statement.documents})),
        sources=max(statement.sources for statement in group),
        evidence=next(level for level in STRENGTH if level in levels),
        told=frozenset(way for statement in group for way in ways(statement)),
        contradicted=any(flag.code in CONTRADICTIONS for flag in found.values()),
        loose_ends=ends.count(FactorKind.UNRESOLVED),
        flags=tuple(found.values()),
    )


def ranked(edges: Sequence[Edge], focus: Sequence[str] = ()) -> list[Edge]:
    """Return the edges, those at a focus first, then by grounded ends, sources, claims, and how many edges meet at their ends.

    A phrase that nobody has grounded is mostly met once; such edges come last, so that a view shows what articles share.
    """
    degrees = Counter(end for edge in edges for end in (edge.subject, edge.object))

    def rank(edge: Edge) -> tuple[bool, int, int, int, int, str]:
        here = edge.subject in focus or edge.object in focus
        return not here, edge.loose_ends, -edge.sources, -edge.claims, -degrees[edge.subject] - degrees[edge.object], edge.id

    return sorted(edges, key=rank)
