"""Context: what one article defines for itself, which counts before anything that everybody knows.

>>> context = context_of("The grand gribble factor (GGF) rises. Zinc is sold. The mineral is cheap.", Lexicon.load())
>>> dict(context.spelled), context.forms[fold("mineral")]
({'GGF': 'grand gribble factor'}, 'zinc')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ontology.abbreviations import definitions, short_forms
from ontology.folding import Folded, fold, fold_text
from ontology.lexicon import Lexicon
from ontology.model import FactorKind


@dataclass(frozen=True, slots=True)
class Context:
    """What one article defines for itself: forms of factors, and short forms whose long form nobody knows; `text` is it folded."""

    forms: Mapping[Folded, str] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def spelled_out(self, phrase: str) -> str:
        """Return a phrase with the article's own short forms written out."""
        for short, long in self.spelled.items():
            phrase = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long.replace("\\", r"\\"), phrase)
        return phrase

    def means(self, form: Folded, key: str, lexicon: Lexicon) -> bool:
        """Return whether an everyday word can mean its factor; that of a construct only where the article names the construct."""
        factor = lexicon.factors.get(key)
        if factor is None or factor.kind is not FactorKind.CONSTRUCT:
            return True
        names = [fold(name) for name in (factor.label, *factor.synonyms)]
        return names[0] == form or any(f" {' '.join(n)} " in self.text for n in names if n not in lexicon.generic)


def context_of(text: str, lexicon: Lexicon) -> Context:
    """Return what an article with this text defines for itself."""
    tokens = fold_text(text)
    forms: dict[Folded, str] = short_forms(tokens, lexicon)
    spelled: dict[str, str] = {}
    for short, long in definitions(text).items():
        key = lexicon.lookup(fold(long))
        if key is not None:
            forms[fold(short)] = key
        elif fold(short) not in lexicon.forms:
            spelled[short] = long
    return Context(forms=forms, spelled=spelled, text=f" {' '.join(tokens)} ")
