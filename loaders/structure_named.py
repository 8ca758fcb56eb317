"""Lists whose heading or lead-in names who acts: "Benefits of running:", "What tin does", "How lead affects roots"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Candidate, Phrase, Span
from loaders.cues import Cue, verbs
from loaders.cues import words as table
from loaders.inflection import forms, lemma_of_form
from loaders.structure_labels import effect_of
from loaders.structure_phrases import LABEL, Thing, named, things, unnumbered
from ontology.model import Block, BlockKind, Document
from ontology.relations import Sign

_KIND = r"(?:benefits?|effects?|functions?|roles?|actions?|advantages?|impacts?|influence|importance|power|properties|uses and benefits)"
_OF = re.compile(
    rf"^(?:the |some |other |key |main |health |potential |proven |top |\d+ |positive |negative |physiological "
    rf"|side )*{_KIND} of (?P<name>[^:?!.]+?)"
    r"(?: (?:on|for|in|during|to|with|when|as|include|are)\b[^:?!]*)?[:?]?$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^(?:what|here[’']s what|this is what) (?P<name>[^:?!.]+?) (?:actually |really )?(?:does|do|can do"
    r"|did)\b[^:?!]{0,40}[:?]?$",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^(?:how|why|the way|ways) (?P<name>[^:?!.]+?) (?:can |may |actually )?(?:helps?|works?|affects?|improves?"
    r"|acts?|benefits?|impacts?|influences?|supports?|matters?)\b"
    r"[^:?!]{0,60}[:?]?$",
    re.IGNORECASE,
)
_OWN = re.compile(rf"^(?P<name>[A-Z][^:?!.’']+?)(?:[’']s?)? (?i:(?:health )?{_KIND})[:?]?$")
_OFFERS = re.compile(
    r"^(?P<name>[^:?!.]+?) (?:offers?|provides?|has|have|brings?|delivers?|confers?|comes? with) (?:[\w-]+ ){0,5}?"
    r"(?:benefits?|advantages?|effects?)\b[^:?!]{0,40}:?$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(?:ive|al|ic|ous|ary|ory|ar|ant|ful|able|ible)$")
_NO_NAME = re.compile(
    r"^(?:it|this|that|these|they|you|we|your .*|our .*|the (?:body|brain|article|program|following|most|key)"
    r"|health|side|main|key|other|potential|possible"
    r"|clinical|mechanism|additional|more|overall|general|long-term|short-term|positive|negative|physical"
    r"|mental|proven|biological|its|adverse)$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"^(?:functions?|roles?|actions?|effects?|mechanism(?: of action)?|synergy|research|purpose|what it does"
    r"|how it works|benefits?|why|result)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:benefits?|overview|introduction|conclusions?|summary|mechanisms?|causes?|complications?|effects?"
    r"|research|evidence|functions?|dosage|safety|how|why"
    r"|what|when|the|your|our|key|ingredients?|tips?|faq|support|health|part|step|section|figure|symptoms?"
    r"|treatments?|results?|methods?|uses?|types?|reduction"
    r"|improvement|enhancement|management|relief|performance|approach|system|and|or|for|with)\b|[?!:]",
    re.IGNORECASE,
)
MAX_NAME = 5
"""Words of a name in a heading; longer ones are clauses."""
MAX_ITEM = 14
"""Words of an item without a subject; longer ones are sentences, which rules over trees read better."""


def named_verb(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Reduces rot and boosts growth" under "Benefits of tin:", "Function: Blocks rot" under the heading "Tin dust"."""
    block = document.blocks[index]
    if block.kind is not BlockKind.LIST_ITEM or len(block.text.split()) > MAX_ITEM:
        return
    label = LABEL.match(block.text)
    start = label.end() if label else 0
    subject = _heading_factor(block) if label and _ATTRIBUTE.match(label["label"]) else named_above(document, block)
    if subject is None:
        return
    for cue, span, thing in predicates(block.text, start):
        yield Candidate(
            rule="named-verb",
            block=index,
            sentence=(0, len(block.text)),
            cue=span,
            subject=subject,
            relation=cue.relation,
            object=thing.phrase(),
            lemma=cue.lemma,
        )


def heading_verb(document: Document, index: int) -> Iterator[Candidate]:
    """Read the heading "3. Reduces rot" of an article on tin, or below "Benefits of tin": tin decreases rot."""
    block = document.blocks[index]
    start = len(block.text) - len(re.sub(r"^\W*(?:\d{1,2}[.):]?\s+)?", "", block.text))
    if block.kind is not BlockKind.HEADING or not _FINITE.match(block.text, start) or block.text.rstrip().endswith("?"):
        return
    above = next((Phrase(text=name, carried="heading") for heading in reversed(block.path) if (name := actor(heading))), None)
    for cue, span, thing in predicates(block.text, start):
        if forms(cue.lemma)["s"] == block.text[slice(*span)].split(" ", 1)[0].lower() or _HELPING.match(block.text, start):
            yield Candidate(
                rule="heading-verb",
                block=index,
                sentence=(0, len(block.text)),
                cue=span,
                subject=above or Phrase(text="", carried="reported"),
                relation=cue.relation,
                object=thing.phrase(),
                lemma=cue.lemma,
            )


def way_item(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Less rot" under "Tin protects roots in the following ways:": less rot protects roots, as tin does."""
    block = document.blocks[index]
    lead = document.blocks[block.lead_in].text if block.lead_in is not None and block.parent is None else ""
    found = _WAYS.search(lead) if block.kind is BlockKind.LIST_ITEM else None
    shown = block.text.rstrip(" .;,")
    if not found or len(shown.split()) > MAX_NAME or LABEL.match(block.text) or _verb(block.text, 0):
        return
    cue = next(iter(verbs(lemma_of_form().get(found["verb"].lower(), found["verb"].lower()), "t")), None)
    if cue:
        subject, obj = Phrase(text=shown, span=(0, len(shown))), Phrase(text=named(found["object"]), carried="lead-in")
        yield Candidate(
            rule="way-item",
            block=index,
            sentence=(0, len(block.text)),
            cue=(0, len(shown)),
            subject=subject,
            relation=cue.relation,
            object=obj,
        )


_FINITE = re.compile(r"(?:may |can |might |could |helps? (?:to )?|also )*[A-Za-z]+(?:s|\b)\s", re.IGNORECASE)
_HELPING = re.compile(r"(?:may|can|might|could|helps)\b", re.IGNORECASE)
_WAYS = re.compile(
    r"\b(?P<verb>[a-z]{3,}) (?!to\b)(?:the |your |our )?(?P<object>[\w’-]+(?: [\w’-]+){0,3}?)"
    r" (?:in|by|through) (?:the )?(?:following|these) (?:\w+ )?(?:ways|means|mechanisms|effects|actions):\s*$",
    re.IGNORECASE,
)


def named_effect(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Stress relief" or "Better growth" under "Benefits of tin:": tin decreases stress, tin increases growth."""
    block = document.blocks[index]
    label = LABEL.match(block.text)
    shown = label["label"] if label else block.text.rstrip(" .;,")
    effect = effect_of(shown) if block.kind is BlockKind.LIST_ITEM else None
    subject = named_above(document, block) if effect else None
    if effect and subject:
        start = block.text.index(effect[1])
        obj = Phrase(text=effect[1], span=(start, start + len(effect[1])))
        yield Candidate(
            rule="named-effect",
            block=index,
            sentence=(0, len(block.text)),
            cue=(0, len(shown)),
            subject=subject,
            relation=effect[0],
            object=obj,
        )


def predicates(text: str, start: int) -> Iterator[tuple[Cue, Span, Thing]]:
    """Yield verb, place and object of a note that begins with a verb: "Reduces rot and boosts growth".

    >>> [(cue.lemma, thing.text) for cue, _, thing in predicates("Reduces rot and boosts growth", 0)]
    [('reduce', 'rot'), ('boost', 'growth')]
    """
    low = start + (
        found.end() if (found := re.match(r"(?:can |may |might |could |helps?(?: to)? |also )+", text[start:], re.IGNORECASE)) else 0
    )
    first = _verb(text, low)
    if first is None or _CLAUSE.search(text, first[1]):
        return
    cue, at = first
    span = (low, at)
    end = found.start() if (found := _TAIL.search(text, at)) else len(text.rstrip(" .;"))
    for thing in things(text, at, end):
        again = _verb(text, thing.span[0]) if thing.span else None
        if again and thing.span:
            cue, span = again[0], (thing.span[0], again[1])
            rest = text[again[1] : thing.span[1]]
            thing = Thing(named(rest), (again[1], thing.span[1]), Sign.NONE)  # noqa: PLW2901  # the verb leaves its object
        yield cue, span, thing


_TAIL = re.compile(
    r"\s*(?:\((?:e\.g|i\.e|see|such as)|,? (?:by|through|via|which|while|without|especially|particularly"
    r"|significantly|naturally|over time|during|when|due to|thanks to)\b|[—–:;]|\s-\s|\.)"
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|will|because|if|that|who)\b")


def _verb(text: str, start: int) -> tuple[Cue, int] | None:
    """Return the verb of the table that stands here in its third person or base form, with the end of its word."""
    first = re.match(r"([A-Za-z-]+)\s+(?!of\b|in\b|and\b|or\b|from\b)(?:the |your |our )?(?=\S)", text[start:])
    if first is None:
        return None
    lemma = lemma_of_form().get(first[1].lower(), first[1].lower())
    cue = next(iter(verbs(lemma, "t")), None)
    if cue is None or first[1].lower() not in (lemma, forms(lemma)["s"]):
        return None
    return cue, start + first.end()


def named_above(document: Document, block: Block) -> Phrase | None:
    """Return who acts in a list, as its lead-in or its heading says."""
    if block.parent is not None:
        return None
    lead = document.blocks[block.lead_in].text if block.lead_in is not None else None
    if lead:
        name = actor(lead)
        return Phrase(text=name, carried="lead-in") if name else None
    name = next((name for heading in reversed(block.path) if (name := actor(heading))), None)
    return Phrase(text=name, carried="heading") if name else None


def actor(line: str) -> str | None:
    """Return the one whose doings a line announces, None when it announces none.

    >>> actor("Benefits of running for sleep:"), actor("What tin does"), actor("3. Zinc Benefits"), actor("Side effects")
    ('running', 'tin', 'Zinc', None)
    """
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", line)[-1]
    titles = (last, *(part for part in re.split(r":\s+(?=[A-Z])", last) if part != last))
    return next((name for title in titles if (name := _actor_of(unnumbered(title)))), None)


def _actor_of(title: str) -> str | None:
    for pattern in (_OF, _WHAT, _HOW, _OFFERS, _OWN):
        found = pattern.match(title)
        name = named(found["name"]) if found else ""
        fits = name and len(name.split()) <= MAX_NAME and not _NO_NAME.match(name)
        if fits and not (pattern is _OWN and _tells(name)):
            return name
    return None


def _tells(name: str) -> bool:
    """Return whether what stands before "Benefits" or "Properties" says of what kind they are: "Skin and Hair", "Cancer-Fighting"."""
    parts = re.split(r",? (?:and|&) |, ", name.lower())
    last = name.rsplit(maxsplit=1)[-1]
    organs = all(part in table("organ") or part.rstrip("s") in table("organ") for part in parts)
    return organs or bool(_ADJECTIVE.search(last)) or "anti-" in name.lower() or ("-" in last and last.endswith("ing"))


def _heading_factor(block: Block) -> Phrase | None:
    """Return a heading that is the name of something, for items that tell its attributes."""
    name = unnumbered(block.section or "")
    fits = bool(name) and len(name.split()) <= MAX_NAME and not _GENERIC.search(name)
    return Phrase(text=name, carried="heading") if fits else None
