"""A real Chromium and a real server, for every test that looks at pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.api.site import CHROMIUM_FLAGS, a_graph, chromium, served


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the fixture of pytest-base-url, which pytest 9.2 warns about (a method of a class); tests name whole addresses."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the Chromium of this machine; root needs it without its sandbox."""
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {**browser_type_launch_args, "executable_path": chromium(), "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at pages as on a laptop."""
    return {**browser_context_args, "viewport": {"width": 1400, "height": 900}}


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server with the invented articles. Shared: nobody decides there."""
    with a_graph() as graph, served(graph) as address:
        yield address


@dataclass
class Watch:
    """What a page did that it should not: requests elsewhere, complaints, failed loads."""

    home: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note a request to another host."""
        if not request.url.startswith((self.home, "data:", "about:")):
            self.outside.append(request.url)

    def failed(self, request: Request) -> None:
        """Note a request that failed, unless the page was left meanwhile."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url} {request.failure}")


@pytest.fixture
def watched(page: Page, site: str) -> Iterator[Page]:
    """A page that must ask no other host for anything and complain about nothing."""
    with watching(page, site):
        yield page


class watching:  # noqa: N801  # reads as a statement: with watching(page, home)
    """Fails at its end if the page asked elsewhere or complained."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.watch = page, Watch(home)

    def __enter__(self) -> Watch:
        """Begin to listen."""
        watch, page = self.watch, self.page
        page.on("request", watch.request)
        page.on("console", lambda message: watch.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.on("requestfailed", watch.failed)
        return watch

    def __exit__(self, kind: object, *_: object) -> None:
        """Say what was heard, unless the test failed already."""
        if kind is None:
            assert self.watch.outside == []
            assert self.watch.complaints == []
