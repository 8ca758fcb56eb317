"""The rule playground: why a pasted text is read as it is. What was read comes from outside; this page knows no reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ontology.model import Claim, Factor, FactorKind
from viz.arcs import Drawing, tall, wide
from viz.atlas import Atlas
from viz.links import SHAREABLE, playground
from viz.templating import render as template

LONGEST_SENT = 10_000
"""Characters of a text that is sent as a form: an article's section; longer ones are for `mechgraph read`."""
OPEN = 3
"""Sentences whose trees are open at first."""

EXAMPLES = (
    ("Two claims, one denied", "Low zinc may raise copper uptake, but copper does not lower zinc."),
    ("What is needed", "Without vitamin C, iron absorption falls."),
    ("A source and a number", "In a trial of 60 adults (Meyer et al., 2019), glycine lowered evening cortisol by 9 %."),
    ("A chain", "Warmer oceans hold less oxygen, which slows the growth of fish."),
    ("Another field", "Higher interest rates reduce borrowing. Weak demand lowers prices."),
    ("A list under its lead-in", "Poor sleep can:\n\n- raise evening cortisol\n- lower insulin sensitivity\n- weaken memory"),
    ("Only a question", "Does caffeine reduce deep sleep?"),
)
"""Sentences of our own with what they show; no fact in them."""


class Word(Protocol):
    """A word of a tree; `parent` is the index of the word it depends on, None at a root."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def lemma(self) -> str: ...  # noqa: D102
    @property
    def tag(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def head(self) -> str: ...  # noqa: D102
    @property
    def parent(self) -> int | None: ...  # noqa: D102


class Verdict(Protocol):
    """What became of one candidate: kept when `dropped` is None."""

    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def dropped(self) -> str | None: ...  # noqa: D102


class Sentence(Protocol):
    """One sentence: its tree, the candidates, the rules that found nothing, the class of its causal language and the marks for it."""

    @property
    def sentence(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> Sequence[Word]: ...  # noqa: D102
    @property
    def verdicts(self) -> Sequence[Verdict]: ...  # noqa: D102
    @property
    def silent(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def strength(self) -> str: ...  # noqa: D102
    @property
    def marks(self) -> Sequence[str]: ...  # noqa: D102


class Reading(Protocol):
    """A text as it was read."""

    @property
    def sentences(self) -> Sequence[Sentence]: ...  # noqa: D102
    @property
    def claims(self) -> Sequence[Claim]: ...  # noqa: D102
    @property
    def factors(self) -> Mapping[str, Factor]: ...  # noqa: D102
    @property
    def language(self) -> str | None: ...  # noqa: D102
    @property
    def notes(self) -> Sequence[str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence as it is shown: `wide` is None where the tree fits no screen from left to right."""

    shown: Sentence
    wide: Drawing | None
    tall: Drawing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A claim with the factors of its ends, the statement of the graph that says the same, if there is one."""

    claim: Claim
    subject: Factor
    object: Factor
    statement: str | None


def render(atlas: Atlas, text: str = "", reading: Reading | None = None, *, trouble: str | None = None, sent: bool = False) -> str:
    """Return the page.

    Args:
        atlas: The graph, to say which factors and statements it has already.
        text: What stands in the form.
        reading: How it was read; None where it was not.
        trouble: Why it was not, in words.
        sent: The text came as a form, so the address does not hold it.
    """
    return template(
        "playground.html.j2",
        atlas,
        current="/playground",
        text=text,
        reading=reading,
        rows=[row(sentence) for sentence in reading.sentences] if reading else [],
        results=[_result(atlas, claim, reading.factors) for claim in reading.claims] if reading else [],
        trouble=trouble,
        share=playground(text) if sent and text and len(text) <= SHAREABLE else None,
        sent=sent,
        examples=[(words, example, playground(example)) for words, example in EXAMPLES],
        longest=SHAREABLE,
        longest_sent=LONGEST_SENT,
        open=OPEN,
        UNRESOLVED=FactorKind.UNRESOLVED,
    )


def row(shown: Sentence) -> Row:
    """Return a sentence with its tree drawn both ways."""
    words, tags = [word.text for word in shown.words], [word.tag for word in shown.words]
    labels, parents = [word.label for word in shown.words], [word.parent for word in shown.words]
    if not words:
        return Row(shown=shown, wide=None, tall=None)
    notes = [f"{label} {tag}" for label, tag in zip(labels, tags, strict=True)]
    return Row(shown=shown, wide=wide(words, tags, labels, parents), tall=tall(words, notes, parents))


def _result(atlas: Atlas, claim: Claim, factors: Mapping[str, Factor]) -> Result:
    known = atlas.stated(claim)
    return Result(claim=claim, subject=factors[claim.subject.factor or ""], object=factors[claim.object.factor or ""], statement=known)
