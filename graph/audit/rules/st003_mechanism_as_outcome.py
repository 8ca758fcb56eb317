"""ST003 Mechanism told as outcome."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.grade import clinical, mechanistic
from graph.audit.rule import Finding, Rule, on_claims
from graph.audit.sentences import Sentence
from graph.audit.words import FOLLOWS
from ontology.model import Claim, EvidenceLevel, Severity
from ontology.relations import Sign

SOURCED = (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence that draws an outcome from a mechanism, in it or just before it, and offers nothing for that."""
    for article in facts.articles:
        for number, claims in article.claims_of.items():
            sentence = article.sentences[number]
            outcomes = [claim for claim in claims if _outcome(claim, facts)]
            if not outcomes or not sentence.prose:
                continue
            behind = _mechanisms(_before(article, sentence), facts) if _continues(sentence) else []
            behind = behind or (_mechanisms(claims, facts) if FOLLOWS.search(sentence.text) else [])
            behind = sorted((c for c in behind if c not in outcomes), key=lambda c: (not _joined(c, outcomes[0]), _after(c, outcomes[0])))
            if behind:
                steps = f"“{facts.says(behind[0])}” the text steps to “{facts.says(outcomes[0])}”"
                message = f"From the mechanism {steps}; nobody is said to have seen that."
                yield on_claims(
                    [*outcomes, *behind], message, severity=Severity.MEDIUM, focus=(article.document.id, str(sentence.place.start))
                )


def _outcome(claim: Claim, facts: Facts) -> bool:
    key = claim.statement
    return bool(key and claim.asserts and claim.evidence.level not in SOURCED and key.sign is not Sign.NONE and clinical(key.object, facts))


def _mechanisms(claims: tuple[Claim, ...], facts: Facts) -> list[Claim]:
    return [
        c
        for c in claims
        if c.statement and c.relation.causal and c.evidence.level not in SOURCED and mechanistic(c.statement.object, facts)
    ]


def _after(mechanism: Claim, outcome: Claim) -> bool:
    """Return whether a mechanism is told only after the outcome, so that the text cannot have stepped from there."""
    return (mechanism.object.start or 0) > (outcome.object.start or 0) > 0


def _joined(mechanism: Claim, outcome: Claim) -> bool:
    one, other = mechanism.statement, outcome.statement
    return bool(one and other and other.subject in (one.subject, one.object))


def _before(article: Article, sentence: Sentence) -> tuple[Claim, ...]:
    return article.claims_of.get(sentence.number - 1, ())


def _continues(sentence: Sentence) -> bool:
    """Return whether a sentence says that it follows from the one before."""
    match = FOLLOWS.search(sentence.text)
    return bool(match and match.start() < 25)


RULE = Rule(
    code="ST003",
    title="Mechanism told as outcome",
    severity=Severity.MEDIUM,
    looks_for=(
        "“the result is”, “means”, “promoting ...” between what happens inside and what a person would notice, with no study of the latter"
    ),
    why="Most mechanisms that should work do not, or not enough to be noticed. The step has to be measured.",
    example="“Zinc binds the channel, promoting deeper sleep.” The binding may be known; the sleep was not measured.",
    fix="Cite a study that measured the outcome in people, or tell it as a hope.",
    find=find,
)
