"""Composing: the one factor that the parts of a phrase add up to, if they do.

>>> from ontology.folding import fold
>>> from ontology.phrases import parts
>>> lexicon = Lexicon.load()
>>> found = composed(parts(fold("low levels of zinc"), lexicon), lexicon)
>>> found.factor.id, found.direction, found.aspect
('zinc', <Sign.DOWN: '-'>, 'amount')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ontology.folding import fold
from ontology.lexicon import Lexicon
from ontology.model import Factor, FactorKind
from ontology.namespaces import slug
from ontology.phrases import JOINERS, PLACE_WORDS, Part
from ontology.relations import Sign

BODIES = frozenset({"AnatomicalEntity", "Cell", "CellularComponent", "OrganismTaxon", "PopulationOfIndividualOrganisms"})
"""Categories whose activity and structure are not the thing itself, and that can be the place of something."""
PLACES = BODIES | {"EnvironmentalFeature"}
DISORDERS = frozenset({"Disease", "PhenotypicFeature", "PathologicalProcess"})
APART = {"organ": BODIES, "disorder": DISORDERS}
"""Categories for which an aspect word of this sort makes a factor of its own."""
HAPPENING = DISORDERS | {"BiologicalProcess", "PhysiologicalProcess", "SmallMolecule", "ChemicalEntity", "Protein", "Gene", "Cell"}
"""Categories of what an adjective of place puts somewhere: renal fibrosis is in the kidney, a renal diet is not."""
BESIDE = frozenset(["after", "before", "during", "under", "between", "against"])
"""Prepositions that do not make what follows an aspect of what stands before."""
PERSONS = {"patients", "people"}
BLOOD = "blood"
CARRIED = frozenset(
    {"SmallMolecule", "ChemicalEntity", "Protein", "ProteinFamily", "Gene", "MacromolecularComplex", "MolecularMixture", "Drug"}
)
"""Categories of what is measured in blood when one speaks of its level: serum zinc is zinc."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """What a phrase names: the factor, the sign of its state, and the aspect words that were folded into it."""

    factor: Factor
    direction: Sign = Sign.NONE
    aspect: str | None = None


def composed(found: Sequence[Part], lexicon: Lexicon) -> Grounded | None:
    """Return the one factor that known parts add up to, None when there are two."""
    keys = list(dict.fromkeys(part.value for part in found if part.kind == "factor"))
    joined = any(part.kind == "function" and part.tokens[0] in JOINERS for part in found)
    if not keys or (joined and (len(keys) > 1 or undecided(found))) or _kind_of(found, lexicon) or _beside(found):
        return None
    if len(keys) == 1:
        return _single(found, None, lexicon)
    split = _placed(found, lexicon)
    return _single(*split, lexicon) if split is not None else None


def _kind_of(found: Sequence[Part], lexicon: Lexicon) -> bool:
    """Return whether a word such as "treatment" stands directly before a factor, and so says which kind it is: "treatment plants"."""
    sorts = [lexicon.aspects[a.tokens].own for a, b in pairwise(found) if a.kind == "aspect" and len(a.tokens) == 1 and b.kind == "factor"]
    return "disorder" in sorts


def _beside(found: Sequence[Part]) -> bool:
    """Return whether an aspect is only told of the time or the place in a row: "carbohydrates after diagnosis"."""
    return any(a.kind == "function" and a.tokens[0] in BESIDE and b.kind == "aspect" for a, b in pairwise(found))


def _placed(found: Sequence[Part], lexicon: Lexicon) -> tuple[tuple[Part, ...], str] | None:
    """Return the parts of what is somewhere, and the place ("X in the lung", "lung X", "lung level of X"); None for other two factors."""
    factors = [(at, part) for at, part in enumerate(found) if part.kind == "factor"]
    if len(factors) != 2:
        return None
    (first, a), (last, b) = factors
    between = found[first + 1 : last]
    words = [p.tokens[0] for p in between if p.kind == "function"]
    if _is_place(b.value, lexicon) and words and set(words) <= PLACE_WORDS:
        rest = tuple(p for p in between if p.kind != "function")
        return (*found[: first + 1], *rest, *found[last + 1 :]), b.value
    if a.tokens in lexicon.places and _category(b.value, lexicon) not in HAPPENING:
        return None
    if _is_place(a.value, lexicon) and (not between or (words == ["of"] and between[0].kind == "aspect")):
        return (*found[:first], *(p for p in found[first + 1 :] if p.kind != "function")), a.value
    return None


def _category(key: str, lexicon: Lexicon) -> str | None:
    factor = lexicon.factor(key)
    return factor.category if factor is not None else None


def _is_place(key: str, lexicon: Lexicon) -> bool:
    return _category(key, lexicon) in PLACES


def _single(found: Sequence[Part], place: str | None, lexicon: Lexicon) -> Grounded | None:
    """Return the factor of parts that hold one: itself, or the aspect of it that the words around name."""
    part = next(part for part in found if part.kind == "factor")
    key, state = lexicon.states.get(part.value, (part.value, Sign.NONE))
    base = lexicon.factor(key)
    if base is None:
        return None
    return with_aspects(found, base, lexicon, state=state if state is not Sign.NONE else part.sign, place=place)


def with_aspects(found: Sequence[Part], base: Factor, lexicon: Lexicon, *, state: Sign, place: str | None = None) -> Grounded | None:
    """Return a factor as the words around it have it: its aspect, its direction, its place; None where these make no one thing."""
    own, plain = _aspects(found, base, lexicon)
    if place is not None and "effect" in plain:
        return None  # an effect on a place is no thing at that place
    if (own or plain) and (PERSONS & {base.id, base.broader} or _among(found, base)):
        return None  # "recurrence in women": of what, is not said
    sign = direction(found, base, state)
    factor = _aspect_of(base, " ".join(own), lexicon) if own else base
    if place == BLOOD and base.category in CARRIED:
        plain = [*(aspect for aspect in plain if aspect != "amount"), "amount in blood"]
    elif place is not None:
        factor = _in_place(factor, place, lexicon)
    return Grounded(factor, sign, " ".join(plain) or None)


def _among(found: Sequence[Part], base: Factor) -> bool:
    """Return whether people are only those in whom something is seen."""
    words = {part.tokens[0] for part in found if part.kind == "function"}
    return base.category == "PopulationOfIndividualOrganisms" and bool(words & {"in", "among"})


def _aspects(found: Sequence[Part], base: Factor, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Return the aspects that make a factor of their own, and the plain ones, in the order of the words."""
    own: list[str] = []
    plain: list[str] = []
    for part in found:
        if part.kind == "aspect":
            word = lexicon.aspects[part.tokens]
            apart = (word.own == "yes" or base.category in APART.get(word.own, ())) and not _named(word.aspect, base)
            (own if apart else plain).append(word.aspect)
        elif part.kind == "direction" and part.value == "~":
            aspect = lexicon.turns[part.tokens].aspect or "change"
            (plain if _named(aspect, base) else own).append(aspect)
    return list(dict.fromkeys(own)), list(dict.fromkeys(plain))


def _aspect_of(base: Factor, aspect: str, lexicon: Lexicon) -> Factor:
    """Return the factor that is an aspect of another: the one the tables have, else a new one."""
    known = lexicon.entities.get((base.id, aspect))
    if known is not None:
        return lexicon.factors[known]
    return Factor(
        id=f"{base.id}-{slug(aspect)}",
        label=f"{base.label} {aspect}",
        kind=base.kind,
        category="BiologicalProcess" if base.kind is FactorKind.CONCEPT else None,
        aspect_of=(base.id, aspect),
    )


def _in_place(factor: Factor, place: str, lexicon: Lexicon) -> Factor:
    """Return the factor that is another one at a place."""
    where = lexicon.factor(place)
    label = where.label if where is not None else place
    aspect = f"in {label}"
    known = lexicon.entities.get((factor.id, aspect))
    if known is not None:
        return lexicon.factors[known]
    fields = {"id": f"{factor.id}-in-{place}", "label": f"{factor.label} {aspect}", "aspect_of": (factor.id, aspect)}
    return replace(factor, **fields, synonyms=(), broader=None, xrefs=())  # type: ignore[arg-type]


def direction(found: Sequence[Part], factor: Factor, state: Sign) -> Sign:
    """Return the sign that the words around a factor give it: an odd number of falls is a fall, else any rise is a rise."""
    signs = [state, *(_turn(part.value, factor) for part in found if part.kind == "direction")]
    falls = signs.count(Sign.DOWN)
    if falls:
        return Sign.DOWN if falls % 2 else Sign.UP
    return Sign.UP if Sign.UP in signs else Sign.NONE


def _named(aspect: str, base: Factor) -> bool:
    """Return whether a factor's own name or aspect says already what an aspect word would add."""
    return bool(set(fold(aspect)) & set(fold(base.label))) or (base.aspect_of is not None and base.aspect_of[1] == aspect)


def undecided(found: Sequence[Part]) -> bool:
    """Return whether direction words point both ways ("dampening or amplification of X")."""
    return {"+", "-"} <= {part.value for part in found if part.kind == "direction"}


def _turn(sign: str, factor: Factor) -> Sign:
    """Return the sign of one direction word; `v+` and `v-` are towards the better and the worse value of the factor."""
    if sign in ("v+", "v-"):
        better = factor.valence or Sign.NONE
        return better if sign == "v+" else {Sign.UP: Sign.DOWN, Sign.DOWN: Sign.UP}.get(better, Sign.NONE)
    return Sign(sign) if sign in ("+", "-") else Sign.NONE
