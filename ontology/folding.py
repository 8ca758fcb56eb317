"""Folded phrases: the one form in which words of articles and words of the vocabulary are compared.

Folding takes away what makes no difference between two names of one thing: case, hyphens and dashes, articles, plural and possessive
endings, British spelling, sub- and superscripts, the ways to write an ion. It is idempotent, and only
`fold` (`fold_text` for long texts) makes a `Folded`.

>>> fold("the Proton-Pump Inhibitors’") == fold("proton pump inhibitor")
True
>>> fold("Mg²⁺"), fold("Mg(2+)"), fold("Ca++")
(('mg2+',), ('mg2+',), ('ca2+',))
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NewType

Folded = NewType("Folded", tuple[str, ...])
"""The tokens of a phrase that compare: lower case, singular, no articles."""

ARTICLES = frozenset({"a", "an", "the"})

IRREGULAR = {
    "axes": "axis",
    "mitochondria": "mitochondrion",
    "synapses": "synapse",
    "vertebrae": "vertebra",
    "algae": "alga",
    "larvae": "larva",
    "children": "child",
    "people": "person",
    "women": "woman",
    "men": "man",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "bacteria": "bacterium",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "stimuli": "stimulus",
    "alveoli": "alveolus",
    "phenomena": "phenomenon",
    "criteria": "criterion",
    "data": "datum",
    "indices": "index",
    "vertices": "vertex",
    "leaves": "leaf",
    "wolves": "wolf",
    "halves": "half",
    "lives": "life",
    "viruses": "virus",
    "biases": "bias",
    "gases": "gas",
    "bias": "bias",
    "gas": "gas",
    "pancreas": "pancreas",
    "diabetes": "diabetes",
    "rabies": "rabies",
    "species": "species",
    "series": "series",
    "lens": "lens",
    "lenses": "lens",
    "lupus": "lupus",
    "its": "it",
}
"""Plurals that no ending rule reaches; `-ses` from `-sis` is told apart by `SIS_STEMS`."""

SIS_STEMS = tuple("analy diagno cri the hypothe synthe neuro metasta ba parenthe progno psycho sclero fibro".split())  # noqa: SIM905

SPELLINGS = {
    "signalling": "signaling",
    "behaviour": "behavior",
    "behavioural": "behavioral",
    "tumour": "tumor",
    "ageing": "aging",
    "fibre": "fiber",
    "labour": "labor",
    "colour": "color",
    "odour": "odor",
    "vapour": "vapor",
    "sulphur": "sulfur",
    "sulphate": "sulfate",
    "sulphide": "sulfide",
    "aluminium": "aluminum",
    "centre": "center",
    "litre": "liter",
    "metre": "meter",
    "grey": "gray",
    "fulfil": "fulfill",
    "catalyse": "catalyze",
    "analyse": "analyze",
    "paralyse": "paralyze",
    "neighbour": "neighbor",
    "neighbourhood": "neighborhood",
    "favour": "favor",
    "harbour": "harbor",
    "plough": "plow",
    "programme": "program",
    "licence": "license",
    "defence": "defense",
    "mould": "mold",
    "tyre": "tire",
    "manoeuvre": "maneuver",
    "sceptic": "skeptic",
}
"""British spellings that differ by more than -ise/-ize and the Greek ae and oe (`_GREEK`), after the plural is gone."""

_SCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻’‘", "01234567890123456789+-''")
_ION = re.compile(r"\b(mg|ca|zn|fe|cu|mn)\s?(?:\(?\^?2\^?\+\^?\)?|\+\+)")
_ACRONYMS = re.compile(r"\b([A-Z]{2,})s\b")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
_VERB_ISE = re.compile(r"(?<=[a-z]{3})is(?=ations?\b|ing\b|ed\b)")
_ISE_KEPT = frozenset(
    """praised advised advising exercised exercising promised promising supervised revised comprised arising surprised surprising
    devised appraised bruised cruising poised noised""".split()  # noqa: SIM905
)
_GREEK = re.compile(r"(?<=[hpfc])ae(?=[mdc]|sar)|(?<=an|yn)ae(?=[sc])|ae(?=mi)|(?<=[nh])oe(?=a)|^oe(?=[sd])|(?<=f)oe(?=t)|(?<=c)oe(?=li)")
_GABA_A = re.compile(r"\bgaba[\s_(-]*a\)?(?=[\s-]+receptor|ar\b)")
_LETTER_NAME = re.compile(r"\b(vitamin|type|group|stage|hepatitis|influenza|coenzyme|immunoglobulin|protein kinase)\s+a\b")
_PLUS_ALONE = re.compile(r"(?<![a-z0-9])\+|\+(?![\s)]|$)")
_OTHER = re.compile(r"[^a-z0-9+µα-ω]+")
_PLAIN = re.compile(r"[a-z ]*")
_CHARGE = re.compile(r"\^(\d*[+-])\^")


@lru_cache(maxsize=65536)
def fold(phrase: str) -> Folded:
    """Return the tokens of a phrase that compare; empty when nothing of it does.

    >>> fold("GABA–NMDA balance"), fold("the organisation of mitochondria")
    (('gaba', 'nmda', 'balance'), ('organization', 'of', 'mitochondrion'))
    """
    return fold_text(phrase)


def fold_text(text: str) -> Folded:
    """Return the tokens of a whole text; like `fold`, but remembers nothing, so that long texts do not stay in memory."""
    if not _PLAIN.fullmatch(text):
        text = _simplified(text)
    if " a" in text:
        text = _LETTER_NAME.sub(r"\1 aa", text)
    return Folded(tuple(word for word in map(_word, text.split()) if word not in ARTICLES))


def _simplified(phrase: str) -> str:
    """Return lower-case letters, digits, Greek letters and charges, apart by single spaces."""
    text = _ACRONYMS.sub(r"\1", unicodedata.normalize("NFC", phrase).translate(_SCRIPTS)).lower()
    text = _CHARGE.sub(r"\1", text)
    text = _ION.sub(lambda match: f" {match[1]}2+ ", text)
    text = _POSSESSIVE.sub(" ", text)
    text = _GABA_A.sub("gabaa", text)
    text = _PLUS_ALONE.sub(" ", text)
    return _OTHER.sub(" ", text)


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    """Return a word in the singular and in American spelling."""
    if "is" in word and word not in _ISE_KEPT:
        word = _VERB_ISE.sub("iz", word)
    word = _singular(word)
    if "ae" in word or "oe" in word:
        word = _GREEK.sub("e", word)
    return SPELLINGS.get(word, word)


def _singular(word: str) -> str:
    """Return the singular by the ending, so that both numbers meet; not always the word of a dictionary."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not word.endswith("s"):
        return word
    for least, ending, instead in ENDINGS:
        if len(word) >= least and word.endswith(ending):
            return word[: len(word) - len(ending)] + instead
    if len(word) > 3 or (len(word) > 2 and word[:-1].isdigit()):
        return word[:-1]
    return word


ENDINGS = (
    *((len(stem) + 3, f"{stem}ses", f"{stem}sis") for stem in SIS_STEMS),
    (5, "ies", "y"),
    (5, "sses", "ss"),
    (5, "ches", "ch"),
    (5, "shes", "sh"),
    (5, "xes", "x"),
    (1, "ss", "ss"),
    (1, "us", "us"),
    (1, "is", "is"),
)
"""Least length, ending, what stands instead; the first that fits."""
