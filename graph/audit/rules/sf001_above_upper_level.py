"""SF001 Dose above a tolerable upper level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.audit.doses import Dose, UpperLevel, doses, main_substance, named_in, speaks_of_other, upper_levels
from graph.audit.facts import Article, Facts
from graph.audit.rule import Finding, Rule, on_sentences
from graph.audit.sentences import Sentence
from graph.audit.words import CITED, RESEARCH, appeal, words
from ontology.model import Severity

_ADVICE = words(
    "dose[sd]?", "doses", "dosage", "dosing", "serving", "range", "daily", "a day", "per day", "take", "taking", "elemental",
    "supplement\\w*", "start(?:ing)?",
    "before bed", "recommend\\w*", "scoop", "capsules?", "intake",
)  # fmt: skip
_WARNS = re.compile(
    r"\b(?:avoid|exceed\w*|upper (?:intake )?(?:level|limit)|no more than|not more than|at most|maximum|above|over)\b|>", re.IGNORECASE
)
_STUDY = words(RESEARCH)
_OF = re.compile(r"\s*(?:of|dose of)\s+\w")
_DOSE_OF = re.compile(r"\b(?:doses?|servings?|scoops?|capsules?|portions?) of \w", re.IGNORECASE)


def find(facts: Facts) -> Iterator[Finding]:
    """Yield one finding for each sentence that advises more of a substance than a body calls tolerable."""
    table = {level.substance: level for level in upper_levels()}
    for article in facts.articles:
        main = main_substance(article, facts, table)
        for sentence in article.sentences:
            if not sentence.prose or not _ADVICE.search(sentence.text) or _WARNS.search(sentence.text) or _of_a_study(sentence):
                continue
            for dose in doses(sentence.text):
                default = None if speaks_of_other(article, sentence, main, facts) else main
                passed = _passed(dose, _substance(sentence, dose, default))
                if passed:
                    yield _finding(article, sentence, dose, passed)
                    break


def _of_a_study(sentence: Sentence) -> bool:
    return bool(CITED.search(sentence.text) or appeal(sentence.text) or _STUDY.search(sentence.text))


def _substance(sentence: Sentence, dose: Dose, main: str | None) -> str | None:
    """Return the substance named nearest after the dose, else before it, else what the article is about."""
    before, _, after = sentence.text.partition(dose.words)
    for text in (after[:60], before[-60:]):
        if named := named_in(text):
            return named[0]
    return None if _OF.match(after) or _DOSE_OF.search(before) else main


def _passed(dose: Dose, substance: str | None) -> list[UpperLevel]:
    amount = dose.in_mg(substance) if substance else None
    return [level for level in upper_levels() if level.substance == substance and amount is not None and amount > level.amount]


def _finding(article: Article, sentence: Sentence, dose: Dose, passed: list[UpperLevel]) -> Finding:
    levels = "; ".join(f"{level.amount:g} {level.unit} a day from {level.origin} in the {level.body} ({level.source})" for level in passed)
    basis = "" if "elemental" in sentence.text.casefold() else " The text does not say whether it means the element or the compound."
    message = f"“{dose.words}” of {passed[0].substance} is above the tolerable upper level: {levels}.{basis}"
    return on_sentences([sentence], message, claims=article.claims_of.get(sentence.number, ()), focus=passed[0].substance)


RULE = Rule(
    code="SF001",
    title="Dose above a tolerable upper level",
    severity=Severity.HIGH,
    looks_for=(
        "advised doses above the upper level that EFSA or the Institute of Medicine set for adults (graph/audit/data/upper_levels.tsv)"
    ),
    why="Above that level harm becomes likelier the longer it is taken; a reader who follows the advice should know.",
    example="“Take 60 mg of zinc daily”, where the upper levels are 25 and 40 mg.",
    fix="Lower the dose, or name the upper level and say why it is passed, for whom, how long, and under whose care.",
    find=find,
)
