"""Facts: everything that a rule may look at, as one frozen value. Rules are functions of it, so they are tested without a store.

`Facts` holds all articles, `Article` one of them with its claims in reading order. Rejected claims are in neither. Both keep what they
have worked out (sentences, indices), so that thirty rules pay for it once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

from graph.audit.sentences import Sentence, sentences
from ontology.library import Library
from ontology.model import Block, Claim, Document, Factor, FactorKind, Passage, Statement, StatementKey
from ontology.namespaces import statement_id
from ontology.relations import Sign
from ontology.works import Lookup

T = TypeVar("T")


class Ask(Protocol):
    """Puts a SPARQL query to the store, with IRIs for some of its variables, and returns rows as words by variable."""

    def __call__(self, sparql: str, **bound: str) -> Sequence[Mapping[str, str]]:
        """Return the rows."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """One document with its claims, ordered by where they stand."""

    document: Document
    claims: tuple[Claim, ...] = ()
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` gives, worked out the first time that this key is asked for; kept as long as nothing behind it changes."""
        return _once(self.memo, key, work)

    def footing(self, factors: Mapping[str, Factor]) -> frozenset[str]:
        """Return the factors, known or not, on which the article hangs: those that it names, and what these are kinds or aspects of."""
        return self.once("footing", lambda: _footing(self.claims, factors))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence, bullet and heading in order."""
        return sentences(self.document)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.place.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds this offset, or the last one before it."""
        index = bisect_right(self._starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    def sentence_of(self, claim: Claim) -> Sentence | None:
        """Return the sentence in which the claim's quote begins."""
        return self.sentence_at(claim.place.start)

    @cached_property
    def claims_of(self) -> Mapping[int, tuple[Claim, ...]]:
        """Return the claims that begin in each sentence, by the sentence's number."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if sentence := self.sentence_of(claim):
                found[sentence.number].append(claim)
        return {number: tuple(claims) for number, claims in found.items()}

    @cached_property
    def factor_ids(self) -> frozenset[str]:
        """Return every factor that a claim of the article has as subject or object."""
        return frozenset(factor for claim in self.claims if claim.statement for factor in (claim.statement.subject, claim.statement.object))

    def lead_in(self, sentence: Sentence) -> Sentence | None:
        """Return the last sentence of the line that this list item completes."""
        if sentence.lead_in is None:
            return None
        above = [s for s in self._of_block.get(sentence.lead_in, ()) if s is not sentence]
        return above[-1] if above else None

    @cached_property
    def _of_block(self) -> Mapping[int, tuple[Sentence, ...]]:
        found: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences:
            found[sentence.block].append(sentence)
        return {block: tuple(of_block) for block, of_block in found.items()}

    @cached_property
    def items_of(self) -> Mapping[int, tuple[Sentence, ...]]:
        """Return the list items under each lead-in line, by the index of the lead-in's block."""
        found: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences:
            if sentence.lead_in is not None:
                found[sentence.lead_in].append(sentence)
        return {block: tuple(items) for block, items in found.items()}

    def block_of(self, claim: Claim) -> Block | None:
        """Return the block in which the claim stands, None where the document has none."""
        sentence = self.sentence_of(claim)
        return self.document.blocks[sentence.block] if sentence and self.document.blocks else None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known: articles, factors, and the reference library where there is one.

    `statements` carry ids and sums of the store; a rule that only needs the pair reads `Claim.statement`. `ask` puts a SPARQL query to the
    store and returns rows as words by variable; None where there is no store. `lookups` are what bibliographic services said of cited
    works, by what was asked (`ontology.works`). `hubs` are factors that act on more things than these articles, a part of a store, tell.
    `memo` keeps what rules worked out from these facts, so that they pay for it once; `only`
    shares it.
    """

    articles: tuple[Article, ...] = ()
    factors: Mapping[str, Factor] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    library: Library | None = None
    ask: Ask | None = field(default=None, repr=False, compare=False)
    lookups: Mapping[str, Lookup] = field(default_factory=dict, repr=False)
    hubs: frozenset[str] = frozenset()
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    before: Facts | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        claims: Iterable[Claim],
        *,
        factors: Iterable[Factor] = (),
        statements: Iterable[Statement] = (),
        library: Library | None = None,
        ask: Ask | None = None,
        lookups: Mapping[str, Lookup] | None = None,
    ) -> Facts:
        """Return the facts about these documents and claims; claims of other documents are left out."""
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_document[claim.document_id].append(claim)
        articles = tuple(Article(document=document, claims=in_order(by_document[document.id])) for document in documents)
        return cls(
            articles=articles,
            factors={factor.id: factor for factor in factors},
            statements={statement.id: statement for statement in statements},
            library=library,
            ask=ask,
            lookups=lookups or {},
        )

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` gives, worked out the first time that this key is asked for."""
        return _once(self.memo, key, work)

    def kept(self, key: Hashable, work: Callable[[T | None], T]) -> T:
        """Return what `work` gives, worked out once from what it gave for the facts `before`, None where there are none.

        `moved` and `relabelled` say what changed since; what `work` returns must be what it would return for None.
        """
        return self.once(key, lambda: work(self.before.memo.get(key) if self.before else None))

    @cached_property
    def moved(self) -> tuple[Article, ...]:
        """Return the articles that are not as they were before: those that went, then those that came."""
        old, new = (self.before.articles if self.before else ()), self.articles
        there, here = ({id(article) for article in articles} for articles in (old, new))
        return (*(article for article in old if id(article) not in here), *(article for article in new if id(article) not in there))

    @cached_property
    def relabelled(self) -> frozenset[str]:
        """Return the factors whose entry is not what it was before."""
        return differing(self.before.factors, self.factors) if self.before else frozenset()

    def after(self, documents: Iterable[str], come: Mapping[str, Article], factors: Mapping[str, Factor], **other: Any) -> Facts:
        """Return the facts of a later moment, which keep all that was worked out of articles behind which nothing has changed.

        Args:
            documents: Ids of all documents, in order.
            come: The articles that are new or other than before, by document.
            factors: All factors.
            other: Any other field, where it is not as before.
        """
        changed = differing(self.factors, factors)
        articles = tuple(come.get(document) or _unless(changed, self.article[document], factors) for document in documents)
        return replace(self, articles=articles, factors=factors, memo={}, before=replace(self, before=None), **other)

    def only(self, article: Article) -> Facts:
        """Return the same facts about one article alone."""
        return replace(self, articles=(article,))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims of all articles, article by article."""
        return tuple(claim for article in self.articles for claim in article.claims)

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Return the claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def article(self) -> Mapping[str, Article]:
        """Return the articles by document id."""
        return {article.document.id: article for article in self.articles}

    def label(self, factor_id: str | None) -> str:
        """Return what people call a factor: its label, else its id."""
        factor = self.factors.get(factor_id or "")
        return factor.label if factor else str(factor_id or "something unnamed").replace("-", " ")

    def kind(self, factor_id: str | None) -> FactorKind:
        """Return how well a factor is known; an unknown id counts as a concept."""
        factor = self.factors.get(factor_id or "")
        return factor.kind if factor else FactorKind.CONCEPT

    def statement_of(self, claim: Claim) -> str | None:
        """Return the id of the statement that a claim is about."""
        key = claim.statement
        return _id_of(key) if key else None

    def says(self, claim: Claim) -> str:
        """Return a claim in few words, as its statement reads: `zinc decreases copper`, with `not` where it denies that.

        >>> from tests.build import a_claim
        >>> Facts().says(a_claim(negated=True))
        'not: zinc decreases copper'
        """
        key = claim.statement
        if key is None:
            words = f"{claim.subject.phrase} {claim.relation} {claim.object.phrase}"
        else:
            words = f"{self.label(key.subject)} {key.relation} {self.label(key.object)}"
        return f"not: {words}" if claim.negated else words


@lru_cache(maxsize=1 << 17)
def _id_of(key: StatementKey) -> str:
    return statement_id(key.subject, key.relation, key.object)


def _once(memo: dict[Hashable, Any], key: Hashable, work: Callable[[], T]) -> T:
    if key not in memo:
        memo[key] = work()
    found: T = memo[key]
    return found


def _footing(claims: Iterable[Claim], factors: Mapping[str, Factor]) -> frozenset[str]:
    named = [claim.statement for claim in claims if claim.statement]
    waiting = [*(key.subject for key in named), *(key.object for key in named)]
    waiting += [mention.factor for claim in claims for mention in (claim.subject, claim.object) if mention.factor]
    found: set[str] = set()
    while waiting:
        factor_id = waiting.pop()
        factor = factors.get(factor_id)
        if factor_id not in found and factor:
            waiting += [above for above in (factor.broader, factor.aspect_of and factor.aspect_of[0]) if above]
        found.add(factor_id)
    return frozenset(found)


def differing(one: Mapping[str, Factor], other: Mapping[str, Factor]) -> frozenset[str]:
    """Return the ids under which two vocabularies have not the same."""
    return frozenset(key for key in {*one, *other} if (a := one.get(key)) is not (b := other.get(key)) and a != b)


def _unless(changed: frozenset[str], article: Article, factors: Mapping[str, Factor]) -> Article:
    """Return the article with what was worked out of it, without that where one of the changed factors is behind it."""
    if article.footing(factors).isdisjoint(changed):
        return article
    return Article(document=article.document, claims=article.claims)


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims of one article as they stand in it."""
    return tuple(sorted(claims, key=lambda claim: (claim.place.start, claim.place.end, claim.id)))


def passages(claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """Return the places of claims, each once, in the given order."""
    found = {(claim.document_id, claim.place.start, claim.place.end): claim for claim in claims}
    return tuple(Passage(document_id=claim.document_id, place=claim.place) for claim in found.values())


def sign_of(claim: Claim) -> Sign:
    """Return the sign of the statement that a claim supports; NONE without one, and for a denial."""
    return claim.statement.sign if claim.statement and not claim.negated else Sign.NONE
