"""ST001 Hedged here, asserted there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.entities import root
from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_claims, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import CERTAIN, NOT_ABSOLUTE, TENTATIVE, words
from ontology.model import Claim, Modality, Severity
from ontology.relations import Sign

Said = tuple[str, str, Sign]


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the statements that one article both hedges and asserts, then the subjects it vouches for and leaves open."""
    for article in facts.articles:
        said: dict[Said, list[Claim]] = {}
        for claim in article.claims:
            if claim.statement and not claim.negated and claim.statement.sign is not Sign.NONE:
                said.setdefault(_said(claim, facts), []).append(claim)
        for claims in said.values():
            hedged = [c for c in claims if c.modality is Modality.HEDGED]
            asserted = [c for c in claims if c.modality is Modality.ASSERTED and any(_alike(article, c, other) for other in hedged)]
            if hedged and asserted:
                yield on_claims([*asserted, *hedged], f"“{facts.says(asserted[0])}” is told as fact here, with reserve there.")
        yield from _vouched(article, facts)


def _alike(article: Article, one: Claim, other: Claim) -> bool:
    """Return whether two claims may be about the same bodies: what holds in experiments is rightly told of patients with reserve."""
    texts = [sentence.text if (sentence := article.sentence_of(claim)) else "" for claim in (one, other)]
    return not any(_BENCH.search(bench) and _PATIENTS.search(people) for bench, people in (texts, texts[::-1]))


_BENCH = words("experimental", "in vitro", "cells?", "neurons", "rats?", "mice", "mouse", "animals?", "cultures?")
_PATIENTS = words("patients?", "people", "humans?", "persons?", "adults", "participants")


def _said(claim: Claim, facts: Facts) -> Said:
    key = claim.statement
    assert key is not None  # noqa: S101  the caller has looked
    (subject, one), (obj, other) = root(key.subject, facts), root(key.object, facts)
    return subject, obj, one * key.sign * other


def _vouched(article: Article, facts: Facts) -> Iterator[Finding]:
    """Yield at most one finding for each subject: the sentences that vouch for it against those that leave its effects open."""
    firm = [s for s in article.sentences if s.prose and CERTAIN.search(s.text) and not _unsure(s)]
    open_ = [s for s in article.sentences if s.prose and TENTATIVE.search(s.text) and not CERTAIN.search(s.text)]
    for subject in sorted({subject for s in firm for subject in _subjects(article, s)}):
        sure = [s for s in firm if subject in _subjects(article, s)]
        unsure = [s for s in open_ if subject in _subjects(article, s)]
        if sure and unsure:
            word = CERTAIN.search(sure[0].text)
            message = (
                f"“{word.group() if word else ''}” is said of {facts.label(subject)}, whose effects are left open elsewhere in the article."
            )
            yield on_sentences([*sure[:3], *unsure[:3]], message, severity=Severity.HIGH, focus=f"vouched {subject}")


def _unsure(sentence: Sentence) -> bool:
    return bool(NOT_ABSOLUTE.search(sentence.text) or TENTATIVE.search(sentence.text) or re.search(r"\bnot\b|n[’']t\b|\?", sentence.text))


def _subjects(article: Article, sentence: Sentence) -> frozenset[str]:
    claims = article.claims_of.get(sentence.number, ())
    return frozenset(claim.statement.subject for claim in claims if claim.statement)


RULE = Rule(
    code="ST001",
    title="Hedged here, asserted there",
    severity=Severity.HIGH,
    looks_for=(
        "one effect told as fact in one place and with “may”, “suggests” or “early findings” in another; a subject vouched for here "
        "and left open there"
    ),
    why="Headings, openings and closings are remembered; the reserve in the middle is not. Nothing was added between the two.",
    example="“Early trials suggest that zinc may help sleep” in the text, “zinc reliably brings sleep” in the summary.",
    fix="Tell it with the same reserve everywhere, or show what settles it.",
    find=find,
)
