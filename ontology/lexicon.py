"""The lexicon: every factor that we know, the forms that name it, and the words that turn it.

Four tables, in this order of trust: `factors.tsv` (checked by hand, identifiers verified), `factors_general.tsv` (general factors of
physiology, nutrition, climate ...), `mesh.tsv` (descriptors of MeSH) and `genes.tsv` (human genes of HGNC), these two searched in place
(`ontology.descriptors`). Which table a factor came from shows in its xrefs. `data/README.md` says what each file holds and whose facts
they are.

>>> lexicon = Lexicon.load()
>>> lexicon.lookup(fold("gamma-aminobutyric acid"))
'gaba'
>>> lexicon.factors["gaba"].label
'GABA'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from ontology.descriptors import Descriptors
from ontology.folding import Folded, fold
from ontology.model import Factor, FactorKind, MatchGrade, Xref
from ontology.relations import Sign

CURATED = ("factors.tsv", "factors_general.tsv")
VALENCES = {"better": Sign.UP, "worse": Sign.DOWN}
STATES = {"amount": Sign.NONE, "low amount": Sign.DOWN, "high amount": Sign.UP}
"""Aspects that are the thing itself in a state: magnesium deficiency is magnesium, direction -."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a direction word does: `sign` is one of `+ - = ~ 0 v+ v-`, `aspect` what a word without sign makes of the factor."""

    sign: str
    kind: str
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class AspectWord:
    """What an aspect word means; `own` says whether it makes a factor of its own.

    `yes`, `no`, `organ` (only of bodies and cells), or `disorder` (only of diseases and symptoms: a cancer treatment is something else
    than the cancer, a steroid treatment is the steroid).
    """

    aspect: str
    own: str


@dataclass(frozen=True)
class Lexicon:
    """Factors, their forms, and the words around them. Forms map to one factor each; `ambiguous` abbreviations to several."""

    factors: Mapping[str, Factor]
    forms: Mapping[Folded, str]
    signed: Mapping[Folded, tuple[str, Sign]]
    turns: Mapping[Folded, Turn]
    aspects: Mapping[Folded, AspectWord]
    generic: frozenset[Folded]
    places: Mapping[Folded, Folded]
    cased: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]
    mesh: Descriptors = field(repr=False)
    genes: Descriptors = field(repr=False)

    @staticmethod
    @cache
    def load() -> Lexicon:
        """Return the lexicon of the package; read once."""
        return _load()

    def lookup(self, form: Folded) -> str | None:
        """Return the id of the factor that a form names, None when nothing does; MeSH comes after our own tables, genes come last."""
        key = self.forms.get(form)
        return key if key is not None else self.described(form)

    def described(self, form: Folded) -> str | None:
        """Return the id of the factor that a form names in MeSH, else among the genes."""
        return self.mesh.find(form) or self.genes.find(form)

    def factor(self, key: str) -> Factor | None:
        """Return the factor with this id, also one of MeSH or of the genes that has been looked up."""
        return self.factors.get(key) or self.mesh.found.get(key) or self.genes.found.get(key)

    @cached_property
    def entities(self) -> Mapping[tuple[str, str], str]:
        """Return the factor that is a given aspect of a given entity, where the curated tables have one."""
        return {factor.aspect_of: key for key, factor in reversed(list(self.factors.items())) if factor.aspect_of}

    @cached_property
    def states(self) -> Mapping[str, tuple[str, Sign]]:
        """Return the factors that are an entity in a state (deficiency, excess, status), with the entity and the sign of the state."""
        aspects = ((key, factor.aspect_of) for key, factor in self.factors.items() if factor.aspect_of)
        return {key: (of[0], STATES[of[1]]) for key, of in aspects if of[1] in STATES and of[0] in self.factors}

    @cached_property
    def cased_pattern(self) -> re.Pattern[str]:
        """Return the pattern of the abbreviations that count only in their own case (`Mg`, not `mg`)."""
        alternatives = "|".join(re.escape(form) for form in sorted(self.cased, key=len, reverse=True))
        return re.compile(rf"(?<![A-Za-z0-9])(?:{alternatives})(?![A-Za-z0-9²⁺+^(])")

    def spelled_out(self, phrase: str) -> str:
        """Return the phrase with its case-sensitive abbreviations written out.

        >>> Lexicon.load().spelled_out("Mg and mg")
        'magnesium and mg'
        """
        return self.cased_pattern.sub(lambda match: self.factors[self.cased[match[0]]].label, phrase)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of the package by column; tab-separated, no quoting."""
    text = (files("ontology") / "data" / name).read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    columns = header.split("\t")
    for line in lines:
        yield dict(zip(columns, line.split("\t"), strict=True))


def _factor(row: Mapping[str, str]) -> Factor:
    """Return the factor of a row; `construct` as category marks an author's own framework."""
    construct = row["category"] == "construct"
    entity, _, aspect = row["aspect_of"].partition(":")
    xrefs = zip(row["xrefs"].split(), row["match"].split(), strict=True)
    return Factor(
        id=row["key"],
        label=row["label"],
        kind=FactorKind.CONSTRUCT if construct else FactorKind.CONCEPT,
        category=None if construct else row["category"] or None,
        synonyms=tuple(filter(None, row["synonyms"].split("|"))),
        broader=row["broader"] or None,
        aspect_of=(entity, aspect) if aspect else None,
        valence=VALENCES.get(row["valence"]),
        xrefs=tuple(Xref(curie=curie, match=MatchGrade(match)) for curie, match in xrefs),
    )


T = TypeVar("T")


def _words(name: str, meaning: Callable[[Mapping[str, str]], T]) -> dict[Folded, T]:
    """Return the meaning of each form of a table; the first row that has a form wins."""
    found: dict[Folded, T] = {}
    for row in _rows(name):
        value = meaning(row)
        for form in row["forms"].split("|"):
            found.setdefault(fold(form), value)
    return found


def _forms(factors: Mapping[str, Factor]) -> dict[Folded, str]:
    """Return the factor of each form; a label beats a synonym of another factor, an earlier row a later one."""
    forms = {fold(factor.label): key for key, factor in reversed(list(factors.items()))}
    for key, factor in factors.items():
        for synonym in factor.synonyms:
            forms.setdefault(fold(synonym), key)
    forms.pop(fold(""), None)
    return forms


def _descriptors(name: str, factors: Mapping[str, Factor]) -> Descriptors:
    known = {xref.curie: key for key, factor in factors.items() for xref in factor.xrefs if xref.match is MatchGrade.EXACT}
    labels = {fold(factor.label): key for key, factor in factors.items()}
    return Descriptors((files("ontology") / "data" / name).read_bytes(), known, labels)


def _load() -> Lexicon:
    factors: dict[str, Factor] = {}
    for name in CURATED:
        for row in _rows(name):
            factors.setdefault(row["key"], _factor(row))
    forms = _forms(factors)
    cased = {row["form"]: tuple(row["keys"].split("|")) for row in _rows("case_sensitive.tsv")}
    signed = {fold(row["form"]): (row["key"], Sign(row["sign"])) for row in _rows("signed.tsv")}
    return Lexicon(
        factors=MappingProxyType(factors),
        forms=MappingProxyType(forms),
        signed=MappingProxyType({form: value for form, value in signed.items() if form not in forms}),
        turns=MappingProxyType(_words("directions.tsv", lambda row: Turn(row["sign"], row["kind"], row["aspect"] or None))),
        aspects=MappingProxyType(_words("aspects.tsv", lambda row: AspectWord(row["aspect"], row["own"]))),
        generic=frozenset(fold(row["form"]) for row in _rows("generic.tsv")),
        places=MappingProxyType({fold(row["form"]): fold(row["place"]) for row in _rows("places.tsv")}),
        cased=MappingProxyType({form: keys[0] for form, keys in cased.items() if len(keys) == 1}),
        ambiguous=MappingProxyType({form: keys for form, keys in cased.items() if len(keys) > 1}),
        mesh=_descriptors("mesh.tsv", factors),
        genes=_descriptors("genes.tsv", factors),
    )
