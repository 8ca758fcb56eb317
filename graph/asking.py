"""What a KnowledgeGraph can be asked: items by id and in lists, SPARQL, search, paths, and itself for networkx and rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

import networkx as nx

from graph import records
from graph.analysis.paths import LONGEST, SignedPath, paths
from graph.answers import Answer
from graph.changes import Changes, changes
from graph.journal import Journal
from graph.late_network import late_network
from graph.leafing import Leafing
from graph.mirror import Mirror
from graph.network import Network
from graph.search import Found, Hit, search
from graph.store import Dataset
from graph.summary import summary
from graph.versions import Change, differences
from ontology.errors import StoreError, UnknownItemError
from ontology.model import Claim, Decision, Document, Factor, Flag, Statement
from ontology.namespaces import iri
from ontology.relations import Sign

if TYPE_CHECKING:
    import rdflib


class Asking(Leafing):
    """The questions of a KnowledgeGraph; none of them changes anything."""

    def __init__(self, journal: Journal, mirror: Mirror) -> None:
        self._journal, self._mirror = journal, mirror
        self._caching = RLock()
        self._network: tuple[int, Network] | None = None

    def number(self, *, audits: bool = True) -> int:
        """Return the number of the last change, 0 for a new store; without `audits`, of the last that changed more than flags."""
        with self._journal.reading() as connection:
            return records.last_number(connection, audits=audits)

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

    def superseded_by(self, document_id: str) -> str | None:
        """Return the id of the version that took a document's place, None while it is current.

        Raises:
            UnknownItemError: There is no such document.
        """
        with self._journal.reading() as connection:
            held = records.held(connection, document_id)
        return _known(held, "document", document_id).superseded_by

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

        >>> from graph import KnowledgeGraph
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
        """Return the statements as a signed network, worked out once for each change of them."""
        with self._caching, self._journal.reading() as connection:
            number = records.last_number(connection, audits=False)
            if self._network is None or self._network[0] != number:
                self._network = number, late_network(connection, self._journal)
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


T = TypeVar("T")


def _known(value: T | None, kind: str, item_id: str) -> T:
    if value is None:
        raise UnknownItemError(kind, item_id)
    return value
