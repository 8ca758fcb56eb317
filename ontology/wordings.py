"""Wordings: the ways to read one phrase, the first that names something counts.

>>> wordings("↑ blood pressure (BP), such as at night")
('blood pressure, such as at night', 'blood pressure (BP), such as at night', 'blood pressure')
>>> wordings("frailty in older patients with gout")
('frailty in older patients with gout', 'frailty')
"""

from __future__ import annotations

import re

_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TAGS = re.compile(r"</?su[bp]>")
_KNOCKOUT = re.compile(r"\s*[(]?[-\u2212]/[-\u2212][)]?")
_ARROWS = "↑↓→⬆⬇ "
_EXAMPLES = re.compile(r",?\s+(?:such as|including|like|e\.g\.|for example)\b.*$")
_POPULATION = re.compile(
    r"\s+(?:in|among|for)\s+(?:[\w-]+\s+){0,4}(?:patients|people|persons|individuals|subjects|participants|volunteers|cases|populations?|adults"
    r"|children|infants|newborns|women|men|girls|boys|smokers|users|students|employees|households|countries|areas|regions)\b.*$",
    re.IGNORECASE,
)
"""Who or where something was looked at: the condition of a claim, not part of what it is about."""


def wordings(phrase: str) -> tuple[str, ...]:
    """Return the ways to read a phrase: without parentheses, as written, without its examples, without the population."""
    written = _KNOCKOUT.sub(" knockout ", _TAGS.sub("", phrase).lstrip(_ARROWS))
    bare = _PARENTHESES.sub("", written).strip()
    plain = _EXAMPLES.sub("", bare).strip()
    name = _POPULATION.sub("", plain).strip()
    return tuple(dict.fromkeys(wording for wording in (bare, written, plain, name) if wording))


def insides(phrase: str) -> list[str]:
    """Return what stands in the parentheses of a phrase: the better name where the words before are everyday ones."""
    return _INSIDE.findall(phrase)
