"""How strong the causal language of a sentence is: none, correlational, conditional or direct, and by which marks.

The classes are those of Yu, Li & Wang (EMNLP 2019): "is linked to" is correlational, "may lower" conditional, "lowers" direct; a
sentence that advises, announces or describes is none of them. Every mark is a row of `data/strength.tsv` with what it says for and
against each class, in small whole numbers set by hand: phrases (with their pattern), words of a kind in their standing, and what the
reader itself made of the sentence. The numbers are added up, the highest class wins, so an answer can be checked on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from loaders.clauses import is_verb, verb_lemma
from loaders.cues import rows, verbs
from loaders.modality import modality
from loaders.parser import Token, Tree
from loaders.standing import Standing, standing
from loaders.words import words
from ontology.model import Modality
from ontology.relations import Relation


class Strength(IntEnum):
    """What a sentence, or a claim, says about cause; the order is that of firmness."""

    NONE = 0
    CORRELATIONAL = 1
    CONDITIONAL = 2
    DIRECT = 3


@dataclass(frozen=True, slots=True)
class Told:
    """The class of a sentence, the sum for each class in their order, and the marks that were counted."""

    strength: Strength
    scores: tuple[int, ...]
    marks: tuple[str, ...]


_ASSOCIATING = words("associate correlate relate link tie predict connect accompany coincide correspond")
_ASSOCIATION = words(
    "association correlation relationship relation link predictor marker biomarker indicator prognosis prevalence difference disparity"
    " odds likelihood probability correlate connection tie"
)
_ASSOCIATED = words("associated correlated related linked predictive prognostic indicative")
_EFFECT = words(
    "effect impact influence benefit efficacy effectiveness improvement reduction increase decrease advantage consequence cause"
    " determinant contribution protection success harm role decline"
)
_EFFECTIVE = words(
    "effective efficacious beneficial helpful able responsible useful successful harmful detrimental protective safe favorable"
    " advantageous superior inferior noninferior feasible tolerated"
)
_ACTING = ("t", "p", "r", "rp", "x", "n", "c")
_REPORTED = re.compile(r"\bsuggest(?:s|ed|ing|ive)?\b|\bargue|\bbelieve")
"""Words that pass a finding on: they hedge a claim for a reader, but do not make causal language conditional."""
_BESIDE_THE_POINT = re.compile(
    r"\b[A-Z][\w’'-]+ (?:(?:of|for|the|and|[A-Z][\w’'-]+) ){0,6}Association\b|Association (?:of|for)\b|\b[Gg]enome[- ]wide association"
    r"|\bappear(?:s|ed)? (?:today|online|in the|in print|in [A-Z]|on (?:line|\w+day)|(?:this|next|last) )"
    r"|\bRelations\b|\brelated to these|\(?doi[ :]?10\S+|, according to .*$"
    r"|, (?:says?|said|finds?|reports?|shows?|suggests?|indicates?|concludes?|reveals?) .*$"
    r"|\bpublished (?:today|online|in|on|by|this)[^,.]*"
)
"""Names of societies and journals, and who says so: "American Heart Association" associates nothing."""


@cache
def table() -> Mapping[str, tuple[int, ...]]:
    """Return what each mark says for each class."""
    return {row[0]: tuple(map(int, row[1:5])) for row in rows("strength.tsv")}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {row[0]: re.compile(row[5], re.IGNORECASE) for row in rows("strength.tsv") if row[5]}


def of_relation(relation: Relation, firmness: Modality) -> Strength:
    """Return the strength of a claim: an association is correlational, another relation conditional or direct by its modality."""
    if relation in (Relation.ASSOCIATED, Relation.BINDS):
        return Strength.CORRELATIONAL
    return Strength.DIRECT if firmness is Modality.ASSERTED else Strength.CONDITIONAL


def phrase_marks(text: str) -> Iterator[str]:
    """Yield the marks of a text that are phrases; a text without a full stop is a headline.

    >>> list(phrase_marks("Zinc may raise copper."))
    ['may', 'change']
    """
    plain = _BESIDE_THE_POINT.sub(" ", text)
    yield from (name for name, pattern in _patterns().items() if pattern.search(plain))
    if not text.rstrip(' "”').endswith("."):
        yield "headline"


def _kind(token: Token) -> str | None:
    if is_verb(token) and token.dep not in ("aux", "aux:pass", "cop"):
        lemma = verb_lemma(token)
        return "association verb" if lemma in _ASSOCIATING else "cause verb" if verbs(lemma, *_ACTING) else None
    if token.pos == "NOUN":
        return "association noun" if token.lemma in _ASSOCIATION else "cause noun" if token.lemma in _EFFECT else None
    if token.pos == "ADJ":
        return "association adjective" if token.lower in _ASSOCIATED else "cause adjective" if token.lower in _EFFECTIVE else None
    return None


def _is_bare(tree: Tree, token: Token) -> bool:
    """Return whether a verb of causing acts on nothing here ("feeding"), or only describes a noun ("reduced intake")."""
    ends = tree.kids(token, "obj", "nsubj:pass", "obl", "xcomp", "ccomp", "obl:agent")
    return not ends or (token.tag == "VBN" and token.dep in ("acl", "amod"))


def word_marks(tree: Tree) -> Iterator[str]:
    """Yield the marks of a sentence that are words in their standing: "cause verb, told"."""
    text = _REPORTED.sub(lambda found: "x" * len(found[0]), tree.sentence.text)
    for token in tree.tokens:
        kind = _kind(token)
        if kind is None or (kind == "cause verb" and _is_bare(tree, token)):
            continue
        place = standing(tree, token)
        hedged = modality(text, (token.start, token.end)) is Modality.HEDGED
        yield f"{kind}, {'hedged' if hedged and place is Standing.TOLD else place.value}"


def read_marks(claims: Sequence[tuple[Relation, Modality, bool]]) -> Iterator[str]:
    """Yield what the reader made of a sentence, as (relation, modality, negated): its firmest claim, and a denial of direct cause."""
    firmest = max((of_relation(relation, firmness) for relation, firmness, _ in claims), default=Strength.NONE)
    if firmest:
        yield f"read as {firmest.name.lower()}"
    if any(negated and of_relation(relation, firmness) is Strength.DIRECT for relation, firmness, negated in claims):
        yield "read as direct denial"


def added(marks: Iterable[str]) -> Told:
    """Return the class that the marks add up to, each counted once; the weaker class where two are equal."""
    counted = tuple(dict.fromkeys(mark for mark in ("always", *marks) if mark in table()))
    scores = tuple(sum(column) for column in zip(*(table()[mark] for mark in counted), strict=True))
    return Told(Strength(scores.index(max(scores))), scores, counted)
