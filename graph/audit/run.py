"""Run rules over facts: a report in a fixed order, with what every rule came to.

    rules x articles -> findings -> flags -> people's decisions take some out -> sorted by priority

Flags of rules that look at one article alone are kept with the article (`Facts.after`): after one article changed, only its own are
found anew. Rules that look across articles keep what they can by themselves (`Facts.kept`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.audit.facts import Article, Facts
from graph.audit.order import Priorities, Priority, Standing, in_order
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
    found = {rule.code: _found(rule, facts) if reasons[rule.code] is None else () for rule in rules}
    results = tuple(_result(rule, reasons[rule.code], len(found[rule.code])) for rule in rules)
    open_, taken_out = _decided([standing for rule in rules for standing in found[rule.code]], decisions)
    checked = Checked(documents=len(facts.articles), claims=len(facts.claims), rules=sum(r.reason is None for r in results))
    return Report(
        flags=in_order(open_, leverages or {}, facts.article),
        results=results,
        checked=checked,
        suppressed=taken_out,
        priorities=Priorities(open_, leverages or {}),
    )


def _found(rule: Rule, facts: Facts) -> tuple[Standing, ...]:
    if rule.scope is Scope.GRAPH:
        found: Iterable[Standing] = (Standing.of(rule.flag(finding), facts) for finding in rule.find(facts))
    else:
        found = (standing for article in facts.articles for standing in _in_article(rule, facts, article))
    return tuple({standing.flag.id: standing for standing in found}.values())


def _in_article(rule: Rule, facts: Facts, article: Article) -> tuple[Standing, ...]:
    def look() -> tuple[Standing, ...]:
        return tuple(Standing.of(rule.flag(finding), facts) for finding in rule.find(facts.only(article)))

    return article.once((rule.code, rule.find), look)


def _result(rule: Rule, reason: str | None, flags: int) -> Result:
    outcome = Outcome.SKIPPED if reason else Outcome.FLAGGED if flags else Outcome.PASSED
    return Result(rule=rule, outcome=outcome, reason=reason, flags=flags)


def _decided(found: Sequence[Standing], decisions: Iterable[Decision]) -> tuple[list[Standing], tuple[Suppressed, ...]]:
    last = {decision.target: decision for decision in sorted(decisions, key=lambda decision: decision.number)}
    out = {target: d for target, d in last.items() if d.verdict in (Verdict.REJECTED, Verdict.SUPPRESSED)}
    open_ = [standing for standing in found if standing.flag.id not in out]
    taken = [standing.flag for standing in found if standing.flag.id in out] if out else []
    return open_, tuple(Suppressed(flag=flag, reason=out[flag.id].reason, reviewer=out[flag.id].reviewer) for flag in taken)
