"""HTML to text and drafts: hidden things out, the article found among menus and teasers, its blocks joined by blank lines.

`Document.text` of a page is made here: what a reader sees of each block, one block a paragraph, links to studies with their address
behind their words as in Markdown. What is not shown (comments, scripts, `display: none`, letters of one pixel) is not read either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml import html as lxml_html

from loaders.blocks import Draft
from loaders.furniture import is_furniture
from loaders.markup import CITABLE
from loaders.metadata import Fields, fields_of, json_ld, merged
from loaders.view import Edit, View
from loaders.words import words
from ontology.errors import UnreadableArticleError
from ontology.identifiers import identifiers
from ontology.model import BlockKind

MAX_DEPTH = 200
"""Elements nested deeper are dropped: pages of people stay below 60, and lxml's own limit is 256."""

OPEN, TARGET, CLOSE = "\ue000", "\ue001", "\ue002"
"""Where a link to a work begins, where its address begins, where it ends; private characters, taken out of every page first."""

MIN_ARTICLE = 0.4
"""Share of the page's words that the article finder must keep; below it has lost the article, and the whole page is read."""

_GONE = words(
    """
    script style noscript template svg math iframe object embed canvas form pre button select textarea input nav footer aside
    dialog audio video picture img map area head title
    """
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)",
    re.IGNORECASE,
)
_PAGE_PARTS = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|sidebar|footer|cookie|banner|breadcrumbs?|share|social|related|newsletter|subscribe|comments?|advert|promo|popup|modal)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINK = re.compile(f"{OPEN}([^{OPEN}{TARGET}{CLOSE}]*){TARGET}([^{OPEN}{TARGET}{CLOSE}]*){CLOSE}")
_LEVELS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = words(
    """
    p div section article main li dd dt blockquote tr pre figcaption caption summary details h1 h2 h3 h4 h5 h6 ul ol
    table br hr
    """
)


@dataclass(slots=True)
class _Piece:
    kind: BlockKind
    words: str
    level: int = 0
    ordered: bool = False


@dataclass(slots=True)
class _Page:
    pieces: list[_Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read(markup: str, *, source: str) -> tuple[str, list[Draft], Fields]:
    """Return the text of a page, its drafts and its metadata.

    Raises:
        UnreadableArticleError: The page cannot be parsed, or shows no text.
    """
    tree = _parsed(markup, source)
    fields = _fields(tree)
    root = _article(_shown(tree))
    pieces = [piece for piece in _pieces(root) if piece.words]
    if not any(re.search(r"\w", piece.words) for piece in pieces):
        raise UnreadableArticleError(source, "the page shows no text", "Pages built by scripts cannot be read; save the article as text.")
    text, drafts = _joined(pieces)
    return text, drafts, fields


def _parsed(markup: str, source: str) -> etree._Element:
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    clean = re.sub(f"[\x00-\x08\x0b\x0c\x0e-\x1f{OPEN}{TARGET}{CLOSE}]", "", markup)
    try:
        return lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", clean), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableArticleError(
            source, f"the page is no HTML ({' '.join(str(error).split())[:80]})", "Save the article as text."
        ) from error


def _fields(tree: etree._Element) -> Fields:
    meta: dict[str, object] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = element.get("content")
        if name and content:
            meta[name] = (*_tuple(meta.get(name)), content) if "author" in name else meta.get(name, content)
    title = tree.find(".//title")
    found: Fields = fields_of({"title": " ".join(_said(title).split())}) if title is not None else {}
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    scripts = [_said(script) for script in tree.iter("script") if "ld+json" in (script.get("type") or "")]
    language = fields_of({"lang": tree.get("lang") or ""})
    return merged(json_ld(scripts), fields_of(meta), fields_of({"url": canonical}), found, language)


def _said(element: etree._Element) -> str:
    """Return all the words in an element."""
    return "".join(str(words) for words in element.itertext())


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _shown(tree: etree._Element) -> etree._Element:
    """Return the page without what a reader does not see or what belongs to the site."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _GONE or _is_hidden(element) or _is_page_part(element):
            _drop(element)
    return tree


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.get("hidden") is not None or element.get("aria-hidden") == "true" or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
    )


def _is_page_part(element: etree._Element) -> bool:
    if element.tag in ("body", "html", "main", "article") or element.find(".//h1") is not None:
        return False
    role = element.get("role") or ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return role in ("navigation", "banner", "complementary", "contentinfo", "search", "dialog") or bool(_PAGE_PARTS.search(names))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _article(tree: etree._Element) -> etree._Element:
    """Return the smallest of `article`, `main` and the whole page that keeps most of the words."""
    whole = len(_said(tree))
    for tag in ("article", "main"):
        found = max(tree.iter(tag), key=lambda element: len(_said(element)), default=None)
        if found is not None and len(_said(found)) >= MIN_ARTICLE * whole:
            return found
    body = tree.find("body")
    return tree if body is None else body


def _pieces(root: etree._Element) -> Iterator[_Piece]:
    page = _Page()
    _walk(root, page, _Piece(BlockKind.PARAGRAPH, ""), 0)
    _flush(page, _Piece(BlockKind.PARAGRAPH, ""))
    return iter(page.pieces)


def _walk(element: etree._Element, page: _Page, mode: _Piece, depth: int) -> None:
    if _cited(element, page, depth):
        return
    inner = _mode(element, mode)
    is_block = element.tag in _BLOCKS and mode.kind is not BlockKind.TABLE_ROW
    if is_block:
        _flush(page, mode)
    page.words.append(element.text or "")
    for child in element if depth < MAX_DEPTH else ():
        _walk(child, page, inner, depth + 1)
        page.words.append(child.tail or "")
    if element.tag in ("td", "th"):
        page.words.append(" | ")
    elif is_block:
        _flush(page, inner)


def _cited(element: etree._Element, page: _Page, depth: int) -> bool:
    """Write a link to a work with its address, and a raised number as a citation in brackets; return whether it was one."""
    href = element.get("href") or ""
    words = "".join(str(part) for part in element.itertext()).strip()
    if element.tag == "a" and identifiers(href) and words and not words.startswith("http"):
        page.words.append(f"{OPEN}{' '.join(words.split())}{TARGET}{'%20'.join(href.split())}{CLOSE}")
        return True
    before = "".join(page.words[-3:])[-4:]
    if (
        element.tag == "sup"
        and depth < MAX_DEPTH
        and re.fullmatch(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12}", words)
        and CITABLE.search(before)
    ):
        page.words.append(f"[{words}]")
        return True
    return False


def _mode(element: etree._Element, mode: _Piece) -> _Piece:
    """Return what the words in an element are, given what they would be outside it."""
    tag = element.tag
    if tag in _LEVELS:
        return _Piece(BlockKind.HEADING, "", _LEVELS[tag])
    if tag in ("ul", "ol"):
        return replace(mode, level=mode.level + 1 if mode.kind is not BlockKind.HEADING else 1, ordered=tag == "ol")
    if tag == "li":
        return replace(mode, kind=BlockKind.LIST_ITEM, level=max(1, mode.level))
    if tag == "tr":
        return _Piece(BlockKind.TABLE_ROW, "")
    return replace(mode, kind=BlockKind.QUOTATION) if tag == "blockquote" else mode


def _flush(page: _Page, mode: _Piece) -> None:
    words = " ".join("".join(page.words).split()).strip("| ")
    page.words.clear()
    if not words:
        return
    kind = BlockKind.FURNITURE if mode.kind is BlockKind.PARAGRAPH and is_furniture(words) else mode.kind
    page.pieces.append(replace(mode, kind=kind, words=words))
    if mode.kind is BlockKind.LIST_ITEM:
        mode.kind = BlockKind.PARAGRAPH


def _joined(pieces: list[_Piece]) -> tuple[str, list[Draft]]:
    """Return the text, links to works as `[words](address)`, and drafts whose views show the words alone."""
    shown = [_LINK.sub(r"[\1](\2)", piece.words) for piece in pieces]
    text = "\n\n".join(shown)
    drafts = []
    start = 0
    for piece, said in zip(pieces, shown, strict=True):
        view = View.of(text, start, start + len(said)).edited(_link_marks(piece.words))
        ordered = piece.ordered and piece.kind is BlockKind.LIST_ITEM
        drafts.append(Draft(kind=piece.kind, view=view, level=piece.level, ordered=ordered))
        start += len(said) + 2
    return text, drafts


def _link_marks(words: str) -> Iterator[Edit]:
    """Yield the edits that take `[`, and `](address)`, out of the view of a piece."""
    shift = 0
    for found in _LINK.finditer(words):
        begin = found.start() + shift
        yield begin, begin + 1, ""
        end = begin + 1 + len(found[1])
        yield end, end + 3 + len(found[2]), ""
        shift += len(found[1]) + len(found[2]) + 4 - (found.end() - found.start())
