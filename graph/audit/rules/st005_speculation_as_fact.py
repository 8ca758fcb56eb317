"""ST005 Speculation told as fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.mentions import names_something
from graph.audit.rule import Finding, Rule, on_claims, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import CITED, EXPLAINS, TESTIMONY
from ontology.model import Claim, EvidenceLevel, Modality, Severity, StatementKey

SOURCED = (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED)

_CHOICE = re.compile(r"\bwhy\b.{0,60}\b(?:we|our|us|I|was chosen|were chosen|is not an?|are not)\b", re.IGNORECASE)
"""Why the author does something, or what does not follow: no explanation of how things work."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the explanations told as settled, then the statements that the same article only supposes elsewhere."""
    for article in facts.articles:
        for sentence in article.sentences:
            claims = article.claims_of.get(sentence.number, ())
            match = EXPLAINS.search(sentence.text) if sentence.prose else None
            if match and not CITED.search(sentence.text) and _told(sentence, claims) and names_something(article, sentence, facts):
                message = f"“{match.group()}” gives an explanation as settled; nothing is offered for it."
                yield on_sentences([sentence], message, claims=claims)
        yield from _supposed(article, facts)


def _told(sentence: Sentence, claims: tuple[Claim, ...]) -> bool:
    firm = all(claim.modality is Modality.ASSERTED and claim.evidence.level not in SOURCED for claim in claims)
    return (
        firm
        and not _CHOICE.search(sentence.text)
        and not sentence.text.rstrip().endswith((":", "?"))
        and not TESTIMONY.search(sentence.text)
    )


def _supposed(article: Article, facts: Facts) -> Iterator[Finding]:
    by_statement: dict[StatementKey, list[Claim]] = {}
    for claim in article.claims:
        if claim.statement and not claim.negated:
            by_statement.setdefault(claim.statement, []).append(claim)
    for claims in by_statement.values():
        supposed = [claim for claim in claims if claim.modality is Modality.HYPOTHETICAL]
        asserted = [claim for claim in claims if claim.asserts and claim.evidence.level not in SOURCED]
        if supposed and asserted:
            yield on_claims(
                [*asserted, *supposed], f"“{facts.says(asserted[0])}” is fact here and a supposition there.", severity=Severity.MEDIUM
            )


RULE = Rule(
    code="ST005",
    title="Speculation told as fact",
    severity=Severity.HIGH,
    looks_for=(
        "“this is why”, “maps onto”, “these are signs of” and their like without a source; statements that are only supposed elsewhere"
    ),
    why="An explanation that fits is not one that was tested. Told as settled, it makes a finding say more than it does.",
    example="“Sleep improved, which maps directly onto calmer receptors.” Nobody measured the receptors.",
    fix="Cite a study that tested the explanation, or mark it as the author's reading.",
    find=find,
)
