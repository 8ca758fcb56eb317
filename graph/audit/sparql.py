"""Rules written as SPARQL: one `.rq` file with a header, dropped into a folder.

    # code:      XX001
    # title:     One thing acts on itself
    # severity:  low
    # looks for: claims whose subject and object are one factor
    # why:       Grounding has probably taken two things for one.
    # example:   "Sleep deepens sleep."
    # fix:       Correct the claim in review.
    # scope:     article
    SELECT ?document ?claim ?message WHERE { GRAPH ?document { ... } }

The query must return `?claim` (one claim) or `?statement`, `?document` or `?factor`; `?message`, if returned, is what was found. It runs
over the union of all graphs with the prefixes of the vocabulary declared. Rejected claims are left out. With `scope: article`, which may
be left out of the header, the query is put for each article by itself, with `?document` bound to its graph, so that only articles that
changed are asked about again; it must return `?document`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from graph.audit.facts import Facts, passages
from graph.audit.rule import Finding, Rule, Scope
from graph.audit.sentences import passage
from ontology.errors import MetadataError, QuerySyntaxError
from ontology.model import Claim, Passage, Severity
from ontology.namespaces import iri

FIELDS = ("code", "title", "severity", "looks for", "why", "example", "fix")
_HEADER = re.compile(r"^#\s*([a-z][a-z ]*?):\s+(.*\S)\s*$", re.IGNORECASE)
_MORE = re.compile(r"^#\s{3,}(\S.*?)\s*$")
_ABOUT = ("claim", "statement", "document", "factor")


def rules_from(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of a folder, by file name.

    Raises:
        MetadataError: A file without a full header, a severity that is none, or two rules with one code.
    """
    rules = tuple(rule_of(path.read_text(encoding="utf-8"), source=str(path)) for path in sorted(folder.glob("*.rq")))
    codes = [rule.code for rule in rules]
    for code in codes:
        if codes.count(code) > 1:
            raise MetadataError(str(folder), f"two rules have the code {code}")
    return rules


def rule_of(text: str, *, source: str) -> Rule:
    """Return the rule that a query with its header is.

    Raises:
        MetadataError: The header lacks a field, or names no severity.
    """
    fields = dict(_fields(text))
    missing = [name for name in FIELDS if name not in fields]
    if missing:
        raise MetadataError(source, f"the header of this rule lacks {', '.join(missing)}")
    if fields["severity"] not in list(Severity):
        raise MetadataError(source, f"severity {fields['severity']!r} is none of {', '.join(Severity)}")
    if fields.get("scope", Scope.GRAPH) not in list(Scope):
        raise MetadataError(source, f"scope {fields['scope']!r} is none of {', '.join(Scope)}")
    scope = Scope(fields.get("scope", Scope.GRAPH))
    return Rule(
        code=fields["code"].upper(),
        title=fields["title"],
        severity=Severity(fields["severity"]),
        looks_for=fields["looks for"],
        why=fields["why"],
        example=fields["example"],
        fix=fields["fix"],
        find=partial(_found, text, fields["title"], scope, source),
        skip=_needs_store,
        scope=scope,
    )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of the header; a line that begins with three spaces goes on with the field above."""
    name: str | None = None
    words: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _HEADER.match(line):
            if name:
                yield name, " ".join(words)
            name, words = match[1].lower(), [match[2]]
        elif more := _MORE.match(line):
            words.append(more[1])
    if name:
        yield name, " ".join(words)


def _needs_store(facts: Facts) -> str | None:
    return None if facts.ask else "there is no store to put the query to"


def _found(text: str, title: str, scope: Scope, source: str, facts: Facts) -> Iterator[Finding]:
    try:
        rows = list(_rows(text, scope, facts))
    except QuerySyntaxError as error:
        raise MetadataError(source, f"the query of this rule cannot be read ({error})") from error
    for row in rows:
        about = {name: row[name].rsplit("/", 1)[-1].partition("#")[0] for name in _ABOUT if name in row}
        claims = _claims(about, facts)
        if about and not ("claim" in about and not claims):
            yield _finding(row.get("message", title), about, claims, facts)


def _rows(text: str, scope: Scope, facts: Facts) -> Iterator[Mapping[str, str]]:
    if facts.ask and scope is Scope.GRAPH:
        yield from facts.ask(text)
    elif facts.ask:
        for article in facts.articles:
            yield from facts.ask(text, document=iri("document", article.document.id))


def _claims(about: Mapping[str, str], facts: Facts) -> list[Claim]:
    if "claim" in about:
        return [facts.claim[about["claim"]]] if about["claim"] in facts.claim else []
    if "statement" in about:
        return [claim for claim in facts.claims if facts.statement_of(claim) == about["statement"]]
    return []


def _finding(message: str, about: Mapping[str, str], claims: list[Claim], facts: Facts) -> Finding:
    document = about.get("document") or (claims[0].document_id if claims else None)
    return Finding(
        focus=tuple(f"{name}={about[name]}" for name in _ABOUT if name in about),
        message=message,
        passages=passages(claims) or _opening(document, facts),
        claims=tuple(claim.id for claim in claims),
        statement=about.get("statement"),
        document=document,
        factor=about.get("factor"),
    )


def _opening(document: str | None, facts: Facts) -> tuple[Passage, ...]:
    """Return the first words of a document, for a finding about it as a whole."""
    article = facts.article.get(document or "")
    return (passage(article.document, 0, min(60, len(article.document.text))),) if article and article.document.text else ()
