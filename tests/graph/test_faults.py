"""Killed processes, damaged files, datasets that lag: nothing that was acknowledged is lost, and start-up says what it did."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import KnowledgeGraph
from graph.knowledge import DATASET_FOLDER, JOURNAL_FILE
from ontology.errors import StoreError
from ontology.model import Claim, Document, Flag, Severity, Verdict
from tests.build import a_claim, a_document

NOW = "2026-01-02T03:04:05Z"
ROOT = Path(__file__).resolve().parents[2]


def reading(number: int) -> tuple[Document, list[Claim]]:
    """Return one invented article and its only claim."""
    document = a_document(f"Zinc lowers copper. Case {number}.", source=f"{number}.txt")
    return document, [a_claim(document=document)]


def fill(folder: Path, *numbers: int) -> None:
    with KnowledgeGraph.open(folder) as graph:
        for number in numbers:
            graph.add(*reading(number), {}, time=NOW)


def test_a_killed_load_leaves_whole_documents_and_loses_none_that_was_acknowledged(tmp_path: Path) -> None:
    """A child loads article after article and says so; it is killed at full speed, again and again, on the same folder."""
    acknowledged: set[str] = set()
    for trial in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", LOADER, str(tmp_path), str(1000 * trial)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        acknowledged |= {child.stdout.readline().strip() for _ in range(4 + 3 * trial)}
        os.kill(child.pid, signal.SIGKILL)
        acknowledged |= set(child.stdout.read().split())
        child.wait()
        child.stdout.close()

    with KnowledgeGraph.open(tmp_path) as graph:
        kept = graph.quads()
        documents = graph.documents()
        assert acknowledged <= {document.id for document in documents}
        assert all(len(graph.claims(document=document.id)) == 1 for document in documents)
        assert graph.statements()[0].documents == tuple(sorted(document.id for document in documents))
        graph.rebuild()
        assert graph.quads() == kept


LOADER = """
import sys
from itertools import count
from pathlib import Path
from graph import KnowledgeGraph
from tests.graph.test_faults import NOW, reading
graph = KnowledgeGraph.open(Path(sys.argv[1]))
for number in count(int(sys.argv[2])):
    document, claims = reading(number)
    graph.add(document, claims, {}, time=NOW)
    print(document.id, flush=True)
"""


def test_a_dataset_that_lags_is_brought_up_and_start_up_says_so(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    shutil.copytree(tmp_path / DATASET_FOLDER, tmp_path / "old")
    fill(tmp_path, 2, 3)
    shutil.rmtree(tmp_path / DATASET_FOLDER)
    (tmp_path / "old").rename(tmp_path / DATASET_FOLDER)

    with KnowledgeGraph.open(tmp_path) as graph:
        assert graph.notes == ("The dataset stood at journal number 1 of 3; the rest was brought in from the journal.",)
        kept = graph.quads()
        graph.rebuild()
        assert graph.quads() == kept


def lose_the_folder(dataset: Path) -> None:
    shutil.rmtree(dataset)


def lose_a_file(dataset: Path) -> None:
    (dataset / "CURRENT").unlink()


def write_nonsense(dataset: Path) -> None:
    for file in dataset.glob("MANIFEST-*"):
        file.write_bytes(b"nonsense")


def lose_a_graph(dataset: Path) -> None:
    store = ox.Store(str(dataset))
    store.remove_graph(next(graph for graph in store.named_graphs() if "document" in str(graph)))


def lose_the_number(dataset: Path) -> None:
    store = ox.Store(str(dataset))
    store.remove_graph(next(graph for graph in store.named_graphs() if "journal" in str(graph)))


def run_ahead(dataset: Path) -> None:
    store = ox.Store(str(dataset))
    store.update("DELETE { GRAPH ?g { ?s ?p ?n } } INSERT { GRAPH ?g { ?s ?p 99 } } WHERE { GRAPH ?g { ?s ?p ?n FILTER(?n = 2) } }")


@pytest.mark.parametrize("damage", [lose_the_folder, lose_a_file, write_nonsense, lose_a_graph, lose_the_number, run_ahead])
def test_a_damaged_dataset_is_rebuilt_and_start_up_says_so(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    fill(tmp_path, 1, 2)
    with KnowledgeGraph.open(tmp_path) as graph:
        whole = graph.quads()
    damage(tmp_path / DATASET_FOLDER)

    with KnowledgeGraph.open(tmp_path) as graph:
        assert any("rebuilt" in note for note in graph.notes)
        assert graph.quads() == whole

    with KnowledgeGraph.open(tmp_path) as graph:
        assert graph.notes == ()


def test_a_reader_of_a_damaged_dataset_works_on_a_fresh_one(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    shutil.rmtree(tmp_path / DATASET_FOLDER)

    with KnowledgeGraph.open(tmp_path, read_only=True) as graph:
        assert len(graph.query("SELECT ?c { ?c a mg:Claim }")) == 1
        assert "in memory" in graph.notes[0]


def test_a_file_that_is_no_journal_is_told_and_left_alone(tmp_path: Path) -> None:
    nonsense = b"nonsense" * 1000
    (tmp_path / JOURNAL_FILE).write_bytes(nonsense)

    for _ in range(2):  # the second time shows that the lock was given back
        with pytest.raises(StoreError, match="Restore it from a backup"):
            KnowledgeGraph.open(tmp_path)

    assert (tmp_path / JOURNAL_FILE).read_bytes() == nonsense


def test_a_journal_of_a_later_version_is_told(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    with KnowledgeGraph.open(tmp_path) as graph, graph._journal.writing() as connection:
        connection.execute("PRAGMA user_version = 99")

    for read_only in (False, True):
        with pytest.raises(StoreError, match="later version"):
            KnowledgeGraph.open(tmp_path, read_only=read_only)


VERSION_3 = """
DROP TRIGGER statement_comes; DROP TRIGGER statement_turns; DROP TRIGGER flag_comes; DROP TRIGGER flag_goes; DROP TRIGGER flag_turns;
DROP INDEX document_current; DROP TABLE factor_name; DROP TABLE audit; DROP TABLE audited; DROP TABLE leverage;
DROP INDEX factor_broader; DROP INDEX factor_aspect;
DROP TABLE statement_tally; DROP TABLE factor_degree; DROP TABLE flag_claim; DROP TABLE flag_passage; DROP TABLE flag_tally;
CREATE TABLE new_flag (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
INSERT INTO new_flag SELECT position, id, data FROM flag;
DROP TABLE flag; ALTER TABLE new_flag RENAME TO flag;
CREATE TABLE new_statement (id TEXT PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, sign TEXT NOT NULL,
  asserted INTEGER NOT NULL, data TEXT) WITHOUT ROWID;
INSERT INTO new_statement SELECT id, subject, relation, object, sign, asserted, data FROM statement;
DROP TABLE statement; ALTER TABLE new_statement RENAME TO statement;
CREATE INDEX statement_subject ON statement (subject, object);
CREATE INDEX statement_object ON statement (object);
CREATE INDEX statement_lowers ON statement (subject, object) WHERE asserted AND sign = '-';
PRAGMA user_version = 3;
"""
"""Turns the tables of this version into those of version 3."""
VERSION_4 = """
DROP TRIGGER flag_comes; DROP TRIGGER flag_goes; DROP TRIGGER flag_turns; DROP TABLE flag_claim;
CREATE TABLE flag_claim (claim TEXT NOT NULL, flag INTEGER NOT NULL, PRIMARY KEY (claim, flag)) WITHOUT ROWID;
CREATE TRIGGER flag_comes AFTER INSERT ON flag BEGIN SELECT 1; END;
CREATE TRIGGER flag_goes AFTER DELETE ON flag BEGIN SELECT 1; END;
CREATE TRIGGER flag_turns AFTER UPDATE OF closed ON flag BEGIN SELECT 1; END;
PRAGMA user_version = 4;
"""
VERSION_2 = f"{VERSION_3} ALTER TABLE document DROP COLUMN edition; PRAGMA user_version = 2;"


@pytest.mark.parametrize("script", [VERSION_2, VERSION_3, VERSION_4], ids=["version 2", "version 3", "version 4"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_journal_of_an_earlier_version_is_brought_up_to_date_when_it_is_opened(tmp_path: Path, script: str, *, read_only: bool) -> None:
    fill(tmp_path, 1, 2)
    flags = [Flag(id=f"f-{i}", code="EV001", severity=Severity.HIGH, message="m", looked_for="l", fix="f") for i in (2, 1)]
    with KnowledgeGraph.open(tmp_path) as graph:
        graph.keep_flags(flags, time=NOW)
        statements = graph.statements()
        graph._journal._main.executescript(script)

    with KnowledgeGraph.open(tmp_path, read_only=read_only) as graph:
        assert graph.statements() == statements
        assert graph.flags() == flags
        assert not graph.has_read(graph.documents()[0], "an edition")
    with KnowledgeGraph.open(tmp_path) as graph:
        document, claims = reading(1)
        assert not graph.add(document, claims, {}, time=NOW, edition="an edition")
        assert graph.has_read(document, "an edition")


def test_a_journal_of_an_earlier_version_that_somebody_holds_open_is_not_changed(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    with KnowledgeGraph.open(tmp_path) as graph:
        graph._journal._main.executescript(VERSION_3)

        with pytest.raises(StoreError):
            KnowledgeGraph.open(tmp_path, read_only=True)


def test_orphans_of_a_killed_bulk_load_are_removed(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    orphan = tmp_path / DATASET_FOLDER / "bulk-1.sst"
    orphan.write_bytes(b"x")

    fill(tmp_path, 2)

    assert not orphan.exists()


def test_many_documents_at_once_are_the_same_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.mirror.FEW", 3)
    fill(tmp_path / "one-by-one", *range(12))

    with KnowledgeGraph.open(tmp_path / "at-once") as graph, KnowledgeGraph.open(tmp_path / "one-by-one") as other:
        assert graph.add_all(((*reading(number), ()) for number in range(12)), time=NOW) == 12
        assert graph.quads() == other.quads()
        assert graph.add_all(((*reading(number), ()) for number in range(12)), time=NOW) == 0


def test_what_was_read_before_a_failure_stays(tmp_path: Path) -> None:
    def failing() -> object:
        yield (*reading(1), ())
        raise RuntimeError("the reader fell over")

    with KnowledgeGraph.open(tmp_path) as graph:
        with pytest.raises(RuntimeError, match="fell over"):
            graph.add_all(failing(), time=NOW)  # type: ignore[arg-type]
        assert len(graph.query("SELECT ?c { ?c a mg:Claim }")) == 1


def test_a_snapshot_is_a_store_of_its_own(tmp_path: Path) -> None:
    for place in (None, tmp_path / "store"):
        with KnowledgeGraph.open(place) as graph:
            graph.add(*reading(1), {}, time=NOW)
            target = tmp_path / f"snapshot-{place is None}"

            assert graph.snapshot(target) == graph.number() == 1

            whole = graph.quads()
            graph.decide(graph.claims()[0].id, Verdict.REJECTED, reviewer="ann", time=NOW)
            assert set(ox.Store.read_only(str(target))) == whole
            with pytest.raises(StoreError, match="exists already"):
                graph.snapshot(target)
