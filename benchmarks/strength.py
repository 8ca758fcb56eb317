"""Causal-language classes of public sentences: `python benchmarks/strength.py FOLDER [--trained]`.

FOLDER holds claim_strength_yu/annotated_{pubmed,eureka}.csv of Yu et al. (EMNLP 2019, COLING 2020) and
exaggeration_insciout/insciout_{train,test}.jsonl (labels of Sumner 2014 and Bratton 2019): sentences labelled 0 none, 1 correlational,
2 conditional causal, 3 direct causal. They are under the GPL or no licence at all, so they are evaluated in place; nothing fitted on
them is shipped. The numbers of loaders/data/strength.tsv were set by hand while looking at one half of Yu's sentences (`seen`; halves
by the hash of article or sentence); the other half was never looked at (`unseen`), nor was InSciOut's test part.

Two answers are scored: the reader's firmest claim alone, and `loaders.explain.told`. `--trained` adds what training would reach: a
logistic regression over lemma n-grams and our marks, five folds grouped by article (scikit-learn); a ceiling to compare with.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from loaders.explain import told
from loaders.strength import Strength, Told

CLASSES = tuple(Strength)
RESULTS = Path(__file__).parent / "results" / "strength.json"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of a corpus with its class; `group` is its article where known, else the sentence itself."""

    corpus: str
    group: str
    text: str
    label: Strength

    @property
    def seen(self) -> bool:
        return int(hashlib.sha256(self.group.encode()).hexdigest(), 16) % 2 == 0


def yu(folder: Path) -> Iterator[Labelled]:
    for name in ("pubmed", "eureka"):
        with (folder / "claim_strength_yu" / f"annotated_{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                group = row.get("sentId", "").split("-")[0] or row["sentence"]
                yield Labelled(name, group, row["sentence"].strip(' "'), Strength(int(float(row["label"]))))


def insciout(folder: Path) -> Iterator[Labelled]:
    for part in ("train", "test"):
        with (folder / "exaggeration_insciout" / f"insciout_{part}.jsonl").open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                for side in ("press_release", "abstract"):
                    label = Strength(row[f"{side}_strength"])
                    yield Labelled(f"insciout {side} {part}", row["original_file_id"], row[f"{side}_conclusion"].strip(), label)


@cache
def answer(text: str) -> Told:
    return told(text)


def of_reader(text: str) -> Strength:
    """Return the class of the reader's firmest claim alone."""
    read = [mark.removeprefix("read as ").upper() for mark in answer(text).marks if mark.startswith("read as ")]
    return max((Strength[name] for name in read if name in Strength.__members__), default=Strength.NONE)


def scores(pairs: Counter[tuple[Strength, Strength]]) -> dict[str, float]:
    """Return F1 of each class of (gold, answer) pairs, and their mean as `macro`."""
    found = {}
    for label in CLASSES:
        said = sum(n for (_, given), n in pairs.items() if given == label)
        want = sum(n for (gold, _), n in pairs.items() if gold == label)
        found[label.name.lower()] = round(2 * pairs[label, label] / (said + want), 3) if said + want else 0.0
    return {"macro": round(sum(found.values()) / len(CLASSES), 3), **found}


def measure(items: list[Labelled], judge: Callable[[str], Strength]) -> tuple[dict[str, float], list[list[int]]]:
    pairs = Counter((item.label, judge(item.text)) for item in items)
    return scores(pairs), [[pairs[gold, given] for given in CLASSES] for gold in CLASSES]


def parts(items: list[Labelled]) -> dict[str, list[Labelled]]:
    """Return what is scored: each corpus whole, and Yu's in the half that was looked at and the half that was not."""
    found: dict[str, list[Labelled]] = {}
    for item in items:
        found.setdefault(item.corpus, []).append(item)
        if not item.corpus.startswith("insciout"):
            found.setdefault(f"{item.corpus}, {'seen' if item.seen else 'unseen'} half", []).append(item)
    return found


def trained(items: list[Labelled]) -> dict[str, float]:
    """Return the scores of a classifier trained on four fifths of the articles and asked about the fifth, five times."""
    from scipy.sparse import hstack  # noqa: PLC0415  only with --trained
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer  # noqa: PLC0415  only with --trained
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  only with --trained
    from sklearn.model_selection import GroupKFold, cross_val_predict  # noqa: PLC0415  only with --trained

    texts = [item.text for item in items]
    marks = CountVectorizer(analyzer=lambda text: answer(text).marks).fit_transform(texts)
    grams = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, min_df=2).fit_transform(texts)
    labels = [int(item.label) for item in items]
    model = LogisticRegression(C=3, class_weight="balanced", max_iter=3000)
    folds = GroupKFold(5)
    given = cross_val_predict(model, hstack([marks, grams]).tocsr(), labels, groups=[item.group for item in items], cv=folds)
    return scores(Counter(zip((item.label for item in items), map(Strength, given), strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trained", action="store_true")
    args = parser.parse_args()
    out = {}
    for name, items in parts([*yu(args.folder), *insciout(args.folder)]).items():
        alone, _ = measure(items, of_reader)
        both, confusion = measure(items, lambda text: answer(text).strength)
        out[name] = {"sentences": len(items), "firmest claim alone": alone, "told": both, "confusion": confusion}
        if args.trained and name in ("pubmed", "eureka"):
            out[name]["trained, five folds"] = trained(items)
        print(name, *(f"\n   {key}: {value}" for key, value in out[name].items()))
    RESULTS.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
