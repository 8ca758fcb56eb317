"""Grounding: from the phrases of claims to factors, directions and statements.

The rule, in its order (docs/decisions/0004):
1. what the article defines for itself (abbreviations, cut names) is put in first (`context`);
2. a known factor wins by longest match (`phrases`); words of direction, aspect and grammar around it may be left over, nothing else;
3. an aspect that changes the meaning (absorption, synthesis, sensitivity ...) makes a factor of its own, a plain one (level, intake,
   effect ...) does not; a place makes one too ("inflammation in the lung") (`composing`);
4. words that nobody knows, directly before a known factor, narrow it down: a factor of its own below the known one (`narrower`);
5. any other phrase with two factors, or with words that nobody knows, is not forced: it becomes an unresolved factor, without its
   direction words, so that "low zinc gribble" and "zinc gribble" meet (`unresolved`);
6. an abbreviation with several meanings stays unresolved unless the article defines it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ontology.composing import Grounded, composed
from ontology.context import Context, context_of
from ontology.folding import fold
from ontology.lexicon import Lexicon
from ontology.model import Claim, Document, Factor, Mention
from ontology.narrower import narrower
from ontology.phrases import parts
from ontology.relations import Sign
from ontology.signs import statement_key
from ontology.unresolved import unresolved
from ontology.wordings import insides, wordings


@dataclass(frozen=True, slots=True)
class Grounding:
    """Claims with their factors, directions and statements, and every factor that they name, by id."""

    claims: tuple[Claim, ...]
    factors: Mapping[str, Factor]


class Grounder(Protocol):
    """Anything that finds the factors behind the phrases of one document's claims."""

    def ground(self, document: Document, claims: Sequence[Claim]) -> Grounding:
        """Return the claims in their order, each with factors and, where two factors stand behind it, a statement."""
        ...


class LexiconGrounder:
    """Grounds by longest match in a lexicon; deterministic, without model or network."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def ground(self, document: Document, claims: Sequence[Claim]) -> Grounding:
        """Return the claims with factors and statements; ids, order and everything else as they were."""
        context = self.context(document)
        memory: dict[str, Grounded] = {}
        factors: dict[str, Factor] = {}

        def grounded(phrase: str) -> Grounded:
            if phrase not in memory:
                memory[phrase] = self.phrase(phrase, context)
            found = memory[phrase]
            factors.setdefault(found.factor.id, found.factor)
            return found

        done = tuple(_with_factors(claim, grounded(claim.subject.phrase), grounded(claim.object.phrase)) for claim in claims)
        return Grounding(claims=done, factors=factors)

    def context(self, document: Document) -> Context:
        """Return what the document defines for itself."""
        return context_of(document.text, self.lexicon)

    def phrase(self, phrase: str, context: Context | None = None) -> Grounded:
        """Return what a phrase names in an article.

        >>> found = LexiconGrounder(Lexicon.load()).phrase("low levels of zinc")
        >>> found.factor.id, found.direction, found.aspect
        ('zinc', <Sign.DOWN: '-'>, 'amount')
        """
        context = context or Context()
        found = next(filter(None, (self._wording(written, context) for written in wordings(phrase))), None)
        if found is None:
            text = self._spelled_out(next(iter(wordings(phrase)), phrase), context)
            return unresolved(text, parts(fold(text), self.lexicon, context.forms))
        if fold(found.factor.label) in self.lexicon.generic:
            return next(filter(None, (self._wording(inside, context) for inside in insides(phrase))), found)
        return found

    def _wording(self, written: str, context: Context) -> Grounded | None:
        """Return what one way to write a phrase names, None when it does not come out as one factor."""
        if written.strip() in self.lexicon.ambiguous and fold(written) not in context.forms:
            return None
        text = self._spelled_out(written, context)
        found = parts(fold(text), self.lexicon, context.forms)
        if not found:
            return None
        everyday = [part for part in found if part.kind == "factor" and part.tokens in self.lexicon.generic]
        if not all(context.means(part.tokens, part.value, self.lexicon) for part in everyday):
            return None
        known = not any(part.kind == "unknown" for part in found)
        return (composed(found, self.lexicon) if known else None) or narrower(text, found, self.lexicon)

    def _spelled_out(self, written: str, context: Context) -> str:
        """Return a phrase with the abbreviations of the article, and those that everybody knows, written out."""
        return self.lexicon.spelled_out(context.spelled_out(written))


def _with_factors(claim: Claim, subject: Grounded, obj: Grounded) -> Claim:
    """Return a claim with what its phrases name, and the statement that it speaks of."""
    mentions = _mention(claim.subject, subject), _mention(claim.object, obj)
    statement = statement_key(subject.factor.id, claim.relation, obj.factor.id, mentions[0].direction, mentions[1].direction)
    return replace(claim, subject=mentions[0], object=mentions[1], statement=statement)


def _mention(mention: Mention, found: Grounded) -> Mention:
    """Return a mention with its factor; an arrow that the reader has seen counts where the words give no direction."""
    direction = found.direction if found.direction is not Sign.NONE else _arrow(mention)
    return replace(mention, factor=found.factor.id, direction=direction, aspect=found.aspect)


def _arrow(mention: Mention) -> Sign:
    """Return the direction that a printed arrow gives a phrase, else what the reader had set."""
    arrow = {"↑": Sign.UP, "⬆": Sign.UP, "↓": Sign.DOWN, "⬇": Sign.DOWN}.get(mention.phrase[:1])
    return arrow or mention.direction
