"""What the benchmarks stand on: their data, their queries, and the page of their figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from benchmarks import page
from benchmarks.bench_service import addresses
from benchmarks.stores import Made, Still, copied, in_turn, made, points
from graph import KnowledgeGraph
from tests.api.site import an_app

WALK, EFFECTS = "mg:raisesOrLowers|(mg:raisesOrLowers/mg:raisesOrLowers)|(mg:raisesOrLowers+)", "https://w3id.org/mechgraph/graph/effects"
PLAIN, STATEMENTS = "(mg:increases|mg:decreases)+", "https://w3id.org/mechgraph/graph/statements"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with made(240, tmp_path_factory.mktemp("kept")) as small:
        yield small


@pytest.fixture(scope="module")
def engine(store: Made) -> ox.Store:
    return ox.Store.read_only(str(store.snapshot))


def ask(engine: ox.Store, query: str) -> list[str]:
    found = engine.query(query, use_default_graph_as_union=True)
    return [str(found)] if isinstance(found, ox.QueryBoolean) else [str(row) for row in found]


def test_every_standard_query_is_about_what_the_data_are(store: Made, engine: ox.Store) -> None:
    queries = store.queries()

    assert len(queries) == 9  # the eight standard queries, and the worst case of one
    assert ask(engine, queries["unreachable"]) == ["<QueryBoolean false>"]
    assert {name: len(ask(engine, query)) for name, query in queries.items()}["document"] == 60
    assert ask(engine, queries["counts"])
    assert ask(engine, queries["unsupported"])
    assert all(len(ask(engine, query)) <= 5 for query, _ in zip(points(1), range(20), strict=False))


def test_the_quick_way_to_ask_what_is_reached_gives_what_the_plain_one_gives(store: Made, engine: ox.Store) -> None:
    query = store.queries()["reachability"]
    assert WALK in query
    table = query.replace("ASK", "SELECT ?end").replace("factor:factor-50", "?end")
    starts = [table.replace("factor:factor-30", f"factor:factor-{number}") for number in range(40)]

    quick = [sorted(ask(engine, start)) for start in starts]

    assert quick == [sorted(ask(engine, start.replace(WALK, PLAIN).replace(EFFECTS, STATEMENTS))) for start in starts]
    assert max(len(reached) for reached in quick) > 1  # somebody is reached through somebody else


def test_a_store_that_is_kept_is_not_made_again(store: Made) -> None:
    before = store.snapshot.stat().st_ino

    with made(240, store.folder.parent) as again:
        assert again.snapshot.stat().st_ino == before


def test_copies_of_a_store_are_other_claims_about_other_factors(store: Made) -> None:
    quads = list(ox.parse("".join(copied(store, 3)), ox.RdfFormat.N_QUADS))
    claim = ox.NamedNode("https://w3id.org/mechgraph/ontology#Claim")

    assert len({quad.subject for quad in quads if quad.object == claim}) == 3 * 240
    assert len({quad.graph_name for quad in quads}) < len(set(quads))


def test_a_snapshot_of_what_never_changes_is_the_same_files(store: Made, tmp_path: Path) -> None:
    source = Still(store.snapshot)

    assert source.snapshot(tmp_path / "copy") == source.number()
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == sorted(path.name for path in store.snapshot.iterdir())


def test_ways_are_called_in_turn_and_the_warm_up_is_not_counted() -> None:
    calls: list[str] = []

    taken = in_turn({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 3)

    assert calls == ["a", "b"] * 4
    assert [len(one.clock) for one in taken.values()] == [3, 3]


def test_the_page_shows_the_sizes_that_were_measured(tmp_path: Path) -> None:
    figures = {
        "claims": 10_000,
        "load average at end": 1.0,
        "queries": {"counts": {"rows": 7, "ours ms": 0.5, "processor ms": 0.4, "ratio": 1.0}},
    }
    (tmp_path / "store-10000.json").write_text(json.dumps(figures))

    text = page.page(tmp_path)

    assert "| counts | 7 | 0.50 | 0.40 | 1.00 |" in text
    assert "100,000 claims (" not in text


def test_the_page_tells_of_the_whole_service(tmp_path: Path) -> None:
    one = {"bytes": 1234, "first ms": 20.0, "ms": 3.5, "memory MB": 99.0}
    figures = {"claims": 10_000, "start s": 1.5, "memory MB": 90.0, "memory at end MB": 100.0, "load average at end": 0.5}
    (tmp_path / "service-10000.json").write_text(json.dumps({**figures, "pages": {"explorer": one}}))
    first = {"start s": 2.0, "audit s": 12.0, "most memory MB": 120.0}
    (tmp_path / "service-100000.json").write_text(json.dumps({**figures, "claims": 100_000, "pages": {"map": one}, "first start": first}))

    text = page.page(tmp_path)

    assert "Starts in 1.5 s with 90 MB; 100 MB after all pages." in text
    assert "the audit takes 12 s behind the pages, and the service 120 MB meanwhile" in text
    assert "| map | 1,234 | 20.00 | 3.50 | 99.00 |" in text


def test_the_addresses_of_the_service_lead_to_pages_and_records(store: Made) -> None:
    with KnowledgeGraph.open(store.folder) as graph, TestClient(an_app(graph, held=0), base_url="http://127.0.0.1") as client:
        found = {name: client.get(address).status_code for name, address in addresses().items()}

    assert {name for name, status in found.items() if status != 200} <= {"factor", "factor, a hub", "paths"}  # few factors are named here
