"""Narrower factors: a known factor with words before it that narrow it down ("postoperative pain", "paclitaxel-induced neuropathy").

In an English compound the last noun says what kind of thing it is, the words before say which. So words that nobody knows, when
they stand directly before a known factor, make a factor of their own below it; it keeps the kind and category of the known one.

>>> from ontology.folding import fold
>>> from ontology.phrases import parts
>>> lexicon = Lexicon.load()
>>> found = narrower("severe gribble-induced fatigue", parts(fold("severe gribble-induced fatigue"), lexicon), lexicon)
>>> found.factor.label, found.factor.broader, found.direction
('gribble-induced fatigue', 'fatigue', <Sign.UP: '+'>)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ontology.composing import Grounded, undecided, with_aspects
from ontology.folding import Folded, fold
from ontology.lexicon import Lexicon
from ontology.model import Factor, FactorKind
from ontology.namespaces import slug
from ontology.phrases import FUNCTION_WORDS, PLACE_WORDS, Part
from ontology.spelling import spelled

MOST = 4
"""Words that may narrow a factor down; longer rows of words are clauses in which something was not understood."""
HEADS = frozenset(["Disease", "PhenotypicFeature", "Treatment"])
"""Categories whose names follow another factor in compounds ("asthma symptoms"); two substances side by side are a list."""
UNFIT = ("ly", "ing")
"""Endings of words that belong to a clause: adverbs and gerunds ("triggering migraines")."""
FIT = frozenset(["costly", "daily", "deadly", "early", "elderly", "family", "friendly", "monthly", "weekly", "yearly"])
"""Words with these endings that are adjectives or nouns."""
ASIDE = frozenset(
    """about after although approximately away be because been before both but can could did do doe due each either even every
    evidence find finding found had ha have he her him his how however if it just many may me might month more most much must
    near nearly no not now only other our out own participant quite result said say second she should show shown so some still
    study such than that their them then there they thing this those today too up us very wa way we week well were what when
    where whether which while who whose why will would year you""".split()  # noqa: SIM905
)
"""Folded words that never narrow a name down: what a clause is made of, not a name."""
TURNS = ("+", "-", "v+", "v-")
LINKS = frozenset(["of", "in", "to", "for", "on"])
"""Words that may stand between what is said about a factor and the factor: "risk of", "rise in"."""


def narrower(phrase: str, found: Sequence[Part], lexicon: Lexicon) -> Grounded | None:
    """Return the factor of a phrase whose last known factor is narrowed down by the words before it, None where they do not fit."""
    last = max((at for at, part in enumerate(found) if part.kind == "factor"), default=None)
    if last is None or undecided(found) or re.search(r"[(/]", phrase):
        return None
    first = _first(found, last, phrase)
    before, region, after = found[:first], found[first:last], found[last + 1 :]
    if not _fits(before, region, after) or not (head := _head(found[last], region, lexicon)):
        return None
    turning = [part for part in region if part.kind == "direction" and part.value in TURNS and not _hyphenated(part, phrase)]
    base = _narrowed(phrase, [part for part in region if part not in turning], found[last], head)
    rest = (*before, *turning, found[last], *after)
    return with_aspects(rest, base, lexicon, state=found[last].sign)


def _first(found: Sequence[Part], last: int, phrase: str) -> int:
    """Return where the words begin that stand directly before the factor, words of direction in front left out."""
    at = last
    while at > 0 and not _breaks(found[at - 1]):
        at -= 1
    while at < last and found[at].kind == "direction" and not _hyphenated(found[at], phrase):
        at += 1
    return at


def _breaks(part: Part) -> bool:
    """Return whether a compound cannot go on to the left of this part: a preposition, also as the end of "risk of", "increase in"."""
    return part.kind == "function" or part.tokens[-1] in FUNCTION_WORDS | PLACE_WORDS


def _fits(before: Sequence[Part], region: Sequence[Part], after: Sequence[Part]) -> bool:
    """Return whether words can narrow a factor down, and whether nothing else in the phrase is unknown."""
    outside = (*before, *after)
    words = [token for part in region for token in part.tokens]
    return (
        bool(region)
        and len(words) <= MOST
        and all(part.kind in ("direction", "aspect", "function") for part in outside)
        and not any(part.kind == "function" for part in after)
        and all(part.tokens[0] in LINKS for part in before if part.kind == "function")
        and words[-1] != "non"
        and all(_modifies(part.tokens[0]) for part in region if part.kind == "unknown")
    )


def _modifies(word: str) -> bool:
    """Return whether an unknown word can stand before a noun and narrow it down."""
    return word in FIT or not (word.endswith(UNFIT) or word in ASIDE)


def _head(part: Part, region: Sequence[Part], lexicon: Lexicon) -> Factor | None:
    """Return the factor that is narrowed down, None where the words before cannot narrow it."""
    key, _ = lexicon.states.get(part.value, (part.value, None))
    factor = lexicon.factor(key)
    if factor is None or factor.kind is not FactorKind.CONCEPT or (part.tokens in lexicon.generic and fold(factor.label) != part.tokens):
        return None
    if any(one.kind in ("unknown", "aspect") for one in region):
        return factor
    other = lexicon.factor(region[0].value) if len(region) == 1 else None
    return factor if other is not None and factor.category in HEADS and other.category != factor.category else None


def _hyphenated(part: Part, phrase: str) -> bool:
    """Return whether a word of direction is one with the next: "low-carb diet" is no low diet."""
    return f"{part.tokens[-1]}-" in phrase.lower()


def _narrowed(phrase: str, kept: Sequence[Part], last: Part, head: Factor) -> Factor:
    """Return the factor below the known one; its label is in the words of the phrase."""
    words = [token for part in kept for token in part.tokens]
    label = spelled(phrase, Folded((*words, *last.tokens))) or " ".join((*words, *last.tokens))
    return replace(head, id=f"{slug(' '.join(words))}-{head.id}", label=label, synonyms=(), broader=head.id, aspect_of=None, xrefs=())
