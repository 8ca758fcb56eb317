"""How many annotated phrases reach a factor: the goal of grounding, measured on the annotations beside the checkout."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import FactorKind
from tests.build import a_document

pytestmark = pytest.mark.shared
GROUNDER = LexiconGrounder(Lexicon.load())


def kinds(annotations: Path, article: Path) -> Counter[FactorKind]:
    """Count the kinds of factor that the subjects and objects of one article reach."""
    context = GROUNDER.context(a_document(article.read_text(encoding="utf-8")))
    rows = [json.loads(line) for line in annotations.read_text(encoding="utf-8").splitlines()]
    phrases = [row[end] for row in rows if "subject" in row for end in ("subject", "object")]
    return Counter(GROUNDER.phrase(phrase, context).factor.kind for phrase in phrases)


def test_at_least_85_in_100_annotated_phrases_reach_a_factor(shared: Path) -> None:
    total: Counter[FactorKind] = Counter()
    for article in (shared / "articles").iterdir():
        annotations = shared / "gold" / "dev" / f"{article.stem}.jsonl"
        if annotations.exists():
            total += kinds(annotations, article)

    assert total.total() > 2000
    assert 1 - total[FactorKind.UNRESOLVED] / total.total() >= 0.85
