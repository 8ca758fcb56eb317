"""Marks in running text that point into a list of works: `[3]`, `[1-3, 7]`, `[^note]`, raised digits, Pandoc's `[@reed2019]`."""

from __future__ import annotations

import re

MARK = re.compile(
    r"\[\^[\w-]{1,30}\](?!\()|\[(?:\d{1,3}|ref[\w-]{0,20})\](?!\()|\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){1,12}\]"
    r"|(?:(?<=[.,;)])|(?<=[a-z]{4}))[⁰¹²³⁴-⁹]{1,3}(?![⁺⁻])"
    r"|\[[^\[\]@]{0,60}(?<![\w.])@\w[^\[\]]{0,200}\](?!\()"
)
"""The last alternative is Pandoc's (manual, "Citation syntax"): keys behind @, parted by semicolons, words before, locators behind."""

_KEY = re.compile(r"(?<![\w.])@([\w](?:[\w:.#$%&+?<>~/-]{0,80}\w)?)")
_RANGE = re.compile(r"(\d{1,3})\s?[–-]\s?(\d{1,3})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LONGEST = 30
"""Numbers that a range may stand for; a longer one is hardly a list of works."""


def labels(mark: str) -> tuple[str, ...]:
    """Return the labels that a mark names, ranges written out.

    >>> labels("[1-3, 7]"), labels("[^note]"), labels("[see @reed2019, p. 3; @stone:2020]"), labels("²")
    (('1', '2', '3', '7'), ('note',), ('reed2019', 'stone:2020'), ('2',))
    """
    if "@" in mark:
        return tuple(dict.fromkeys(_KEY.findall(mark)))
    inner = mark.strip("[]").translate(_RAISED)
    if not re.fullmatch(r"[\d\s,;–-]+", inner):
        return (inner.lstrip("^"),)
    return tuple(dict.fromkeys(label for part in re.split(r"[,;]", inner) for label in _numbers(part.strip())))


def _numbers(part: str) -> tuple[str, ...]:
    found = _RANGE.fullmatch(part)
    if not found:
        return (part,) if part else ()
    first, last = int(found[1]), int(found[2])
    return tuple(map(str, range(first, last + 1))) if first <= last < first + LONGEST else (found[1], found[2])


def marks(text: str) -> tuple[str, ...]:
    """Return the marks in a text, in its order.

    >>> marks("Zinc lowers copper [1,2] and [so on] iron.³"), marks("Mg²⁺ in [zinc](z.html) [mail me@z.example]")
    (('[1,2]', '³'), ())
    """
    return tuple(match[0] for match in MARK.finditer(text))
