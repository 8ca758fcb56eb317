"""HTML: the article among the furniture of a page. Every text here is invented."""

from __future__ import annotations

import pytest

from loaders import load_text
from loaders.evidence import offered
from ontology.errors import UnreadableArticleError
from ontology.model import BlockKind, Document

PAGE = """<!doctype html><html lang="en"><head><title>Zinc | Root House</title>
<meta property="og:title" content="Zinc and the leaf"><meta name="author" content="Ann Lee"><meta name="citation_doi" content="10.5555/a1">
<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-05-06T08:00",
"publisher": {"name": "Root House"}}</script></head>
<body><nav><a href="/">Home</a></nav><div class="cookie-banner">We use cookies</div><main><article><h1>Zinc and the leaf</h1>
<p>Zinc <b>lowers</b> copper&nbsp;in <a href="https://doi.org/10.5555/a1">the leaf</a>.<sup>[1]</sup></p>
<h2>Effects</h2><p>Zinc helps by:</p><ul><li>calming leaves<ul><li>in spring</li></ul></li><li>feeding roots</li></ul>
<blockquote>“My roses bloomed.”</blockquote>
<table><tr><th>metal</th><th>effect</th></tr><tr><td>zinc</td><td>lowers copper</td></tr></table>
<p style="display:none">Tin raises iron.</p><!-- Tin raises iron. --><img alt="Tin raises iron."></article></main>
<aside class="related-posts">Tin raises iron.</aside><footer>© 2024 Root House</footer></body></html>"""


def read(text: str) -> Document:
    return load_text(text, source="a.html", suffix=".html")


def test_the_article_is_found_and_what_nobody_sees_is_not_read() -> None:
    document = read(PAGE)

    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "Zinc and the leaf"),
        (BlockKind.PARAGRAPH, "Zinc lowers copper in the leaf.[1]"),
        (BlockKind.HEADING, "Effects"),
        (BlockKind.PARAGRAPH, "Zinc helps by:"),
        (BlockKind.LIST_ITEM, "calming leaves"),
        (BlockKind.LIST_ITEM, "in spring"),
        (BlockKind.LIST_ITEM, "feeding roots"),
        (BlockKind.QUOTATION, "“My roses bloomed.”"),
        (BlockKind.TABLE_ROW, "metal | effect"),
        (BlockKind.TABLE_ROW, "zinc | lowers copper"),
    ]


def test_the_text_is_the_blocks_joined_by_blank_lines() -> None:
    document = read(PAGE.replace("https://doi.org/10.5555/a1", "/leaf"))

    assert document.text == "\n\n".join(block.text for block in document.blocks)


def test_metadata_comes_from_the_head_of_the_page() -> None:
    document = read(PAGE)

    assert (document.title, document.authors, document.doi) == ("Zinc and the leaf", ("Ann Lee",), "10.5555/a1")
    assert (document.publisher, document.published, document.language) == ("Root House", "2024-05-06", "en")


def test_list_items_know_their_lead_in_and_their_parent() -> None:
    blocks = read(PAGE).blocks

    assert [(block.lead_in, block.parent) for block in blocks[4:7]] == [(3, None), (None, 4), (3, None)]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableArticleError, match="shows no text"):
        read("<html><body><script>render()</script><img src=a></body></html>")


def test_deep_nesting_is_survived() -> None:
    try:
        document = read("<div>" * 3000 + "<p>Zinc.</p>")
    except UnreadableArticleError:
        return
    assert document.blocks


def test_links_to_studies_keep_their_address_and_raised_numbers_become_citations() -> None:
    document = read(
        '<p>Zinc <a href="https://doi.org/10.5555/a(1)b">lowers copper</a> in <a href="/shop">sheep</a>,'
        '<sup><a href="#r1">1, 2</a></sup> on 3 m<sup>2</sup>.</p>'
        '<h2>References</h2><ol><li>Lee A. <a href="https://pubmed.ncbi.nlm.nih.gov/123456">On zinc</a></li><li>Mo B.</li></ol>'
    )
    block = document.blocks[0]

    assert block.text == "Zinc lowers copper in sheep,[1, 2] on 3 m2."
    assert document.text.startswith("Zinc [lowers copper](https://doi.org/10.5555/a(1)b) in sheep")
    assert document.text[slice(*block.span(5, 18))] == "lowers copper"
    assert offered(document, 0, (0, len(block.text))).identifiers[0] == "doi:10.5555/a(1)b"
    assert document.references["2"] == "Mo B."
