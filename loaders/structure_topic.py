"""What an article is about, when its headings take it for granted ("Causes", "Complications")."""

from __future__ import annotations

import re

from ontology.model import Document

_FILE = re.compile(r"\.\w{1,8}$")
_SPLIT = re.compile(r"[:|–—?]|\s-\s")
_NOISE = re.compile(
    r"^(?:what is|understanding|about|all about|overview of|introduction to|the|an?)\s+"
    r"|\s+(?:overview|notes?|summary|guide|explained|101)$",
    re.IGNORECASE,
)

_PART = re.compile(
    r"(?:causes?|symptoms?|signs(?: and symptoms)?|risk factors?|complications?|treatments?|diagnosis|prevention|benefits?|uses|overview"
    r"|introduction|background|mechanisms?(?: of action)?|pathophysiology|conclusions?|summary|faq|abstract)",
    re.IGNORECASE,
)
"""Titles of a part of an article."""
MIN_MENTIONS = 3
"""Times that a phrase must occur before a title or a file name is believed to name the matter of an article."""


def subject_matter(document: Document) -> str | None:
    """Return the factor that an article is about: its title or the name of its file, when the text keeps naming it.

    >>> from loaders import load_text
    >>> subject_matter(load_text("# Gout\\n\\nGout hurts. Gout swells. Gout passes.", source="x", suffix=".md"))
    'Gout'
    """
    title = _SPLIT.split(document.title or "")[0]
    file = _FILE.sub("", (document.source or "").rsplit("/", 1)[-1]).replace("-", " ").replace("_", " ")
    text = document.text.lower()
    for words in (title, file):
        name = _NOISE.sub("", words.strip()).strip()
        if _PART.fullmatch(name):
            continue
        if 1 <= len(name.split()) <= 3 and text.count(name.lower()) >= MIN_MENTIONS:
            return name
    return None
