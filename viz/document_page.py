"""The page of one article: its text with the claims lit in it, notes beside, an outline with counts; and the list of articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph import KnowledgeGraph
from ontology.model import Block, BlockKind, Claim, Document, EvidenceLevel, Flag
from viz import looked
from viz.atlas import Atlas
from viz.choice import Choice, near
from viz.claim_page import EXPORTS
from viz.edges import STRENGTH, Edge
from viz.excerpts import QUOTE, Shown, Span, shown
from viz.templating import render as template

LISTED = 500
"""Articles on one page of the list."""
BLOCKS = 400
"""Blocks on one page: about 15,000 words; a longer article has several pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim beside the block where it begins; `edge` is None when it lies on none."""

    claim: Claim
    edge: Edge | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A block with the claims that begin in it and the flags that point at it without a claim."""

    block: Shown
    notes: tuple[Note, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the outline: `index` of its block, `page` it stands on, and what lies under it."""

    index: int
    title: str
    level: int
    page: int
    claims: int
    unsupported: int
    flags: int


def render(atlas: Atlas, graph: KnowledgeGraph, document_id: str, *, page: int = 1, claim: str | None = None) -> str:
    """Return a page of an article, the one that holds `claim` if it is given.

    Raises:
        UnknownItemError: There is no such article.
    """
    document = graph.document(document_id)
    claims = graph.claims(document=document_id)
    blocks = document.blocks or (_whole(document),)
    starts = [block.start for block in blocks]
    homes = {one.id: max(0, bisect_right(starts, one.place.start) - 1) for one in claims}
    pages = (len(blocks) + BLOCKS - 1) // BLOCKS
    number = homes[claim] // BLOCKS + 1 if claim in homes else min(max(page, 1), pages)
    flags = atlas.flags_in(document_id)
    atlas.warm(one.id for one in claims)
    first = (number - 1) * BLOCKS
    return template(
        "document.html.j2",
        atlas,
        current="/documents",
        document=document,
        rows=_rows(atlas, blocks[first : first + BLOCKS], first, claims, homes, flags),
        outline=outline(atlas, blocks, claims, homes),
        claims=len(claims),
        ledger=ledger(claims),
        sources=looked.of_document(atlas, document_id),
        loose_flags=[flag for flag in flags if not flag.claims and not flag.passages],
        flags=len(flags),
        page=number,
        pages=pages,
        chosen=claim,
        exports=EXPORTS,
        kind="document",
        item=document_id,
    )


def render_list(atlas: Atlas, *, page: int = 1) -> str:
    """Return a page of the list of articles with what was found in each."""
    pages = max(1, (len(atlas.documents) + LISTED - 1) // LISTED)
    number = min(max(page, 1), pages)
    shown = atlas.documents_from((number - 1) * LISTED, LISTED)
    return template(
        "documents.html.j2",
        atlas,
        current="/documents",
        shown=shown,
        statements=atlas.statements_in(one.id for one in shown),
        flags=atlas.flag_counts(Choice(), "article"),
        page=number,
        pages=pages,
        near=near(number, pages),
    )


def ledger(claims: Iterable[Claim]) -> list[tuple[EvidenceLevel, int]]:
    """Return how many claims are offered each level of evidence, the strongest first."""
    counts = Counter(claim.evidence.level for claim in claims)
    return [(level, counts[level]) for level in STRENGTH]


def outline(atlas: Atlas, blocks: Sequence[Block], claims: Sequence[Claim], homes: Mapping[str, int]) -> list[Section]:
    """Return the headings with the claims and flags between each and the next."""
    heads = [index for index, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    under: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        under[bisect_right(heads, homes[claim.id]) - 1].append(claim)
    return [_section(atlas, blocks[index], index, under[place]) for place, index in enumerate(heads)]


def _section(atlas: Atlas, block: Block, index: int, claims: Sequence[Claim]) -> Section:
    return Section(
        index=index,
        title=block.text,
        level=block.level,
        page=index // BLOCKS + 1,
        claims=len(claims),
        unsupported=sum(claim.evidence.level in (EvidenceLevel.NONE, EvidenceLevel.VAGUE) for claim in claims),
        flags=len({flag.id for claim in claims for flag in atlas.flags_by_claim.get(claim.id, ())}),
    )


def _rows(
    atlas: Atlas, blocks: Sequence[Block], first: int, claims: Sequence[Claim], homes: Mapping[str, int], flags: Sequence[Flag]
) -> list[Row]:
    notes: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        notes[homes[claim.id]].append(claim)
    loose = [flag for flag in flags if not flag.claims and flag.passages]
    return [
        Row(
            block=shown(block, index, _spans(block, claims)),
            notes=tuple(_note(atlas, claim) for claim in notes[index]),
            flags=tuple(flag for flag in loose if block.start <= flag.passages[0].place.start < block.end),
        )
        for index, block in enumerate(blocks, start=first)
    ]


def _spans(block: Block, claims: Sequence[Claim]) -> list[Span]:
    here = [claim for claim in claims if claim.place.start < block.end and claim.place.end > block.start]
    return [Span(start=claim.place.start, end=claim.place.end, role=QUOTE, claim=claim.id) for claim in here]


def _note(atlas: Atlas, claim: Claim) -> Note:
    edge = atlas.edge_of(atlas.statement_of_claim.get(claim.id))
    return Note(claim=claim, edge=edge, flags=tuple(atlas.flags_by_claim.get(claim.id, ())))


def _whole(document: Document) -> Block:
    end = len(document.text)
    return Block(kind=BlockKind.PARAGRAPH, start=0, end=end, text=document.text, offsets=range(end))
