"""Rule and Finding: what a rule is, what it returns, and how that becomes a flag.

A rule is one small file whose header is its page: code, title, what it looks for, why that matters, an example, how to clear it. Its
`find` is a pure function from `Facts` to findings. A rule that cannot be run says why (`skip`), which is a third outcome, not a pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.audit.facts import Article, Facts, passages
from graph.audit.sentences import Sentence
from ontology.model import Claim, Flag, Passage, Severity
from ontology.namespaces import flag_id

RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
"""Severities in the order in which people should look."""

FAMILIES = {
    "EV": "Evidence",
    "SG": "Signs",
    "ST": "Strength",
    "CN": "Constructs",
    "GR": "Grounding",
    "RD": "Reading",
    "SF": "Safety",
}
"""What the two letters of a code stand for."""


class Scope(StrEnum):
    """How far a rule looks: into each article alone, or across all. An article's own findings are kept while it does not change."""

    ARTICLE = "article"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found once. `focus` is what it is about (ids, offsets), and makes the flag's id with the rule's code.

    `severity` and `fix` are the rule's own where they are None.
    """

    focus: tuple[str, ...]
    message: str
    passages: tuple[Passage, ...]
    claims: tuple[str, ...] = ()
    severity: Severity | None = None
    fix: str | None = None
    statement: str | None = None
    document: str | None = None
    factor: str | None = None


def always(facts: Facts) -> None:
    """Return None: nothing keeps the rule from running."""


def needs_library(facts: Facts) -> str | None:
    """Return why a rule that compares with the reference library cannot run."""
    return None if facts.library else "no reference library is loaded"


def needs_lookups(facts: Facts) -> str | None:
    """Return why a rule about looked-up works cannot run: works are identified, and nobody has looked one of them up."""
    if facts.lookups or not any(map(identifies, facts.articles)):
        return None
    return "no source was looked up yet; `mechgraph check --resolve` does it, online"


def identifies(article: Article) -> bool:
    """Return whether an article names a work by an identifier, in its text or its list of works."""
    texts = (article.document.text, *article.document.references.values())
    return article.once("identifies", lambda: any(_IDENTIFIER.search(text) for text in texts))


_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S|\bPMID:?\s*\d|pubmed\S{0,20}/\d|\bPMC\d{4}|\barxiv(?::|\.org/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the audit. `severity` is the highest that it gives; `example` is in our own words."""

    code: str
    title: str
    severity: Severity
    looks_for: str
    why: str
    example: str
    fix: str
    find: Callable[[Facts], Iterable[Finding]]
    skip: Callable[[Facts], str | None] = always
    scope: Scope = Scope.ARTICLE

    @property
    def family(self) -> str:
        """Return the two letters that the code begins with."""
        return self.code[:2]

    def flag(self, finding: Finding) -> Flag:
        """Return the flag for a finding."""
        return Flag(
            id=flag_id(self.code, *finding.focus),
            code=self.code,
            severity=finding.severity or self.severity,
            message=finding.message,
            looked_for=self.looks_for,
            fix=finding.fix or self.fix,
            claims=finding.claims,
            statement=finding.statement,
            document=finding.document,
            factor=finding.factor,
            passages=finding.passages,
        )


def on_claims(claims: Sequence[Claim], message: str, *, severity: Severity | None = None, focus: tuple[str, ...] | None = None) -> Finding:
    """Return a finding about claims of one article, the first being what is flagged."""
    return Finding(
        focus=focus or (claims[0].id,),
        message=message,
        passages=passages(claims),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        severity=severity,
        document=claims[0].document_id,
    )


def on_sentences(
    found: Sequence[Sentence], message: str, *, severity: Severity | None = None, claims: Sequence[Claim] = (), focus: str = ""
) -> Finding:
    """Return a finding about sentences of one article, the first being what is flagged, with the claims that hang on them."""
    first = found[0]
    return Finding(
        focus=(first.document_id, str(first.place.start), *([focus] if focus else [])),
        message=message,
        passages=tuple(sentence.passage for sentence in found),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        severity=severity,
        document=first.document_id,
    )
