"""Ids and IRIs, all derived from content; prefixes of the vocabularies we use.

>>> document_id("Zinc lowers copper.")
'd-93b051f2ee3acd84'
>>> iri("factor", "magnesium")
'https://w3id.org/mechgraph/factor/magnesium'
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from ontology.relations import Relation

BASE = "https://w3id.org/mechgraph/"

PREFIXES: dict[str, str] = {
    "mg": f"{BASE}ontology#",
    "factor": f"{BASE}factor/",
    "document": f"{BASE}document/",
    "claim": f"{BASE}claim/",
    "statement": f"{BASE}statement/",
    "flag": f"{BASE}flag/",
    "decision": f"{BASE}decision/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
    "sh": "http://www.w3.org/ns/shacl#",
    "obo": "http://purl.obolibrary.org/obo/",
    "biolink": "https://w3id.org/biolink/vocab/",
}

ID_HEX_DIGITS = 16
"""64 bits of sha256: the chance that two of a million ids collide is about 3e-8 (birthday bound n^2 / 2^65)."""


def digest(*parts: str) -> str:
    """Return 16 hex digits of the sha256 of the parts, which cannot be confused by moving a boundary."""
    joined = "\x1f".join(part.replace("\x1f", "\x1f\x1f") for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:ID_HEX_DIGITS]


def document_id(text: str) -> str:
    """Return the id of the document with this text."""
    return f"d-{digest(text)}"


def claim_id(document: str, start: int, end: int, subject: str, relation: Relation, obj: str, *, negated: bool) -> str:
    """Return the id of a claim: its document, its place, and what it says there."""
    return f"c-{digest(document, str(start), str(end), subject, relation, obj, str(negated))}"


def statement_id(subject: str, relation: Relation, obj: str) -> str:
    """Return the id of the statement about these factors."""
    return f"s-{digest(subject, relation, obj)}"


def flag_id(code: str, *focus: str) -> str:
    """Return the id of a flag: its rule and what it is about."""
    return f"f-{digest(code, *focus)}"


def slug(phrase: str) -> str:
    """Return a readable path segment for a phrase: letters and digits of ASCII, words joined by hyphens; a digest where none are left.

    >>> slug("ATP–Mg²⁺ buffering"), slug("谷氨酸")
    ('atp-mg2-buffering', 'x-2f56b2f3c58bb3d2')
    """
    folded = unicodedata.normalize("NFKD", phrase).lower()
    words = re.findall(r"[a-z0-9]+", folded)
    return "-".join(words)[:80].strip("-") or f"x-{digest(phrase)}"


def iri(kind: str, item_id: str) -> str:
    """Return the IRI of a factor, document, claim, statement, flag or decision."""
    return f"{PREFIXES[kind]}{item_id}"


def term(name: str) -> str:
    """Return the IRI of a term of our own vocabulary."""
    return f"{PREFIXES['mg']}{name}"
