"""All questions of an audit: those with a stored answer are not asked again, the others one by one, each kept as it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.resolving.client import Client, ServiceError
from api.resolving.items import Asked
from api.resolving.resolver import Question, Services, look_up
from graph.audit.compared import weighty
from graph.audit.facts import Facts
from graph.audit.sources import Source, cited_by
from graph.lookups import Lookups
from ontology.works import Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What came of it: lookups by what was asked, how many were made now, the stored ones used, and what could not be answered."""

    lookups: Mapping[str, Lookup]
    asked: int
    stored: tuple[Lookup, ...]
    failures: tuple[tuple[str, ServiceError], ...]


def questions(facts: Facts) -> list[Question]:
    """Return what can be looked up for the articles of some facts, each question once, in their order."""
    sources = [source for article in facts.articles for source in cited_by(article, facts)]
    return list({question.asked: question for source in sources for question in _questions(source)}.values())


def _questions(source: Source) -> Iterator[Question]:
    if source.asked is None:
        return
    if source.identifiers:
        yield Question(source.asked)
    elif source.entry:
        yield Question(source.asked, Asked(words=source.entry))
    elif source.cited and not source.cited.body:
        topic = " ".join(_topic(source)) or None
        yield Question(source.asked, Asked(names=source.cited.names, year=source.cited.year, journal=source.cited.journal, topic=topic))


def _topic(source: Source) -> list[str]:
    """Return the weightiest words of the sentence that cites a work."""
    text = source.sentences[0].text if source.sentences else ""
    names = set(source.cited.names) if source.cited else set()
    words = dict.fromkeys(word.lower() for word in re.findall(r"[A-Za-z][a-z]{4,}", text))
    return [word for word in words if word not in names and weighty(word)][:8]


def resolve(
    wanted: Sequence[Question],
    known: Lookups,
    services: Services,
    client: Client,
    *,
    clock: Callable[[], str],
    refresh: bool = False,
    progress: Callable[[Iterable[Question]], Iterable[Question]] = iter,
) -> Resolved:
    """Look up what is not known yet.

    Args:
        wanted: The questions.
        known: Where answers are kept; each is written before the next question is asked, so that a stop loses nothing.
        services: Whom to ask.
        client: How to ask.
        clock: The time, ISO 8601 UTC.
        refresh: Ask again what has a stored answer.
        progress: Shows how far it is, where that makes sense.
    """
    before = known.all()
    open_ = [question for question in wanted if refresh or question.asked not in before]
    found: dict[str, Lookup] = {}
    failures: list[tuple[str, ServiceError]] = []
    for question in progress(open_):
        try:
            lookup = look_up(question, services, client, time=clock())
        except ServiceError as error:
            failures.append((question.asked, error))
            continue
        known.keep([lookup])
        found[question.asked] = lookup
    stored = tuple(before[question.asked] for question in wanted if question.asked in before and question.asked not in found)
    return Resolved(lookups={**before, **found}, asked=len(found), stored=stored, failures=tuple(failures))
