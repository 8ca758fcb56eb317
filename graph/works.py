"""Which works stand behind a claim, so that one work counts once however many articles cite it.

A work is named by an identifier (`doi:10.1/x`, `pmid:1`, an address) or by author and year (`named:bannai 2012`). Two names are one
work when some claim offers them together as its only source: "Bannai et al., 2012, doi:10.1/x" ties the author to the DOI.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ontology.model import Evidence, EvidenceLevel

DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""The shape that matches all but a few early DOIs: Crossref, "DOIs and matching regular expressions" (2015)."""

PUBMED = re.compile(r"(?:pmid:\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)(\d+)/?", re.IGNORECASE)

ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s]+)(\S*)", re.IGNORECASE)

YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")

NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]*[^\W\d_][\w’'-]*")
"""A word of two letters or more that begins with a capital."""

NO_NAMES = frozenset(
    """a an and another as at by e.g for from in of on one our recent see some that the these this those to two with
    clinical controlled data evidence findings journal meta-analysis paper randomised randomized report research review
    study studies systematic trial trials""".split()  # noqa: SIM905
)
"""Words that begin a citation with a capital and name nobody."""


def work_of(identifier: str) -> str:
    """Return the normal form of one identifier: DOIs in lower case without resolver or closing point, PMIDs as numbers.

    >>> work_of("https://doi.org/10.1000/AbC."), work_of("https://pubmed.ncbi.nlm.nih.gov/123/"), work_of("http://www.example.org/a/")
    ('doi:10.1000/abc', 'pmid:123', 'https://example.org/a')
    """
    text = identifier.strip()
    if found := DOI.fullmatch(text):
        return f"doi:{found[1].lower().rstrip('.,;)')}"
    if found := PUBMED.fullmatch(text):
        return f"pmid:{int(found[1])}"
    if found := ADDRESS.fullmatch(text):
        return f"https://{found[1].lower()}{found[2].rstrip('/.,;')}"
    return text.lower()


def named_works(cite: str) -> tuple[str, ...]:
    """Return author and year of each work that the words name; an institution without a year stands for itself.

    >>> named_works("Bannai et al., 2012, Sleep; see also Kawai (2009)")
    ('named:bannai 2012', 'named:kawai 2009')
    >>> named_works("a 2011 notice of the FDA"), named_works("World Sleep Society")
    (('named:fda 2011',), ('named:world sleep society',))
    """
    years = list(YEAR.finditer(cite))
    if not years:
        names = _names(cite)
        return (f"named:{' '.join(names)}",) if names else ()
    starts = [0, *(year.end() for year in years[:-1])]
    found = [_author_year(cite, start, year) for start, year in zip(starts, years, strict=True)]
    return tuple(dict.fromkeys(work for work in found if work))


def _author_year(cite: str, start: int, year: re.Match[str]) -> str | None:
    """Return the first name before the year, else the first one after it: "Bannai, 2012" and "a 2011 notice of the FDA"."""
    names = _names(cite[start : year.start()].rpartition(";")[2]) or _names(cite[year.end() :])
    return f"named:{names[0]} {year[0].lower()}" if names else None


def _names(words: str) -> list[str]:
    return [name for name in map(_fold, NAME.findall(words)) if name not in NO_NAMES]


def _fold(name: str) -> str:
    """Return a name in lower case without marks, possessive or closing hyphen, so that Müller and Muller's are one."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[’']s$", "", bare.lower()).strip("’'-")


def works(evidence: Evidence) -> tuple[tuple[str, ...], ...]:
    """Return the works that a claim offers, each as the names it goes by; none for vague or absent evidence.

    One identifier of each kind beside at most one author and year is one work under several names. More than that cannot be paired
    by program, so only the most frequent kind of identifier counts: a number of sources is never too high for want of knowledge.

    >>> works(Evidence(level=EvidenceLevel.IDENTIFIED, cite="Bannai 2012", identifiers=("doi:10.1000/x", "pmid:7")))
    (('doi:10.1000/x', 'named:bannai 2012', 'pmid:7'),)
    >>> works(Evidence(level=EvidenceLevel.VAGUE, cite="Studies show"))
    ()
    """
    if evidence.level not in (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED):
        return ()
    kinds = _kinds([*map(work_of, evidence.identifiers), *named_works(evidence.cite or "")])
    if all(len(names) == 1 for names in kinds):
        return (tuple(sorted(name for names in kinds for name in names)),) if kinds else ()
    return tuple((name,) for name in sorted(kinds[0]))


def _kinds(names: Iterable[str]) -> list[set[str]]:
    """Return names by kind, each once: the most frequent kind first, identifiers before names where they are as many."""
    kinds: dict[str, set[str]] = {}
    for name in names:
        kinds.setdefault(_kind(name), set()).add(name)
    return [kinds[kind] for kind in sorted(kinds, key=lambda kind: (-len(kinds[kind]), _KIND_ORDER.index(kind)))]


_KIND_ORDER = ("doi", "pmid", "address", "named")


def _kind(name: str) -> str:
    kind = name.partition(":")[0]
    return kind if kind in _KIND_ORDER else "address"


def independent_sources(offers: Iterable[Evidence]) -> int:
    """Return how many different works these offers rest on: connected names are one work.

    >>> cited = Evidence(level=EvidenceLevel.IDENTIFIED, cite="Bannai 2012", identifiers=("doi:10.1000/x",))
    >>> independent_sources([cited, Evidence(level=EvidenceLevel.NAMED, cite="Bannai et al. (2012)")])
    1
    """
    leader: dict[str, str] = {}
    for names in _all_works(offers):
        heads = {_head(leader, name) for name in names}
        first = min(heads)
        for head in heads:
            leader[head] = first
    return sum(1 for name in leader if leader[name] == name)


def _all_works(offers: Iterable[Evidence]) -> Iterator[tuple[str, ...]]:
    for evidence in offers:
        yield from works(evidence)


def _head(leader: dict[str, str], name: str) -> str:
    leader.setdefault(name, name)
    while leader[name] != name:
        name = leader[name]
    return name
