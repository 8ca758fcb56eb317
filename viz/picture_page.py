"""The drawing as one file: the same template, data and scripts as live, all inside; it asks nothing of anybody and opens anywhere.

Its policy names each script and style by hash, so that nothing else in it can run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from graph import KnowledgeGraph
from viz.atlas import Atlas
from viz.cards import cards, claims_behind
from viz.edges import Edge
from viz.network import VIS_SCRIPT, drawing, vis_folder
from viz.scope import Scope
from viz.templating import render as template
from viz.view import view

QUOTES = 3
"""Sentences shown for each edge; the file is a picture, not the store."""


def render(atlas: Atlas, graph: KnowledgeGraph, scope: Scope) -> str:
    """Return a self-contained page with the drawing of a scope, its legend, and its rows with their sentences."""
    shown = view(atlas, scope)
    vis = _safe((vis_folder() / VIS_SCRIPT).read_text(encoding="utf-8"))
    scripts = [vis, _static("drawing.js"), _static("picture.js")]
    style = _static("app.css")
    policy = f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; img-src data:; base-uri 'none'"
    return template(
        "picture.html.j2",
        atlas,
        view=shown,
        scope=scope,
        heading=", ".join(atlas.label(name) for name in scope.focus) or "All factors",
        drawing=drawing(shown),
        rows=[(edge, _sentences(atlas, graph, edge)) for edge in shown.edges],
        policy=policy,
        style=_Verbatim(style),
        scripts=[_Verbatim(script) for script in scripts],
    )


class _Verbatim(str):
    """One of our own files, put into a page as it is; never anything that an article says."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text unescaped: inside script and style nothing is unescaped by the browser."""
        return str(self)


def _sentences(atlas: Atlas, graph: KnowledgeGraph, edge: Edge) -> list[tuple[str, str, str]]:
    """Return for the first claims of an edge: how told, the quote, the article."""
    behind = claims_behind([atlas.statements[name] for name in edge.statements], graph)
    return [(card.told, card.claim.place.quote, card.document.name) for card in cards(behind, graph, atlas)[:QUOTES]]


def _static(name: str) -> str:
    return _safe((files("viz") / "static" / name).read_text(encoding="utf-8"))


def _safe(text: str) -> str:
    """Return a file that cannot close the element around it.

    Raises:
        ValueError: It could; then the file must be changed, not the page.
    """
    if re.search(r"</(script|style)", text, re.IGNORECASE) or "<!--" in text:
        raise ValueError("a script or style of ours holds a closing tag")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
