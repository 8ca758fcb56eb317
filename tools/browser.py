"""Find a Chromium for the browser tests, or install one.

    python tools/browser.py

Debian's package where we may install packages, else Playwright's own build. Exit status 0 when there is one, 2 with the line to
type when there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a Chromium that is installed, Playwright's own included; None where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # heavy; only where no system browser was found

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Try Debian's package as root, then Playwright's own build; what they print goes to stderr."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr, check=False)  # noqa: S607
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], stdout=sys.stderr, check=False)  # noqa: S607
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)


def main() -> int:
    """Make sure that there is a Chromium; return the exit status."""
    if find() is None:
        install()
    if (path := find()) is None:
        sys.stderr.write("No Chromium for the browser tests. Install it (Debian, Ubuntu: apt install chromium) and run again.\n")
        return 2
    sys.stdout.write(f"Browser tests use {path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
