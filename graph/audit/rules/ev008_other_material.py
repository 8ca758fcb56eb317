"""EV008 Evidence on another substance, species or population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.audit.citations import told
from graph.audit.entities import kin
from graph.audit.facts import Article, Facts
from graph.audit.grade import SUBSTANCE, clinical
from graph.audit.reference import Known, about, known, sign_between
from graph.audit.rule import Finding, Rule, on_claims, on_sentences
from graph.audit.words import ANIMAL, OTHER_MATERIAL
from ontology.model import Claim, EvidenceLevel, Severity, StatementKey

NOT_PEOPLE = ("animal", "in vitro")
PEOPLE = ("human trial", "human observational", "meta-analysis", "regulator")


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the places where an article admits other material, then its claims that the library knows only from animals or other salts."""
    found = known(facts)
    for article in facts.articles:
        yield from _admitted(article)
        groups: dict[StatementKey, list[Claim]] = {}
        for claim in article.claims:
            if claim.statement and claim.asserts and claim.evidence.level is EvidenceLevel.NONE and not _says_so(article, claim):
                groups.setdefault(claim.statement, []).append(claim)
        for claims in groups.values():
            agreeing = [item for item in about(claims[0], found, facts) if item.sign is sign_between(claims[0], facts)]
            yield from _carried_over(claims, agreeing, facts)


def _admitted(article: Article) -> Iterator[Finding]:
    for sentence in article.sentences:
        match = OTHER_MATERIAL.search(sentence.text) if sentence.prose else None
        if match:
            message = f"“{match.group().strip()}”: what these found is carried over to what the article speaks for."
            yield on_sentences([sentence], message, severity=Severity.MEDIUM, claims=article.claims_of.get(sentence.number, ()))


def _says_so(article: Article, claim: Claim) -> bool:
    sentence = article.sentence_of(claim)
    return bool(ANIMAL.search(claim.context or "") or (sentence and ANIMAL.search(sentence.text)))


def _carried_over(claims: Sequence[Claim], agreeing: Sequence[Known], facts: Facts) -> Iterator[Finding]:
    key = claims[0].statement
    if key is None or not agreeing:
        return
    systems = {item.finding.system for item in agreeing}
    if clinical(key.object, facts) and systems & set(NOT_PEOPLE) and not systems & set(PEOPLE):
        item = next(item.finding for item in agreeing if item.finding.system in NOT_PEOPLE)
        message = (
            f"“{facts.says(claims[0])}” is told of people; the library has it from {item.context or item.system}: {told(item.citation)}."
        )
        yield on_claims(claims, message, severity=Severity.HIGH)
    elif _other_form(key, facts, agreeing):
        item = agreeing[0].finding
        known_on = f"what is known is on {facts.label(agreeing[0].subject)}, not on {facts.label(key.subject)}"
        message = f"“{facts.says(claims[0])}”: {known_on}: {told(item.citation)}."
        yield on_claims(claims, message, severity=Severity.MEDIUM)


def _other_form(key: StatementKey, facts: Facts, agreeing: Sequence[Known]) -> bool:
    """Return whether every finding is on something broader than the claim's subject, a substance of which that is one form."""
    above = kin(key.subject, facts) - {key.subject}
    factor = facts.factors.get(key.subject)
    return factor is not None and factor.category in SUBSTANCE and all(item.subject in above for item in agreeing)


RULE = Rule(
    code="EV008",
    title="Evidence on something else",
    severity=Severity.HIGH,
    looks_for=(
        "findings that an article, or the reference library, has only from animals, cells, other forms of the substance or other people"
    ),
    why="What holds for rats at a gram a kilo, or for another salt, may not hold for a reader with a capsule.",
    example="“Three grams cooled the sleepers”: in the library the cooling was measured in rats, at a far higher dose.",
    fix="Say in whom and with what it was found, or cite a trial in people with the substance named.",
    find=find,
)
