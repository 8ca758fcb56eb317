"""What the three digests give, line by line, kept in golden files so that every change of the reader is seen.

Renew after a change that you have looked at: `python -m tests.test_golden`
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import load
from loaders.reader import open_reader
from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import Claim

ARTICLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
GOLDEN = Path(__file__).resolve().parent / "golden"
NAMES = ("brilliant-brain-digest", "keyora-digest", "neuronutra-digest")


def told(claim: Claim) -> str:
    """One claim as one line: where, what as written, how firmly, on what, and the statement that it supports."""
    key = claim.statement
    statement = f"{key.subject} {key.relation.value} {key.object}" if key else "-"
    denial = "not " if claim.negated else ""
    written = f"{claim.subject.phrase} {denial}{claim.relation.value} {claim.object.phrase}"
    return f"{claim.place.start} | {written} | {claim.modality.value} | {claim.evidence.level.value} | {statement}"


def lines(name: str) -> str:
    """The claims of one digest, a line each, in the order of its text."""
    document = load(ARTICLES / f"{name}.md")
    claims = LexiconGrounder(Lexicon.load()).ground(document, open_reader().read(document)).claims
    return "".join(told(claim) + "\n" for claim in claims)


@pytest.mark.parametrize("name", NAMES)
def test_a_digest_gives_the_claims_of_its_golden_file(name: str) -> None:
    assert lines(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in NAMES:
        (GOLDEN / f"{each}.txt").write_text(lines(each), encoding="utf-8")
