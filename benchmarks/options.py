"""What the benchmarks of the store share on their command lines, and how they write their figures."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.stores import rounded


def options(
    description: str | None,
    *,
    numbers: Mapping[str, tuple[float, str]] | None = None,
    flags: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> argparse.Namespace:
    """Return what the command line says; besides what all share: numbers with default and help, switches and files with their help."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000, help="how many claims the store holds")
    shared = {"keep": "a folder for the store, so that it need not be made again", "output": "a JSON file for the figures"}
    for name, told in (shared | dict(files or {})).items():
        parser.add_argument(f"--{name}", type=Path, help=told)
    for name, (default, told) in (numbers or {}).items():
        parser.add_argument(f"--{name}", type=type(default), default=default, help=told)
    for name, told in (flags or {}).items():
        parser.add_argument(f"--{name}", action="store_true", help=told)
    return parser.parse_args()


def write(figures: dict[str, Any], output: Path | None) -> None:
    """Print figures, and keep them in a file; the load average tells how busy the machine was."""
    text = json.dumps(rounded(figures | {"load average at end": os.getloadavg()[0]}), indent=1, ensure_ascii=False)
    print(text)
    if output:
        output.write_text(text + "\n")
