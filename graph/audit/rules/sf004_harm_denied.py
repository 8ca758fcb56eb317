"""SF004 Harm denied here and named there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.audit.doses import speaks_of_other
from graph.audit.entities import kin
from graph.audit.facts import Article, Facts
from graph.audit.mentions import mentioned
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import ANIMAL, DENIES_HARM, HARM, LESS_OF, SEDATION_DENIED, SEDATION_SAID
from ontology.model import Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each denial of harm whose article names a harm elsewhere, then one for sedation denied and named."""
    for article in facts.articles:
        prose = [sentence for sentence in article.sentences if sentence.prose]
        yield from _harm(article, prose, facts)
        denied = [s for s in prose if SEDATION_DENIED.search(s.text) and not SEDATION_SAID.search(s.text)]
        said = [s for s in prose if SEDATION_SAID.search(s.text) and not SEDATION_DENIED.search(s.text)]
        if denied and said:
            message = f"Sedation is denied in {len(denied)} places, and named as something that happens, or adds up, here."
            yield on_sentences([said[0], *denied[:5], *said[1:3]], message, severity=Severity.MEDIUM, focus="sedation")


def _harm(article: Article, prose: list[Sentence], facts: Facts) -> Iterator[Finding]:
    """Yield the denials whose own list names harms, then at most one finding for the rest of the article."""
    open_: list[Sentence] = []
    main = _main(article, facts)
    for denial in (s for s in prose if DENIES_HARM.search(s.text) and not _of_animals(s)):
        items = [s for s in article.items_of.get(denial.block, ()) if _harm_in(s.text)]
        if items:
            yield _finding([denial], items)
        else:
            open_.append(denial)
    named = [s for s in prose if _harm_in(s.text) and not DENIES_HARM.search(s.text) and _own(article, s, main, facts)]
    if open_ and named:
        yield _finding(open_, named)


def _of_animals(denial: Sentence) -> bool:
    """Return whether a denial reports what was seen in animals, and promises nothing to readers."""
    return ANIMAL.search(denial.text) is not None


def _harm_in(text: str) -> re.Match[str] | None:
    """Return the first harm that a sentence names as something that happens, and not as what there is less of.

    >>> _harm_in("It has the lowest GI side effects.")
    >>> bool(_harm_in("Some had nausea."))
    True
    """
    return next((match for match in HARM.finditer(text) if not LESS_OF.search(text[: match.start()])), None)


def _finding(denials: list[Sentence], named: list[Sentence]) -> Finding:
    words, harm = DENIES_HARM.search(denials[0].text), _harm_in(named[0].text)
    told = f"“{words.group() if words else ''}” against “{harm.group() if harm else ''}”"
    return on_sentences([*denials[:3], *named[:3]], f"Harm is denied here and named there: {told}.", focus="harm")


def _main(article: Article, facts: Facts) -> str | None:
    """Return the label of what the article speaks of most: the commonest subject of its claims."""
    counts = Counter(claim.statement.subject for claim in article.claims if claim.statement)
    return facts.label(counts.most_common(1)[0][0]) if counts else None


def _own(article: Article, sentence: Sentence, main: str | None, facts: Facts) -> bool:
    """Return whether the harm is told of what the article speaks for, and not of something that it sets it against."""
    text = sentence.text.casefold()
    if any(word in text for word in ("unlike", "compared with", "whereas", "instead of", "other forms")):
        return False
    return not speaks_of_other(article, sentence, main, facts) or _part_named(article, sentence, main, facts)


def _part_named(article: Article, sentence: Sentence, main: str | None, facts: Facts) -> bool:
    """Return whether the sentence names what the main subject is made of or is a form of."""
    wholes = [factor for factor in article.factor_ids if facts.label(factor) == main]
    above = {part for whole in wholes for part in kin(whole, facts)}
    return bool(above & mentioned(article, sentence, facts))


RULE = Rule(
    code="SF004",
    title="Harm denied here and named there",
    severity=Severity.HIGH,
    looks_for="“no side effects”, “not a sedative” and their like in an article that names such effects elsewhere",
    why="Readers who skim take the denial with them. An unwanted effect remains one under another name.",
    example="“Common observations (not side effects): nausea, headache.”",
    fix="Call them side effects, say how often they occur, and take the denial out.",
    find=find,
)
