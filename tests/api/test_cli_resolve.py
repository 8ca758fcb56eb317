"""`check --resolve` and `import` as a person meets them: the real command, and the services on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.cli import resolved
from api.resolving.client import ServiceError
from api.resolving.run import Resolved
from ontology.works import Lookup
from tests.api.services import DEPOSIT, GONE, REED, Desk, Fault, open_desk

ARTICLE = f"""---
title: Zinc and copper in the invented gland
author: Ola Writer
---
# Zinc and copper

Zinc lowers copper in the invented gland (Reed et al., 2019, Journal of Zinc; doi:{REED}).

Zinc reduces cortisol (doi:{GONE}). Magnesium increases melatonin (doi:10.5555/sleep.123456).

Copper increases dopamine (Reed et al., 2012; doi:{REED}). Iron increases serotonin (https://doi.org/{DEPOSIT}).
"""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """All services, on loopback."""
    with open_desk() as desk:
        yield desk


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "zinc.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def mechgraph(desk: Desk, folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command with its store in a folder and its services at the desk."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, words)]
    environment = {**os.environ, **desk.settings(), "MECHGRAPH_STORE": str(folder / "store"), "OMP_NUM_THREADS": "1", "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)

    assert "Traceback" not in done.stderr, done.stderr
    return done


def flags(done: subprocess.CompletedProcess[str]) -> dict[str, list[str]]:
    """Return the messages of each rule in a JSON report."""
    found: dict[str, list[str]] = {}
    for flag in json.loads(done.stdout)["flags"]:
        found.setdefault(flag["code"], []).append(flag["message"])
    return found


def test_sources_are_looked_up_compared_and_kept_and_a_flag_clears_with_its_cause(article: Path, desk: Desk, tmp_path: Path) -> None:
    check = ("check", article, "--select", "EV", "--output-format", "json")

    before = mechgraph(desk, tmp_path, *check)
    assert not desk.requests
    reasons = {rule["code"]: rule["reason"] for rule in json.loads(before.stdout)["rules"]}
    assert "check --resolve" in reasons["EV011"]
    assert "check --resolve" in reasons["EV012"]

    done = mechgraph(desk, tmp_path, *check, "--resolve")
    found = flags(done)
    assert "MECHGRAPH_MAILTO" in done.stderr
    assert "sources: 4 looked up now" in done.stderr
    assert ["10.5555/sleep.123456" in message for message in found["EV011"]] == [True]
    assert ["2012-03-01" in message for message in found["EV012"]] == [True]
    assert any("the year (the article says 2012, the work is of 2019)" in message for message in found["EV005"])
    assert any("by Ola Writer, who wrote the article" in message for message in found["EV006"])
    states = {source["told"]: source["state"] for source in json.loads(done.stdout)["sources"]}
    assert set(states.values()) == {"found", "not found"}

    asked = len(desk.requests)
    assert flags(mechgraph(desk, tmp_path, *check)) == found
    article.write_text(ARTICLE.replace("10.5555/sleep.123456", REED).replace(GONE, REED), encoding="utf-8")
    cleared = mechgraph(desk, tmp_path, "check", article, "--select", "EV011,EV012")
    assert (cleared.returncode, "No flags." in cleared.stdout) == (0, True)
    assert len(desk.requests) == asked


def test_failures_are_told_and_count_as_not_looked_up(article: Path, desk: Desk, tmp_path: Path) -> None:
    desk.faults = {f"/{service}": [Fault(status=500)] * 99 for service in ("crossref", "doi", "europepmc")}

    done = mechgraph(desk, tmp_path, "check", article, "--select", "EV011", "--resolve")
    desk.faults = {}

    assert (done.returncode, "Skipped EV011" in done.stdout) == (0, True)
    assert "could not be looked up" in done.stderr


def test_the_oldest_answer_is_told_with_its_age() -> None:
    stored = tuple(Lookup(asked=day, time=f"{day}T00:00:00Z", services=()) for day in ("2026-11-20", "2026-01-02"))
    failures = tuple((f"doi:{number}", ServiceError("Crossref", "no connection")) for number in range(7))

    lines = list(resolved.told(Resolved(lookups={}, asked=3, stored=stored, failures=failures), today=date(2026, 11, 25)))

    assert lines[0] == "sources: 3 looked up now, 2 stored answers used, the oldest of 2026-01-02 (327 days; --refresh asks again)"
    assert "and 2 more could not be looked up" in lines


def test_an_imported_base_is_offered_and_taken_out_again(article: Path, desk: Desk, tmp_path: Path) -> None:
    article.write_text("# Zinc\n\nMagnesium increases melatonin.\n", encoding="utf-8")
    edges = tmp_path / "pier_edges.jsonl"
    edge: dict[str, Any] = {"subject": "X:1", "predicate": "biolink:affects", "object": "X:2", "object_direction_qualifier": "increased"}
    edges.write_text(json.dumps({**edge, "publications": ["PMID:5550001"]}), encoding="utf-8")
    names = ({"id": "X:1", "name": "magnesium"}, {"id": "X:2", "name": "melatonin"})
    (tmp_path / "pier_nodes.jsonl").write_text("\n".join(map(json.dumps, names)), encoding="utf-8")

    assert "1 edges kept of 1" in mechgraph(desk, tmp_path, "import", edges, "--licence", "CC0").stdout
    checked = mechgraph(desk, tmp_path, "check", article, "--select", "EV001")
    assert "to read: pmid:5550001 (pier, same sign): magnesium affects (increased) melatonin" in checked.stdout

    assert "pier: 1 edges from pier_edges.jsonl (KGX, CC0)" in mechgraph(desk, tmp_path, "import").stdout
    assert mechgraph(desk, tmp_path, "import", "--remove", "pier").returncode == 0
    assert "no knowledge base here yet" in mechgraph(desk, tmp_path, "import").stderr
