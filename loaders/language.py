"""Which language a text is written in, by the little words that no text does without."""

from __future__ import annotations

import re
from collections import Counter

from loaders.words import words

MIN_WORDS = 12
"""A shorter text says too little about its language; it is not judged."""

MIN_KINDS = 4
"""Different little words of a language that must occur; one word repeated is no language."""

MIN_SHARE = 0.08
"""Share of all words that they must make up; prose has 0.2 to 0.4, bare lists of English terms 0.05 to 0.15."""

SAMPLE = 20_000
"""Characters looked at: a few pages are enough, and time stays the same for any length."""

_PROFILES = {
    "en": words("the of and to in is that for it with as are on this by be from or not have which can may your more these has was"),
    "de": words("der die und das ist nicht von mit zu den ein eine auf für im sich des dem auch als wird oder werden bei durch kann"),
    "fr": words("le la les des et est une du que pour dans qui sur pas par avec ce plus sont au cette ou peut aux être leur"),
    "es": words("el la de que los en se las por un para con una su al lo como más es pero del son puede este entre también"),
    "it": words("il di che la per una in è con non del della dei le gli si da sono alla come più nel anche può delle questo"),
    "pt": words("o de que e do da em um para com não uma os no se na por mais as dos como mas ao das pode são também"),
    "nl": words("de het een van en in is dat op te zijn voor met niet die aan er om ook als bij door kan wordt deze naar"),
    "sv": words("och att det som en är på av för med den till inte ett om kan har de vid eller från så var också"),
    "pl": words("i w na z do się nie jest to że o jak za po od przez dla może są lub oraz które przy tym jego"),
}
_SCRIPTS = (
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_FOREIGN_SHARE = 0.3
"""Share of letters of another script from which a text is written in it; English articles quote single words (below 0.02 in ours)."""


def detect(text: str) -> str | None:
    """Return the BCP 47 tag of the language, None when the text is too short or too odd to tell.

    >>> detect("Der Schlaf ist nicht nur eine Pause für den Körper, und die Nacht gehört auch der Leber.")
    'de'
    >>> detect("Zinc.") is None
    True
    """
    sample = text[:SAMPLE]
    script = _script(sample)
    if script:
        return script
    found = re.findall(r"[^\W\d_]+", sample.lower())
    if len(found) < MIN_WORDS:
        return None
    counts = Counter(found)
    scores = {language: sum(counts[word] for word in profile) for language, profile in _PROFILES.items()}
    best = max(scores, key=lambda language: scores[language])
    kinds = sum(word in counts for word in _PROFILES[best])
    return best if kinds >= MIN_KINDS and scores[best] >= MIN_SHARE * len(found) else None


def is_read(language: str | None) -> bool:
    """Return whether texts in this language are read: English, and what could not be told.

    >>> is_read("en-GB"), is_read(None), is_read("de")
    (True, True, False)
    """
    return language is None or language.lower().startswith("en")


def _script(sample: str) -> str | None:
    letters = sum(character.isalpha() for character in sample)
    for language, pattern in _SCRIPTS:
        if letters and len(pattern.findall(sample)) > _FOREIGN_SHARE * letters:
            kana = _SCRIPTS[1][1].findall(sample)
            return "ja" if language == "zh" and len(kana) > 0.1 * letters else language
    return None
