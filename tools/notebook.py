"""Run the notebooks of docs/ and keep what their cells give.

    python tools/notebook.py            run them and renew their outputs
    python tools/notebook.py --check    exit status 1 when an output is not what the cell gives

Cells are run by plain Python, one after the other, in a folder that is gone afterwards: what a cell prints, and the value of its last
line as text and, where it has one, as HTML. No kernel and no Jupyter are needed; any Jupyter opens the files.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

NOTEBOOKS = tuple(sorted((ROOT / "docs" / "notebook").glob("*.ipynb")))
Notebook = dict[str, Any]
Output = dict[str, Any]


def run(notebook: Notebook) -> Notebook:
    """Return the notebook with the outputs that its cells give now.

    Raises:
        Exception: Whatever a cell raises.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        numbers = iter(range(1, len(notebook["cells"]) + 1))
        cells = [_cell(cell, names, numbers) for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _cell(cell: dict[str, Any], names: dict[str, Any], numbers: Iterator[int]) -> dict[str, Any]:
    if cell["cell_type"] != "code":
        return cell
    number = next(numbers)
    return {**cell, "execution_count": number, "outputs": list(_outputs("".join(cell["source"]), names, number))}


def _outputs(source: str, names: dict[str, Any], number: int) -> Iterator[Output]:
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102  a notebook of ours
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307
    if printed.getvalue():
        yield {"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())}
    if value is not None:
        yield {"data": _shown(value), "execution_count": number, "metadata": {}, "output_type": "execute_result"}


def _shown(value: Any) -> dict[str, list[str]]:
    """Return a value as Jupyter would show it."""
    html = value._repr_html_() if hasattr(value, "_repr_html_") else None
    text = object.__repr__(value).partition(" at ")[0] + ">" if type(value).__repr__ is object.__repr__ else repr(value)
    return {**({"text/html": _lines(html)} if html else {}), "text/plain": _lines(text)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def written(notebook: Notebook) -> str:
    """Return the text of a notebook's file."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    """Renew the outputs, or say which are stale."""
    os.environ["OMP_NUM_THREADS"] = "1"
    stale = 0
    for path in NOTEBOOKS:
        kept = path.read_text(encoding="utf-8")
        now = written(run(json.loads(kept)))
        if now == kept:
            continue
        stale += 1
        if "--check" in sys.argv[1:]:
            print(f"stale: {path.relative_to(ROOT)}")
        else:
            path.write_text(now, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
