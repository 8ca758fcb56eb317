"""Unresolved factors: what stands for a phrase that nobody has grounded, kept so that nothing is dropped.

The words that only turn it are taken off, and those at its ends that belong to the sentence around it (articles, hedges, prepositions),
so that "low zinc gribble" and "the zinc gribbles" meet in one factor, with a clean label.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontology.composing import Grounded, direction
from ontology.folding import ARTICLES, Folded, fold
from ontology.model import Factor, FactorKind
from ontology.namespaces import slug
from ontology.phrases import JOINERS, PLACE_WORDS, Part
from ontology.relations import Sign
from ontology.spelling import EDGES, lowered

OPENING = frozenset(
    """about actually almost also am any apparently approximately are around be been being both certain directly each either especially even
    every exponentially fully further had has have having her his however indeed is its itself just likely mainly mostly my nearly only our
    own particularly perhaps possible possibly potential potentially presumably primarily probably quite rather really relatively several
    significantly simply some specifically still such that their them then there these they this those thus to truly typically usually very
    was well were which who whose your""".split()  # noqa: SIM905
)
"""Words that open a phrase without being part of a name: determiners, hedges, helping verbs."""
LOOSE = (
    PLACE_WORDS
    | JOINERS
    | ARTICLES
    | frozenset(["for", "with", "as", "than", "but", "via", "per", "through", "between", "against", "during"])
)
"""Words that hang in the air at either end of a name."""


def unresolved(phrase: str, found: Sequence[Part]) -> Grounded:
    """Return an unresolved factor for a phrase with these parts, without the words that only turn it.

    >>> from ontology.lexicon import Lexicon
    >>> from ontology.phrases import parts
    >>> found = unresolved("Possibly the reduced zinc gribbles of", parts(fold("Possibly the reduced zinc gribbles of"), Lexicon.load()))
    >>> found.factor.id, found.factor.label, found.direction
    ('zinc-gribble', 'zinc gribbles', <Sign.DOWN: '-'>)
    """
    turning = _turning(found)
    words = _trimmed(_without(phrase.split(), turning)) or _trimmed(phrase.split())
    label = " ".join(words) or phrase
    factor = Factor(id=_id(fold(label), phrase), label=label, kind=FactorKind.UNRESOLVED)
    return Grounded(factor, direction(turning, factor, Sign.NONE) if words else Sign.NONE)


def _turning(found: Sequence[Part]) -> list[Part]:
    """Return the parts that turn what the phrase names: before its first word that names something, or after its last."""
    content = [at for at, part in enumerate(found) if part.kind in ("unknown", "factor") and part.tokens[0] not in OPENING]
    outside = [part for at, part in enumerate(found) if content and not content[0] < at < content[-1]]
    return [part for part in outside if part.kind == "direction" and part.value in ("+", "-")]


def _without(words: Sequence[str], turning: Sequence[Part]) -> list[str]:
    gone = {token for part in turning for token in part.tokens}
    return [word for word in words if not (fold(word) and set(fold(word)) <= gone)]


def _trimmed(words: Sequence[str]) -> list[str]:
    """Return the words without those that belong to the sentence around, the first without a capital that only opens it."""
    kept = [word for word in (word.strip(EDGES) for word in words) if word]
    while kept and kept[0].lower() in OPENING | LOOSE:
        kept.pop(0)
    while kept and kept[-1].lower() in LOOSE:
        kept.pop()
    if kept and kept[0] == words[0].strip(EDGES) and not (len(kept) > 1 and kept[1].istitle()):
        kept[0] = lowered(kept[0])
    return kept


def _id(tokens: Folded, phrase: str) -> str:
    return slug(" ".join(tokens) or phrase)
