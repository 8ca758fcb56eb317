"""EV010 Testimony as evidence."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import ANECDOTE, EXPLAINS, FIRST_PERSON, QUOTED, TESTIMONY
from ontology.model import BlockKind, Severity

SAYING = 8
"""Words of a quotation that is no more than a way to put something; a guess, not measured."""


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each run of quoted witnesses, and for each story of one person from which a claim is drawn."""
    for article in facts.articles:
        yield from _quoted(article)
        for sentence in article.sentences:
            if sentence.prose and ANECDOTE.search(sentence.text) and article.claims_of.get(sentence.number):
                message = "One person's story stands where a study should."
                yield on_sentences([sentence], message, severity=Severity.MEDIUM, claims=article.claims_of[sentence.number])


def _quoted(article: Article) -> Iterator[Finding]:
    run: list[Sentence] = []
    for sentence in (*article.sentences, None):
        if sentence is not None and (_witness(sentence) or (run and _lead_in_of_quotes(sentence))):
            run.append(sentence)
            continue
        if run and (len(run) > 1 or _counts(article, run[0])):
            yield _finding(article, run)
        run = []


def _counts(article: Article, alone: Sentence) -> bool:
    """Return whether one quotation is more than how people put something: a whole block, or one from which a conclusion is drawn."""
    after = article.sentences[alone.number + 1] if alone.number + 1 < len(article.sentences) else None
    return (alone.kind is BlockKind.QUOTATION and len(alone.text.split()) > SAYING) or bool(after and EXPLAINS.search(after.text))


def _witness(sentence: Sentence) -> bool:
    """Return whether a reader speaks: a quotation in the first person, or of a whole block."""
    quoted = QUOTED.search(sentence.text)
    said = bool(quoted and FIRST_PERSON.search(quoted.group()) and "?" not in quoted.group())
    return sentence.kind is BlockKind.QUOTATION or said


def _lead_in_of_quotes(sentence: Sentence) -> bool:
    return bool(TESTIMONY.search(sentence.text)) and sentence.text.rstrip().endswith(":")


def _finding(article: Article, run: list[Sentence]) -> Finding:
    before = article.sentences[run[0].number - 1] if run[0].number else None
    after = article.sentences[run[-1].number + 1] if run[-1].number + 1 < len(article.sentences) else None
    leading = [before] if before and (TESTIMONY.search(before.text) or EXPLAINS.search(before.text)) else []
    drawn = [after] if after and EXPLAINS.search(after.text) else []
    severity = Severity.MEDIUM if drawn or any(EXPLAINS.search(s.text) for s in leading) else Severity.LOW
    what = "A conclusion is drawn from" if drawn else "Told like evidence:"
    message = f"{what} {len(run)} quoted {'witness' if len(run) == 1 else 'witnesses'} without name, number or comparison."
    return on_sentences([*drawn, *run, *leading], message, severity=severity)


RULE = Rule(
    code="EV010",
    title="Testimony as evidence",
    severity=Severity.MEDIUM,
    looks_for="quoted readers, patients or customers, and the story of one person, in the place of data",
    why="People who gained are quoted, the others are silent; without a comparison nobody knows what would have happened anyhow.",
    example="“‘I slept at last.’ These are signs of deeper sleep stages.” Nobody measured them.",
    fix="Replace the quotes by a study that measured the effect, or mark them as stories from which nothing follows.",
    find=find,
)
