"""The reference library as the audit sees it: findings with a sign, a system and a citation, looked up by the pair they are about.

A finding on magnesium speaks of magnesium glycinate too, not the other way round; a finding on an activity or a level speaks of the
thing itself (`graph.audit.entities.root`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.audit.entities import kin, root
from graph.audit.facts import Facts
from ontology.library import Finding
from ontology.model import Claim
from ontology.relations import Sign

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A finding, the factor that it is on, and its sign between the things behind subject and object."""

    finding: Finding
    subject: str
    sign: Sign


def known(facts: Facts) -> Mapping[Pair, tuple[Known, ...]]:
    """Return the grounded findings by subject and object."""
    return facts.once("known", lambda: _known(facts))


def _known(facts: Facts) -> Mapping[Pair, tuple[Known, ...]]:
    found: dict[Pair, list[Known]] = defaultdict(list)
    for finding in facts.library.findings if facts.library else ():
        for edge in finding.edges:
            (subject, one), (obj, other) = root(edge.subject, facts), root(edge.object, facts)
            found[(subject, obj)].append(Known(finding, edge.subject, one * edge.sign * other))
    return {pair: tuple(of) for pair, of in found.items()}


def about(claim: Claim, found: Mapping[Pair, tuple[Known, ...]], facts: Facts) -> tuple[Known, ...]:
    """Return the findings on the pair of a claim, those on its own subject first, then on what the subject is a kind of."""
    if claim.statement is None or not found:
        return ()
    key = claim.statement
    obj = root(key.object, facts)[0]
    own_first = sorted(kin(key.subject, facts), key=lambda factor: (factor != key.subject, factor))
    subjects = dict.fromkeys(root(factor, facts)[0] for factor in own_first)
    return tuple(item for subject in subjects for item in found.get((subject, obj), ()))


def sign_between(claim: Claim, facts: Facts) -> Sign:
    """Return the sign of a claim between the things behind its factors."""
    if claim.statement is None:
        return Sign.NONE
    (_, one), (_, other) = root(claim.statement.subject, facts), root(claim.statement.object, facts)
    return one * claim.statement.sign * other
