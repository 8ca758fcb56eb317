"""Hypothesis strategies: documents and every kind of claim about them."""

from __future__ import annotations

from hypothesis import strategies as st

from ontology.model import Claim, Document, Evidence, EvidenceLevel, Mention, Modality, Place, Quantity, Reading, StatementKey
from ontology.namespaces import claim_id, document_id
from ontology.relations import Relation, Sign

letters = st.characters(exclude_categories=["Cs"])
ODD = ("zinc", 'say "no"', "two\nlines\r\ttab", "C:\\\\u0041", "007", "Mg²⁺ ’", "\x00", "@prefix", "<b>&amp;", "😀")
words = st.sampled_from(ODD) | st.text(letters, min_size=1, max_size=4)
some_words = st.none() | words
factor_ids = st.sampled_from(["zinc", "copper", "iron", "low-mood", "nmda receptor", "α/β", "50%&<more>", "ein Öl"])
numbers = st.floats(allow_nan=False, allow_infinity=False)
offsets = st.integers(0, 10**9)
identifiers = st.sampled_from(["doi:10.1000/A<b>", "pmid:7", "https://example.org/a?b=c#d", "https://[x", "http://a b", "10.1/", "::", "%"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of a few characters or more, seldom two with one source."""
    text = draw(words) + draw(words) + draw(words)
    source = draw(st.none() | st.sampled_from(["a.txt", "b.txt"]))
    return Document(
        id=document_id(text), text=text, source=source, title=draw(some_words), authors=tuple(draw(st.lists(words, max_size=2)))
    )


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    """A mention, grounded or not."""
    return Mention(
        phrase=draw(words),
        start=draw(st.none() | offsets),
        end=draw(st.none() | offsets),
        direction=draw(st.sampled_from(Sign)),
        factor=draw(st.none() | factor_ids),
        aspect=draw(some_words),
    )


evidence = st.builds(
    Evidence, level=st.sampled_from(EvidenceLevel), cite=some_words, identifiers=st.lists(identifiers, max_size=3).map(tuple)
)
quantities = st.builds(Quantity, words=words, value=st.none() | numbers, upper=st.none() | numbers, unit=some_words, comparator=some_words)
keys = st.builds(StatementKey, subject=factor_ids, relation=st.sampled_from(Relation), object=factor_ids)
readings = st.builds(Reading, reader=words, version=words, rule=words)


@st.composite
def claims(draw: st.DrawFn, document: Document | None = None) -> Claim:
    """A claim that quotes its document; every field varies."""
    document = document or draw(documents())
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    subject, relation, obj = draw(mentions()), draw(st.sampled_from(Relation)), draw(mentions())
    negated = draw(st.booleans())
    return Claim(
        id=claim_id(document.id, start, end, subject.phrase, relation, obj.phrase, negated=negated),
        document_id=document.id,
        place=Place(
            start=start,
            end=end,
            quote=document.text[start:end],
            prefix=draw(st.just("") | words),
            suffix=draw(st.just("") | words),
            section=draw(some_words),
        ),
        subject=subject,
        relation=relation,
        object=obj,
        reading=draw(readings),
        negated=negated,
        modality=draw(st.sampled_from(Modality)),
        context=draw(some_words),
        quantity=draw(st.none() | quantities),
        evidence=draw(evidence),
        confidence=draw(st.floats(0, 1)),
        statement=draw(st.none() | keys),
        cue=draw(st.none() | st.tuples(offsets, offsets)),
    )
