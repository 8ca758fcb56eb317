"""ST002 Association told as cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.grade import UNSURE
from graph.audit.rule import Finding, Rule, on_claims
from graph.audit.words import words
from ontology.model import Claim, Modality, Severity
from ontology.relations import Relation

_TOGETHER = words(
    "(?:is|are|was|were|been|be) (?:\\w+ly |also )?(?:associated|linked|correlated) (?:with|to)",
    "correlates?",
    "associates? with",
    "goes with",
    "go with",
    "(?:go|goes|rises?|falls?|rose|fell|var(?:y|ies)|found) together",
    "observational",
    "epidemiolog\\w+",
    "cohort (?:study|studies|data)",
    "associations? between",
)
"""A correlation as what is said, not as a property of something (“the associated cost”)."""

_CAUSES = frozenset({Relation.INCREASES, Relation.DECREASES, Relation.PRODUCES, Relation.ENABLES})


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the sentences that step from a correlation to an effect, then the pairs told as linked here and as cause there."""
    for article in facts.articles:
        seen: set[str] = set()
        for claims in article.claims_of.values():
            finding = _in_sentence(article, claims, facts)
            if finding:
                seen.update(finding.claims)
                yield finding
        yield from _across([claim for claim in article.claims if claim.id not in seen], facts)


def _in_sentence(article: Article, claims: tuple[Claim, ...], facts: Facts) -> Finding | None:
    sentence = article.sentence_of(claims[0])
    causal = [claim for claim in claims if claim.relation in _CAUSES and not claim.negated]
    linked = [claim for claim in claims if claim.relation is Relation.ASSOCIATED]
    if not causal or sentence is None or not _TOGETHER.search(sentence.text):
        return None
    match = _TOGETHER.search(sentence.text)
    word = match.group() if match else ""
    message = f"“{word}” cannot show that {facts.says(causal[0])}."
    return on_claims([*causal, *linked], message, severity=Severity.HIGH)


def _correlates(claim: Claim, facts: Facts) -> bool:
    """Return whether the sentence of a claim speaks of a correlation, and was read with some certainty."""
    sentence = facts.article[claim.document_id].sentence_of(claim)
    return claim.confidence >= UNSURE and sentence is not None and _TOGETHER.search(sentence.text) is not None


def _across(claims: list[Claim], facts: Facts) -> Iterator[Finding]:
    pairs: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.statement and not claim.negated:
            pairs[frozenset({claim.statement.subject, claim.statement.object})].append(claim)
    for told in pairs.values():
        linked = [claim for claim in told if claim.relation is Relation.ASSOCIATED and _correlates(claim, facts)]
        causal = [
            claim for claim in told if claim.confidence >= UNSURE and claim.relation in _CAUSES and claim.modality is Modality.ASSERTED
        ]
        if linked and causal:
            message = f"“{facts.says(causal[0])}” is told as a cause; elsewhere the article only says that they go together."
            yield on_claims([*causal, *linked], message, severity=Severity.MEDIUM)


RULE = Rule(
    code="ST002",
    title="Association told as cause",
    severity=Severity.HIGH,
    looks_for="a correlation in the same sentence, or elsewhere on the same pair, as a claim that one thing brings about the other",
    why="What goes together may share a cause, or run the other way. No correlation shows what a change would do.",
    example="“Regular intake correlates with slower decline, so zinc protects the memory.”",
    fix="Keep to “goes with”, or cite an experiment.",
    find=find,
)
