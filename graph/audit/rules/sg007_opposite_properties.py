"""SG007 Opposite properties of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.mentions import mentioned
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import words
from ontology.model import Severity

OPPOSITES = (
    ("neutral|uncharged", "(?:positive(?:ly)?|negative(?:ly)?|net) charged?|cation(?:ic)?|anion(?:ic)?"),
    ("lipophilic|fat-soluble|hydrophobic", "hydrophilic|water-soluble|lipophobic"),
    (
        "(?:absorption|uptake|release) (?:is|was) (?:far )?(?:faster|rapid)|(?:faster|rapid) (?:absorption|uptake|release)",
        "(?:absorption|uptake|release) (?:is|was) (?:much |far )?slow(?:er)?|slow(?:er)? (?:absorption|uptake|release)",
    ),
    ("active transport|carrier[- ]mediated|by carriers", "passive diffusion|no active transport"),
    ("acidic", "alkaline|basic"),
    ("soluble", "insoluble"),
    ("essential", "non-?essential|dispensable"),
    ("reversible", "irreversible"),
    ("short-lived|transient", "long-lasting|permanent"),
)
"""Properties that one thing cannot have at once (lexical opposites, from general English and chemistry)."""

WINDOW = 40
"""Sentences between two descriptions of one thing; farther apart they are seldom about the same. A guess, not measured."""

_NOT = re.compile(r"\b(?:not|no|never|neither|without|unlike|than|compared|versus|instead)\b|n[’']t\b(?! just)", re.IGNORECASE)
_ANY = words(*(form for pair in OPPOSITES for form in pair))
_TABLE = tuple((words(one), words(other)) for one, other in OPPOSITES)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each thing to which one article gives two properties that exclude each other."""
    for article in facts.articles:
        telling = [sentence for sentence in article.sentences if sentence.prose and _ANY.search(sentence.text)]
        for one, other in _TABLE if len(telling) > 1 else ():
            left, right = _holding(article, telling, one, facts), _holding(article, telling, other, facts)
            for thing, pair in _shared(left, right, facts).items():
                first, second = pair
                message = f"“{_word(one, first)}” and “{_word(other, second)}” are both said of {facts.label(thing)}."
                yield on_sentences(sorted(pair, key=lambda s: s.number), message, focus=thing)


def _holding(article: Article, telling: list[Sentence], pattern: re.Pattern[str], facts: Facts) -> list[tuple[Sentence, frozenset[str]]]:
    found = []
    for sentence in telling:
        match = pattern.search(sentence.text)
        if match and not _NOT.search(sentence.text[max(0, match.start() - 20) : match.start()]):
            found.append((sentence, mentioned(article, sentence, facts)))
    return found


def _shared(
    left: list[tuple[Sentence, frozenset[str]]], right: list[tuple[Sentence, frozenset[str]]], facts: Facts
) -> dict[str, tuple[Sentence, Sentence]]:
    found: dict[str, tuple[Sentence, Sentence]] = {}
    for one, things in left:
        for other, others in right:
            if one is not other and abs(one.number - other.number) <= WINDOW:
                for thing in sorted(_same(things, others, facts)):
                    found.setdefault(thing, (one, other))
    return found


def _same(things: frozenset[str], others: frozenset[str], facts: Facts) -> set[str]:
    """Return what both sentences speak of, a thing and its aspects taken as one."""
    named = {thing: _entity(thing, facts) for thing in things | others}
    return {named[a] for a in things for b in others if named[a] == named[b]}


def _entity(factor_id: str, facts: Facts) -> str:
    factor = facts.factors.get(factor_id)
    return factor.aspect_of[0] if factor and factor.aspect_of else factor_id


def _word(pattern: re.Pattern[str], sentence: Sentence) -> str:
    match = pattern.search(sentence.text)
    return match.group() if match else ""


RULE = Rule(
    code="SG007",
    title="Opposite properties of one thing",
    severity=Severity.MEDIUM,
    looks_for="words that exclude each other (neutral, charged; faster, slower) said of one factor within one article",
    why="Chemistry that contradicts itself shows that the mechanism was not taken from a source.",
    example="“Zinc is a neutral ion”, and in the next sentence “its positive charge pulls it in”.",
    fix="Correct the property that is wrong, or say under which conditions each holds.",
    find=find,
)
