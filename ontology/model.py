"""The values that everybody speaks: Document, Factor, Mention, Claim, Statement, Flag, Decision.

A claim records what is *written*, right or wrong, and never changes; judgements (statements, flags, decisions) live beside it.
Offsets count Unicode code points of `Document.text`, from 0, half-open: `text[place.start : place.end] == place.quote`.
Absent is `None`, never `""`. Ids come from content (`ontology.namespaces`), so two runs agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ontology.errors import QuoteNotFoundError
from ontology.relations import Relation, Sign


class BlockKind(StrEnum):
    """What a stretch of an article is; `furniture` (navigation, bylines, buttons) and `code` assert nothing."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    FIGURE = "figure text"
    QUOTATION = "quotation"
    TABLE_ROW = "table row"
    REFERENCE = "reference"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of an article, with the clean words that a reader sees.

    `text` is the reading view (markup, soft line breaks and hyphenation taken out); `offsets[i]` is where its i-th character stands
    in `Document.text`, so a span of the view maps back to a quote letter for letter. `path` holds the headings above, outermost
    first. `lead_in` is the index of the line that this list item completes, `parent` that of the item it is nested in.
    """

    kind: BlockKind
    start: int
    end: int
    text: str
    offsets: Sequence[int] = field(repr=False)
    path: tuple[str, ...] = ()
    level: int = 0
    lead_in: int | None = None
    parent: int | None = None
    ordered: bool = False

    @property
    def section(self) -> str | None:
        """Return the nearest heading above, None at the opening."""
        return self.path[-1] if self.path else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the document behind a non-empty span of the view."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, kw_only=True)
class Document:
    """One version of one article; `id` is derived from the sha256 of `text`.

    `sells` says what the publisher sells that the text praises, `digest_of` names the article that this one sums up.
    Dates are ISO 8601 strings, `language` a BCP 47 tag. `references` maps the labels of the article's own list to its entries.
    `notes` are remarks of the loader that a person should see (a guessed encoding, a language that is not read).
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    doi: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None
    sells: str | None = None
    digest_of: str | None = None
    source: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False, compare=False)
    references: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def name(self) -> str:
        """Return what people call it: title, else where it came from, else the id."""
        return self.title or self.source or self.id


class FactorKind(StrEnum):
    """How well a factor is known: in the vocabulary, in one author's framework only, or not grounded yet."""

    CONCEPT = "concept"
    CONSTRUCT = "construct"
    UNRESOLVED = "unresolved"


class MatchGrade(StrEnum):
    """How close an external identifier is to our factor (SKOS mapping relations)."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Xref:
    """An identifier of somebody else's vocabulary, as a CURIE, with how close it is."""

    curie: str
    match: MatchGrade = MatchGrade.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A thing that acts or is acted on; a node. `id` is its slug in the IRI `factor/<id>`.

    `aspect_of` is (entity id, aspect) for a factor that is an aspect of another. `valence` is the sign of its rise for a
    person's health, None where that makes no sense.
    """

    id: str
    label: str
    kind: FactorKind = FactorKind.CONCEPT
    category: str | None = None
    synonyms: tuple[str, ...] = ()
    broader: str | None = None
    aspect_of: tuple[str, str] | None = None
    valence: Sign | None = None
    xrefs: tuple[Xref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A factor where it stands: the phrase as written (a pronoun replaced by its antecedent), without article.

    `start`, `end` are None when the phrase was carried over from elsewhere. `direction` is the sign of the state words in the phrase
    (`low`, `deficient` = -; `high`, `excess` = +; NONE when there are none). Before grounding, `factor` is None.
    """

    phrase: str
    start: int | None = None
    end: int | None = None
    direction: Sign = Sign.NONE
    factor: str | None = None
    aspect: str | None = None


class Modality(StrEnum):
    """How firmly a claim is told."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    HYPOTHETICAL = "hypothetical"


class EvidenceLevel(StrEnum):
    """What the article itself offers for a claim at that place."""

    NONE = "none"
    VAGUE = "vague"
    NAMED = "named"
    IDENTIFIED = "identified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that an article offers for a claim at that place, and the identifiers in them (`doi:...`, `pmid:...`, URL)."""

    level: EvidenceLevel = EvidenceLevel.NONE
    cite: str | None = None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a claim states. `words` are the author's; the typed values stand beside them, None where unclear.

    `value` and `upper` are the ends of a range, equal to `value` alone for one number; `comparator` is one of `= < > <= >= ~`;
    `unit` as written, normalised for case and spaces (`%`, `fold`, `mg`, `week`).
    """

    words: str
    value: float | None = None
    upper: float | None = None
    unit: str | None = None
    comparator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands: half-open offsets, the words there, the section, and up to 32 characters on either side (Web Annotation)."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Who read the claim: the reader, its version, and the rule that fired."""

    reader: str
    version: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementKey:
    """What a claim says once its words are put in order: subject and object factor ids, relation, sign. The identity of an edge."""

    subject: str
    relation: Relation
    object: str

    @property
    def sign(self) -> Sign:
        """Return the sign of the edge."""
        return self.relation.sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one place in one document says. `statement` is None until grounded, and for ever when no factor stands behind it.

    A negated claim *denies* its statement; a hedged or hypothetical one supports it as such. `confidence`, in [0, 1], is how sure
    the reader is to have read right; it says nothing about truth. `cue` is the half-open span in `Document.text` of the words that
    state the relation (a verb, a noun, an arrow), None when nobody recorded it; pages mark it.
    """

    id: str
    document_id: str
    place: Place
    subject: Mention
    relation: Relation
    object: Mention
    reading: Reading
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    context: str | None = None
    quantity: Quantity | None = None
    evidence: Evidence = Evidence()
    confidence: float = 1.0
    statement: StatementKey | None = None
    cue: tuple[int, int] | None = None

    @property
    def asserts(self) -> bool:
        """Return whether the claim puts its statement forward as fact: asserted and not negated."""
        return self.modality is Modality.ASSERTED and not self.negated

    def check(self, document: Document) -> None:
        """Raise QuoteNotFoundError unless the quote stands at its offsets in `document`."""
        if document.text[self.place.start : self.place.end] != self.place.quote or not self.place.quote:
            raise QuoteNotFoundError(self.place.quote, document.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An edge of the graph: what many claims say together, with the sum of its support. Ids are sorted tuples.

    `supporting` claims assert it, `hedged` and `hypothetical` ones put it forward as such, `denying` ones negate it; rejected
    claims are in none of them. `documents` hold any of these. `sources` counts independent works behind the supporting claims: each
    cited work once, however many articles cite it. `by_evidence` counts supporting claims by what is offered for them.
    """

    id: str
    key: StatementKey
    supporting: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    hypothetical: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sources: int = 0
    by_evidence: Mapping[EvidenceLevel, int] = field(default_factory=dict, hash=False)

    @property
    def asserted(self) -> bool:
        """Return whether at least one accepted claim asserts it: the condition for its plain triple to exist."""
        return bool(self.supporting)


class Severity(StrEnum):
    """How much a flag matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Outcome(StrEnum):
    """What became of a rule: it found nothing, it found something, or it could not be run (with a reason)."""

    PASSED = "passed"
    FLAGGED = "flagged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place together with the document that it is in: what a flag points at, with or without a claim there."""

    document_id: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that does not hold up. `id` comes from the rule and its focus, so a flag keeps it from run to run.

    `claims` are the ids of the claims it rests on, the first being what is flagged; `statement` the edge, `document` the article,
    `factor` the node it is about, where that makes sense. `passages` are the words it points at, the flagged ones first, then those
    they clash with or are repeated in. `message` says what was found, `fix` how to clear it.
    """

    id: str
    code: str
    severity: Severity
    message: str
    looked_for: str
    fix: str
    claims: tuple[str, ...] = ()
    statement: str | None = None
    document: str | None = None
    factor: str | None = None
    passages: tuple[Passage, ...] = ()


class Verdict(StrEnum):
    """What a person said about a claim or a flag."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said about a claim or flag (`target`); append-only, the one with the highest `number` counts.

    `time` is ISO 8601 UTC and only for people: order is by `number`.
    """

    number: int
    target: str
    verdict: Verdict
    reviewer: str
    time: str
    reason: str | None = None
