"""Sources: the works that one article cites, each once, with everything it says of them and every place where it does.

An identifier in a sentence, author and year, and an entry of the list of works are put together where they name the same work: a mark
`[3]` leads to its entry, author and year to the only entry that has both, one identifier beside one author and year is one work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.audit.citations import Cited, cited, fold
from graph.audit.facts import Article, Facts
from graph.audit.sentences import Sentence
from graph.works import work_of
from ontology.citing import labels, marks
from ontology.identifiers import identifiers
from ontology.library import Library
from ontology.model import BlockKind, Claim

ASKED = ("doi", "pmid", "pmcid", "arxiv")
"""Kinds of identifiers that a bibliographic service knows, the best first; trial numbers and addresses are not looked up."""

_HINT = re.compile(r"10\.\d{4}|pm[ic]|arxiv|https?://|NCT|ISRCTN|EudraCT", re.IGNORECASE)
_TAIL = re.compile(r"[^\s\[]{0,4}\]?\([^\s()]{1,300}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One work as an article cites it. `entry` are the words of its list of works; `sentences` cite it, `claims` rest on it."""

    identifiers: tuple[str, ...] = ()
    cited: Cited | None = None
    entry: str | None = None
    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def asked(self) -> str | None:
        """Return what one asks the services: its best identifier, else its entry, else author and year; None where none would know it."""
        best = sorted((ASKED.index(kind), name) for name in self.identifiers if (kind := name.partition(":")[0]) in ASKED)
        if best:
            return best[0][1]
        if self.identifiers:
            return None
        if self.cited and not self.entry:
            return None if self.cited.body else self.cited.key
        return f"listed:{' '.join(re.findall(r'[a-z0-9]+', fold(self.entry)))[:300]}" if self.entry else None

    @property
    def told(self) -> str:
        """Return the words by which the article names it, for people."""
        return str(self.cited) if self.cited and not self.entry else self.entry or ", ".join(self.identifiers)


@dataclass(slots=True)
class _Draft:
    """A source while its places are gathered."""

    identifiers: dict[str, None] = field(default_factory=dict)
    cited: Cited | None = None
    entry: str | None = None
    sentences: dict[int, Sentence] = field(default_factory=dict)


def sources(article: Article, library: Library | None) -> tuple[Source, ...]:
    """Return the works that an article cites: those of its list first, then those that only its sentences name, in their order."""
    known = library or Library(findings=(), health_claims=(), upper_levels=())
    listed = {label: _listed(entry, known) for label, entry in article.document.references.items()}
    by_name = {name: draft for draft in reversed(listed.values()) for name in draft.identifiers}
    loose: dict[str, _Draft] = {}
    for sentence in article.sentences:
        if sentence.kind is BlockKind.REFERENCE:
            continue
        for label in (label for mark in marks(sentence.text) for label in labels(mark)):
            if label in listed:
                listed[label].sentences[sentence.number] = sentence
        for draft in _in_sentence(article, sentence, known, list(listed.values()), by_name, loose):
            draft.sentences[sentence.number] = sentence
    return tuple(_finished(draft, article) for draft in (*listed.values(), *loose.values()))


def cited_by(article: Article, facts: Facts) -> tuple[Source, ...]:
    """Return the sources of one of the facts' articles, worked out once for as long as it does not change."""
    return article.once("sources", lambda: sources(article, facts.library))


def _listed(entry: str, library: Library) -> _Draft:
    names = map(work_of, identifiers(entry))
    first = next(cited(entry, library), None)
    opens = first is not None and fold(entry).lstrip("*_(").startswith(first.names[0])  # a year in a title cites nothing
    return _Draft(dict.fromkeys(names), first if opens else None, entry)


def _in_sentence(
    article: Article, sentence: Sentence, library: Library, listed: list[_Draft], by_name: Mapping[str, _Draft], loose: dict[str, _Draft]
) -> Iterator[_Draft]:
    """Yield the works that a sentence names by identifier or by author and year, new ones put into `loose`."""
    names = list(dict.fromkeys(map(work_of, _identifiers(article, sentence))))
    cites = [] if sentence.kind is BlockKind.FURNITURE else list(cited(sentence.text, library))
    if _one_work(names) and len(cites) == 1 and not any(name in by_name for name in names):
        before = loose.get(names[0])
        told_otherwise = before is not None and before.cited not in (None, cites[0])
        draft = loose.setdefault(f"{names[0]} {cites[0].key}" if told_otherwise else names[0], _Draft())
        draft.identifiers |= dict.fromkeys(names)
        draft.cited = cites[0]
        yield draft
        return
    for name in names:
        yield by_name.get(name) or loose.setdefault(name, _Draft({name: None}))
    for cite in cites:
        entries = [draft for draft in listed if draft.entry and in_entry(cite, draft.entry)]
        yield entries[0] if len(entries) == 1 else loose.setdefault(cite.key, _Draft(cited=cite))


def _one_work(names: list[str]) -> bool:
    """Return whether some identifiers can be those of one work: at least one, and one of each kind."""
    kinds = [name.partition(":")[0] for name in names]
    return bool(kinds) and len(set(kinds)) == len(kinds) and set(kinds) <= set(ASKED)


def _identifiers(article: Article, sentence: Sentence) -> tuple[str, ...]:
    """Return the identifiers in a sentence as it stands in the source, the target of a link that closes it included."""
    text, place = article.document.text, sentence.place
    tail = _TAIL.match(text, place.end)
    words = text[place.start : tail.end() if tail else place.end]
    return identifiers(words) if _HINT.search(words) else ()


def in_entry(cite: Cited, entry: str) -> bool:
    """Return whether an entry of a list has the first author and the year of a citation, and something of its journal where it names one.

    >>> entry = "Reed A, Stone B. On zinc. J Zinc. 2019;7:1-9."
    >>> [in_entry(Cited(names=("reed",), year=2019, journal=name), entry) for name in (None, "Journal of Zinc", "Iron Age")]
    [True, True, False]
    """
    words = re.findall(r"[\w’'-]+", fold(entry))
    journal = [word[:4] for word in re.findall(r"[a-z]{4,}", fold(cite.journal or ""))]
    told = cite.names[0] in words and re.search(rf"\b{cite.year}[a-z]?\b", entry) is not None
    return told and (not journal or any(word.startswith(beginning) for word in words for beginning in journal))


def _finished(draft: _Draft, article: Article) -> Source:
    places = tuple(sentence for _, sentence in sorted(draft.sentences.items()))
    beside = [claim for sentence in places for claim in article.claims_of.get(sentence.number, ())]
    offered = [claim for claim in article.claims if any(work_of(name) in draft.identifiers for name in claim.evidence.identifiers)]
    own = _reference(article, draft.entry)
    return Source(
        identifiers=tuple(draft.identifiers),
        cited=draft.cited,
        entry=draft.entry,
        sentences=places or own,
        claims=tuple({claim.id: claim for claim in (*beside, *offered)}.values()),
    )


def _reference(article: Article, entry: str | None) -> tuple[Sentence, ...]:
    """Return where an entry stands in the article's own list; nowhere for one of a bibliography beside it."""
    found = (s for s in article.sentences if s.kind is BlockKind.REFERENCE and entry and entry[:60] in s.text)
    return tuple(found)[:1]


def questions(found: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources that can be looked up, each question once."""
    return tuple({source.asked: source for source in found if source.asked}.values())
