"""What the REST service answers: a record for each kind of item, with its IRI, and labels beside ids so that one answer can be read.

`api.recorded` makes them of our values.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ontology.model import (
    EvidenceLevel,
    FactorKind,
    Modality,
    Severity,
    Verdict,
)
from ontology.relations import Relation, Sign


def _config(**example: Any) -> ConfigDict:
    return ConfigDict(frozen=True, json_schema_extra={"examples": [example]} if example else None)


class FactorRecord(BaseModel):
    """A thing that acts or is acted on. `aspect_of` is the factor that this one is an aspect of; `statements` counts those it is in."""

    model_config = _config(
        id="copper", iri="https://w3id.org/mechgraph/factor/copper", label="copper", kind="concept", synonyms=["Cu"], xrefs=["CHEBI:28694"]
    )
    id: str
    iri: str
    label: str
    kind: FactorKind
    category: str | None = None
    synonyms: list[str] = []
    broader: str | None = None
    aspect_of: str | None = None
    xrefs: list[str] = []
    statements: int = 0


class StatementRecord(BaseModel):
    """An edge of the graph with the sum of its support; lists hold ids of claims. `sources` counts independent works."""

    model_config = _config(subject="zinc", relation="decreases", sign="-", object="copper", supporting=["c-1"], sources=1)
    id: str
    iri: str
    subject: str
    subject_label: str
    relation: Relation
    sign: Sign
    object: str
    object_label: str
    supporting: list[str] = []
    hedged: list[str] = []
    hypothetical: list[str] = []
    denying: list[str] = []
    documents: list[str] = []
    sources: int = 0
    by_evidence: dict[EvidenceLevel, int] = {}
    flags: list[str] = []


class StatedRecord(BaseModel):
    """What a claim says once its words are put in order."""

    subject: str
    sign: Sign
    relation: Relation
    object: str


class ClaimRecord(BaseModel):
    """What one place in one document says: the fields of `mechgraph read --format jsonl`, and what the graph knows beside them."""

    model_config = _config(
        id="c-ff60bf498ddb2557",
        quote="Zinc lowers copper.",
        start=0,
        end=19,
        subject="Zinc",
        relation="decreases",
        object="copper",
        negated=False,
        modality="asserted",
        evidence="none",
        flags=["EV001"],
    )
    id: str
    iri: str
    document: str
    document_id: str
    section: str | None
    quote: str
    start: int
    end: int
    subject: str
    relation: Relation
    object: str
    negated: bool
    modality: Modality
    evidence: EvidenceLevel
    cite: str | None
    identifiers: list[str]
    quantity: str | None
    context: str | None
    rule: str
    confidence: Annotated[float, Field(ge=0, le=1, description="How sure the reader is to have read right; nothing about truth.")]
    subject_label: str | None
    object_label: str | None
    subject_iri: str | None
    object_iri: str | None
    statement: StatedRecord | None
    statement_id: str | None = None
    flags: list[str] = []


class DocumentRecord(BaseModel):
    """One version of one article; `by_evidence` counts its claims by what is offered for them (None in lists of articles)."""

    model_config = _config(id="d-93b051f2ee3acd84", title="Zinc and copper", publisher="Harbour Gazette", statements=12, flags=3)
    id: str
    iri: str
    title: str | None
    url: str | None
    doi: str | None
    publisher: str | None
    authors: list[str]
    published: str | None
    retrieved: str | None
    language: str | None
    sells: str | None
    digest_of: str | None
    source: str | None
    statements: int
    flags: int
    claims: int | None = None
    by_evidence: dict[EvidenceLevel, int] | None = None


class PassageRecord(BaseModel):
    """Words that a flag points at."""

    document: str
    quote: str
    start: int
    end: int
    section: str | None


class FlagRecord(BaseModel):
    """Something that does not hold up: the rule, what it rests on, what was looked for, and how to clear it."""

    model_config = _config(id="f-1", code="EV001", severity="high", message="No source is offered.", fix="Name one.", claims=["c-1"])
    id: str
    iri: str
    code: str
    title: str
    severity: Severity
    message: str
    looked_for: str
    fix: str
    claims: list[str]
    statement: str | None
    document: str | None
    factor: str | None
    passages: list[PassageRecord]


class RuleRecord(BaseModel):
    """A rule of the audit and what became of it."""

    code: str
    title: str
    severity: Severity
    looks_for: str
    why: str
    example: str
    fix: str
    outcome: str
    reason: str | None
    flags: int


class PathRecord(BaseModel):
    """A chain of statements; `sign` is the product of theirs. A chain is a hypothesis, not evidence."""

    factors: list[str]
    labels: list[str]
    statements: list[str]
    sign: Sign
    sources: int
    supported: bool
    weakest: str
    denials: list[str]
    blocked: bool


class HitRecord(BaseModel):
    """Something that search found; `address` is its page on this server."""

    model_config = _config(kind="factor", id="copper", label="copper", address="/factor/copper", note="7 links")
    kind: str
    id: str
    label: str
    address: str
    note: str | None


class DecisionRecord(BaseModel):
    """What a person said about a claim or flag; the one with the highest number counts."""

    number: int
    target: str
    verdict: Verdict
    reviewer: str
    time: str
    reason: str | None


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list. `next` goes on with it (as `cursor`), None at the end; `total` is None where counting costs too much."""

    items: list[T]
    next: str | None = None
    total: int | None = None
