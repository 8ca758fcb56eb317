"""Entities behind factors: an activity, a block or a level is a state of one thing, and a salt acts through its parts.

Opposite effects hide behind different names. `magnesium block of the NMDA receptor` up is the receptor down, and magnesium glycinate
acts on it through magnesium and through glycine. This module puts such names together; it never changes a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from graph.audit.facts import Article, Facts
from graph.audit.grade import SUBSTANCE
from ontology.model import Factor
from ontology.relations import Relation, Sign

BODIES = frozenset({"AnatomicalEntity", "Cell", "CellularComponent", "OrganismTaxon", "PopulationOfIndividualOrganisms"})
"""Biolink categories of which an activity is not the thing itself."""

RISES_WITH = frozenset(
    {
        "activity", "opening", "channel", "ion flow", "signaling", "tone", "amount", "high amount", "function", "firing", "synthesis",
        "release",
        "influx", "rise", "gain", "supplementation", "intake", "amount in cells", "amount in blood", "amount in brain", "rate", "excess",
        "onset",
    }
)  # fmt: skip
"""Aspects of the lexicon whose rise is a rise of the thing itself."""

FALLS_WITH = frozenset({"block", "low", "low amount", "loss", "fall", "degeneration", "excretion"})
"""Aspects whose rise is a fall of the thing itself."""

ANIONS = {
    "glycinate": "glycine", "bisglycinate": "glycine", "diglycinate": "glycine", "taurate": "taurine", "lysinate": "lysine",
    "arginate": "arginine", "aspartate": "aspartic acid", "glutamate": "glutamic acid", "citrate": "citric acid", "malate": "malic acid",
    "threonate": "threonic acid", "orotate": "orotic acid", "gluconate": "gluconic acid", "lactate": "lactic acid",
    "picolinate": "picolinic acid",
    "ascorbate": "ascorbic acid", "pidolate": "pyroglutamic acid", "carnosinate": "carnosine", "theanate": "theanine",
    "methionate": "methionine",
}  # fmt: skip
"""Salts and chelates by the acid they release (IUPAC Red Book 2005, names of anions; IUPAC-IUBMB 3AA-11 for amino acids)."""


def root(factor_id: str, facts: Facts, *, places: bool = False) -> tuple[str, Sign]:
    """Return the thing behind a factor and the sign with which it moves; the factor itself where an aspect is of its own kind.

    Args:
        factor_id: Any factor.
        facts: Where its entry is looked up.
        places: Take a thing in one place (inflammation in the lung) for the thing.

    >>> block = Factor(id="gate-block", label="gate block", aspect_of=("gate", "block"))
    >>> root("gate-block", Facts(factors={"gate-block": block}))
    ('gate', <Sign.DOWN: '-'>)
    """
    sign, seen = Sign.UP, {factor_id}
    while (factor := facts.factors.get(factor_id)) and factor.aspect_of and factor.aspect_of[0] not in seen:
        step = _step(factor.aspect_of[1], places=places)
        if step is None or body(factor.aspect_of[0], facts):
            break
        factor_id, sign = factor.aspect_of[0], sign * step
        seen.add(factor_id)
    return factor_id, sign


def body(factor_id: str, facts: Facts) -> bool:
    """Return whether a factor is a part of the body, a cell or a group of people: it has states, but does not rise or fall itself."""
    factor = facts.factors.get(factor_id)
    return factor is not None and factor.category in BODIES


def _step(aspect: str, *, places: bool) -> Sign | None:
    if aspect in RISES_WITH or (places and aspect.startswith("in ")):
        return Sign.UP
    return Sign.DOWN if aspect in FALLS_WITH else None


def parts(facts: Facts) -> Mapping[str, frozenset[str]]:
    """Return, for each substance, the substances that it acts through: what it releases, its broader substance, the acid in its name."""
    found: dict[str, set[str]] = defaultdict(set)
    by_label = {factor.label.casefold(): factor.id for factor in facts.factors.values() if factor.category in SUBSTANCE}
    for factor in facts.factors.values():
        if factor.category in SUBSTANCE:
            found[factor.id].update(_named(factor, by_label))
            found[factor.id].update(_elements(factor, facts))
    for article in facts.articles:
        for whole, part in article.once("released", partial(_released, article, facts)):
            found[whole].add(part)
    return {whole: frozenset(of - {whole}) for whole, of in found.items() if of - {whole}}


def _released(article: Article, facts: Facts) -> list[tuple[str, str]]:
    """Return the substances that one article says release another, with what they release."""
    keys = [claim.statement for claim in article.claims if claim.statement and claim.asserts and claim.relation is Relation.PRODUCES]
    return [(key.subject, key.object) for key in keys if _substances(key.subject, key.object, facts)]


def _named(factor: Factor, by_label: Mapping[str, str]) -> Iterator[str]:
    """Yield the acids in a name: glycine for `magnesium glycinate`."""
    for word in factor.label.casefold().split():
        acid = ANIONS.get(word, "")
        if acid in by_label and by_label[acid] != factor.id:
            yield by_label[acid]


def _elements(factor: Factor, facts: Facts) -> Iterator[str]:
    """Yield the broader substances that the name begins with: magnesium for `magnesium glycinate`."""
    above, seen = factor.broader, {factor.id}
    while above and above not in seen and (broader := facts.factors.get(above)):
        seen.add(above)
        if factor.label.casefold().startswith(f"{broader.label.casefold()} "):
            yield above
        above = broader.broader


def _substances(one: str, other: str, facts: Facts) -> bool:
    factors = (facts.factors.get(one), facts.factors.get(other))
    return one != other and all(factor is not None and factor.category in SUBSTANCE for factor in factors)


def kin(factor_id: str, facts: Facts) -> frozenset[str]:
    """Return a factor with the things that it is a kind of, so that a finding on magnesium speaks of magnesium glycinate too."""
    found: set[str] = set()
    above: str | None = factor_id
    while above and above not in found:
        found.add(above)
        factor = facts.factors.get(above)
        above = factor.broader if factor else None
    return frozenset(found)
