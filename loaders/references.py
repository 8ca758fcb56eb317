"""The article's own numbered list of works: labels to entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ontology.model import Block, BlockKind

_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d+)*\.?\s+)?(?:selected |further |key |cited |scientific |list of )?"
    r"(?:references?|bibliography|sources?|citations?|works cited|literature(?: cited)?|footnotes|endnotes)"
    r"(?: (?:and|&) (?:further reading|notes|citations|references|sources))?\s*:?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:\[\^?([\w-]{1,40})\]:?|\(?(\d{1,3})[.)\]]|\^(\d{1,3}))\s+(?=\S)")


def is_reference_heading(words: str) -> bool:
    """Return whether a heading announces the list of works.

    >>> is_reference_heading("References and notes"), is_reference_heading("Sources of zinc")
    (True, False)
    """
    return bool(_HEADING.fullmatch(words.strip("*_ ")))


def marked(blocks: Sequence[Block]) -> list[bool]:
    """Return for each block whether it is an entry of the list of works: under such a heading, or a footnote."""
    return [block.kind is not BlockKind.HEADING and any(is_reference_heading(words) for words in block.path[-1:]) for block in blocks]


def entries(blocks: Sequence[Block]) -> Mapping[str, str]:
    """Return label -> entry of the REFERENCE blocks; entries without a label of their own are counted from 1.

    An ordered list has lost its markers in the reading view, so its entries are counted too.
    """
    found: dict[str, str] = {}
    count = 0
    for block in blocks:
        if block.kind is BlockKind.REFERENCE:
            count += 1
            label = _LABEL.match(block.text)
            name = next(part for part in label.groups() if part) if label else str(count)
            found.setdefault(name, block.text[label.end() :] if label else block.text)
    return found
