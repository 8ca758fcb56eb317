"""Expressions of several words as the plain ones that the parser attaches better, word for word.

"As a result of" becomes "due to", "wreaks havoc on" becomes "harms", "one of the ways zinc works is by blocking" becomes "zinc works by
blocking". What is left keeps its place in the sentence; nothing is ever added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from loaders.inflection import IRREGULAR, forms
from loaders.words import phrases
from loaders.words import words as word_set

_CONTRACTED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("as", "a", "result", "of"), ("due", "to")),
    (("as", "a", "consequence", "of"), ("due", "to")),
    (("by", "virtue", "of"), ("due", "to")),
    (("on", "account", "of"), ("due", "to")),
    (("because", "of"), ("due", "to")),
    (("owing", "to"), ("due", "to")),
    (("thanks", "to"), ("due", "to")),
    (("not", "only"), ()),
    (("not", "just"), ()),
    (("not", "merely"), ()),
    (("but", "also"), ("and",)),
    (("such", "as"), ("like",)),
    (("as", "well", "as"), ("and",)),
    (("along", "with"), ("with",)),
    (("in", "the", "absence", "of"), ("without",)),
    (("by", "means", "of"), ("through",)),
    (("by", "way", "of"), ("through",)),
    (("due", "in", "part", "to"), ("due", "to")),
    (("due", "in", "large", "part", "to"), ("due", "to")),
    (("due", "largely", "to"), ("due", "to")),
    (("due", "mainly", "to"), ("due", "to")),
    (("due", "primarily", "to"), ("due", "to")),
)
"""Prepositions of several words, and the plain ones that the parser attaches better."""
_IDIOMS = (
    ("take", "a|its|a heavy", "toll on", "harm"),
    ("wreak", "", "havoc on|havoc with|havoc in", "harm"),
    ("play", "", "havoc with", "harm"),
    ("do", "", "wonders for", "improve"),
    ("work", "", "wonders for", "improve"),
    ("get", "", "rid of", "remove"),
    ("do", "", "away with", "remove"),
    ("put", "an|a", "end to|stop to", "stop"),
    ("clamp", "", "down on", "reduce"),
    ("cut", "", "back on|down on", "reduce"),
    ("give", "", "rise to", "cause"),
    ("pave", "the", "way for", "promote"),
    ("set", "the", "stage for", "promote"),
    ("open", "the", "door to|door for", "promote"),
    ("lay", "the", "groundwork for|foundation for", "promote"),
    ("be", "", "to blame for|at the root of|the reason for", "cause"),
    ("be", "", "in charge of", "control"),
    ("have", "the|an", "ability to|capacity to|power to", "can"),
    ("have", "the|a", "potential to", "may"),
)
"""Verb, articles, the rest, and the plain verb; every form of the verb becomes the same form of the plain one."""
_FORMS_OF = {
    "be": ("be", "is", "are", "was", "were", "being"),
    "have": ("have", "has", "had", "having"),
    "do": ("do", "does", "did", "done", "doing"),
}


def _inflected(verb: str, plain: str) -> list[tuple[str, str]]:
    """Return each form of a verb with the same form of the plain one; "can" and "may" have but one."""
    if plain in ("can", "may"):
        return [(form, plain) for form in _FORMS_OF[verb]]
    ends = forms(plain)
    if verb == "be":
        return [("is", ends["s"]), ("are", plain), ("be", plain), ("was", ends["ed"]), ("were", ends["ed"])]
    if verb in _FORMS_OF:
        return [
            (form, plain if form == verb else ends["ing"] if form.endswith("ing") else ends["s"] if form.endswith("s") else ends["ed"])
            for form in _FORMS_OF[verb]
        ]
    own = forms(verb)
    past = IRREGULAR.get(verb, _PAST.get(verb, (own["ed"],)))
    return [(verb, plain), (own["s"], ends["s"]), (own["ing"], ends["ing"]), *((form, ends["ed"]) for form in dict.fromkeys(past))]


_PAST = {"take": ("took", "taken"), "put": ("put",), "set": ("set",), "lay": ("laid",), "wreak": ("wreaked", "wrought")}


@cache
def _beginning_with() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Return every expression with its plain words, by its first word, the longest first."""
    table = list(_CONTRACTED)
    for verb, articles, rests, plain in _IDIOMS:
        for form, short in _inflected(verb, plain):
            table += [((form, *article.split(), *rest.split()), (short,)) for article in articles.split("|") for rest in rests.split("|")]
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in sorted(table, key=lambda row: -len(row[0])):
        found.setdefault(row[0][0], []).append(row)
    return found


_WAYS = word_set("way ways mechanism mechanisms reason reasons")
_FRAMING = word_set(
    "one of the a an another other main most first second third key primary important major many several some possible likely"
)


def framed(words: Sequence[str]) -> frozenset[int]:
    """Return the words that only frame how something acts: "One of the ways zinc works is by blocking" says "zinc works by blocking".

    >>> sorted(framed("Another way clover helps is by fixing nitrogen".split()))
    [0, 1, 4]
    """
    opening = 0
    while opening < min(len(words), 7) and words[opening].lower() in _FRAMING:
        opening += 1
    if not 0 < opening < len(words) - 4 or words[opening].lower() not in _WAYS:
        return frozenset()
    told = opening + 1
    while told < len(words) and words[told].lower() in ("that", "which", "in", "by", "how"):
        told += 1
    link = next(
        (
            i
            for i in range(told + 2, min(len(words) - 2, told + 14))
            if words[i].lower() in ("is", "are", "was") and words[i + 1].lower() in ("by", "through", "via")
        ),
        None,
    )
    if link is None or words[told].lower() in ("to", "of", "for"):
        return frozenset()
    return frozenset({*range(told), link})


_CONNECTORS = tuple(
    tuple(phrase.split())
    for phrase in phrases(
        "however|therefore|thus|hence|moreover|furthermore|additionally|consequently|accordingly|meanwhile|instead|indeed|though|too|then"
        "|nevertheless|nonetheless|similarly|likewise|conversely|interestingly|importantly|notably|specifically|surprisingly|finally"
        "|firstly|secondly|unfortunately|fortunately|overall|of course|for example|for instance|in addition|in turn|in fact|in general"
        "|in contrast|by contrast|in particular|in other words|as such"
        "|among others|among other things|among other effects|among other benefits|as well|on the other hand|at the same time"
    )
)
"""Words between commas, or before the first one, that only connect: without them the parser finds the verb."""


def connecting(words: Sequence[str]) -> frozenset[int]:
    """Return the connecting words of a sentence, each with the comma behind it, in its midst also with the one in front.

    >>> sorted(connecting("However , tin , in turn , lowers rot".split()))
    [0, 1, 3, 4, 5, 6]
    """
    plain = [word.lower() for word in words]
    found: set[int] = set()
    for phrase in _CONNECTORS:
        for start in range(len(plain) - len(phrase)):
            end = start + len(phrase)
            if plain[end] != "," or tuple(plain[start:end]) != phrase or end + 2 >= len(plain):
                continue
            if start == 0:
                found |= set(range(end + 1))
            elif plain[start - 1] == ",":
                found |= set(range(start - 1, end + 1))
    return frozenset(found)


def contracted(words: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return which words are kept, and what stands in their place.

    >>> contracted(["Falls", "because", "of", "zinc"])
    ([0, 1, 2, 3], ['Falls', 'due', 'to', 'zinc'])
    """
    kept: list[int] = []
    seen: list[str] = []
    frame = framed(words) | connecting(words)
    i = 0
    while i < len(words):
        if i in frame:
            i += 1
            continue
        for long, short in _beginning_with().get(words[i].lower(), ()):
            if tuple(word.lower() for word in words[i : i + len(long)]) == long:
                kept += range(i, i + len(short))
                seen += short
                i += len(long)
                break
        else:
            kept.append(i)
            seen.append(words[i])
            i += 1
    return kept, seen
