"""Run rules over facts: a report in a fixed order, with what every rule came to.

    rules x articles -> findings -> flags -> people's decisions take some out -> sorted by priority

Findings of rules that look at one article alone can be kept from run to run (`Cache`): after one article changed, only its own are
found anew. Cross-article rules always run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.audit.facts import Article, Facts
from graph.audit.order import Priority
from graph.audit.rule import Finding, Rule, Scope
from ontology.model import Decision, Flag, Outcome, Verdict

Cache = dict[tuple[str, str, int], tuple[Finding, ...]]
"""Findings by rule code, document id and a fingerprint of what the article holds and what was looked up."""


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
    cache: Cache | None = None,
) -> Report:
    """Return what the rules find.

    Args:
        facts: What they look at.
        rules: In the order of the results.
        decisions: People's; a flag whose last decision is `rejected` or `suppressed` is taken out.
        leverages: Of statements, by id, 1 or more; without them every statement weighs the same.
        cache: Kept by the caller between runs; entries of articles that have changed are not used.
    """
    reasons = {rule.code: rule.skip(facts) for rule in rules}
    flags = {rule.code: _flags(rule, facts, cache) if reasons[rule.code] is None else () for rule in rules}
    results = tuple(_result(rule, reasons[rule.code], len(flags[rule.code])) for rule in rules)
    open_, taken_out = _decided([flag for rule in rules for flag in flags[rule.code]], decisions)
    weights = {flag.id: Priority.of(flag, facts, leverages or {}) for flag in open_}
    checked = Checked(documents=len(facts.articles), claims=len(facts.claims), rules=sum(r.reason is None for r in results))
    return Report(
        flags=in_order(open_, facts, weights),
        results=results,
        checked=checked,
        suppressed=taken_out,
        priorities=weights,
    )


def in_order(flags: Iterable[Flag], facts: Facts, priorities: Mapping[str, Priority]) -> tuple[Flag, ...]:
    """Return flags with the weightiest first; ties by article, place, code and id, so that two runs agree."""
    rank = {article.document.id: number for number, article in enumerate(facts.articles)}

    def key(flag: Flag) -> tuple[float, int, int, str, str]:
        first = flag.passages[0] if flag.passages else None
        place = (rank.get(first.document_id, len(rank)), first.place.start) if first else (len(rank), 0)
        return (-priorities[flag.id].weight, *place, flag.code, flag.id)

    return tuple(sorted(flags, key=key))


def _flags(rule: Rule, facts: Facts, cache: Cache | None) -> tuple[Flag, ...]:
    if rule.scope is Scope.GRAPH:
        found: Iterable[Finding] = rule.find(facts)
    else:
        found = [finding for article in facts.articles for finding in _kept(rule, facts, article, cache)]
    return tuple({flag.id: flag for flag in map(rule.flag, found)}.values())


def _kept(rule: Rule, facts: Facts, article: Article, cache: Cache | None) -> tuple[Finding, ...]:
    if cache is None:
        return tuple(rule.find(facts.only(article)))
    key = (rule.code, article.document.id, hash((article.fingerprint, facts.known_at)))
    if key not in cache:
        cache[key] = tuple(rule.find(facts.only(article)))
    return cache[key]


def _result(rule: Rule, reason: str | None, flags: int) -> Result:
    outcome = Outcome.SKIPPED if reason else Outcome.FLAGGED if flags else Outcome.PASSED
    return Result(rule=rule, outcome=outcome, reason=reason, flags=flags)


def _decided(flags: Sequence[Flag], decisions: Iterable[Decision]) -> tuple[list[Flag], tuple[Suppressed, ...]]:
    last = {decision.target: decision for decision in sorted(decisions, key=lambda decision: decision.number)}
    out = {target: d for target, d in last.items() if d.verdict in (Verdict.REJECTED, Verdict.SUPPRESSED)}
    open_ = [flag for flag in flags if flag.id not in out]
    taken = [Suppressed(flag=f, reason=out[f.id].reason, reviewer=out[f.id].reviewer) for f in flags if f.id in out]
    return open_, tuple(taken)
