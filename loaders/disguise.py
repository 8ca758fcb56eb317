"""The disguise that lets the parser see rare words as common ones.

The parser has seen few of the verbs that carry mechanisms ("replenishes", "traverse") and takes some for nouns. Before parsing,
such a form is swapped for the same form of `reduce`, and a formula ("Mg2+", "25(OH)D") for `protein`; the tree is copied back word by word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders import hidden
from loaders.cues import verb_lemmas, verbs, words
from loaders.inflection import IRREGULAR, forms, lemma_of_form
from loaders.words import words as word_set

_ORDINARY = {"s": "reduces", "ed": "reduced", "ing": "reducing"}
_BEFORE_DOING = words("before doing")
_DOING = words("doing")
"""Forms that the parser takes for adjectives in front of a noun; after these words they are verbs."""
_FORMULA = re.compile(r"^(?=.*[A-Za-zα-ωΑ-Ω])(?=.*[0-9₀-₉⁰-⁹⁺⁻+α-ω]).{2,}$")


@cache
def _swaps() -> dict[str, str]:
    table: dict[str, str] = {}
    for lemma in verb_lemmas():
        if lemma not in hidden.UNSWAPPED and lemma not in IRREGULAR:
            table[lemma] = "reduce"
            table.update({form: _ORDINARY[ending] for ending, form in forms(lemma).items()})
    table.update({"warms": "rises", "melts": "rises", "cools": "rises", "heats": "rises", "thaws": "rises"})
    return table


_WORKING = frozenset(["together", "to", "by", "as", "through", "on", "against", "synergistically", "best"])


def _plain_case(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a title in ordinary case, so that its verbs look like verbs; abbreviations stay."""
    plain = [word for word in words if word.isalpha() and len(word) > 3]
    if len(plain) < 3 or sum(word[0].isupper() for word in plain) < 0.8 * len(plain):
        return words
    return [word.lower() if word[:1].isupper() and word[1:].islower() else word for word in words]


def _dash(following: str) -> str:
    """Return a dash between clauses as the comma or semicolon that the parser knows better; hyphens stay."""
    return ";" if following.lower() in ("it", "they", "this", "these", "that", "you", "we", "not", "no") else ","


_SHORT_FORMS = {"ca": "can", "wo": "will", "n't": "not", "n’t": "not"}
"""Parts of "can't", "won't" as tokenised, written out: the parser takes the stumps for nouns."""


def disguise(words: Sequence[str]) -> list[str]:
    """Return the words as the parser should see them, one for one.

    >>> disguise(["It", "replenishes", "Mg2+", "."])
    ['It', 'reduces', 'protein', '.']
    >>> disguise(["Tie-two-", "specific", "cells"])
    ['Tie-two-', 'specific', 'cells']
    """
    words = _plain_case(words)
    return [_as_seen(words, i) for i in range(len(words))]


_ENDS_OF_NOUNS = word_set("being off up down in out back by through over")
"""Last parts of nouns such as "well-being", "die-off", "build-up"."""


def _as_seen(words: Sequence[str], i: int) -> str:
    word = words[i]
    fixed = _function_word(words, i) or _noun_or_state(words, i)
    if fixed:
        return fixed
    plain = _plain_verb(words, i)
    if plain:
        return plain.capitalize() if word[0].isupper() else plain
    if "-" in word[2:-2] and not word[0].isdigit():
        last = word.rpartition("-")[2]
        return "growth" if last.lower() in _ENDS_OF_NOUNS else last or word
    return "protein" if _FORMULA.match(word) else word


def _function_word(words: Sequence[str], i: int) -> str | None:
    """Return what stands for a dash, a part of a contraction, "work", "cause" and "result in"."""
    word, inside = words[i], 0 < i < len(words) - 1
    if word in ("—", "--") and inside:
        return _dash(words[i + 1])
    if word.lower() in _SHORT_FORMS and i + 1 < len(words):
        return _SHORT_FORMS[word.lower()]
    if word in ("work", "works") and inside and words[i + 1].lower() in _WORKING and words[i - 1].lower() not in hidden.NOUNISH:
        return {"work": "act", "works": "acts"}[word]
    if hidden.causes(words, i):
        return "increases" if words[i + 1] == ":" else {"cause": "produce", "causes": "produces"}[word.lower()]
    return {"result": "lead", "results": "leads", "in": "to"}[word.lower()] if hidden.results_in(words, i) else None


def _noun_or_state(words: Sequence[str], i: int) -> str | None:
    """Return a plain noun or adjective for one that the parser takes for a verb."""
    if hidden.noun_of_change(words, i):
        return hidden.CHANGES[words[i].lower()]
    if hidden.state(words, i) or hidden.participle_of_noun(words, i) or hidden.moving(words, i) or hidden.against(words, i):
        return "low"
    return "water" if hidden.noun_behind_to(words, i) or hidden.listed(words, i) else None


def _plain_verb(words: Sequence[str], i: int) -> str | None:
    """Return the common verb in place of a rare one, None where a word stays."""
    word = words[i]
    if word in ("May", "may") and i + 1 < len(words) and words[i + 1].isalpha() and words[i + 1].islower():
        return "can"
    if hidden.closing_verb(words, i):
        return hidden.CLOSING[word]
    if word.lower() in hidden.HAVING:
        return hidden.HAVING[word.lower()]
    if hidden.helped(words, i):
        return "reduce"
    plain = (
        hidden.between_nouns(words, i)
        or hidden.in_relative(words, i)
        or ("reduces" if hidden.past(words, i) else _swaps().get(word.lower()))
    )
    if plain is None and hidden.after_all(words, i):
        return "reduce"
    doing = bool(i) and word.lower() in _DOING and words[i - 1].lower() in _BEFORE_DOING
    return "reducing" if plain is None and doing else plain


_MODALS = frozenset(["may", "can", "could", "might"])
_NOUNS_TOO = word_set(
    "results causes benefits changes needs drinks functions triggers signals works stresses levels forms measures plays limits fuels "
    "houses signs factors cells sources reports studies links leads"
)
"""Forms in the third person that begin a sentence more often as nouns."""
_NO_OBJECT = word_set("is are was were has have had do does can do may will in of for and or , : ; . ( – — - | include suggest show")


def unsaid(words: Sequence[str]) -> bool:
    """Return whether a sentence begins with its verb, its subject left out: the parser takes such a verb for a noun.

    >>> unsaid(["Supports", "sleep"]), unsaid(["May", "improve", "sleep"]), unsaid(["Supports", "are", "low"]), unsaid(["Zinc", "rises"])
    (True, True, False, False)
    """
    if len(words) < 2:
        return False
    first, following = words[0].lower(), words[1].lower()
    if first in _MODALS:
        return following.isalpha() and following in lemma_of_form() and words[-1] != "?"
    lemma = lemma_of_form().get(first)
    known = lemma is not None and first == forms(lemma)["s"] and first not in _NOUNS_TOO
    governs = any(cue.preposition == following for cue in verbs(lemma or "", "p", "rp"))
    return known and (following not in _NO_OBJECT or governs)
