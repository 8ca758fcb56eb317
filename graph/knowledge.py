"""KnowledgeGraph: what is known, in one place to ask.

The record is a SQLite journal (`graph.journal`); statements, the search index and the RDF dataset follow it. One process may write to
a folder; any number may read it. All methods may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import networkx as nx
import pyoxigraph as ox

from graph import carrying, edits, records
from graph.analysis.paths import LONGEST, SignedPath, paths
from graph.answers import Answer
from graph.changes import Changes, changes
from graph.journal import Journal
from graph.lock import FolderLock
from graph.mirror import Mirror
from graph.network import Network
from graph.search import Found, Hit, search
from graph.store import Dataset
from graph.summary import summary
from graph.versions import Change, differences
from ontology.errors import StoreError, UnknownItemError
from ontology.model import Claim, Decision, Document, Factor, Flag, Statement, Verdict
from ontology.namespaces import iri
from ontology.relations import Sign

if TYPE_CHECKING:
    import rdflib

if TYPE_CHECKING:
    from graph.remote import RemoteDataset


class KnowledgeGraph:
    """Documents, claims, factors, statements and decisions of one store; see `open`."""

    def __init__(self, journal: Journal, mirror: Mirror, lock: FolderLock | None = None) -> None:
        self._journal, self._mirror, self._folder_lock = journal, mirror, lock
        self._write, self._caching = RLock(), RLock()
        self._network: tuple[int, Network] | None = None

    @classmethod
    def open(cls, folder: Path | None = None, *, read_only: bool = False, remote: RemoteDataset | None = None) -> Self:
        """Open the store in a folder, made if need be; a store in memory when `folder` is None.

        With `remote` the journal stays here and the RDF dataset lives on a SPARQL 1.1 server.

        Raises:
            StoreBusyError: Another process has it open for writing.
            StoreError: It is damaged beyond what can be rebuilt, or there is none to read.

        >>> with KnowledgeGraph.open() as graph:
        ...     graph.documents()
        []
        """
        if folder is None:
            journal = Journal(None)
            return cls(journal, Mirror(journal, None, remote))
        return cls._open_read_only(folder, remote) if read_only else cls._open_for_writing(folder, remote)

    @classmethod
    def _open_for_writing(cls, folder: Path, remote: RemoteDataset | None) -> Self:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder)
        except OSError as error:
            raise StoreError(f"{folder} cannot be written ({error.strerror}). Choose another folder with --store.") from error
        try:
            journal = Journal(folder / JOURNAL_FILE)
            graph = cls(journal, Mirror(journal, folder / DATASET_FOLDER, remote), lock)
            graph._mirror.dataset  # noqa: B018  opened now, so that a writer finds out at start what is wrong with it
        except BaseException:
            lock.release()
            raise
        return graph

    @classmethod
    def _open_read_only(cls, folder: Path, remote: RemoteDataset | None) -> Self:
        if not (folder / JOURNAL_FILE).is_file():
            raise StoreError(f"{folder} is not a store: it has no {JOURNAL_FILE}. Load an article first, or check the path.")
        journal = Journal(folder / JOURNAL_FILE, read_only=True)
        return cls(journal, Mirror(journal, folder / DATASET_FOLDER, remote))

    @property
    def folder(self) -> Path | None:
        """Return the folder of the store, None in memory."""
        return self._journal.path.parent if self._journal.path else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Return in sentences what opening the dataset took: nothing, catching up, or a rebuild."""
        return self._mirror.notes

    # --- changing -------------------------------------------------------------------------------------------------------------

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        factors: Mapping[str, Factor] | Iterable[Factor],
        *,
        time: str,
        edition: str | None = None,
    ) -> bool:
        """Store a document with its claims in one transaction; return whether anything changed.

        What was known of the same document is replaced. An older version of the same article (same address or source, other text)
        is kept as superseded, and decisions about claims that the new version repeats hold for it too.

        Args:
            document: The article, blocks filled.
            claims: What was read from it; every quote is checked.
            factors: Every factor that the claims name; one that is missing is kept as unresolved.
            time: ISO 8601 UTC, for people.
            edition: Which edition of the reader gave the claims; see `has_read`.

        Raises:
            QuoteNotFoundError: A claim quotes words that do not stand at its place. Nothing is stored.
        """
        values = list(factors.values()) if isinstance(factors, Mapping) else list(factors)
        with self._write:
            with self._journal.writing() as connection:
                changed = edits.add(connection, document, claims, values, time=time, edition=edition)
            self._mirror.follow()
        return changed

    def add_all(
        self, readings: Iterable[Reading], *, time: str, together: int = 1, every: int | None = None, edition: str | None = None
    ) -> int:
        """Store many documents with their claims; return how many changed anything.

        Each transaction is kept once the next document is asked for. Queries see all of them at the end, or `every` so many, which is
        several times quicker than one by one. Whoever is stopped halfway begins again and loses nothing: what the journal has is not
        stored twice, and the dataset catches up at the next start.

        Args:
            readings: Document, claims and factors of each, as `add` takes them; may be a generator.
            time: ISO 8601 UTC, for people.
            together: How many documents share a transaction: more is quicker where they are at hand, and as many are lost by a kill.
            every: After how many documents the dataset follows; only at the end when None.
            edition: Which edition of the reader gave the claims; see `has_read`.

        Raises:
            QuoteNotFoundError: A claim quotes words that do not stand at its place; documents of earlier transactions are stored.
        """
        changed, followed, waiting = 0, 0, iter(readings)
        with self._write:
            try:
                while batch := list(islice(waiting, together)):
                    if every is not None and changed >= followed + every:
                        self._mirror.follow()
                        followed = changed
                    with self._journal.writing() as connection:
                        changed += sum(edits.add(connection, *reading, time=time, edition=edition) for reading in batch)
            finally:
                self._mirror.follow()
        return changed

    def has_read(self, document: Document, edition: str) -> bool:
        """Return whether reading a document again would bring nothing new: this edition of the reader has read the same text.

        Blocks and metadata must be the same too; where and when the text was found may differ.
        """
        with self._journal.reading() as connection:
            if records.edition(connection, document.id) != edition:
                return False
            held = records.held(connection, document.id)
        return held is not None and edits.same_content(held.document, document)

    def remove(self, document_id: str, *, time: str = "") -> None:
        """Take a document and its claims out; decisions about them stay on record.

        Raises:
            UnknownItemError: There is no such document.
        """
        with self._write:
            with self._journal.writing() as connection:
                edits.remove(connection, document_id, time=time)
            self._mirror.follow()

    def decide(self, target: str, verdict: Verdict, *, reviewer: str, time: str, reason: str | None = None) -> Decision:
        """Record what a person says about a claim or a flag; a rejected claim supports nothing any more.

        Raises:
            UnknownItemError: The target is the id of a claim, and there is no such claim.
        """
        with self._write:
            with self._journal.writing() as connection:
                decision = edits.decide(connection, target, Verdict(verdict), reviewer=reviewer, time=time, reason=reason)
            self._mirror.follow()
        return decision

    def keep_flags(self, flags: Sequence[Flag], *, time: str) -> bool:
        """Keep the flags of an audit, in place of the last ones, so that queries see them; return whether anything changed."""
        with self._write:
            with self._journal.writing() as connection:
                changed = edits.keep_flags(connection, flags, time=time)
            self._mirror.follow()
        return changed

    def awaits_carrying_over(self, documents: Iterable[str]) -> bool:
        """Return whether people decided about flags of versions that these documents took the place of; see `carry_over`."""
        with self._journal.reading() as connection:
            return carrying.awaiting(connection, documents)

    def carry_over(self, flags: Sequence[Flag], *, time: str) -> list[Decision]:
        """Let decisions about flags of older versions hold for these flags of an audit that say the same of the same words.

        Return the decisions that were appended; claims need no such step, since `add` knows the claims of both versions.
        """
        with self._write:
            with self._journal.writing() as connection:
                decisions = carrying.carry_over(connection, flags, time=time)
            self._mirror.follow()
        return decisions

    def rebuild(self) -> None:
        """Make the RDF dataset anew from the journal."""
        with self._write:
            self._mirror.rebuild()

    # --- asking ---------------------------------------------------------------------------------------------------------------

    def number(self) -> int:
        """Return the number of the last change, 0 for a new store."""
        with self._journal.reading() as connection:
            return records.last_number(connection)

    def changes(self, after: int = 0) -> Changes:
        """Return what changed after a journal number, everything after 0; see `graph.changes`."""
        with self._journal.reading() as connection:
            return changes(connection, after)

    def documents(self, *, superseded: bool = False) -> list[Document]:
        """Return the documents with their blocks, in the order in which they were first loaded; older versions too if asked."""
        with self._journal.reading() as connection:
            return [held.document for held in records.all_held(connection, superseded=superseded)]

    def document(self, document_id: str) -> Document:
        """Return one document, superseded or not.

        Raises:
            UnknownItemError: There is no such document.
        """
        with self._journal.reading() as connection:
            held = records.held(connection, document_id)
        return _known(held, "document", document_id).document

    def load_times(self) -> dict[str, str]:
        """Return when each document, superseded or not, was loaded, as `add` was told."""
        with self._journal.reading() as connection:
            return records.load_times(connection)

    def claims(self, *, document: str | None = None, statement: str | None = None, factor: str | None = None) -> list[Claim]:
        """Return claims in the order of documents and text, those that fit every given id; rejected ones too.

        Claims of a superseded version are returned only when `document` names it.
        """
        with self._journal.reading() as connection:
            return list(records.claims(connection, document=document, statement=statement, factor=factor))

    def documents_with(self, *, statement: str | None = None, factor: str | None = None) -> set[str]:
        """Return the ids of the documents that hold a claim which fits every given id; older versions are not among them."""
        with self._journal.reading() as connection:
            return records.documents_with(connection, statement=statement, factor=factor)

    def claim(self, claim_id: str) -> Claim:
        """Return one claim, rejected, superseded or not.

        Raises:
            UnknownItemError: There is no such claim.
        """
        with self._journal.reading() as connection:
            return _known(records.claim(connection, claim_id), "claim", claim_id)

    def factors(self) -> list[Factor]:
        """Return the factors that the documents name, by id."""
        with self._journal.reading() as connection:
            return list(records.factors(connection))

    def factor(self, factor_id: str) -> Factor:
        """Return one factor.

        Raises:
            UnknownItemError: There is no such factor.
        """
        with self._journal.reading() as connection:
            return _known(records.factor(connection, factor_id), "factor", factor_id)

    def statements(self) -> list[Statement]:
        """Return the statements that accepted claims are about, by id."""
        with self._journal.reading() as connection:
            return list(records.statements(connection))

    def statement(self, statement_id: str) -> Statement:
        """Return one statement.

        Raises:
            UnknownItemError: There is no such statement.
        """
        with self._journal.reading() as connection:
            return _known(records.statement(connection, statement_id), "statement", statement_id)

    def decisions(self, *, target: str | None = None) -> list[Decision]:
        """Return decisions in their order, all or those about one claim or flag; the last one counts."""
        with self._journal.reading() as connection:
            return list(records.decisions(connection, target=target))

    def flags(self) -> list[Flag]:
        """Return the flags that `keep_flags` kept."""
        with self._journal.reading() as connection:
            return list(records.flags(connection))

    def diff(self, before: str, after: str) -> list[Change]:
        """Return what changed from one document to another, both by id: mostly two versions of one article; see `graph.versions`.

        Raises:
            UnknownItemError: There is no such document.
        """
        older, newer = (self.claims(document=self.document(document).id) for document in (before, after))
        return differences(older, newer)

    def query(self, sparql: str, **bound: Any) -> Answer:
        """Return the answer to a SPARQL query over the union of all graphs, our prefixes declared.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            bound: Values of variables by name; an IRI as a string, a number, or a term of pyoxigraph. A SELECT must return them.

        Raises:
            QuerySyntaxError: With line and column.

        >>> bool(KnowledgeGraph.open().query("ASK { ?claim a mg:Claim }"))
        False
        """
        return self._mirror.dataset.query(sparql, bound)

    def query_bytes(self, sparql: str, *, media_type: str | None = None, **bound: Any) -> bytes:
        """Return the answer to a SPARQL query in a format, by media type (see `graph.answers`); JSON or Turtle when None."""
        return self._mirror.dataset.serialised(sparql, bound, media_type)

    def search(self, text: str, *, limit: int = 20, kinds: Iterable[Found] = tuple(Found)) -> list[Hit]:
        """Return what fits the words, the last one as a beginning: factors and titles first, then sentences, best first."""
        with self._journal.reading() as connection:
            return search(connection, text, limit=limit, kinds=kinds)

    def network(self) -> Network:
        """Return the statements as a signed network, worked out once for each change."""
        with self._caching, self._journal.reading() as connection:
            number = records.last_number(connection)
            if self._network is None or self._network[0] != number:
                self._network = number, Network(tuple(records.statements(connection)), tuple(records.factors(connection)))
            return self._network[1]

    def paths(
        self, start: str, end: str, *, limit: int = 10, longest: int = LONGEST, sign: Sign | None = None, denied: bool = False
    ) -> list[SignedPath]:
        """Return the best simple signed paths from one factor to another: how would the first act on the second?

        See `graph.analysis.paths.paths`.

        Raises:
            UnknownItemError: A factor that no statement names.
        """
        return paths(self.network(), start, end, limit=limit, longest=longest, sign=sign, denied=denied)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return a copy of the statements as a graph: see `Network.graph`."""
        return self.network().graph.copy()

    def to_rdflib(self, document: str | None = None) -> rdflib.Graph:
        """Return a live, read-only rdflib Graph of everything, or of one document's own graph; see `graph.rdflib_view`.

        Raises:
            StoreError: The dataset is on a server; rdflib has SPARQLStore for that.
        """
        from graph.rdflib_view import view  # noqa: PLC0415  rdflib takes 0.2 s to import and few ask for it

        dataset = self._mirror.dataset
        if not isinstance(dataset, Dataset):
            raise StoreError("The dataset is on a server. Ask it by rdflib.plugins.stores.sparqlstore.SPARQLStore.")
        return view(dataset, None if document is None else iri("document", document))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: counts, and the statements that most articles share."""
        return summary(self.documents(), self.factors(), self.statements())

    # --- outside --------------------------------------------------------------------------------------------------------------

    def snapshot(self, folder: Path) -> int:
        """Write a consistent copy of the RDF dataset into a new folder, for reader processes; return its journal number.

        Raises:
            StoreError: The folder exists already, or cannot be written.
        """
        if folder.exists():
            raise StoreError(f"{folder} exists already. Give a new folder for each snapshot.")
        with self._write:
            try:
                self._mirror.dataset.copy_to(folder)
            except (OSError, RuntimeError) as error:
                raise StoreError(f"No snapshot could be written to {folder} ({error}). Check the path and the free space.") from error
            return self._mirror.dataset.number() or 0

    def quads(self) -> set[ox.Quad]:
        """Return the whole dataset as quads, for who compares or copies a small one."""
        return set(self._mirror.dataset.engine)

    def dump(self, form: ox.RdfFormat) -> bytes:
        """Return the whole dataset in a format that knows named graphs."""
        return self._mirror.dataset.dump(form)

    def close(self) -> None:
        """Give the folder back; the graph cannot be used any more."""
        with self._write:
            self._mirror.close()
            self._journal.close()
            if self._folder_lock is not None:
                self._folder_lock.release()
                self._folder_lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


Reading = tuple[Document, Sequence[Claim], Iterable[Factor]]
"""A document, what was read from it, and the factors that this names."""

T = TypeVar("T")

JOURNAL_FILE = "journal.sqlite"
DATASET_FOLDER = "dataset"


def _known(value: T | None, kind: str, item_id: str) -> T:
    if value is None:
        raise UnknownItemError(kind, item_id)
    return value
