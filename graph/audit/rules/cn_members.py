"""What the framework rules share: the lists by which an article says what a framework consists of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.audit.facts import Article
from graph.audit.sentences import Sentence
from ontology.model import BlockKind

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}

_N = "|".join(NUMBERS)
NOUNS = {
    "ax(?:is|es)": "axis", "pillars?": "pillar", "pathways?": "pathway", "mechanisms?": "mechanism", "phases?": "phase", "steps?": "step",
    "layers?": "layer", "systems?": "system", "types?": "type", "phenotypes?": "phenotype", "drivers?": "driver",
    "principles?": "principle",
    "keys?": "key", "stages?": "stage", "levels?": "level", "conditions?": "condition", "factors?": "factor", "levers?": "lever",
}  # fmt: skip
"""Words for the members of a framework."""

_ANY_NOUN = re.compile(rf"\b(?:{'|'.join(NOUNS)})\b", re.IGNORECASE)
_OPENS = re.compile(r"[:—(]|\s[-–—]\s")
"""What opens a list inside a sentence or below it."""

_SMALL = frozenset(
    ["a", "an", "and", "or", "of", "the", "in", "for", "to", "with", "as", "its", "each", "our", "both", "axis", "axes", "via"]
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a framework's members: the sentence that introduces it, the members as written, and the sentences that hold them."""

    noun: str
    number: int | None
    members: tuple[str, ...]
    sentence: Sentence
    items: tuple[Sentence, ...] = ()

    @property
    def keys(self) -> tuple[frozenset[str], ...]:
        """Return the content words of each member."""
        return tuple(content(member) for member in self.members)


def content(member: str) -> frozenset[str]:
    """Return the words that tell one member from another; what stands in front of a colon or a dash, where there is one.

    >>> sorted(content("**GABA:** cofactor of calm")), sorted(content("the GABA–NMDA axis"))
    (['gaba'], ['gaba', 'nmda'])
    """
    head = re.split(r":|\s[-–—]\s", member, maxsplit=1)[0]
    return frozenset(w.rstrip("s") for w in re.findall(r"[a-z]{2,}", head.casefold()) if w not in _SMALL)


def listings(article: Article) -> Mapping[str, list[Listing]]:
    """Return the listings of an article by the noun of their members, in order."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for sentence in article.sentences:
        if sentence.kind is BlockKind.FURNITURE or not _OPENS.search(sentence.text) or not _ANY_NOUN.search(sentence.text):
            continue
        for listing in _at(article, sentence):
            found[listing.noun].append(listing)
    return found


def _at(article: Article, sentence: Sentence) -> Iterator[Listing]:
    for pattern, noun in NOUNS.items():
        counted = re.search(rf"\b(?P<number>{_N}|[2-9]) (?:[\w-]+ ){{0,2}}?(?:{_plural(pattern)})\b", sentence.text, re.IGNORECASE)
        named = re.search(rf"\b(?:each|every|these|the|an?) (?:[\w-]+[ -]){{0,4}}?(?:{pattern})\b", sentence.text, re.IGNORECASE)
        match = counted or named
        if match:
            number = _number(counted["number"]) if counted else None
            yield from _listing(article, sentence, (pattern, noun), number, match.end())


def _plural(pattern: str) -> str:
    """Return the plural alternative of a noun's pattern.

    >>> _plural("pillars?"), _plural("ax(?:is|es)")
    ('pillars', 'axes')
    """
    return "axes" if pattern.startswith("ax") else pattern.replace("?", "")


def _number(word: str) -> int:
    return NUMBERS.get(word.casefold()) or int(word)


def _listing(article: Article, sentence: Sentence, noun: tuple[str, str], number: int | None, end: int) -> Iterator[Listing]:
    """Yield the list that follows the words: inside the sentence after a dash or colon, or as items under it.

    Without a number the items must name the noun themselves, or the sentence must speak of each member in turn.
    """
    inline = inline_members(sentence.text[end:])
    items = article.items_of.get(sentence.block, ()) if sentence.text.rstrip().endswith(":") else ()
    if len(inline) > 2:
        yield Listing(noun[1], number, inline, sentence)
    elif len(items) > 1 and (number or _each(sentence) or _named_in(noun[0], items)):
        yield Listing(noun[1], number, tuple(item.text for item in items), sentence, items)


def _each(sentence: Sentence) -> bool:
    return re.match(r"(?:each|every)\b", sentence.text, re.IGNORECASE) is not None


def _named_in(pattern: str, items: tuple[Sentence, ...]) -> bool:
    """Return whether most items end with the noun: a list of axes by the name of axis."""
    return 2 * sum(bool(re.search(rf"\b(?:{pattern})\W*$", item.text, re.IGNORECASE)) for item in items) > len(items)


def inline_members(text: str) -> tuple[str, ...]:
    """Return the members of a list that a dash, a colon or a bracket opens right after the words.

    >>> inline_members(" on its own - the brake, the engine, and the core - that carry sleep")
    ('the brake', 'the engine', 'the core')
    """
    match = re.match(r"[^.;:—–(-]{0,40}?(?:\s[-–—]\s|—|: |\()(?P<list>.+)", text)
    if not match:
        return ()
    inside = re.split(r"\s[-–—]\s|—|\)|\.\s|;", match["list"])[0]
    pieces = [piece.strip(" .") for piece in re.split(r",\s*(?:and |or )?", inside)]
    if len(pieces) > 1 and not re.search(r",\s*(?:and|or) ", inside):
        pieces[-1:] = re.split(r" (?:and|or) ", pieces[-1], maxsplit=1)
    return tuple(piece for piece in pieces if piece) if all(len(piece.split()) <= 12 for piece in pieces) else ()
