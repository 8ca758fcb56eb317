"""Causal-language classes of public sentences: `python benchmarks/strength.py FOLDER`.

FOLDER holds annotated_pubmed.csv and annotated_eureka.csv of Yu et al. (EMNLP 2019, COLING 2020; GPL-3, evaluated in place,
never shipped): one sentence a row, labelled 0 none, 1 correlational, 2 conditional causal, 3 direct causal. The reader's answer
for a sentence is its
strongest claim: none = 0, associated or signless affects = 1, hedged or hypothetical = 2, asserted = 3. Nothing is trained on them.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from loaders import load_text
from loaders.reader import open_reader
from ontology.errors import InputError
from ontology.model import Claim, Modality
from ontology.relations import Relation


def strength(claim: Claim) -> int:
    if claim.relation in (Relation.ASSOCIATED, Relation.BINDS):
        return 1
    return 3 if claim.modality is Modality.ASSERTED else 2


def scores(pairs: Counter[tuple[int, int]]) -> dict[int, float]:
    found = {}
    for label in range(4):
        hit = pairs[label, label]
        said = sum(n for (_, answer), n in pairs.items() if answer == label)
        want = sum(n for (gold, _), n in pairs.items() if gold == label)
        found[label] = 2 * hit / (said + want) if said + want else 0.0
    return found


def main() -> None:
    reader = open_reader()
    for name in ("annotated_pubmed.csv", "annotated_eureka.csv"):
        pairs: Counter[tuple[int, int]] = Counter()
        with (Path(sys.argv[1]) / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                try:
                    claims = reader.read(load_text(row["sentence"], source="sentence", suffix=".txt"))
                except InputError:
                    claims = []
                answer = max((strength(claim) for claim in claims), default=0)
                pairs[int(float(row["label"])), answer] += 1
        each = scores(pairs)
        print(name, "macro-F1", round(sum(each.values()) / 4, 3), {k: round(v, 3) for k, v in each.items()}, "n", pairs.total())
        for gold in range(4):
            print("   gold", gold, [pairs[gold, answer] for answer in range(4)])


if __name__ == "__main__":
    main()
