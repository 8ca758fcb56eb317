"""A few lines of HTML about a graph, for notebooks; every word of an article is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ontology.model import Document, Factor, Statement

SHOWN = 10
"""Statements shown: as many as fit a glance."""


def summary(documents: Sequence[Document], factors: Sequence[Factor], statements: Sequence[Statement]) -> str:
    """Return counts, and a table of the statements that most articles share.

    >>> summary([], [], [])
    '<p><b>KnowledgeGraph</b>: 0 articles, 0 factors, 0 statements, 0 of them asserted without a source</p>'
    """
    unsupported = sum(1 for statement in statements if statement.asserted and not statement.sources)
    head = (
        f"<p><b>KnowledgeGraph</b>: {len(documents)} articles, {len(factors)} factors, {len(statements)} statements, "
        f"{unsupported} of them asserted without a source</p>"
    )
    labels = {factor.id: factor.label for factor in factors}
    ordered = sorted(statements, key=lambda item: (-len(item.documents), -len(item.supporting), item.id))[:SHOWN]
    rows = "".join(f"<tr>{_cells(statement, labels)}</tr>" for statement in ordered)
    titles = "".join(f"<th>{name}</th>" for name in ("subject", "relation", "object", "articles", "claims", "sources", "denied"))
    return f"{head}<table><tr>{titles}</tr>{rows}</table>" if rows else head


def _cells(statement: Statement, labels: dict[str, str]) -> str:
    key = statement.key
    values = (
        *(labels.get(key.subject, key.subject), key.relation.value, labels.get(key.object, key.object)),
        *(len(statement.documents), len(statement.supporting), statement.sources, len(statement.denying)),
    )
    return "".join(f"<td>{escape(str(value))}</td>" for value in values)
