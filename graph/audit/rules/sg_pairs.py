"""What the sign rules share: claims on one pair, told with opposite signs or denied, and whether conditions set them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.audit.facts import Facts
from graph.audit.grade import excessive
from graph.audit.rule import Finding, on_claims
from ontology.model import BlockKind, Claim, Modality, Severity
from ontology.relations import Sign

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides of one pair: the claims that say one thing, and those that say the opposite or deny it."""

    pair: Pair
    one: tuple[Claim, ...]
    other: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, beginning with the first of each side."""
        return (self.one[0], self.other[0], *self.one[1:], *self.other[1:])


def by_pair(claims: Iterable[Claim]) -> Mapping[Pair, list[Claim]]:
    """Return the claims with a statement that are told as fact or with reserve, by subject and object."""
    found: dict[Pair, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.statement and claim.modality is not Modality.HYPOTHETICAL:
            found[(claim.statement.subject, claim.statement.object)].append(claim)
    return found


def clashes(claims: Iterable[Claim]) -> Iterator[Clash]:
    """Yield the pairs on which claims disagree under the same conditions: up against down, or a statement against its denial.

    A denial under a condition ("not by itself") does not deny what is told without one.
    """
    for pair, told in by_pair(claims).items():
        if len(told) < 2:
            continue
        positive = [c for c in told if not c.negated]
        up = [c for c in positive if c.statement and c.statement.sign is Sign.UP]
        down = [c for c in positive if c.statement and c.statement.sign is Sign.DOWN]
        yield from _clash(pair, up, down)
        for denial in (c for c in told if c.negated and c.statement and c.statement.sign is not Sign.NONE):
            same = [c for c in positive if c.statement == denial.statement and not (denial.context and not c.context)]
            yield from _clash(pair, same, [denial])


def _clash(pair: Pair, one: list[Claim], other: list[Claim]) -> Iterator[Clash]:
    left = [c for c in one if any(not set_apart(c, d) for d in other)]
    right = [d for d in other if any(not set_apart(c, d) for c in one)]
    if left and right:
        yield Clash(pair, tuple(left), tuple(right))


def set_apart(one: Claim, other: Claim) -> bool:
    """Return whether two claims name different conditions, so that both can hold; no condition on a side sets nothing apart.

    An excess is a condition: too much of a thing may do what too little does.
    """
    if excessive(one) is not excessive(other):
        return True
    left, right = conditions(one), conditions(other)
    return bool(left and right and not left & right)


def conditions(claim: Claim) -> frozenset[str]:
    """Return the content words of a claim's condition or population."""
    return frozenset(word for word in re.findall(r"\w+", (claim.context or "").casefold()) if word not in _SMALL)


_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "during",
        "when",
        "while",
        "under",
        "at",
        "people",
        "individuals",
    ]
)


def in_figure(claim: Claim, facts: Facts) -> bool:
    """Return whether a claim stands in the text of a figure."""
    article = facts.article.get(claim.document_id)
    block = article.block_of(claim) if article else None
    return block is not None and block.kind is BlockKind.FIGURE


def on_clash(clash: Clash, facts: Facts, message: str) -> Finding:
    """Return the finding about a clash: high when both sides are told as fact."""
    firm = all(any(c.modality is Modality.ASSERTED for c in side) for side in (clash.one, clash.other))
    first = clash.claims[0]
    return Finding(
        focus=(*clash.pair, *sorted({c.document_id for c in clash.claims}), "denied" if clash.other[0].negated else "signs"),
        message=message,
        passages=on_claims(clash.claims, "").passages,
        claims=tuple(dict.fromkeys(c.id for c in clash.claims)),
        severity=Severity.HIGH if firm else Severity.MEDIUM,
        statement=facts.statement_of(first),
        document=first.document_id,
    )


def told(clash: Clash, facts: Facts) -> str:
    """Return both sides in words, with the conditions that go with them."""
    return " against ".join(f"“{facts.says(claim)}”{_under(claim)}" for claim in (clash.one[0], clash.other[0]))


def _under(claim: Claim) -> str:
    return f" ({claim.context})" if claim.context else ""
