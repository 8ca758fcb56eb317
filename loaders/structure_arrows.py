"""Arrows in figure texts and notes: chains (A → B → C), and up and down arrows before a noun.

In a chain the left side is the subject as printed ("↓ B → C": what acts is the lowered B). Arrows of tables of contents, buttons and
"from A → B" of a sentence state nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from loaders.candidates import Candidate, Phrase, Span
from loaders.cues import verbs
from loaders.inflection import forms, lemma_of_form
from loaders.sentences import spans
from loaders.structure_phrases import DOWN, UP, Thing, relation_of, things, unnumbered
from ontology.model import Block, BlockKind, Document
from ontology.relations import Relation, Sign

_RIGHT = re.compile(r"\s*(?:[→⟶➔➜➝⇒⇨]|(?<=\s)(?:-{1,2}>|=>)(?=\s))\s*")
_VERTICAL = re.compile(f"[{UP}{DOWN}]")
_LABEL = re.compile(r"^[^:→↑↓]{2,60}:\s+")
_STRUCTURE = re.compile(
    r"\W*(?:mechanisms?|integration|phenotypes?|evidence|applications?|perspectives?|(?:human )?patterns?|overview|introduction|summary"
    r"|conclusions?|results?|methods?|home|next|previous|back|step \d+|part \w+|section \w+|chapter \w+|start|end|goal|input|output"
    r"|example|note|before|after|learn more|read more|shop|menu|q|a)\W*",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:students|professionals|people|individuals|patients|adults|women|men|children|workers|athletes|seniors|parents|users|readers)$",
    re.IGNORECASE,
)
_MAKING = re.compile(r"\b(?:bio)?synthesis\b|\bconversion\b|\bmetabolism of\b|\bproduction of\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|through|via)\s+(?:[\w-]+\s*){1,3}$", re.IGNORECASE)

MAX_WORDS = 12
"""Words of one link of a chain: the longest annotated has nine; longer ones are prose with an arrow in it."""


def has_arrows(text: str) -> bool:
    """Return whether a text draws an arrow."""
    return bool(_RIGHT.search(text) or _VERTICAL.search(text))


def first_arrow(text: str) -> int:
    """Return where the first arrow of a text stands, its length when there is none; what stands before it can be read as prose.

    >>> first_arrow("Blocks tin → ↓ copper"), first_arrow("Zinc.")
    (10, 5)
    """
    found = [match.start() for match in (_RIGHT.search(text), _VERTICAL.search(text)) if match]
    return min(found, default=len(text))


def arrow_chain(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Rain → flood → ↓ harvest" in any block: rain increases flood, flood decreases harvest."""
    block = document.blocks[index]
    for start, end in _stretches(block):
        links = _links(block.text, start, end)
        if len(links) < 2 or _FROM.search(block.text[links[0][0] : links[0][1]]) or _is_outline(block.text, links):
            continue
        for left, right in pairwise(links):
            yield from _link(block, index, (start, end), left, right)


def arrow_noun(document: Document, index: int) -> Iterator[Candidate]:
    """Read "↑ growth" under a heading or behind a label: what the heading names increases growth."""
    block = document.blocks[index]
    text = block.text
    label = _LABEL.match(text)
    start = label.end() if label else 0
    if not _VERTICAL.search(text, start) or _RIGHT.search(text) or len(text.split()) > 4 * MAX_WORDS:
        return
    subject = _above(document, block, label[0] if label else None)
    if subject is None or (block.kind not in (BlockKind.FIGURE, BlockKind.LIST_ITEM) and not label):
        return
    for thing in things(text, start, len(text)):
        if thing.sign is not Sign.NONE and len(thing.text.split()) <= MAX_WORDS:
            yield _candidate("arrow-noun", (index, (0, len(text))), _cue(text, start), subject, relation_of(thing.sign), thing.phrase())


def _stretches(block: Block) -> Iterator[Span]:
    """Yield what a chain may run over: a whole item or figure line, one sentence of prose."""
    if block.kind in (BlockKind.FIGURE, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.HEADING):
        yield 0, len(block.text)
    elif block.kind is BlockKind.PARAGRAPH and _RIGHT.search(block.text):
        yield from spans(block.text)


def _links(text: str, start: int, end: int) -> list[Span]:
    label = _LABEL.match(text[start:end])
    begin = start + label.end() if label else start
    cuts = [match.span() for match in _RIGHT.finditer(text, begin, end)]
    edges = [begin, *(edge for cut in cuts for edge in cut), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _is_outline(text: str, links: list[Span]) -> bool:
    """Return whether the left end names a part of the page or of the article."""
    return bool(_STRUCTURE.fullmatch(text[slice(*links[0])]))


def _link(block: Block, index: int, sentence: Span, left: Span, right: Span) -> Iterator[Candidate]:
    text = block.text
    sides = [text[slice(*side)].strip() for side in (left, right)]
    if not all(1 <= len(side.split()) <= MAX_WORDS and re.search(r"[^\W\d]", side) for side in sides):
        return
    if any(_PEOPLE.search(part.strip()) for part in sides[0].split(",")):
        return
    cue = (left[1], right[0])
    made = _MAKING.search(f"{block.section} {text[: left[0]]}") and not _VERTICAL.search(text)
    for subject in _acting(text, left):
        for relation, thing in _acted_on(text, right):
            yield _candidate("arrow-chain", (index, sentence), cue, subject, Relation.PRODUCES if made else relation, thing.phrase())


def _acting(text: str, span: Span) -> Iterator[Phrase]:
    """Yield the subjects of a link: what is lowered keeps its arrow, a verb becomes a doing."""
    doing = _doing(text[slice(*span)].strip())
    if doing:
        yield Phrase(text=doing)
        return
    for thing in things(text, *span):
        mark = "↓ " if thing.sign is Sign.DOWN and _VERTICAL.search(text, *span) else ""
        lead = next((word for word in ("reduced ",) if thing.sign is Sign.DOWN and not mark), "")
        yield replace(thing.phrase(), text=f"{mark}{lead}{thing.text}", span=None if lead else thing.span)


def _doing(words: str) -> str | None:
    """Return a verb phrase as a doing: "Block tin" -> "blocking tin"; None for what is no verb phrase.

    >>> _doing("Blocks tin"), _doing("Release of tin"), _doing("Tin")
    ('blocking tin', None, None)
    """
    first, _, rest = words.partition(" ")
    lemma = lemma_of_form().get(first.lower(), first.lower())
    known = verbs(lemma)
    if not known or not rest or rest.startswith("of ") or first.lower() not in (lemma, forms(lemma)["s"]):
        return None
    return f"{forms(lemma)['ing']} {rest}"


def _acted_on(text: str, span: Span) -> Iterator[tuple[Relation, Thing]]:
    """Yield relation and object of a link: the verb that opens it, else its arrow or direction word."""
    low, high = span
    first = re.match(r"\s*([A-Za-z]+)\s+(?!of\b)", text[low:high])
    lemma = lemma_of_form().get(first[1].lower(), "") if first else ""
    cue = next(iter(verbs(lemma, "t")), None)
    if first and cue and first[1].lower() == forms(lemma)["s"]:
        yield from ((cue.relation, thing) for thing in things(text, low + first.end(), high))
        return
    yield from ((relation_of(thing.sign), thing) for thing in things(text, low, high))


def _above(document: Document, block: Block, label: str | None) -> Phrase | None:
    """Return what acts on the nouns under arrows: their label, their lead-in's or parent's name, else their heading."""
    if label:
        return Phrase(text=unnumbered(label), carried="label")
    for index in (block.parent, block.lead_in):
        if index is not None and document.blocks[index].kind is not BlockKind.HEADING:
            name = _name(document.blocks[index].text)
            if name:
                return Phrase(text=name, carried="lead-in")
    heading = unnumbered(block.section) if block.section else None
    return Phrase(text=heading, carried="heading") if heading and not _STRUCTURE.fullmatch(heading) else None


_CAUSES = re.compile(r"^(?P<name>[^:]{2,60}?)\s*(?:\b(?:causes?|leads? to|results? in|produces?|effects?)\s*)?:?$", re.IGNORECASE)


def _name(line: str) -> str | None:
    """Return what a line names that has no other verb than one of causing."""
    found = _CAUSES.match(line)
    name = found["name"].strip() if found else ""
    return name if name and len(name.split()) <= 6 and not name.endswith((".", "?")) else None


def _cue(text: str, start: int) -> Span:
    found = _VERTICAL.search(text, start)
    return found.span() if found else (start, start + 1)


def _candidate(rule: str, place: tuple[int, Span], cue: Span, subject: Phrase, relation: Relation, obj: Phrase) -> Candidate:
    block, sentence = place
    return Candidate(rule=rule, block=block, sentence=sentence, cue=cue, subject=subject, relation=relation, object=obj, lemma="→")
