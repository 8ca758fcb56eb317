"""Three invented articles about an invented harbour cure, with about sixty claims: what the tests of pages look at.

Nothing here is a fact. A line of an article marks its claim in place, `[subject] <cue> {object}`; after a bar stand the relation and
whatever else is not plain: `denied`, `hedged`, `hypothetical`, `vague=words`, `named=words`, `identified=doi:...`, or `low` where the
subject is a lack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    EvidenceLevel,
    Factor,
    FactorKind,
    Mention,
    Modality,
    Place,
    Reading,
    StatementKey,
    Xref,
)
from ontology.namespaces import claim_id, document_id, slug
from ontology.relations import Relation, Sign
from ontology.signs import statement_relation

MOSS = """\
# Why moss tea is the evening's best friend
[Moss extract] <lowers> {tide hormone} within an hour of the first cup.|decreases vague=Studies show
Harbour people have drunk it for as long as anyone can remember.
[Tide hormone] <shortens> {sleep onset time}.|decreases
## The lamp receptor
[Moss extract] <blocks> the {lamp receptor activity} that keeps the evening bright.|decreases named=Orla and Fenn 2019
[Copper] <enables> {lamp receptor activity}, and it does so at every age.|enables
[Lamp receptor activity] <raises> {night waking}.|increases
[Zinc] <lowers> {copper} in the vessel wall.|decreases identified=doi:10.5555/harbour.17
Without enough [zinc] the body <keeps> more {salt retention}.|increases low
[Moss extract] <may raise> {morning alertness}.|increases hedged
[Lamp receptor activity] <affects> {glow protein}.|affects
## The shore axis
The [shore axis] <drives> {evening calm}.|increases
[Shore axis] <strengthens> {vessel width}.|increases
[Kelp powder] <restores> the {shore axis}.|increases
[Evening calm] <lowers> {stress marker} by 18 %.|decreases
[Stress marker] <raises> {core warmth}.|increases
[Core warmth] <delays> sleep: it adds to the {sleep onset time}.|increases
[Vessel width] <cools> the body, so {core warmth} falls.|decreases named=Harbour Institute 2021
[Moss extract] <widens> vessels and so raises {vessel width}.|increases
[Night waking] <is linked with> {stress marker}.|associated
[Glow protein] <binds> {copper} tightly.|binds identified=pmid:99999901
[Moss extract] <does not raise> {salt retention}.|increases denied
"""

KELP = """\
# Kelp, salt and the tired harbour
[Kelp powder] <raises> {tide hormone} when it is taken at noon.|increases identified=doi:10.5555/kelp.3
[Moss extract] <raises> {tide hormone} in people who fish at night.|increases named=Brack 2020
[Kelp powder] <brings> {iodide supply}.|produces
[Iodide supply] <enables> {glow protein}.|enables vague=research suggests
## Salt
[Salt retention] <raises> {vessel pressure}.|increases identified=doi:10.5555/salt.8
[Vessel pressure] <increases> {night waking}.|increases
[Kelp powder] <lowers> {salt retention}.|decreases
[Stress marker] <raises> {salt retention}.|increases vague=it is well known
[Salt retention] <might blunt> {evening calm}.|decreases hedged
If the mist lifted, [mist phenotype] <would reduce> {morning alertness}.|decreases hypothetical
## Copper and iron
[Copper] <feeds> {iron uptake}.|enables named=Orla and Fenn 2019
[Zinc] <lowers> {copper} in every harbour that was looked at.|decreases identified=doi:10.5555/harbour.17
[Zinc] <lowers> {iron uptake}.|decreases
[Iron uptake] <supports> {morning alertness}.|increases
[Deep rest score] <rises with> {iron uptake}.|associated
[Glow protein] <dims> {night waking}.|decreases
[Tide hormone] <lowers> {core warmth}.|decreases identified=doi:10.5555/tide.2
[Kelp powder] <acts on> the {mist phenotype}.|affects
[Mist phenotype] <leads to> {night waking}.|increases
"""

LONG = "a long report about lamps and nights in every harbour, retold in other words; " * 4

LAMP = """\
# Lamps, nights and the harbour child
[Lamp glare] <raises> {lamp receptor activity}.|increases identified=doi:10.5555/lamp.1
[Lamp glare] <lowers> {tide hormone}.|decreases identified=doi:10.5555/lamp.1
[Lamp receptor activity] <raises> {night waking} in nine of ten harbours.|increases named=Harbour Institute 2021
[Tide hormone] <does not shorten> {sleep onset time} in children.|decreases denied
[Moss extract] <lowers> {tide hormone} in children.|decreases
## What helps
[Window cloth] <lowers> {lamp glare}.|decreases
[Window cloth] <improves> {evening calm}.|increases
[Evening calm] <shortens> {sleep onset time}.|decreases named=Brack 2020
[Night waking] <lowers> {morning alertness}.|decreases
[Sleep onset time] <lowers> {morning alertness}.|decreases
[Morning alertness] <raises> {tide hormone} the next evening.|increases hedged
[Moss extract] <should calm> {night waking}.|decreases hedged vague=experts say
[Harbour child index] <tracks> {night waking}.|associated
[Stress marker] <raises> {night waking}.|increases
[Night waking] <raises> {stress marker}.|increases
[Copper] <does not enable> {lamp receptor activity} after dusk.|enables denied
[Glow protein] <affects> {morning alertness}.|affects
[Zinc] <raises> {evening calm}.|increases
"""

_MARKED = re.compile(r"[\[\]<>{}]")
_CONSTRUCTS = ("shore axis", "mist phenotype")
_UNRESOLVED = ("deep rest score", "harbour child index")
_SYNONYMS = {"copper": ("Cu", "copper ions"), "moss extract": ("moss tea", "harbour moss"), "tide hormone": ("tidal hormone",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A document with its grounded claims and the factors they name."""

    document: Document
    claims: tuple[Claim, ...]
    factors: tuple[Factor, ...]


def articles() -> tuple[Article, ...]:
    """Return the three articles; the publisher of the first sells what it praises."""
    return (
        article(MOSS, url="https://moss.example/tea", publisher="Moss & Sons", sells="moss extract", published="2024-03-01"),
        article(KELP, url="https://kelp.example/salt", publisher="Harbour Gazette", authors=("Ida Brack",), doi="10.5555/kelp.99"),
        article(LAMP, publisher="Lamp Society", published="2025-06-30", source="lamps.md", digest_of=LONG),
    )


def article(marked: str, **fields: object) -> Article:
    """Return the article behind a marked text."""
    lines = [line.partition("|") for line in marked.splitlines()]
    text = "\n\n".join(_MARKED.sub("", line.lstrip("# ")) for line, _, _ in lines)
    blocks = _blocks(text, [line for line, _, _ in lines])
    document = Document(id=document_id(text), text=text, title=blocks[0].text, blocks=blocks, **fields)  # type: ignore[arg-type]
    pairs = zip(blocks, lines, strict=True)
    claims = tuple(_claim(document, block, line, options.split()) for block, (line, _, options) in pairs if options)
    return Article(document=document, claims=claims, factors=tuple(_factors(claims)))


def _blocks(text: str, lines: Sequence[str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    at = 0
    for line in lines:
        level = len(line) - len(line.lstrip("#"))
        words = _MARKED.sub("", line.lstrip("# "))
        start = text.index(words, at)
        at = start + len(words)
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        path = (*path[: level - 1], words) if level else path
        above = path[:-1] if level else path
        blocks.append(Block(kind=kind, start=start, end=at, text=words, offsets=tuple(range(start, at)), path=above, level=level))
    return tuple(blocks)


def _claim(document: Document, block: Block, line: str, options: Sequence[str]) -> Claim:
    relation = Relation(options[0])
    words = " ".join(options[1:])
    subject, cue, obj = (_span(line, pair) for pair in ("[]", "<>", "{}"))
    lack = Sign.DOWN if "low" in options else Sign.NONE
    names = [slug(document.text[block.start + start : block.start + end]) for start, end in (subject, obj)]
    negated = "denied" in options
    return Claim(
        id=claim_id(document.id, block.start, block.end, names[0], relation, names[1], negated=negated),
        document_id=document.id,
        place=Place(
            start=block.start,
            end=block.end,
            quote=block.text,
            prefix=document.text[max(0, block.start - 32) : block.start],
            suffix=document.text[block.end : block.end + 32],
            section=block.section,
        ),
        subject=_mention(document, block, subject, lack),
        relation=relation,
        object=_mention(document, block, obj, Sign.NONE),
        reading=Reading(reader="hand", version="1", rule="marked-by-hand"),
        negated=negated,
        modality=next((mode for mode in Modality if mode in options), Modality.ASSERTED),
        evidence=_evidence(words),
        confidence=0.9,
        statement=StatementKey(subject=names[0], relation=statement_relation(relation, lack, Sign.NONE), object=names[1]),
        cue=(block.start + cue[0], block.start + cue[1]),
    )


def _span(line: str, pair: str) -> tuple[int, int]:
    """Return where the words between two brackets stand once every mark is gone."""
    start, end = line.index(pair[0]), line.index(pair[1])
    before, inside = (_MARKED.sub("", part) for part in (line[:start], line[start:end]))
    return len(before), len(before) + len(inside)


def _mention(document: Document, block: Block, span: tuple[int, int], direction: Sign) -> Mention:
    start, end = (block.start + at for at in span)
    phrase = document.text[start:end]
    return Mention(phrase=phrase, start=start, end=end, direction=direction, factor=slug(phrase))


def _evidence(words: str) -> Evidence:
    level, _, cite = words.partition("=") if "=" in words else ("", "", "")
    level = level.split()[-1] if level else ""
    if level not in list(EvidenceLevel):
        return Evidence()
    identifiers = (cite,) if level == EvidenceLevel.IDENTIFIED else ()
    return Evidence(level=EvidenceLevel(level), cite=cite, identifiers=identifiers)


def _factors(claims: Sequence[Claim]) -> list[Factor]:
    phrases = {mention.factor: mention.phrase.lower() for claim in claims for mention in (claim.subject, claim.object)}
    return [_factor(str(name), phrase) for name, phrase in sorted(phrases.items(), key=lambda item: str(item[0]))]


def _factor(name: str, phrase: str) -> Factor:
    kind = FactorKind.CONSTRUCT if phrase in _CONSTRUCTS else FactorKind.UNRESOLVED if phrase in _UNRESOLVED else FactorKind.CONCEPT
    xrefs = (Xref(curie="CHEBI:28694"),) if phrase == "copper" else ()
    return Factor(id=name, label=phrase, kind=kind, synonyms=_SYNONYMS.get(phrase, ()), xrefs=xrefs, category="harbour" if xrefs else None)
