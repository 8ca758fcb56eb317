"""How much hangs on a claim: what kind of thing its object is, and how strongly it is told.

A reader is swamped when every claim without a source is equally loud. A claim about a person's health that is told as fact matters
most; a figure of speech about a framework least.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.audit.facts import Facts
from graph.audit.words import words
from ontology.model import BlockKind, Claim, FactorKind, Modality, Severity
from ontology.relations import Relation, Sign

CLINICAL = frozenset({"PhenotypicFeature", "Disease", "ClinicalMeasurement", "ClinicalAttribute"})
"""Biolink categories of what a person, or a doctor, would notice."""

NEAR_CLINICAL = frozenset({"PhysiologicalProcess", "Behavior", "BiologicalProcess"})
"""Biolink categories that hold both: `sleep` is noticed, `membrane depolarization` is not."""

MECHANISTIC = frozenset(
    {
        "MolecularActivity", "MacromolecularComplex", "BiologicalProcess", "PhysiologicalProcess", "PathologicalProcess", "Protein",
        "ProteinFamily", "CellularComponent", "Cell", "SmallMolecule", "AnatomicalEntity", "ChemicalEntity",
    }
)  # fmt: skip
"""Biolink categories of what happens inside."""

UNSURE = 0.5
"""Confidence under which a reading is as likely wrong as right; confidence is calibrated (docs/reading.md)."""

SUBSTANCE = frozenset({"SmallMolecule", "Drug", "ChemicalEntity", "MolecularMixture", "ComplexMolecularMixture", "Food", "Treatment"})
"""Biolink categories of what a person takes."""

_CLINICAL_WORDS = words(
    "sleep", "insomnia", "anxiety", "depressi(?:on|ve)", "mood", "stress", "pain", "fatigue", "tiredness", "memory", "focus",
    "attention", "cognition",
    "symptoms?", "risk", "disease", "cancer", "headaches?", "migraines?", "infections?", "inflammation", "weight", "blood pressure",
    "heart",
    "mortality", "health", "recovery", "performance", "strength", "asthma", "diabetes", "(?:sleep|reaction) (?:quality|time)",
    "well-?being", "energy",
)  # fmt: skip
"""For factors that no vocabulary knows: common names of what people feel or doctors measure."""


def clinical(factor_id: str | None, facts: Facts) -> bool:
    """Return whether a factor is something that a person or a doctor would notice: a symptom, a disease, a measurement.

    >>> from ontology.model import Factor
    >>> nap = Factor(id="nap-depth", label="nap depth", category="ClinicalAttribute")
    >>> clinical("nap-depth", Facts(factors={"nap-depth": nap}))
    True
    """
    factor = facts.factors.get(factor_id or "")
    if factor is None or factor.kind is FactorKind.UNRESOLVED or factor.category in NEAR_CLINICAL:
        return bool(_CLINICAL_WORDS.search(facts.label(factor_id)))
    return factor.category in CLINICAL


def mechanistic(factor_id: str | None, facts: Facts) -> bool:
    """Return whether a factor is something inside: a receptor, a process, a molecule."""
    factor = facts.factors.get(factor_id or "")
    return factor is not None and factor.category in MECHANISTIC and not clinical(factor_id, facts)


def real(factor_id: str | None, facts: Facts) -> bool:
    """Return whether a factor exists outside one author's framework, as far as is known."""
    return factor_id is not None and facts.kind(factor_id) is FactorKind.CONCEPT


def excessive(claim: Claim) -> bool:
    """Return whether a claim is of too much of its subject: that may do what too little does.

    >>> from tests.build import a_claim
    >>> excessive(a_claim()), excessive(a_claim("excess zinc"))
    (False, True)
    """
    return _EXCESS.search(claim.subject.phrase) is not None


_EXCESS = words("excess(?:ive(?:ly)?)?", "too (?:much|many)", "overdos(?:e|es|ing)", "surplus", "saturation")


def praises(claim: Claim, facts: Facts) -> bool:
    """Return whether a claim tells of a gain for a person's health: a better thing raised, or a worse one lowered."""
    key = claim.statement
    if key is None or claim.negated:
        return False
    factor = facts.factors.get(key.object)
    valence = factor.valence if factor else None
    return valence not in (None, Sign.NONE) and key.sign is not Sign.NONE and valence * key.sign is Sign.UP


def weight_of(claim: Claim, facts: Facts, kind: BlockKind | None = None) -> Severity:
    """Return how much a claim needs a source.

    High: a change of something that a person would notice, told as fact. Medium: a mechanism told as fact, a denial, an unwanted effect
    of a substance (a warning costs little). Low: hedged or only supposed, a bond or an association, a figure, the author's framework.
    """
    key = claim.statement
    target = key.object if key else claim.object.factor
    if claim.modality is not Modality.ASSERTED or kind is BlockKind.FIGURE:
        return Severity.LOW
    if claim.relation in _LIGHT or facts.kind(target) is FactorKind.CONSTRUCT:
        return Severity.LOW
    if not clinical(target, facts) or claim.relation.sign is Sign.NONE or claim.negated or _warns(claim, facts):
        return Severity.MEDIUM
    return Severity.HIGH


_LIGHT = (Relation.BINDS, Relation.ASSOCIATED, Relation.PRODUCES)


def _warns(claim: Claim, facts: Facts) -> bool:
    """Return whether a claim tells of an unwanted effect of something that a person takes."""
    key = claim.statement
    subject, obj = (facts.factors.get(key.subject), facts.factors.get(key.object)) if key else (None, None)
    if subject is None or obj is None or key is None or subject.category not in SUBSTANCE:
        return False
    return obj.valence is not None and obj.valence * key.sign is Sign.DOWN


def heaviest(severities: Iterable[Severity]) -> Severity:
    """Return the highest of some severities; LOW for none.

    >>> heaviest([Severity.LOW, Severity.HIGH])
    <Severity.HIGH: 'high'>
    """
    ranked = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
    return min(severities, key=ranked.index, default=Severity.LOW)
