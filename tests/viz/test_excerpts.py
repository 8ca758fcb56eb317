"""Sentences lit in their place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontology.model import Block, BlockKind, Document
from tests.build import a_claim, a_document
from tests.viz.world import articles
from viz.excerpts import Span, excerpt, shown


def block(text: str, start: int = 0) -> Block:
    """Return a paragraph whose view is the text itself."""
    return Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(text), text=text, offsets=range(start, start + len(text)))


SPANS = st.lists(
    st.builds(
        lambda start, length, role, claim: Span(start=start, end=start + length, role=role, claim=claim),
        st.integers(0, 60),
        st.integers(0, 30),
        st.sampled_from(["subject", "cue", "object", "quote"]),
        st.sampled_from(["c-1", "c-2"]),
    ),
    max_size=8,
)


@given(st.text(min_size=1, max_size=50), st.integers(0, 20), SPANS)
def test_segments_put_together_are_the_text_whatever_the_spans(text: str, start: int, spans: list[Span]) -> None:
    segments = shown(block(text, start), 0, spans).segments

    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


@given(st.text(min_size=1, max_size=50), SPANS)
def test_each_character_has_the_roles_of_the_spans_over_it(text: str, spans: list[Span]) -> None:
    at = 0
    for segment in shown(block(text), 0, spans).segments:
        over = {span.role for span in spans if span.start <= at < span.end}
        assert set(segment.roles) == over
        at += len(segment.text)


def test_a_sentence_is_lit_with_subject_verb_and_object_apart() -> None:
    moss = articles()[0]
    lit = excerpt(moss.claims[0], moss.document)

    roles = {segment.text: set(segment.roles) - {"quote"} for one in lit for segment in one.segments if segment.roles}
    assert roles["Moss extract"] == {"subject"}
    assert roles["lowers"] == {"cue"}
    assert roles["tide hormone"] == {"object"}


def test_an_excerpt_stays_in_its_section_and_shows_no_heading() -> None:
    moss = articles()[0]
    last = next(claim for claim in moss.claims if claim.place.quote.startswith("Lamp receptor activity affects"))

    assert all(one.kind is BlockKind.PARAGRAPH for one in excerpt(last, moss.document))
    assert [one.lit for one in excerpt(last, moss.document)] == [False, True]


def test_markup_that_the_view_leaves_out_does_not_shift_the_light() -> None:
    text = "So **zinc** lowers\ncopper."
    view = "So zinc lowers copper."
    offsets = (0, 1, 2, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25)
    one = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), text=view, offsets=offsets)
    span = Span(start=text.index("zinc"), end=text.index("zinc") + 4, role="subject", claim="c")

    assert [segment.text for segment in shown(one, 0, [span]).segments if segment.roles] == ["zinc"]


def test_a_bullet_is_shown_with_the_line_that_it_completes() -> None:
    text = "It helps by:\nfirst thing\nlowering copper"
    parts = [block("It helps by:"), block("first thing", 13), block("lowering copper", 25)]
    bullet = Block(kind=BlockKind.LIST_ITEM, start=25, end=40, text="lowering copper", offsets=range(25, 40), lead_in=0)
    document = Document(id="d", text=text, blocks=(parts[0], parts[1], bullet))
    claim = a_claim(document=document, quote="lowering copper")

    assert [one.index for one in excerpt(claim, document)] == [0, 1, 2]


def test_a_document_without_blocks_shows_the_text_around() -> None:
    document = a_document()

    shown_blocks = excerpt(a_claim(document=document), document)
    assert "".join(segment.text for segment in shown_blocks[0].segments) == document.text
