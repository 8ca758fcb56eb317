"""EV005 Citation whose details do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.citations import Cited, Fit, candidates, cited, disagrees, fits, works
from graph.audit.facts import Facts
from graph.audit.rule import Finding, Rule, needs_library, on_sentences
from graph.audit.sentences import Sentence
from ontology.model import BlockKind, Claim, Severity


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each citation that fits no work of the library, though its parts fit several."""
    library = facts.library
    if library is None:
        return
    for article in facts.articles:
        for sentence in article.sentences:
            if sentence.kind is BlockKind.FURNITURE:
                continue
            for work in cited(sentence.text, library):
                found = fits(work, works(library))
                if disagrees(found):
                    yield _finding(sentence, work, found, article.claims_of.get(sentence.number, ()))


def _finding(sentence: Sentence, work: Cited, found: tuple[Fit, ...], claims: tuple[Claim, ...]) -> Finding:
    message = f"No known work is “{work}”: its author, year and journal belong to different works. Likely meant: {candidates(found)}."
    return on_sentences([sentence], message, claims=claims, focus=str(work))


RULE = Rule(
    code="EV005",
    title="Citation whose details do not agree",
    severity=Severity.HIGH,
    looks_for="a work of the reference library that has the author, the year and the journal that the article gives",
    why="A citation that fits no paper was not taken from one. The papers it mixes up may say something else, or be on animals.",
    example="“Baker 2012, in Nature”, where Baker's paper of 2012 stands in another journal, and the one in Nature is of 2015.",
    fix="Look up the likely works, cite the one that was read, and check that it says what the claim says, in the same species.",
    find=find,
    skip=needs_library,
)
