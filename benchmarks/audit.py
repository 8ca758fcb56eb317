"""Measure the audit against what two careful people flagged.

    python benchmarks/audit.py --gold FOLDER --articles FOLDER [--claims read|annotated]

Two figures. *Found*: of their high-severity flags in classes that a program can see (all but safety and factual-error), how many the
audit has at the same words and in the same class. *Right*: of the audit's own flags, in all texts of the folder of articles, how many
are right on reading: `--list FILE` draws some (`--sample`, `--seed`) for that, and `--verdicts FILE` counts a list that somebody has
filled in (`benchmarks/verdicts.py`); benchmarks/results/audit-verdicts-*.tsv are such lists.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import verdicts  # noqa: E402
from benchmarks.annotated import grounded  # noqa: E402
from graph.audit import RULES, Facts, Report, run  # noqa: E402
from loaders import load  # noqa: E402
from loaders.reader import open_reader  # noqa: E402
from ontology.grounding import LexiconGrounder  # noqa: E402
from ontology.lexicon import Lexicon  # noqa: E402
from ontology.library import Library  # noqa: E402
from ontology.model import Claim, Document, Factor, Flag  # noqa: E402

NAMES = ("neuronutra", "brilliant-brain", "keyora")

UNSEEN = frozenset({"safety", "factual-error"})
"""Classes that need knowledge which neither the article nor a linter holds."""

CLASSES: Mapping[str, frozenset[str]] = {
    code: frozenset(names.split())
    for code, names in {
        "EV001": "no-source",
        "EV002": "vague-source",
        "EV003": "unidentifiable-source vague-source",
        "EV004": "no-source",
        "EV005": "citation-mismatch",
        "EV006": "unidentifiable-source commercial-interest",
        "EV007": "citation-mismatch",
        "EV008": "overclaim citation-mismatch",
        "EV009": "commercial-interest",
        "EV010": "anecdote-as-evidence",
        "EV011": "unidentifiable-source citation-mismatch",
        "EV012": "citation-mismatch factual-error",
        "SG001": "internal-contradiction",
        "SG002": "cross-article-contradiction",
        "SG003": "factual-error overclaim",
        "SG004": "mixed-sign",
        "SG005": "mixed-sign",
        "SG006": "internal-contradiction",
        "SG007": "internal-contradiction",
        "SG008": "internal-contradiction",
        "ST001": "internal-contradiction overclaim",
        "ST002": "overclaim",
        "ST003": "overclaim speculation-as-fact",
        "ST004": "overclaim",
        "ST005": "speculation-as-fact",
        "ST006": "internal-contradiction overclaim",
        "CN001": "speculation-as-fact",
        "CN002": "internal-contradiction",
        "CN003": "internal-contradiction",
        "SF001": "safety",
        "SF002": "safety",
        "SF003": "safety overclaim",
        "SF004": "internal-contradiction safety",
    }.items()
}
"""Which of the two people's classes a rule of ours stands for."""


@dataclass(frozen=True, slots=True)
class Match:
    """One of their flags with those of ours at the same words: of the same class, and of any."""

    theirs: Mapping[str, Any]
    same: tuple[Flag, ...]
    near: tuple[Flag, ...]


def documents(articles: Path) -> dict[str, Document]:
    """Return the three articles by name."""
    return {name: load(articles / f"{name}.txt") for name in NAMES}


def claims_of(how: str, gold: Path, texts: Mapping[str, Document]) -> tuple[list[Claim], dict[str, Factor]]:
    """Return the claims of the articles, annotated or read, and their factors."""
    lexicon = Lexicon.load()
    claims: list[Claim] = []
    factors: dict[str, Factor] = {}
    for name, document in texts.items():
        found, named = grounded(gold / "dev" / f"{name}.jsonl", document, lexicon) if how == "annotated" else _read(document, lexicon)
        claims.extend(found)
        factors |= named
    return claims, dict(lexicon.factors) | factors


def _read(document: Document, lexicon: Lexicon) -> tuple[Sequence[Claim], dict[str, Factor]]:
    grounding = LexiconGrounder(lexicon).ground(document, open_reader().read(document))
    return grounding.claims, dict(grounding.factors)


def flags_of_people(gold: Path) -> list[dict[str, Any]]:
    """Return the two people's flags."""
    return [json.loads(line) for line in (gold / "audit" / "flags.jsonl").read_text(encoding="utf-8").splitlines()]


def compare(flags: Iterable[Mapping[str, Any]], report: Report, texts: Mapping[str, Document]) -> Iterator[Match]:
    """Yield their high-severity flags of visible classes, each with ours whose words overlap its first quote."""
    for theirs in flags:
        classes = set(theirs["classes"]) - UNSEEN
        if theirs["severity"] != "high" or not classes:
            continue
        near = tuple(flag for flag in report.flags if "light" not in flag.message and _overlaps(flag, theirs["quotes"][0], texts))
        yield Match(theirs, tuple(flag for flag in near if CLASSES.get(flag.code, frozenset()) & classes), near)


def _overlaps(flag: Flag, quote: Mapping[str, Any], texts: Mapping[str, Document]) -> bool:
    start, document = quote["start"], texts[quote["article"]].id
    end = start + len(quote["quote"])
    return any(p.document_id == document and p.place.start < end and start < p.place.end for p in flag.passages)


def audited(flags: Sequence[Flag], gold: Path, texts: Mapping[str, Document]) -> list[Flag]:
    """Return the flags whose first words stand in the sections that the two people's flags cover."""
    ranges = json.loads((gold / "dev" / "coverage.json").read_text(encoding="utf-8"))
    by_id = {document.id: ranges.get(name) for name, document in texts.items()}
    return [flag for flag in flags if flag.passages and _within(flag, by_id[flag.passages[0].document_id])]


def _within(flag: Flag, ranges: list[list[int]] | None) -> bool:
    start = flag.passages[0].place.start
    return ranges is None or any(low <= start < high for low, high in ranges)


def main() -> int:
    """Print the figures; 0 always, since a measurement is no test."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--articles", type=Path, required=True)
    ask.add_argument("--claims", choices=("read", "annotated"), default="read")
    ask.add_argument("--list", type=Path, help="A file for flags to be checked by hand.")
    ask.add_argument("--sample", type=int, default=150)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--verdicts", type=Path)
    ask.add_argument("--show", action="store_true", help="Print each of their flags with what ours are there.")
    args = ask.parse_args()
    texts = documents(args.articles)
    claims, factors = claims_of(args.claims, args.gold, texts)
    report = run(Facts.of(texts.values(), claims, factors=factors.values(), library=Library.load()), RULES)
    matches = list(compare(flags_of_people(args.gold), report, texts))
    found = sum(bool(match.same) for match in matches)
    ours = audited(report.flags, args.gold, texts)
    print(f"claims {len(claims)} ({args.claims}), flags {len(report.flags)}, in the audited sections {len(ours)}")
    print(f"found: {found} of {len(matches)} = {found / len(matches):.1%} of their high-severity flags in visible classes")
    print("by rule:", dict(sorted(Counter(flag.code for flag in ours).items())))
    print("by severity:", dict(Counter(str(flag.severity) for flag in ours)))
    if args.show:
        _show(matches)
    if args.list or args.verdicts:
        check(args)
    return 0


def check(args: argparse.Namespace) -> None:
    """Draw flags of all texts for checking by hand, or count what somebody found."""
    texts = {path.stem: load(path) for path in sorted(args.articles.iterdir()) if path.stem not in ("README", "ORIGINS")}
    claims, factors = claims_of("read", args.gold, texts)
    flags = run(Facts.of(texts.values(), claims, factors=factors.values(), library=Library.load()), RULES).flags
    print(f"all {len(texts)} texts: {len(claims)} claims, {len(flags)} flags")
    if args.list:
        verdicts.write(verdicts.sample(flags, args.sample, args.seed), texts, args.list)
    if args.verdicts:
        found, gone = verdicts.figures(args.verdicts, flags, texts)
        print(f"right: {found.right} of {found.checked} = {found.right / found.checked:.1%} checked by hand, {found.misread} misread")
        print(f"weighted by how often each rule flags: {found.weighted:.1%}; {gone} of the list are no longer raised")
        print("by rule:", " ".join(f"{code} {right}/{of}" for code, (right, of) in found.by_rule.items()))


def _show(matches: Sequence[Match]) -> None:
    for match in matches:
        mark = "found " if match.same else "MISSED"
        codes = " ".join(sorted({flag.code for flag in match.same})), " ".join(sorted({flag.code for flag in match.near}))
        print(f"{mark} {match.theirs['id']:5} {','.join(match.theirs['classes']):45} same: {codes[0]:20} near: {codes[1]}")


if __name__ == "__main__":
    raise SystemExit(main())
