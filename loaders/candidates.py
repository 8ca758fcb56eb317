"""Sentence, Phrase, Candidate: what the rules of syntax and of block structure hand to the reader.

A rule says *which* two phrases stand in *which* relation, and where it saw that; everything else about a claim (modality, evidence,
quantity, context, confidence) is completed by `loaders.reader`. Spans are half-open and count characters of the block's reading view
(`Block.text`), never of the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.relations import Relation

Span = tuple[int, int]
"""A half-open stretch of a block's view."""
Traits = tuple[tuple[str, float], ...]
"""What the filter sees in the tree behind a candidate, by name (`loaders.traits`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence (or bullet, or heading) of a block: `text == block.text[start:end]`.

    `block` is the index of its block in `Document.blocks`, `number` its rank among the sentences of that block.
    """

    block: int
    start: int
    end: int
    text: str
    number: int = 0

    @property
    def span(self) -> Span:
        """Return where it stands in the view."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A factor as written, without article; `span` is None when it was carried over from elsewhere (antecedent, heading, lead-in).

    `carried` says from where: `pronoun`, `elided`, `lead-in`, `heading`, `cell`, or None when it stands in the sentence itself.
    """

    text: str
    span: Span | None = None
    carried: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What one rule believes that one sentence claims.

    `cue` is the span of the word(s) that state the relation (a verb, a noun, an arrow), `lemma` their dictionary form. `negated` counts
    denials already cancelled against each other. `modal` carries a modality that the rule itself knows (a conditional: `hypothetical`;
    a tentative verb: `hedged`), None to let the words around decide. `notes` are short remarks for `read --explain`. `traits` is empty
    where no tree stands behind it.
    """

    rule: str
    block: int
    sentence: Span
    cue: Span
    subject: Phrase
    relation: Relation
    object: Phrase
    negated: bool = False
    modal: str | None = None
    lemma: str = ""
    notes: tuple[str, ...] = ()
    traits: Traits = ()

    @property
    def carried(self) -> bool:
        """Return whether a phrase was brought in from outside the sentence."""
        return bool(self.subject.carried or self.object.carried)

    @property
    def key(self) -> tuple[int, Span, str, str]:
        """Return what two rules share when they found the same pair in the same sentence."""
        return self.block, self.sentence, self.subject.text.casefold(), self.object.text.casefold()
