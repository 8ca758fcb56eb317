"""Watch: the facts of one store from audit to audit, brought up to date by what changed in between.

    changes since last time -> articles that are new, other or judged otherwise -> facts that keep all that hangs on nothing else

What an audit of a watched store finds is what it would find from scratch (a property test adds, removes and decides at random).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from graph.analysis.leverage import Book
from graph.answers import Answer
from graph.audit.facts import Article, Facts, in_order
from graph.changes import Changes
from ontology.library import Library
from ontology.model import Claim, Decision, Document, Factor, Statement, Verdict
from ontology.works import Lookup

T = TypeVar("T")


class Graph(Protocol):
    """What the audit asks of a store; `graph.KnowledgeGraph` has it."""

    def changes(self, after: int = 0) -> Changes:
        """Return what changed after a journal number."""

    def query(self, sparql: str, **bound: Any) -> Answer:
        """Return the answer to a SPARQL query."""


class Watch:
    """What is known of one store. Not to be shared by threads.

    `starts` and `ends` are the factors of interest between which leverage is counted; any where None.
    """

    def __init__(self, starts: Iterable[str] | None = None, ends: Iterable[str] | None = None) -> None:
        self._ends = starts, ends
        self._number = 0
        self._facts: Facts | None = None
        self._factors: dict[str, Factor] = {}
        self._statements: dict[str, Statement] = {}
        self._book = Book()
        self._decisions: dict[str, Decision] = {}

    @property
    def facts(self) -> Facts:
        """Return the facts of the last look, none before the first."""
        return self._facts or Facts()

    @property
    def decisions(self) -> Iterable[Decision]:
        """Return the last decision about each claim and flag."""
        return self._decisions.values()

    def look(
        self,
        graph: Graph,
        *,
        library: Library | None = None,
        vocabulary: Mapping[str, Factor] | None = None,
        lookups: Mapping[str, Lookup] | None = None,
    ) -> Facts:
        """Return the facts of the store as it is now: its claims without the rejected ones.

        Args:
            graph: Open; the same store each time.
            library: The reference library.
            vocabulary: Factors that are known though no document names them; an entry of the store goes before.
            lookups: What is known of cited works.
        """
        changes = graph.changes(self._number)
        self._follow(changes)
        come = {document: self._article(*told) for document, told in changes.documents.items()}
        before = self._facts
        if before is None or before.library != library or before.lookups != (lookups or {}):
            articles = (
                {}
                if before is None
                else {document: Article(document=a.document, claims=a.claims) for document, a in before.article.items()}
            )
            before, come = Facts(), articles | come
        self._facts = before.after(
            changes.order,
            come,
            dict(sorted({**(vocabulary or {}), **self._factors}.items())),
            statements=dict(self._statements),
            library=library,
            lookups=lookups or {},
            ask=lambda sparql, **bound: graph.query(sparql, **bound).records(),
        )
        return self._facts

    def leverages(self) -> dict[str, float]:
        """Return one more than the leverage of each statement that has any, by id; see `graph.analysis.leverage`."""
        return {statement: 1.0 + pairs for statement, pairs in self._book.leverage(*self._ends).items()}

    def _follow(self, changes: Changes) -> None:
        self._number = changes.number
        _follow(self._factors, changes.factors)
        _follow(self._statements, changes.statements)
        for statement_id, statement in changes.statements.items():
            self._book.put(statement_id, statement)
        self._decisions.update((decision.target, decision) for decision in changes.decisions)

    def _article(self, document: Document, claims: Iterable[Claim]) -> Article:
        return Article(document=document, claims=in_order(claim for claim in claims if not self._rejected(claim.id)))

    def _rejected(self, claim_id: str) -> bool:
        last = self._decisions.get(claim_id)
        return last is not None and last.verdict is Verdict.REJECTED


def _follow(held: dict[str, T], changed: Mapping[str, T | None]) -> None:
    """Take over what changed, and drop what is gone."""
    held.update((key, value) for key, value in changed.items() if value is not None)
    for key in [key for key, value in changed.items() if value is None]:
        held.pop(key, None)
