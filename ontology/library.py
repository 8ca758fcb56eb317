"""The reference library: what cited work found about the factors that articles write of, for and against.

`Finding` is one result in this project's words with its citation; `edges` say which statements it bears on, grounded by hand in
`data/statement_factors.tsv` (sign `0`: looked for and not found). A field that nobody saw is None. The library is small and about
magnesium, glycine and sleep; that a statement is not in it means nothing.

>>> library = Library.load()
>>> [finding.key for finding in library.on("proton-pump-inhibitors", "magnesium-absorption")]
['ppi-fda']
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ontology.relations import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A published work, as far as it was seen; `authors` as one string, family names first."""

    authors: str | None = None
    year: int | None = None
    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Return `doi:` and `pmid:` identifiers, the form that `Evidence.identifiers` has."""
        named = (("doi", self.doi), ("pmid", self.pmid))
        return tuple(f"{prefix}:{value.lower()}" for prefix, value in named if value)

    @property
    def short(self) -> str:
        """Return first author, year and journal for people.

        >>> Citation(authors="Reed A, Stone B", year=2019, journal="J Zinc").short
        'Reed 2019, J Zinc'
        """
        first = _family(self.authors)
        return ", ".join(filter(None, (" ".join(filter(None, (first, str(self.year or "")))), self.journal)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A statement that a finding bears on: subject factor id, sign (`0`: no effect found), object factor id."""

    subject: str
    sign: Sign
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of one work. `sign` is `+ - 0`, `mixed`, or `context` (no direction: an amount, a limit, a distinction).

    `system` is where it was seen (human trial, animal, in vitro ...), `strength` one of established, supported, mixed, weak, refuted;
    `verified` says where each field was read ("secondary": not the abstract itself).
    """

    key: str
    subject: str
    relation: str
    object: str
    sign: str
    note: str | None
    context: str | None
    system: str
    finding: str
    effect: str | None
    strength: str
    citation: Citation
    verified: str
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthClaim:
    """A health claim that was authorised, rejected or only assessed in the EU, with the condition of its use."""

    nutrient: str
    wording: str
    status: str
    regulation: str
    condition: str
    seen: str

    @property
    def authorised(self) -> bool:
        """Return whether it may be made."""
        return self.status == "authorised"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperLevel:
    """A tolerable upper intake level: `amount` `unit` per `per`, counted over `of` (supplements or all sources)."""

    factor: str
    amount: float
    unit: str
    per: str
    of: str
    authority: str
    finding: str


@dataclass(frozen=True)
class Library:
    """All findings, health claims and upper levels; frozen, so shared freely."""

    findings: tuple[Finding, ...]
    health_claims: tuple[HealthClaim, ...]
    upper_levels: tuple[UpperLevel, ...]

    @staticmethod
    @cache
    def load() -> Library:
        """Return the library of the package; read once."""
        return Library(findings=tuple(_findings()), health_claims=tuple(_health_claims()), upper_levels=tuple(_upper_levels()))

    def on(self, subject: str, obj: str) -> tuple[Finding, ...]:
        """Return the findings about these two factors, in this direction, in the order of the library."""
        return self._by_pair.get((subject, obj), ())

    def against(self, subject: str, sign: Sign, obj: str) -> tuple[Finding, ...]:
        """Return the findings that looked at a signed statement and found the other sign or none.

        >>> [f.key for f in Library.load().against("magnesium-glycinate", Sign.UP, "sleep-quality")]
        ['sleep-bisglycinate-2025-null']
        """
        return tuple(f for f in self.on(subject, obj) if sign is not Sign.NONE and _sign_of(f, subject, obj) is not sign)

    def supporting(self, subject: str, sign: Sign, obj: str) -> tuple[Finding, ...]:
        """Return the findings of the same sign."""
        return tuple(f for f in self.on(subject, obj) if sign is not Sign.NONE and _sign_of(f, subject, obj) is sign)

    def cited(self, author: str, year: int | None = None) -> tuple[Finding, ...]:
        """Return the findings of works by an author (family name of any author, case aside), of a year where one is given.

        >>> sorted({str(f.citation.journal) for f in Library.load().cited("Bannai", 2012)})
        ['Frontiers in Neurology', 'Journal of Pharmacological Sciences']
        """
        name = re.compile(rf"(?<!\w){re.escape(author)}(?!\w)", re.IGNORECASE)
        return tuple(f for f in self.findings if name.search(f.citation.authors or "") and year in (None, f.citation.year))

    def identified(self, identifier: str) -> tuple[Finding, ...]:
        """Return the findings of the work with this identifier (`doi:...` or `pmid:...`)."""
        return tuple(f for f in self.findings if identifier.lower() in f.citation.identifiers)

    @cached_property
    def _by_pair(self) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
        found: dict[tuple[str, str], tuple[Finding, ...]] = {}
        for finding in self.findings:
            for edge in finding.edges:
                pair = edge.subject, edge.object
                found[pair] = (*found.get(pair, ()), finding)
        return found


def _sign_of(finding: Finding, subject: str, obj: str) -> Sign:
    return next(edge.sign for edge in finding.edges if (edge.subject, edge.object) == (subject, obj))


def _family(authors: str | None) -> str | None:
    """Return the first author's family name, or an institution whole."""
    if not authors:
        return None
    first = authors.split(",")[0].strip()
    return re.sub(r"\s+[A-Z]{1,3}$", "", first)


def _text(name: str) -> str:
    return (files("ontology") / "data" / name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    header, *lines = _text(name).splitlines()
    columns = header.split("\t")
    for line in lines:
        yield dict(zip(columns, line.split("\t"), strict=True))


def _findings() -> Iterator[Finding]:
    edges: dict[str, list[Edge]] = {}
    for row in _rows("statement_factors.tsv"):
        edges.setdefault(row["finding"], []).append(Edge(subject=row["subject"], sign=Sign(row["sign"]), object=row["object"]))
    for line in _text("statements.jsonl").splitlines():
        entry = json.loads(line)
        entry["note"] = entry.pop("direction_note") or None
        entry["citation"] = Citation(**entry["citation"])
        yield Finding(**entry, edges=tuple(edges.get(entry["key"], ())))


def _health_claims() -> Iterator[HealthClaim]:
    for row in _rows("claims_eu.tsv"):
        yield HealthClaim(
            nutrient=row["nutrient"],
            wording=row["claim_wording_or_claimed_effect"],
            status=row["status"],
            regulation=row["regulation_or_opinion"],
            condition=row["condition"],
            seen=row["where_seen"],
        )


def _upper_levels() -> Iterator[UpperLevel]:
    for row in _rows("upper_levels.tsv"):
        fields = {key: value for key, value in row.items() if key != "amount"}
        yield UpperLevel(amount=float(row["amount"]), **fields)
