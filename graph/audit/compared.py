"""What an article says of a source against what the source is: author, year, journal, title, and whether they speak of the same thing.

Everything here leans towards silence: a detail that one side does not give is not compared, a year may be one off (a paper is online
before its issue), a second author counts as the first, and one shared word of the title is enough for a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.audit.citations import Cited, fold, same_journal, surnames, written_by
from graph.audit.facts import Facts
from graph.audit.sources import Source
from graph.audit.words import RESEARCH, SHOWS
from ontology.library import Citation
from ontology.model import Claim
from ontology.works import Lookup, Work

YEARS_APART = 1
"""Between first online and the issue; more is another paper."""

SAME_TITLE = 0.6
"""Share of a title's words that an entry of a list must have; a guess: entries cut subtitles and spell differently."""

WHOLE_TITLE = 0.9
"""Share of a title's words by which an entry without identifier is taken for that work; a guess: nearly all."""

WORD = re.compile(r"[a-z][a-z0-9]{3,}")
STEM = 6
"""Letters by which two words count as one: `magnesium`, `magnesia`; `absorb`, `absorption` differ, which only costs a flag."""

_GENERAL = re.compile(rf"\b(?:{RESEARCH}|{SHOWS})\b", re.IGNORECASE)
_IDLE = frozenset(
    """about after also among analysis association associated based been being between both cause causes clinical control controlled
    could daily different does double blind during each effect effects effective evidence from group groups have health help helps high
    higher human humans impact increase increased increases into less level levels like lower lowers make makes more most much need
    only other over patients people placebo potential randomized randomised rate review risk role short show some such systematic than
    that their them then there these they this those through time trial under used using very well were what when where which while
    with within without would year years your""".split()  # noqa: SIM905
)
"""Words that any two papers share, beside those for research itself."""


def differences(source: Source, work: Work) -> tuple[str, ...]:
    """Return in words what the article says of a source that the source is not; empty when all that can be compared agrees."""
    found = [*_cited(source.cited, work.citation), *(_listed(source.entry, work.citation) if source.entry else ())]
    return tuple(dict.fromkeys(found))


def _cited(cite: Cited | None, work: Citation) -> Iterator[str]:
    if cite is None:
        return
    if work.authors and not written_by(cite, work):
        yield f"the author (the article says {', '.join(name.title() for name in cite.names)}, the work is by {_authors(work)})"
    if work.year and abs(work.year - cite.year) > YEARS_APART:
        yield f"the year (the article says {cite.year}, the work is of {work.year})"
    if cite.journal and work.journal and not same_journal(cite.journal, work.journal):
        yield f"the journal (the article says {cite.journal}, the work stands in {work.journal})"


def _listed(entry: str, work: Citation) -> Iterator[str]:
    """Compare a work with an entry of a list; an entry of little more than an identifier says nothing to compare."""
    words = set(WORD.findall(fold(re.sub(r"https?://\S+|\bdoi:\s*\S+|10\.\d{4,9}/\S+", " ", entry))))
    if len(words) < 5:
        return
    title = set(WORD.findall(fold(work.title or "")))
    if len(title) > 2 and len(title & words) < SAME_TITLE * len(title):
        yield f"the title (the work is “{work.title}”)"
    found = {word for name in surnames(work) for word in re.findall(r"\w+", name)}
    if found and not found & set(re.findall(r"\w+", fold(entry))):
        yield f"the author (the work is by {_authors(work)})"
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", entry)]
    if work.year and years and all(abs(year - work.year) > YEARS_APART for year in years):
        yield f"the year (the work is of {work.year})"


def _authors(work: Citation) -> str:
    names = (work.authors or "").split(", ")
    return names[0] if len(names) == 1 else f"{names[0]} and others"


def meant(source: Source, lookup: Lookup | None) -> Work | None:
    """Return the work that a lookup shows a source to be: the one behind its identifier, or one that an entry of a list describes.

    Author and year alone fit too many works to tell.
    """
    if lookup is None or source.identifiers:
        return lookup.work if lookup else None
    titled = titled_as(source, lookup)
    return next((work for work in titled if not differences(source, work)), None)


def titled_as(source: Source, lookup: Lookup) -> tuple[Work, ...]:
    """Return the works among the nearest ones whose title stands in an entry of a list."""
    return tuple(work for work in lookup.works if titled(source.entry or "", work))


def titled(entry: str, work: Work) -> bool:
    """Return whether the title of a work stands in an entry of a list.

    >>> titled("Reed A. On zinc and copper in glands. 2019.", Work(citation=Citation(title="On zinc and copper in glands")))
    True
    """
    title = set(WORD.findall(fold(work.citation.title or "")))
    return len(title) > 2 and len(title & set(WORD.findall(fold(entry)))) >= WHOLE_TITLE * len(title)


def off_topic(source: Source, work: Work, facts: Facts) -> bool:
    """Return whether a work speaks of nothing that the claims resting on it speak of.

    True only when there are claims, the work has a title and an abstract, none of their factors is named in either, and no word of any
    weight in the sentences stands in the title. A title alone leaves too much out (4 of 86 findings of the reference library would be told
    apart from their own papers by it).
    """
    title = work.citation.title
    if not source.claims or not title or not work.abstract or not _stems([title]):
        return False
    text = f" {' '.join(re.findall(r'[a-z0-9]+', fold(f'{title} {work.abstract}')))} "
    if any(f" {form}" in text for claim in source.claims for form in _forms(claim, facts)):
        return False
    return not _stems([title]) & _stems(sentence.text for sentence in source.sentences)


def _forms(claim: Claim, facts: Facts) -> Iterator[str]:
    """Yield every name of a claim's factors, folded to words; single letters stand for too many things."""
    for mention in (claim.subject, claim.object):
        factor = facts.factors.get(mention.factor or "")
        names = (mention.phrase, *((factor.label, *factor.synonyms) if factor else ()))
        for name in names:
            form = " ".join(re.findall(r"[a-z0-9]+", fold(name)))
            if len(form) > 2:
                yield form


def weighty(word: str) -> bool:
    """Return whether a word tells what a text is about, and not only that it is a text about research.

    >>> weighty("magnesium"), weighty("studies"), weighty("patients")
    (True, False, False)
    """
    return word not in _IDLE and not _GENERAL.fullmatch(word)


def _stems(texts: Iterable[str]) -> frozenset[str]:
    words = (word for text in texts for word in WORD.findall(fold(_GENERAL.sub(" ", text))))
    return frozenset(word[:STEM] for word in words if word not in _IDLE)
