"""Fixtures that more than one package needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import SHARED

ALONE = ("test_sparql_", "test_browser", "test_faults", "test_remote", "test_cli")
"""Beginnings of the names of test files whose tests start servers or browsers, or end processes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what wants the machine for itself; skip, with the reason, what needs the shared folder where there is none."""
    skip = pytest.mark.skip(reason="needs the shared folder of articles and annotations beside the checkout; not on this machine")
    for item in items:
        if item.path.name.startswith(ALONE):
            item.add_marker(pytest.mark.alone)
        if "shared" in item.keywords and not SHARED.is_dir():
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and annotations; read only. Use it in tests marked `shared`."""
    return SHARED
