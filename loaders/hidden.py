"""Words whose part of speech the parser gets wrong, told by their neighbours: verbs that look like nouns, nouns that look like verbs.

Every test here looks at the words of a sentence, one place among them, and says what stands there; `loaders.disguise` then shows the parser
a plain word of that kind. The lists are of English function words and of words seen to be mistaken, not of any article.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cues import verbs, words
from loaders.inflection import forms, lemma_of_form
from loaders.words import words as word_set

UNSWAPPED = words("undisguised")
NOUNISH = words("before a noun")
_FUNCTION = words("function word")


def past(words: Sequence[str], i: int) -> bool:
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


def causes(words: Sequence[str], i: int) -> bool:
    """Return whether this "cause" is a verb: no article or adjective of causes before it, something to cause behind it."""
    if words[i] not in ("cause", "causes") or i == 0 or i + 1 >= len(words):
        return False
    if words[i + 1] == ":" and i + 2 == len(words):  # "Low zinc causes:" opens a list of effects, "common causes:" one of causes
        return words[i] == "causes" and i > 1 and words[i - 1].lower() not in NOUNISH
    return words[i - 1].lower() not in NOUNISH and words[i + 1].lower() not in (
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


def results_in(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb of "X results in Y", or its preposition: both look like nouns to the parser."""
    at = i - 1 if words[i].lower() == "in" and i else i
    if words[at].lower() not in ("result", "results") or at + 1 >= len(words) or words[at + 1].lower() != "in" or at == 0:
        return False
    return words[at - 1].lower() not in ("the", "a", "this", "as", "our", "these", "no", "such", "main", "end")


def after_all(words: Sequence[str], i: int) -> bool:
    """Return whether this is a verb that looks like a noun, behind a word that stands before verbs ("rain and heat all damage roads")."""
    return (
        1 < i < len(words) - 1
        and words[i] in UNSWAPPED
        and lemma_of_form().get(words[i]) == words[i]
        and words[i - 1].lower() in ("all", "both", "also", "often", "usually", "typically", "generally", "sometimes")
        and words[i + 1][:1].isalnum()
        and words[i + 1].lower() not in _BEHIND
    )


CHANGES = {"decrease": "reduction", "increase": "reduction", "rise": "reduction", "drop": "reduction", "decline": "reduction"}
_STATES = word_set("lower altered reduced decreased increased elevated impaired disrupted lowered raised")
_FINDING = word_set("found find finds observed reported detected showed shows show with expect expected from of by for at in")
_DEEDS = word_set("flow stress change increase decrease treatment exercise damage use light heat cold sleep")
_AGAINST = word_set(
    "resistance exposure sensitivity response responses access adaptation adaptations tolerance barrier vulnerability susceptibility"
)
_BEARERS = word_set("conditions diseases disorders agents drugs bacteria cells hormones neurons foods substances compounds plants animals")
_HEADS = word_set("power force forces season potential point points capacity cost costs standards agent agents")
CLOSING = {"rise": "arrive", "fall": "arrive", "drop": "arrive", "increase": "arrive", "decrease": "arrive", "decline": "arrive"}
_OPENING = word_set("when as if once whenever because while")


def noun_of_change(words: Sequence[str], i: int) -> bool:
    """Return whether this is the noun of "linked to decrease in": without an article the parser takes it for a verb."""
    return 1 < i < len(words) - 1 and words[i - 1].lower() == "to" and words[i].lower() in CHANGES and words[i + 1].lower() in ("in", "of")


def _names(word: str) -> bool:
    return word[:1].isalpha() and word.lower() not in _BEHIND


def state(words: Sequence[str], i: int) -> bool:
    """Return whether this is the adjective of "found lower levels"; behind "has" only "lower": "has reduced levels" tells a deed."""
    if not 0 < i < len(words) - 1 or words[i].lower() not in _STATES or not _names(words[i + 1]):
        return False
    before = words[i - 1].lower()
    return before in _FINDING or (before in ("has", "have", "had") and words[i].lower() == "lower")


def noun_behind_to(words: Sequence[str], i: int) -> bool:
    """Return whether this is the noun of "resistance to flow", which the parser takes for an infinitive."""
    bare = i + 1 >= len(words) or not (words[i + 1][:1].isalpha() and words[i + 1].lower() not in _FUNCTION)
    return i > 1 and bare and words[i].lower() in _DEEDS and words[i - 1].lower() == "to" and words[i - 2].lower() in _AGAINST


def participle_of_noun(words: Sequence[str], i: int) -> bool:
    """Return whether this is the first part of "purchasing power", "growing season": the parser takes it for a clause."""
    if not i < len(words) - 1 or len(words[i]) <= 5 or not words[i].endswith("ing"):
        return False
    unknown = words[i].lower() not in lemma_of_form() and words[i + 1].lower() in _BEARERS
    return unknown or (i > 0 and words[i + 1].lower() in _HEADS)


_OF_CLAUSES = word_set("mean make let help give get keep show need cause allow")
"""Verbs that govern clauses or two objects, as "reduce" does not."""


def between_nouns(words: Sequence[str], i: int) -> str | None:
    """Return the plain verb for that of "trade wars slow growth", "the drug produces nausea": nouns around it, and no other verb."""
    word, last = words[i], len(words) - 1
    lemma = lemma_of_form().get(word, "")
    if not (1 <= i < last and lemma in UNSWAPPED and lemma not in _OF_CLAUSES and word in (lemma, forms(lemma)["s"]) and verbs(lemma, "t")):
        return None
    before, behind = words[i - 1], words[i + 1]
    if lemma == "form" and behind.lower() == "from" and before.lower() not in _FUNCTION:
        return "arise" if word == lemma else "arises"
    plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is", "'s"))
    named = before[:1].isalpha() and before.lower() not in _FUNCTION and lemma_of_form().get(before, before) == before
    if not named or plural != (word == lemma) or not behind[:1].isalpha() or behind.lower() in _BEHIND or behind.lower() in lemma_of_form():
        return None
    start = max((k + 1 for k in range(i) if words[k] in _MARKS), default=0)
    end = min((k for k in range(i, last + 1) if words[k] in _MARKS), default=last + 1)
    around = [other.lower() for k, other in enumerate(words[start:end], start) if k != i]
    if before.lower() in _ADJECTIVAL or any(other in _VERBAL or lemma_of_form().get(other, other) != other for other in around):
        return None
    return "reduce" if word == lemma else "reduces"


def in_relative(words: Sequence[str], i: int) -> str | None:
    """Return the plain verb for that of "the fuel that powers cells", "hormones that trigger hunger"."""
    lemma = lemma_of_form().get(words[i], "")
    if not (2 <= i < len(words) - 1 and words[i - 1].lower() in ("that", "which", "who") and lemma in UNSWAPPED and verbs(lemma, "t")):
        return None
    noun, behind = words[i - 2].lower(), words[i + 1]
    if not behind[:1].isalpha() or noun in _FUNCTION or behind.lower() in ("is", "are", "was", "were", "can", "may", "will"):
        return None
    if words[i] == forms(lemma)["s"]:
        return "reduces"
    return "reduce" if words[i] == lemma and noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else None


_MARKS = frozenset(",;:.()?!")


def helped(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb of "helps your body fight infection", which the parser takes for a part of a name."""
    known = lemma_of_form().get(words[i]) == words[i] and words[i] in UNSWAPPED and i + 1 < len(words)
    helper = any(word.lower() in _HELPERS for word in words[max(0, i - 4) : i - 1])
    return known and helper and words[i - 1].lower() in _HELPED and words[i + 1][:1].isalpha() and words[i + 1].lower() not in _BEHIND


_HELPERS = word_set("help helps helped helping let lets make makes")
_HELPED = word_set("body brain skin cells muscles system gut liver heart you us people plants bones lungs kidneys")


_MOVING = word_set("rising falling increasing decreasing declining growing soaring skyrocketing worsening shrinking improving dwindling")
HAVING = {"possess": "have", "possesses": "has", "possessed": "had", "possessing": "having"}


def listed(words: Sequence[str], i: int) -> bool:
    """Return whether this is a noun amid a list ("headaches, fatigue and fever") that could be a verb alone."""
    if not 2 <= i < len(words) - 2 or words[i - 1] != "," or words[i + 1].lower() not in (",", "and", "or"):
        return False
    return words[i] in _AILMENTS and words[i - 2].lower() not in lemma_of_form()


_AILMENTS = word_set(
    "fatigue stress cough itch ache sweat sleep pain harm damage swell rest fever growth movement balance focus water heat"
)


def against(words: Sequence[str], i: int) -> bool:
    """Return whether this is the adjective of "has antifungal properties": rare ones are taken for verbs behind "has"."""
    word = words[i].lower()
    return len(word) > 6 and word.startswith("anti") and word.endswith(("al", "ic", "ory", "ant", "ive")) and _names((*words, "")[i + 1])


def moving(words: Sequence[str], i: int) -> bool:
    """Return whether this is the participle of "led to rising prices", which the parser takes for a clause."""
    inside = 0 < i < len(words) - 1
    return inside and words[i] in _MOVING and words[i - 1].lower() in ("to", "of", "in", "with", "from") and _names(words[i + 1])


def closing_verb(words: Sequence[str], i: int) -> bool:
    """Return whether this is the verb at the end of "when the costs of fuel rise": the parser takes it for a noun."""
    if words[i] not in CLOSING or i < 2 or (i + 1 < len(words) and words[i + 1][:1].isalnum()):
        return False
    start = next((k for k in range(i - 1, max(-1, i - 9), -1) if words[k].lower() in _OPENING), None)
    return (
        start is not None
        and start < i - 1
        and not any(word.lower() in _VERBAL or word in (",", ";", "a", "an") for word in words[start + 1 : i])
    )


_VERBAL = word_set("is are was were be been has have had do does did can could may might will would should must to rises falls rose fell")
