"""The review queue: one flag at a time, its words in the article beside it, one key for each verdict.

Four things can be said, on two axes: the flag is right (the article is at fault), the claim was read wrong, the flag is wrong, or the
flag is right and lived with (suppressed, with a reason). Decisions are appended, never deleted; undoing one appends another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph import KnowledgeGraph
from ontology.errors import UnknownItemError
from ontology.model import Decision, Flag
from viz import flags_page
from viz.atlas import Atlas
from viz.cards import Card, card
from viz.choice import Choice
from viz.excerpts import QUOTE, Shown, Span, at, excerpt
from viz.flags_page import Item
from viz.templating import render as template

AROUND = 4
"""Blocks of the section shown on either side: enough to judge a sentence in its place."""
UNDONE = "undone: "
"""How the reason of a decision begins that takes another one back; its number follows."""

REASONS: tuple[tuple[str, str], ...] = (
    ("entity", "a phrase ends too early or too late"),
    ("grounding", "a phrase is read as the wrong factor"),
    ("no relation", "the sentence links nothing"),
    ("wrong relation", "another relation than this"),
    ("polarity", "the sign is the wrong way round"),
    ("negative result", "the sentence denies it"),
    ("hypothesis", "told as possible, not as fact"),
    ("conditions", "a condition or population is missing"),
    ("other", "something else"),
)
"""Why a claim is read wrong: those of INDRA's curation tags that apply here, so that both sets of judgements can be put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is under review: a flag with its edges, the card of its first claim, and the words around in the article."""

    item: Item | None
    card: Card | None
    blocks: tuple[Shown, ...]
    target: str


def render(
    atlas: Atlas,
    graph: KnowledgeGraph,
    choice: Choice,
    *,
    flag: str | None = None,
    claim: str | None = None,
    writable: bool = True,
) -> str:
    """Return the queue at a flag (the first undecided one for None), or at one claim.

    Args:
        atlas: With the open flags in the order in which to look at them, and those that decisions took out, which count as done.
        graph: For the claim and its article.
        choice: Which flags are in the queue.
        flag: Id of the flag to show.
        claim: Id of a claim to show instead, whether flagged or not.
        writable: Whether decisions can be stored.

    Raises:
        UnknownItemError: There is no such claim.
    """
    at_ = atlas.place(choice, decided(atlas.decisions), flag)
    subject = _claim_subject(atlas, graph, claim) if claim else _flag_subject(atlas, graph, at_.shown) if at_.shown else None
    return template(
        "review.html.j2",
        atlas,
        current="/review",
        choice=choice,
        subject=subject,
        left=at_.left,
        total=at_.total,
        next=at_.next,
        previous=at_.previous,
        last=last_of(atlas.decisions),
        about=[one for one in atlas.decisions if subject and one.target in (subject.target, subject.card and subject.card.claim.id)],
        reasons=REASONS,
        writable=writable,
    )


def decided(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that counts about each target, without those that were taken back."""
    last = {one.target: one for one in decisions}
    return {target: one for target, one in last.items() if not (one.reason or "").startswith(UNDONE)}


def last_of(decisions: Sequence[Decision]) -> Decision | None:
    """Return the latest decision that nobody has taken back and that takes none back: what the next undo undoes."""
    undone = {int(number) for one in decisions if (number := (one.reason or "").removeprefix(UNDONE)).isdigit()}
    standing = [one for one in decisions if one.number not in undone and not (one.reason or "").startswith(UNDONE)]
    return standing[-1] if standing else None


def _flag_subject(atlas: Atlas, graph: KnowledgeGraph, flag: Flag) -> Subject:
    item = flags_page.item(atlas, flag)
    claim = next((found for name in flag.claims[:1] for found in [_claim(atlas, graph, name)] if found), None)
    if claim:
        return Subject(item=item, card=claim, blocks=excerpt(claim.claim, claim.document, around=AROUND), target=flag.id)
    blocks: tuple[Shown, ...] = ()
    if flag.passages:
        first = flag.passages[0]
        span = Span(start=first.place.start, end=first.place.end, role=QUOTE, claim="")
        blocks = at(graph.document(first.document_id), span.start, span.end, [span], around=AROUND)
    return Subject(item=item, card=None, blocks=blocks, target=flag.id)


def _claim_subject(atlas: Atlas, graph: KnowledgeGraph, name: str) -> Subject:
    claim = graph.claim(name)
    shown = card(claim, graph.document(claim.document_id), atlas)
    return Subject(item=None, card=shown, blocks=excerpt(claim, shown.document, around=AROUND), target=name)


def _claim(atlas: Atlas, graph: KnowledgeGraph, name: str) -> Card | None:
    try:
        claim = graph.claim(name)
    except UnknownItemError:
        return None
    return card(claim, graph.document(claim.document_id), atlas)
