"""One writer to a folder: a lock that the operating system gives up when its process dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from ontology.errors import StoreBusyError


class FolderLock:
    """The right to write to a folder, held until `release` or the end of the process.

    A killed process leaves the file behind but not the lock, so nobody has to remove anything by hand.

    Raises:
        StoreBusyError: Somebody else holds it, in this process or another.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._descriptor)
            raise StoreBusyError(str(folder)) from None

    def release(self) -> None:
        """Give the right up."""
        os.close(self._descriptor)
