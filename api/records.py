"""What the REST service answers: a record for each kind of item, with its IRI, and labels beside ids so that one answer can be read."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph import KnowledgeGraph
from graph.analysis.paths import SignedPath
from graph.audit.run import Result
from ontology.model import (
    Claim,
    Decision,
    Document,
    EvidenceLevel,
    Factor,
    FactorKind,
    Flag,
    Modality,
    Passage,
    Severity,
    Statement,
    Verdict,
)
from ontology.namespaces import iri
from ontology.records import claim_record
from ontology.relations import Relation, Sign
from viz.atlas import Atlas
from viz.document_page import ledger
from viz.find import Suggestion


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


def factor_of(factor: Factor, atlas: Atlas) -> FactorRecord:
    """Return the record of a factor."""
    return FactorRecord(
        id=factor.id,
        iri=iri("factor", factor.id),
        label=factor.label,
        kind=factor.kind,
        category=factor.category,
        synonyms=list(factor.synonyms),
        broader=factor.broader,
        aspect_of=factor.aspect_of[0] if factor.aspect_of else None,
        xrefs=[xref.curie for xref in factor.xrefs],
        statements=len(atlas.statements_by_factor.get(factor.id, ())),
    )


def statement_of(statement: Statement, atlas: Atlas) -> StatementRecord:
    """Return the record of a statement."""
    key = statement.key
    return StatementRecord(
        id=statement.id,
        iri=iri("statement", statement.id),
        subject=key.subject,
        subject_label=atlas.label(key.subject),
        relation=key.relation,
        sign=key.sign,
        object=key.object,
        object_label=atlas.label(key.object),
        supporting=list(statement.supporting),
        hedged=list(statement.hedged),
        hypothetical=list(statement.hypothetical),
        denying=list(statement.denying),
        documents=list(statement.documents),
        sources=statement.sources,
        by_evidence=dict(statement.by_evidence),
        flags=sorted({flag.code for flag in atlas.flags_by_statement.get(statement.id, ())}),
    )


def claim_of(claim: Claim, document: Document, atlas: Atlas) -> ClaimRecord:
    """Return the record of a claim; of its document only the name is read."""
    return ClaimRecord(
        **claim_record(claim, document, atlas.factors),
        iri=iri("claim", claim.id),
        statement_id=atlas.statement_of_claim.get(claim.id),
        flags=sorted({flag.code for flag in atlas.flags_by_claim.get(claim.id, ())}),
    )


def document_of(document: Document, atlas: Atlas, graph: KnowledgeGraph | None = None) -> DocumentRecord:
    """Return the record of an article, with its claims counted where the graph is given."""
    claims = graph.claims(document=document.id) if graph else None
    plain = ("title", "url", "doi", "publisher", "published", "retrieved", "language", "sells", "digest_of", "source")
    return DocumentRecord(
        id=document.id,
        iri=iri("document", document.id),
        **{name: getattr(document, name) for name in plain},
        authors=list(document.authors),
        statements=sum(document.id in statement.documents for statement in atlas.statements.values()),
        flags=sum(flag.document == document.id for flag in atlas.flags),
        claims=None if claims is None else len(claims),
        by_evidence=None if claims is None else dict(ledger(claims)),
    )


def flag_of(flag: Flag, atlas: Atlas) -> FlagRecord:
    """Return the record of a flag."""
    plain = ("id", "code", "severity", "message", "looked_for", "fix", "statement", "document", "factor")
    return FlagRecord(
        **{name: getattr(flag, name) for name in plain},
        iri=iri("flag", flag.id),
        title=atlas.rule_title(flag.code),
        claims=list(flag.claims),
        passages=[
            PassageRecord(
                document=one.document_id, quote=one.place.quote, start=one.place.start, end=one.place.end, section=one.place.section
            )
            for one in flag.passages
        ],
    )


def _passage(passage: Passage) -> PassageRecord:
    place = passage.place
    return PassageRecord(document=passage.document_id, quote=place.quote, start=place.start, end=place.end, section=place.section)


def rule_of(result: Result) -> RuleRecord:
    """Return the record of a rule and what became of it."""
    plain = ("code", "title", "severity", "looks_for", "why", "example", "fix")
    return RuleRecord(
        **{name: getattr(result.rule, name) for name in plain}, outcome=result.outcome.value, reason=result.reason, flags=result.flags
    )


def path_of(path: SignedPath, atlas: Atlas) -> PathRecord:
    """Return the record of a path."""
    return PathRecord(
        factors=list(path.factors),
        labels=[atlas.label(factor) for factor in path.factors],
        statements=[statement.id for statement in path.statements],
        sign=path.sign,
        sources=path.sources,
        supported=path.supported,
        weakest=path.weakest.id,
        denials=list(path.denials),
        blocked=path.blocked,
    )


def hit_of(found: Suggestion) -> HitRecord:
    """Return the record of a hit."""
    return HitRecord(kind=found.kind, id=found.id, label=found.label, address=found.address, note=found.note)


def decision_of(decision: Decision) -> DecisionRecord:
    """Return the record of a decision."""
    plain = ("number", "target", "verdict", "reviewer", "time", "reason")
    return DecisionRecord(**{name: getattr(decision, name) for name in plain})
