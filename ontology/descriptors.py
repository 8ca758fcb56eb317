"""Descriptors: the large tables of other people's names (MeSH, HGNC), searched in place, so that opening them costs nothing.

A line is form, number, heading and letter of the category, tab-separated; lines are sorted by form as bytes. The number of a MeSH
descriptor stands alone, others are whole CURIEs (`HGNC:6018`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property

from ontology.folding import Folded
from ontology.model import Factor, MatchGrade, Xref
from ontology.namespaces import slug

CATEGORIES = {
    "A": "AnatomicalEntity",
    "B": "OrganismTaxon",
    "C": "Disease",
    "D": "ChemicalEntity",
    "E": "Treatment",
    "F": "Behavior",
    "G": "BiologicalProcess",
    "H": "PhysicalEntity",
    "J": "Food",
    "K": "Cell",
    "L": "Gene",
    "M": "PopulationOfIndividualOrganisms",
    "N": "EnvironmentalFeature",
    "O": "CellularComponent",
    "P": "PhenotypicFeature",
}
"""The letter of a line: the branch of the MeSH tree, told apart further for cells (K), cell parts (O), signs (P), weather (H); genes (L).

Others (Q, procedures and devices; S, society) have no class of the Biolink model that we use.
"""


class Descriptors:
    """A table of names.

    `known` gives the curated factor of an identifier, `labels` the curated labels: a descriptor that has one of them among its
    names is that factor, though its heading reads otherwise.
    """

    def __init__(self, lines: bytes, known: Mapping[str, str], labels: Mapping[Folded, str]) -> None:
        self._lines = lines
        self._exact = known
        self._labels = labels
        self.found: dict[str, Factor] = {}

    def find(self, form: Folded) -> str | None:
        """Return the id of the factor of a form: a curated one where there is one, else a new one that `found` then holds."""
        row = self._row(" ".join(form))
        if row is None:
            return None
        curie, label, letter = row
        key = self._known.get(curie)
        if key is None:
            key = slug(label)
            self.found.setdefault(key, _factor(key, curie, label, letter))
        return key

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Return the curated factor of each identifier."""
        named = ((self._row(" ".join(form)), key) for form, key in self._labels.items())
        return {**{row[0]: key for row, key in named if row is not None}, **self._exact}

    def _row(self, form: str) -> tuple[str, str, str] | None:
        """Return CURIE, label and letter of a form."""
        wanted = f"{form}\t".encode()
        starts = self._starts
        at = bisect_left(starts, wanted, key=lambda start: self._lines[start : start + len(wanted)])
        if at == len(starts) or not self._lines.startswith(wanted, starts[at]):
            return None
        line = self._lines[starts[at] : self._lines.index(b"\n", starts[at])].decode()
        _, number, label, letter = line.split("\t")
        return number if ":" in number else f"MESH:{number}", label, letter

    @cached_property
    def _starts(self) -> list[int]:
        """Return where each line begins; worked out at the first search."""
        ends = [match.end() for match in re.finditer(rb"\n", self._lines)]
        return [0, *ends[:-1]] if ends else []


def _factor(key: str, curie: str, label: str, letter: str) -> Factor:
    return Factor(id=key, label=upright(label), category=CATEGORIES.get(letter), xrefs=(Xref(curie=curie, match=MatchGrade.EXACT),))


def upright(heading: str) -> str:
    """Return a heading in the order in which one says it.

    >>> upright("Leukemia, Myeloid, Acute"), upright("1,2-Dimethylhydrazine")
    ('Acute Myeloid Leukemia', '1,2-Dimethylhydrazine')
    """
    return " ".join(reversed(heading.split(", ")))
