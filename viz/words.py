"""The words of the pages: numbers with their nouns, and what a claim or an edge is said to do."""

from __future__ import annotations

import re

from ontology.model import Claim, EvidenceLevel, Modality

OFFERED = {
    EvidenceLevel.NONE: "no source offered",
    EvidenceLevel.VAGUE: "vague source",
    EvidenceLevel.NAMED: "source named",
    EvidenceLevel.IDENTIFIED: "source identified",
}


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "claim"), counted(1200, "claim"), counted(0, "entry", "entries")
    ('1 claim', '1,200 claims', '0 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def spaced(name: str) -> str:
    """Return a name written in one word as several.

    >>> spaced("SmallMolecule"), spaced("vitamin"), spaced("GABA")
    ('small molecule', 'vitamin', 'GABA')
    """
    if name.isupper():
        return name
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() if re.search(r"[a-z][A-Z]|^[A-Z][a-z]", name) else name


def told(claim: Claim) -> str:
    """Return how a claim is told: `asserts`, `denies`, `hedges`, `supposes`."""
    if claim.negated:
        return "denies"
    return {Modality.ASSERTED: "asserts", Modality.HEDGED: "hedges", Modality.HYPOTHETICAL: "supposes"}[claim.modality]
