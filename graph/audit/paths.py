"""Short signed paths between factors, on the things behind them: what SG004 and SG005 walk over.

Only links that are told as fact, with a sign, between factors that exist outside one author's framework. A path multiplies its signs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.audit.entities import body, kin, parts, root
from graph.audit.facts import Article, Facts
from graph.audit.grade import UNSURE, excessive, real
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


@dataclass(frozen=True)
class Table:
    """All links, with those that no claim tells apart (`base`).

    `renewed` are the subjects that may have other links than before, None for all; `passed` those of them that paths lead, or led, through.
    """

    links: Links
    base: Mapping[str, tuple[Link, ...]]
    renewed: frozenset[str] | None = None
    passed: frozenset[str] = frozenset()


def links(facts: Facts, *, library: bool = True) -> Links:
    """Return the links that claims tell, then those that only the reference library has, then substances with their parts."""
    return table(facts, library=library).links


def table(facts: Facts, *, library: bool = True) -> Table:
    """Return the links with what is new in them: only subjects in articles that changed are looked at again."""
    return facts.kept(("links", library), lambda before: _table(facts, before, library=library))


def _table(facts: Facts, before: Table | None, *, library: bool) -> Table:
    base = _base(facts, library)
    renewed = None if before is None else _renewed(facts, before, base)
    told = _told(facts, renewed)
    kept = {} if before is None or renewed is None else {s: targets for s, targets in before.links.items() if s not in renewed}
    for subject in {*base, *told} if renewed is None else renewed:
        targets = {way: Link(subject, *way, tuple(claims)) for way, claims in told.get(subject, {}).items()}
        for link in base.get(subject, ()):
            targets.setdefault((link.object, link.sign), link)
        if targets:
            kept[subject] = Crowd(targets) if subject in facts.hubs else targets
    tables = (kept,) if before is None else (kept, before.links)
    passed = frozenset(subject for subject in renewed or () if any(onward(subject, links) for links in tables))
    return Table(kept, base, renewed, passed)


def _renewed(facts: Facts, before: Table, base: Mapping[str, tuple[Link, ...]]) -> frozenset[str]:
    moved = {subject for article in facts.moved for subject in _told_in(article, facts)}
    other = {subject for subject in {*base, *before.base} if base.get(subject) != before.base.get(subject)}
    anew = {s for s, known in base.items() if facts.relabelled and any(link.object in facts.relabelled for link in known)}
    return frozenset(moved | other | anew | facts.relabelled)


def _told(facts: Facts, wanted: frozenset[str] | None) -> Mapping[str, Mapping[tuple[str, Sign], list[Claim]]]:
    """Return the claims behind each link, by subject and then by target, of all subjects or the wanted ones."""
    found: dict[str, dict[tuple[str, Sign], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for article in facts.articles:
        told = _told_in(article, facts)
        for subject in told if wanted is None else told.keys() & wanted:
            for way, claim in told[subject]:
                found[subject][way].append(claim)
    return found


def _told_in(article: Article, facts: Facts) -> Mapping[str, list[tuple[tuple[str, Sign], Claim]]]:
    """Return the links that the claims of one article tell, by subject."""
    return article.once("links", lambda: _links_of(article, facts))


def _links_of(article: Article, facts: Facts) -> Mapping[str, list[tuple[tuple[str, Sign], Claim]]]:
    told: dict[str, list[tuple[tuple[str, Sign], Claim]]] = defaultdict(list)
    for claim in article.claims:
        key = claim.statement
        if key and _carries(claim) and real(key.subject, facts) and real(key.object, facts):
            (subject, one), (obj, other) = root(key.subject, facts, places=True), root(key.object, facts, places=True)
            sign_ = one * key.sign * other
            if (
                subject != obj
                and not body(subject, facts)
                and not body(obj, facts)
                and not (sign_ is Sign.DOWN and _holds(subject, obj, facts))
            ):
                told[subject].append(((obj, sign_), claim))
    return told


def _carries(claim: Claim) -> bool:
    """Return whether a path may lead over a claim: told as fact, with a sign, read with some certainty, and not of an excess alone."""
    signed = claim.statement is not None and claim.statement.sign is not Sign.NONE
    return signed and claim.asserts and claim.confidence >= UNSURE and not excessive(claim)


def _holds(whole: str, part: str, facts: Facts) -> bool:
    """Return whether one substance is a form of another: that it lowers what it holds was hardly meant."""
    return part in kin(whole, facts) - {whole}


def _base(facts: Facts, library: bool) -> Mapping[str, tuple[Link, ...]]:
    """Return the links that no claim tells, by subject."""
    found: dict[str, list[Link]] = defaultdict(list)
    own = facts.once("own links", lambda: (*_parts(facts), *_exciting(facts)))
    for link in (*_known(facts, library), *own):
        found[link.subject].append(link)
    return {subject: tuple(of) for subject, of in found.items()}


def _known(facts: Facts, wanted: bool) -> Iterator[Link]:
    for finding in facts.library.findings if facts.library and wanted else ():
        for edge in finding.edges:
            (subject, one), (obj, other) = root(edge.subject, facts, places=True), root(edge.object, facts, places=True)
            if subject != obj and edge.sign is not Sign.NONE:
                yield Link(subject, obj, one * edge.sign * other, (), finding.citation.short)


def _parts(facts: Facts) -> Iterator[Link]:
    for whole, of in sorted(parts(facts).items()):
        for part in sorted(of):
            yield Link(whole, part, Sign.UP)


def _exciting(facts: Facts) -> Iterator[Link]:
    """Yield a link to the activity of neurons for whatever is a kind of excitatory, or of inhibitory, transmission."""
    if EXCITED not in facts.factors:
        return
    target = root(EXCITED, facts, places=True)[0]
    for factor in sorted(facts.factors):
        for process in kin(factor, facts) & EXCITATION.keys() - {factor}:
            subject, own = root(factor, facts, places=True)
            yield Link(subject, target, own * EXCITATION[process], (), "by definition")


class Crowd(dict[tuple[str, Sign], Link]):
    """The links from a factor that has more of them elsewhere than are here: a hub, however few these are."""


def onward(factor: str, found: Links) -> Mapping[tuple[str, Sign], Link]:
    """Return the links from a factor; none from a hub."""
    targets = found.get(factor, {})
    return targets if len(targets) <= HUB and not isinstance(targets, Crowd) else {}


def ways(start: str, found: Links) -> Mapping[str, Mapping[Sign, list[Path]]]:
    """Return the simple paths of one or two links from `start` to what it reaches both ways, by end and sign, shorter ones first.

    None leads on through a hub.
    """
    ends = _both_ways(start, found)
    by_end: dict[str, dict[Sign, list[Path]]] = {end: {Sign.UP: [], Sign.DOWN: []} for end in ends}
    first = found.get(start, {})
    for (end, sign_), link in first.items():
        if end in ends:
            by_end[end][sign_].append((link,))
    for (middle, one), link in first.items() if ends else ():
        for (end, two), then in onward(middle, found).items():
            if end in ends:
                by_end[end][Sign.UP if one is two else Sign.DOWN].append((link, then))
    return by_end


def _both_ways(start: str, found: Links) -> frozenset[str]:
    """Return the factors to which a path of each sign leads from `start`: a quick look before any path is put together."""
    up: set[str] = set()
    down: set[str] = set()
    for middle, one in found.get(start, {}):
        (up if one is Sign.UP else down).add(middle)
        for end, two in onward(middle, found):
            (up if one is two else down).add(end)
    return frozenset(up & down - {start})


def loops(start: str, found: Links, *, longest: int, least: str = "") -> Iterator[Path]:
    """Yield the loops of two to `longest` links through `start`, as met from there, whose other members come after `least`.

    With `start` as `least` each loop is met once, from its smallest member; `turned` gives it that form from wherever it was met.
    Loops through hubs are left out.
    """
    frontier: list[Path] = [(link,) for link in onward(start, found).values() if link.object != start and link.object > least]
    for length in range(2, longest + 1):
        yield from ((*path, back) for path in frontier for back in _back(path, start, found))
        if length < longest:
            frontier = [
                (*path, link)
                for path in frontier
                for link in onward(path[-1].object, found).values()
                if _new(link, path, start) and link.object > least
            ]


def turned(loop: Path) -> Path:
    """Return a loop as it begins at the smallest of its members, so that each has one form."""
    at = min(range(len(loop)), key=lambda place: loop[place].subject)
    return (*loop[at:], *loop[:at])


def _back(path: Path, start: str, found: Links) -> Iterator[Link]:
    targets = onward(path[-1].object, found)
    yield from (targets[(start, sign_)] for sign_ in (Sign.UP, Sign.DOWN) if (start, sign_) in targets)


def _new(link: Link, path: Path, start: str) -> bool:
    return link.object != start and all(link.object != step.object for step in path)
