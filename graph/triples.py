"""RDF terms as N-Triples text, the form in which quads go to the engine: several times quicker than objects, and the same for every store.

Literals are rewritten by engines (`"007"^^xsd:integer` becomes `"7"`), so whatever must stay as written is a plain string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote

import pyoxigraph as ox

from ontology.namespaces import BASE, PREFIXES, iri, term

Triple = tuple[str, str, str]
"""Subject, predicate and object, each as N-Triples writes it."""

STATEMENTS = f"{BASE}graph/statements"
"""Graph of what is derived from claims and decisions: statements with their counts, and plain edges."""
EFFECTS = f"{BASE}graph/effects"
"""Graph of who raises or lowers whom, one triple for each pair of factors: where nothing else stands a path is walked in half the time."""
FACTORS = f"{BASE}graph/factors"
DECISIONS = f"{BASE}graph/decisions"
TALLY = f"{BASE}graph/tally"
"""Graph of how many claims there are of each kind, so that nobody has to count them."""
FLAGS = f"{BASE}graph/flags"
JOURNAL = f"{BASE}graph/journal"
"""Graph (and node) that says which journal number the dataset is a projection of."""

OWN_GRAPHS = (STATEMENTS, EFFECTS, FACTORS, TALLY, DECISIONS, FLAGS, JOURNAL)

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def text(value: str) -> str:
    r"""Return a plain string.

    >>> print(text('a "b"\n\\c'))
    "a \"b\"\n\\c"
    """
    return f'"{value.translate(_ESCAPES)}"'


def integer(value: int) -> str:
    """Return an xsd:integer."""
    return f'"{value}"^^<{PREFIXES["xsd"]}integer>'


def double(value: float) -> str:
    """Return an xsd:double; engines rewrite its digits, never its value."""
    return f'"{value!r}"^^<{PREFIXES["xsd"]}double>'


def boolean(value: bool) -> str:
    """Return an xsd:boolean."""
    return f'"{str(value).lower()}"^^<{PREFIXES["xsd"]}boolean>'


def date(value: str) -> str:
    """Return a date of ISO 8601 with its type, or a plain string for anything else.

    >>> date("2024-05-01"), date("May 2024")
    ('"2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date>', '"May 2024"')
    """
    for kind, shape in _DATES:
        if shape.fullmatch(value):
            return f"{text(value)}^^<{PREFIXES['xsd']}{kind}>"
    return text(value)


_DATES = (
    ("date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)")),
    ("gYearMonth", re.compile(r"\d{4}-(0[1-9]|1[0-2])")),
    ("gYear", re.compile(r"\d{4}")),
    ("dateTime", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")),
)


def node(value: str) -> str:
    """Return an IRI that we made ourselves."""
    return f"<{value}>"


def checked(value: str) -> str | None:
    """Return the IRI of an address that somebody else wrote, None when it is none.

    >>> checked("https://example.org/a"), checked("https://exa mple")
    ('<https://example.org/a>', None)
    """
    try:
        return f"<{ox.NamedNode(value).value}>"
    except ValueError:
        return None


@lru_cache(maxsize=65_536)
def item(kind: str, item_id: str) -> str:
    """Return the IRI of a factor, document, claim, statement, flag or decision.

    >>> item("factor", "nmda receptor")
    '<https://w3id.org/mechgraph/factor/nmda%20receptor>'
    """
    return f"<{iri(kind, segment(item_id))}>"


def segment(name: str) -> str:
    """Return a name as a path segment of an IRI."""
    return quote(name, safe=_SAFE)


_SAFE = "-._~:@!$'()*,;=+"
"""Characters of a path segment that need no percent-encoding (RFC 3986, pchar), without `&`."""


def item_id(kind: str, value: str) -> str:
    """Return the id that `item` made an IRI of, given without angle brackets."""
    return unquote(value.removeprefix(PREFIXES[kind]))


@lru_cache(maxsize=1024)
def own(name: str) -> str:
    """Return a term of our vocabulary.

    >>> own("Claim")
    '<https://w3id.org/mechgraph/ontology#Claim>'
    """
    return f"<{term(name)}>"


@lru_cache(maxsize=1024)
def curie(value: str) -> str:
    """Return the IRI of a CURIE with one of our prefixes.

    >>> curie("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, _, name = value.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


TYPE = curie("rdf:type")


def rdf_list(head: str, members: Iterable[str]) -> Iterable[Triple]:
    """Yield the triples of an rdf:List whose first cell is `head` (an IRI in brackets, with a fragment); cells are named by position."""
    cells = [(f"{head[:-1]}-{i}>" if i else head, member) for i, member in enumerate(members)]
    following = [cell for cell, _ in cells[1:]] + [curie("rdf:nil")]
    for (cell, member), rest in zip(cells, following, strict=True):
        yield cell, curie("rdf:first"), member
        yield cell, curie("rdf:rest"), rest
