"""EV001 No source offered. Claims of one sentence are one flag; light ones are gathered by section, so that heavy ones are seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from textwrap import shorten

from graph.audit.facts import Article, Facts
from graph.audit.grade import UNSURE, heaviest, weight_of
from graph.audit.own_work import own_work
from graph.audit.rule import Finding, Rule, on_claims
from graph.audit.sentences import Sentence
from ontology.model import Claim, EvidenceLevel, FactorKind, Severity, StatementKey

Group = tuple[Claim, ...]
Home = tuple[str, int]
UNKNOWN = 0.75
"""Confidence under which a claim between two things that no vocabulary knows weighs little: half of such readings are off (checked by
hand, benchmarks/results/audit-verdicts-1.tsv)."""

SOURCED = (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence whose claims offer nothing, and one a section for those that weigh little."""
    for article in facts.articles:
        light: dict[str | None, list[Claim]] = defaultdict(list)
        for group in groups(article):
            severity = heaviest(_weight(article, claim, facts) for claim in group)
            if severity is Severity.LOW:
                light[group[0].place.section].extend(group)
            else:
                yield on_claims(group, _message(article, group, facts), severity=severity)
        for section, claims in light.items():
            yield on_claims(claims, _light(claims, section), severity=Severity.LOW, focus=(article.document.id, section or "", "light"))


def groups(article: Article) -> Iterator[Group]:
    """Yield the unsourced claims of an article, gathered by sentence, or by the line that list items complete.

    A statement made again joins the place that made it first. Left out: figures (EV004 has them), sentences that appeal to something
    (EV002 and EV003), questions, statements for which the same article offers a source elsewhere, and claims that were not surely read
    (RD001).
    """
    sourced = {claim.statement for claim in article.claims if claim.evidence.level in SOURCED and claim.statement}
    first: dict[StatementKey, Home] = {}
    found: dict[Home, list[Claim]] = defaultdict(list)
    for claim in article.claims:
        sentence = article.sentence_of(claim)
        if (
            claim.evidence.level is EvidenceLevel.NONE
            and not claim.quantity
            and claim.confidence >= UNSURE
            and claim.confidence >= UNSURE
            and claim.statement not in sourced
            and not (sentence and sentence.text.rstrip().endswith("?"))
            and not _appeals(article, sentence)
        ):
            home = _home(claim, sentence)
            found[first.setdefault(claim.statement, home) if claim.statement else home].append(claim)
    for claims in found.values():
        yield tuple(claims)


def _home(claim: Claim, sentence: Sentence | None) -> Home:
    return ("list", sentence.lead_in) if sentence and sentence.lead_in is not None else ("place", claim.place.start)


def _appeals(article: Article, sentence: Sentence | None) -> bool:
    if sentence is None:
        return False
    return any(claim.evidence.level is not EvidenceLevel.NONE for claim in article.claims_of.get(sentence.number, ()))


def _weight(article: Article, claim: Claim, facts: Facts) -> Severity:
    if own_work(article) or (_doubt(claim, facts)[0] == 2 and claim.confidence < UNKNOWN):
        return Severity.LOW
    block = article.block_of(claim)
    return weight_of(claim, facts, block.kind if block else None)


def _message(article: Article, group: Sequence[Claim], facts: Facts) -> str:
    said = list(dict.fromkeys(facts.says(claim) for claim in sorted(group, key=lambda claim: _doubt(claim, facts))))
    places = len({claim.place.start for claim in group})
    again = f" (told in {places} places)" if places > 1 else ""
    return f"Nothing is offered for{_under(article, group[0])}: {'; '.join(said[:4])}{' and more' if len(said) > 4 else ''}{again}."


def _doubt(claim: Claim, facts: Facts) -> tuple[int, float]:
    """Return what puts the surest reading first: how many of its ends no vocabulary knows, then its confidence."""
    ends = (claim.subject.factor, claim.object.factor)
    return sum(facts.kind(end) is FactorKind.UNRESOLVED or end is None for end in ends), -claim.confidence


def _under(article: Article, claim: Claim) -> str:
    """Return the line that the claim's list item completes, for a message."""
    sentence = article.sentence_of(claim)
    above = article.lead_in(sentence) if sentence else None
    return f" what stands under “{shorten(above.text.rstrip(':'), 60, placeholder=' ...')}”" if above else ""


def _light(claims: Sequence[Claim], section: str | None) -> str:
    where = f"section “{section}”" if section else "the opening"
    return f"{len(claims)} lesser claims of {where} (hedged, definitional, in a figure, or of its own study) stand without a source."


RULE = Rule(
    code="EV001",
    title="No source offered",
    severity=Severity.HIGH,
    looks_for="a citation, identifier, named body or study in the claim's sentence, its lead-in line and the sentences that go on about it",
    why="A reader cannot tell what is known from what is supposed. Claims about what a person would notice weigh most.",
    example="“Zinc at bedtime deepens sleep.” No study is named here or anywhere else in the article.",
    fix="Name a work that shows this (author and year, DOI or PMID), or say that it is the author's own view.",
    find=find,
)
