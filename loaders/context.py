"""Under which condition, or for whom, a claim is told: "at rest", "in magnesium-deficient people", "during sleep", "when X falls".

Phrases count where they stand in the claim's own sentence (or in its lead-in line), and are no part of the claim's subject or object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Span

_PEOPLE = (
    r"(?:people|patients?|persons?|individuals|adults?|women|men|children|infants|neonates|adolescents"
    r"|teenagers|participants|subjects|volunteers|those|athletes|students|workers"
    r"|elderly|populations?|humans|mice|rats?|rabbits|pigs|dogs|animals|rodents|someone|smokers|mothers|models?"
    r"|vegans|vegetarians|runners|cells|neurons?|occupations|plants|regions?|tissues?)"
)
_STOP = r"(?=[,;:.(\[—–!?]|\s[—–-]\s|\s(?:and|but|which|that|may|might|can|could|is|are|was|were|has|have|by|suggest\w*|reveal\w*)\s|$)"
_FOR_WHOM = re.compile(
    rf"\b(?:in|among|for)\s(?:(?:the|a|an|some|many|most|healthy|older|younger|pregnant|both|all)\s)*(?:[\w’'-]+\s){{0,4}}?{_PEOPLE}\b"
    rf"(?:\s(?:with|who|under|undergoing|suffering|given|taking|exposed|already|at|on|of|from|over|under"
    rf"|aged)\s[^,;:.(\[—]{{2,60}}?{_STOP})?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:when(?:ever)?|while(?! (?:\w+ing|no|this|that|these|it)\b)|if|unless|once|as long as|provided that"
    r"|especially when|even when|particularly when)\s[^,;:.()\[—]{3,90}?(?=[,;:.()\[—!?]|\s[—–-]\s|$)",
    re.IGNORECASE,
)
_DURING = re.compile(
    rf"\b(?:during|throughout|in the presence of|in the absence of|at the onset of|in response to"
    rf"|regardless of)\s(?:[\w’'-]+\s?){{1,6}}?{_STOP}",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at (?:rest|night|(?:\w+ )?(?:higher|high|low|lower|therapeutic|physiological|normal|toxic|sufficient"
    r"|excessive|large|small) (?:\w+ ?)?(?:doses?|levels?|concentrations?|pH|temperatures?|amounts?)"
    r"|(?:the )?\w+ (?:level|membrane potential))|under (?:[\w-]+ ){0,3}?(?:stress|conditions?|pressure|load"
    r"|anesthesia|anaesthesia|fasting)"
    r"|over (?:time|the (?:years|lifespan)|several \w+)|in the (?:long|short) (?:term|run)|(?:before|after"
    r"|prior to) (?:bed|sleep|meals?|exercise|workouts?|training|eating|birth|surgery|treatment|injury)"
    r"|on an empty stomach|in vitro|in vivo|across the lifespan|the (?:next|following) day|in excess"
    r"|in moderation|with age|in (?:winter|summer|spring|autumn)"
    r"|in the (?:tropics|brain|liver|gut|kidneys?|blood|heart|muscles?|ocean|atmosphere|soil)|if left untreated|long[- ]term)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:[\w’' ]+[.:] )?((?:during|when|while|if|in|under|after|before|at|without)\b[^:;.]{2,80}):?\s*$", re.IGNORECASE)
_IN_DISEASE = re.compile(
    r"\bin (?:[\w-]+ ){0,3}?(?:\w+(?:emia|aemia|osis|itis|opathy|oma)|deficiency|infections?|diseases?"
    r"|syndromes?|disorders?|hypertension|diabetes"
    r"|hypo\w+ism|hyper\w+ism|pregnancy|menopause|obesity|cancer|depression|insomnia)\b(?: [A-Z]\b)?",
)
_PATTERNS = (_FOR_WHOM, _WHEN, _DURING, _AT, _IN_DISEASE)
_CUT = re.compile(r";|[.!?]\s")
MAX_PHRASES = 2
"""More conditions than two in one claim are a list of examples, not a condition."""


def context(sentence: str, cue: Span, *, taken: tuple[Span, ...] = (), lead_in: str | None = None) -> str | None:
    """Return the condition or population of a claim, in the words of the article, None when it states none.

    Args:
        sentence: The words of one sentence or bullet.
        cue: Where the words stand that state the relation, half-open.
        taken: Where the claim's subject and object stand; a phrase inside them is no condition beside them.
        lead_in: The line that a bullet completes, such as "During deep sleep:".

    >>> context("At rest, zinc lowers copper in patients with gout.", (14, 20))
    'At rest; in patients with gout'
    """
    phrases = [sentence[slice(*span)].strip() for span in _phrases(sentence, cue, taken)]
    lead = _LEAD.match(lead_in.strip()) if lead_in else None
    if lead:
        phrases.insert(0, lead[1].strip())
    return "; ".join(phrases[:MAX_PHRASES]) or None


def _phrases(sentence: str, cue: Span, taken: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the phrases of the cue's own stretch of the sentence in order, none inside another or inside what is taken."""
    start = max((m.end() for m in _CUT.finditer(sentence, 0, cue[0])), default=0)
    end = next((m.start() for m in _CUT.finditer(sentence, cue[1])), len(sentence))
    found = sorted({m.span() for pattern in _PATTERNS for m in pattern.finditer(sentence, start, end)}, key=lambda s: (s[0], -s[1]))
    last = -1
    for span in found:
        inside = any(span[0] < other[1] and other[0] < span[1] for other in (*taken, cue))
        if span[0] >= last and not inside:
            last = span[1]
            yield span
