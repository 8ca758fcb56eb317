"""CN002 A framework defined in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.rules.cn_members import Listing, content, listings
from ontology.model import Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each framework whose members are listed differently within one article."""
    for article in facts.articles:
        for noun, found in sorted(listings(article).items()):
            apart = [(one, other) for one, other in combinations(found, 2) if differ(one, other)]
            if apart:
                odd = _most_at_odds(apart)
                clashing = [pair[0] if pair[1] is odd else pair[1] for pair in apart if odd in pair]
                found_at = [s for listing in (odd, *clashing) for s in (listing.sentence, *listing.items)]
                yield on_sentences(list(dict.fromkeys(found_at)), _message(noun, odd, clashing[0]), focus=noun)


def differ(one: Listing, other: Listing) -> bool:
    """Return whether two related lists cannot be the same framework: one has a member that the other lacks."""
    shared = sum(any(a & b for b in other.keys) for a in one.keys)
    if shared < 2:
        return False  # lists of different things that only share the noun
    return any(not any(a & b for b in other.keys) for a in one.keys) or any(not any(a & b for a in one.keys) for b in other.keys)


def _most_at_odds(apart: list[tuple[Listing, Listing]]) -> Listing:
    every = [listing for pair in apart for listing in pair]
    return max(every, key=lambda listing: (every.count(listing), -listing.sentence.number))


def _message(noun: str, one: Listing, other: Listing) -> str:
    lists = " against ".join(f"[{'; '.join(_short(member) for member in listing.members)}]" for listing in (one, other))
    return f"The members ({noun}) of one framework are listed in two ways: {lists}."


def _short(member: str) -> str:
    return " ".join(sorted(content(member))) if len(member) > 40 else member


RULE = Rule(
    code="CN002",
    title="A framework defined in two ways",
    severity=Severity.HIGH,
    looks_for="two lists of the members of one framework (axes, pillars, phases) of which one has a member that the other lacks",
    why="If its author does not hold on to what it consists of, nothing that is said of the framework can be checked.",
    example="Four pillars are rest, food, light and play in the opening; rest-and-food, light, work and play at the end.",
    fix="Choose one list and use it throughout, or say that the framework has changed and why.",
    find=find,
)
