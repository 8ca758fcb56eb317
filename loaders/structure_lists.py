"""Lists whose heading or lead-in says what their items do: causes, what harms something, complications."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Candidate, Phrase, Span
from loaders.clauses import PRONOUNS
from loaders.cues import verbs
from loaders.inflection import forms, lemma_of_form
from loaders.structure_phrases import LABEL, named, things, unnumbered
from loaders.structure_topic import subject_matter
from ontology.model import Block, BlockKind, Document
from ontology.relations import Relation, Sign

_SORTS = "common main possible potential major primary underlying leading known other key several converging contributing the"
_KINDS = f"(?:{'|'.join(f'{sort} ' for sort in _SORTS.split())})*"
_CAUSES = re.compile(
    rf"^{_KINDS}(?:causes?|triggers?|risk factors?|a?etiology|factors?|contributors|drivers|culprits)"
    r"(?: (?:of|for|to|behind) (?P<object>.+?))?:?$",
    re.IGNORECASE,
)
_CAUSES_OF = re.compile(
    rf"^(?:some )?{_KINDS}(?P<object>[a-z][\w-]*(?: [\w-]+){{0,2}}?) (?:causes|triggers|risk factors)"
    r" (?:can |may )?(?:include|are):?$",
    re.IGNORECASE,
)
"""Lines that name the effect in front: "Other dehydration causes include:"."""
_WHAT = re.compile(
    r"^(?:what|(?:[\w-]+ ){0,2}[\w-]+s (?:that|which)) (?:else |can |may |might |also )*(?P<verb>[a-z]+) (?:our |your |the )?"
    r"(?P<object>[\w’' -]{2,50})[:?]?$",
    re.IGNORECASE,
)
_DRIVEN = re.compile(
    r"(?:^|[.!?]\s)(?P<object>[^.!?:]{3,80}?) (?:is|are|can be|may be) (?:mainly |often |usually |largely )?"
    r"(?:driven|caused|triggered|brought on|produced|explained) by(?: [\w-]+){0,4}:\s*$",
    re.IGNORECASE,
)
_HARMS = re.compile(
    rf"^{_KINDS}(?:complications?|consequences?|dangers|side effects?|adverse effects?|harms?|health risks)"
    r"(?: (?:of|from) (?P<subject>.+?))?:?$",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"^(?P<label>[A-Z][^.:!?]{2,45})\.\s+(?=[A-Z])")
_NOT_A_FACTOR = re.compile(
    r"^(?:note|tip|bonus tip|important|remember|warning|example|caution|in addition|also|the most|this|these|it|there|an?|most|many|some"
    r"|other|if|when|research|studies|function|dose|dosage|part used)\b",
    re.IGNORECASE,
)
MOST_WORDS = 6
"""Words of a label or bare item that names a factor; longer ones are sentences."""


def cause_list(document: Document, index: int) -> Iterator[Candidate]:
    """Read the items under "Causes of gout" or "What hurts the soil": each increases gout, each decreases the soil."""
    block = document.blocks[index]
    is_item = block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and block.lead_in is not None)
    aim = _aim(document, block) if is_item and block.parent is None else None
    found = _factor(document, block) if aim else None
    if aim and found and found.text.casefold() != aim[1].text.casefold():
        yield _candidate("cause-list", index, block, found, aim[0], aim[1])


_CAUSE_IS = re.compile(
    rf"^(?:the |one |another |an? )?(?:most )?{_KINDS}(?:of the )?(?:causes?|triggers?|risk factors?|drivers?|culprits?|reasons?)(?: here)?"
    r" (?:is|are|may be|can be|include) (?P<cause>[^.;:]+)",
    re.IGNORECASE,
)


def cause_is(document: Document, index: int) -> Iterator[Candidate]:
    """Read "The most common cause is frost" below "Causes of rot", or below "Causes" in an article on rot: frost increases rot."""
    block = document.blocks[index]
    found = _CAUSE_IS.match(re.sub(r"\([^()]*\) ", "", block.text)) if block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) else None
    aim = next((aim for line in _above(document, block) if (aim := _aim_of(document, line))), None) if found else None
    start = block.text.find(found["cause"]) if found else -1
    if not found or not aim or start < 0:
        return
    end = start + len(found["cause"])
    stop = _CLAUSE_BEHIND.search(block.text, start, end)
    for thing in things(block.text, start, stop.start() if stop else end, bare_of_direction=False):
        yield _candidate("cause-is", index, block, thing.phrase(), aim[0], aim[1])


_CLAUSE_BEHIND = re.compile(r",? (?:which|that|where|because|when|\w+ing)\b")


def consequence_list(document: Document, index: int) -> Iterator[Candidate]:
    """Read the items under "Complications of gout": gout increases each of them."""
    block = document.blocks[index]
    if block.kind is not BlockKind.LIST_ITEM or block.parent is not None:
        return
    heading = next((harms for line in _above(document, block) if (harms := _HARMS.match(unnumbered(line)))), None)
    subject = heading and (heading["subject"] or subject_matter(document))
    found = _factor(document, block) if subject else None
    if subject and found and not block.text.rstrip().endswith("?"):
        yield _candidate("consequence-list", index, block, Phrase(text=named(subject), carried="heading"), Relation.INCREASES, found)


def _aim(document: Document, block: Block) -> tuple[Relation, Phrase] | None:
    """Return what the items of a list act on, and how, as its lead-in or heading says."""
    return next((aim for line in _above(document, block) if (aim := _aim_of(document, line))), None)


def _aim_of(document: Document, line: str) -> tuple[Relation, Phrase] | None:
    driven = _DRIVEN.search(line)
    if driven:
        return Relation.INCREASES, Phrase(text=named(driven["object"]), carried="lead-in")
    title = unnumbered(line)
    causes, asked = _CAUSES.match(title), _WHAT.match(title)
    causes = causes or _CAUSES_OF.match(title)
    if causes:
        matter = causes["object"] or subject_matter(document)
        return (Relation.INCREASES, Phrase(text=named(matter), carried="heading")) if matter else None
    cue = next(iter(verbs(lemma_of_form().get(asked["verb"].lower(), ""), "t")), None) if asked else None
    fits = cue is not None and asked is not None and asked["verb"].lower() in (cue.lemma, forms(cue.lemma)["s"])
    if asked and cue and fits and cue.relation.sign is not Sign.NONE:
        aim = subject_matter(document) if asked["object"].lower() in PRONOUNS else named(asked["object"])
        return (cue.relation, Phrase(text=aim, carried="heading")) if aim else None
    return None


def _above(document: Document, block: Block) -> Iterator[str]:
    """Yield the lines that may say what a list is: its lead-in, its heading."""
    if block.lead_in is not None:
        yield document.blocks[block.lead_in].text
    if block.section:
        yield block.section


def _factor(document: Document, block: Block) -> Phrase | None:
    """Return what an item names: its label, the bold words it begins with, or the whole of a bare item."""
    label = LABEL.match(block.text) or _RUN_IN.match(block.text)
    bold = _bold(document, block)
    low, high = label.span("label") if label else (0, len(bold or block.text.rstrip(" .;,")))
    shown = re.sub(r"\s*\([^()]*\)$|,? (?:which|that) .*$", "", block.text[low:high])
    if not 1 <= len(shown.split()) <= MOST_WORDS or _NOT_A_FACTOR.match(shown) or not re.search(r"[^\W\d]{3}", shown):
        return None
    if not label and not names(shown):
        return None
    return Phrase(text=named(shown), span=(low, low + len(shown)))


def names(shown: str) -> bool:
    """Return whether words hold no verb in its third person, so that they name something.

    >>> names("Heavy rain"), names("Rain washes salt out")
    (True, False)
    """
    return not any(word == forms(lemma_of_form().get(word, "zz"))["s"] for word in shown.split()[1:] if word.islower())


def _bold(document: Document, block: Block) -> str | None:
    """Return the words that an item sets in bold at its beginning."""
    source = document.text[max(0, block.start - 2) : block.start + 80]
    found = re.match(r"\*\*([^*\n]{2,60})\*\*", source)
    bold = found[1].strip(" :.") if found else None
    return bold if bold and block.text.startswith(bold) else None


def _candidate(rule: str, index: int, block: Block, subject: Phrase, relation: Relation, obj: Phrase) -> Candidate:
    cue: Span = subject.span or obj.span or (0, 1)
    return Candidate(
        rule=rule, block=index, sentence=(0, len(block.text)), cue=cue, subject=subject, relation=relation, object=obj, modal=None
    )
