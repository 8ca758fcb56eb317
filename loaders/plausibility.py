"""What cannot be a claim, whatever rule found it: empty sides, people acting, advice, questions, statements about the article."""

from __future__ import annotations

import re

from loaders.candidates import Candidate, Phrase
from loaders.cues import verbs, words
from loaders.inflection import lemma_of_form
from loaders.clauses import PRONOUNS
from loaders.parser import Tree

_ADVICE = re.compile(
    r"^(?:avoid|try|consider|choose|take|talk|consult|ask|start|aim|use|add|make sure|remember|look|keep|limit|get|eat|drink|check|see|visit|click|buy|shop|read|learn)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(r"\w\W+(?:how|whether|why)\s+(?:[\w’'-]+\s+){0,6}$", re.IGNORECASE)
"""An indirect question in front of the cue: it tells that something acts, or not, without saying so."""
_NO_CLAIM = re.compile(
    r"^(?:describe|explain|discuss|understand|define|learn|in this (?:article|section|chapter|guide|post))\b|\bis defined as\b",
    re.IGNORECASE,
)
_MOST_WORDS = 16
"""Words of a side: the longest of the dev annotations has 15."""


def _empty(phrase: Phrase) -> bool:
    if phrase.carried in ("pronoun", "elided", "reported", "label") and (not phrase.text or phrase.text.lower() in PRONOUNS):
        return False
    return is_empty(phrase.text)


def is_empty(text: str) -> bool:
    """Return whether a phrase names no factor: a study, a person, a mere direction.

    >>> is_empty("recent studies of sleep"), is_empty("zinc")
    (True, False)
    """
    tokens = re.findall(r"[\w’'-]+", text.lower())
    if not tokens or len(tokens) > _MOST_WORDS or not any(c.isalpha() for c in text):
        return True
    if len(tokens) > 1 and tokens[1] in ("research", "studies", "study", "trials"):
        return True
    if tokens[-1] in ("which", "that", "who", "what"):
        return True
    head = _head_word(tokens)
    return (
        all(token in words("empty") or token in words("direction") for token in tokens)
        or head in words("empty")
        or head.rstrip("s") in words("empty")
    )


def _head_word(tokens: list[str]) -> str:
    """Return the last word before the first preposition."""
    for i, token in enumerate(tokens):
        if i and token in ("of", "in", "on", "for", "to", "from", "with", "by", "at", "about", "that", "into"):
            return tokens[i - 1]
    return tokens[-1]


def plausible(candidate: Candidate, tree: Tree) -> bool:
    """Return whether a candidate can be a claim at all."""
    if _empty(candidate.subject) or _empty(candidate.object):
        return False
    last = candidate.object.text.lower()
    if last.endswith("ing") and " " not in last and verbs(lemma_of_form().get(last, ""), "t") and not verbs(lemma_of_form().get(last, ""), "i"):
        return False
    if candidate.subject.text and candidate.subject.text.casefold() == candidate.object.text.casefold():
        return False
    before = tree.sentence.text[: max(0, candidate.cue[0] - tree.sentence.start)]
    if (
        _NO_CLAIM.search(tree.sentence.text)
        or _INDIRECT.search(before)
        or (tree.sentence.text.rstrip().endswith("?") and len(tree.tokens) < 12)
    ):
        return False
    return not (candidate.subject.carried == "elided" and _ADVICE.match(tree.sentence.text))
