"""The figures of docs/reading.md, written from those in benchmarks/results: `python benchmarks/reading_page.py`.

Everything from the heading "## Scoreboard" to the end of the page is replaced; the words above it are written by hand.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.curve import tables

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reading.md"
HEADING = "## Scoreboard"

TEXTS = """`python benchmarks/score.py` on the twenty annotated development texts; `make score` gives the same. The mark of a careful
second reader is P 0.94, R 0.78, F1 0.85 at sign level. The rules and tables were written while looking at these texts, so expect less
on others; no sentence of them is in the rules. What was trained on them is judged with each text left out, below.

How much less: twenty-three other texts (lecture notes, blogs, abstracts, news; not in this repository) were annotated in groups of five or
six after the rules stood, and each group was read once before anybody looked at it. Sign-level F1 was 0.58, 0.54, 0.49 and 0.51: 0.53 in
the mean, where the development texts had 0.71 that day. The reader before that day's work, on the same texts: 0.56, 0.53, 0.45 and 0.50."""
RULES = "Right and wrong claims of each rule (sign level), its precision, and the share of all annotated claims that it finds."
CONFIDENCE = """The filter grades and drops nothing; `--min-confidence` trades recall for precision. Each text was judged by a forest that
never saw it (`python benchmarks/train_filter.py`). Whether a phrase is in the vocabulary is no feature of it: the vocabulary was made
with these texts at hand, so it would promise more than it keeps elsewhere. P is the mean over the texts of which claims are left."""
STRENGTH = """`python benchmarks/strength.py FOLDER` asks for the class of single sentences: none, correlational, conditional, direct (Yu et
al. 2019, 2020; InSciOut: Sumner 2014, Bratton 2019). *Firmest claim* is what the reader's claims alone say; *told* adds the marks of
`loaders/data/strength.tsv`. Their whole numbers were set by hand, with the errors and a regression on the *seen* half of Yu's sentences
as a guide; the *unseen* half was never looked at. The corpora are under the GPL or no licence at all: no text, no word list and no
fitted model from them is shipped. *Trained* is what a classifier over words and marks reaches in five folds; BioBERT, trained on them,
has 0.88 on PubMed."""
SPEED = """`python benchmarks/bench_reading.py`; seconds of the processor on one core, shared with others. `run-on` is one sentence of
100 kB, `large` a text of 10 MB, whose claims alone take most of the memory."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; floats with two digits, unless they come as words."""
    lines = [head, ["---"] * len(head), *([f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def results(name: str) -> Any:
    return json.loads((ROOT / "benchmarks" / "results" / name).read_text(encoding="utf-8"))


def scoreboard(found: Mapping[str, Any]) -> Iterator[str]:
    levels = ((level, found["macro"][level]) for level in ("pair", "sign", "strict"))
    yield table(
        ("level", "P", "R", "F1"), ([level, *(f"{mean[key]:.3f}" for key in ("precision", "recall", "f1"))] for level, mean in levels)
    )
    shares = found["accuracy"]
    accuracy = ", ".join(f"{key.removesuffix('_accuracy')} {value:.3f}" for key, value in shares.items())
    depth = ", ".join(f"{name} {share}" for name, share in found["recall_by_difficulty"].items())
    yield f"On matched claims: {accuracy}. Found by difficulty: {depth}."
    rows = (
        (
            text["text"],
            text["gold"],
            text["predicted"],
            *(text["sign"][key] for key in ("precision", "recall", "f1")),
            text["pair"]["f1"],
            text["strict"]["f1"],
        )
        for text in found["texts"]
    )
    yield table(("text", "gold", "read", "P", "R", "F1", "pair F1", "strict F1"), rows)
    yield RULES
    rules = ((f"`{rule}`", n["right"], n["wrong"], n["precision"], f"{n['recall']:.3f}") for rule, n in found["rules"].items())
    yield table(("rule", "right", "wrong", "precision", "recall"), rules)


def confidence(found: Mapping[str, Any]) -> Iterator[str]:
    yield CONFIDENCE
    yield "![Confidence against the share of claims that are right](pictures/confidence.svg)"
    yield tables(found["calibration"], found["leave_one_text_out"])
    yield f"Mean gap between confidence and share right {found['calibration_error']:.3f}, Brier score {found['brier']:.3f}."


def strength(found: Mapping[str, Any]) -> Iterator[str]:
    yield STRENGTH
    classes = ("none", "correlational", "conditional", "direct")
    rows = (
        (
            name,
            part["sentences"],
            f"{part['firmest claim alone']['macro']:.3f}",
            f"{part['told']['macro']:.3f}",
            *(part["told"][label] for label in classes),
            f"{part['trained, five folds']['macro']:.3f}" if "trained, five folds" in part else "",
        )
        for name, part in found.items()
    )
    yield table(("sentences", "n", "firmest claim", "told", *classes, "trained"), rows)


def speed(found: Mapping[str, Any]) -> Iterator[str]:
    yield SPEED
    keys = ("words", "claims", "cpu", "words per second", "peak MB")
    yield table(("task", *keys), ((name, *(task.get(key, "") for key in keys)) for name, task in found.items()))


def figures() -> str:
    """Return the part of the page that is written from results."""
    parts = (
        HEADING,
        TEXTS,
        *scoreboard(results("reading.json")),
        "### Confidence",
        *confidence(results("filter.json")),
        "### Strength of causal language",
        *strength(results("strength.json")),
        "### Speed",
        *speed(results("reading_speed.json")),
    )
    return "\n\n".join(parts) + "\n"


def main() -> None:
    written = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written[: written.index(HEADING)] + figures(), encoding="utf-8")


if __name__ == "__main__":
    main()
