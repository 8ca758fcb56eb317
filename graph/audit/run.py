"""Run rules over facts: a report in a fixed order, with what every rule came to.

    rules x articles -> findings -> flags -> people's decisions take some out -> sorted by priority

Flags of rules that look at one article alone are kept with the article (`Facts.after`): after one article changed, only its own are
found anew. Rules that look across articles keep what they can by themselves (`Facts.kept`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.audit.facts import Article, Facts
from graph.audit.order import Priorities, Priority, Standing, by_place, in_order
from graph.audit.rule import Rule, Scope
from ontology.model import Decision, Flag, Outcome, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one rule. `reason` says why it was skipped; `flags` counts what it found, suppressed ones included."""

    rule: Rule
    outcome: Outcome
    reason: str | None = None
    flags: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A flag that somebody took out, who, and why."""

    flag: Flag
    reason: str | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much was looked at."""

    documents: int
    claims: int
    rules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an audit found. `flags` are open ones, those to look at first in front; suppressed ones are kept apart and always told."""

    flags: tuple[Flag, ...]
    results: tuple[Result, ...]
    checked: Checked
    suppressed: tuple[Suppressed, ...] = ()
    priorities: Mapping[str, Priority] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Return whether nothing is open."""
        return not self.flags


def chosen(rules: Iterable[Rule], select: Sequence[str] | None = None, ignore: Sequence[str] | None = None) -> tuple[Rule, ...]:
    """Return the rules whose code begins with one of `select` (all when None or empty) and with none of `ignore`.

    >>> from graph.audit import RULES
    >>> [rule.code for rule in chosen(RULES, select=["EV00"], ignore=["EV002", "EV1"])][:2]
    ['EV001', 'EV003']
    """
    wanted, unwanted = tuple(c.upper() for c in select or ("",)), tuple(c.upper() for c in ignore or ())
    return tuple(rule for rule in rules if rule.code.startswith(wanted) and not (unwanted and rule.code.startswith(unwanted)))


def run(
    facts: Facts,
    rules: Sequence[Rule],
    *,
    decisions: Iterable[Decision] = (),
    leverages: Mapping[str, float] | None = None,
) -> Report:
    """Return what the rules find.

    Args:
        facts: What they look at.
        rules: In the order of the results.
        decisions: People's; a flag whose last decision is `rejected` or `suppressed` is taken out.
        leverages: Of statements, by id, 1 or more; without them every statement weighs the same.
    """
    reasons = {rule.code: rule.skip(facts) for rule in rules}
    ran = [rule for rule in rules if reasons[rule.code] is None]
    by_document, counts = _found(ran, facts)
    out = _taken_out(decisions)
    open_ = [s for found in by_document for s in found if s.flag.id not in out] if out else [s for found in by_document for s in found]
    weighed = leverages or {}
    return Report(
        flags=in_order(open_, weighed),
        results=tuple(_result(rule, reasons[rule.code], counts[rule.code]) for rule in rules),
        checked=Checked(documents=len(facts.articles), claims=sum(len(article.claims) for article in facts.articles), rules=len(ran)),
        suppressed=_suppressed(by_document, out),
        priorities=Priorities(open_, weighed),
    )


def _found(rules: Sequence[Rule], facts: Facts) -> tuple[list[Sequence[Standing]], Counter[str]]:
    """Return what rules find, by the article in which it begins and then by place, and how often each rule flags."""
    alone = tuple(rule for rule in rules if rule.scope is Scope.ARTICLE)
    kept = {article.document.id: _in_article(alone, facts, article) for article in facts.articles}
    counts = Counter({rule.code: sum(of[rule.code] for _, of in kept.values()) for rule in alone})
    found: dict[str | None, Sequence[Standing]] = {document: standings for document, (standings, _) in kept.items()} | {None: ()}
    wider: dict[str | None, list[Standing]] = defaultdict(list)
    for rule in rules:
        if rule.scope is Scope.GRAPH:
            flags = {flag.id: flag for flag in map(rule.flag, rule.find(facts))}
            counts[rule.code] = len(flags)
            for standing in (Standing.of(flag, facts) for flag in flags.values()):
                wider[standing.document if standing.document in kept else None].append(standing)
    return [sorted((*found[home], *wider[home]), key=by_place) if home in wider else found[home] for home in found], counts


def _in_article(rules: tuple[Rule, ...], facts: Facts, article: Article) -> tuple[tuple[Standing, ...], Counter[str]]:
    """Return what rules find in one article alone, by place, and how often each; kept with the article."""

    def look() -> tuple[tuple[Standing, ...], Counter[str]]:
        only = facts.only(article)
        flags = {flag.id: flag for rule in rules for flag in map(rule.flag, rule.find(only))}
        standings = sorted((Standing.of(flag, only) for flag in flags.values()), key=by_place)
        return tuple(standings), Counter(flag.code for flag in flags.values())

    return article.once(tuple((rule.code, rule.find) for rule in rules), look)


def _taken_out(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the last decisions that take a flag out, by flag."""
    last = {decision.target: decision for decision in sorted(decisions, key=lambda decision: decision.number)}
    return {target: decision for target, decision in last.items() if decision.verdict in (Verdict.REJECTED, Verdict.SUPPRESSED)}


def _suppressed(by_document: Iterable[Sequence[Standing]], out: Mapping[str, Decision]) -> tuple[Suppressed, ...]:
    flags = [standing.flag for found in by_document for standing in found if standing.flag.id in out] if out else []
    return tuple(Suppressed(flag=flag, reason=out[flag.id].reason, reviewer=out[flag.id].reviewer) for flag in flags)


def _result(rule: Rule, reason: str | None, flags: int) -> Result:
    outcome = Outcome.SKIPPED if reason else Outcome.FLAGGED if flags else Outcome.PASSED
    return Result(rule=rule, outcome=outcome, reason=reason, flags=flags)
