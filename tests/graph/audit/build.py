"""Builders for audit tests: articles of invented sentences with the claims that a reader would find in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule
from loaders import load_text
from ontology.library import Citation, Edge, Library
from ontology.library import Finding as Known
from ontology.model import Claim, Document, Evidence, EvidenceLevel, Factor, FactorKind, Quantity
from ontology.relations import Relation, Sign
from tests.build import a_claim

NAMED = Evidence(level=EvidenceLevel.NAMED, cite="Reed et al., 2019")
VAGUE = Evidence(level=EvidenceLevel.VAGUE, cite="studies show")


def an_article(text: str, **fields: Any) -> Document:
    """Return a document read from Markdown, with blocks."""
    return replace(load_text(text, source="zinc.md", suffix=".md"), **fields)


def claim_in(
    document: Document, quote: str, subject: str = "zinc", relation: Relation = Relation.DECREASES, obj: str = "copper", **fields: Any
) -> Claim:
    """Return a claim that stands at `quote`, with the section of its block; any field of `a_claim`, then any of Claim, by name."""
    own = {key: fields.pop(key) for key in ("negated", "modality", "evidence", "directions", "context") if key in fields}
    claim = a_claim(subject, relation, obj, document=document, quote=quote, **own)
    section = next((b.section for b in document.blocks if b.start <= claim.place.start < b.end), None)
    return replace(claim, place=replace(claim.place, section=section), **fields)


def with_quantity(claim: Claim, words: str) -> Claim:
    """Return the claim with a quantity."""
    return replace(claim, quantity=Quantity(words=words))


def facts(*documents: Document, claims: Iterable[Claim] = (), factors: Iterable[Factor] = (), library: Library | None = None) -> Facts:
    """Return facts about these documents."""
    return Facts.of(documents, claims, factors=factors, library=library)


def found(rule: Rule, of: Facts) -> list[Finding]:
    """Return what a rule finds, each finding once; it must not be skipped."""
    assert rule.skip(of) is None
    flags = {rule.flag(finding).id: finding for finding in rule.find(of)}
    return list(flags.values())


def words(finding: Finding) -> list[str]:
    """Return the words that a finding points at."""
    return [passage.place.quote for passage in finding.passages]


def factor(name: str, category: str | None = None, **fields: Any) -> Factor:
    """Return a factor whose id is its label with hyphens."""
    return Factor(id=name.replace(" ", "-"), label=name, category=category, **fields)


def construct(name: str) -> Factor:
    """Return a factor of one author's framework."""
    return factor(name, kind=FactorKind.CONSTRUCT)


def a_library(*known: Known) -> Library:
    """Return a library of these findings alone."""
    return Library(findings=known, health_claims=(), upper_levels=())


def a_finding(
    subject: str,
    sign: Sign,
    obj: str,
    *,
    system: str = "human trial",
    context: str | None = None,
    citation: Citation | None = None,
    key: str = "k",
) -> Known:
    """Return a finding of an invented work on one pair."""
    return Known(
        key=key,
        subject=subject,
        relation="acts on",
        object=obj,
        sign=sign.value,
        note=None,
        context=context,
        system=system,
        finding="Invented.",
        effect=None,
        strength="supported",
        citation=citation or Citation(authors="Reed A, Stone B", year=2019, title="On zinc", journal="Journal of Zinc"),
        verified="invented",
        edges=(Edge(subject=subject, sign=sign, object=obj),),
    )
