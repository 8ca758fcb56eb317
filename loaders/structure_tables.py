"""Table rows: the first cell acts, the header says on what or how, the other cells say which way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Candidate, Phrase, Span
from loaders.cues import verbs
from loaders.inflection import forms, lemma_of_form
from loaders.structure_phrases import DOWN, UP, relation_of, things
from ontology.model import BlockKind, Document
from ontology.relations import Relation, Sign

_CELL = re.compile(r"[^|]+")
_EFFECT = re.compile(
    r"\b(?:effects?|actions?|functions?|roles?|impacts?|mechanisms?|results?|benefits?|what it does|outcomes?|consequences?)\b",
    re.IGNORECASE,
)
_SIGNS = {
    **dict.fromkeys(
        ("up", "increase", "increases", "increased", "higher", "+", "rises", "raises", "raised", "boosts", "improves", "positive"), Sign.UP
    ),
    **dict.fromkeys(
        (
            "down",
            "decrease",
            "decreases",
            "decreased",
            "lower",
            "-",
            "−",
            "–",
            "falls",
            "reduces",
            "reduced",
            "lowers",
            "lowered",
            "blocks",
            "negative",
        ),
        Sign.DOWN,
    ),
}
_EFFECT_ON = re.compile(r"^(?:the )?(?:effects?|impact|influence|action) (?:on|upon) (?:the )?", re.IGNORECASE)
_DEGREE = re.compile(
    r"^(?:strongly|slightly|markedly|greatly|may|can|often|slight|strong|moderate|small|large|mild|big|sharp)\s+", re.IGNORECASE
)
_ATTRIBUTES = re.compile(
    r"(?:propert(?:y|ies)|features?|aspects?|attributes?|characteristics?|criteri(?:a|on)|parameters?|category)", re.IGNORECASE
)
"""Headers of a first column whose rows are attributes, compared across the other columns: they act on nothing."""
_CAUSE_COLUMN = re.compile(r"\b(?:causes?|due to|reason|trigger|driver|source)s?\b", re.IGNORECASE)


def table_row(document: Document, index: int) -> Iterator[Candidate]:
    """Read "zinc | lowers copper" under "metal | effect", "zinc | ↓" under "metal | copper", "gout | salt" under "disease | cause"."""
    block = document.blocks[index]
    if block.kind is not BlockKind.TABLE_ROW or block.lead_in is None:
        return
    header = [cell.strip() for cell in document.blocks[block.lead_in].text.split("|")]
    cells = [_trimmed(block.text, *found.span()) for found in _CELL.finditer(block.text)]
    if len(cells) != len(header) or len(cells) < 2 or _ATTRIBUTES.fullmatch(header[0]):
        return
    subject = Phrase(text=block.text[slice(*cells[0])], span=cells[0])
    for title, cell in zip(header[1:], cells[1:], strict=True):
        for relation, obj, turned in _said(block.text, cell, title):
            acting, acted = (obj, subject) if turned else (subject, obj)
            yield Candidate(
                rule="table-row", block=index, sentence=(0, len(block.text)), cue=cell, subject=acting, relation=relation, object=acted
            )


def _trimmed(text: str, start: int, end: int) -> Span:
    words_ = text[start:end]
    return start + len(words_) - len(words_.lstrip()), end - len(words_) + len(words_.rstrip())


def _said(text: str, cell: Span, title: str) -> Iterator[tuple[Relation, Phrase, bool]]:
    """Yield relation, the other side, and whether the row's name is the one acted on."""
    words_ = text[slice(*cell)]
    bare = _DEGREE.sub("", words_).lower()
    sign = Sign.UP if words_[:1] in UP and words_ else Sign.DOWN if words_[:1] in DOWN and words_ else _SIGNS.get(bare, Sign.NONE)
    if words_.strip(f"{UP}{DOWN} ") == "" or bare in _SIGNS:
        if sign is not Sign.NONE:
            yield relation_of(sign), Phrase(text=_EFFECT_ON.sub("", title), carried="cell"), False
        return
    first = re.match(r"([A-Za-z]+) (?!of\b)(?:the )?", words_)
    lemma = lemma_of_form().get(first[1].lower(), first[1].lower()) if first else ""
    cue = next(iter(verbs(lemma, "t")), None)
    if first and cue and first[1].lower() in (lemma, forms(lemma)["s"]):
        yield from ((cue.relation, thing.phrase(), False) for thing in things(text, cell[0] + first.end(), cell[1]))
    elif _CAUSE_COLUMN.search(title):
        yield from ((Relation.INCREASES, thing.phrase(), True) for thing in things(text, *cell) if len(thing.text.split()) <= 6)
    elif _EFFECT.search(title):
        yield from ((relation_of(thing.sign), thing.phrase(), False) for thing in things(text, *cell) if thing.sign is not Sign.NONE)
