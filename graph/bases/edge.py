"""Told and Borrowed: an edge as another knowledge base tells it, and the same between our factors."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.relations import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An end of an edge: its CURIEs, the best first, and its name."""

    curies: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An edge in the words of its base. `works` are identifiers (`pmid:1`, `doi:...`), `quotes` sentences that the base gives for it."""

    subject: Thing
    relation: str
    sign: Sign
    object: Thing
    works: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowed:
    """An edge of another base between two of our factors, by id; `words` say it as the base does."""

    base: str
    subject: str
    sign: Sign
    object: str
    words: str
    works: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    negated: bool = False
