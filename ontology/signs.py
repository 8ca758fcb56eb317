"""The sign algebra: from a claim as stated to the statement it supports.

sign(statement) = sign(relation) x direction(subject) x direction(object), the last only where the relation acts on a *lack*:
an excess or overactivity is a state of the same thing, so it does not flip; a lack does ("corrects magnesium deficiency" raises
magnesium). Each row below is tested (tests/ontology/test_signs.py).

    written                                   directions   statement
    low A increases B                         -  0         A decreases B
    excess A increases B                      +  0         A increases B
    lack of A decreases B                     -  0         A increases B
    low A is required for B                   -  0         A decreases B
    X corrects (decreases) the lack of A      0  -         X increases A
    X causes (increases) the lack of A        0  -         X decreases A
    X reduces the overactivity of A           0  +         X decreases A
    X prevents (decreases) the fall of A      0  -         X increases A
    X prevents (decreases) the rise of A      0  +         X decreases A
    low A goes with (increases) low B         -  -         A increases B
    without A, B cannot                       0  0         A enables B: the reader turns the two denials into one `enables`
    A cannot raise B                          0  0         A increases B, which the claim *denies*: directions never turn a denial
    low A affects, binds, is associated       -  0         unchanged: there is no sign to turn
    a pure state word, no factor behind it                 changes nothing: it has no direction
"""

from __future__ import annotations

from ontology.model import StatementKey
from ontology.relations import Relation, Sign


def statement_relation(relation: Relation, subject: Sign, obj: Sign) -> Relation:
    """Return the relation between the bare factors, given the directions of the two mentions.

    Args:
        relation: As the author wrote it.
        subject: Direction of the subject phrase; `DOWN` (low, lack of) turns the sign.
        obj: Direction of the object phrase; only `DOWN` turns the sign.

    A turned `enables` or `produces` is a plain increase or decrease, because a lack requires and makes nothing.

    >>> statement_relation(Relation.INCREASES, Sign.DOWN, Sign.NONE)
    <Relation.DECREASES: 'decreases'>
    >>> statement_relation(Relation.DECREASES, Sign.NONE, Sign.UP)
    <Relation.DECREASES: 'decreases'>
    """
    lacks = (subject is Sign.DOWN, obj is Sign.DOWN)
    if relation.sign is Sign.NONE or not any(lacks):
        return relation
    sign = relation.sign * Sign.DOWN if lacks[0] != lacks[1] else relation.sign
    return Relation.INCREASES if sign is Sign.UP else Relation.DECREASES


def statement_key(subject: str, relation: Relation, obj: str, first: Sign, second: Sign) -> StatementKey | None:
    """Return the statement of two factors, given the directions of their mentions; None when both are one thing.

    A symmetric relation has its ends in string order, so that both ways round are one edge.

    >>> key = statement_key("zinc", Relation.BINDS, "albumin", Sign.NONE, Sign.NONE)
    >>> key.subject, key.object
    ('albumin', 'zinc')
    """
    if subject == obj:
        return None
    settled = statement_relation(relation, first, second)
    ends = sorted((subject, obj)) if settled.symmetric else (subject, obj)
    return StatementKey(subject=ends[0], relation=settled, object=ends[1])
