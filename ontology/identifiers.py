"""Identifiers of works in a text: DOI, PMID, PMCID, arXiv, trial numbers, addresses of places that publish studies; all normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOI = re.compile(
    r"(?:\bdoi:?\s*|\bDOI:?\s*|(?:https?://)?(?:dx\.)?doi\.org/|\b)(10\.\d{4,9}/(?:[^\s\"'<>\](){}|,;]|\([^\s()]{0,60}\)){1,200})",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"\bPMID:?\s*(\d{4,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov|/)/?(\d{4,8})\b|ncbi\.nlm\.nih\.gov/pubmed/(\d{4,8})\b", re.IGNORECASE
)
_PMCID = re.compile(r"\b(PMC\d{4,9})\b", re.IGNORECASE)
_ARXIV = re.compile(r"\barxiv(?::\s*|\.org/(?:abs|pdf)/)(\d{4}\.\d{4,5})", re.IGNORECASE)
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
    for match in _DOI.finditer(text):
        yield match.start(1), f"doi:{match[1].rstrip('.:').lower()}"
    for match in _PMID.finditer(text):
        yield match.start(), f"pmid:{next(group for group in match.groups() if group)}"
    for match in _PMCID.finditer(text):
        yield match.start(), f"pmcid:{match[1].upper()}"
    for match in _ARXIV.finditer(text):
        yield match.start(), f"arxiv:{match[1]}"
    for match in _TRIAL.finditer(text):
        yield match.start(), match[1]
    for match in _URL.finditer(text):
        address = match[0].rstrip(".,;:)")
        if _SCHOLARLY.search(address) and not re.search(
            r"doi\.org/10\.|pubmed.*\d{4}|arxiv\.org/(?:abs|pdf)|/PMC\d", address, re.IGNORECASE
        ):
            yield match.start(), address
