"""The documents say what is true: their commands and programs run, their links lead somewhere, every command is described."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUNNABLE = re.compile(r"^```(sh|python) run(?: status=(\d))?\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def runnable(document: Path) -> list[tuple[str, int, str]]:
    """The blocks of a document that are marked to be run: language, expected status, text."""
    return [(kind, int(status or 0), text) for kind, status, text in RUNNABLE.findall(document.read_text(encoding="utf-8"))]


def environment() -> dict[str, str]:
    """The environment of a block: this Python's commands first, and the store that the tour chooses."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "MECHGRAPH_STORE": "tour-store", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}


def commands(blocks: list[tuple[str, int, str]]) -> list[tuple[list[str], int]]:
    """What to run for each block; a Python block stands on those before it, as in one notebook."""
    python, result = "", []
    for kind, status, text in blocks:
        python += text if kind == "python" else ""
        shell = "\n".join(line for line in text.splitlines() if not line.startswith("export "))
        result.append(([sys.executable, "-c", python] if kind == "python" else ["bash", "-euo", "pipefail", "-c", shell], status))
    return result


@pytest.mark.slow
@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.exists() and runnable(d)], ids=lambda d: d.name)
def test_every_block_that_is_marked_to_be_run_runs_with_the_promised_status(document: Path, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command, status in commands(runnable(document)):
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120, check=False)

        assert "Traceback" not in done.stderr
        assert done.returncode == status, f"{document.name}:\n{command[-1]}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}"


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.exists()], ids=lambda d: str(d.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\0")
    if not any(tracked):
        pytest.skip("not a git checkout")
    private = re.compile("/" + r"work/(main|shared)|/" + r"root/|/" + r"tmp/[a-z]")
    texts = {
        name: (ROOT / name)
        for name in tracked
        if name.endswith((".py", ".md", ".toml", ".sh", ".txt", ".rq", ".j2", ".js", ".ttl", ".tsv"))
    }

    assert [name for name, path in texts.items() if path.exists() and private.search(path.read_text(encoding="utf-8"))] == []
