"""Support of a statement, told as a sum and never as a score: who says it, on what, who denies it, what the library has on it.

Thirty sentences of one article count once. An article whose publisher sells the subject, or a form of it, is counted apart. A work that
two articles cite counts once (`graph.works`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.audit.citations import told as told_work
from graph.audit.facts import Facts
from graph.audit.reference import Known, Pair, about, known, sign_between
from graph.audit.rules.ev009_publisher_sells import sold
from graph.works import independent_sources
from ontology.library import Finding
from ontology.model import Claim, EvidenceLevel, Flag, Modality, Severity, StatementKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The sum. Documents are ids in order; `sellers` are among `documents`. `works` counts cited works behind claims told as fact."""

    key: StatementKey
    sentences: int
    documents: tuple[str, ...]
    sellers: tuple[str, ...]
    works: int
    by_evidence: Mapping[EvidenceLevel, int]
    hedged: int
    hypothetical: int
    denials: int
    flags: Mapping[Severity, int]
    for_: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()

    @property
    def independent(self) -> int:
        """Return how many articles tell it as fact without selling its subject."""
        return len(self.documents) - len(self.sellers)

    def told(self) -> str:
        """Return the sum in one line.

        >>> from tests.build import a_claim
        >>> claim = a_claim()
        >>> of([claim], Facts()).told()
        '1 sentence in 1 article, 0 named or identified works, 0 denials'
        """
        parts = [
            f"{_counted(self.sentences, 'sentence')} in {_counted(len(self.documents), 'article')}{self._sellers()}",
            f"{_counted(self.works, 'named or identified work')}",
            *([f"{_counted(self.hedged, 'hedged sentence')}"] if self.hedged else []),
            *([f"{_counted(self.hypothetical, 'supposition')}"] if self.hypothetical else []),
            _counted(self.denials, "denial"),
            *([f"{_counted(sum(self.flags.values()), 'flag')}"] if self.flags else []),
            *([f"library for: {'; '.join(told_work(f.citation) for f in self.for_)}"] if self.for_ else []),
            *([f"library against: {'; '.join(told_work(f.citation) for f in self.against)}"] if self.against else []),
        ]
        return ", ".join(parts)

    def _sellers(self) -> str:
        return f" ({len(self.sellers)} by a publisher who sells it)" if self.sellers else ""


def of(
    claims: Iterable[Claim], facts: Facts, *, flags: Iterable[Flag] = (), found: Mapping[Pair, tuple[Known, ...]] | None = None
) -> Support:
    """Return the support of the statement that some claims are about.

    Args:
        claims: All accepted claims on one statement; at least one, each with that statement.
        facts: For publishers, factors and the library.
        flags: Of the audit; those on these claims are counted.
        found: `known(facts)`, when it is at hand.
    """
    told = list(claims)
    firm = [claim for claim in told if claim.asserts]
    documents = tuple(dict.fromkeys(claim.document_id for claim in firm))
    ids = {claim.id for claim in told}
    item = about(told[0], known(facts) if found is None else found, facts)
    sign = sign_between(told[0], facts)
    key = told[0].statement
    if key is None:
        raise ValueError("a claim without statement has no support to sum up")
    return Support(
        key=key,
        sentences=len({(claim.document_id, claim.place.start, claim.place.end) for claim in firm}),
        documents=documents,
        sellers=tuple(document for document in documents if _sells(document, firm, facts)),
        works=independent_sources(claim.evidence for claim in firm),
        by_evidence=Counter(claim.evidence.level for claim in firm),
        hedged=sum(claim.modality is Modality.HEDGED and not claim.negated for claim in told),
        hypothetical=sum(claim.modality is Modality.HYPOTHETICAL and not claim.negated for claim in told),
        denials=sum(claim.negated for claim in told),
        flags=Counter(flag.severity for flag in flags if ids & set(flag.claims)),
        for_=tuple(entry.finding for entry in item if entry.sign is sign),
        against=tuple(entry.finding for entry in item if entry.sign is not sign),
    )


def by_statement(facts: Facts, flags: Iterable[Flag] = ()) -> dict[StatementKey, Support]:
    """Return the support of every statement, in the order in which they are first told."""
    claims: dict[StatementKey, list[Claim]] = {}
    for claim in facts.claims:
        if claim.statement:
            claims.setdefault(claim.statement, []).append(claim)
    on: dict[str, list[Flag]] = {}
    for flag in flags:
        for claim_id in flag.claims:
            on.setdefault(claim_id, []).append(flag)
    found = known(facts)
    return {key: of(told, facts, flags=_flags(told, on), found=found) for key, told in claims.items()}


def _flags(claims: Iterable[Claim], on: Mapping[str, list[Flag]]) -> list[Flag]:
    return list({flag.id: flag for claim in claims for flag in on.get(claim.id, ())}.values())


def _sells(document: str, claims: Iterable[Claim], facts: Facts) -> bool:
    article = facts.article.get(document)
    return article is not None and any(sold(article, claim, facts) for claim in claims if claim.document_id == document)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
