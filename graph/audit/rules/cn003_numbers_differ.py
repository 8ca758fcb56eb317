"""CN003 Number of members differs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.rules.cn_members import NOUNS, ORDINALS, Listing, content, listings
from graph.audit.sentences import Sentence
from ontology.model import Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the lists that have another length than their sentence says, and members called third that a list has elsewhere."""
    for article in facts.articles:
        found = listings(article)
        for noun, lists in sorted(found.items()):
            for listing in lists:
                if listing.number and len(listing.members) != listing.number:
                    message = f"{listing.number} are announced ({noun}), {len(listing.members)} are listed."
                    yield on_sentences([listing.sentence, *listing.items], message, focus=noun)
            yield from _ordinals(article, noun, lists)


def _ordinals(article: Article, noun: str, lists: list[Listing]) -> Iterator[Finding]:
    if not lists:
        return
    pattern = re.compile(
        rf"\bthis is the (?P<rank>{'|'.join(ORDINALS)}) (?:{_pattern(noun)})\b\s*[:—–-]?\s*(?P<what>[^.;]*)", re.IGNORECASE
    )
    for sentence in article.sentences:
        match = pattern.search(sentence.text) if sentence.prose else None
        for listing in lists if match else ():
            place = _place(content(match["what"]) if match else frozenset(), listing)
            if match and place and place != ORDINALS[match["rank"].casefold()]:
                yield _misplaced(sentence, match["rank"], noun, place, listing)
                break


def _pattern(noun: str) -> str:
    return next(pattern for pattern, name in NOUNS.items() if name == noun)


def _place(what: frozenset[str], listing: Listing) -> int | None:
    stems = {word[:6] for word in what}
    places = [n for n, key in enumerate(listing.keys, start=1) if stems & {word[:6] for word in key}]
    return places[0] if len(places) == 1 else None


def _misplaced(sentence: Sentence, rank: str, noun: str, place: int, listing: Listing) -> Finding:
    message = f"Called the {rank} {noun} here; in the list of {len(listing.members)} it is number {place}."
    return on_sentences([sentence, listing.sentence], message, severity=Severity.LOW, focus=f"rank {noun}")


RULE = Rule(
    code="CN003",
    title="Number of members differs",
    severity=Severity.MEDIUM,
    looks_for="a list that is longer or shorter than the number announced for it, and a member whose rank does not fit the list",
    why="It shows that two versions of a framework have been mixed, or that a member was lost on the way.",
    example="“Our three pillars: rest, food, light and play.”",
    fix="Count again, and correct the number or the list.",
    find=find,
)
