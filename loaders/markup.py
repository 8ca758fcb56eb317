"""Inline markup out of a view: links become their words, emphasis and tags go, citation marks stay to be seen.

One pass over marks found by one expression, with stacks for what nests; time grows with the length of the text, whatever it holds.
A forced line break (`\\` or two spaces at a line's end, `<br>`) becomes a vertical tab, at which block readers part the view.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from loaders.view import Edit, View
from loaders.words import words

BREAK = "\x0b"
"""A forced line break in a view that is not tidy yet."""

_MARK = re.compile(
    r"""
      (?P<hard>(?:\\|(?<!\ )\ {2,})\n)
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<comment><!--)
    | (?P<auto><(?:https?|ftp|mailto|doi):[^\s<>]{1,2000}>)
    | (?P<tag></?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]{0,4000})?/?>)
    | (?P<ticks>`+)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    | (?P<embed>!\[\[[^\[\]\n]{0,300}\]\])
    | (?P<wiki>\[\[(?![\^\d])[^\[\]\n|]{1,300}(?:\|[^\[\]\n|]{1,300})?\]\](?!\())
    | (?P<open>!?\[)
    | (?P<close>\])
    | (?P<small>(?<![\^~])(?P<sign>[\^~])(?=[^\s\^~]{1,24}(?P=sign)(?!(?P=sign))))
    | (?P<attributes>\{:[^{}\n]{0,400}\}|(?<=[\])*_])\{[\#.][^{}\n]{0,400}\})
    | (?P<run>\*+|_+|~~|==)
    """,
    re.VERBOSE,
)
_DESTINATION = re.compile(
    r"\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,3})(?:\s{1,3}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s?\)"
)
_NUMBER = re.compile(r"[\d\s,;–-]{1,60}")
"""A number in brackets cites a work, also where a link definition of that name stands below; its brackets stay to be seen."""
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,300})\]")
_RAISED = re.compile(r"(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12})</sup>", re.IGNORECASE)
CITABLE = re.compile(r"(?:[A-Za-z]{3}|[.,;:)\]”\"’])$")
"""What a raised number is a citation behind: a word or a mark, not a unit (`m<sup>2</sup>`)."""
_BREAKING = words(
    """
    br p div li ul ol tr td th table h1 h2 h3 h4 h5 h6 hr section article blockquote figure figcaption details summary
    """
)
_SILENT = ("script", "style", "svg", "iframe", "template", "noscript", "object", "math")


@dataclass(slots=True)
class _Scan:
    text: str
    labels: frozenset[str]
    html: bool
    edits: list[Edit] = field(default_factory=list)
    brackets: list[tuple[int, int, int]] = field(default_factory=list)
    delimiters: dict[str, list[int]] = field(default_factory=dict)
    skip_to: int = 0
    closed: dict[str, int] = field(default_factory=dict)

    def find(self, needle: str, start: int) -> int:
        """Return where the needle stands at or after `start`, -1 when nowhere; a needle known to be absent is not sought again."""
        if self.closed.get(needle, len(self.text) + 1) <= start:
            return -1
        place = self.text.find(needle, start)
        if place < 0:
            self.closed[needle] = start
        return place


def without_markup(view: View, *, labels: frozenset[str] = frozenset(), html: bool = True) -> View:
    """Return the view without inline markup; a raised number behind a word is a citation and comes in brackets.

    Args:
        view: Of one inline stretch (a paragraph, an item, a cell).
        labels: Labels of link definitions of the document, folded for case.
        html: Whether tags, comments and entities are markup here.

    >>> text = "**Zinc** [lowers](https://e.example/a) Cu^2+^ <b>fast</b> [[7]](#r7)."
    >>> without_markup(View.of(text, 0, len(text))).text
    'Zinc lowers Cu2+ fast [7].'
    """
    scan = _Scan(view.text, labels, html)
    for mark in _MARK.finditer(view.text):
        if mark.start() >= scan.skip_to:
            _READERS[mark.lastgroup or "run"](scan, mark)
    return view.edited(_in_order(scan.edits))


def _in_order(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e[0], -e[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _hard(scan: _Scan, mark: re.Match[str]) -> None:
    scan.edits.append((mark.start(), mark.end(), BREAK))


def _escape(scan: _Scan, mark: re.Match[str]) -> None:
    scan.edits.append((mark.start(), mark.end(), mark[0][1]))


def _comment(scan: _Scan, mark: re.Match[str]) -> None:
    end = scan.find("-->", mark.end()) if scan.html else -1
    if end >= 0:
        scan.edits.append((mark.start(), end + 3, ""))
        scan.skip_to = end + 3


def _auto(scan: _Scan, mark: re.Match[str]) -> None:
    scan.edits += ((mark.start(), mark.start() + 1, ""), (mark.end() - 1, mark.end(), ""))
    scan.skip_to = mark.end()


def _tag(scan: _Scan, mark: re.Match[str]) -> None:
    if not scan.html:
        return
    name = re.split(r"[\s/>]", mark[0].lstrip("</"), maxsplit=1)[0].lower()
    raised = (
        _RAISED.match(scan.text, mark.end())
        if name == "sup" and CITABLE.search(scan.text[max(0, mark.start() - 4) : mark.start()])
        else None
    )
    if raised:
        scan.edits += ((mark.start(), mark.end(), "["), (raised.end(1), raised.end(), "]"))
        scan.skip_to = raised.end()
        return
    end = mark.end()
    if name in _SILENT and not mark[0].startswith("</") and not mark[0].endswith("/>"):
        close = scan.find(f"</{name}", mark.end())
        end = scan.text.find(">", close) + 1 if close >= 0 else end
        end = end or len(scan.text)
    scan.edits.append((mark.start(), end, BREAK if name in _BREAKING else ""))
    scan.skip_to = end


def _ticks(scan: _Scan, mark: re.Match[str]) -> None:
    close = re.compile(rf"(?<!`){mark[0]}(?!`)") if len(mark[0]) <= 3 else None
    found = close.search(scan.text, mark.end(), mark.end() + 2000) if close else None
    if found:
        scan.edits += ((mark.start(), mark.end(), ""), (found.start(), found.end(), ""))
        scan.skip_to = found.end()


def _entity(scan: _Scan, mark: re.Match[str]) -> None:
    meant = unescape(mark[0])
    if scan.html and len(meant) == 1:
        scan.edits.append((mark.start(), mark.end(), " " if meant == "\xa0" else meant))


def _embed(scan: _Scan, mark: re.Match[str]) -> None:
    scan.edits.append((mark.start(), mark.end(), ""))


def _wiki(scan: _Scan, mark: re.Match[str]) -> None:
    words = mark[0].find("|") + 1 or 2
    scan.edits += ((mark.start(), mark.start() + words, ""), (mark.end() - 2, mark.end(), ""))
    scan.skip_to = mark.end()


def _attributes(scan: _Scan, mark: re.Match[str]) -> None:
    scan.edits.append((mark.start(), mark.end(), ""))


def _open(scan: _Scan, mark: re.Match[str]) -> None:
    scan.brackets.append((mark.start(), mark.end(), len(scan.edits)))


def _close(scan: _Scan, mark: re.Match[str]) -> None:
    if not scan.brackets:
        return
    start, words, edits = scan.brackets.pop()
    end = _link_end(scan, mark.end(), scan.text[words : mark.start()])
    if end is None:
        return
    if scan.text[start] == "!":
        del scan.edits[edits:]
        scan.edits.append((start, end, ""))
    else:
        scan.edits += ((start, words, ""), (mark.start(), end, ""))
    scan.skip_to = end


def _link_end(scan: _Scan, after: int, words: str) -> int | None:
    destination = _DESTINATION.match(scan.text, after)
    if destination:
        return destination.end()
    if _NUMBER.fullmatch(words):
        return None
    reference = _REFERENCE.match(scan.text, after)
    if reference:
        return reference.end() if (reference[1] or words).casefold() in scan.labels else None
    return after if words.casefold() in scan.labels and not words.startswith("^") else None


def _small(scan: _Scan, mark: re.Match[str]) -> None:
    end = scan.text.index(mark[0], mark.end())
    scan.edits += ((mark.start(), mark.end(), ""), (end, end + 1, ""))


def _run(scan: _Scan, mark: re.Match[str]) -> None:
    before = scan.text[mark.start() - 1 : mark.start()]
    after = scan.text[mark.end() : mark.end() + 1]
    opens, closes = bool(after.strip()), bool(before.strip())
    if mark[0][0] == "_" and before.isalnum() and after.isalnum():
        return
    waiting = scan.delimiters.setdefault(mark[0][0], [])
    for place in range(mark.start(), mark.end()):
        if closes and waiting and waiting[-1] < mark.start():
            opener = waiting.pop()
            scan.edits += ((opener, opener + 1, ""), (place, place + 1, ""))
        elif opens:
            waiting.append(place)


_READERS = {
    "hard": _hard,
    "escape": _escape,
    "comment": _comment,
    "auto": _auto,
    "tag": _tag,
    "ticks": _ticks,
    "entity": _entity,
    "embed": _embed,
    "wiki": _wiki,
    "attributes": _attributes,
    "open": _open,
    "close": _close,
    "small": _small,
    "run": _run,
}
