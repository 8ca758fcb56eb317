"""Text and drafts to a Document: blocks placed, works listed, language told, metadata merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from loaders import html as html_reader
from loaders import markdown as markdown_reader
from loaders import text as text_reader
from loaders.blocks import Draft, outline
from loaders.furniture import byline_fields
from loaders.language import detect, is_read
from loaders.metadata import Fields, front_matter, merged
from loaders.references import entries, marked
from loaders.view import View
from ontology.errors import UnreadableArticleError
from ontology.model import Block, BlockKind, Document
from ontology.namespaces import document_id

_SILENT = (BlockKind.FURNITURE, BlockKind.REFERENCE)


def plain(text: str, source: str) -> Document:
    """Return the document of a plain text."""
    return _document(text, text_reader.drafts(text), {}, source)


def markdown(text: str, source: str) -> Document:
    """Return the document of a Markdown source; abstract and title in its front matter are read as part of it."""
    head = front_matter(text, place=source)
    opening = [
        Draft(kind=BlockKind.HEADING if key == "title" else BlockKind.PARAGRAPH, view=View.of(text, *span), level=1)
        for key, span in sorted(head.prose.items(), reverse=True)
    ]
    document = _document(text, [*opening, *markdown_reader.drafts(text, head.end)], head.fields, source)
    return replace(document, references={**markdown_reader.definitions(text, head.end), **document.references})


def html(text: str, source: str) -> Document:
    """Return the document of a page; its text is what the page shows."""
    shown, drafts, fields = html_reader.read(text, source=source)
    return _document(shown, drafts, fields, source)


def _document(text: str, drafts: Iterable[Draft], fields: Fields, source: str) -> Document:
    blocks = _with_references(outline(drafts))
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise UnreadableArticleError(source, "there is no prose in it", "Load an article: headings, paragraphs, lists.")
    prose = [block.text for block in blocks if block.kind not in _SILENT]
    language = detect(" ".join(prose))
    known = merged(fields, byline_fields(block.text for block in blocks if block.kind is BlockKind.FURNITURE), _title(blocks))
    return Document(
        id=document_id(text),
        text=text,
        source=source,
        blocks=blocks,
        references=entries(blocks),
        notes=(f"the text is not English (it looks like {language}): no claims are read from it",) if not is_read(language) else (),
        **known | ({"language": language} if language else {}),
    )


def _with_references(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, kind=BlockKind.REFERENCE) if works else block for block, works in zip(blocks, marked(blocks), strict=True))


def _title(blocks: tuple[Block, ...]) -> Fields:
    """Return the heading at the top as title; one of few words above another heading is the name of the site."""
    shown = [block for block in blocks if block.kind is not BlockKind.FURNITURE][:2]
    if not shown or shown[0].kind is not BlockKind.HEADING or shown[0].level > 2:
        return {}
    is_site = len(shown[0].text.split()) <= 3 and shown[-1].kind is BlockKind.HEADING and shown[-1].level <= 3
    return {"title": shown[-1].text if is_site else shown[0].text}
