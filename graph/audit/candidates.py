"""Candidates: works that may bear on a claim for which no source, or no good one, is offered.

They come from the reference library and from imported knowledge bases, by the pair of factors that the claim is about. Nobody has checked
that they say what the claim says: they are a place to begin reading, and never turn a claim into a sourced one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.audit.citations import told as told_work
from graph.audit.entities import kin, root
from graph.audit.facts import Facts
from graph.audit.reference import about, known, sign_between
from graph.bases import Borrowed
from ontology.model import Claim, Flag
from ontology.relations import Sign

FOR = frozenset({"EV001", "EV002", "EV003", "EV004", "EV005", "EV006", "EV011", "EV012"})
"""Rules whose flags a source would clear."""

MOST = 4
"""Candidates of one flag; more is a bibliography."""

Between = Callable[[Iterable[str], Iterable[str]], Iterable[Borrowed]]


class Stance(StrEnum):
    """How a candidate stands to the claim, by its sign alone."""

    FOR = "same sign"
    AGAINST = "other sign"
    OPEN = "no sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A work, or several behind one edge of a base: what to call it, its identifiers, who offers it, and what it is said to say."""

    work: str
    identifiers: tuple[str, ...]
    origin: str
    says: str
    stance: Stance

    def told(self) -> str:
        """Return the candidate in one line.

        >>> Candidate(work="Reed 2019", identifiers=(), origin="reference library", says="Zinc lowers it.", stance=Stance.FOR).told()
        'Reed 2019 (reference library, same sign): Zinc lowers it.'
        """
        return f"{self.work} ({self.origin}, {self.stance}): {self.says}"


def candidates(flag: Flag, facts: Facts, between: Between | None = None) -> tuple[Candidate, ...]:
    """Return the works that may bear on the claims of a flag, those of the same sign first; none where a source would not clear it.

    Args:
        flag: Of an audit of the facts.
        facts: With the reference library, where there is one.
        between: Finds the edges of other knowledge bases (`graph.bases.KnowledgeBases.between`).
    """
    if flag.code not in FOR:
        return ()
    return on_claims([facts.claim[claim] for claim in flag.claims if claim in facts.claim], facts, between)


def on_claims(claims: Iterable[Claim], facts: Facts, between: Between | None = None) -> tuple[Candidate, ...]:
    """Return the works that may bear on some claims, whatever is offered for them; those of the same sign first."""
    found = {each.told(): each for claim in claims for each in _of(claim, facts, between)}
    return tuple(sorted(found.values(), key=lambda each: list(Stance).index(each.stance))[:MOST])


def _of(claim: Claim, facts: Facts, between: Between | None) -> tuple[Candidate, ...]:
    return (*_from_library(claim, facts), *(_from_bases(claim, facts, between) if between else ()))


def _from_library(claim: Claim, facts: Facts) -> Iterator[Candidate]:
    sign = sign_between(claim, facts)
    for item in about(claim, known(facts), facts):
        finding = item.finding
        yield Candidate(
            work=told_work(finding.citation),
            identifiers=finding.citation.identifiers,
            origin="reference library",
            says=f"{finding.finding} [{finding.system}]",
            stance=_stance(item.sign if item.sign is not Sign.NONE or finding.sign == "0" else None, sign),
        )


def _from_bases(claim: Claim, facts: Facts, between: Between) -> Iterator[Candidate]:
    if claim.statement is None:
        return
    key = claim.statement
    subjects, objects = _names(key.subject, facts, above=True), _names(key.object, facts, above=False)
    for edge in between(subjects, objects):
        own = subjects[edge.subject] * key.sign * objects[edge.object]
        stance = _stance(None if edge.sign is Sign.NONE else edge.sign, own)
        if edge.negated and stance is not Stance.OPEN:
            stance = Stance.AGAINST if stance is Stance.FOR else Stance.OPEN
        yield Candidate(
            work=", ".join(edge.works[:3]) + (f" and {len(edge.works) - 3} more" if len(edge.works) > 3 else ""),
            identifiers=edge.works,
            origin=edge.base,
            says=("not: " if edge.negated else "") + edge.words + (f" — “{edge.quotes[0]}”" if edge.quotes else ""),
            stance=stance,
        )


def _names(factor: str, facts: Facts, *, above: bool) -> Mapping[str, Sign]:
    """Return the factors by which others may name one (what it is a kind of, the thing behind it), each with the sign between the two."""
    thing, sign = root(factor, facts)
    kinds = kin(factor, facts) if above else frozenset()
    return {thing: sign, **dict.fromkeys(sorted(kinds - {thing}), Sign.UP), factor: Sign.UP}


def _stance(found: Sign | None, claimed: Sign) -> Stance:
    if found is None or claimed is Sign.NONE:
        return Stance.OPEN
    return Stance.FOR if found is claimed else Stance.AGAINST
