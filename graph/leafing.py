"""What a store of any size can be asked a piece at a time: picked statements, a page of a list, the flags on a few claims, counts.

`KnowledgeGraph` has these questions too; none of them reads more than it returns needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph import flagged, picking, records, rounds
from graph.flagged import Sieve
from graph.journal import Journal
from graph.picking import Wanted
from graph.rounds import Standing
from ontology.model import Claim, Document, Factor, Flag, Statement, Verdict


class Leafing:
    """Questions whose answers have a limit."""

    _journal: Journal

    # --- statements -----------------------------------------------------------------------------------------------------------

    def totals(self) -> tuple[int, int, int, int]:
        """Return how many statements there are, how many accepted claims they are about, and how many documents and factors."""
        with self._journal.reading() as connection:
            return picking.totals(connection)

    def more_statements_than(self, many: int) -> bool:
        """Return whether there are more statements than so many."""
        with self._journal.reading() as connection:
            return picking.more_than(connection, many)

    def statements_wanted(self, wanted: Wanted, *, after: str = "", limit: int, counted: bool = True) -> tuple[list[Statement], int | None]:
        """Return at most `limit` of the wanted statements after an id, by id, and how many are wanted in all if they are to be counted."""
        with self._journal.reading() as connection:
            some = picking.listed(connection, wanted, after=after, limit=limit)
            return some, picking.count(connection, wanted) if counted else None

    def strongest(self, wanted: Wanted, *, limit: int) -> list[Statement]:
        """Return at most `limit` of the wanted statements, those with most sources and then most claims first."""
        with self._journal.reading() as connection:
            return picking.strongest(connection, wanted, limit=limit)

    def count_wanted(self, wanted: Wanted) -> int:
        """Return how many statements are wanted."""
        with self._journal.reading() as connection:
            return picking.count(connection, wanted)

    def of_pairs(self, pairs: Iterable[tuple[str, str]]) -> list[Statement]:
        """Return the statements about some pairs of factors, by id."""
        with self._journal.reading() as connection:
            return picking.of_pairs(connection, pairs)

    def statements_among(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Return those of some statements that something is left of, by id."""
        with self._journal.reading() as connection:
            return {one.id: one for one in records.statements_among(connection, ids)}

    def statement_ids(self) -> list[str]:
        """Return the ids of all statements."""
        with self._journal.reading() as connection:
            return picking.statement_ids(connection)

    def factor_ids(self) -> list[str]:
        """Return the ids of the factors that current documents name."""
        with self._journal.reading() as connection:
            return picking.factor_ids(connection)

    def statements_by_claim(self, claims: Iterable[str]) -> dict[str, str]:
        """Return which statement each of some claims supports or denies; rejected and superseded claims are in none."""
        with self._journal.reading() as connection:
            return picking.statements_by_claim(connection, claims)

    def claims_among(self, ids: Iterable[str]) -> list[Claim]:
        """Return those of some claims that there are, in the given order."""
        with self._journal.reading() as connection:
            found = (records.claim(connection, name) for name in ids)
            return [claim for claim in found if claim]

    def accepted(self, statements: Iterable[str]) -> dict[str, list[Claim]]:
        """Return the accepted claims about some statements, by statement."""
        with self._journal.reading() as connection:
            return records.accepted(connection, statements)

    # --- factors and documents ------------------------------------------------------------------------------------------------

    def named(self, name: str) -> str | None:
        """Return the factor that is called just so, by a folded label or synonym."""
        with self._journal.reading() as connection:
            return picking.named(connection, name)

    def named_among(self, factors: Iterable[str]) -> dict[str, Factor]:
        """Return those of some factors that a current document names, by id."""
        with self._journal.reading() as connection:
            return {factor.id: factor for factor in records.named_among(connection, factors)}

    def factors_listed(
        self, *, part: str = "", kind: str | None = None, after: str = "", limit: int, counted: bool = True
    ) -> tuple[list[Factor], int | None]:
        """Return at most `limit` factors after an id with `part` in one of their folded names, and how many there are if it is asked."""
        with self._journal.reading() as connection:
            return picking.factors_listed(connection, part=part, kind=kind, after=after, limit=limit, counted=counted)

    def close_to(self, factor: str, *, limit: int) -> list[Factor]:
        """Return the aspects and kinds of a factor."""
        with self._journal.reading() as connection:
            return picking.close_to(connection, factor, limit=limit)

    def busiest(self, *, limit: int) -> list[str]:
        """Return the factors that the strongest statements, so many of them, are about."""
        with self._journal.reading() as connection:
            return picking.busiest(connection, limit=limit)

    def degree(self, factor: str) -> int:
        """Return in how many statements a factor is."""
        with self._journal.reading() as connection:
            return picking.degree(connection, factor)

    def document_ids(self) -> list[str]:
        """Return the ids of the current documents, in the order in which they were first loaded."""
        with self._journal.reading() as connection:
            return records.document_ids(connection)

    def documents_listed(self, *, after: str | None = None, start: int = 0, limit: int) -> list[Document]:
        """Return documents without their text: by id after one, else in the order in which they were loaded, leaving out `start`."""
        with self._journal.reading() as connection:
            return list(picking.documents_listed(connection, after=after, start=start, limit=limit))

    def metadata(self, documents: Iterable[str]) -> dict[str, Document]:
        """Return those of some documents that are current, without their text, by id."""
        with self._journal.reading() as connection:
            return picking.metadata(connection, documents)

    def statements_in(self, documents: Iterable[str]) -> Counter[str]:
        """Return how many statements the accepted claims of each of some documents are about."""
        with self._journal.reading() as connection:
            return Counter({document: picking.statements_of(connection, document) for document in documents})

    def rows(self, documents: Iterable[str]) -> dict[str, int]:
        """Return the place of each of some documents in the order in which they were loaded."""
        with self._journal.reading() as connection:
            return picking.rows(connection, documents)

    def statements_changed(self, after: int) -> list[str]:
        """Return the ids of the statements that changed or went after a journal number."""
        with self._journal.reading() as connection:
            return records.changed(connection, "statement", after)

    def clashing(self, statements: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Return the pairs of factors (of some statements) that are told both ways, or told and denied, by any articles."""
        with self._journal.reading() as connection:
            return picking.clashing(connection, statements)

    def acting_on_many(self, factors: Iterable[str], many: int) -> set[str]:
        """Return those of some factors of which more than so many effects with a sign are asserted."""
        with self._journal.reading() as connection:
            return picking.acting_on_many(connection, factors, many)

    def pairs_of(self, statements: Iterable[str]) -> list[tuple[str, str]]:
        """Return the pairs of factors of some statements, also of those that nothing is left of."""
        with self._journal.reading() as connection:
            return sorted({(key.subject, key.object) for key in records.statement_keys(connection, statements)})

    def last_verdicts(self, targets: Iterable[str]) -> dict[str, Verdict]:
        """Return the last verdict about each of some claims and flags."""
        with self._journal.reading() as connection:
            return picking.last_verdicts(connection, targets)

    def standing(self) -> Standing:
        """Return how far an audit in rounds came."""
        with self._journal.reading() as connection:
            return rounds.standing(connection)

    def note(self, name: str) -> str | None:
        """Return what an audit in rounds remembers by a name."""
        with self._journal.reading() as connection:
            return rounds.note(connection, name)

    def leverages(self, statements: Iterable[str]) -> dict[str, float]:
        """Return what an audit in rounds worked out of the leverage of some statements."""
        with self._journal.reading() as connection:
            return rounds.leverages(connection, statements)

    # --- flags ----------------------------------------------------------------------------------------------------------------

    def flags_found(self, sieve: Sieve, *, order: str = "priority", start: int = 0, limit: int) -> list[Flag]:
        """Return kept flags in an order of `graph.flagged.ORDERS`, leaving out the first `start`."""
        with self._journal.reading() as connection:
            return flagged.found(connection, sieve, order=order, start=start, limit=limit)

    def flag_counts(self, sieve: Sieve, facet: str) -> Counter[str]:
        """Return how many flags have each value of a facet, among those that the other facets leave."""
        with self._journal.reading() as connection:
            return flagged.counts(connection, sieve, facet)

    def count_flags(self, sieve: Sieve | None = None, *, closed: bool = False) -> int:
        """Return how many flags are open, or closed."""
        with self._journal.reading() as connection:
            return flagged.count(connection, sieve or Sieve(), closed=closed)

    def count_decided(self, sieve: Sieve) -> int:
        """Return how many of the flags that a sieve leaves out as decided its facets would leave."""
        with self._journal.reading() as connection:
            return flagged.decided_among(connection, sieve)

    def flag_beside(self, sieve: Sieve, flag: str, step: int) -> str | None:
        """Return the id of the next flag by priority after (1) or before (-1) one that passes a sieve."""
        with self._journal.reading() as connection:
            return flagged.beside(connection, sieve, flag, step)

    def flags_listed(
        self, *, codes: tuple[str, ...], severity: str | None, articles: tuple[str, ...], after: str, limit: int
    ) -> tuple[list[Flag], int]:
        """Return at most `limit` flags after an id, of rules whose codes begin with one of `codes`, and how many there are in all."""
        with self._journal.reading() as connection:
            some = flagged.listed(connection, codes=codes, severity=severity, articles=articles, after=after, limit=limit)
            return some, flagged.total(connection, codes=codes, severity=severity, articles=articles)

    def find_flag(self, flag: str) -> Flag | None:
        """Return one open flag, None where there is none."""
        with self._journal.reading() as connection:
            return flagged.one(connection, flag)

    def flags_by_code(self) -> Counter[str]:
        """Return how many flags of each rule there are, open or closed."""
        with self._journal.reading() as connection:
            return flagged.by_code(connection)

    def has_flag(self, flag: str) -> bool:
        """Return whether a flag is kept, open or closed."""
        with self._journal.reading() as connection:
            return flagged.exists(connection, flag)

    def flags_about(self, factor: str) -> list[Flag]:
        """Return the flags about a factor itself."""
        with self._journal.reading() as connection:
            return flagged.about(connection, factor)

    def flags_in(self, document: str) -> list[Flag]:
        """Return the flags of a document and those that point at words of it."""
        with self._journal.reading() as connection:
            return flagged.in_document(connection, document)

    def flags_on_claims(self, claims: Iterable[str]) -> dict[str, list[Flag]]:
        """Return the flags that rest on each of some claims."""
        with self._journal.reading() as connection:
            return flagged.on_claims(connection, claims)

    def flags_on_statements(self, statements: Iterable[str]) -> dict[str, list[Flag]]:
        """Return the flags on each of some statements."""
        with self._journal.reading() as connection:
            return flagged.on_statements(connection, statements)

    def light_flags(self, statements: Iterable[str]) -> dict[str, list[Flag]]:
        """Return the flags on each of some statements without their words, for who counts many."""
        with self._journal.reading() as connection:
            return flagged.light(connection, statements)

    def contradicted(self, codes: Iterable[str], *, limit: int) -> list[str]:
        """Return the statements that flags of these codes rest on or name, those with most claims first."""
        with self._journal.reading() as connection:
            return flagged.contradicted(connection, codes, limit=limit)
