"""Phrases of notes, labels and figure texts, without a parser: parted at commas and conjunctions, stripped, their direction taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.candidates import Phrase, Span
from loaders.cues import words
from ontology.model import Block, BlockKind, Document
from ontology.relations import Relation, Sign

UP, DOWN = "↑⇑⬆", "↓⇓⬇"
_JOINT = re.compile(r",\s*(?:and|or|&)\s+|\s*[,;]\s+|\s+(?:and|or|&)\s+|\s+\+\s+")
_NUMBER = re.compile(r"^\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[A-Ha-h])[.):]?\s+(?=\S)|#\d{1,2}\s+)")
_ARTICLE = re.compile(r"^(?:the|an?|some|its|their|your|our|more of the)\s+(?=\S)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?:via|by|in|at|from|through|e\.g\.|i\.e\.|such as|see)\b[^()]*\)\s*$", re.IGNORECASE)
_BETWEEN = r"\s(?:on|of|in|to|from|into|for|by|with|at)\s"
_PREPOSITION = re.compile(rf"{_BETWEEN}(?!.*{_BETWEEN})")


@dataclass(frozen=True, slots=True)
class Thing:
    """A factor with where it stands, and the sign that an arrow or a direction word gives to its change."""

    text: str
    span: Span | None
    sign: Sign = Sign.NONE

    def phrase(self, carried: str | None = None) -> Phrase:
        """Return it as a side of a candidate."""
        return Phrase(text=self.text, span=self.span, carried=carried)


def relation_of(sign: Sign) -> Relation:
    """Return the relation that brings about a change of this sign; what only follows is brought about."""
    return Relation.DECREASES if sign is Sign.DOWN else Relation.INCREASES


def unnumbered(heading: str) -> str:
    """Return a heading without its number, letter, brackets and marks.

    >>> unnumbered("a. Vitamin B6 (Pyridoxine)"), unnumbered("7.1 Zinc"), unnumbered("B Sugar Making – Light Path")
    ('Vitamin B6', 'Zinc', 'Sugar Making – Light Path')
    """
    bare = _NUMBER.sub("", heading.strip("*_# "))
    return re.sub(r"\s*\([^()]*\)", "", bare).strip(" :*_.–—-") or heading


def things(text: str, start: int, end: int, *, bare_of_direction: bool = True) -> Iterator[Thing]:
    """Yield the factors of a stretch of a view, parted at commas and conjunctions outside brackets.

    An arrow in front counts for those behind it too; what two parts share is given to both ("uptake by roots and leaves"). Direction
    words in front are taken off and told as the sign, unless they are to stay.

    >>> [(thing.text, thing.sign.value) for thing in things("↓ pain and fever, ↑ sleep", 0, 25)]
    [('pain', '-'), ('fever', '-'), ('sleep', '+')]
    """
    sign = Sign.NONE
    front = head = ""
    for number, part in enumerate(_parts(text, start, end)):
        arrow, low, high = _arrow(text, *part)
        sign = sign if arrow is Sign.NONE else arrow
        bare = _ARTICLE.sub("", _ASIDE.sub("", text[low:high])).strip(" .;:*_")
        if not re.search(r"\w", bare):
            continue
        word, rest = directed(bare)
        own = word if sign is Sign.NONE else sign
        if number == 0 or arrow is not Sign.NONE:
            front, head = _shared(bare)
        elif front and len(bare.split()) <= 3 and not _PREPOSITION.search(bare):
            yield Thing(f"{front} {bare}", None, own)
            continue
        elif head and len(bare.split()) == 1:
            yield Thing(f"{head} {bare}", None, own)
            continue
        shown = rest if sign is Sign.NONE and bare_of_direction else bare
        place = text.index(shown, low)
        yield Thing(shown, (place, place + len(shown)), own)


LABEL = re.compile(r"^(?P<label>[^:.!?]{2,60}?)(?::\s+|\s[–—]\s)(?=\S)")
"""A label in front of a description: "Endurance: people run longer"."""


def named(phrase: str) -> str:
    """Return a phrase without article, possessive and marks at its ends.

    >>> named("the modern  diet.")
    'modern diet'
    """
    bare = " ".join(phrase.split()).strip(" :.,;*_")
    return re.sub(r"^(?:the|an?|your|our|its|their) (?=\S)", "", bare, flags=re.IGNORECASE)


def siblings(document: Document, index: int) -> Iterator[Block]:
    """Yield the items of the list that an item stands in, itself included; at most sixty of a long list."""
    here = document.blocks[index]
    place = (here.path, here.level, here.lead_in, here.parent)
    for near in document.blocks[max(0, index - 30) : index + 30]:
        if near.kind is BlockKind.LIST_ITEM and (near.path, near.level, near.lead_in, near.parent) == place:
            yield near


def _shared(bare: str) -> tuple[str, str]:
    """Return what later parts of an enumeration share with the first: its words up to the last preposition, or its first noun."""
    preposition = _PREPOSITION.search(bare)
    if preposition:
        return bare[: preposition.end()].strip(), ""
    parts = bare.split()
    return "", parts[0] if len(parts) == 2 and parts[1].endswith(("tion", "sion", "ment", "ance", "sis")) else ""


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    depth, begin = 0, start
    position = start
    while position < end:
        depth = max(0, depth + (text[position] in "([") - (text[position] in ")]"))
        joint = _JOINT.match(text, position, end) if depth == 0 else None
        if joint:
            yield begin, position
            begin = position = joint.end()
        else:
            position += 1
    yield begin, end


def _arrow(text: str, low: int, high: int) -> tuple[Sign, int, int]:
    """Take a vertical arrow from either end of a part."""
    words_ = text[low:high]
    front = re.match(rf"\s*([{UP}{DOWN}]+)\s*", words_)
    if front:
        return (Sign.UP if front[1][0] in UP else Sign.DOWN), low + front.end(), high
    back = re.search(rf"\s*([{UP}{DOWN}]+)\s*$", words_)
    if back:
        return (Sign.UP if back[1][0] in UP else Sign.DOWN), low, low + back.start()
    return Sign.NONE, low, high


def directed(phrase: str) -> tuple[Sign, str]:
    """Return the sign of a direction word in front of a phrase, and the phrase without it.

    >>> directed("reduced copper"), directed("copper")
    ((<Sign.DOWN: '-'>, 'copper'), (<Sign.NONE: '0'>, 'copper'))
    """
    first, _, rest = phrase.partition(" ")
    sign = words("direction").get(first.lower(), "")
    if not sign or not rest or rest.startswith("of "):
        return Sign.NONE, phrase
    return (Sign.UP if sign == "+" else Sign.DOWN), rest
