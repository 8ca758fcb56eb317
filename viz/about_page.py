"""What this is, how to read the drawing, and whose work it stands on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from viz.atlas import Atlas
from viz.network import VIS_VERSION
from viz.templating import render as template


def render(atlas: Atlas) -> str:
    """Return the page."""
    return template("about.html.j2", atlas, current="/about", claims=atlas.claims, version=_version(), vis=VIS_VERSION)


def _version() -> str:
    try:
        return version("mechgraph")
    except PackageNotFoundError:  # run from a checkout that nobody installed
        return "from a checkout"
