"""Addresses: of our own pages, and of the few outside ones that a page may lead to (http and https only)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from ontology.model import Claim, Document

RESOLVERS = {
    "doi": "https://doi.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "arxiv": "https://arxiv.org/abs/",
}
SHAREABLE = 2_000
"""Characters of a text that may stand in an address: mostly under 6,000 bytes when encoded; RFC 9110 4.1 asks everybody to take 8,000."""
IDENTIFIERS = "https://identifiers.org/"


def href(kind: str, item_id: str) -> str:
    """Return the address of one of our pages.

    >>> href("factor", "zinc"), href("claim", "a/b c")
    ('/factor/zinc', '/claim/a%2Fb%20c')
    """
    return f"/{kind}/{quoted(item_id)}"


def quoted(text: str) -> str:
    """Return a text as one piece of an address."""
    return quote(text, safe="")


def parameters(values: Mapping[str, str]) -> str:
    """Return the part of an address after "?"."""
    return urlencode(values)


def playground(text: str) -> str:
    """Return the address that shows how a text is read; of a very long one its beginning.

    >>> playground("Zinc lowers copper.")
    '/playground?text=Zinc+lowers+copper.'
    """
    return f"/playground?{parameters({'text': text[:SHAREABLE]})}"


def outside(address: str | None) -> str | None:
    """Return an address that may be linked to: http or https with a host; None for anything else.

    >>> outside("https://example.org/a"), outside("javascript:alert(1)"), outside("java\\tscript:alert(1)")
    ('https://example.org/a', None, None)
    """
    if not address or any(character <= " " for character in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def identifier(text: str) -> str | None:
    """Return where an identifier of a source leads (`doi:...`, `pmid:...`, an address), None if nowhere safe.

    >>> identifier("doi:10.5555/a b"), identifier("PMID:12"), identifier("isbn:1")
    ('https://doi.org/10.5555/a%20b', 'https://pubmed.ncbi.nlm.nih.gov/12', None)
    """
    scheme, _, rest = text.partition(":")
    base = RESOLVERS.get(scheme.lower())
    return base + quote(rest, safe="/:;()") if base and rest else outside(text)


def curie(text: str) -> str:
    """Return the page about an identifier of another vocabulary.

    >>> curie("CHEBI:28694")
    'https://identifiers.org/CHEBI:28694'
    """
    return IDENTIFIERS + quote(text, safe=":")


def in_article(claim: Claim, document: Document) -> str | None:
    """Return the address that opens the article at the quote (a text fragment), None where the article has no address.

    The fragment holds the first and last words of the quote; a browser that does not know fragments opens the top.
    """
    address = outside(document.url)
    if address is None:
        return None
    words = claim.place.quote.split()
    text = _part(words) if len(words) <= 10 else f"{_part(words[:5])},{_part(words[-5:])}"
    return f"{address.partition('#')[0]}#:~:text={text}"


def _part(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")  # "-" has a meaning of its own in text fragments
