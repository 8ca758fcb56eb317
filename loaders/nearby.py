"""Pronouns whose antecedent stands in the same sentence: "causing floods; this drowns roots", "Tin feeds rot instead of stopping it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.candidates import Candidate, Phrase
from loaders.reference import changed_phrase, plural

_EVENT = ("this", "that")
_OBJECTS = ("it", "them")
_OWNER = re.compile(r"(?:^|[\s(])(?P<owner>[A-Za-z][\w-]*(?: [a-z][\w-]*)?)[’']s\s+[^,;:.]*?\bit\b(?=[^’']*$)")


def nearest(item: Candidate, said: Sequence[Candidate], view: str) -> Candidate:
    """Return a candidate with a pronoun filled in from its own sentence, as it is where nothing there fits.

    Args:
        item: A candidate whose sides may be pronouns.
        said: Other claims of the same sentence, resolved.
        view: The words of the block.
    """
    if item.subject.carried == "pronoun" and item.subject.text in _EVENT:
        told = _told_before(item, said, view)
        return replace(item, subject=told) if told else item
    if item.subject.carried == "pronoun" and item.subject.text == "it":
        owner = _OWNER.search(view[item.sentence[0] : item.cue[0]])
        return replace(item, subject=Phrase(text=owner["owner"], carried="nearby")) if owner else item
    if item.object.carried == "possessed" and _their(item, view):
        return replace(item, object=_owned(item, said))
    if item.object.carried == "pronoun" and item.object.text in _OBJECTS:
        shared = _shared(item, said)
        return replace(item, object=shared) if shared else item
    return item


def _their(item: Candidate, view: str) -> bool:
    """Return whether several own what is acted on: "Plants close their stomata"."""
    first = re.escape(item.object.text.split(" ", 1)[0])
    return re.search(rf"\btheir\s+(?:[\w-]+\s+)?{first}", view[slice(*item.sentence)], re.IGNORECASE) is not None


def _owned(item: Candidate, said: Sequence[Candidate]) -> Phrase:
    """Return what several own with its owner where that is named: what was acted on just before, else the one that acts."""
    before = [other.object.text for other in said if other.object.span and other.cue[0] < item.cue[0] and plural(other.object.text)]
    owner = before[-1] if before else item.subject.text if item.subject.span and plural(item.subject.text) else ""
    return Phrase(text=f"{owner}’ {item.object.text}" if owner else item.object.text, carried="nearby" if owner else "possessed")


def _told_before(item: Candidate, said: Sequence[Candidate], view: str) -> Phrase | None:
    """Return the change that the claim in front of a pronoun told."""
    start = item.sentence[0]
    places = [match.start() + start for match in re.finditer(rf"\b{item.subject.text}\b", view[start : item.cue[0]], re.IGNORECASE)]
    ends = {max(other.cue[1], other.object.span[1]): other for other in said if other.object.span}
    earlier = [end for end in ends if places and end <= places[-1]]
    return Phrase(text=changed_phrase(ends[max(earlier)]), carried="nearby") if earlier else None


def _shared(item: Candidate, said: Sequence[Candidate]) -> Phrase | None:
    """Return what the same one acted on just before."""
    many = item.object.text == "them"
    before = [
        other.object
        for other in said
        if other.subject.text == item.subject.text and other.cue[0] < item.cue[0] and plural(other.object.text) == many
    ]
    return Phrase(text=before[-1].text, carried="nearby") if before else None
