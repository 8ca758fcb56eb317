"""The sign algebra: from a claim as stated to the statement it supports.

sign(statement) = sign(relation) x direction(subject) x direction(object), the last only where the relation acts on a *lack*:
an excess or overactivity is a state of the same thing, so it does not flip; a lack does ("corrects magnesium deficiency" raises
magnesium).

    low magnesium   increases  excitation              magnesium decreases excitation
    X               decreases  magnesium deficiency    X increases magnesium
    X               decreases  NMDA overactivation     X decreases NMDA receptor activity
    lack of A       decreases  B                       A increases B
"""

from __future__ import annotations

from ontology.relations import Relation, Sign


def statement_relation(relation: Relation, subject: Sign, obj: Sign) -> Relation:
    """Return the relation between the bare factors, given the directions of the two mentions.

    Args:
        relation: As the author wrote it.
        subject: Direction of the subject phrase; `DOWN` (low, lack of) turns the sign.
        obj: Direction of the object phrase; only `DOWN` turns the sign.

    >>> statement_relation(Relation.INCREASES, Sign.DOWN, Sign.NONE)
    <Relation.DECREASES: 'decreases'>
    >>> statement_relation(Relation.DECREASES, Sign.NONE, Sign.UP)
    <Relation.DECREASES: 'decreases'>
    """
    flips = (subject is Sign.DOWN) != (obj is Sign.DOWN)
    if not flips or relation.sign is Sign.NONE:
        return relation
    return Relation.DECREASES if relation.sign is Sign.UP else Relation.INCREASES
