"""Claim-shaped data of any size: articles of 60 sentences, one claim each, about factors drawn Zipf-like.

The same seed gives the same data. Shares of negation, modality and evidence are round numbers near those of popular health articles;
they shape the work, they are no finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ontology.model import Claim, Document, Evidence, EvidenceLevel, Factor, Mention, Modality, Place, Quantity, Reading, StatementKey
from ontology.namespaces import claim_id, document_id
from ontology.relations import Relation

CLAIMS_PER_DOCUMENT = 60
FACTORS = 20_000
ZIPF = 0.8
"""Exponent of the frequency of factors by rank: a few hubs, a long tail."""

RELATIONS = tuple(Relation)
RELATION_SHARES = (0.30, 0.22, 0.12, 0.12, 0.08, 0.04, 0.12)
LEVELS = tuple(EvidenceLevel)
LEVEL_SHARES = (0.70, 0.14, 0.10, 0.06)
MODALITIES = tuple(Modality)
MODALITY_SHARES = (0.78, 0.16, 0.06)
NEGATED_SHARE = 0.05
QUANTITY_SHARE = 0.10
RULES = tuple(f"rule-{i}" for i in range(30))


@dataclass(frozen=True)
class Article:
    """One article and what is read from it."""

    document: Document
    claims: list[Claim]
    factors: list[Factor]


def articles(claims: int, *, factors: int = FACTORS, seed: int = 1) -> Iterator[Article]:
    """Yield articles that hold `claims` claims together."""
    random = np.random.default_rng(seed)
    shares = weights(factors)
    for number in range(-(-claims // CLAIMS_PER_DOCUMENT)):
        size = min(CLAIMS_PER_DOCUMENT, claims - number * CLAIMS_PER_DOCUMENT)
        yield _article(number, random, shares, size)


def weights(factors: int) -> np.ndarray:
    """Return how often each factor is spoken of, by rank; they sum up to 1."""
    frequencies = 1 / np.arange(1, factors + 1) ** ZIPF
    return frequencies / frequencies.sum()


def _article(number: int, random: np.random.Generator, shares: np.ndarray, size: int) -> Article:
    pairs = random.choice(len(shares), size=(size, 2), p=shares)
    pairs[:, 1] += pairs[:, 0] == pairs[:, 1]
    kinds = random.choice(len(RELATIONS), size=size, p=RELATION_SHARES)
    sentences = [_sentence(i, *pair, RELATIONS[kind]) for i, (pair, kind) in enumerate(zip(pairs, kinds, strict=True))]
    text = f"Article {number}.\n" + " ".join(sentences)
    document = Document(
        id=document_id(text), text=text, title=f"Article {number}", source=f"article-{number}.txt", publisher=f"House {number % 97}"
    )
    starts = np.cumsum([len(f"Article {number}.\n")] + [len(sentence) + 1 for sentence in sentences])
    claims = [
        _claim(document.id, sentences[i], int(starts[i]), (int(pairs[i, 0]), int(pairs[i, 1])), RELATIONS[kinds[i]], random)
        for i in range(size)
    ]
    named = {int(factor) for pair in pairs for factor in pair}
    return Article(document, claims, [factor(i) for i in sorted(named)])


def factor(number: int) -> Factor:
    """Return the factor with this number."""
    return Factor(id=f"factor-{number}", label=f"substance {number}", category="SmallMolecule", synonyms=(f"S{number}",))


def _sentence(place: int, subject: int, obj: int, relation: Relation) -> str:
    return f"In case {place} substance {subject} is seen as one that {relation.value} substance {obj} in most cells under load."


def _claim(document: str, sentence: str, start: int, pair: tuple[int, int], relation: Relation, random: np.random.Generator) -> Claim:
    level = LEVELS[random.choice(4, p=LEVEL_SHARES)]
    negated = bool(random.random() < NEGATED_SHARE)
    subject, obj = (Mention(phrase=f"substance {n}", start=start, end=start + 9, factor=f"factor-{n}") for n in pair)
    key = tuple(f"factor-{n}" for n in pair)
    key = tuple(sorted(key)) if relation.symmetric else key
    return Claim(
        id=claim_id(document, start, start + len(sentence), subject.phrase, relation, obj.phrase, negated=negated),
        document_id=document,
        place=Place(
            start=start, end=start + len(sentence), quote=sentence, prefix="x" * 32, suffix="y" * 32, section=f"Part {start // 2000}"
        ),
        subject=subject,
        relation=relation,
        object=obj,
        reading=Reading(reader="made", version="1", rule=RULES[int(random.integers(len(RULES)))]),
        negated=negated,
        modality=MODALITIES[random.choice(3, p=MODALITY_SHARES)],
        quantity=Quantity(words="20 %", value=20.0, unit="%", comparator="=") if random.random() < QUANTITY_SHARE else None,
        evidence=_evidence(level, random),
        confidence=round(float(random.random()), 2),
        statement=StatementKey(subject=key[0], relation=relation, object=key[1]),
    )


def _evidence(level: EvidenceLevel, random: np.random.Generator) -> Evidence:
    number = int(random.integers(3000))
    if level is EvidenceLevel.IDENTIFIED:
        return Evidence(level=level, cite=f"doi:10.1000/w{number}", identifiers=(f"doi:10.1000/w{number}",))
    if level is EvidenceLevel.NAMED:
        return Evidence(level=level, cite=f"Author{chr(65 + number % 26)} et al., {1990 + number % 30}")
    return Evidence(level=level, cite="studies show" if level is EvidenceLevel.VAGUE else None)
