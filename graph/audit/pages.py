"""The page of a rule: Markdown, the same in docs, on the command line and in the explorer."""

from __future__ import annotations

from collections.abc import Iterable

from graph.audit.rule import FAMILIES, Rule, Scope


def render(rule: Rule) -> str:
    """Return the page of one rule.

    >>> from graph.audit import RULES
    >>> print(render(RULES[0]).splitlines()[0])
    # EV001 No source offered
    """
    scope = "each article by itself" if rule.scope is Scope.ARTICLE else "all articles together"
    return "\n".join(
        [
            f"# {rule.code} {rule.title}",
            "",
            f"Family: {FAMILIES.get(rule.family, 'your own')} · severity: at most {rule.severity.value} · looks at {scope}",
            "",
            "## What it looks for",
            "",
            f"{_sentence(rule.looks_for)}",
            "",
            "## Why it matters",
            "",
            f"{_sentence(rule.why)}",
            "",
            "## Example",
            "",
            f"{_sentence(rule.example)}",
            "",
            "## How to clear it",
            "",
            f"{_sentence(rule.fix)}",
            "",
            f"To leave it out: `mechgraph check --ignore {rule.code}`. To accept one flag with a reason: docs/how-to/suppress.md.",
            "",
        ]
    )


def index(rules: Iterable[Rule]) -> str:
    """Return the page that lists all rules, by family, with links to their pages."""
    lines = ["# Rules of the audit", "", "A rule passes, flags or is skipped with its reason. Severity is the highest that it gives.", ""]
    family = None
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ["", f"## {family} {FAMILIES.get(family, 'your own')}", "", "| rule | title | severity |", "| --- | --- | --- |"]
        lines.append(f"| [{rule.code}]({rule.code}.md) | {rule.title} | {rule.severity.value} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?”" else ".")
