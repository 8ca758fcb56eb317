"""The disguise that lets the parser see rare words as common ones.

The parser has seen few of the verbs that carry mechanisms ("replenishes", "traverse") and takes some for nouns. Before parsing,
such a form is swapped for the same form of `reduce`, and a formula ("Mg2+", "25(OH)D") for `protein`; the tree is copied back word by word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.cues import verb_lemmas, verbs, words
from loaders.inflection import IRREGULAR, forms, lemma_of_form
from loaders.words import words as word_set

_UNSWAPPED = words("undisguised")
_ORDINARY = {"s": "reduces", "ed": "reduced", "ing": "reducing"}
_BEFORE_DOING = words("before doing")
_DOING = words("doing")
"""Forms that the parser takes for adjectives in front of a noun; after these words they are verbs."""
_FORMULA = re.compile(r"^(?=.*[A-Za-zα-ωΑ-Ω])(?=.*[0-9₀-₉⁰-⁹⁺⁻+α-ω]).{2,}$")


@cache
def _swaps() -> dict[str, str]:
    table: dict[str, str] = {}
    for lemma in verb_lemmas():
        if lemma not in _UNSWAPPED and lemma not in IRREGULAR:
            table[lemma] = "reduce"
            table.update({form: _ORDINARY[ending] for ending, form in forms(lemma).items()})
    table.update({"warms": "rises", "melts": "rises", "cools": "rises", "heats": "rises", "thaws": "rises"})
    return table


_NOUNISH = words("before a noun")


_WORKING = frozenset(["together", "to", "by", "as", "through", "on", "against", "synergistically", "best"])


_FUNCTION = words("function word")


def _past(words: Sequence[str], i: int) -> bool:
    """Return whether this -ed form is a verb in the past ("zinc increased iron"): the parser takes it for an adjective."""
    word = words[i]
    if not word.endswith("ed") or not word.islower() or lemma_of_form().get(word, word) == word or not 0 < i < len(words) - 1:
        return False
    left = i - 1
    while left > 0 and words[left].endswith("ly"):
        left -= 1
    before, behind = words[left], words[i + 1]
    if word in _BORNE and left and words[left - 1].lower() in _CASES:
        return False
    if (
        not before[-1:].isalnum()
        or before.lower() in _FUNCTION
        or before.endswith("ly")
        or before.lower() in lemma_of_form()
        or before.lower() in _ADJECTIVAL
    ):
        return False
    return (behind[:1].isalnum() and behind.lower() not in _BEHIND) or behind.lower() in ("the", "a", "an", "its", "their", "both")


_BORNE = frozenset(["induced", "mediated", "related", "associated", "triggered", "driven", "evoked"])
_CASES = frozenset(["of", "against", "from", "in", "with", "for", "to", "by", "on"])
"""Behind one of these, "salt induced thirst" is a thing, not a sentence."""
_ADJECTIVAL = frozenset(
    [
        "other",
        "more",
        "less",
        "most",
        "many",
        "some",
        "several",
        "few",
        "new",
        "chronic",
        "severe",
        "acute",
        "high",
        "low",
        "their",
        "its",
        "further",
        "markedly",
    ]
)
_BEHIND = _FUNCTION.keys() - {"the", "a", "an", "its", "their", "both"}


def _causes(words: Sequence[str], i: int) -> bool:
    """Return whether this "cause" is a verb: no article or adjective of causes before it, something to cause behind it."""
    if words[i] not in ("cause", "causes") or i == 0 or i + 1 >= len(words):
        return False
    if words[i + 1] == ":" and i + 2 == len(words):  # "Low zinc causes:" opens a list of effects, "common causes:" one of causes
        return words[i] == "causes" and i > 1 and words[i - 1].lower() not in _NOUNISH
    return words[i - 1].lower() not in _NOUNISH and words[i + 1].lower() not in (
        "of",
        "for",
        "is",
        "are",
        "and",
        "or",
        "behind",
        ".",
        ",",
        ":",
        "why",
        "was",
    )


def _plain_case(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a title in ordinary case, so that its verbs look like verbs; abbreviations stay."""
    plain = [word for word in words if word.isalpha() and len(word) > 3]
    if len(plain) < 3 or sum(word[0].isupper() for word in plain) < 0.8 * len(plain):
        return words
    return [word.lower() if word[:1].isupper() and word[1:].islower() else word for word in words]


def _dash(following: str) -> str:
    """Return a dash between clauses as the comma or semicolon that the parser knows better; hyphens stay."""
    return ";" if following.lower() in ("it", "they", "this", "these", "that", "you", "we", "not", "no") else ","


def _results_in(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb of "X results in Y", or its preposition: both look like nouns to the parser."""
    at = i - 1 if words[i].lower() == "in" and i else i
    if words[at].lower() not in ("result", "results") or at + 1 >= len(words) or words[at + 1].lower() != "in" or at == 0:
        return False
    return words[at - 1].lower() not in ("the", "a", "this", "as", "our", "these", "no", "such", "main", "end")


def _after_all(words: Sequence[str], i: int) -> bool:
    """Return whether this is a verb that looks like a noun, behind a word that stands before verbs ("rain and heat all damage roads")."""
    return (
        1 < i < len(words) - 1
        and words[i] in _UNSWAPPED
        and lemma_of_form().get(words[i]) == words[i]
        and words[i - 1].lower() in ("all", "both", "also", "often", "usually", "typically", "generally", "sometimes")
        and words[i + 1][:1].isalnum()
        and words[i + 1].lower() not in _BEHIND
    )


_CHANGES = {"decrease": "reduction", "increase": "reduction", "rise": "reduction", "drop": "reduction", "decline": "reduction"}
_STATES = word_set("lower altered reduced decreased increased elevated impaired disrupted lowered raised")
_FINDING = word_set("found find finds observed reported detected showed shows show had have has with expect expected from of by for at in")
_DEEDS = word_set("flow stress change increase decrease treatment exercise damage use light heat cold sleep")
_AGAINST = word_set(
    "resistance exposure sensitivity response responses access adaptation adaptations tolerance barrier vulnerability susceptibility"
)
_HEADS = word_set("power force forces season potential point points capacity cost costs standards agent agents")
_CLOSING = {"rise": "arrive", "fall": "arrive", "drop": "arrive", "increase": "arrive", "decrease": "arrive", "decline": "arrive"}
_OPENING = word_set("when as if once whenever because while")


def _noun_of_change(words: Sequence[str], i: int) -> bool:
    """Return whether this is the noun of "linked to decrease in": without an article the parser takes it for a verb."""
    return 1 < i < len(words) - 1 and words[i - 1].lower() == "to" and words[i].lower() in _CHANGES and words[i + 1].lower() in ("in", "of")


def _names(word: str) -> bool:
    return word[:1].isalpha() and word.lower() not in _BEHIND


def _state(words: Sequence[str], i: int) -> bool:
    """Return whether this is the adjective of "found lower levels": behind a verb of finding the parser takes it for a verb."""
    return 0 < i < len(words) - 1 and words[i].lower() in _STATES and words[i - 1].lower() in _FINDING and _names(words[i + 1])


def _noun_behind_to(words: Sequence[str], i: int) -> bool:
    """Return whether this is the noun of "resistance to flow", which the parser takes for an infinitive."""
    bare = i + 1 >= len(words) or not (words[i + 1][:1].isalpha() and words[i + 1].lower() not in _FUNCTION)
    return i > 1 and bare and words[i].lower() in _DEEDS and words[i - 1].lower() == "to" and words[i - 2].lower() in _AGAINST


def _participle_of_noun(words: Sequence[str], i: int) -> bool:
    """Return whether this is the first part of "purchasing power", "growing season": the parser takes it for a clause."""
    return 0 < i < len(words) - 1 and len(words[i]) > 5 and words[i].endswith("ing") and words[i + 1].lower() in _HEADS


def _between_nouns(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb of "trade wars slow growth": a plural in front, something acted on behind, no other verb around."""
    word, last = words[i], len(words) - 1
    if not (1 <= i < last and word in _UNSWAPPED and lemma_of_form().get(word) == word and verbs(word, "t")):
        return False
    before, behind = words[i - 1], words[i + 1]
    plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is", "'s")) and before.lower() not in _FUNCTION
    if not plural or before in lemma_of_form() or not behind[:1].isalpha() or behind.lower() in _BEHIND:
        return False
    if lemma_of_form().get(behind) == behind:
        return False
    start = max((k + 1 for k in range(i) if words[k] in (",", ";", ":", "(", ")")), default=0)
    end = min((k for k in range(i, last + 1) if words[k] in (",", ";", ":", ".", "(", ")")), default=last + 1)
    around = [other.lower() for k, other in enumerate(words[start:end], start) if k != i]
    return not any(other in _VERBAL or lemma_of_form().get(other, other) != other for other in around)


def _helped(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb of "helps your body fight infection", which the parser takes for a part of a name."""
    known = lemma_of_form().get(words[i]) == words[i] and words[i] in _UNSWAPPED and i + 1 < len(words)
    helper = any(word.lower() in _HELPERS for word in words[max(0, i - 4) : i - 1])
    return known and helper and words[i - 1].lower() in _HELPED and words[i + 1][:1].isalpha() and words[i + 1].lower() not in _BEHIND


_HELPERS = word_set("help helps helped helping let lets make makes")
_HELPED = word_set("body brain skin cells muscles system gut liver heart you us people plants bones lungs kidneys")


def _closing_verb(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb at the end of "when the costs of fuel rise": the parser takes it for a noun."""
    if words[i] not in _CLOSING or i < 2 or (i + 1 < len(words) and words[i + 1][:1].isalnum()):
        return False
    start = next((k for k in range(i - 1, max(-1, i - 9), -1) if words[k].lower() in _OPENING), None)
    return (
        start is not None
        and start < i - 1
        and not any(word.lower() in _VERBAL or word in (",", ";", "a", "an") for word in words[start + 1 : i])
    )


_VERBAL = word_set("is are was were be been has have had do does did can could may might will would should must to rises falls rose fell")
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


def _as_seen(words: Sequence[str], i: int) -> str:  # noqa: PLR0911  a list of cases, the first that fits decides
    word, inside = words[i], 0 < i < len(words) - 1
    if word in ("—", "--") and inside:
        return _dash(words[i + 1])
    if word.lower() in _SHORT_FORMS and i + 1 < len(words):
        return _SHORT_FORMS[word.lower()]
    if _noun_of_change(words, i):
        return _CHANGES[word.lower()]
    if _state(words, i) or _participle_of_noun(words, i):
        return "low"
    if _noun_behind_to(words, i):
        return "water"
    if _helped(words, i) or _between_nouns(words, i):
        return "reduce"
    if _closing_verb(words, i):
        return _CLOSING[word]
    if word in ("work", "works") and inside and words[i + 1].lower() in _WORKING and words[i - 1].lower() not in _NOUNISH:
        return {"work": "act", "works": "acts"}[word]
    if _causes(words, i):
        return "increases" if words[i + 1] == ":" else {"cause": "produce", "causes": "produces"}[word.lower()]
    if _results_in(words, i):
        return {"result": "lead", "results": "leads", "in": "to"}[word.lower()]
    plain = _plain_verb(words, i)
    if plain:
        return plain.capitalize() if word[0].isupper() else plain
    if "-" in word[2:-2] and not word[0].isdigit():
        return word.rpartition("-")[2] or word
    return "protein" if _FORMULA.match(word) else word


def _plain_verb(words: Sequence[str], i: int) -> str | None:
    """Return the common verb in place of a rare one, None where a word stays."""
    word = words[i]
    if word in ("May", "may") and i + 1 < len(words) and words[i + 1].isalpha() and words[i + 1].islower():
        return "can"
    plain = "reduces" if _past(words, i) else _swaps().get(word.lower())
    if plain is None and _after_all(words, i):
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
