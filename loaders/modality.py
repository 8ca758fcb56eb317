"""How firmly a sentence tells what its cue says: asserted, hedged, hypothetical.

By the reading guidelines: bare "can" asserts; "may", "might", "could", "tend to", "thought to", "often" and their like hedge; questions,
"would", leading "if" clauses about things, aims and studies still under way are hypothetical. A hedge counts only where it governs the
cue: it stands before it, with no clause of its own between ("X may lower A, which raises B" hedges the first half alone), or right
behind it ("occurs typically").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.candidates import Span
from ontology.model import Modality

_MODAL = re.compile(r"\b(?:[Mm]ay(?!\s+(?:of\s+)?\d)|[Mm]ight|[Cc]ould(?! not\b|n['’]t\b)|perhaps|Perhaps)\b")
_WOULD = re.compile(r"\b(?:would|['’]d(?= (?:likely|probably)))\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"\b(?:possibly|probably|perhaps|presumably|potentially|apparently|seemingly|arguably|allegedly|supposedly|conceivably"
    r"|(?<!more )(?<!less )(?<!most )(?<!as )(?<!least )likely|typically|usually|often(?:times)?|sometimes"
    r"|occasionally|frequently lead(?:s|ing)?)\b",
    re.IGNORECASE,
)
_GOVERNING = re.compile(
    r"\b(?:tend(?:s|ed|ing)? to|tendency to|seem(?:s|ed|ing)?\b(?: to| that)?|appear(?:s|ed|ing)? (?:to|that"
    r"|as if)|suggest(?:s|ed|ing|ive)?\b"
    r"|(?:is|are|was|were|been|be|widely|commonly|generally|long) (?:\w+ )?(?:thought|believed"
    r"|considered likely|presumed|suspected|assumed|said|held|expected|hypothesi[sz]ed|postulated|proposed)\b"
    r"|(?:people|researchers|scientists|experts|doctors|some|many|we) (?:\w+ )?(?:think|believe|assume|suspect|argue|speculate)\b"
    r"|potential(?= (?:\w+ )?(?:role|benefit|effect|cause|link|risk|treatment|therap|impact|mechanism|use|for\b"
    r"|to\b|of\b|contribut|mediator|trigger))"
    r"|possible(?= (?:\w+ )?(?:role|benefit|effect|cause|link|mechanism|explanation))|possibility (?:that|of)"
    r"|not (?:yet )?(?:clear|certain|known) (?:that|if|whether))",
    re.IGNORECASE,
)
_UNDER_STUDY = re.compile(
    r"\b(?:investigat(?:e|es|ed|ing)\b(?! team)|(?:explor|examin|assess|evaluat|stud|test)(?:e|es|ed|ing|y|ies"
    r"|ied|ying)? (?:if|whether|the (?:efficacy|role|potential|ability|possibility|hypothesis)|its (?:role"
    r"|potential|effect)|how\b)"
    r"|(?:to|aim(?:s|ed)? to|in order to) (?:determine|test|find out|learn|see|clarify|establish) (?:if|whether)"
    r"|hypothes[ie][sz]e[ds]?|hypothesis|speculat(?:e|es|ed|ion)|in theory|theoretically|(?:future|further"
    r"|more) (?:research|stud(?:y|ies)|work|trials?)"
    r"|(?:remains|remain|is|are) (?:unclear|unknown|uncertain|to be (?:seen|shown|determined))"
    r"|under investigation|yet to be (?:shown|proven|determined)|what if)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"^\W*(?:(?:and|but|so|thus|then|for example|in theory),? )?(?:what )?if (?!you(?:['’]\w+)?\b|we\b|one\b"
    r"|untreated|left)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"”’')\]*_]*\s*$")
_NEW_CLAUSE = re.compile(
    r"[;:]|\s[—–-]\s|—|[,)] (?:and|but|so|yet|while|whereas|because|although|though) (?!\w+ing\b|(?:also |thus "
    r"|thereby )?(?:\w{3,}e|help|support|contribut|lead|result)\b)"
    r"|,? (?:which|who|whose) |\b(?:because|whereas|although|even though|due to|by virtue of)\b|,? (?:so"
    r"|such) that |, (?:in|for|at) (?:which|whom) "
)
_REACH = 60
"""Characters between a hedging adverb and the cue that it governs: about ten words, longer than any such pair in the annotated texts."""


def modality(sentence: str, cue: Span, *, own: str | None = None, lead_in: str | None = None) -> Modality:
    """Return how firmly a sentence tells the relation at its cue.

    Args:
        sentence: The words of one sentence or bullet.
        cue: Where the words stand that state the relation, half-open, in `sentence`.
        own: What the rule knows by itself: `hypothetical` or `hedged`, None to let the words decide.
        lead_in: The line that a bullet completes: what hedges it hedges the bullet.

    >>> text = "Zinc may lower copper, which raises iron."
    >>> modality(text, (9, 14)).value, modality(text, (29, 35)).value
    ('hedged', 'asserted')
    """
    if own is not None:
        return Modality(own)
    levels = [_level(sentence, cue)]
    if lead_in:
        line = _last_sentence(lead_in)
        levels.append(_level(line, (len(line), len(line))))
    return max(levels, key=(Modality.ASSERTED, Modality.HEDGED, Modality.HYPOTHETICAL).index)


def _last_sentence(line: str) -> str:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", line)[-1].rstrip(" :*_")


def _level(sentence: str, cue: Span) -> Modality:
    if _QUESTION.search(sentence) or _is_conditional(sentence, cue):
        return Modality.HYPOTHETICAL
    if _governs(_UNDER_STUDY, sentence, cue, _same_study) or _governs(_WOULD, sentence, cue, _same_clause):
        return Modality.HYPOTHETICAL
    hedged = (
        _governs(_MODAL, sentence, cue, _same_clause)
        or _governs(_ADVERB, sentence, cue, _near)
        or _governs(_GOVERNING, sentence, cue, _same_clause)
    )
    return Modality.HEDGED if hedged or _follows(sentence, cue) else Modality.ASSERTED


def _is_conditional(sentence: str, cue: Span) -> bool:
    """Return whether the sentence opens with an "if" about things, and the cue stands in that clause or its consequence."""
    opening = _IF.match(sentence)
    if opening is None:
        return False
    return ";" not in sentence[: cue[0]] and ". " not in sentence[: cue[0]]


def _governs(hedge: re.Pattern[str], sentence: str, cue: Span, reaches: Callable[[str, str], bool]) -> bool:
    """Return whether a hedge at or before the cue reaches it over the words between."""
    word = sentence[cue[0] : cue[1]]
    for found in hedge.finditer(sentence, 0, min(len(sentence), cue[1] + 24)):
        if found.start() <= cue[0] and reaches(sentence[found.end() : cue[0]], word):
            return True
        if cue[0] <= found.start() < cue[1]:
            return True
    return False


def _same_clause(between: str, word: str) -> bool:
    """Return whether a modal verb reaches the cue: no new clause, and no finite verb of the cue's own ("may ..., and raises")."""
    if _NEW_CLAUSE.search(between):
        return False
    finite = re.match(r"(?:is|are|was|were|has|have|does|do)\b|\w+(?:[^s]s)\b", word)
    return not (finite and re.search(r"\band\b|,", between))


def _near(between: str, word: str) -> bool:
    del word
    return len(between) <= _REACH and not _NEW_CLAUSE.search(between) and not re.search(r"\band (?:can|may|is|are)\b", between)


def _same_study(between: str, word: str) -> bool:
    del word
    return not re.search(r";|: |[.!?] ", between)


def _follows(sentence: str, cue: Span) -> bool:
    """Return whether a hedging adverb stands right behind the cue: "occurs typically in", "is likely"."""
    tail = sentence[cue[1] : cue[1] + 24]
    return _ADVERB.match(tail.lstrip(" ,(")) is not None
