"""Numbers that a claim states, as typed values beside the author's words: "by up to 18%", "2.3-fold", "3 g", "p < 0.05".

A number counts only with a unit, a comparator that belongs to it, or `n =`; years, citations, figure numbers and digits inside names
(COX-1, 25(OH)D, type 2) are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Span
from ontology.model import Quantity

_WORDS = {
    "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100, "an": 1, "a": 1,
}  # fmt: skip
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_COMPARATORS = (
    ("<=", r"up to|at most|no more than|a maximum of|≤|<="),
    (">=", r"at least|no less than|a minimum of|≥|>="),
    (">", r"(?:more|greater|higher|longer) th[ae]n|over|above|exceeding|>"),
    ("<", r"(?:less|fewer|lower|shorter) than|under|below|<"),
    ("~", r"about|around|approximately|roughly|some|nearly|almost|close to|(?:an )?estimated|circa|ca\.|~|≈"),
    ("=", r"="),
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNITS = (
    ("%", r"%|percent(?:age points?)?|per cent"),
    ("fold", r"[- ]?folds?\b|x\b|×|times\b(?= (?:more|less|higher|lower|greater|as|faster|slower|larger|smaller|the|likelier))"),
    (
        "dose",
        r"(?:(?:µg|μg|mcg|ng|pg|mg|kg|g|IU|mL|ml|dL|L|µL|mmol|µmol|nmol|mol|mM|µM|nM|kcal|kJ|cal|J|W|kW|mV|kDa)"
        r"(?:/(?:kg|day|d|mL|ml|dL|L|l|h|min|g|m2|m²|serving|week)){0,2}\b"
        r"|(?:milligrams?|micrograms?|grams?|kilograms?|lit(?:er|re)s?|millilit(?:er|re)s?|calories|units)\b)",
    ),
    (
        "time",
        r"(?:milliseconds?|seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|ms|h)\b",
    ),
    (
        "other",
        r"(?:mm ?Hg|bpm|beats per minute|ppmv?|ppb|°C|°F|K\b|degrees(?: Celsius)?|Hz|kHz|km²?|kms|cm|mm|nm|µm|m²?|miles?|hectares?|ha"
        r"|tons?|tonnes?|GtC?|dollars|USD|points?|square kilomet(?:er|re)s|drinks?|cups?|servings?|patients|participants|people"
        r"|individuals|subjects|women|men|adults|children|molecules?)\b",
    ),
)
_COMPARATOR = "|".join(f"(?P<c{i}>{words})" for i, (_, words) in enumerate(_COMPARATORS))
_UNIT = "|".join(f"(?P<u{i}>{words})" for i, (_, words) in enumerate(_UNITS))
_WORD_NUMBER = "|".join(word for word in _WORDS if word not in ("an", "a"))
_QUANTITY = re.compile(
    rf"(?:(?P<name>\b[nNpP]|\bCI|\bOR|\bRR|\bHR)\s*)?"
    rf"(?:(?<![\w-])(?:by |of |within )?(?:{_COMPARATOR})\s*)?(?:(?:an?|the) (?:additional |extra )?)?"
    rf"(?<![\w.,/(\[^-])(?P<low>{_NUMBER}|\b(?:{_WORD_NUMBER})\b)(?:\s?(?:[-–—−]|to|and)\s?(?P<high>{_NUMBER}|\b(?:{_WORD_NUMBER})\b))?"
    rf"(?P<scale>\s(?:thousand|million|billion|trillion)\b)?[\s-]?(?:elemental )?(?:{_UNIT}|(?P<none>(?![\w-])))",
)
_ONE = re.compile(
    r"\b(?:by )?(?:(?P<cmp>up to|about|at least|more than|within) )?an? (?P<unit>hour|day|week|month|year"
    r"|decade|century|half|third|quarter|minute)\b"
)
_INTERVAL = re.compile(rf"\b(?:9[059](?:\.\d)?)\s?% ?(?:CI|confidence interval)[:,]?\s*[\[(]?({_NUMBER})\s?(?:[-–—,;]|to)\s?({_NUMBER})")
_PLURAL = re.compile(r"(?<=[a-z]{3})s$")
_KINDS = {"%": 0, "fold": 0, "dose": 1, "other": 1, "count": 1, "time": 2, "name": 3}

REACH = 110
"""Characters between a cue and the number that it takes: about eighteen words, the width of the longest such pair annotated."""


def quantities(text: str) -> Iterator[tuple[Span, str, Quantity]]:
    """Yield span, kind (`%`, `fold`, `dose`, `time`, `other`, `count`, `name`) and value of every quantity in a text.

    >>> [(q.words, q.value, q.upper, q.unit, q.comparator) for _, _, q in quantities("by up to 18% (n = 1,200), 50-80 %")]
    [('by up to 18%', 18.0, 18.0, '%', '<='), ('n = 1,200', 1200.0, 1200.0, 'n', '='), ('50-80 %', 50.0, 80.0, '%', None)]
    """
    intervals = list(_INTERVAL.finditer(text))
    for found in intervals:
        yield found.span(), "name", Quantity(words=found[0], value=_value(found[1]), upper=_value(found[2]), unit="CI", comparator=None)
    for match in _QUANTITY.finditer(text):
        if any(interval.start() < match.end() and match.start() < interval.end() for interval in intervals):
            continue
        read = _read(match)
        if read is not None:
            yield read
    for single in _ONE.finditer(text):
        yield (
            single.span(),
            "time",
            Quantity(words=single[0], value=1.0, upper=1.0, unit=single["unit"], comparator=_comparator_of(single["cmp"])),
        )


def quantity(sentence: str, cue: Span) -> Quantity | None:
    """Return the quantity that a claim states: an effect before a dose, a dose before a duration, the nearest of its kind.

    Args:
        sentence: The words of one sentence or bullet.
        cue: Where the words stand that state the relation, half-open.

    >>> quantity("Zinc lowers copper by 2.3-fold after 8 weeks.", (5, 11)).words
    '2.3-fold'
    """
    near = [
        (_KINDS[kind], _distance(span, cue), found)
        for span, kind, found in quantities(sentence)
        if _distance(span, cue) <= REACH and ";" not in sentence[min(span[0], cue[0]) : max(span[1], cue[1])]
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _distance(span: Span, cue: Span) -> int:
    return max(span[0] - cue[1], cue[0] - span[1], 0)


def _read(match: re.Match[str]) -> tuple[Span, str, Quantity] | None:
    comparator = next((sign for i, (sign, _) in enumerate(_COMPARATORS) if match[f"c{i}"]), None)
    kind = next((kind for i, (kind, _) in enumerate(_UNITS) if match[f"u{i}"]), "name" if match["name"] else "count")
    unit = next((match[f"u{i}"] for i in range(len(_UNITS)) if match[f"u{i}"]), match["name"])
    if match["name"] and comparator is None:
        return None
    if unit is None and (comparator in (None, "=", "~") or match["low"].lower() in _WORDS) and not match["scale"]:
        return None
    if unit is None and re.fullmatch(r"(?:19|20)\d\d", match["low"]):
        return None
    if kind == "time" and re.match(r"\s*over\b", match[0]):
        comparator = None  # "over 8 weeks" says how long, not how much more
    scale = _SCALE[match["scale"].strip()] if match["scale"] else 1.0
    low = _value(match["low"]) * scale
    high = _value(match["high"]) * scale if match["high"] else low
    words = match[0].strip()
    span = (match.start(), match.start() + len(match[0].rstrip()))
    return span, kind, Quantity(words=words, value=min(low, high), upper=max(low, high), unit=_normal(kind, unit), comparator=comparator)


def _value(words: str) -> float:
    return float(_WORDS[words.lower()]) if words.lower() in _WORDS else float(words.replace(",", ""))


def _normal(kind: str, unit: str | None) -> str | None:
    if unit is None:
        return None
    if kind in ("%", "fold"):
        return kind
    bare = " ".join(unit.strip(" -").split())
    return _PLURAL.sub("", re.sub(r"ies$", "ys", bare)) if kind in ("time", "other") else bare.replace("μ", "µ")


def _comparator_of(words: str | None) -> str | None:
    return next((sign for sign, pattern in _COMPARATORS if words and re.fullmatch(pattern, words)), None)
