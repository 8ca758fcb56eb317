"""The page that says that something is not there, or went wrong, and what to do."""

from __future__ import annotations

from viz.atlas import Atlas
from viz.templating import render as template


def render(atlas: Atlas, title: str, message: str, *, status: int | None = None) -> str:
    """Return a page with a title and one message; both are escaped."""
    return template("message.html.j2", atlas, title=title, message=message, status=status)
