"""Nanopublications: ours are valid, the suite's valid ones pass, its invalid ones do not."""

from __future__ import annotations

import base64
from pathlib import Path

import pyoxigraph as ox
import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings

from graph.nanopub import nanopub, problems, read, to_trig
from graph.signatures import NPX
from graph.trusty import CODE, artifact_code, normal_form
from ontology.errors import StoreError
from ontology.model import Claim, Document, Modality
from tests.build import a_claim, a_document
from tests.graph.strategies import claims

NOW = "2026-01-02T03:04:05Z"
FORMATS = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS}


@settings(max_examples=40)
@given(claims())
def test_any_claim_makes_a_valid_nanopublication_and_comes_back(claim: Claim) -> None:
    document = Document(id=claim.document_id, text="words")

    quads = nanopub(claim, document, created=NOW)

    assert problems(quads) == []
    assert read(to_trig(quads).encode()) == [claim]


def test_the_name_is_the_hash_of_the_content() -> None:
    quads = nanopub(a_claim(), a_document(), created=NOW)
    other = to_trig(nanopub(a_claim(context="at night"), a_document(), created=NOW))
    forged = ox.parse(to_trig(quads).replace("Zinc lowers", "Zinc lifts"), format=ox.RdfFormat.TRIG)

    (code,) = {found[1] for quad in quads if (found := CODE.search(str(quad.graph_name)[1:-1]))}
    assert artifact_code(quads, code) == code
    assert code not in other
    assert problems(forged) == ["The content does not fit the hash in its name."]


@pytest.mark.parametrize(("claim", "edges"), [(a_claim(), 1), (a_claim(negated=True), 0), (a_claim(modality=Modality.HEDGED), 0)])
def test_only_what_is_asserted_becomes_an_edge(claim: Claim, edges: int) -> None:
    quads = nanopub(claim, a_document(), created=NOW)

    assert len([quad for quad in quads if quad.predicate.value.endswith("ontology#decreases")]) == edges


def test_what_is_no_nanopublication_is_refused() -> None:
    for nonsense in (b"<a", b"", b"<http://a> <http://b> <http://c> ."):
        with pytest.raises(StoreError):
            read(nonsense)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["plain", "trusty", "signed"])
def test_the_valid_ones_of_the_suite_pass(shared: Path, folder: str) -> None:
    files = [file for file in sorted((shared / "data/nanopub-testsuite/valid" / folder).iterdir()) if file.suffix in FORMATS]

    refused = {file.name: found for file in files if (found := problems(ox.parse(file.read_bytes(), format=FORMATS[file.suffix])))}

    assert len(files) >= 17
    assert refused == {}


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["plain", "trusty", "signed"])
def test_the_invalid_ones_of_the_suite_are_refused(shared: Path, folder: str) -> None:
    files = sorted((shared / "data/nanopub-testsuite/invalid" / folder).iterdir())

    passed = {file.name for file in files if not problems(ox.parse(file.read_bytes(), format=ox.RdfFormat.TRIG))}

    assert files
    assert passed == set()


def signed(quads: list[ox.Quad], key: rsa.RSAPrivateKey | dsa.DSAPrivateKey) -> list[ox.Quad]:
    """Return a nanopublication without trusty URI, signed by a key."""
    plain = to_trig(quads).replace(CODE.search(quads[0].graph_name.value)[1], "draft")  # type: ignore[index, union-attr]
    found = list(ox.parse(plain, format=ox.RdfFormat.TRIG))
    me = next(quad.subject for quad in found if quad.object.value.endswith("#Nanopublication"))
    info = next(quad.graph_name for quad in found if quad.graph_name.value.endswith("#pubinfo"))
    element = ox.NamedNode(f"{me.value}#signature")
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def said(name: str, value: bytes) -> ox.Quad:
        return ox.Quad(element, ox.NamedNode(NPX + name), ox.Literal(base64.b64encode(value).decode()), info)

    found.append(said("hasPublicKey", public))
    content = normal_form(found, me.value)
    one_rsa = isinstance(key, rsa.RSAPrivateKey)
    signature = key.sign(content, padding.PKCS1v15(), SHA256()) if one_rsa else key.sign(content, SHA256())  # type: ignore[call-arg, arg-type]
    return [*found, said("hasSignature", signature)]


@pytest.fixture(scope="module", params=["RSA", "DSA"])
def key(request: pytest.FixtureRequest) -> rsa.RSAPrivateKey | dsa.DSAPrivateKey:
    """A key made for these tests."""
    return rsa.generate_private_key(65537, 2048) if request.param == "RSA" else dsa.generate_private_key(1024)  # noqa: S505  what old nanopublications have


def test_a_signature_fits_its_content_and_no_other(key: rsa.RSAPrivateKey | dsa.DSAPrivateKey) -> None:
    quads = signed(nanopub(a_claim(), a_document(), created=NOW), key)
    forged = list(ox.parse(to_trig(quads).replace("Zinc lowers", "Zinc lifts"), format=ox.RdfFormat.TRIG))

    assert problems(quads) == []
    assert problems(forged) == ["The signature does not fit the content and the key."]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("hasSignature", "bm9uZQ==", "There must be one signature, not 2."),
        ("hasPublicKey", "bm9uZQ==", "The signature must name one public key, not 2."),
    ],
)
def test_one_signature_names_one_key(key: rsa.RSAPrivateKey, name: str, value: str, expected: str) -> None:
    quads = signed(nanopub(a_claim(), a_document(), created=NOW), key)
    last = quads[-1]

    assert problems([*quads, ox.Quad(last.subject, ox.NamedNode(NPX + name), ox.Literal(value), last.graph_name)]) == [expected]


@pytest.mark.parametrize("name", ["hasSignature", "hasPublicKey"])
def test_a_key_or_signature_that_cannot_be_read_fits_nothing(key: rsa.RSAPrivateKey, name: str) -> None:
    quads = [
        ox.Quad(quad.subject, quad.predicate, ox.Literal("nonsense"), quad.graph_name) if quad.predicate.value == NPX + name else quad
        for quad in signed(nanopub(a_claim(), a_document(), created=NOW), key)
    ]

    assert problems(quads) == ["The signature does not fit the content and the key."]
