"""Signatures of nanopublications: does the key in one say that it wrote just these quads?

Source: the signing of nanopub-java, as its test suite shows it: SHA-256 with RSA (PKCS #1 v1.5) or DSA over the normal form of all quads
but the one that holds the signature. Whose key it is, no signature says; the guidelines leave that to a list of keys.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pyoxigraph as ox

from graph.trusty import CODE, normal_form

NPX = "http://purl.org/nanopub/x/"


def signature_problems(quads: Sequence[ox.Quad], me: str) -> list[str]:
    """Return what is wrong with the signature of a nanopublication, in sentences; nothing for one that is not signed.

    Args:
        quads: All of it.
        me: Its IRI.
    """
    signed = [quad for quad in quads if quad.predicate.value == f"{NPX}hasSignature"]
    if not signed:
        return []
    if len(signed) > 1:
        return [f"There must be one signature, not {len(signed)}."]
    element = signed[0].subject
    keys = [quad.object for quad in quads if quad.subject == element and quad.predicate.value == f"{NPX}hasPublicKey"]
    if len(keys) != 1:
        return [f"The signature must name one public key, not {len(keys)}."]
    code = CODE.search(me)
    content = normal_form((quad for quad in quads if quad != signed[0]), code[1] if code else me)
    return [] if _fits(_words(keys[0]), _words(signed[0].object), content) else ["The signature does not fit the content and the key."]


def _words(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _fits(key: str, signature: str, content: bytes) -> bool:
    """Return whether a signature is that of a content by a key (DER), both in base64; what cannot be read fits nothing."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415  few nanopublications are signed
    from cryptography.hazmat.primitives.asymmetric import dsa, padding, rsa  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_der_public_key  # noqa: PLC0415

    try:
        public, signed = load_der_public_key(base64.b64decode(key)), base64.b64decode(signature)
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signed, content, padding.PKCS1v15(), SHA256())
        elif isinstance(public, dsa.DSAPublicKey):
            public.verify(signed, content, SHA256())
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
