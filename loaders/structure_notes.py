"""Notes: items that begin with a verb below the name they belong to, patterns of a syndrome, sums under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Candidate, Phrase
from loaders.cues import verbs
from loaders.inflection import forms, lemma_of_form
from loaders.structure_arrows import first_arrow
from loaders.structure_lists import names
from loaders.structure_phrases import Thing, things, unnumbered
from ontology.model import Block, BlockKind, Document
from ontology.relations import Relation

_NAME = re.compile(r"[\w’'()/+\uff08\uff09-]+(?:[ ,\u3001]+[\w’'()/+\uff08\uff09-]+){0,4}")
_NO_NAME = re.compile(
    r"\w+-(?:induced|related|dependent|associated|term|based)\b|(?:uses?|indications?|side effects?|dose|dosage|notes?|examples?|mechanism"
    r"|contraindications?|types?|treatment|long|first|second)\b",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"\b(?:phenotype|profile|pattern|syndrome|disorder|disease|type|subtype|dominant)s?\b", re.IGNORECASE)
_PATTERN = re.compile(
    r"\b(?:(?:common|typical|underlying|usual|core|classic) (?:pattern|picture|features?|signs?) (?:is|are|includes?)|physiology shows"
    r"|(?:this|the) (?:profile|pattern|phenotype|type|group|syndrome) (?:shows|is marked by|is characteri[sz]ed by|presents with))\s*:\s*$",
    re.IGNORECASE,
)
_SUM = re.compile(r"^[^.:!?]{3,60}\s\+\s[^.:!?]{3,60}$")
_FROM_DOING = re.compile(r"(.{2,40}?) from (\w+ing .+)$")
"""In "prevents tin from reaching the root" the object is tin reaching the root."""
_FUNCTION = re.compile(r"\s(?:the|a|an|is|are|to|into|its|your|that)\s", re.IGNORECASE)
"""Words inside an item that tells something rather than name it."""
_FINITE = re.compile(r"\b(?:is|are|was|were|will|can|may|which|that|because|when|if)\b", re.IGNORECASE)

MAX_WORDS = 14
"""Words of a note without a subject; longer items are sentences, which rules over trees read better."""


def note_verb(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Blocks copper uptake" in a list that opens with "Zincide": Zincide decreases copper uptake."""
    block = document.blocks[index]
    end = first_arrow(block.text)
    words_ = block.text[:end].rstrip(" .;")
    first = re.match(r"([A-Z][a-z]+) (?!of\b)(?:to )?(?:the )?", words_)
    if block.kind is not BlockKind.LIST_ITEM or not first or len(words_.split()) > MAX_WORDS or _FINITE.search(words_):
        return
    lemma = lemma_of_form().get(first[1].lower(), first[1].lower())
    particle = "p" if re.match(r"\w+ to ", words_) else "t"
    cue = next((cue for cue in verbs(lemma, particle) if particle == "t" or cue.preposition == "to"), None)
    if cue is None or first[1].lower() not in (lemma, forms(lemma)["s"]):
        return
    name = _name_above(document, index)
    if name:
        held = _FROM_DOING.match(words_, first.end())
        objects = [Thing(f"{held[1]} {held[2]}", None)] if held else things(block.text, first.end(), len(words_))
        for thing in objects:
            yield Candidate(
                rule="note-verb",
                block=index,
                sentence=(0, len(block.text)),
                cue=first.span(1),
                subject=Phrase(text=name, carried="parent"),
                relation=cue.relation,
                object=thing.phrase(),
                lemma=lemma,
            )


def _name_above(document: Document, index: int) -> str | None:
    """Return the name in the first item of the list that an item stands in, or of the list around it; several stand for their class."""
    here: int | None = index
    while here is not None:
        first = _first_of_list(document, here)
        parent = document.blocks[here].parent
        is_use = parent is not None and _NO_NAME.match(document.blocks[parent].text)
        names = _names(document.blocks[first]) if first != here and not is_use else []
        if names:
            section = document.blocks[index].section
            return f"{unnumbered(section)} ({', '.join(names)})" if len(names) > 1 and section else names[0]
        here = parent
    return None


def _first_of_list(document: Document, index: int) -> int:
    """Return the index of the first item of the list that an item stands in."""
    block = document.blocks[index]
    first = index
    for near in range(index - 1, max(-1, index - 30), -1):
        other = document.blocks[near]
        if other.path != block.path or other.kind is not BlockKind.LIST_ITEM:
            break
        if (other.level, other.parent) == (block.level, block.parent):
            first = near
    return first


def _names(block: Block) -> list[str]:
    """Return the names that a bare item lists ("Zincide, tincide"), empty for what is no name."""
    words_ = block.text.strip(" .")
    told = lemma_of_form().get(words_.split()[0].lower()) or not names(words_) or _FUNCTION.search(words_)
    if not _NAME.fullmatch(words_) or _NO_NAME.match(words_) or told:
        return []
    latin = re.split(r"[(\uff08\u3000-\u9fff]", words_, maxsplit=1)[0]
    return [name.strip() for name in re.split(r"\s*,\s*", latin) if name.strip()]


def pattern_item(document: Document, index: int) -> Iterator[Candidate]:
    """Read "leaves turn pale" under "8.2 The pale type" and "The common pattern is:": the pale type goes with pale leaves."""
    block = document.blocks[index]
    lead = document.blocks[block.lead_in].text if block.lead_in is not None else ""
    if block.kind is not BlockKind.LIST_ITEM or not _PATTERN.search(lead) or not block.section or not _PROFILE.search(block.section):
        return
    subject = Phrase(text=_the(unnumbered(block.section)), carried="heading")
    text = block.text.rstrip(" .;,")
    start = text.rfind(":") + 1
    for thing in things(text, start, len(text), bare_of_direction=False):
        shown = thing.phrase()
        yield Candidate(
            rule="pattern-item",
            block=index,
            sentence=(0, len(block.text)),
            cue=(0, len(text)),
            subject=subject,
            relation=Relation.ASSOCIATED,
            object=shown,
        )


def subtitle_sum(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Root axis + leaf axis" under "8.2 The pale type": both go with the pale type."""
    block = document.blocks[index]
    above = document.blocks[index - 1] if index else None
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or not above or above.kind is not BlockKind.HEADING:
        return
    if not _SUM.match(block.text) or not _PROFILE.search(above.text):
        return
    name = Phrase(text=_the(unnumbered(above.text)), carried="heading")
    for found in re.finditer(r"[^+]+", block.text):
        part = found[0].strip()
        start = block.text.index(part, found.start())
        side = Phrase(text=part, span=(start, start + len(part)))
        yield Candidate(
            rule="subtitle-sum",
            block=index,
            sentence=(0, len(block.text)),
            cue=side.span or (0, 1),
            subject=side,
            relation=Relation.ASSOCIATED,
            object=name,
        )


def _the(words_: str) -> str:
    return re.sub(r"^[Tt]he ", "", words_)
