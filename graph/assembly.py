"""Statements out of claims: what many claims say together, with the sum of their support.

A statement is a pure function of its key and of the accepted claims about it, so it can be worked out anew at any time, one key alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.works import independent_sources
from ontology.model import Claim, EvidenceLevel, Modality, Statement, StatementKey
from ontology.namespaces import statement_id


def key_id(key: StatementKey) -> str:
    """Return the id of the statement with this key."""
    return statement_id(key.subject, key.relation, key.object)


def assemble(key: StatementKey, claims: Iterable[Claim]) -> Statement | None:
    """Return the statement that these accepted claims about `key` make; None when there are none.

    The caller leaves rejected claims and those of superseded versions out.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    if not ordered:
        return None
    roles = _by_role(ordered)
    supporting = roles["supporting"]
    levels = Counter(claim.evidence.level for claim in supporting)
    return Statement(
        id=key_id(key),
        key=key,
        **{role: tuple(claim.id for claim in roles[role]) for role in ("supporting", "hedged", "hypothetical", "denying")},
        documents=tuple(sorted({claim.document_id for claim in ordered})),
        sources=independent_sources(claim.evidence for claim in supporting),
        by_evidence={level: levels[level] for level in EvidenceLevel if levels[level]},
    )


def _by_role(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    roles: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        roles[role(claim)].append(claim)
    return roles


def role(claim: Claim) -> str:
    """Return the part a claim plays for its statement: the name of a field of Statement. A denial stays one, however hedged."""
    return "denying" if claim.negated else _ROLES[claim.modality]


_ROLES = {Modality.ASSERTED: "supporting", Modality.HEDGED: "hedged", Modality.HYPOTHETICAL: "hypothetical"}
