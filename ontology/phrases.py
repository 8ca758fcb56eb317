"""The parts of a phrase: which factors, direction words, aspect words and function words it is made of.

A phrase is read as the cheapest sequence of known forms; what no table knows is an `unknown` part. Whether the parts add up to one
factor is decided in `ontology.grounding`.

>>> from ontology.folding import fold
>>> [(part.kind, " ".join(part.tokens)) for part in parts(fold("low levels of zinc"), Lexicon.load())]
[('direction', 'low'), ('aspect', 'level'), ('function', 'of'), ('factor', 'zinc')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ontology.folding import Folded
from ontology.lexicon import Lexicon
from ontology.relations import Sign

Kind = Literal["factor", "direction", "aspect", "function", "unknown"]

FUNCTION_WORDS = frozenset(
    """of in by for to from with and or at on into via through within between toward towards per as that which own their it both all
    each every other some many most several such plus one same previous shared is are especially inside two three four mg g mcg kg
    during before after under against over across among out common patient individual amount s b like this these those more combined
    paired combination combining pairing""".split()  # noqa: SIM905
)
"""Folded words of grammar, counting and measure that may stand in a name without meaning anything of their own."""
PLACE_WORDS = frozenset("by in on at within inside across among around along into throughout to from of".split())  # noqa: SIM905
"""Prepositions after which a place stands."""
JOINERS = frozenset(["and", "or", "plus", "with", "without", "versus", "vs"])
"""Words between two things, where a phrase names more than one."""
MAX_TOKENS = 14
"""Phrases longer than this are clauses rather than names; they are not read."""
MAX_FORM = 8
"""No form of the tables that is looked for has more tokens."""
NUMBER = re.compile(r"[\d.,+]+(mg|g|mcg|h|x)?")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a phrase and what it is; `value` is the factor id, the sign or the aspect, `sign` that of a signed form."""

    kind: Kind
    tokens: Folded
    value: str = ""
    sign: Sign = Sign.NONE


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    parts: tuple[Part, ...]


def parts(tokens: Folded, lexicon: Lexicon, local: Mapping[Folded, str] | None = None) -> tuple[Part, ...]:
    """Return the cheapest reading of folded tokens; one with a factor in it wherever there is one.

    Args:
        tokens: A folded phrase of at most `MAX_TOKENS` tokens; a longer one is a single unknown part.
        lexicon: Forms, directions and aspects.
        local: Forms that one document defines for itself; they beat the lexicon.
    """
    size = len(tokens)
    if not size or size > MAX_TOKENS:
        return (Part("unknown", tokens),) if size else ()
    best: dict[tuple[int, bool], _Path] = {(0, False): _Path(0.0, ())}
    for start in range(size):
        for seen in (False, True):
            here = best.get((start, seen))
            if here is None:
                continue
            for part, cost in _options(tokens, start, lexicon, local or {}):
                end = start + len(part.tokens), seen or part.kind == "factor"
                if end not in best or here.cost + cost < best[end].cost:
                    best[end] = _Path(here.cost + cost, (*here.parts, part))
    return (best.get((size, True)) or best[size, False]).parts


def _options(tokens: Folded, start: int, lexicon: Lexicon, local: Mapping[Folded, str]) -> Iterator[tuple[Part, float]]:
    """Yield every part that can begin at a token, with its cost.

    Costs are judgements, checked on annotated phrases: a longer form beats two shorter ones, a factor of several words beats
    direction or aspect words in it, one everyday word is a factor only where nothing else fits, an unknown word costs most.
    """
    for end in range(start + 1, min(len(tokens), start + MAX_FORM) + 1):
        span = Folded(tokens[start:end])
        turn, aspect = lexicon.turns.get(span), lexicon.aspects.get(span)
        weak = turn is not None or aspect is not None or span in lexicon.generic or span in lexicon.places
        factor = _factor(span, lexicon, local)
        if factor is not None:
            yield factor, (6.0 if weak else 2.5) if end - start == 1 else 2.0 - 2 * (end - start)
        if turn is not None:
            yield Part("direction", span, turn.sign), 4.0 - (end - start)
        if aspect is not None:
            yield Part("aspect", span, aspect.aspect), 5.0 - (end - start)
    word = Folded((tokens[start],))
    if word[0] in FUNCTION_WORDS or NUMBER.fullmatch(word[0]):
        yield Part("function", word), 3.0
    yield Part("unknown", word), 12.0


def _factor(span: Folded, lexicon: Lexicon, local: Mapping[Folded, str]) -> Part | None:
    """Return the factor that a form names."""
    if span in local:
        return Part("factor", span, local[span])
    if span in lexicon.forms:
        return Part("factor", span, lexicon.forms[span])
    if span in lexicon.signed:
        key, sign = lexicon.signed[span]
        return Part("factor", span, key, sign)
    if len(span) == 1 and (span[0] in FUNCTION_WORDS or span in lexicon.turns or span in lexicon.aspects):
        return None  # other people's tables have no say over words that we know as grammar
    found = lexicon.lookup(lexicon.places[span]) if span in lexicon.places else lexicon.described(span)
    return Part("factor", span, found) if found is not None else None
