"""Mark: the four ways an edge can look, with the colour, head, symbol and word that stand for each on every page.

    raises   blue, arrow    "+"     increases, enables, produces
    lowers   rust, bar      "-"     decreases
    affects  grey, dot      "~"     affects
    linked   grey, no head  "o"     binds, associated: no direction is claimed

Colours reach a contrast of 4.5 on their own background (WCAG 2.2 AA, checked in tests); no meaning hangs on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ontology.relations import Relation, Sign


class Mark(StrEnum):
    """How an edge looks; statements of one pair with the same mark are drawn as one edge."""

    RAISES = "raises"
    LOWERS = "lowers"
    AFFECTS = "affects"
    LINKED = "linked"

    @property
    def sign(self) -> Sign:
        """Return the sign that the mark stands for."""
        return {Mark.RAISES: Sign.UP, Mark.LOWERS: Sign.DOWN}.get(self, Sign.NONE)

    @property
    def opposite(self) -> Mark | None:
        """Return the mark that contradicts this one on the same pair, None for the unsigned ones."""
        return {Mark.RAISES: Mark.LOWERS, Mark.LOWERS: Mark.RAISES}.get(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What stands for a mark: `head` is vis-network's name of the arrow head, None for no head; colours are for light and dark pages."""

    symbol: str
    head: str | None
    light: str
    dark: str
    meaning: str


LOOKS: Mapping[Mark, Look] = MappingProxyType(
    {
        Mark.RAISES: Look(symbol="+", head="arrow", light="#0072B2", dark="#6BB8EA", meaning="more of one, more of the other"),
        Mark.LOWERS: Look(symbol="−", head="bar", light="#B84700", dark="#F29A63", meaning="more of one, less of the other"),
        Mark.AFFECTS: Look(symbol="~", head="circle", light="#555555", dark="#B4BCC2", meaning="acts on it; up or down is not said"),
        Mark.LINKED: Look(symbol="o", head=None, light="#555555", dark="#B4BCC2", meaning="occurs with it, or binds it; no cause claimed"),
    }
)
"""Blue, rust and grey of the Okabe-Ito idea, darkened to reach 4.5 on white; all three stay apart in deuteranopia."""

_ALIASES = {"+": Mark.RAISES, " ": Mark.RAISES, "-": Mark.LOWERS, "−": Mark.LOWERS, "~": Mark.AFFECTS, "0": Mark.AFFECTS, "o": Mark.LINKED}


def mark_of(relation: Relation) -> Mark:
    """Return how an edge of this relation looks.

    >>> mark_of(Relation.ENABLES), mark_of(Relation.BINDS)
    (<Mark.RAISES: 'raises'>, <Mark.LINKED: 'linked'>)
    """
    if relation.symmetric:
        return Mark.LINKED
    return {Sign.UP: Mark.RAISES, Sign.DOWN: Mark.LOWERS}.get(relation.sign, Mark.AFFECTS)


def read_mark(word: str) -> Mark | None:
    """Return the mark that a word or symbol in an address names, None if there is none.

    A bare "+" in an address arrives as a space, so both are taken.

    >>> read_mark("lowers"), read_mark("-"), read_mark(" "), read_mark("sideways")
    (<Mark.LOWERS: 'lowers'>, <Mark.LOWERS: 'lowers'>, <Mark.RAISES: 'raises'>, None)
    """
    if word in _ALIASES:
        return _ALIASES[word]
    return Mark(word) if word in list(Mark) else None
