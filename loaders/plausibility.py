"""What cannot be a claim, whatever rule found it: empty sides, people acting, advice, questions, statements about the article."""

from __future__ import annotations

import re

from loaders.candidates import Candidate, Phrase
from loaders.clauses import PRONOUNS
from loaders.cues import verbs, words
from loaders.inflection import lemma_of_form
from loaders.parser import Tree

_ADVICE = re.compile(
    r"^(?:avoid|try|consider|choose|take|talk|consult|ask|start|aim|use|add|make sure|remember|look|keep|limit|get|eat"
    r"|drink|check|see|visit|click|buy|shop|read|learn)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\w(?:\W+whether|(?<!\bis)(?<!\bwas)(?<!['’]s)(?<!\band)(?<!\bbut)\W+(?:how|why))\s+(?:[\w’'-]+\s+){0,6}$", re.IGNORECASE
)
"""An indirect question in front of the cue: it tells that something acts, or not, without saying so."""
_NO_CLAIM = re.compile(
    r"^(?:describe|explain|discuss|understand|define|learn|in this (?:article|section|chapter|guide|post))\b|\bis defined as\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:this|these|that|those|such|both|the) ")
_RECEIVERS = frozenset(["body", "brain", "you", "system", "cell", "cells", "people", "plant", "plants"])
"""Who is given something: "gives the body time" acts on no body."""
SHORT = 12
"""Words of a question that is a heading or a hook; longer ones carry claims under study."""
_MOST_WORDS = 16
"""Words of a side: the longest of the dev annotations has 15."""


def _empty(phrase: Phrase) -> bool:
    waits = not phrase.text or phrase.text.lower() in PRONOUNS or _POINTS.match(phrase.text)
    if phrase.carried in ("pronoun", "elided", "reported", "label") and waits:
        return False
    return is_empty(phrase.text)


_DEGREES = frozenset(
    ["very", "little", "much", "significantly", "greatly", "slightly", "dramatically", "somewhat", "hour", "effects", "effect"]
)


def is_empty(text: str) -> bool:
    """Return whether a phrase names no factor: a study, a person, a mere direction.

    >>> is_empty("recent studies of sleep"), is_empty("zinc")
    (True, False)
    """
    tokens = re.findall(r"[\w’'-]+", text.lower())
    if not tokens or len(tokens) > _MOST_WORDS or not any(c.isalpha() for c in text):
        return True
    if "research" in tokens and tokens[0] in ("growing", "body", "large", "substantial"):
        return True
    if (
        (len(tokens) > 1 and tokens[1] in ("research", "studies", "study", "trials"))
        or tokens[-1] in ("which", "that", "who", "what")
        or tokens[0] in ("when", "where", "while", "if", "because", "although", "which", "shows", "is", "are", "was", "has", "does")
    ):
        return True
    head = _head_word(tokens)
    alone = head == tokens[0] and (head in words("empty alone") or head.rstrip("s") in words("empty alone"))
    if alone or (len(tokens) <= 2 and head in ("another", "other", "both", "former", "latter", "doing")):
        return True
    if head in ("model", "framework") and not any(token in ("animal", "mouse", "rat", "vitro") for token in tokens):
        return True
    return (
        all(token in words("empty") or token in words("direction") or token in _DEGREES for token in tokens)
        or head in words("empty")
        or head.rstrip("s") in words("empty")
    )


def _head_word(tokens: list[str]) -> str:
    """Return the last word before the first preposition, with the word before it where it is a letter ("vitamin C")."""
    for i, token in enumerate(tokens):
        if i and token in ("of", "in", "on", "for", "to", "from", "with", "by", "at", "about", "that", "into"):
            return _head_word(tokens[:i])
    return " ".join(tokens[-2:]) if len(tokens[-1]) == 1 else tokens[-1]


def why_not(candidate: Candidate, tree: Tree) -> str | None:
    """Return why a candidate cannot be a claim, in words; None when it can."""
    for side, name in ((candidate.subject, "subject"), (candidate.object, "object")):
        if _empty(side):
            return f"its {name} names no factor"
    last = candidate.object.text.lower()
    if _bare_change(last):
        return "its object is a change of nothing named"
    if candidate.lemma in ("give", "help", "aid", "assist", "let", "allow") and last in _RECEIVERS:
        return "its object receives, and is not acted on"
    if " " not in last and (last.endswith("ing") or last in _NO_NOUNS) and _is_doing(last):
        return "its object is the verb of another clause"
    if candidate.subject.text and candidate.subject.text.casefold() == candidate.object.text.casefold():
        return "subject and object are the same"
    return _told_otherwise(candidate, tree)


def _bare_change(text: str) -> bool:
    """Return whether a phrase tells a change without saying of what: "a 1.5x increase", "very steady rise", "2.5x"."""
    tokens = re.findall(r"[^\W_][\w.-]*", text)
    if not tokens or tokens[-1] not in _CHANGES:
        return bool(tokens) and all(re.fullmatch(r"[\d.,]+(?:x|fold|%|times)?", token) for token in tokens)
    return all(token in words("quality") or token in words("intensity") or token[0].isdigit() or token in _STEADY for token in tokens[:-1])


_CHANGES = frozenset(["increase", "decrease", "rise", "fall", "drop", "reduction", "decline", "boost", "spike", "improvement"])
_STEADY = frozenset(
    ["very", "steady", "sharp", "slow", "rapid", "sudden", "gradual", "slight", "further", "fold", "times", "modest", "net"]
)


_NO_NOUNS = frozenset(["reduces", "improves", "produces", "provides", "prevents", "promotes", "enhances", "inhibits", "lowers"])
"""Forms in the third person that are never nouns."""


def _is_doing(word: str) -> bool:
    lemma = lemma_of_form().get(word, "")
    return bool(verbs(lemma, "t")) and not verbs(lemma, "i")


_OWN = re.compile(r"\b(?:I|me|[Mm]y)\b")


def _in_testimony(sentence: str, cue: int) -> bool:
    """Return whether a place stands in words in quotation marks that somebody says of themselves.

    A mark without partner at the end closes what an earlier sentence opened; another one opens what goes on behind the sentence.
    """
    marks = [i for i, letter in enumerate(sentence) if letter in '"“”']
    if len(marks) % 2:
        closes = not re.search(r"\w", sentence[marks[-1] :])
        marks = [-1, *marks] if closes else [*marks, len(sentence)]
    return any(first < cue < last and _OWN.search(sentence[first + 1 : last]) for first, last in zip(marks[::2], marks[1::2], strict=True))


def _told_otherwise(candidate: Candidate, tree: Tree) -> str | None:
    """Return why the sentence around asserts nothing of the kind."""
    sentence = tree.sentence.text
    cue = candidate.cue[0] - tree.sentence.start
    before = sentence[: max(0, cue)]
    if _NO_CLAIM.search(sentence):
        return "the sentence defines or announces"
    if _INDIRECT.search(before):
        return "it stands in an indirect question"
    if _in_testimony(sentence, cue):
        return "somebody tells of themselves, in quotation marks"
    if sentence.rstrip().endswith("?") and len(tree.tokens) < SHORT:
        return "it is a question"
    return "it is advice" if candidate.subject.carried == "elided" and _ADVICE.match(sentence) else None


def plausible(candidate: Candidate, tree: Tree) -> bool:
    """Return whether a candidate can be a claim at all."""
    return why_not(candidate, tree) is None
