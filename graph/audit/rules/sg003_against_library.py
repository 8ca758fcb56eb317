"""SG003 Against the reference library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.audit.citations import told
from graph.audit.entities import kin, root
from graph.audit.facts import Facts
from graph.audit.reference import Known, about, known, sign_between
from graph.audit.rule import Finding, Rule, needs_library, on_claims
from ontology.model import Claim, Modality, Severity, StatementKey
from ontology.relations import Sign


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each statement of an article that the findings on its pair speak against, and none for."""
    found = known(facts)
    for article in facts.articles:
        groups: dict[StatementKey, list[Claim]] = {}
        for claim in article.claims:
            if claim.statement and claim.modality is not Modality.HYPOTHETICAL and not claim.negated and not _of_itself(claim, facts):
                groups.setdefault(claim.statement, []).append(claim)
        for claims in groups.values():
            against = _against(claims[0], about(claims[0], found, facts), facts)
            if against:
                yield on_claims(claims, _message(claims[0], against, facts), severity=_severity(claims[0], against))


def _of_itself(claim: Claim, facts: Facts) -> bool:
    """Return whether subject and object are one thing, or forms of it: such a reading says nothing that a finding could be against."""
    key = claim.statement
    if key is None:
        return False
    subject, obj = root(key.subject, facts)[0], root(key.object, facts)[0]
    return obj in kin(subject, facts)


def _against(claim: Claim, findings: Sequence[Known], facts: Facts) -> list[Known]:
    """Return the findings of opposite sign or of no effect; none when any finding agrees."""
    sign = sign_between(claim, facts)
    if sign is Sign.NONE or any(item.sign is sign for item in findings):
        return []
    return list(findings)


def _severity(claim: Claim, against: Sequence[Known]) -> Severity:
    opposite = any(item.sign is not Sign.NONE for item in against)
    if claim.modality is Modality.HEDGED or (claim.context and not opposite):
        return Severity.LOW
    return Severity.HIGH if opposite else Severity.MEDIUM


def _message(claim: Claim, against: Sequence[Known], facts: Facts) -> str:
    item = against[0]
    finds = {Sign.UP: "a rise", Sign.DOWN: "a fall", Sign.NONE: "no effect"}[item.sign]
    context = f" in {item.finding.context}" if item.finding.context else ""
    return f"“{facts.says(claim)}”, but the library has {finds}{context} ({item.finding.system}): {told(item.finding.citation)}."


RULE = Rule(
    code="SG003",
    title="Against the reference library",
    severity=Severity.HIGH,
    looks_for="findings of the reference library on the same pair, all of them with the opposite sign or without effect",
    why="The article says what the works that were read do not bear out. Conditions may differ, so the finding's are shown.",
    example="“Zinc tablets raise magnesium absorption”, while the balance study in the library found that they lower it.",
    fix="Read the finding; correct the claim, or name the conditions under which it holds and a source for them.",
    find=find,
    skip=needs_library,
)
