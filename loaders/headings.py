"""Headings that nothing marks: told by numbering, capitals, length and what stands below."""

from __future__ import annotations

import re

from loaders.words import words

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+\S")
_LETTERED = re.compile(r"[a-hA-H][.)]\s+[A-Z]")
_LABELLED = re.compile(
    r"(?:mechanism|step|reason|tip|phase|stage|benefit|myth|rule|factor|pathway|type|example|question) (?:\d{1,2}|[A-H])\b", re.IGNORECASE
)
_PART = re.compile(r"(?:part|chapter|section|volume) (?:\d{1,2}|[IVX]+|[A-H])\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?:abstract|introduction|background|methods?|results?|discussion|conclusions?|summary|references|bibliography|sources"
    r"|overview|key takeaways|faqs?)",
    re.IGNORECASE,
)
_SMALL = words(
    """
    a an the and or but nor of in on at to for by with from as is are vs via into your our its their it that this you we do
    does not
    """
)

_MARKED_LEVELS = ((_LETTERED, 5), (_LABELLED, 4), (_PART, 2))

MAX_CHARACTERS = 120
"""A heading fits on a line; the longest of 230 in the texts looked at has 104 characters."""

MIN_TITLE_SHARE = 0.6
"""Share of the longer words that begin with a capital in a title."""

MIN_PROSE = 60
"""Characters of a line that counts as prose below a heading of few words."""


def is_title(words: str) -> bool:
    """Return whether words are set like a title: capitals on most longer words, no full stop.

    >>> is_title("How Zinc Works"), is_title("Zinc shifts the balance"), is_title("ZINC AND IRON")
    (True, False, True)
    """
    bare = words.strip("*_ ")
    longer = [word for word in re.findall(r"[^\W\d_][\w’'+-]*", bare) if word.lower() not in _SMALL]
    if not longer or len(bare) > MAX_CHARACTERS or bare.endswith((".", ";", ",", "…")):
        return False
    capitals = sum(word[0].isupper() for word in longer)
    return capitals >= MIN_TITLE_SHARE * len(longer) and not bare[0].islower()


def is_heading(words: str, below: str) -> bool:
    """Return whether a line that stands alone is a heading, given the line below it.

    >>> is_heading("7.1 The first link", "It is weak."), is_heading("Magnesium helps by:", "- calming nerves")
    (True, False)
    """
    bare = words.strip("*_ ")
    if len(bare) > MAX_CHARACTERS or not bare:
        return False
    if _NUMBERED.match(bare) or _KNOWN.fullmatch(bare):
        return not bare.endswith((".", ";", ","))
    if bare.endswith((".", ";", ",", ":", "…", "!")) or not (bare[0].isupper() or bare[0].isdigit() or _LETTERED.match(bare)):
        return False
    if _LETTERED.match(bare):
        return True
    count = len(bare.split())
    if is_title(bare):
        return count > 1 or len(below) >= MIN_PROSE
    return count <= 6 and len(below) >= 2 * MIN_PROSE and below.rstrip('"”’)*').endswith((".", "?", "!", ":"))


def heading_level(words: str, *, first: bool, gap: int, above: int | None, numbered: bool) -> int:
    """Return how deep a heading lies, 1 = outermost.

    Args:
        words: The heading.
        first: Whether nothing stands above it in the article.
        gap: Number of blank lines above it.
        above: Level of the heading directly above, None when something else stands there.
        numbered: Whether the article numbers its sections.

    >>> heading_level("7.1 The first link", first=False, gap=1, above=None, numbered=True)
    3
    """
    number = _NUMBERED.match(words.strip("*_ "))
    if number:
        return 2 + number[1].count(".")
    if first:
        return 1
    marked = next((level for pattern, level in _MARKED_LEVELS if pattern.match(words)), None)
    if marked or gap >= 2:
        return marked or 2
    return (above + 1 if above else 4) if numbered else 3
