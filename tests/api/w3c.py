"""The W3C's SPARQL 1.1 tests: reading their manifests, and comparing answers with what they expect."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One test: its kind (QueryEvaluationTest ...), its query, the data behind it and what is expected."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    expected: Path | None = None

    @property
    def dataset(self) -> tuple[object, ...]:
        """Return what tells its data from those of other tests."""
        return self.data, self.graphs


class Manifest:
    """A manifest as a graph that can be asked for one value at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.base = path.parent.as_uri() + "/"
        self.store = ox.Store()
        self.store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=self.base)

    def values(self, subject: Term, predicate: str) -> list[Term]:
        return [quad.object for quad in self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]  # type: ignore[arg-type]

    def value(self, subject: Term, predicate: str) -> Term | None:
        return next(iter(self.values(subject, predicate)), None)

    def file(self, term: Term) -> Path:
        assert isinstance(term, ox.NamedNode)
        return self.path.parent / term.value.removeprefix(self.base)

    def entries(self) -> Iterator[Term]:
        heads = [quad.object for quad in self.store.quads_for_pattern(None, ox.NamedNode(f"{MF}entries"), None)]
        node = heads[0] if heads else ox.NamedNode(f"{RDF}nil")
        while node != ox.NamedNode(f"{RDF}nil"):
            first, rest = self.value(node, f"{RDF}first"), self.value(node, f"{RDF}rest")
            assert first is not None
            assert rest is not None
            yield first
            node = rest


def cases(folder: Path) -> Iterator[Case]:
    """Yield the tests of one folder in the order of its manifest."""
    manifest = Manifest(folder / "manifest.ttl")
    for entry in manifest.entries():
        kinds = [term.value.rpartition("#")[2] for term in manifest.values(entry, f"{RDF}type") if isinstance(term, ox.NamedNode)]
        action = manifest.value(entry, f"{MF}action")
        if not kinds or action is None:
            continue
        yield _case(manifest, entry, kinds[0], action, folder.name)


def _case(manifest: Manifest, entry: Term, kind: str, action: Term, folder: str) -> Case:
    query = manifest.value(action, f"{QT}query") or manifest.value(action, f"{UT}request") or action
    expected = manifest.value(entry, f"{MF}result")
    graphs = manifest.values(action, f"{QT}graphData")
    assert isinstance(entry, ox.NamedNode)
    return Case(
        name=f"{folder}/{entry.value.rpartition('#')[2]}",
        kind=kind,
        query=manifest.file(query) if isinstance(query, ox.NamedNode) else manifest.path,
        data=tuple(manifest.file(term) for term in manifest.values(action, f"{QT}data")),
        graphs=tuple((term.value, manifest.file(term)) for term in graphs if isinstance(term, ox.NamedNode)),
        expected=manifest.file(expected) if isinstance(expected, ox.NamedNode) else None,
    )


def load(store: ox.Store, case: Case) -> None:
    """Put the data of a test into a store."""
    for path in case.data:
        store.load(path=str(path), format=FORMATS[path.suffix], base_iri=path.as_uri())
    for iri, path in case.graphs:
        store.load(path=str(path), format=FORMATS[path.suffix], base_iri=path.as_uri(), to_graph=ox.NamedNode(iri))


def format_for(case: Case) -> str:
    """Return the format in which to ask for the answer: the one that is tested, else JSON."""
    suffix = case.expected.suffix if case.expected is not None else ""
    return {".csv": "csv", ".tsv": "tsv", ".srx": "xml"}.get(suffix, "json")


def same(case: Case, kind: str, body: bytes) -> bool:
    """Return whether an answer (N-Triples for graphs, else as `format_for` says) is what a test expects."""
    assert case.expected is not None
    suffix = case.expected.suffix
    if kind == "graph":
        expected = ox.parse(path=str(case.expected), format=FORMATS[suffix], base_iri=case.expected.as_uri())
        return _graph(quad.triple for quad in expected) == _graph(quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES))
    if suffix in (".csv", ".tsv"):
        delimiter = "," if suffix == ".csv" else "\t"
        return _columns(body, delimiter) == _columns(case.expected.read_bytes(), delimiter)
    ours = ox.parse_query_results(body, RESULTS.get(suffix, ox.QueryResultsFormat.JSON))
    if suffix in FORMATS:
        return _rows_of(ours) == _rows_of_graph(case.expected)
    theirs = ox.parse_query_results(path=str(case.expected), format=RESULTS[suffix])
    if isinstance(ours, ox.QueryBoolean) or isinstance(theirs, ox.QueryBoolean):
        return isinstance(ours, ox.QueryBoolean) and isinstance(theirs, ox.QueryBoolean) and bool(ours) == bool(theirs)
    return _rows_of(ours) == _rows_of(theirs)


def _columns(text: bytes, delimiter: str) -> Counter[frozenset[tuple[str, str]]]:
    """Return the rows of a table as text; the order of columns, names of blank nodes and spellings of a number do not matter."""
    file = io.StringIO(text.decode("utf-8"), newline="")
    names, *rows = csv.reader(file) if delimiter == "," else csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return Counter(frozenset((name, _cell(cell)) for name, cell in zip(names, row, strict=True)) for row in rows)


def _cell(cell: str) -> str:
    try:
        return str(float(cell))
    except ValueError:
        return re.sub(r"_:\w+", "_:b", cell)


Row = frozenset[tuple[str, Term]]
Rows = tuple[Counter[Row], frozenset[str]]


def _rows_of(results: object) -> Rows:
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in results]
    return _comparable(rows)


def _rows_of_graph(path: Path) -> Rows:
    """Return the rows of a result set that is written as RDF."""
    store = ox.Store()
    store.load(path=str(path), format=FORMATS[path.suffix], base_iri=path.as_uri())
    rows: list[dict[str, Term]] = []
    for solution in store.quads_for_pattern(None, ox.NamedNode(f"{RS}solution"), None):
        row: dict[str, Term] = {}
        for binding in store.quads_for_pattern(solution.object, ox.NamedNode(f"{RS}binding"), None):  # type: ignore[arg-type]
            parts = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(binding.object, None, None)}  # type: ignore[arg-type]
            row[parts[f"{RS}variable"].value] = parts[f"{RS}value"]  # type: ignore[union-attr]
        rows.append(row)
    return _comparable(rows)


def _comparable(rows: list[dict[str, Term]]) -> Rows:
    """Return rows so that equal ones are equal: without blank nodes as a multiset, with them as a canonical graph."""
    with_blanks = [row for row in rows if any(isinstance(term, ox.BlankNode) for term in row.values())]
    plain = Counter(frozenset((name, value_of(term)) for name, term in row.items()) for row in rows if row not in with_blanks)
    triples: list[ox.Triple] = []
    for number, row in enumerate(with_blanks):
        node = ox.BlankNode(f"row{number}")
        triples += [ox.Triple(node, ox.NamedNode(f"urn:name:{name}"), value_of(term)) for name, term in row.items()]
    return plain, _graph(triples)


def _graph(triples: object) -> frozenset[str]:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, value_of(t.object)) for t in triples)  # type: ignore[attr-defined]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in dataset)


def value_of(term: Term) -> Term:
    """Return a literal as the engine writes its value, so that 1.0 and 1 are one decimal; any other term as it is."""
    if not isinstance(term, ox.Literal):
        return term
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, term))
    value: Term = next(iter(store)).object
    return value
