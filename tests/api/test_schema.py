"""The REST service keeps what its OpenAPI description promises: schemathesis makes up requests, good and bad, and looks at the answers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.site import a_graph, served

EXAMPLES = 8
"""Made-up requests for each operation and phase: some 900 in all."""


@pytest.mark.alone
def test_schemathesis_finds_nothing_wrong(tmp_path: Path) -> None:
    """Deterministic; statuses, types, headers and bodies as described, nothing undescribed, no error of the server, links that lead on."""
    settings = (
        "--checks",
        "all",
        "--max-examples",
        str(EXAMPLES),
        "--seed",
        "1",
        "--generation-deterministic",
        "--no-shrink",
        "--no-color",
    )
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(Path(__file__).with_name("schemathesis.toml")), "run"]

    with a_graph() as graph, served(graph) as address:
        done = subprocess.run(
            [*command, f"{address}/openapi.json", *settings],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    generated = re.search(r"(\d+) generated", done.stdout)
    assert generated is not None
    assert int(generated[1]) > 500
