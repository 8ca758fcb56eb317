"""Factors that a sentence names, claims there or not: a plain search for labels and synonyms of what the article speaks of."""

from __future__ import annotations

import re

from graph.audit.facts import Article, Facts
from graph.audit.grade import real
from graph.audit.sentences import Sentence

SHORT = 3
"""Forms of fewer letters are left out; `I`, `Mg` and `pH` stand for too many things."""


def mentioned(article: Article, sentence: Sentence, facts: Facts) -> frozenset[str]:
    """Return the factors of the article's claims that the sentence names.

    >>> from tests.build import a_claim, a_document
    >>> document = a_document("Zinc lowers copper. Zinc is neutral.")
    >>> article = Article(document=document, claims=(a_claim(document=document),))
    >>> sorted(mentioned(article, article.sentences[1], Facts()))
    ['zinc']
    """
    forms = facts.once(("forms", article.document.id), lambda: _forms(article, facts))
    text = sentence.text.casefold()
    return frozenset(factor for form, factor in forms.items() if form in text and _as_words(form, text))


def _as_words(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?:s?(?!\w)|[’']s)", text) is not None


def names_something(article: Article, sentence: Sentence, facts: Facts) -> bool:
    """Return whether a sentence has a claim, or names a real factor of the article: there is something to be right or wrong about."""
    return bool(article.claims_of.get(sentence.number)) or any(real(factor, facts) for factor in mentioned(article, sentence, facts))


def _forms(article: Article, facts: Facts) -> dict[str, str]:
    """Return the factors of an article by each of their forms, in lower case."""
    found: dict[str, str] = {}
    for factor_id in article.factor_ids:
        factor = facts.factors.get(factor_id)
        for form in (facts.label(factor_id), *(factor.synonyms if factor else ())):
            if len(form) >= SHORT:
                found.setdefault(form.casefold(), factor_id)
    return found
