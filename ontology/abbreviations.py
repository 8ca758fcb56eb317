"""Short forms that one article defines for itself.

`definitions` finds "gamma-aminobutyric acid (GABA)" by the algorithm of Schwartz & Hearst 2003 (Pacific Symposium on Biocomputing,
pp. 451-462): the short form in parentheses, the long form the shortest run of words before it whose letters hold the short form's,
right to left, the first letter at the start of a word. `short_forms` finds names cut to their last word ("glycinate") and class words
("mineral") that mean the one member of the class in the article.

>>> definitions("Inputs reach the periaqueductal gray matter (PAG) first.")
{'PAG': 'periaqueductal gray matter'}
"""

from __future__ import annotations

import re

from ontology.folding import Folded, fold
from ontology.lexicon import Lexicon

_INSIDE = re.compile(r"[ \t]\(([^()\n]{2,60})\)")
REACH = 160
"""Characters before a parenthesis that are looked at; the longest long form allowed has 20 words (Schwartz & Hearst: 2 per letter)."""
_SHORT = re.compile(r"[A-Za-z0-9][\w+./’'-]{1,9}")

CLASSES = {
    "mineral": "mineral-nutrient",
    "amino acid": "amino-acids",
    "neurotransmitter": "neurotransmitters",
    "hormone": "hormones",
    "receptor": "receptors",
    "vitamin": "vitamins",
    "stimulant": "stimulants",
    "chelate": "magnesium-chelate",
}
"""Class words, in the singular, that may stand for the one member of the class that an article is about."""


def definitions(text: str) -> dict[str, str]:
    """Return the long form of each short form that the text defines; the first definition wins."""
    found: dict[str, str] = {}
    for match in _INSIDE.finditer(text):
        before = re.split(r"[()\n]", text[max(0, match.start() - REACH) : match.start()])[-1]
        short, long = _pair(before.strip(), match[1].strip())
        if short and long:
            found.setdefault(short, long)
    return found


def _pair(before: str, inside: str) -> tuple[str | None, str | None]:
    """Return short and long form of "before (inside)", whichever way round they stand; None and None when they do not fit."""
    head = re.split(r"[;,]", inside)[0].strip()
    if _is_short(head):
        return head, long_form(head, before)
    last = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    if _is_short(last) and (long := long_form(last, inside)) == inside:
        return last, long
    return None, None


def _is_short(text: str) -> bool:
    """Return whether a text looks like a short form: 2 to 10 characters, one word, a letter, and a capital or a digit."""
    return bool(_SHORT.fullmatch(text)) and any(c.isalpha() for c in text) and any(c.isupper() or c.isdigit() for c in text)


def long_form(short: str, before: str) -> str | None:
    """Return the long form that ends `before`, None when the letters do not fit or it is too long (Schwartz & Hearst, figure 1).

    >>> long_form("HRV", "shows that heart rate variability")
    'heart rate variability'
    >>> long_form("HRV", "blood pressure") is None
    True
    """
    at = len(before) - 1
    for number, letter in reversed(list(enumerate(short.lower()))):
        if not letter.isalnum():
            continue
        while at >= 0 and not (before[at].lower() == letter and (number > 0 or at == 0 or not before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
    start = max(before.rfind(" ", 0, at + 2), before.rfind("-", 0, at + 2) if before[at + 1].isupper() else -1) + 1
    long = before[start:].strip()
    words = len(long.split())
    fits = words <= min(len(short) + 5, len(short) * 2) and len(long) > len(short)
    return long if fits and fold(long) != fold(short) else None


def short_forms(tokens: Folded, lexicon: Lexicon) -> dict[Folded, str]:
    """Return the factors that words mean inside one article (its folded text), though the lexicon does not give them alone.

    A name of two or three words may be cut to its last word where no other factor of the article ends so; a name with a place
    ("blood flow to the extremities") to what stands before the place; a class word means the one member of the class that the
    article names.
    """
    present = factors_in(tokens, lexicon)
    return {**_members(present, lexicon), **_last_words(present, lexicon), **_first_words(present)}


def factors_in(tokens: Folded, lexicon: Lexicon) -> dict[Folded, str]:
    """Return the curated forms of one to four words that a folded text contains, longest match first, with their factors."""
    found: dict[Folded, str] = {}
    at = 0
    while at < len(tokens):
        for length in (4, 3, 2, 1):
            form = Folded(tokens[at : at + length])
            if len(form) == length and form in lexicon.forms:
                found[form] = lexicon.forms[form]
                break
        else:
            length = 1
        at += length
    return found


def _last_words(present: dict[Folded, str], lexicon: Lexicon) -> dict[Folded, str]:
    """Return the last words that stand for one longer name."""
    owners: dict[str, set[str]] = {}
    for form, key in present.items():
        if len(form) > 1 and (factor := lexicon.factors.get(key)) is not None and factor.category in _SUBSTANCES:
            owners.setdefault(form[-1], set()).add(key)
    known = {word: next(iter(keys)) for word, keys in owners.items() if len(keys) == 1 and len(word) > 4}
    return {Folded((word,)): key for word, key in known.items() if not _taken(Folded((word,)), lexicon)}


def _first_words(present: dict[Folded, str]) -> dict[Folded, str]:
    """Return the words before a place that stand for one longer name; two words at least, for one means too much."""
    owners: dict[Folded, set[str]] = {}
    for form, key in present.items():
        at = next((at for at, word in enumerate(form) if word in ("to", "in")), 0)
        if at > 1:
            owners.setdefault(Folded(form[:at]), set()).add(key)
    return {head: next(iter(keys)) for head, keys in owners.items() if len(keys) == 1}


_SUBSTANCES = frozenset({"SmallMolecule", "ChemicalEntity", "MolecularMixture", "ComplexMolecularMixture", "Drug"})


def _taken(form: Folded, lexicon: Lexicon) -> bool:
    """Return whether a word means something by itself."""
    return form in lexicon.aspects or form in lexicon.turns or lexicon.lookup(form) is not None


def _members(present: dict[Folded, str], lexicon: Lexicon) -> dict[Folded, str]:
    """Return the class words of which the article names exactly one member."""
    found = {}
    for word, parent in CLASSES.items():
        members = {key for key in present.values() if (f := lexicon.factors.get(key)) is not None and f.broader == parent}
        if len(members) == 1:
            found[fold(word)] = members.pop()
    return found
