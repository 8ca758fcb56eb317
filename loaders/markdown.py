"""Markdown to drafts: block structure from markdown-it (CommonMark and tables), words from `loaders.markup`.

`Document.text` stays the source itself. Code, images and raw HTML without words are left out; a line of a paragraph that is bold from
end to end and ends without a full stop is a heading in all but name, and is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from loaders.blocks import Draft
from loaders.furniture import is_furniture
from loaders.markup import BREAK, without_markup
from loaders.view import View
from ontology.model import BlockKind

PSEUDO_HEADING = 7
"""Level of bold lines used as headings: below all six of Markdown."""

_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)(?=\S)[^*_\n]{1,120}[^*_\s.:!?;,](?:\*\*|__)[ \t\\]*(?:\n|$)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*\S", re.MULTILINE)
_NUMBERED = re.compile(r"^ {0,3}\[(\d{1,3})\]:[ \t]*(\S[^\n]{0,400})", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^([^\[\]\s]{1,80})\]:[ \t]*")
_FENCE = re.compile(r"^[ \t]*:{3,}[^\n]*(?:\n|$)", re.MULTILINE)
_CALLOUT = re.compile(r"\[![A-Za-z]+\][+-]?[ \t]*")
_IDLE_CALLOUT = re.compile(r"\[!(?:mnemonic|todo|question|quote|cite|faq|help)\]", re.IGNORECASE)
_AMID = re.compile(rf"(?<=[a-z,]){BREAK}(?=[a-z])")
"""A forced break where the sentence goes on: sources with lines broken by hand often end them in two blanks."""
_MARKED = re.compile(r"(?:^|(?<=\n)|(?<=\x0b))[ \t]*[•◦▪▫‣\u2043●○■□✓✔✗✘➤►▶➢❖⚫▸▹◆◇✦✧★☆✅☑⬤⦁][ \t\u00a0]+(?=\S)")
"""A typographic bullet at the beginning of a line, which Markdown does not know."""
_QUOTED = re.compile(r"[\"“‘'].*[\"”’']\W*(?:[—–-].*)?$", re.DOTALL)


@cache
def _parser() -> MarkdownIt:
    """Return the block parser; inline marks are not its business, `loaders.markup` keeps their places."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")
    return parser


@dataclass(slots=True)
class _Source:
    """The article, where its lines stand, and which constructs are open; `fresh` until the first words of a list item were seen."""

    text: str
    lines: list[tuple[int, int]]
    labels: frozenset[str]
    open: list[str] = field(default_factory=list)
    fresh: bool = False
    heading: int = 1


def definitions(text: str, start: int = 0) -> dict[str, str]:
    """Return the numbered link definitions of a source: `[3]: https://...` is how many articles list their works.

    >>> definitions("[3]: https://e.example/a 'On zinc'")
    {'3': "https://e.example/a 'On zinc'"}
    """
    return {found[1]: found[2].strip() for found in _NUMBERED.finditer(text, start)}


def drafts(text: str, start: int = 0) -> Iterator[Draft]:
    """Yield the drafts of a Markdown article in order.

    Args:
        text: The whole source.
        start: Where the article begins, behind front matter; the beginning of a line.
    """
    body = text[start:]
    source = _Source(text, _line_spans(text, start), frozenset(label.casefold() for label in _DEFINITION.findall(body)))
    for token in _parser().parse(body):
        yield from _token(source, token)


def _token(source: _Source, token: Token) -> Iterator[Draft]:
    if token.nesting == 1:
        source.open.append(token.type)
        source.fresh |= token.type == "list_item_open"
        source.heading = int(token.tag[1:]) if token.type == "heading_open" else source.heading
        if token.type == "tr_open" and token.map:
            yield _row(source, token.map[0])
    elif token.nesting == -1:
        source.open.pop()
    elif token.type == "inline" and token.content and "tr_open" not in source.open[-3:]:
        yield from _inline(source, token)
    elif token.type in ("fence", "code_block") and token.map and token.info.strip().lower() in _DRAWN:
        yield from _drawing(source, *token.map)
    elif token.type == "html_block" and token.map:
        yield from _raw(source, *token.map)


def _line_spans(text: str, start: int) -> list[tuple[int, int]]:
    spans = []
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        spans.append((start, end))
        start = end + 1
    return spans


def _inline(source: _Source, token: Token) -> Iterator[Draft]:
    view = View.joined(source.text, _content(source, token))
    if source.open[-1] == "heading_open":
        yield Draft(kind=BlockKind.HEADING, view=_clean(source, view), level=source.heading)
    elif _NOTE.match(view.text):
        yield Draft(kind=BlockKind.REFERENCE, view=_clean(source, view))
    else:
        yield from _paragraph(source, view.edited((m.start(), m.end(), "") for m in _FENCE.finditer(view.text)))


def _content(source: _Source, token: Token) -> list[tuple[int, int]]:
    """Return where the lines of an inline token stand: each is the tail of its source line, behind markers of lists and quotations."""
    first = token.map[0] if token.map else 0
    spans = []
    for offset, words in enumerate(token.content.split("\n")):
        start, end = source.lines[first + offset]
        place = source.text.rfind(words.strip(), start, end) if words.strip() else start
        place = start if place < 0 else place
        spans.append((place, _line_end(source.text, place + len(words.strip()), end)))
    return spans


def _line_end(text: str, end: int, limit: int) -> int:
    """Return the end of the line where only blanks follow the words: two of them force a line break, one parts the words from the next."""
    return end if text[end:limit].strip() else limit


def _paragraph(source: _Source, view: View) -> Iterator[Draft]:
    depth = source.open.count("list_item_open")
    title = None if depth else _BOLD_LINE.match(view.text)
    if title:
        yield Draft(kind=BlockKind.HEADING, view=_clean(source, view.part(0, title.end())), level=PSEUDO_HEADING)
        view = view.part(title.end(), len(view.text))
    kind = BlockKind.LIST_ITEM if depth and source.fresh else _kind(source, view)
    ordered = source.open[-3:-2] == ["ordered_list_open"]
    source.fresh = False
    callout = _CALLOUT.match(view.text)
    if callout and _IDLE_CALLOUT.match(view.text):
        kind = BlockKind.FURNITURE
    view = view.part(callout.end(), len(view.text)) if callout else view
    marked = list(_MARKED.finditer(view.text)) if not depth else []
    whole = view.part(0, marked[0].start()) if marked else view
    for part in _parts(_clean(source, whole)):
        yield Draft(kind=kind, view=part, level=depth, ordered=ordered and kind is BlockKind.LIST_ITEM)
        kind = BlockKind.PARAGRAPH if kind is BlockKind.LIST_ITEM else kind
    ends = [*(found.start() for found in marked[1:]), len(view.text)]
    for found, end in zip(marked, ends, strict=bool(marked)):
        item = view.part(found.end(), end)
        yield Draft(kind=BlockKind.LIST_ITEM, view=_clean(source, item), level=1)


def _kind(source: _Source, view: View) -> BlockKind:
    words = _clean(source, view).tidy().text
    if is_furniture(words):
        return BlockKind.FURNITURE
    return BlockKind.QUOTATION if "blockquote_open" in source.open and _QUOTED.match(words) else BlockKind.PARAGRAPH


def _clean(source: _Source, view: View) -> View:
    return without_markup(view, labels=source.labels)


def _parts(view: View) -> Iterator[View]:
    """Yield what stands between forced line breaks, blank parts left out; a break amid a sentence is a blank ("... and\x0bthe ...")."""
    view = view.edited((m.start(), m.end(), " ") for m in _AMID.finditer(view.text))
    start = 0
    for end in (*(m.start() for m in re.finditer(BREAK, view.text)), len(view.text)):
        if view.text[start:end].strip():
            yield view.part(start, end)
        start = end + 1


def _row(source: _Source, line: int) -> Draft:
    start, end = source.lines[line]
    words = source.text[start:end]
    inner = words.strip().strip("|")
    start += words.index(inner)
    return Draft(kind=BlockKind.TABLE_ROW, view=_clean(source, View.of(source.text, start, start + len(inner))))


_DRAWN = ("", "text", "txt", "plain", "plaintext", "ascii", "none")
"""Languages of a fenced block that may hold a drawing in words."""
_CHAIN = re.compile(r"[^\W\d]{2}[^\n]*[→⟶➔⇒](?=[^\n]*[^\W\d])|[↑↓]\s*[^\W\d]{2}")
_GOES_ON = re.compile(r"\s*[→⟶➔⇒](?=\s*[↑↓]?\s*[^\W\d])")
_GRAPH = re.compile(r"[│┌┐└┘─\\/_]{2}|[│|/\\]\s*$|^\s*[│|/\\]")


def _drawing(source: _Source, first: int, last: int) -> Iterator[Draft]:
    """Yield the chains of arrows in a fenced block, a line that goes on with an arrow together with the one above; no curves and boxes."""
    chains: list[list[tuple[int, int]]] = []
    for start, end in source.lines[first:last]:
        line = source.text[start:end]
        if _GRAPH.search(line) or line.strip().startswith("```"):
            continue
        if _GOES_ON.match(line):
            above = source.text[slice(*chains[-1][-1])] if chains and chains[-1][-1][1] == start - 1 else ""
            if _column(above) < _column(line):
                chains[-1].append((start, end))
        elif _CHAIN.search(line):
            chains.append([(start, end)])
    for spans in chains:
        yield Draft(kind=BlockKind.FIGURE, view=View.joined(source.text, spans))


def _column(line: str) -> int:
    """Return where the last arrow of a line stands; one that is drawn right under it, or before it, branches off from a term before."""
    return max((found.start() for found in re.finditer("[→⟶➔⇒]", line)), default=len(line) or MOST_COLUMNS)


MOST_COLUMNS = 1_000
"""Columns that no line of a drawing has."""


def _raw(source: _Source, first: int, last: int) -> Iterator[Draft]:
    view = View.of(source.text, source.lines[first][0], source.lines[last - 1][1])
    for part in _parts(_clean(source, view)):
        yield Draft(kind=BlockKind.PARAGRAPH, view=part)
