"""Identifiers of works in a text: DOI, PMID, PMCID, arXiv, trial numbers, addresses of places that publish studies; all normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOI = re.compile(
    r"(?:\bdoi:?\s*|\bDOI:?\s*|(?:https?://)?(?:dx\.)?doi\.org/|\b)"
    r"(10\.\d{4,9}/(?:\(SICI\)\S{10,100}?;\d-[\dA-Z]\b|(?:[^\s\"'<>\](){}|,;]|\([^\s()]{0,60}\)){1,200}))",
    re.IGNORECASE,
)
"""The first form is that of journals of the 1990s, whose DOIs hold an item identifier (ANSI/NISO Z39.56, SICI)."""
_PMID = re.compile(
    r"\bPMID:?\s*(\d{4,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov|/)/?(\d{4,8})\b|ncbi\.nlm\.nih\.gov/pubmed/(\d{4,8})\b", re.IGNORECASE
)
_PMCID = re.compile(r"\b(PMC\d{4,9})\b", re.IGNORECASE)
_ARXIV = re.compile(r"\barxiv(?::\s*|\.org/(?:abs|pdf)/)(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE)
_EUROPE_PMC = re.compile(r"europepmc\.org/(?:article|abstract)/MED/(\d{4,8})\b", re.IGNORECASE)
_NATURE = re.compile(r"\bnature\.com/articles/([a-z0-9][\w.-]{4,40}\w)", re.IGNORECASE)
"""Pages of Nature journals are named by the part of their DOI behind 10.1038/."""
_PAGE = re.compile(
    r"(?:(?<=.)[./](?:full|abstract|abs|e?pdf|epub|html?|xml|meta|full-?text|summary|references|citations?|figures))+$", re.IGNORECASE
)
"""What publishers put behind a DOI in the addresses of their pages; it is no part of it."""
_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
_KNOWN_INSIDE = re.compile(
    r"/10\.\d{4,9}/|[=%]10\.\d{4,9}(?:/|%2F)|pubmed.*\d{4}|arxiv\.org/(?:abs|pdf)|/PMC\d|europepmc\.org/\w+/MED/\d|nature\.com/articles/\w",
    re.IGNORECASE,
)
"""Addresses that say which work they lead to, so that they are no second name of it."""
_TRIAL = re.compile(r"\b(NCT\d{8}|ISRCTN\d{8}|EudraCT\s?\d{4}-\d{6}-\d\d)\b")
_URL = re.compile(r"https?://[^\s<>\"'\])}]{3,300}")
_SCHOLARLY = re.compile(
    r"//(?:[\w-]+\.)*(?:doi\.org|ncbi\.nlm\.nih\.gov|nih\.gov|who\.int|europepmc\.org|arxiv\.org|biorxiv\.org"
    r"|medrxiv\.org|clinicaltrials\.gov|cochrane(?:library)?\.(?:org|com)"
    r"|sciencedirect\.com|springer\.com|springeropen\.com|biomedcentral\.com|wiley\.com|nature\.com"
    r"|science\.org|sciencemag\.org|cell\.com|thelancet\.com|bmj\.com|nejm\.org"
    r"|jamanetwork\.com|frontiersin\.org|mdpi\.com|plos\.org|tandfonline\.com|oup\.com|cambridge\.org"
    r"|sagepub\.com|karger\.com|acs\.org|pnas\.org|elifesciences\.org"
    r"|hindawi\.com|jstor\.org|semanticscholar\.org|researchgate\.net|ahajournals\.org|physiology\.org"
    r"|zenodo\.org|osf\.io|ipcc\.ch|europa\.eu|scielo\.(?:br|org)|ssrn\.com"
    r"|[\w-]+\.(?:gov|edu)(?:\.\w\w)?|(?:gov|ac|edu)\.\w\w)(?:[:/?#]|$)",
    re.IGNORECASE,
)
"""Places whose pages are studies, reviews or official reports; an address elsewhere may be a shop's or a dictionary's."""


def identifiers(text: str) -> tuple[str, ...]:
    """Return the identifiers of works in a text in its order, each once.

    >>> identifiers("See doi:10.5555/ABC.1, PMID 123456 and https://shop.example/zinc.")
    ('doi:10.5555/abc.1', 'pmid:123456')
    """
    found = sorted(_found(text))
    return tuple(dict.fromkeys(name for _, name in found))


def _found(text: str) -> Iterator[tuple[int, str]]:
    addresses = [(match.start(), match.end()) for match in _URL.finditer(text)]
    for match in _DOI.finditer(text):
        inside = next((start for start, end in addresses if start <= match.start(1) < end), None)
        yield match.start(1), f"doi:{_doi(match[1], address=inside is not None, page=_is_page(text, inside))}"
    for match in _PMID.finditer(text):
        yield match.start(), f"pmid:{next(group for group in match.groups() if group)}"
    for match in _PMCID.finditer(text):
        yield match.start(), f"pmcid:{match[1].upper()}"
    for match in _ARXIV.finditer(text):
        yield match.start(), f"arxiv:{match[1]}"
    for match in _EUROPE_PMC.finditer(text):
        yield match.start(), f"pmid:{match[1]}"
    for match in _NATURE.finditer(text):
        yield match.start(), f"doi:10.1038/{_PAGE.sub('', match[1]).lower()}"
    for match in _TRIAL.finditer(text):
        yield match.start(), match[1]
    for match in _URL.finditer(text):
        address = match[0].rstrip(".,;:)")
        if _SCHOLARLY.search(address) and not _KNOWN_INSIDE.search(address):
            yield match.start(), address


def _is_page(text: str, start: int | None) -> bool:
    """Return whether an address that begins there is a publisher's page, and not the resolver's."""
    return start is not None and re.match(r"https?://(?:dx\.|www\.)?doi\.org/", text[start:], re.IGNORECASE) is None


def _doi(words: str, *, address: bool, page: bool) -> str:
    """Return a DOI in lower case, without what an address has behind it.

    >>> _doi("10.3389/FNEUR.2012/full", address=True, page=True), _doi("10.5555/a?utm=x", address=True, page=False)
    ('10.3389/fneur.2012', '10.5555/a')
    """
    if address:
        words = re.split(r"[?#&]", words)[0]
    if page:
        words = _PAGE.sub("", words)
        words = _VERSION.sub("", words) if words.startswith("10.1101/") else words
    return words.rstrip(".:").lower()
