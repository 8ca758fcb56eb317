"""BibTeX to plain fields: `@article{reed2019, author = {Reed, Anna}, ...}`; what is broken is left out and counted.

Source: the format as BibTeX reads it (O. Patashnik, "BibTeXing", 1988): braces or quotation marks around a value, `#` between parts,
`@string` macros, `@comment` and `@preamble` without entries. LaTeX marks for accents become letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_HEAD = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()=\"#%]{1,120})\s*,")
_FIELD = re.compile(r"\s*([A-Za-z][\w:.-]{0,60})\s*=\s*")
_BARE = re.compile(r"[\w.:+/-]{1,80}")
_GAP = re.compile(r"\s*")
_MARK = re.compile(r'\\.|[{}"]', re.DOTALL)
LONGEST = 50_000
"""Characters of a value: an abstract has a few thousand. A brace that nobody closes costs no more than this."""
MOST_BROKEN = 100
"""Entries; a file with more is no BibTeX, and the rest of it is not read."""
_RAW = ("author", "editor")
"""Fields whose braces say what is one name; `names` reads them."""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a file by key, each with its fields in lower case and its type as `entrytype`; `broken` counts those left out."""

    entries: Mapping[str, Mapping[str, str]]
    broken: int = 0


class _BrokenError(ValueError):
    """The text at a place is no BibTeX."""


def bibtex(text: str) -> Bibliography:
    """Return the entries of a BibTeX file; the first entry of a key counts.

    >>> found = bibtex('@Article{reed19, author = {Reed, Anna and M{\\\\"u}ller, Bo}, year = 2019, title = "On {Zinc}"}')
    >>> list(names(found.entries["reed19"]["author"])), found.entries["reed19"]["title"]
    ([('Reed', 'Anna'), ('Müller', 'Bo')], 'On Zinc')
    """
    entries: dict[str, Mapping[str, str]] = {}
    macros = {month: str(number) for number, month in enumerate(MONTHS, start=1)}
    broken, position = 0, 0
    while broken < MOST_BROKEN and (head := _HEAD.search(text, position)):
        kind, position = head[1].lower(), head.end()
        if kind in ("comment", "preamble"):
            continue
        try:
            position = _take(text, position, kind, macros, entries)
        except _BrokenError:
            broken += 1
    return Bibliography(entries, broken)


def _take(text: str, position: int, kind: str, macros: dict[str, str], entries: dict[str, Mapping[str, str]]) -> int:
    """Read one entry behind its opening brace into `entries` (or a macro into `macros`), and return where it ends."""
    if kind == "string":
        fields, end = _fields(text, position, macros)
        macros.update(fields)
        return end
    key = _KEY.match(text, position)
    if key is None:
        raise _BrokenError
    fields, end = _fields(text, key.end(), macros)
    entries.setdefault(key[1], {"entrytype": kind, **{name: value if name in _RAW else plain(value) for name, value in fields.items()}})
    return end


def _fields(text: str, position: int, macros: Mapping[str, str]) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    while field := _FIELD.match(text, position):
        value, position = _value(text, field.end(), macros)
        fields.setdefault(field[1].lower(), value)
        position = _skip(text, position)
        if text[position : position + 1] != ",":
            break
        position += 1
    position = _skip(text, position)
    if text[position : position + 1] not in ("}", ")"):
        raise _BrokenError
    return fields, position + 1


def _value(text: str, position: int, macros: Mapping[str, str]) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        part, position = _part(text, position, macros)
        parts.append(part)
        position = _skip(text, position)
        if text[position : position + 1] != "#":
            return "".join(parts), position
        position = _skip(text, position + 1)


def _part(text: str, position: int, macros: Mapping[str, str]) -> tuple[str, int]:
    opening = text[position : position + 1]
    if opening in ("{", '"'):
        end = _closing(text, position, opening)
        return text[position + 1 : end], end + 1
    bare = _BARE.match(text, position)
    if bare is None:
        raise _BrokenError
    return macros.get(bare[0].lower(), bare[0]), bare.end()


def _closing(text: str, position: int, opening: str) -> int:
    """Return where a value in braces or quotation marks ends; marks inside braces do not end it."""
    depth = 0
    for mark in _MARK.finditer(text, position + 1, position + LONGEST):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            if depth == 0 and opening == "{":
                return mark.start()
            depth -= 1
        elif mark[0] == '"' and opening == '"' and depth == 0:
            return mark.start()
        if depth < 0:
            break
    raise _BrokenError


def _skip(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å"}
_LETTERS |= {"i": "i", "j": "j", "textendash": "–", "textemdash": "—", "alpha": "α", "beta": "β", "gamma": "γ"}
_ACCENT = re.compile(r"\\(?:([\"'`^~=.])\s*|([cvuHrkdb])(?:\s+|(?=\{)))(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij]\b|[A-Za-z]))")
_LETTER = re.compile(rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?:\{{\}}|\s+|(?![A-Za-z]))")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?\s*|([&%$#_{}]))")


def plain(value: str) -> str:
    """Return a value as a reader sees it: letters for LaTeX marks, no braces, single spaces.

    >>> plain(r"{\\'E}tude \\& M{\\"u}ller~{\\o}, {\\em in vivo} 3--5")
    'Étude & Müller ø, in vivo 3–5'
    """
    value = _ACCENT.sub(_accented, value)
    value = _LETTER.sub(lambda match: _LETTERS[match[1]], value)
    value = _COMMAND.sub(lambda match: match[1] or "", value)
    value = value.replace("{", "").replace("}", "").replace("~", " ").replace("---", "—").replace("--", "–").replace("$", "")
    return " ".join(value.split())


def _accented(match: re.Match[str]) -> str:
    letter = (match[3] or match[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])


def names(value: str) -> Iterator[tuple[str, str]]:
    """Yield family and given name of each author in a BibTeX list; a name in braces is one of a body, and whole.

    >>> list(names("Reed, Anna and Bo van Stone and {World Zinc Group}"))
    [('Reed', 'Anna'), ('van Stone', 'Bo'), ('World Zinc Group', '')]
    """
    for name in re.split(r"\s+and\s+(?![^{]*\})", value.strip()):
        if name.startswith("{") and name.find("}") == len(name) - 1:
            yield plain(name), ""
        elif "," in name:
            family, *_, given = map(plain, name.split(","))
            yield family, given
        elif words := plain(name).split():
            first = next((at for at, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
            yield " ".join(words[first:]), " ".join(words[:first])
