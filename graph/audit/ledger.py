"""The ledger of an article: every claim with what is offered for it, by section, with totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.audit.candidates import FOR, Between, Candidate, on_claims
from graph.audit.facts import Article, Facts
from ontology.model import Claim, EvidenceLevel, Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim: what it says in few words, what is offered for it, the codes of its flags, and works to read where one of them asks."""

    claim: Claim
    says: str
    codes: tuple[str, ...] = ()
    to_read: tuple[Candidate, ...] = ()

    @property
    def evidence(self) -> EvidenceLevel:
        """Return what is offered."""
        return self.claim.evidence.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The entries of one section, in reading order; `name` is None for the opening."""

    name: str | None
    entries: tuple[Entry, ...]

    @property
    def totals(self) -> Mapping[EvidenceLevel, int]:
        """Return how many claims are offered what."""
        return totals(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The whole article."""

    article: Article
    sections: tuple[Section, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of all sections."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def totals(self) -> Mapping[EvidenceLevel, int]:
        """Return how many claims are offered what."""
        return totals(self.entries)


def ledger(article: Article, facts: Facts, flags: Iterable[Flag] = (), *, between: Between | None = None) -> Ledger:
    """Return the ledger of one article.

    Args:
        article: One of the facts' articles.
        facts: For the labels of factors, and the reference library.
        flags: Of the audit; their codes stand beside the claims they rest on.
        between: Finds the edges of other knowledge bases; see `graph.audit.candidates`.
    """
    codes: dict[str, list[str]] = {}
    for flag in flags:
        for claim_id in flag.claims:
            codes.setdefault(claim_id, []).append(flag.code)
    sections: dict[str | None, list[Entry]] = {}
    for claim in article.claims:
        found = tuple(sorted(set(codes.get(claim.id, ()))))
        to_read = on_claims([claim], facts, between) if FOR & set(found) else ()
        sections.setdefault(claim.place.section, []).append(Entry(claim=claim, says=facts.says(claim), codes=found, to_read=to_read))
    return Ledger(article=article, sections=tuple(Section(name=name, entries=tuple(entries)) for name, entries in sections.items()))


def totals(entries: Iterable[Entry]) -> Mapping[EvidenceLevel, int]:
    """Return how many entries are offered what, all four levels in order."""
    counts = Counter(entry.evidence for entry in entries)
    return {level: counts[level] for level in EvidenceLevel}
