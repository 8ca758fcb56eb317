"""The ledger of an article: every claim with what is offered for it, by section, with totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.audit.candidates import FOR, Between, Candidate, on_claims
from graph.audit.facts import Article, Facts
from graph.audit.rule import RANK
from ontology.model import Claim, Document, EvidenceLevel, Flag, Severity

OFFERED = {
    EvidenceLevel.NONE: "no source",
    EvidenceLevel.VAGUE: "a vague source",
    EvidenceLevel.NAMED: "a named source",
    EvidenceLevel.IDENTIFIED: "an identified source",
}
"""What a claim is offered, in words."""

WEAK = (EvidenceLevel.NONE, EvidenceLevel.VAGUE)
"""What nobody can look up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim: what it says in few words, what is offered for it, its flags, heaviest first, and works to read where one asks for any."""

    claim: Claim
    says: str
    flags: tuple[Flag, ...] = ()
    to_read: tuple[Candidate, ...] = ()

    @property
    def evidence(self) -> EvidenceLevel:
        """Return what is offered."""
        return self.claim.evidence.level

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the flags, each once."""
        return tuple(dict.fromkeys(flag.code for flag in self.flags))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The entries of one section, in reading order; `name` is None for the opening."""

    name: str | None
    entries: tuple[Entry, ...]

    @property
    def totals(self) -> Mapping[EvidenceLevel, int]:
        """Return how many claims are offered what."""
        return totals(self.entries)

    @property
    def flags(self) -> Mapping[Severity, int]:
        """Return how many flags rest on claims here, by severity."""
        return severities(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The whole article."""

    document: Document
    sections: tuple[Section, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of all sections."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def totals(self) -> Mapping[EvidenceLevel, int]:
        """Return how many claims are offered what."""
        return totals(self.entries)

    @property
    def flags(self) -> Mapping[Severity, int]:
        """Return how many flags rest on claims of the article, by severity."""
        return severities(self.entries)


def ledger(article: Article, facts: Facts, flags: Iterable[Flag] = (), *, between: Between | None = None) -> Ledger:
    """Return the ledger of one article.

    Args:
        article: One of the facts' articles.
        facts: For the labels of factors, and the reference library.
        flags: Of the audit; those that rest on a claim stand beside it.
        between: Finds the edges of other knowledge bases; see `graph.audit.candidates`.
    """
    on: dict[str, list[Flag]] = {}
    for flag in flags:
        for claim_id in dict.fromkeys(flag.claims):
            on.setdefault(claim_id, []).append(flag)
    sections: dict[str | None, list[Entry]] = {}
    for claim in article.claims:
        found = sorted(on.get(claim.id, ()), key=lambda flag: (RANK[flag.severity], flag.code, flag.id))
        to_read = on_claims([claim], facts, between) if FOR & {flag.code for flag in found} else ()
        entry = Entry(claim=claim, says=facts.says(claim), flags=tuple(found), to_read=to_read)
        sections.setdefault(claim.place.section, []).append(entry)
    return Ledger(
        document=article.document, sections=tuple(Section(name=name, entries=tuple(entries)) for name, entries in sections.items())
    )


def totals(entries: Iterable[Entry]) -> Mapping[EvidenceLevel, int]:
    """Return how many entries are offered what, all four levels in order."""
    counts = Counter(entry.evidence for entry in entries)
    return {level: counts[level] for level in EvidenceLevel}


def severities(entries: Iterable[Entry]) -> Mapping[Severity, int]:
    """Return how many flags rest on some entries, each once, by severity."""
    counts = Counter(flag.severity for flag in {flag.id: flag for entry in entries for flag in entry.flags}.values())
    return {severity: counts[severity] for severity in Severity}
