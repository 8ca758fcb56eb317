"""Fixtures that more than one package needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what needs the shared folder where there is none."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="needs the shared folder of articles and annotations beside the checkout; not on this machine")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and annotations; read only. Use it in tests marked `shared`."""
    return SHARED
