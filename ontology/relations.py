"""The seven relations of a claim: their signs, their words, their places in RO and Biolink.

Traps, each checked in the ontology files (docs/decisions/0002): our *enables* is neither RO:0002327 nor biolink:enables; the RO
terms carry occurrent or process domains that a mineral does not meet, so they are close matches and never super-properties.
"""

from __future__ import annotations

from enum import StrEnum


class Sign(StrEnum):
    """Which way the object moves when the subject rises: up, down, or not said."""

    UP = "+"
    DOWN = "-"
    NONE = "0"

    def __mul__(self, other: object) -> Sign:  # str * int is not meant here
        """Return the sign of two effects in a row; an unknown sign makes the whole unknown.

        >>> Sign.DOWN * Sign.DOWN, Sign.UP * Sign.NONE
        (<Sign.UP: '+'>, <Sign.NONE: '0'>)
        """
        if not isinstance(other, Sign):
            return NotImplemented
        if Sign.NONE in (self, other):
            return Sign.NONE
        return Sign.UP if self == other else Sign.DOWN


class Relation(StrEnum):
    """How a subject acts on an object, in the words of the article put into one of seven boxes."""

    INCREASES = "increases"
    DECREASES = "decreases"
    AFFECTS = "affects"
    ENABLES = "enables"
    PRODUCES = "produces"
    BINDS = "binds"
    ASSOCIATED = "associated"

    @property
    def sign(self) -> Sign:
        """Return the sign that the relation alone carries.

        >>> Relation.ENABLES.sign, Relation.BINDS.sign
        (<Sign.UP: '+'>, <Sign.NONE: '0'>)
        """
        return _SIGNS.get(self, Sign.NONE)

    @property
    def causal(self) -> bool:
        """Return whether the relation says that the subject acts on the object; an association and a binding do not."""
        return self not in (Relation.ASSOCIATED, Relation.BINDS)

    @property
    def symmetric(self) -> bool:
        """Return whether subject and object may change places."""
        return self in (Relation.ASSOCIATED, Relation.BINDS)


_SIGNS = {
    Relation.INCREASES: Sign.UP,
    Relation.ENABLES: Sign.UP,
    Relation.PRODUCES: Sign.UP,
    Relation.DECREASES: Sign.DOWN,
}
