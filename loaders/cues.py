"""The cue tables: which verbs, nouns and adjectives state which relation, in which frame.

`data/verbs.tsv`: lemma, frame, relation, note. Frames (X subject, Y object of the claim):

    t         X V Y; passive: Y is V-ed by X          p:PREP    X V PREP Y
    r         Y V X ("requires")                       rp:PREP   Y V PREP X ("depends on", "results from")
    i         Y V, moved by something else             c:PREP    V A PREP B: A produces B
    x         X V Y (to) do: acts on the event         n         X V Y from doing: against the event

Notes: `cause` takes over the direction of its object ("causes lower X"); `judged` and `remedy` turn with a bad object ("improves pain");
`kept` acts on the preservation of its object, `deed` on what it does to it ("digests starch" raises the digestion of starch); `object`
needs a thing made.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.relations import Relation

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a cue table."""

    lemma: str
    frame: str
    relation: Relation
    note: str = ""

    @property
    def preposition(self) -> str:
        """Return the preposition that the frame asks for, empty when none."""
        return self.frame.partition(":")[2]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of `loaders/data`, without its header."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader


@cache
def _cues(name: str) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for lemma, frame, relation, note in rows(name):
        for spelt in _spellings(lemma):
            cue = Cue(spelt, frame, Relation(relation), note)
            if cue not in table.get(spelt, ()):
                table[spelt] = (*table.get(spelt, ()), cue)
    return table


def _spellings(lemma: str) -> tuple[str, ...]:
    """Return a lemma as written on both sides of the Atlantic.

    >>> _spellings("depolarize"), _spellings("catalyse"), _spellings("zinc")
    (('depolarize', 'depolarise'), ('catalyse', 'catalyze'), ('zinc',))
    """
    for one, other in (("ize", "ise"), ("ise", "ize"), ("yze", "yse"), ("yse", "yze"), ("ization", "isation"), ("isation", "ization")):
        if lemma.endswith(one) and len(lemma) > 5 and lemma not in _ONE_WAY:
            return lemma, lemma.removesuffix(one) + other
    return (lemma,)


_ONE_WAY = frozenset(
    [
        "exercise",
        "compromise",
        "advertise",
        "supervise",
        "improvise",
        "promise",
        "arise",
        "raise",
        "precise",
        "surprise",
        "exorcise",
        "otherwise",
    ]
)


def verb_lemmas() -> tuple[str, ...]:
    """Return the single-word verbs of the table in its order."""
    return tuple(lemma for lemma in _cues("verbs.tsv") if " " not in lemma)


def verbs(lemma: str, *kinds: str) -> list[Cue]:
    """Return the rows of a verb whose frame is of one of these kinds (`t`, `p`, `r`, `rp`, `i`, `c`, `x`, `n`).

    >>> [cue.relation.value for cue in verbs("depend", "rp")]
    ['enables', 'enables']
    """
    return [cue for cue in _cues("verbs.tsv").get(lemma, ()) if not kinds or cue.frame.partition(":")[0] in kinds]


def nouns(lemma: str) -> tuple[Cue, ...]:
    """Return the rows of a noun."""
    return _cues("nouns.tsv").get(lemma, ())


def adjectives(lemma: str) -> tuple[Cue, ...]:
    """Return the rows of an adjective or participle."""
    return _cues("adjectives.tsv").get(lemma, ())


@cache
def words(name: str) -> dict[str, str]:
    """Return the word -> class table of `data/words.tsv` for one list: `direction`, `bad`, `empty`, `people`, ..."""
    return {word: value for kind, word, value in rows("words.tsv") if kind == name}
