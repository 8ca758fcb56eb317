"""Take the pictures of README and docs from the example articles, in a real browser.

    python tools/pictures.py

Renews docs/pictures/{explorer,flags,review,paths}.png. The server is this machine's own and ends with the script.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from browser import find

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1400, "height": 900}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
VIEWS = {
    "explorer": "/?edge=glycine.lowers.core-body-temperature",
    "flags": "/flags",
    "review": "/review",
    "paths": "/path?from=magnesium-glycinate&to=nmda-receptor",
}


def take(page: Page, address: str) -> None:
    """Photograph each view; in the explorer, with an edge of the standing example opened."""
    for name, path in VIEWS.items():
        page.goto(address + path)
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURES / f"{name}.png")


def main() -> int:
    """Serve the examples on a free port, take the pictures, stop the server."""
    command = [sys.executable, "-u", "-c", "from api.cli import main; main()", "demo", "--port", "0", "--no-open"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            lines = iter(server.stdout or ())
            address = next(found[1] for line in lines if (found := re.search(r"Explorer: (http://\S+?)/ ", line)))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find(), args=QUIET)
                take(browser.new_page(viewport=SIZE), address)
                browser.close()
        finally:
            server.terminate()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
