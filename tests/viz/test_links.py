"""Where a page may lead."""

from __future__ import annotations

import pytest

from tests.build import a_claim, a_document
from viz.links import identifier, in_article, outside


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "/local",
        "",
        None,
        "http://[bad",
        "file:///etc/passwd",
        "https://a\nb",
    ],
)
def test_only_http_addresses_with_a_host_are_links(address: str | None) -> None:
    assert outside(address) is None


@pytest.mark.parametrize("text", ["doi:10.5555/a", "pmid:12", "PMCID:PMC1", "arxiv:2001.00001", "https://example.org/a"])
def test_known_identifiers_lead_to_their_resolver(text: str) -> None:
    assert str(identifier(text)).startswith("https://")


@pytest.mark.parametrize("text", ["doi:", "isbn:1", "javascript:alert(1)", 'doi:"><img src=x>'])
def test_an_identifier_never_carries_markup_or_another_scheme(text: str) -> None:
    address = identifier(text) or ""

    assert not set(address) & set('<>"')
    assert address == "" or address.startswith("https://doi.org/")


def test_a_quote_is_opened_by_a_text_fragment() -> None:
    document = a_document("Zinc lowers copper-rich soil.", url="https://example.org/a#top")
    claim = a_claim(document=document, quote="Zinc lowers copper-rich soil.")

    assert in_article(claim, document) == "https://example.org/a#:~:text=Zinc%20lowers%20copper%2Drich%20soil."


def test_a_long_quote_is_named_by_its_ends() -> None:
    text = " ".join(f"w{number}" for number in range(30))
    document = a_document(text, url="https://example.org/a")

    assert str(in_article(a_claim(document=document, quote=text), document)).endswith(
        "text=w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"
    )


def test_an_article_that_is_not_on_the_web_cannot_be_opened_there() -> None:
    document = a_document(url="javascript:alert(1)")

    assert in_article(a_claim(document=document), document) is None
