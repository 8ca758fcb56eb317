"""Edges of other knowledge bases: what is read from KGX and INDRA files, what is kept, and that it stays apart from claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph import KnowledgeGraph
from graph.bases import Base, Borrowed, KnowledgeBases, read_base
from ontology.errors import ArticleNotFoundError, StoreError, UnknownItemError, UnreadableArticleError
from ontology.lexicon import Lexicon
from ontology.model import MatchGrade
from ontology.relations import Sign

LEXICON = Lexicon.load()
NODES = "id\tname\nX:1\tMagnesium\nX:2\tcopper\nX:3\tan unheard thing\n"
EDGES = [
    ("X:1", "biolink:affects", "X:2", "decreased", "PMID:5550001|DOI:10.5555/A", "False"),
    ("X:1", "biolink:affects", "X:2", "decreased", "PMID:5550002", "False"),
    ("X:1", "biolink:affects", "X:2", "increased", "PMID:5550003", "True"),
    ("X:1", "biolink:related_to", "X:2", "", "", ""),
    ("X:1", "biolink:affects", "X:3", "decreased", "PMID:5550004", ""),
]
COLUMNS = ("subject", "predicate", "object", "object_direction_qualifier", "publications", "negated")


def edges(path: Path) -> tuple[Borrowed, ...]:
    """Return the edges that are kept of a file."""
    return read_base(path, name="Pier", lexicon=LEXICON).edges


@pytest.fixture
def tsv(tmp_path: Path) -> Path:
    """Five invented KGX edges with their nodes beside them."""
    path = tmp_path / "pier_edges.tsv"
    path.write_text("\n".join("\t".join(row) for row in (COLUMNS, *EDGES)) + "\n", encoding="utf-8")
    (tmp_path / "pier_nodes.tsv").write_text(NODES, encoding="utf-8")
    return path


def statement(kind: str = "Inhibition", **fields: Any) -> dict[str, Any]:
    """Return a statement as INDRA writes it."""
    return {
        "type": kind,
        "subj": {"name": "Mg", "db_refs": {"TEXT": "magnesium", "MESH": "D008274"}},
        "obj": {"name": "copper", "db_refs": {"TEXT": "copper"}},
        "evidence": [{"source_api": "reach", "pmid": "5550001", "text": "Magnesium lowers copper."}],
        "belief": 0.65,
        "id": "1",
        **fields,
    }


def indra(folder: Path, *statements: dict[str, Any], wrapped: bool = False) -> Path:
    """Write statements as a file."""
    path = folder / "statements.json"
    content: Any = {"statements": {str(at): each for at, each in enumerate(statements)}} if wrapped else list(statements)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


class TestKgx:
    def test_edges_of_the_same_words_are_one_with_all_their_works(self, tsv: Path) -> None:
        plain, negated = edges(tsv)

        assert (plain.subject, plain.sign, plain.object) == ("magnesium", Sign.DOWN, "copper")
        assert plain.works == ("pmid:5550001", "doi:10.5555/a", "pmid:5550002")
        assert plain.words == "Magnesium affects (decreased) copper"
        assert (negated.sign, negated.negated) == (Sign.UP, True)

    def test_what_is_left_out_is_counted(self, tsv: Path) -> None:
        reading = read_base(tsv, name="Pier", lexicon=LEXICON)

        assert (reading.format, reading.read, reading.ungrounded, reading.unsourced) == ("KGX", 5, 1, 1)

    @pytest.mark.parametrize("suffix", [".jsonl", ".json"])
    def test_json_says_the_same(self, suffix: str, tsv: Path) -> None:
        rows = [dict(zip(COLUMNS, row, strict=True)) | {"publications": row[4].split("|") if row[4] else []} for row in EDGES]
        nodes = [dict(zip(("id", "name"), line.split("\t"), strict=False)) for line in NODES.splitlines()[1:]]
        path = tsv.with_suffix(suffix)
        if suffix == ".json":
            path.write_text(json.dumps({"nodes": nodes, "edges": rows}), encoding="utf-8")
        else:
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
            tsv.with_name("pier_nodes.jsonl").write_text("\n".join(map(json.dumps, nodes)), encoding="utf-8")

        assert edges(path) == edges(tsv)

    def test_an_identifier_that_is_exactly_ours_grounds_without_a_name(self, tmp_path: Path) -> None:
        curie = next(x.curie for x in LEXICON.factors["gaba"].xrefs if x.match is MatchGrade.EXACT)
        path = tmp_path / "a_edges.tsv"
        path.write_text("\n".join(["\t".join(COLUMNS), "\t".join((curie, "biolink:treats", "X:2", "", "PMID:1", ""))]), encoding="utf-8")
        (tmp_path / "a_nodes.tsv").write_text("id\tname\nX:2\tcopper\n", encoding="utf-8")

        assert edges(path)[0].subject == "gaba"


class TestIndra:
    @pytest.mark.parametrize(
        ("kind", "sign"), [("Inhibition", Sign.DOWN), ("Activation", Sign.UP), ("IncreaseAmount", Sign.UP), ("DecreaseAmount", Sign.DOWN)]
    )
    @pytest.mark.parametrize("wrapped", [False, True], ids=["a list", "an answer of a database"])
    def test_regulations_have_their_sign(self, kind: str, sign: Sign, wrapped: bool, tmp_path: Path) -> None:
        (edge,) = edges(indra(tmp_path, statement(kind), wrapped=wrapped))

        assert (edge.subject, edge.sign, edge.object) == ("magnesium", sign, "copper")
        assert (edge.works, edge.quotes) == (("pmid:5550001",), ("Magnesium lowers copper.",))

    def test_an_influence_multiplies_its_polarities(self, tmp_path: Path) -> None:
        ends = {
            name: {"type": "Event", "concept": {"name": factor, "db_refs": {}}, "delta": {"polarity": polarity}}
            for name, factor, polarity in (("subj", "magnesium", -1), ("obj", "copper", 1))
        }

        (edge,) = edges(indra(tmp_path, statement("Influence", **ends)))

        assert edge.sign is Sign.DOWN

    def test_members_of_a_complex_have_no_sign(self, tmp_path: Path) -> None:
        one = statement("Complex", members=[statement()["subj"], statement()["obj"]])

        assert [edge.sign for edge in edges(indra(tmp_path, one))] == [Sign.NONE]

    def test_a_denial_is_kept_as_one(self, tmp_path: Path) -> None:
        evidence = [{"pmid": "1", "epistemics": {"negated": True}}, {"pmid": "2"}]

        found = edges(indra(tmp_path, statement(evidence=evidence)))

        assert [(edge.negated, edge.works) for edge in found] == [(False, ("pmid:2",)), (True, ("pmid:1",))]

    def test_modifications_are_left_out(self, tmp_path: Path) -> None:
        assert not edges(indra(tmp_path, statement("Activation"), statement("Phosphorylation", enz={}, sub={})))[1:]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "prose"), ("a.tsv", "a\tb\n"), ("a.json", "[1, 2]"), ("a.json", '{"edges": '), ("a.jsonl", '{"subject": 1, "predicate"')],
)
def test_a_file_of_another_kind_is_refused_with_advice(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableArticleError, match="Give"):
        edges(tmp_path / name)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleNotFoundError):
        edges(tmp_path / "none.tsv")


class TestShelf:
    base = Base(name="Pier", file="pier.tsv", format="KGX", time="2026-11-25T12:00:00+00:00", edges=1)
    edge = Borrowed(base="Pier", subject="magnesium", sign=Sign.DOWN, object="copper", words="w", works=("pmid:1",))

    def test_edges_are_found_by_their_ends(self, tmp_path: Path) -> None:
        KnowledgeBases(tmp_path).keep(self.base, [self.edge])

        assert KnowledgeBases(tmp_path).between(["zinc", "magnesium"], ["copper"]) == (self.edge,)
        assert not KnowledgeBases(tmp_path).between(["copper"], ["magnesium"])

    def test_a_base_imported_again_replaces_itself_and_can_be_taken_out(self, tmp_path: Path) -> None:
        bases = KnowledgeBases(tmp_path)
        bases.keep(self.base, [self.edge])
        bases.keep(self.base, [])
        assert (bases.all(), bases.between(["magnesium"], ["copper"]), bases.changes()) == ([self.base], (), 2)

        bases.drop("Pier")
        assert not bases.all()
        with pytest.raises(UnknownItemError):
            bases.drop("Pier")

    def test_a_damaged_file_is_told_with_what_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "borrowed.sqlite").write_bytes(b"no database at all, but long enough to look at" * 10)

        with pytest.raises(StoreError, match="import the knowledge bases again"):
            KnowledgeBases(tmp_path).all()

    def test_borrowed_edges_are_in_no_statement_and_no_query(self, tmp_path: Path) -> None:
        KnowledgeBases(tmp_path).keep(self.base, [self.edge])

        with KnowledgeGraph.open(tmp_path) as graph:
            assert not graph.statements()
            assert not list(graph.query("SELECT * { ?s mg:decreases ?o }"))


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["graph_edges.tsv", "graph.json", "valid.json", "valid_edges.jsonl", "monarch-tiny_edges.tsv", "trapi_sample.json"]
)
def test_real_kgx_files_are_read_whole(name: str, shared: Path) -> None:
    reading = read_base(shared / "data" / "kgx" / "tests" / "resources" / name, name="real", lexicon=LEXICON)

    assert reading.read > 0
    assert reading.read >= reading.ungrounded + reading.unsourced + len(reading.edges)
