"""Class nouns that point back: "this mineral", "such changes", "the compound", "this dose". What they stand for `loaders.reference` finds.

A noun that says more than its class ("this dual action", "these fungi") stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.candidates import Candidate, Phrase
from loaders.structure_phrases import unnumbered
from loaders.words import words
from ontology.model import Block, BlockKind

_THINGS = words(
    """
    mineral vitamin compound herb supplement nutrient hormone drug medication medicine molecule substance plant spice food ingredient
    extract chemical element metal neurotransmitter enzyme bacterium microbe gas pollutant oil tea beverage adaptogen antioxidant formula
    product blend treatment therapy device technique exercise acid species crop pesticide peptide
    """
)
_EVENTS = words("process effect change mechanism dynamic dynamics phenomenon outcome event sequence chain feedback development transition")
_MEASURES = words("dose dosage amount level range quantity concentration intake window")
_WAYS = words("timing schedule strategy routine method practice habit regimen protocol")
_SORTS = words("profile phenotype type subtype pattern group stage")
_CONDITIONS = words("condition disease disorder syndrome illness deficiency")
_CLASSES = {
    **dict.fromkeys(_THINGS, "thing"),
    **dict.fromkeys(_EVENTS, "event"),
    **dict.fromkeys(_MEASURES, "measure"),
    **dict.fromkeys(_WAYS, "way"),
    **dict.fromkeys(_CONDITIONS, "condition"),
    **dict.fromkeys(_SORTS, "sort"),
}
_EMPTY_ADJECTIVES = words(
    "whole entire simple small powerful unique remarkable amazing essential important key vital same single humble versatile"
)
_DESCRIBING = re.compile(r"[\w-]+-(?:soluble|free|rich|known|like|friendly|\w+ing|\w+ed)")
"""Compound adjectives that tell of a thing without naming it: "fat-soluble", "plant-based", "slow-growing"."""
_BEFORE = re.compile(r"\b(?P<word>this|these|that|those|such|both|the)\s+(?:an?\s+)?$", re.IGNORECASE)
_DEFINED = re.compile(r"\s*(?:that|which|who|of|in|on|from|for|with|by|to|called|known|such|\w+ed (?:by|in|from|for|to)|\w+ing)\b|s?\s*\(")
"""What says behind a noun which one is meant, so that it points nowhere else."""
_QUANTITY = re.compile(
    r"(?:^|:\s*|\bof )(?P<amount>\d[\d.,]*\s*(?:(?:–|-|to)\s*\d[\d.,]*\s*)?(?:mg|g|mcg|µg|μg|iu|ml|l|kg|%)(?!\w)[^.;:()]{0,40})",
    re.IGNORECASE,
)
NEAR = 9
"""Blocks above in which a quantity is looked for."""


def class_of(phrase: str) -> str | None:
    """Return what kind of class a phrase names and nothing more, None for what says more.

    >>> class_of("mineral"), class_of("processes"), class_of("fat-soluble vitamin"), class_of("dual action")
    ('thing', 'event', 'thing', None)
    """
    last = phrase.lower().split()[-1:] or [""]
    others = phrase.lower().split()[:-1]
    singular = next((form for form in (last[0], last[0].removesuffix("s"), last[0].removesuffix("es")) if form in _CLASSES), None)
    return _CLASSES[singular] if singular and all(word in _EMPTY_ADJECTIVES or _DESCRIBING.fullmatch(word) for word in others) else None


def pointing(side: Phrase, view: str) -> Phrase:
    """Return a side that points back as one that waits for its antecedent ("this mineral"), any other as it is."""
    kind = class_of(side.text) if side.span and not side.carried and side.text else None
    found = _BEFORE.search(view[max(0, side.span[0] - 12) : side.span[0]]) if kind and side.span else None
    if not found or not side.span:
        return side
    definite = found["word"].lower() == "the"
    if definite and (kind != "thing" or side.text.endswith("s") or _DEFINED.match(view, side.span[1])):
        return side
    return Phrase(text=f"{found['word'].lower()} {side.text.lower()}", carried="pronoun")


def pointed(candidate: Candidate, view: str) -> Candidate:
    """Return a candidate whose sides that point back wait for their antecedents."""
    subject, obj = pointing(candidate.subject, view), pointing(candidate.object, view)
    return candidate if (subject, obj) == (candidate.subject, candidate.object) else replace(candidate, subject=subject, object=obj)


def named_by_heading(noun: str, section: str | None) -> str | None:
    """Return the heading that gives a class noun its name: "this profile" below "8.2 The Pale Pattern".

    >>> named_by_heading("profile", "8.2 The Pale Pattern"), named_by_heading("disease", "Causes")
    ('Pale Pattern', None)
    """
    bare = re.sub(r"^(?:the|an?) ", "", unnumbered(section or ""), flags=re.IGNORECASE)
    group = next((group for group in (_SORTS, _CONDITIONS) if noun.lower().rstrip("s") in group), frozenset((noun.lower(),)))
    named = any(word.lower().rstrip("s") in group for word in bare.split())
    return bare if named and len(bare.split()) > 1 else None


def quantity_above(blocks: Sequence[Block], index: int) -> str | None:
    """Return the quantity that the lines right above name: "General range: 20–30 mg of tin"."""
    here = blocks[index]
    for near in range(index - 1, max(-1, index - NEAR), -1):
        block = blocks[near]
        if block.path != here.path or block.kind is BlockKind.HEADING:
            return None
        found = _QUANTITY.search(block.text)
        if found:
            return found["amount"].strip(" ,")
    return None
