"""What docs/how-to/sparql.md tells people to do works, and the limits that it names are the real ones."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.sparql.formats import FORMATS
from api.sparql.limits import Limits
from tests.api.serving import serving
from tests.api.sparql_server import Quads, a_quad, an_app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "sparql.md").read_text(encoding="utf-8")
CURLS = [line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()]
QUESTIONS = re.findall(r"^```sparql\n(.*?)^```$", PAGE, re.M | re.S)
STATEMENTS = "https://w3id.org/mechgraph/graph/statements"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    quads = Quads(tmp_path_factory.mktemp("store"), [a_quad("s", "p", "o")])
    quads.update(f"INSERT DATA {{ GRAPH <{STATEMENTS}> {{ <urn:s> <urn:p> 1 }} }}")
    with serving(an_app(quads, Limits())) as address:
        yield address


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("line", CURLS)
def test_every_command_of_the_page_is_answered(line: str, address: str, tmp_path: Path) -> None:
    (tmp_path / "question.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    command = shlex.split(line.replace("http://127.0.0.1:8765", address))

    done = subprocess.run([*command, "--fail", "--silent", "--show-error"], cwd=tmp_path, capture_output=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_query_of_the_page_is_answered(question: str, address: str) -> None:
    assert httpx.get(f"{address}/sparql", params={"query": question}).status_code == 200


def test_the_page_names_the_real_limits_and_formats() -> None:
    limits = Limits()
    named = (
        f"{limits.seconds:g} s",
        f"{limits.rows:,}",
        f"{limits.size / 1e6:g} MB",
        f"{limits.memory / 1e9:g} GB",
        f"{limits.length:,} bytes",
    )

    assert [
        limit
        for limit in (*named, f"{limits.depth}; {limits.pieces}; {limits.chain:,}")
        if f"| {limit} |" not in PAGE and limit not in PAGE
    ] == []
    assert [name for name, form in FORMATS.items() if f"`{name}`" not in PAGE or form.media_types[0] not in PAGE] == []
