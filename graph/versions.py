"""What changed between two versions of an article: claims added, dropped, turned round, told more firmly, or stripped of their source.

Two claims are the same claim when the same phrases stand in the same places of the same words; they are two tellings of one claim when
they join the same factors (or phrases, where nothing is grounded). Each claim has at most one counterpart, the most alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ontology.model import Claim, EvidenceLevel, Mention, Modality
from ontology.relations import Sign

ALIKE = 0.5
"""Ratio of common words of two quotes from which on they tell the same thing about the same factors; the customary cut of difflib's
documentation is 0.6, lower here because the factors are the same already. A guess, not measured."""


class ChangeKind(StrEnum):
    """What happened to a claim."""

    ADDED = "added"
    DROPPED = "dropped"
    SIGN_FLIPPED = "sign flipped"
    HEDGE_REMOVED = "hedge removed"
    HEDGE_ADDED = "hedge added"
    SOURCE_LOST = "source lost"
    SOURCE_GAINED = "source gained"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: `before` is None for an added claim, `after` for a dropped one."""

    kind: ChangeKind
    before: Claim | None = None
    after: Claim | None = None


def same_article(old: str, new: str) -> bool:
    """Return whether two texts from one place are versions of one article: a tenth of their words in common, in runs.

    Two articles that are called `article.md` in two folders have not. Texts of fewer than 50 words are taken at their word.

    >>> story = " ".join(f"word{i}" for i in range(100))
    >>> same_article(story, f"New. {story[:400]}"), same_article(story, story.replace("word", "other"))
    (True, False)
    """
    runs = [_runs(text) for text in (old, new)]
    fewer = min(map(len, runs))
    return fewer < FEW_RUNS or len(runs[0] & runs[1]) >= COMMON * fewer


RUN = 5
"""Words that hardly ever stand together in two texts by chance."""
FEW_RUNS = 50
COMMON = 0.1
"""Share of the runs of the shorter text. Two articles of one series share up to 0.06 by their closing formulas (the example digests)."""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[i:] for i in range(RUN)), strict=False))


def differences(before: Sequence[Claim], after: Sequence[Claim]) -> list[Change]:
    """Return what happened between two versions, in the order of the newer text; dropped claims come last, in the order of the older.

    A pair may have changed in more than one way and then stands here more than once; an unchanged claim stands nowhere.
    """
    partner = counterparts(before, after)
    changes = [change for claim in after for change in _of_claim(partner.get(claim.id), claim)]
    kept = {claim.id for claim in partner.values()}
    return changes + [Change(kind=ChangeKind.DROPPED, before=claim) for claim in before if claim.id not in kept]


def _of_claim(before: Claim | None, after: Claim) -> list[Change]:
    if before is None:
        return [Change(kind=ChangeKind.ADDED, after=after)]
    return [Change(kind=kind, before=before, after=after) for kind in _kinds(before, after)]


def _kinds(before: Claim, after: Claim) -> list[ChangeKind]:
    found = [
        (_turned(before, after), ChangeKind.SIGN_FLIPPED),
        (_firm(after) > _firm(before), ChangeKind.HEDGE_REMOVED),
        (_firm(after) < _firm(before), ChangeKind.HEDGE_ADDED),
        (_sourced(before) and not _sourced(after), ChangeKind.SOURCE_LOST),
        (_sourced(after) and not _sourced(before), ChangeKind.SOURCE_GAINED),
    ]
    kinds = [kind for happened, kind in found if happened]
    if not kinds and (before.place.quote != after.place.quote or before.relation != after.relation):
        return [ChangeKind.REWORDED]
    return kinds


def _turned(before: Claim, after: Claim) -> bool:
    """Return whether the two say the opposite: one denies what the other does not, or their signs are opposite, but not both."""
    opposite = {_sign(before), _sign(after)} == {Sign.UP, Sign.DOWN}
    return opposite != (before.negated != after.negated)


def _sign(claim: Claim) -> Sign:
    return claim.statement.sign if claim.statement else claim.relation.sign


_FIRMNESS = {Modality.HYPOTHETICAL: 0, Modality.HEDGED: 1, Modality.ASSERTED: 2}


def _firm(claim: Claim) -> int:
    return _FIRMNESS[claim.modality]


def _sourced(claim: Claim) -> bool:
    return claim.evidence.level in (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED)


def counterparts(before: Iterable[Claim], after: Iterable[Claim]) -> dict[str, Claim]:
    """Return, by the id of each newer claim, the older one that it repeats or retells."""
    older, newer = _by_ends(before), _by_ends(after)
    found: dict[str, Claim] = {}
    for ends, claims in newer.items():
        found |= _pair(older.get(ends, []), claims)
    return found


def _by_ends(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        ends = _end(claim.subject), _end(claim.object)
        groups[(min(ends), max(ends)) if claim.relation.symmetric else ends].append(claim)
    return groups


def _end(mention: Mention) -> str:
    return mention.factor or f"phrase {mention.phrase.lower()}"


def _pair(before: Sequence[Claim], after: Sequence[Claim]) -> dict[str, Claim]:
    """Return the most alike pairs first, each claim once, down to those that have too little in common."""
    scored = sorted(
        ((_alike(old, new), i, j) for i, old in enumerate(before) for j, new in enumerate(after)), key=lambda row: (-row[0], row[1], row[2])
    )
    found: dict[str, Claim] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if score >= ALIKE and i not in taken and after[j].id not in found:
            taken.add(i)
            found[after[j].id] = before[i]
    return found


def _alike(before: Claim, after: Claim) -> float:
    """Return how alike two claims about the same factors are: 0..1 by their words, and more for the same relation and denial."""
    words = SequenceMatcher(None, before.place.quote.split(), after.place.quote.split(), autojunk=False).ratio()
    same = (before.relation is after.relation) + (before.negated == after.negated)
    return words + same if words >= ALIKE else words
