"""How many phrases reach a factor: `python benchmarks/grounding.py FOLDER`.

FOLDER holds annotated_pubmed.csv and annotated_eureka.csv of Yu et al. (GPL-3, evaluated in place, never shipped). The subjects and
objects that the reader finds in these sentences are grounded, each sentence for itself, so that short forms are defined only where the
sentence defines them. A phrase that reaches no factor may be a fault of grounding, of the reader, or name nothing ("use", "the trend");
whether a factor is the right one must be judged by hand: `--sample 100` prints phrases with their factors, drawn with a seed.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from loaders import load_text
from loaders.reader import open_reader
from ontology.errors import InputError
from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.model import Factor, FactorKind

FILES = ("annotated_pubmed.csv", "annotated_eureka.csv")


def grounded(file: Path) -> Iterator[tuple[str, Factor]]:
    reader, grounder = open_reader(), LexiconGrounder(Lexicon.load())
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            try:
                document = load_text(row["sentence"], source="a sentence")
            except InputError:
                continue
            result = grounder.ground(document, reader.read(document))
            for claim in result.claims:
                for mention in (claim.subject, claim.object):
                    yield mention.phrase, result.factors[mention.factor or ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    every: dict[str, Factor] = {}
    for name in FILES:
        found = list(grounded(chosen.folder / name))
        reached = [factor for _, factor in found if factor.kind is not FactorKind.UNRESOLVED]
        print(f"{name}: {len(reached)} of {len(found)} phrases reach a factor, {len(reached) / len(found):.3f}")
        every |= {phrase: factor for phrase, factor in found if factor.kind is not FactorKind.UNRESOLVED}
    for phrase in random.Random(chosen.seed).sample(sorted(every), min(chosen.sample, len(every))):  # noqa: S311
        print(f"{phrase}\t{every[phrase].id}\t{every[phrase].label}")


if __name__ == "__main__":
    main()
