"""Grounding: from the phrases of claims to factors, directions and statements.

The rule, in its order (docs/decisions/0004):
1. what the article defines for itself (abbreviations, cut names) is put in first;
2. a known factor wins by longest match; words of direction, aspect and grammar around it may be left over, nothing else;
3. an aspect that changes the meaning (absorption, synthesis, sensitivity ...) makes a factor of its own, a plain one (level, intake,
   effect ...) does not; a place makes one too ("inflammation in the lung");
4. a phrase with two factors, or with words that nobody knows, is not forced: it becomes an unresolved factor, without its direction
   words, so that "low zinc gribble" and "zinc gribble" meet;
5. an abbreviation with several meanings stays unresolved unless the article defines it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Protocol

from ontology.abbreviations import definitions, short_forms
from ontology.folding import Folded, fold, fold_text
from ontology.lexicon import Lexicon
from ontology.model import Claim, Document, Factor, FactorKind, Mention, StatementKey
from ontology.namespaces import slug
from ontology.phrases import JOINERS, PLACE_WORDS, Part, parts
from ontology.relations import Relation, Sign
from ontology.signs import statement_relation

BODIES = frozenset({"AnatomicalEntity", "Cell", "CellularComponent", "OrganismTaxon", "PopulationOfIndividualOrganisms"})
"""Categories whose activity and structure are not the thing itself, and that can be the place of something."""
PLACES = BODIES | {"EnvironmentalFeature"}


@dataclass(frozen=True, slots=True)
class Grounded:
    """What a phrase names: the factor, the sign of its state, and the aspect words that were folded into it."""

    factor: Factor
    direction: Sign = Sign.NONE
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Grounding:
    """Claims with their factors, directions and statements, and every factor that they name, by id."""

    claims: tuple[Claim, ...]
    factors: Mapping[str, Factor]


class Grounder(Protocol):
    """Anything that finds the factors behind the phrases of one document's claims."""

    def ground(self, document: Document, claims: Sequence[Claim]) -> Grounding:
        """Return the claims in their order, each with factors and, where two factors stand behind it, a statement."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What one article defines for itself: forms of factors, and short forms whose long form nobody knows."""

    forms: Mapping[Folded, str] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


class LexiconGrounder:
    """Grounds by longest match in a lexicon; deterministic, without model or network."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def ground(self, document: Document, claims: Sequence[Claim]) -> Grounding:
        """Return the claims with factors and statements; ids, order and everything else as they were."""
        context = self.context(document)
        memory: dict[str, Grounded] = {}
        factors: dict[str, Factor] = {}

        def grounded(phrase: str) -> Grounded:
            if phrase not in memory:
                memory[phrase] = self.phrase(phrase, context)
            found = memory[phrase]
            factors.setdefault(found.factor.id, found.factor)
            return found

        done = tuple(_with_factors(claim, grounded(claim.subject.phrase), grounded(claim.object.phrase)) for claim in claims)
        return Grounding(claims=done, factors=factors)

    def context(self, document: Document) -> Context:
        """Return what the document defines for itself."""
        tokens = fold_text(document.text)
        forms: dict[Folded, str] = short_forms(tokens, self.lexicon)
        spelled: dict[str, str] = {}
        for short, long in definitions(document.text).items():
            key = self.lexicon.lookup(fold(long))
            if key is not None:
                forms[fold(short)] = key
            elif fold(short) not in self.lexicon.forms:
                spelled[short] = long
        return Context(forms=forms, spelled=spelled, text=f" {' '.join(tokens)} ")

    def phrase(self, phrase: str, context: Context | None = None) -> Grounded:
        """Return what a phrase names in an article.

        >>> found = LexiconGrounder(Lexicon.load()).phrase("low levels of zinc")
        >>> found.factor.id, found.direction, found.aspect
        ('zinc', <Sign.DOWN: '-'>, 'amount')
        """
        context = context or Context()
        found = next(filter(None, (self._version(written, context) for written in _versions(phrase))), None)
        if found is None:
            return self._unresolved(phrase, context)
        if fold(found.factor.label) in self.lexicon.generic:
            inner = next(filter(None, (self._version(inside, context) for inside in _INSIDE.findall(phrase))), None)
            return inner or found
        return found

    def suggestions(self, phrase: str, *, limit: int = 5) -> list[tuple[Factor, float]]:
        """Return the known factors whose names look most like a phrase, best first, with the likeness in (0, 1].

        An ambiguous abbreviation gets its meanings, each with 1.0.

        >>> [factor.label for factor, _ in LexiconGrounder(Lexicon.load()).suggestions("magnesum glycinat", limit=1)]
        ['magnesium glycinate']
        """
        if phrase in self.lexicon.ambiguous:
            keys = self.lexicon.ambiguous[phrase]
            return [(self.lexicon.factors[key], 1.0) for key in keys if key in self.lexicon.factors][:limit]
        scores: dict[str, float] = {}
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(" ".join(fold(phrase)))
        for form, key in self.lexicon.forms.items():
            matcher.set_seq1(" ".join(form))
            if matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS:
                scores[key] = max(scores.get(key, 0.0), matcher.ratio())
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [(self.lexicon.factors[key], round(score, 3)) for key, score in ranked if score >= LIKENESS][:limit]

    def _version(self, written: str, context: Context) -> Grounded | None:
        """Return what one way to write a phrase names, None when it does not come out as one factor."""
        if written.strip() in self.lexicon.ambiguous and fold(written) not in context.forms:
            return None
        found = self._parts(written, context)
        if not found or any(part.kind == "unknown" for part in found):
            return None
        if any(part.kind == "factor" and part.tokens in self.lexicon.generic and not self._meant(part, context) for part in found):
            return None
        return self._composed(found)

    def _parts(self, written: str, context: Context) -> tuple[Part, ...]:
        """Return the parts of a phrase, abbreviations written out."""
        for short, long in context.spelled.items():
            written = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long.replace("\\", r"\\"), written)
        return parts(fold(self.lexicon.spelled_out(written)), self.lexicon, context.forms)

    def _meant(self, part: Part, context: Context) -> bool:
        """Return whether an everyday word can mean its factor; that of a construct only where the article names the construct."""
        factor = self.lexicon.factors.get(part.value)
        if factor is None or factor.kind is not FactorKind.CONSTRUCT:
            return True
        names = [fold(name) for name in (factor.label, *factor.synonyms)]
        return names[0] == part.tokens or any(f" {' '.join(n)} " in context.text for n in names if n not in self.lexicon.generic)

    def _composed(self, found: tuple[Part, ...]) -> Grounded | None:
        """Return the one factor that known parts add up to, None when there are two."""
        keys = list(dict.fromkeys(part.value for part in found if part.kind == "factor"))
        joined = any(part.kind == "function" and part.tokens[0] in JOINERS for part in found)
        if not keys or (joined and (len(keys) > 1 or _undecided(found))):
            return None
        place = None
        if len(keys) > 1:
            split = self._placed(found)
            if split is None:
                return None
            found, place = split
        return self._single(found, place)

    def _placed(self, found: tuple[Part, ...]) -> tuple[tuple[Part, ...], str] | None:
        """Return the parts of what is somewhere, and the place: "X in the lung", "lung X"; None for any other two factors."""
        factors = [(at, part) for at, part in enumerate(found) if part.kind == "factor"]
        if len(factors) != 2:
            return None
        (first, a), (last, b) = factors
        between = found[first + 1 : last]
        words = [p.tokens[0] for p in between if p.kind == "function"]
        if self._is_place(b.value) and words and set(words) <= PLACE_WORDS:
            rest = tuple(p for p in between if p.kind != "function")
            return (*found[: first + 1], *rest, *found[last + 1 :]), b.value
        if self._is_place(a.value) and not between:
            return (*found[:first], *found[last:]), a.value
        return None

    def _is_place(self, key: str) -> bool:
        factor = self.lexicon.factor(key)
        return factor is not None and factor.category in PLACES

    def _single(self, found: tuple[Part, ...], place: str | None) -> Grounded | None:
        """Return the factor of parts that hold one: itself, or the aspect of it that the words around name."""
        part = next(part for part in found if part.kind == "factor")
        key, state = self.lexicon.states.get(part.value, (part.value, Sign.NONE))
        base = self.lexicon.factor(key)
        if base is None:
            return None
        own, plain = self._aspects(found, base)
        if place is not None and "effect" in plain:
            return None  # an effect on a place is no thing at that place
        sign = _direction(found, base, state if state is not Sign.NONE else part.sign)
        factor = self._aspect_of(base, " ".join(own)) if own else base
        if place is not None:
            factor = self._in_place(factor, place)
        return Grounded(factor, sign, " ".join(plain) or None)

    def _aspects(self, found: tuple[Part, ...], base: Factor) -> tuple[list[str], list[str]]:
        """Return the aspects that make a factor of their own, and the plain ones, in the order of the words."""
        own: list[str] = []
        plain: list[str] = []
        for part in found:
            if part.kind == "aspect":
                word = self.lexicon.aspects[part.tokens]
                apart = (word.own == "yes" or (word.own == "organ" and base.category in BODIES)) and not _named(word.aspect, base)
                (own if apart else plain).append(word.aspect)
            elif part.kind == "direction" and part.value == "~":
                aspect = self.lexicon.turns[part.tokens].aspect or "change"
                (plain if _named(aspect, base) else own).append(aspect)
        return list(dict.fromkeys(own)), list(dict.fromkeys(plain))

    def _aspect_of(self, base: Factor, aspect: str) -> Factor:
        """Return the factor that is an aspect of another: the one the tables have, else a new one."""
        known = self.lexicon.entities.get((base.id, aspect))
        if known is not None:
            return self.lexicon.factors[known]
        return Factor(
            id=f"{base.id}-{slug(aspect)}",
            label=f"{base.label} {aspect}",
            kind=base.kind,
            category="BiologicalProcess" if base.kind is FactorKind.CONCEPT else None,
            aspect_of=(base.id, aspect),
        )

    def _in_place(self, factor: Factor, place: str) -> Factor:
        """Return the factor that is another one at a place."""
        where = self.lexicon.factor(place)
        label = where.label if where is not None else place
        aspect = f"in {label}"
        known = self.lexicon.entities.get((factor.id, aspect))
        if known is not None:
            return self.lexicon.factors[known]
        fields = {"id": f"{factor.id}-in-{place}", "label": f"{factor.label} {aspect}", "aspect_of": (factor.id, aspect)}
        return replace(factor, **fields, synonyms=(), broader=None, xrefs=())  # type: ignore[arg-type]

    def _unresolved(self, phrase: str, context: Context) -> Grounded:
        """Return an unresolved factor for a phrase, without the words that only turn it."""
        found = self._parts(phrase, context)
        turning = [part for part in found if part.kind == "direction" and part.value in ("+", "-")]
        kept = [token for part in found if part not in turning for token in part.tokens]
        while kept and kept[0] in PLACE_WORDS:
            kept.pop(0)
        if not kept:
            return Grounded(Factor(id=_unresolved_id(fold(phrase), phrase), label=phrase, kind=FactorKind.UNRESOLVED))
        label = _label(phrase, turning)
        factor = Factor(id=_unresolved_id(Folded(tuple(kept)), phrase), label=label, kind=FactorKind.UNRESOLVED)
        return Grounded(factor, _direction(found, factor, Sign.NONE))


LIKENESS = 0.72
"""Least likeness of a suggestion: difflib's own default for close matches is 0.6, which lets too many strangers in (tried by hand)."""

_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TAGS = re.compile(r"</?su[bp]>")
_KNOCKOUT = re.compile(r"\s*[(]?[-\u2212]/[-\u2212][)]?")
_ARROWS = "↑↓→⬆⬇ "
_EXAMPLES = re.compile(r",?\s+(?:such as|including|like|e\.g\.|for example)\b.*$")


def _versions(phrase: str) -> tuple[str, ...]:
    """Return the ways to read a phrase: without what stands in parentheses, as written, without its examples."""
    written = _KNOCKOUT.sub(" knockout ", _TAGS.sub("", phrase).lstrip(_ARROWS))
    bare = _PARENTHESES.sub("", written).strip()
    plain = _EXAMPLES.sub("", bare).strip()
    return tuple(dict.fromkeys(version for version in (bare, written, plain) if version))


def _direction(found: Sequence[Part], factor: Factor, state: Sign) -> Sign:
    """Return the sign that the words around a factor give it: an odd number of falls is a fall, else any rise is a rise."""
    signs = [state, *(_turn(part.value, factor) for part in found if part.kind == "direction")]
    falls = signs.count(Sign.DOWN)
    if falls:
        return Sign.DOWN if falls % 2 else Sign.UP
    return Sign.UP if Sign.UP in signs else Sign.NONE


def _named(aspect: str, base: Factor) -> bool:
    """Return whether a factor's own name or aspect says already what an aspect word would add."""
    return bool(set(fold(aspect)) & set(fold(base.label))) or (base.aspect_of is not None and base.aspect_of[1] == aspect)


def _undecided(found: Sequence[Part]) -> bool:
    """Return whether direction words point both ways ("dampening or amplification of X")."""
    return {"+", "-"} <= {part.value for part in found if part.kind == "direction"}


def _turn(sign: str, factor: Factor) -> Sign:
    """Return the sign of one direction word; `v+` and `v-` are towards the better and the worse value of the factor."""
    if sign in ("v+", "v-"):
        better = factor.valence or Sign.NONE
        return better if sign == "v+" else {Sign.UP: Sign.DOWN, Sign.DOWN: Sign.UP}.get(better, Sign.NONE)
    return Sign(sign) if sign in ("+", "-") else Sign.NONE


def _label(phrase: str, turning: Sequence[Part]) -> str:
    """Return a phrase as written, without its direction words where they can be told apart."""
    gone = [token for part in turning for token in part.tokens]
    words = [word for word in phrase.split() if not (fold(word) and set(fold(word)) <= set(gone))]
    return " ".join(words).strip(" ,;:") or phrase


def _unresolved_id(tokens: Folded, phrase: str) -> str:
    return slug(" ".join(tokens) or phrase)


def _with_factors(claim: Claim, subject: Grounded, obj: Grounded) -> Claim:
    """Return a claim with what its phrases name, and the statement that it speaks of."""
    mentions = _mention(claim.subject, subject), _mention(claim.object, obj)
    statement = statement_key(subject.factor.id, claim.relation, obj.factor.id, mentions[0].direction, mentions[1].direction)
    return replace(claim, subject=mentions[0], object=mentions[1], statement=statement)


def _mention(mention: Mention, found: Grounded) -> Mention:
    """Return a mention with its factor; an arrow that the reader has seen counts where the words give no direction."""
    direction = found.direction if found.direction is not Sign.NONE else _arrow(mention)
    return replace(mention, factor=found.factor.id, direction=direction, aspect=found.aspect)


def _arrow(mention: Mention) -> Sign:
    """Return the direction that a printed arrow gives a phrase, else what the reader had set."""
    arrow = {"↑": Sign.UP, "⬆": Sign.UP, "↓": Sign.DOWN, "⬇": Sign.DOWN}.get(mention.phrase[:1])
    return arrow or mention.direction


def statement_key(subject: str, relation: Relation, obj: str, first: Sign, second: Sign) -> StatementKey | None:
    """Return the statement of two factors, given the directions of their mentions; None when both are one thing.

    A symmetric relation has its ends in string order, so that both ways round are one edge.

    >>> key = statement_key("zinc", Relation.BINDS, "albumin", Sign.NONE, Sign.NONE)
    >>> key.subject, key.object
    ('albumin', 'zinc')
    """
    if subject == obj:
        return None
    settled = statement_relation(relation, first, second)
    ends = sorted((subject, obj)) if settled.symmetric else (subject, obj)
    return StatementKey(subject=ends[0], relation=settled, object=ends[1])
