"""Trusty URIs of module RA: the hash of a set of quads, which stands in their own IRIs.

Source: Kuhn and Dumontier 2014, doi:10.1007/978-3-319-07443-6_27.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

import pyoxigraph as ox

from ontology.errors import StoreError

CODE = re.compile(r"[^A-Za-z0-9_-](RA[A-Za-z0-9_-]{43})(?:[^A-Za-z0-9_-].*)?$")
"""A trusty URI's artifact code: module RA and 256 bits in 43 characters of base64."""


def artifact_code(quads: Iterable[ox.Quad], mine: str) -> str:
    """Return the code of a set of quads: the hash of their normal form.

    Args:
        quads: Of one nanopublication, without blank nodes.
        mine: The code that stands in its IRIs now, or the IRI that ends where the code will stand.
    """
    return "RA" + base64.urlsafe_b64encode(hashlib.sha256(normal_form(quads, mine)).digest()).decode().rstrip("=")


def normal_form(quads: Iterable[ox.Quad], mine: str) -> bytes:
    """Return what is hashed and signed: the quads in a fixed order, one term a line, the code left out; arguments as above."""
    rows = sorted({_row(quad, mine): quad for quad in quads}.items())
    return "".join(
        _normal(term, mine) for _, quad in rows for term in (quad.graph_name, quad.subject, quad.predicate, quad.object)
    ).encode()


def _row(quad: ox.Quad, mine: str) -> tuple[tuple[int, str, str, str], ...]:
    return tuple(_key(term, mine) for term in (quad.graph_name, quad.subject, quad.predicate, quad.object))


def _key(term: object, mine: str) -> tuple[int, str, str, str]:
    """Return what terms are sorted by: IRIs before literals, each by its text with a space for the code."""
    if isinstance(term, ox.NamedNode):
        return 0, _blanked(term.value, mine), "", ""
    if isinstance(term, ox.Literal):
        return 1, term.value, "" if term.language else term.datatype.value, term.language or ""
    raise StoreError(f"{term} has no place in a nanopublication with a trusty URI. Give blank nodes and graphs a name.")


def _normal(term: object, mine: str) -> str:
    if isinstance(term, ox.Literal):
        words = term.value.replace("\\", "\\\\").replace("\n", "\\n")
        return f"@{term.language.lower()} {words}\n" if term.language else f"^{term.datatype.value} {words}\n"
    return f"{_blanked(str(term)[1:-1], mine)}\n"


def _blanked(iri: str, mine: str) -> str:
    """Return an IRI of the nanopublication itself with a space in place of the code, any other as it is."""
    if mine.startswith("RA"):
        return iri.replace(mine, " ")
    return f"{mine} {iri.removeprefix(mine)}" if iri == mine or iri.startswith(f"{mine}#") else iri
