"""Flags drawn for checking by hand, and what somebody found: a list that can be kept without a word of the articles.

A line of the list names a flag by rule, article and a digest of the words that it points at, so that a verdict holds as long as the same
flag is raised there, whatever else changes. `right` means: what the flag says is so, on reading the article. `misread` is a wrong one
whose claim was read wrongly, `wrong` any other.
"""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.model import Document, Flag

COLUMNS = ("code", "severity", "article", "start", "words", "verdict", "reason")
RIGHT, MISREAD, WRONG = "right", "misread", "wrong"
LEAST = 3
"""Flags of each rule in a sample, all of them where there are fewer."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of the flags checked are right, how many of all flags that makes (each rule by its own share), and by rule."""

    right: int
    checked: int
    weighted: float
    by_rule: Mapping[str, tuple[int, int]]
    misread: int


def sample(flags: Iterable[Flag], size: int, seed: int) -> list[Flag]:
    """Draw flags so that every rule is there, and the rest by how often each rule flags."""
    draw = random.Random(seed)  # noqa: S311  a sample, no secret
    by_rule: dict[str, list[Flag]] = defaultdict(list)
    for flag in sorted(flags, key=lambda flag: flag.id):
        by_rule[flag.code].append(flag)
    for found in by_rule.values():
        draw.shuffle(found)
    chosen = [flag for found in by_rule.values() for flag in found[:LEAST]]
    rest = [flag for found in by_rule.values() for flag in found[LEAST:]]
    return [*chosen, *draw.sample(rest, min(len(rest), max(0, size - len(chosen))))]


def words(flag: Flag) -> str:
    """Return a digest of the words that a flag points at first."""
    return hashlib.sha256(flag.passages[0].place.quote.encode()).hexdigest()[:12]


def row(flag: Flag, names: Mapping[str, str]) -> tuple[str, str, str, str, str]:
    """Return what a line of the list says of a flag."""
    first = flag.passages[0]
    return flag.code, flag.severity.value, names[first.document_id], str(first.place.start), words(flag)


def write(flags: Sequence[Flag], texts: Mapping[str, Document], path: Path) -> None:
    """Write a list with empty verdicts, and beside it (`.read.txt`) what stands there, for reading; the latter must not be kept."""
    names = {document.id: name for name, document in texts.items()}
    ordered = sorted(flags, key=lambda flag: (flag.code, names[flag.passages[0].document_id], flag.passages[0].place.start))
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows((*row(flag, names), "", "") for flag in ordered)
    path.with_suffix(".read.txt").write_text("\n".join(_to_read(n, flag, names) for n, flag in enumerate(ordered, 1)), encoding="utf-8")


def _to_read(number: int, flag: Flag, names: Mapping[str, str]) -> str:
    first = flag.passages[0]
    quotes = [f"    > {' '.join((p.place.prefix + '[' + p.place.quote + ']' + p.place.suffix).split())}" for p in flag.passages[:3]]
    place = f"{names[first.document_id]}@{first.place.start} § {first.place.section}"
    return "\n".join([f"{number}. {flag.code} {flag.severity.value} {place}", f"    {flag.message}", *quotes])


def figures(path: Path, flags: Iterable[Flag], texts: Mapping[str, Document]) -> tuple[Figures, int]:
    """Return the figures of a filled list, and how many of its flags are no longer raised."""
    names = {document.id: name for name, document in texts.items()}
    there = {(flag.code, names[flag.passages[0].document_id], words(flag)) for flag in flags if flag.passages}
    often = Counter(flag.code for flag in flags)
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["verdict"]]
    gone = sum((row["code"], row["article"], row["words"]) not in there for row in rows)
    by_rule = {
        code: (sum(row["verdict"] == RIGHT for row in rows if row["code"] == code), sum(row["code"] == code for row in rows))
        for code in sorted({row["code"] for row in rows})
    }
    known = sum(often[code] for code in by_rule)
    weighted = sum(often[code] * right / of for code, (right, of) in by_rule.items()) / known if known else 0.0
    right = sum(row["verdict"] == RIGHT for row in rows)
    return Figures(right, len(rows), weighted, by_rule, sum(row["verdict"] == MISREAD for row in rows)), gone
