"""Word lists that can be read: one string of words instead of a column of quotation marks."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text, parted at white space.

    >>> sorted(words("zinc iron"))
    ['iron', 'zinc']
    """
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases of a text, parted at bars and line ends.

    >>> sorted(phrases("read more|share"))
    ['read more', 'share']
    """
    return frozenset(phrase.strip() for line in text.split("\n") for phrase in line.split("|") if phrase.strip())
