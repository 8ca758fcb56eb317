"""Labels that act: in "Mulching: lowers losses" the mulching, in "Avoid lime: this keeps tin free" the avoiding of lime."""

from __future__ import annotations

import re

from loaders.cues import words as words_of
from loaders.inflection import gerund
from loaders.structure_labels import ACTOR, effect_of, promises
from loaders.structure_named import actor
from loaders.structure_phrases import named, unnumbered
from loaders.words import words
from ontology.model import Document

_ORDERS = words(
    """
    add adopt apply avoid balance block breathe build check choose combine consider consume cook cut do drink eat
    eliminate embrace exercise expose feed focus follow get give go hydrate include increase incorporate keep limit
    listen lower maintain manage minimize minimise mix monitor move optimize optimise plant practice practise prioritize
    prioritise reduce remove replace rest restrict schedule set skip sleep spend start stay steer stop stretch
    supplement support take track train treat try turn use walk water wear
    """
)
"""Verbs that tips begin with."""
_NO_AGENT = re.compile(
    r"^(?:(?:primary |main |key |mechanism of )?(?:functions?|roles?|actions?|effects?|mechanisms?|purposes?|synergy|research|evidence"
    r"|studies|benefits?|results?|uses?|dos(?:e|age)|notes?|tips?|examples?|why|how|what|when|where|who|best|ideal|conclusions?|summary"
    r"|important|bottom line|key (?:point|takeaway)s?|takeaways?|warnings?|cautions?|safety|sources?|types?|symptoms?|signs?|causes?"
    r"|pros?|cons?|advantages?|definition|overview|step|phase|stage|day|week|month|part|level|type|tier|q|a|question|answer|fact|myth"
    r"|truth|reality|morning|evening|afternoon|night|in short|in other words|for example|also|additionally|deficiency|excess|timing"
    r"|frequency|absorption|bioavailability|tolerability|interactions?|digestive issues|before|after|during|post|pre|at|on|for|with|by|if"
    r"|people|patients|men|women|children|adults|athletes)\b.*|.*\d.*|.*\b(?:is|are|can|may|you|your|we|without|vs\.?)\b.*)$",
    re.IGNORECASE,
)
"""Labels that name an attribute, a time, a part of the article, or tell something."""
MOST_WORDS = 5
"""Words of a label that names what acts."""


def doing(label: str) -> str | None:
    """Return what a tip tells to do as a doing, None for a label that orders nothing.

    >>> doing("Avoid lime"), doing("Get enough light"), doing("Mulching")
    ('avoiding lime', 'getting enough light', None)
    """
    first, _, rest = label.strip().partition(" ")
    return f"{gerund(first.lower())} {rest}" if first.lower() in _ORDERS and rest else None


def ordered(label: str) -> str | None:
    """Return the thing that a tip speaks of: what follows in "Avoid lime late: it blocks tin" speaks of lime.

    >>> ordered("Avoid lime"), ordered("Add compost in spring"), ordered("Mulching")
    ('lime', 'compost', None)
    """
    first, _, rest = label.strip(" .").partition(" ")
    bare = named(_WHEN.split(rest, maxsplit=1)[0])
    return bare if first.lower() in _ORDERS and bare else None


_WHEN = re.compile(
    r"\s(?:after|before|in|at|on|during|for|with|every|each|daily|regularly|late|early|once|twice|per|to|from|as|when|while|wisely|often)\b"
)
"""Words that tell when or how an order is to be carried out."""


def names_no_agent(label: str) -> bool:
    """Return whether a label names an attribute, a time or a part of the article, nothing that acts."""
    return bool(_NO_AGENT.match(label))


def agent(document: Document, block: int, label: str) -> str | None:
    """Return what a label names as acting in the words behind it; None where it names an effect, an attribute or a time."""
    name = unnumbered(label)
    done = doing(name)
    if done:
        return done
    unfit = not name or len(name.split()) > MOST_WORDS or _NO_AGENT.match(name) or effect_of(name) is not None
    return None if unfit or _is_place(name) or _announced(document, block) else named(name)


def _is_place(name: str) -> bool:
    """Return whether a label names parts of a body, in which something else acts: "Bones: gives strength"."""
    parts = re.split(r",? (?:and|&) |, ", name.lower())
    return all(part in words_of("organ") or part.rstrip("s") in words_of("organ") for part in parts)


def _announced(document: Document, index: int) -> bool:
    """Return whether the line or a heading above a list, the title apart, says already who acts in it, or that effects follow."""
    block = document.blocks[index]
    lead = "" if block.lead_in is None else document.blocks[block.lead_in].text
    path = block.path[1:] if block.path[:1] == (document.title,) else block.path
    return any((promises(line) and not _OPEN.match(line)) or actor(line) or ACTOR.search(line) for line in (lead, *path))


_OPEN = re.compile(r"^\W*(?:what|things that|foods that) (?:else |really |actually )?[a-z]+s\b(?! (?:does|do))", re.IGNORECASE)
"""Lines that ask what acts: "What helps"."""
