"""From what a person types to a factor of the graph."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ontology.errors import UnknownItemError
from ontology.folding import fold
from ontology.model import Factor

if TYPE_CHECKING:
    from graph import KnowledgeGraph


class UnknownFactorError(UnknownItemError):
    """No factor of the graph has this id, label or synonym."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        super().__init__("factor", name)
        self.near = near
        hint = f"Did you mean: {', '.join(near)}?" if near else "Look for it with: mechgraph search WORD"
        self.args = (f"No factor {name!r} in the graph. {hint}",)


def factor_named(graph: KnowledgeGraph, name: str) -> Factor:
    """Return the factor with this id, label or synonym; case, plurals and spelling variants do not matter.

    Raises:
        UnknownFactorError: There is none; the nearest labels are offered.
    """
    factors = {factor.id: factor for factor in graph.factors()}
    if name in factors:
        return factors[name]
    wanted = fold(name)
    for factor in factors.values():
        if fold(factor.label) == wanted or any(fold(synonym) == wanted for synonym in factor.synonyms):
            return factor
    labels = {factor.label.casefold(): factor.label for factor in factors.values()}
    near = get_close_matches(name.casefold(), labels, n=4, cutoff=0.6)
    raise UnknownFactorError(name, tuple(labels[label] for label in near))
