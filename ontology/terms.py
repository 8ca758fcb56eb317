"""The names of our own RDF vocabulary, and what stands for each value of the model.

`ontology/data/mechanism.ttl` defines every name that stands here, and no other (a test compares them). A value of an enum is a SKOS
concept (`mg:Hedged`) or, for a relation, a property (`mg:increases`); `iri_of(value)` gives its IRI, `value_of` the way back.

A claim is an `mg:Claim` and an `rdf:Statement`: rdf:subject, rdf:predicate, rdf:object hold the *statement* it speaks about, in
normalised form; `mg:relation`, `mg:subjectMention` and `mg:objectMention` hold what the author wrote. One of `mg:supports`,
`mg:hedges`, `mg:supposes`, `mg:denies` leads to the statement, so that a query cannot take a denial for support.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from ontology.model import BlockKind, EvidenceLevel, FactorKind, Modality, Outcome, Severity, Verdict
from ontology.namespaces import term
from ontology.relations import Relation

CLASSES: tuple[str, ...] = (
    "Block",  # one stretch of an article
    "BlockKind",
    "Claim",  # also rdf:Statement, prov:Entity
    "Decision",
    "Document",  # also schema:Article, prov:Entity
    "EvidenceLevel",
    "Factor",  # also skos:Concept
    "FactorKind",
    "Flag",
    "Mention",
    "Modality",
    "Outcome",
    "Quantity",
    "Reader",  # also prov:SoftwareAgent
    "Reading",  # also prov:Activity
    "Relation",
    "Rule",  # a rule of a reader, or of the audit
    "Severity",
    "Statement",
    "SupersededClaim",  # a claim of an older version of an article: kept, no mg:Claim, in no statement
    "Tally",  # how many claims there are of one kind
    "Verdict",
    "Work",  # a work that an article cites
)

PROPERTIES: tuple[str, ...] = (
    # Document (beside dcterms:title, creator, publisher, issued, language, source; schema:url, schema:text)
    "authors",  # rdf:List, in the printed order
    "block",
    "blockKind",
    "digestOf",
    "doi",
    "headingPath",  # rdf:List, outermost first
    "leadIn",
    "reference",  # to mg:Work: an entry of the article's own list
    "referenceLabel",
    "retrieved",
    "sells",
    "sha256",
    # Factor (beside skos:prefLabel, altLabel, broader, exactMatch, closeMatch, broadMatch)
    "aspect",
    "aspectOf",
    "category",
    "factorKind",
    "valence",
    # Mention
    "direction",
    "end",
    "factor",
    "phrase",
    "start",
    # Claim (beside rdf:subject, predicate, object; oa:hasTarget; prov:wasQuotedFrom, wasGeneratedBy, hadPrimarySource)
    "condition",
    "confidence",
    "cueEnd",
    "cueStart",
    "denies",
    "evidenceIdentifier",
    "evidenceIdentifiers",  # all of them, one a line, where their order matters (two or more)
    "evidenceOffered",
    "evidenceWords",
    "hedges",
    "modality",
    "negated",
    "objectMention",
    "quantity",
    "relation",
    "section",
    "speaksOf",  # above supports, hedges, supposes, denies
    "subjectMention",
    "supports",
    "supposes",
    # between factors, above increases and decreases
    "raisesOrLowers",
    # Quantity
    "comparator",
    "unit",
    "upperValue",
    "value",
    "words",
    # Reading
    "rule",
    "version",
    # Statement (beside rdf:subject, predicate, object)
    "contradicts",
    "denyingCount",
    "documentCount",
    "hedgedCount",
    "hypotheticalCount",
    "identifiedCount",
    "inDocument",
    "namedCount",
    "noEvidenceCount",
    "sign",
    "sourceCount",
    "supportingCount",
    "vagueCount",
    # Tally
    "claimCount",
    "ofEvidence",
    "ofRelation",
    # Flag
    "about",
    "code",
    "fix",
    "lookedFor",
    "message",
    "restsOn",
    "severity",
    # Decision
    "decidedOn",
    "number",
    "reason",
    "reviewer",
    "time",
    "verdict",
)

CONCEPTS: dict[type[StrEnum], dict[str, str]] = {
    Relation: {relation.value: relation.value for relation in Relation},
    Modality: {"asserted": "Asserted", "hedged": "Hedged", "hypothetical": "Hypothetical"},
    EvidenceLevel: {"none": "NoEvidence", "vague": "VagueEvidence", "named": "NamedEvidence", "identified": "IdentifiedEvidence"},
    FactorKind: {"concept": "ConceptFactor", "construct": "ConstructFactor", "unresolved": "UnresolvedFactor"},
    BlockKind: {
        "heading": "Heading",
        "paragraph": "Paragraph",
        "list item": "ListItem",
        "figure text": "FigureText",
        "quotation": "Quotation",
        "table row": "TableRow",
        "reference": "ReferenceEntry",
        "furniture": "Furniture",
    },
    Severity: {"high": "HighSeverity", "medium": "MediumSeverity", "low": "LowSeverity"},
    Outcome: {"passed": "Passed", "flagged": "Flagged", "skipped": "Skipped"},
    Verdict: {"accepted": "Accepted", "rejected": "Rejected", "suppressed": "Suppressed"},
}
"""The local name of each value of each enum. A sign is a literal ("+", "-", "0") and a match grade a SKOS property, so neither is here."""

E = TypeVar("E", bound=StrEnum)


def iri_of(value: StrEnum) -> str:
    """Return the IRI that stands for a value of one of the enums above; KeyError for a sign or a match grade.

    >>> iri_of(Modality.HEDGED)
    'https://w3id.org/mechgraph/ontology#Hedged'
    """
    return term(CONCEPTS[type(value)][value.value])


def value_of(iri: str, enum: type[E]) -> E:
    """Return the value of `enum` that an IRI stands for; KeyError when it stands for none.

    >>> value_of("https://w3id.org/mechgraph/ontology#decreases", Relation)
    <Relation.DECREASES: 'decreases'>
    """
    return enum(_VALUES[enum, iri])


_VALUES = {(enum, term(name)): value for enum, names in CONCEPTS.items() for value, name in names.items()}
