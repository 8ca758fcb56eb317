"""Decisions and flags to triples: what people and rules say beside the claims, in graphs of their own.

The words that a flag points at are those of the claims that it rests on (`mg:restsOn`); where no claim stands, they are a target of its
own, as a claim has one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from graph.rdf import target
from graph.triples import TYPE, Triple, date, integer, item, node, own, text
from ontology.model import Decision, Flag, Passage
from ontology.terms import iri_of


def decision_triples(decision: Decision) -> Iterator[Triple]:
    """Yield a decision; its target is a claim or a flag, told apart by the first letter of the id."""
    me = item("decision", str(decision.number))
    yield me, TYPE, own("Decision")
    yield me, own("number"), integer(decision.number)
    yield me, own("decidedOn"), target_node(decision.target)
    yield me, own("verdict"), node(iri_of(decision.verdict))
    yield me, own("reviewer"), text(decision.reviewer)
    yield me, own("time"), date(decision.time)
    if decision.reason is not None:
        yield me, own("reason"), text(decision.reason)


def target_node(target: str) -> str:
    """Return the IRI of what a decision is about."""
    kinds = {"c": "claim", "d": "document", "s": "statement"}
    return item(kinds.get(target.partition("-")[0], "flag"), target)


def flag_triples(flag: Flag, told: Container[Passage] = ()) -> Iterator[Triple]:
    """Yield a flag with what it rests on, and with the words that it points at but for those told elsewhere: its claims' own."""
    me = item("flag", flag.id)
    yield me, TYPE, own("Flag")
    yield me, own("code"), text(flag.code)
    yield me, own("severity"), node(iri_of(flag.severity))
    yield me, own("message"), text(flag.message)
    yield me, own("lookedFor"), text(flag.looked_for)
    yield me, own("fix"), text(flag.fix)
    for claim in flag.claims:
        yield me, own("restsOn"), item("claim", claim)
    for kind, value in (("claim", next(iter(flag.claims), None)), *_focus(flag)):
        if value is not None:
            yield me, own("about"), item(kind, value)
    yield from _passages(me, flag, told)


def _passages(me: str, flag: Flag, told: Container[Passage]) -> Iterator[Triple]:
    for number, passage in enumerate(flag.passages):
        if passage not in told:
            yield from target(me, passage.document_id, passage.place, f"-{number}")


def _focus(flag: Flag) -> tuple[tuple[str, str | None], ...]:
    return ("statement", flag.statement), ("document", flag.document), ("factor", flag.factor)
