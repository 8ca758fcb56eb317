"""Who "it", "this", "they" and an unsaid subject are: antecedents within the section, never across a heading; unresolved rather than wrong.

`Memory` follows the sentences of a document in order. What it offers are phrases as written, never tokens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.candidates import Candidate, Phrase
from loaders.cues import words
from loaders.demonstratives import class_of, named_by_heading, quantity_above
from loaders.inflection import lemma_of_form
from loaders.structure_agents import ordered
from loaders.structure_named import actor
from loaders.structure_phrases import unnumbered
from ontology.model import Block, BlockKind
from ontology.relations import Relation

_SINGULAR = frozenset(["it"])
_PLURAL = frozenset(["they", "them", "these", "those"])
_EVENT = frozenset(["this", "that"])
_GENERIC_HEADING = re.compile(
    r"\b(?:benefits?|overview|introduction|conclusion|summary|mechanisms?|causes?|complications?|effects?|research|evidence|function|dosage|safety|how|why|what|when|"
    r"the|your|key|support|health|part|step|section|figure|symptoms?|treatment|faq|tips|final|abstract|background|results?|methods?|discussion|classifications?|reduction|improvement|enhancement|management|relief|quality|performance|balance|regulation|production|uses?|types?|powerhouse|powerful|potential|natural|anti-[a-z]+|antioxidant|properties|timing|matters?|basics|tips?|myths?|facts?|and|more|better|introduction|references?)\b|[&?]",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"(?:tion|sion|ance|ence|ity|ness|ment|ing|ship|function|energy|sleep|system|recovery|mood|stress|memory|focus|life|day|night|brain|gut|body)s?$",
    re.IGNORECASE,
)
"""Ends of headings that name a field or an effect, not what acts."""
_STATE = re.compile(r"(?:y|ed|ful|less|ous|ive|al|ic|ent|ant|able)$")
"""Ends of adjectives in front of a noun that is in a state, not more or less."""
BOTH = 2
"""Changes that "both" needs; with more or fewer it stays unresolved."""
MOST_CHANGES = 3
"""Changes that "these changes" sums up: more are a summary, not a claim."""
ENOUGH = 3
"""Times that a phrase must act before it counts as what the article is about."""


@dataclass
class Memory:
    """What was last said, within one section."""

    blocks: Sequence[Block]
    topic: str | None = None
    section: tuple[str, ...] = ()
    subjects: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    acted: list[str] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    agents: dict[int, str] = field(default_factory=dict)
    fields: frozenset[tuple[str, ...]] = frozenset()
    awaiting: int | None = None
    entered: int | None = None
    singular: list[str] = field(default_factory=list)
    of_block: dict[int, list[str]] = field(default_factory=dict)

    def enter(self, block: int) -> None:
        """Forget the section before when a new one begins."""
        here = self.blocks[block]
        if here.path != self.section:
            self.section, self.subjects, self.changed, self.acted, self.singular = here.path, [], [], [], []
        if here.kind is BlockKind.LIST_ITEM and block != self.entered and (acting := self._listed(here)):
            self.subjects, self.singular, self.changed, self.acted = [acting], [] if plural(acting) else [acting], [], []
        self.entered = block

    def _listed(self, here: Block) -> str | None:
        """Return who acts in a list, as the line right above it says: its items speak of that one, not of the item before."""
        return actor(self.blocks[here.lead_in].text) if here.lead_in is not None else None

    def describe(self, block: int, label: str, acting: str | None) -> None:
        """Remember the label in front of what comes next, and what it names as acting there."""
        self.labels[block] = label
        if acting:
            self.agents[block] = acting

    def describe_parent(self, block: int, names: Sequence[str]) -> None:
        """Remember what an item with items of its own names: they speak of it."""
        if names:
            self.of_block.setdefault(block, list(names))

    def awaits(self, block: int, *, opened: bool) -> bool:
        """Return whether outcomes of what was just told are being named: from "the result is" on, through the fragments behind it."""
        self.awaiting = block if opened and (self.changed or self.subjects) else self.awaiting if self.awaiting == block else None
        return self.awaiting is not None

    def expects(self, more: bool) -> bool:
        """Note whether a sentence named an outcome, or asked for one, so that the next may go on."""
        self.awaiting = self.awaiting if more else None
        return more

    def note(self, block: int, subjects: Sequence[str], changed: Sequence[str], acted: Sequence[str] = ()) -> None:
        """Remember what a sentence was about, what it said to change, and what it said to be acted on."""
        self.agents.pop(block, None)
        if subjects:
            self.subjects = list(subjects)
            self.of_block.setdefault(block, list(subjects))
            if len(subjects) == 1 and not plural(subjects[0]):
                self.singular = list(subjects)
        self.changed, self.acted = list(changed), list(acted)

    def antecedents(self, pronoun: str, block: int) -> list[str]:
        """Return what a pronoun stands for: none when nothing is near enough."""
        word = pronoun.lower()
        if block in self.agents and word in (_EVENT | _SINGULAR):
            return [(ordered(self.labels[block]) if word in _SINGULAR else None) or self.agents[block]]
        return self._said(word, block)

    def _said(self, word: str, block: int) -> list[str]:
        if word in _EVENT:
            return self.changed[:1]
        if word in _PLURAL:
            one = len(self.subjects) == 1 and not plural(self.subjects[0])
            return (one and [text for text in self.acted if plural(text)]) or self.subjects or self._around(block)
        if word in _SINGULAR and self.subjects != self.singular and (single := [text for text in self.acted if not plural(text)]):
            return single[:1]
        if word in _SINGULAR and self.singular:
            return self.singular[:1]
        if word in _SINGULAR or word == "its":
            return self.subjects[:1] or self._around(block)[:1]
        return self._pointed(word, block) if " " in word else []

    def _pointed(self, words_: str, block: int) -> list[str]:
        """Return what a class noun behind "this", "such" or "the" stands for."""
        noun, here = words_.partition(" ")[2], self.blocks[block]
        kind = class_of(noun)
        if kind == "event":
            return self._changes(words_)
        if kind == "measure":
            return [found] if (found := quantity_above(self.blocks, block)) else []
        if kind == "way":
            return [unnumbered(here.section)] if here.section else []
        if kind in ("condition", "sort"):
            named = named_by_heading(noun, here.section)
            return [named] if named else self.matter() if kind == "condition" else []
        about = self.subjects if plural(noun) else self.singular
        return about or heading_names(here.section) or self.matter()

    def _changes(self, words_: str) -> list[str]:
        """Return the changes that a class noun sums up: one, two for "both", a few for a plural."""
        if words_.startswith("both "):
            return self.changed if len(self.changed) == BOTH else []
        return self.changed[:MOST_CHANGES] if plural(words_) else self.changed[:1]

    def matter(self) -> list[str]:
        """Return what studies speak of when they do not say it: what the article is about, else the last subject."""
        return [self.topic] if self.topic else self.subjects[:1]

    def unsaid(self, block: int) -> list[str]:
        """Return the subject that a bullet leaves out: of its lead-in, its parent, its heading, or the article's topic."""
        own = [self.agents[block]] if block in self.agents else self.of_block.get(block)
        return own or self._around(block) or ([self.topic] if self.topic else [])

    def _around(self, block: int) -> list[str]:
        here = self.blocks[block]
        if here.kind is BlockKind.HEADING:
            return [self.topic] if self.topic else []
        for index in (here.lead_in, here.parent):
            if index is not None and self.of_block.get(index):
                return self.of_block[index]
        announced = self._announced(here)
        named = [] if announced else heading_names(here.section) or asked_about(here.section)
        if announced or named:
            return announced or named
        return [self.topic] if self.topic else []

    def _announced(self, here: Block) -> list[str]:
        """Return what the article is about where a heading announces its doings: below "How tin works" a heading names a field of them."""
        named = next((name for heading in reversed(here.path) if (name := actor(heading))), None)
        told = named and self.topic and named.casefold() == self.topic.casefold() and here.path[:-1] in self.fields
        return [named] if named and told else []


def fields(blocks: Sequence[Block]) -> frozenset[tuple[str, ...]]:
    """Return the paths whose headings name fields ("Roots and Leaves", "Sleep Quality"): fewer than half of them can name an actor."""
    found: dict[tuple[str, ...], list[bool]] = {}
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            found.setdefault(block.path, []).append(bool(heading_names(block.text)))
    return frozenset(path for path, named in found.items() if 2 * sum(named) < len(named) or len(named) == 1)


def plural(phrase: str) -> bool:
    """Return whether a phrase looks plural: its head ends in s.

    >>> plural("natural sources of zinc"), plural("asbestosis")
    (True, False)
    """
    head = re.split(r" (?:of|in|for|to|from|with) ", phrase)[0].split()[-1:] or [""]
    return head[0].endswith("s") and not head[0].endswith(("ss", "us", "is"))


def heading_names(text: str | None) -> list[str]:
    """Return what a heading names, when it can be the subject of its section; numbers and marks left out.

    >>> heading_names("3. Vitamin B6"), heading_names("e. Vitamin D and K2"), heading_names("Why it works")
    (['Vitamin B6'], ['Vitamin D', 'K2'], [])
    """
    bare = re.sub(r"^[\W\d_]*(?:\d+[.)]\s*)*(?:[a-z][.)]\s+)?", "", text or "").strip(" :*#")
    bare = re.split(r"[:(—–]| - ", bare)[0].strip()
    parts = [part.strip() for part in re.split(r" (?:and|&|\+) |, ", bare) if part.strip()]
    return parts if 0 < len(parts) <= 3 and all(_names_a_thing(part) for part in parts) else []


_ASKED = (
    "help|cause|affect|work|do|act|interact|impact|increase|reduce|lower|raise|improve|harm|hurt|influence|change|boost|make|prevent|protect"
    "|support|damage|trigger|block|stop|matter|bad|good|safe|harmful|healthy|important|so|necessary|essential|beneficial|dangerous|linked"
    "|related|used"
)
_ASKS = re.compile(
    r"^(?:q:?\s*)?(?:(?:how|why|what|when) )?(?:is|are|does|do|can|could|will|should|did|has|have) "
    r"(?:too much |taking |eating |the |an? )?(?P<name>[\w’'-]+(?: [\w’'-]+){0,2}?) "
    rf"(?:really |actually |also |always |still )?(?:{_ASKED})\b.*\?$",
    re.IGNORECASE,
)


def asked_about(heading: str | None) -> list[str]:
    """Return what a question asks about, when it names it.

    >>> asked_about("How does lime help?"), asked_about("Is lime bad for tin?"), asked_about("What is it?"), asked_about("Why do you care?")
    (['lime'], ['lime'], [], [])
    """
    found = _ASKS.match((heading or "").strip("*_# "))
    people = found and found["name"].lower().split()[-1] in (*words("people"), "it", "this", "they", "these", "there")
    return [found["name"]] if found and not people else []


def is_generic(text: str) -> bool:
    """Return whether a heading or label names a part of an article, a field or an effect, nothing that acts."""
    return bool(_GENERIC_HEADING.search(text))


def _names_a_thing(part: str) -> bool:
    verbal = any(lemma_of_form().get(word.lower(), word.lower()) != word.lower() for word in part.split())
    told = verbal or part.lower().startswith(("may ", "can ", "could ", "might "))
    organ = part.lower() in words("organ") or part.lower().rstrip("s") in words("organ")
    return not (told or organ or len(part.split()) > 3 or _ABSTRACT.search(part) or _GENERIC_HEADING.search(part))


def topic(counts: Counter[str], title: str | None) -> str | None:
    """Return what the article is about: what acts most often, the title's words preferred."""
    named = [(n * (2 if title and phrase in title.lower() else 1), phrase) for phrase, n in counts.items() if phrase and n >= 1]
    if not named:
        return None
    count, phrase = max(named, key=lambda pair: (pair[0], -len(pair[1]), pair[1]))
    return phrase if count >= ENOUGH else None


def _sides(phrase: Phrase, memory: Memory, block: int) -> list[Phrase]:
    if phrase.carried == "pronoun":
        return [Phrase(text=text, carried="pronoun") for text in memory.antecedents(phrase.text, block)]
    if phrase.carried == "label":
        label = memory.labels.get(block)
        return [Phrase(text=label, carried="label")] if label else []
    if phrase.carried == "reported":
        return [Phrase(text=text, carried="elided") for text in memory.matter()]
    if phrase.carried == "elided":
        return [Phrase(text=text, carried="elided") for text in memory.unsaid(block)]
    if phrase.carried == "possessed":
        owner = memory.antecedents("it", block)[:1]
        return [
            Phrase(text=f"{owner[0]}’s {phrase.text}" if owner else phrase.text, span=phrase.span, carried="pronoun" if owner else None)
        ]
    return [phrase]


def resolve(candidate: Candidate, memory: Memory) -> list[Candidate]:
    """Return the candidate with every carried side filled in; none when a side stays unknown."""
    return [
        replace(candidate, subject=subject, object=obj)
        for subject in _sides(candidate.subject, memory, candidate.block)
        for obj in _sides(candidate.object, memory, candidate.block)
    ]


def changed_phrase(candidate: Candidate) -> str:
    """Return the state that a claim leads to: "increased X", "reduced X", X alone where it names a state ("leaky roof")."""
    text = candidate.object.text
    lead = {Relation.INCREASES: "increased ", Relation.DECREASES: "reduced "}.get(candidate.relation, "")
    first, _, rest = text.lower().partition(" ")
    state = bool(rest and _STATE.search(first)) and candidate.relation is Relation.INCREASES
    return text if first in words("direction") or first.endswith("ing") or state or candidate.negated else f"{lead}{text}"
