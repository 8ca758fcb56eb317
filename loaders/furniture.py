"""What stands on a page and says nothing: buttons, bylines, dates, notices, teasers; and the metadata that bylines carry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.metadata import Fields, doi
from loaders.words import phrases

_BUTTONS = phrases(
    """
    share | share this | share this post | subscribe | sign in | sign up | log in | login | menu | search | home
    skip to content | skip to main content | back to top | next | previous | prev | see all | see more | read more
    read next | load more | show more | learn more | get the app | comments | restacks | comments restacks | reply
    like | like this | print | email | facebook | twitter | x | linkedin | pinterest | instagram | whatsapp | reddit
    copy link | save | bookmark | advertisement | sponsored | ad | close | accept | accept all | accept cookies
    decline | cookie settings | manage cookies | privacy | privacy policy | terms | terms of service | terms of use
    contact | contact us | about | about us | recommended for you | top latest discussions | top | latest
    discussions | newsletter | table of contents | contents | shop now | buy now | add to cart | start your substack
    write a comment | leave a comment | leave a reply | post comment | download pdf | view all | all posts | follow
    follow us
    """
)
_CLOSERS = phrases(
    """
    you may also like | you might also like | you might also enjoy | related posts | related articles
    related reading | more from | more like this | discussion about this post | read next | recommended reading
    about the author | about the authors | leave a comment | leave a reply | comments | popular posts | recent posts
    """
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE_LINE = re.compile(
    r"(?:(?:published|updated|posted|last updated|reviewed)(?: on)?:?\s*)?"
    rf"(?:{_MONTH}\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}\.? \d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:\s*[•·|].{0,60})?",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"(?:©|\(c\) ?\d{4}|copyright\b).{0,200}|.{0,120}\ball rights reserved\b.{0,80}", re.IGNORECASE)
_BYLINE = re.compile(r"(?:written |reviewed |medically reviewed |posted )?by:? (?=[A-Z“\"])[^.!?]{2,100}(?:\|[^|]{0,60})?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:category|categories|tags?|filed under|topics?|orcid|reading time|image credits?|photo(?: credit| by)?|source url)\s*:.{0,200}",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"(?:(?:ORCID|DOI|ISSN|PMID|URL)\s*:?\s*\[?\S{4,200}\s*){1,4}")
_DURATION = re.compile(r"\d{1,3}[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_ARROWS = re.compile(r"^[←→<>«»\s]+|[←→<>«»:….\s]+$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\(c\)|©)?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?([A-Z][^.|\-–—\[\]]{1,80}?)\s*(?:[.|\-–—\[]|$)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:written |posted )?by:? ([A-Z][^|•·.!?\d]{1,80}?)\s*(?:[|•·]|$)", re.IGNORECASE)

_TEASER = re.compile(
    r"(?:you (?:may|might) also (?:like|enjoy)|related (?:posts?|articles?|stories|reading)|recommended reading|read (?:next|more|also))"
    r"\s*:\s*.{1,200}",
    re.IGNORECASE,
)
"""A line that leads to another article, whose title is not this article's claim."""

TAIL = 0.5
"""A line such as "You may also like" ends an article only in its second half; in the first half it heads a box inside it."""


def is_furniture(line: str) -> bool:
    """Return whether a line stands on the page and says nothing of the article.

    >>> [is_furniture(line) for line in ("← Previous", "By Ann Lee | 9 min read", "Copyright 2024 Lee.", "By day it sleeps.")]
    [True, True, True, False]
    >>> is_furniture("You may also like: How moss drinks"), is_furniture("You may also like moss.")
    (True, False)
    """
    bare = _ARROWS.sub("", line).strip()
    if not re.search(r"\w", bare) or bare.lower() in _BUTTONS or bare.lower() in _CLOSERS:
        return True
    return any(pattern.fullmatch(line.strip()) for pattern in (_DATE_LINE, _NOTICE, _BYLINE, _LABEL, _TEASER, _IDENTIFIER, _DURATION))


def closes_article(line: str) -> bool:
    """Return whether nothing of the article follows such a line (comments, teasers of other articles).

    >>> closes_article("You may also like:"), closes_article("You may also feel tired.")
    (True, False)
    """
    return _ARROWS.sub("", line).strip().lower() in _CLOSERS


def byline_fields(lines: Iterable[str]) -> Fields:
    """Return author, publisher and DOI as the furniture of a page names them.

    >>> byline_fields(["By Ann Lee | 9 min read", "© 2024 Zinc House. All rights reserved.", "DOI: 10.5555/a1"])
    {'authors': ('Ann Lee',), 'publisher': 'Zinc House', 'doi': '10.5555/a1'}
    """
    found: Fields = {}
    for line in lines:
        author, notice, identifier = _AUTHOR.match(line), _COPYRIGHT.search(line), doi(line)
        if author:
            found.setdefault("authors", (author[1].strip(),))
        if notice:
            found.setdefault("publisher", notice[1].strip())
        if identifier:
            found.setdefault("doi", identifier)
    return found
