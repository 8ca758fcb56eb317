"""Doses in a text, the substance they are of, and what is known of upper levels and cautions (tables with their sources in `data/`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.audit.entities import kin
from graph.audit.facts import Article, Facts
from graph.audit.grade import SUBSTANCE
from graph.audit.mentions import mentioned
from graph.audit.sentences import Sentence

IN_MG = {"mg": 1.0, "g": 1000.0, "µg": 0.001, "μg": 0.001, "mcg": 0.001}
IU_IN_MG = {"vitamin D": 0.000025, "vitamin A": 0.0003, "vitamin E": 0.67}
"""Milligrams of one international unit (Institute of Medicine 2000, 2001, 2011, conversion tables)."""

_DOSE = re.compile(
    r"(?<![\w.])(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s?(?:[–-]|to)\s?(?P<high>\d[\d,]*(?:\.\d+)?))?\s?(?P<unit>mg|g|[µμ]g|mcg|IU)\b(?! ?/)"
)


@dataclass(frozen=True, slots=True)
class UpperLevel:
    """The most that a body calls tolerable a day, in mg, from supplements or from all sources."""

    substance: str
    forms: tuple[str, ...]
    amount: float
    unit: str
    origin: str
    body: str
    source: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What must be said of a substance whenever it is advised, and the words by which a text says so."""

    substance: str
    concern: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as written; `high` is the upper end of a range."""

    words: str
    high: float
    unit: str

    def in_mg(self, substance: str) -> float | None:
        """Return its upper end in mg, None where the unit has no weight for this substance."""
        factor = IU_IN_MG.get(substance) if self.unit == "IU" else IN_MG.get(self.unit)
        return None if factor is None else self.high * factor


@cache
def upper_levels() -> tuple[UpperLevel, ...]:
    """Return the table of upper levels."""
    return tuple(
        UpperLevel(r["substance"], tuple(r["forms"].split("|")), float(r["amount"]), r["unit"], r["from"], r["body"], r["source"])
        for r in _rows("upper_levels.tsv")
    )


@cache
def cautions() -> tuple[Caution, ...]:
    """Return the table of cautions."""
    return tuple(Caution(r["substance"], r["concern"], r["words"], r["source"]) for r in _rows("cautions.tsv"))


def doses(text: str) -> Iterator[Dose]:
    """Yield the doses in a text.

    >>> [(dose.words, dose.high, dose.unit) for dose in doses("Take 100–200 mg, or 1,5 cups, of zinc; 2 g at most.")]
    [('100–200 mg', 200.0, 'mg'), ('2 g', 2.0, 'g')]
    """
    for match in _DOSE.finditer(text):
        high = float((match["high"] or match["low"]).replace(",", ""))
        yield Dose(match.group(), high, match["unit"])


def named_in(text: str) -> tuple[str, ...]:
    """Return the substances of the table that a text names.

    >>> named_in("Magnesium with P5P")
    ('magnesium', 'vitamin B6')
    """
    forms = {level.substance: level.forms for level in upper_levels()}
    return tuple(substance for substance, of in forms.items() if re.search(rf"\b(?:{'|'.join(map(re.escape, of))})\b", text, re.IGNORECASE))


def main_substance(article: Article, facts: Facts, known: Mapping[str, object]) -> str | None:
    """Return the substance, among those known by label, of which most of the article's claims have a form as subject."""
    counts: Counter[str] = Counter()
    for claim in article.claims:
        labels = {facts.label(factor).casefold(): None for factor in kin(claim.statement.subject, facts)} if claim.statement else {}
        counts.update(name for name in known if name.casefold() in labels)
    return counts.most_common(1)[0][0] if counts else None


def speaks_of_other(article: Article, sentence: Sentence, substance: str | None, facts: Facts) -> bool:
    """Return whether a sentence names substances, and none of them is this one, a form of it, or what it is a form of."""
    named = {factor for factor in mentioned(article, sentence, facts) if _category(factor, facts) in SUBSTANCE}
    labels = {facts.label(above).casefold() for factor in named for above in kin(factor, facts)}
    return bool(named) and substance is not None and substance.casefold() not in labels


def _category(factor_id: str, facts: Facts) -> str | None:
    factor = facts.factors.get(factor_id)
    return factor.category if factor else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("graph.audit") / "data" / name).open(encoding="utf-8") as lines:
        yield from DictReader(lines, delimiter="\t")
