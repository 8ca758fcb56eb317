"""Texts that report work of their own, an abstract or a paper: what they say without a source rests on that work."""

from __future__ import annotations

from graph.audit.facts import Article
from graph.audit.words import OWN_WORK


def own_work(article: Article) -> bool:
    """Return whether an article reports a study of its own.

    >>> from tests.build import a_document
    >>> own_work(Article(document=a_document("Our results show less copper.")))
    True
    >>> own_work(Article(document=a_document("Studies show less copper.")))
    False
    """
    return article.once("own work", lambda: any(sentence.prose and OWN_WORK.search(sentence.text) for sentence in article.sentences))
