"""The audit as every door runs it: all rules, with the reference library that the project ships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph import KnowledgeGraph
    from graph.audit import Report, Watch
    from graph.audit.backing import Backing
    from graph.audit.rounds import Basis
    from graph.bases import KnowledgeBases
    from graph.lookups import Lookups
    from ontology.model import Flag
    from ontology.works import Lookup


def audited(
    graph: KnowledgeGraph,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    own_rules: Path | None = None,
    watch: Watch | None = None,
    lookups: Mapping[str, Lookup] | None = None,
) -> Report:
    """Return what does not hold up in a graph, the flags on which most paths hang first; see `graph.audit.audit`.

    Args:
        graph: Open.
        select: Codes or beginnings of codes to run; all when None.
        ignore: Codes or beginnings of codes to leave out.
        own_rules: A folder of the user's own rules, run after ours.
        watch: Kept by the caller between audits of one graph.
        lookups: What is known of cited works; those kept beside the graph when None.
    """
    from graph.audit import RULES, audit
    from graph.audit.sparql import rules_from
    from graph.lookups import Lookups
    from ontology.lexicon import Lexicon
    from ontology.library import Library

    looked_up = Lookups(graph.folder).all() if lookups is None else lookups
    rules = (*RULES, *(rules_from(own_rules) if own_rules else ()))
    library, vocabulary = Library.load(), Lexicon.load().factors
    return audit(graph, select=select, ignore=ignore, rules=rules, watch=watch, library=library, vocabulary=vocabulary, lookups=looked_up)


def basis_of(lookups: Lookups) -> Basis:
    """Return what an audit in rounds looks at besides the store."""
    from api.edition import audit_edition
    from graph.audit import RULES
    from graph.audit.rounds import Basis
    from ontology.lexicon import Lexicon
    from ontology.library import Library

    edition = f"{audit_edition()}-{lookups.changes()}"
    return Basis(rules=RULES, edition=edition, library=Library.load(), vocabulary=Lexicon.load().factors, lookups=lookups.all())


def own_flags(graph: KnowledgeGraph, documents: Iterable[str]) -> list[Flag]:
    """Return what the rules that look at one article alone find in these, whatever the size of the store."""
    from graph.audit import RULES, Scope, run
    from graph.audit.rounds import Rounds
    from graph.lookups import Lookups

    rounds, own = Rounds(graph, basis_of(Lookups(graph.folder))), [rule for rule in RULES if rule.scope is Scope.ARTICLE]
    return [flag for document in documents for flag in run(rounds.about(document), own).flags]


def backing_of(graph: KnowledgeGraph, watch: Watch, *, folder: Path | None = None, bases: KnowledgeBases | None = None) -> Backing:
    """Return what stands behind the claims of a graph that was just audited with this watch: sources looked up, and works to read.

    Args:
        graph: Open.
        watch: Of the last audit.
        folder: Where knowledge bases were imported to; beside the graph when None.
        bases: The knowledge bases themselves, where they are open.
    """
    from graph.audit.backing import Backing
    from graph.bases import KnowledgeBases

    found = bases or KnowledgeBases(folder or graph.folder)
    return Backing(facts=watch.facts, between=found.between if found.all() else None)
