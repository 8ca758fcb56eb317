"""Our values as the records that the REST service answers (`api.records`)."""

from __future__ import annotations

from api.records import (
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    FactorRecord,
    FlagRecord,
    HitRecord,
    PassageRecord,
    PathRecord,
    RuleRecord,
    StatementRecord,
)
from graph import KnowledgeGraph
from graph.analysis.paths import SignedPath
from graph.audit.run import Result
from ontology.model import Claim, Decision, Document, Factor, Flag, Passage, Statement
from ontology.namespaces import iri
from ontology.records import claim_record
from viz.atlas import Atlas
from viz.choice import Choice
from viz.document_page import ledger
from viz.find import Suggestion


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
        statements=atlas.degree(factor.id),
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
        statements=atlas.statements_in([document.id])[document.id],
        flags=atlas.count_flags(Choice(article=frozenset([document.id]))),
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
        passages=[_passage(one) for one in flag.passages],
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
