"""Contradictions: statements that cannot both hold, and chains that pull one factor both ways.

Source: two paths of opposite sign make the effect of one variable on another ambiguous unless their strengths are known (Levins 1974,
doi:10.1111/j.1749-6632.1974.tb20562.x). A contradiction here is a fact about what is said; conditions may explain it (`contexts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.analysis.paths import FAR, LONGEST, SignedPath, best, distances
from graph.network import Network, grade
from ontology.model import Statement
from ontology.relations import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What is said for and against one effect, as statements; each side is sorted by id.

    For a pair of factors with both signs, `ups` raise and `downs` lower the object. For a denied statement, both sides are the same
    statement: its supporting claims against its denying ones.
    """

    ups: tuple[Statement, ...]
    downs: tuple[Statement, ...]

    @property
    def subject(self) -> str:
        """Return the id of the factor that acts."""
        return self.ups[0].key.subject

    @property
    def object(self) -> str:
        """Return the id of the factor that is acted on."""
        return self.ups[0].key.object


def opposite_signs(statements: Iterable[Statement]) -> list[Clash]:
    """Return the pairs of factors for which somebody puts forward a raising effect and somebody a lowering one, by subject and object."""
    pairs: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if grade(statement) is not None and statement.key.sign is not Sign.NONE:
            pairs[statement.key.subject, statement.key.object].append(statement)
    clashes = (Clash(ups=_with(Sign.UP, both), downs=_with(Sign.DOWN, both)) for _, both in sorted(pairs.items()))
    return [clash for clash in clashes if clash.ups and clash.downs]


def _with(sign: Sign, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted((statement for statement in statements if statement.key.sign is sign), key=lambda statement: statement.id))


def denied(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements that somebody puts forward and somebody denies, by id."""
    return sorted((item for item in statements if item.denying and grade(item) is not None), key=lambda item: item.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """One factor pulls another both ways: the best chain that raises it and the best that lowers it."""

    up: SignedPath
    down: SignedPath

    @property
    def start(self) -> str:
        """Return the id of the factor that acts."""
        return self.up.factors[0]

    @property
    def end(self) -> str:
        """Return the id of the factor that is pulled."""
        return self.up.factors[-1]

    @property
    def cost(self) -> int:
        """Return the cost of both chains: less is more worth a look."""
        return self.up.cost + self.down.cost


def tensions(network: Network, starts: Iterable[str], ends: Iterable[str], *, longest: int = LONGEST, limit: int = 100) -> list[Tension]:
    """Return the pairs of factors with chains of both signs, the shortest and best sourced first.

    Factors without statements are passed over.
    For each end one backward pass over the links finds the starts that can be meant; only these are searched.
    """
    starting = sorted({network.index[factor] for factor in starts if factor in network.index})
    ending = sorted({network.index[factor] for factor in ends if factor in network.index})
    found = [item for end in ending for item in _towards(network, starting, end, longest)]
    return sorted(found, key=lambda item: (item.cost, item.start, item.end))[:limit]


def _towards(network: Network, starts: Iterable[int], end: int, longest: int) -> Iterator[Tension]:
    near = distances(network.links, end, longest, signed=True)
    for start in starts:
        if start != end and (near[longest, :, start] < FAR).all():
            up, down = (best(network, near, start, end, sign) for sign in (Sign.UP, Sign.DOWN))
            if up and down:
                yield Tension(up=up, down=down)


def tension(network: Network, start: str, end: str, *, longest: int = LONGEST) -> Tension | None:
    """Return the best raising and the best lowering chain from one factor to another, None unless there are both."""
    return next(iter(tensions(network, [start], [end], longest=longest)), None)
