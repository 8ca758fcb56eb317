"""Many articles: read by several processes or a cluster, the same as by one; stopped by force, gone on with; nothing read twice."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from api import reading
from api.auditing import audited
from api.edition import edition
from api.fetch import fetch
from api.loading import known_as, store_all
from api.loading import load as load_into
from api.pipeline import Known, Read, Refused, conforming
from api.reading import Workers, read_many
from graph import KnowledgeGraph
from graph.triples import JOURNAL
from loaders import load
from ontology.errors import InputError, MechgraphError, QuoteNotFoundError, UnreadableArticleError
from ontology.model import Verdict

NOW = "2026-01-02T03:04:05Z"
METALS = ("Zinc", "Copper", "Iron", "Magnesium", "Selenium", "Lithium", "Calcium", "Sodium", "Cobalt", "Nickel", "Silver", "Gold")
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve short articles about what nobody has found."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for i, metal in enumerate(METALS):
        text = f"# {metal} in the invented gland\n\n{metal} lowers cortisol. {metal} may improve sleep quality.\n\n"
        (folder / f"{i:02}.md").write_text(text + f"{metal} increases melatonin (Poe et al., 20{i:02}).\n" * 3, encoding="utf-8")
    return folder


def places(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.iterdir())]


def loaded(folder: Path, jobs: int) -> KnowledgeGraph:
    graph = KnowledgeGraph.open()
    results = read_many(places(folder), workers=Workers(jobs=jobs), fetch=fetch)
    store_all(results, graph, time=NOW)
    return graph


def mechgraph(*words: object, store: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, words), "--store", str(store)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def lines(*words: object, store: Path) -> list[str]:
    """Run a command that must end well; return the lines that it prints."""
    with mechgraph(*words, store=store) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.splitlines()


def timeless(graph: KnowledgeGraph) -> set[ox.Quad]:
    """The quads of a graph without those that say when."""
    return {quad for quad in graph.quads() if not quad.predicate.value.endswith("AtTime") and JOURNAL not in str(quad.graph_name)}


def kept(store: Path) -> set[ox.Quad]:
    with KnowledgeGraph.open(store) as graph:
        return timeless(graph)


def test_four_processes_give_the_same_graph_as_one(folder: Path) -> None:
    with loaded(folder, 1) as one, loaded(folder, 4) as four:
        assert len(one.documents()) == len(METALS)
        assert len(one.claims()) > len(METALS)
        assert four.quads() == one.quads()


@pytest.fixture
def long_folder(folder: Path) -> Path:
    """The same articles, long enough to be interrupted in."""
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8") * 12, encoding="utf-8")
    return folder


@pytest.mark.alone
@pytest.mark.parametrize("whom", ["us", "a worker"])
def test_a_load_that_is_stopped_says_so_keeps_what_it_told_and_leaves_no_process_behind(
    long_folder: Path, tmp_path: Path, whom: str
) -> None:
    with mechgraph("load", long_folder, "--jobs", 2, store=tmp_path / "store") as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        children = psutil.Process(process.pid).children(recursive=True)
        workers = [child for child in children if any("LokyProcess" in word for word in child.cmdline())]
        process.send_signal(signal.SIGINT) if whom == "us" else workers[0].kill()
        more, err = process.communicate(timeout=60)

    assert process.returncode == 2
    assert ("stopped" if whom == "us" else "sudden end") in err
    assert psutil.wait_procs(children, timeout=20)[1] == []
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        assert {line.partition(":")[0] for line in (told, *more.splitlines())} <= {document.title for document in graph.documents()}


@pytest.mark.alone
def test_a_load_that_is_killed_goes_on_where_it_was_and_leaves_no_process_behind(long_folder: Path, tmp_path: Path) -> None:
    store, folder, rules = tmp_path / "store", long_folder, edition.__wrapped__()
    with mechgraph("load", folder, "--jobs", 2, store=store) as process:
        assert process.stdout is not None
        first = [process.stdout.readline() for _ in range(3)]
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGKILL)
        first += process.stdout.readlines()

    second = lines("load", folder, "--jobs", 2, store=store)
    if edition.__wrapped__() != rules:
        pytest.skip("somebody changed the rules while this ran, so that nothing is known")

    known = [line for line in second if ": known," in line]
    assert len(children) >= 2
    assert psutil.wait_procs(children, timeout=20)[1] == []
    assert {line.partition(":")[0] for line in first} <= {line.partition(":")[0] for line in known}
    assert second[-1].startswith(f"{len(METALS) - len(known)} loaded, {len(known)} known, 0 refused")
    with loaded(folder, 1) as whole:
        assert kept(store) == timeless(whole)


@pytest.mark.alone
def test_a_dask_cluster_of_two_workers_gives_the_same_graph(folder: Path, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", CLUSTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as cluster:
        assert cluster.stdout is not None
        address = cluster.stdout.readline().strip()
        there = lines("load", folder, "--cluster", address, store=tmp_path / "there")
        cluster.communicate(timeout=60)

    assert there[-1].startswith(f"{len(METALS)} loaded, 0 known, 0 refused")
    with loaded(folder, 1) as here:
        assert kept(tmp_path / "there") == timeless(here)


def test_a_cluster_that_does_not_answer_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ANSWER_SECONDS", 0.5)

    with pytest.raises(MechgraphError, match="No Dask scheduler answers at tcp:"):
        next(read_many(places(folder), workers=Workers(cluster="tcp://127.0.0.1:9"), fetch=fetch))


def test_a_cluster_with_another_edition_is_refused(folder: Path) -> None:
    with pytest.raises(MechgraphError, match="another edition"):
        reading._read_as("another edition", partial(reading._read, checked=False), load(folder / "00.md"))


@pytest.fixture
def graph(folder: Path) -> Iterator[KnowledgeGraph]:
    """A store that has read the folder."""
    with loaded(folder, 1) as graph:
        yield graph


def results(folder: Path, graph: KnowledgeGraph, of: str) -> list[type]:
    """What becomes of each article of a folder when an edition of the reader meets a graph."""
    found = read_many(
        places(folder), workers=Workers(), fetch=fetch, known=lambda document: "known" if graph.has_read(document, of) else None
    )
    return [type(result) for result in found]


def test_what_the_same_edition_has_read_is_not_read_again(folder: Path, graph: KnowledgeGraph) -> None:
    assert set(results(folder, graph, edition())) == {Known}
    assert set(results(folder, graph, "another edition")) == {Read}


def test_another_text_or_other_metadata_is_read_again(folder: Path, graph: KnowledgeGraph) -> None:
    (folder / "00.md").write_text("Zinc raises cortisol.", encoding="utf-8")
    (folder / "01.meta.yaml").write_text("sells: Sleep Drops", encoding="utf-8")
    (folder / "02.md").rename(folder / "02-moved.md")
    (folder / "01.meta.yaml").rename(folder.parent / "aside")
    (folder.parent / "aside").rename(folder / "01.meta.yaml")

    found = read_many(
        [place for place in places(folder) if place.endswith(".md")],
        workers=Workers(),
        fetch=fetch,
        known=partial(known_as, graph),
    )

    assert [type(result) for result in found] == [Read, Read, *[Known] * 10]


def test_an_older_version_beside_its_newer_one_is_known_until_it_is_asked_for_again(folder: Path) -> None:
    """Else a folder with two versions of an article would be read anew for ever, and a stop between them bring the old one back."""
    older, newer = folder / "00.md", folder / "01.md"
    text = "---\nurl: https://example.org/a\n---\nZinc lowers cortisol."
    older.write_text(text, encoding="utf-8")
    newer.write_text(f"{text} Copper too.", encoding="utf-8")
    with KnowledgeGraph.open() as graph:
        tallies = [load_into(graph, str(older), str(newer), time=NOW) for _ in range(2)]

        assert [(tally.loaded, tally.known) for tally in tallies] == [(2, 0), (0, 2)]
        assert [document.source for document in graph.documents()] == ["01.md"]
        assert load_into(graph, str(older), time=NOW, again=True).loaded == 1
        assert [document.source for document in graph.documents()] == ["00.md"]


def test_what_cannot_be_read_keeps_its_place_in_the_order(folder: Path) -> None:
    (folder / "03.md").write_bytes(b"\x00\x01\x02")

    found = [type(result) for result in read_many(places(folder), workers=Workers(jobs=2), fetch=fetch)]

    assert found == [Read, Read, Read, Refused, *[Read] * 8]


@pytest.mark.parametrize("error", [QuoteNotFoundError("zinc", "d-1"), UnreadableArticleError("a.md", "empty", "Fill it.")], ids=repr)
def test_errors_cross_from_process_to_process_with_their_facts(error: Exception) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301  ours

    assert (type(there), str(there), vars(there)) == (type(error), str(error), vars(error))
    assert not isinstance(there, InputError) or there.place == "a.md"  # type: ignore[attr-defined]


@pytest.mark.parametrize("audited_whole", [100_000, 0], ids=["small store", "large store"])
def test_what_people_said_about_a_flag_holds_after_a_new_version_is_loaded(
    folder: Path, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, audited_whole: int
) -> None:
    monkeypatch.setattr("api.loading.AUDITED", audited_whole)
    article = folder / "00.md"
    flags = [flag for flag in audited(graph).flags if flag.document == graph.documents()[0].id and flag.passages]
    graph.keep_flags(flags, time=NOW)
    for flag in flags:
        graph.decide(flag.id, Verdict.REJECTED, reviewer="ann", time=NOW)
    article.write_text(f"{article.read_text(encoding='utf-8')}\nNothing else is known.\n", encoding="utf-8")

    load_into(graph, str(article), time=NOW)

    report = audited(graph)
    now = next(document.id for document in graph.documents() if document.source == "00.md")
    assert flags
    assert {one.flag.code for one in report.suppressed} == {flag.code for flag in flags}
    assert now not in {flag.document for flag in report.flags if flag.passages}


def test_an_article_whose_graph_breaks_the_shapes_is_refused_and_a_doubtful_doi_told(folder: Path) -> None:
    document = load(folder / "00.md")
    read = Read(document=document, claims=(), factors={}, seconds=0.0)
    claims = next(read_many([str(folder / "00.md")], workers=Workers(), fetch=fetch, checked=True))
    assert isinstance(claims, Read)

    refused = conforming(replace(claims, claims=(replace(claims.claims[0], confidence=7.0),)))

    assert isinstance(refused, Refused)
    assert "Confidence is a double from 0 to 1." in str(refused.error)
    doubtful = conforming(replace(read, document=replace(document, doi="11.1000/x")))
    assert isinstance(doubtful, Read)
    assert doubtful.remarks == ("Zinc in the invented gland: A DOI begins with 10., a registrant, and a slash.",)
