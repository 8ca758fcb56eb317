"""The notebooks of docs/ run, and hold what their cells give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.notebook import NOTEBOOKS, run, written


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["tour.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_what_its_cells_give(path: Path) -> None:
    """After a change of what is read or shown: python tools/notebook.py."""
    kept = path.read_text(encoding="utf-8")

    assert written(run(json.loads(kept))) == kept


def test_a_cell_that_prints_shows_or_fails_is_seen_to() -> None:
    def cells(*sources: str) -> dict[str, object]:
        return {"cells": [{"cell_type": "code", "source": [source], "outputs": []} for source in sources]}

    ran = run(cells("x = 2\nprint('two')", "x + 1", "None"))["cells"]

    assert [output["output_type"] for cell in ran for output in cell["outputs"]] == ["stream", "execute_result"]
    assert ran[1]["outputs"][0]["data"] == {"text/plain": ["3"]}
    with pytest.raises(ZeroDivisionError):
        run(cells("1 / 0"))
