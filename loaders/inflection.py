"""Forms of the verbs of the cue table: inflected, as a gerund, as the noun of the deed."""

from __future__ import annotations

import re
from functools import cache

from loaders.cues import verb_lemmas, words

IRREGULAR = {
    "give": ("gave", "given"),
    "bring": ("brought", "brought"),
    "drive": ("drove", "driven"),
    "come": ("came", "come"),
    "arise": ("arose", "arisen"),
    "rise": ("rose", "risen"),
    "fall": ("fell", "fallen"),
    "grow": ("grew", "grown"),
    "shrink": ("shrank", "shrunk"),
    "make": ("made", "made"),
    "mean": ("meant", "meant"),
    "lead": ("led", "led"),
    "bind": ("bound", "bound"),
    "keep": ("kept", "kept"),
    "let": ("let", "let"),
    "cut": ("cut", "cut"),
    "hurt": ("hurt", "hurt"),
    "get": ("got", "got"),
    "show": ("showed", "shown"),
    "underlie": ("underlay", "underlain"),
    "fight": ("fought", "fought"),
    "sit": ("sat", "sat"),
    "break": ("broke", "broken"),
    "begin": ("began", "begun"),
    "run": ("ran", "run"),
    "uphold": ("upheld", "upheld"),
    "hold": ("held", "held"),
    "feed": ("fed", "fed"),
    "speed": ("sped", "sped"),
    "spread": ("spread", "spread"),
    "shed": ("shed", "shed"),
    "tear": ("tore", "torn"),
    "wear": ("wore", "worn"),
    "eat": ("ate", "eaten"),
    "build": ("built", "built"),
    "overcome": ("overcame", "overcome"),
    "withstand": ("withstood", "withstood"),
    "wake": ("woke", "woken"),
    "awaken": ("awakened", "awakened"),
    "burn": ("burned", "burnt"),
    "throw": ("threw", "thrown"),
    "undo": ("undid", "undone"),
    "sow": ("sowed", "sown"),
    "take": ("took", "taken"),
    "send": ("sent", "sent"),
    "lose": ("lost", "lost"),
    "spend": ("spent", "spent"),
    "draw": ("drew", "drawn"),
    "freeze": ("froze", "frozen"),
    "steal": ("stole", "stolen"),
    "reset": ("reset", "reset"),
}
_DOUBLING = re.compile(r"^(?:[^aeiou]*[aeiou][bdgklmnprt]|.*(?:permit|control|expel|repel|deter|compel|occur|propel))$")
_NOT_DOUBLED = words("not doubled")


def forms(lemma: str) -> dict[str, str]:
    """Return the inflected forms of a regular or listed verb, by ending.

    >>> forms("impair"), forms("bind")["ed"], forms("plug")["ing"]
    ({'s': 'impairs', 'ed': 'impaired', 'ing': 'impairing'}, 'bound', 'plugging')
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith("ie"):
        third, past, ing = lemma + "s", lemma + "d", lemma[:-2] + "ying"
    elif lemma.endswith("e"):
        third, past, ing = lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    else:
        doubled = lemma + lemma[-1] if _DOUBLING.match(lemma) and lemma not in _NOT_DOUBLED else lemma
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past, ing = doubled + "ed", doubled + "ing"
    return {"s": third, "ed": IRREGULAR.get(lemma, (past, past))[1], "ing": ing}


@cache
def lemma_of_form() -> dict[str, str]:
    """Return the lemma behind each form of the verbs in the cue table."""
    table: dict[str, str] = {}
    for lemma in verb_lemmas():
        table.setdefault(lemma, lemma)
        for form in (*forms(lemma).values(), *IRREGULAR.get(lemma, ())):
            table.setdefault(form, lemma)
    return table


def gerund(lemma: str) -> str:
    """Return the -ing form.

    >>> gerund("fall"), gerund("rise")
    ('falling', 'rising')
    """
    return lemma if lemma.endswith("ing") and len(lemma) > 5 else forms(lemma)["ing"]


_DEEDS = {
    "release": "release",
    "secrete": "secretion",
    "produce": "production",
    "make": "production",
    "create": "production",
    "manufacture": "production",
    "generate": "generation",
    "synthesize": "synthesis",
    "synthesise": "synthesis",
    "excrete": "excretion",
    "form": "formation",
    "break down": "breakdown",
    "digest": "digestion",
    "metabolize": "metabolism",
    "metabolise": "metabolism",
    "emulsify": "emulsification",
    "pollinate": "pollination",
    "hydrolyze": "hydrolysis",
    "hydrolyse": "hydrolysis",
    "oxidize": "oxidation",
    "oxidise": "oxidation",
    "ferment": "fermentation",
}


def deed(lemma: str, thing: str) -> str:
    """Return what is done to a thing as a phrase: with the noun where English has an ordinary one, else with the gerund.

    >>> deed("secrete", "renin"), deed("pump", "blood")
    ('secretion of renin', 'pumping blood')
    """
    return f"{_DEEDS[lemma]} of {thing}" if lemma in _DEEDS else f"{gerund(lemma)} {thing}"
