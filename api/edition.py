"""The editions of the reader and of the audit: digests of everything that decides which claims, and which flags, a document gives.

`Reader.version` is for people and is raised by hand; a store that skips what it has must not depend on somebody having thought of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGES = ("loaders", "ontology")
"""Rules, parser, lexicon, sign algebra: all that stands between a file and its claims."""


AUDITING = ("graph.audit", "graph.analysis", "ontology")
"""Rules, what they share, paths and leverage, the reference library, the lexicon."""


@cache
def edition() -> str:
    """Return 16 hex digits that change with every file of the packages that read (11 MB, about 15 ms).

    >>> len(edition())
    16
    """
    return _digest(PACKAGES)


@cache
def audit_edition() -> str:
    """Return 16 hex digits that change with every file of the packages that audit.

    >>> audit_edition() == edition()
    False
    """
    return _digest(AUDITING)


def _digest(packages: Iterable[str]) -> str:
    found = hashlib.sha256()
    for package in packages:
        root = Path(str(files(package)))
        for path in _files(root):
            found.update(f"{package}/{path.relative_to(root).as_posix()}".encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
