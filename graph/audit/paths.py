"""Short signed paths between factors, on the things behind them: what SG004 and SG005 walk over.

Only links that are told as fact, with a sign, between factors that exist outside one author's framework. A path multiplies its signs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.audit.entities import body, kin, parts, root
from graph.audit.facts import Facts
from graph.audit.grade import real
from ontology.model import Claim
from ontology.relations import Sign

EXCITED = "neural-activity"
EXCITATION = {"excitatory-neurotransmission": Sign.UP, "inhibitory-neurotransmission": Sign.DOWN}
"""What excites and what inhibits neurons by its very name (factors of the vocabulary; Kandel, Principles of Neural Science, ch. 10)."""

HUB = 60
"""A factor with more targets than this is too general for a path through it to mean much; a guess, it also bounds the work."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step: the claims that tell it, a finding of the reference library (`source`), or a substance acting through its part."""

    subject: str
    object: str
    sign: Sign
    claims: tuple[Claim, ...] = ()
    source: str | None = None

    def told(self, facts: Facts) -> str:
        """Return the step in words."""
        if not self.claims and self.source is None:
            return f"{facts.label(self.subject)} acts through {facts.label(self.object)}"
        verb = "raises" if self.sign is Sign.UP else "lowers"
        return f"{facts.label(self.subject)} {verb} {facts.label(self.object)}{f' ({self.source})' if self.source else ''}"


Path = tuple[Link, ...]
Links = Mapping[str, Mapping[tuple[str, Sign], Link]]
"""For each subject, its links by target and sign."""


def sign(path: Path) -> Sign:
    """Return the sign of a path: the product of its links' signs."""
    product = Sign.UP
    for link in path:
        product = product * link.sign
    return product


def links(facts: Facts, *, library: bool = True) -> Links:
    """Return the links that claims tell, then those that only the reference library has, then substances with their parts."""
    return facts.once(("links", library), lambda: _links(facts, library=library))


def _links(facts: Facts, *, library: bool) -> Links:
    told: dict[str, dict[tuple[str, Sign], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in facts.claims:
        key = claim.statement
        if key and claim.asserts and key.sign is not Sign.NONE and real(key.subject, facts) and real(key.object, facts):
            (subject, one), (obj, other) = root(key.subject, facts, places=True), root(key.object, facts, places=True)
            if subject != obj and not body(subject, facts) and not body(obj, facts):
                told[subject][(obj, one * key.sign * other)].append(claim)
    found: dict[str, dict[tuple[str, Sign], Link]] = {
        subject: {(obj, s): Link(subject, obj, s, tuple(claims)) for (obj, s), claims in targets.items()}
        for subject, targets in told.items()
    }
    for link in (*_known(facts, library), *_parts(facts), *_exciting(facts)):
        found.setdefault(link.subject, {}).setdefault((link.object, link.sign), link)
    return found


def _known(facts: Facts, wanted: bool) -> Iterator[Link]:
    for finding in facts.library.findings if facts.library and wanted else ():
        for edge in finding.edges:
            (subject, one), (obj, other) = root(edge.subject, facts, places=True), root(edge.object, facts, places=True)
            if subject != obj and edge.sign is not Sign.NONE:
                yield Link(subject, obj, one * edge.sign * other, (), finding.citation.short)


def _parts(facts: Facts) -> Iterator[Link]:
    for whole, of in parts(facts).items():
        for part in sorted(of):
            yield Link(whole, part, Sign.UP)


def _exciting(facts: Facts) -> Iterator[Link]:
    """Yield a link to the activity of neurons for whatever is a kind of excitatory, or of inhibitory, transmission."""
    if EXCITED not in facts.factors:
        return
    target = root(EXCITED, facts, places=True)[0]
    for factor in facts.factors:
        for process, sign_ in EXCITATION.items():
            if process in kin(factor, facts) and factor != process:
                subject, own = root(factor, facts, places=True)
                yield Link(subject, target, own * sign_, (), "by definition")


def onward(factor: str, found: Links) -> Mapping[tuple[str, Sign], Link]:
    """Return the links from a factor; none from a hub."""
    targets = found.get(factor, {})
    return targets if len(targets) <= HUB else {}


def ways(start: str, found: Links) -> Mapping[str, Mapping[Sign, list[Path]]]:
    """Return the simple paths of one or two links from `start`, by their end and sign, shorter ones first; not on through hubs."""
    by_end: dict[str, dict[Sign, list[Path]]] = {}
    first = found.get(start, {})
    for (end, sign_), link in first.items():
        by_end.setdefault(end, {}).setdefault(sign_, []).append((link,))
    for (middle, one), link in first.items():
        for (end, two), then in onward(middle, found).items():
            if end != start:
                by_end.setdefault(end, {}).setdefault(Sign.UP if one is two else Sign.DOWN, []).append((link, then))
    return by_end


def loops(start: str, found: Links, *, longest: int) -> Iterator[Path]:
    """Yield the loops of two to `longest` links of which `start` is the smallest member, so that each is met once; not through hubs."""
    frontier: list[Path] = [(link,) for link in onward(start, found).values() if link.object > start]
    for length in range(2, longest + 1):
        yield from ((*path, back) for path in frontier for back in _back(path, start, found))
        if length < longest:
            frontier = [(*path, link) for path in frontier for link in onward(path[-1].object, found).values() if _new(link, path, start)]


def _back(path: Path, start: str, found: Links) -> Iterator[Link]:
    targets = onward(path[-1].object, found)
    yield from (targets[(start, sign_)] for sign_ in (Sign.UP, Sign.DOWN) if (start, sign_) in targets)


def _new(link: Link, path: Path, start: str) -> bool:
    return link.object > start and all(link.object != step.object for step in path)
