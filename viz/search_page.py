"""The page of search results, for whoever presses Enter or has no scripts."""

from __future__ import annotations

from itertools import groupby

from graph import KnowledgeGraph
from viz.atlas import Atlas
from viz.find import find
from viz.templating import render as template

FOUND = 60
"""Results on the page; more would be read by nobody."""


def render(atlas: Atlas, graph: KnowledgeGraph, words: str) -> str:
    """Return what was found, in groups."""
    found = find(atlas, graph, words, limit=FOUND)
    groups = [(kind, list(group)) for kind, group in groupby(found, key=lambda one: one.kind)]
    return template("search.html.j2", atlas, words=words, groups=groups, found=len(found))
