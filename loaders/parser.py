"""Dependency trees of sentences, as plain frozen values: the only file that knows spaCy.

The pipeline (`loaders/data/en_mech_ud`, CC BY-SA 4.0, see its NOTICE) is loaded at the first use: about 1 s with spaCy
itself. Trees follow Universal Dependencies v2 with Penn tags. Sentences are given, never guessed by the parser.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from loaders.candidates import Sentence, Span
from loaders.cues import adjectives, verbs, words
from loaders.disguise import disguise, unsaid
from loaders.idioms import contracted
from loaders.inflection import lemma_of_form
from loaders.words import words as word_set

MODEL = Path(__file__).parent / "data" / "en_mech_ud"
SECOND = Path(__file__).parent / "data" / "en_mech_ud_first"
"""The parser that is asked for a second opinion: the model before it was fine-tuned on short sentences."""
BATCH = 64
"""Sentences per batch: beyond it speed gains nothing (measured 16 to 256), memory grows."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `start`, `end` count characters of the sentence; `head` is its own index at the root."""

    i: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True)
class Tree:
    """The words of one sentence and who depends on whom."""

    sentence: Sentence
    tokens: tuple[Token, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Return, for each word, the indices of its dependents in order."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                lists[token.head].append(token.i)
        return tuple(map(tuple, lists))

    @cached_property
    def roots(self) -> tuple[Token, ...]:
        """Return the words that depend on nothing."""
        return tuple(token for token in self.tokens if token.head == token.i)

    def kids(self, token: Token, *deps: str) -> list[Token]:
        """Return the dependents of a word, all or those with one of these labels."""
        found = [self.tokens[i] for i in self.children[token.i]]
        return [kid for kid in found if kid.dep in deps] if deps else found

    def kid(self, token: Token, *deps: str) -> Token | None:
        """Return the first dependent with one of these labels."""
        return next(iter(self.kids(token, *deps)), None)

    def head(self, token: Token) -> Token:
        """Return what a word depends on, itself at the root."""
        return self.tokens[token.head]

    def below(self, token: Token) -> set[int]:
        """Return the indices of a word and of everything under it."""
        found: set[int] = set()
        stack = [token.i]
        while stack:
            i = stack.pop()
            if i not in found:
                found.add(i)
                stack.extend(self.children[i])
        return found

    def case(self, token: Token) -> str:
        """Return the preposition(s) of a phrase, in lower case: `due to`, `in`, empty when there is none.

        A multi-word preposition is read with its fixed parts.
        """
        words: list[str] = []
        for kid in self.kids(token, "case"):
            words.append(kid.lower)
            words.extend(part.lower for part in self.kids(kid, "fixed"))
        return " ".join(words)

    def marks(self, token: Token) -> str:
        """Return the words that introduce a clause, in lower case."""
        words: list[str] = []
        for kid in self.kids(token):
            if kid.dep == "mark" or (kid.dep == "advmod" and kid.lower in ("when", "once", "whenever", "where", "as", "while")):
                words.append(kid.lower)
                words.extend(part.lower for part in self.kids(kid, "fixed"))
        return " ".join(words)

    def show(self) -> str:
        """Return the tree on one line: word/TAG<label:head>."""
        return " ".join(f"{t.text}/{t.tag}<{t.dep}:{self.tokens[t.head].text}>" for t in self.tokens)

    def span(self, *tokens: Token) -> Span:
        """Return the span in the block's view from the first to the last of some words."""
        base = self.sentence.start
        return base + min(t.start for t in tokens), base + max(t.end for t in tokens)


_PLAIN = frozenset(("and", "with", "due", "to", "like", "without", "lead", "leads"))
"""Words of the disguise that stay as the rules see them."""


@contextmanager
def _without_commands() -> Iterator[None]:
    """Keep spaCy's own command line out while spaCy is imported: it brings two HTTP clients along, and a quarter of the start-up time."""
    names = [name for name in ("spacy.cli", "spacy.cli.info") if name not in sys.modules]
    for name in names:
        module = ModuleType(name)
        module.__dict__.update(info=None, __path__=[])
        sys.modules[name] = module
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


@cache
def pipeline(model: Path = MODEL) -> Any:
    """Return a spaCy pipeline, loaded once."""
    with _without_commands():
        import spacy  # noqa: PLC0415  importing spaCy takes 0.4 s, which `--help` must not pay

    return spacy.load(model)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as tokenised, where it begins, and the plain word in its place where it begins an idiom ("wreaks" of havoc: "harms")."""

    text: str
    idx: int
    space: bool
    plain: str = ""


_PREFIXES = words("prefix")


_NAMED_FOR = word_set("alzheimer parkinson crohn huntington hashimoto cushing addison hodgkin")
_ENDS = word_set(", . ; : ) and or")
"""What follows an illness called by a name alone: in "Alzheimer's and cancer" nothing is owned."""


def _joined(words: list[Word]) -> list[Word]:
    """Return the words with prefixes put back in front of their hyphens ("co-agonist" is one word), and "Alzheimer's" as one name."""
    joined: list[Word] = []
    i = 0
    while i < len(words):
        size = 3 if _is_prefixed(words, i) else 2 if _is_name_alone(words, i) else 1
        parts = words[i : i + size]
        joined.append(Word("".join(part.text for part in parts), parts[0].idx, parts[-1].space))
        i += size
    return joined


def _is_prefixed(words: list[Word], i: int) -> bool:
    part = words[i]
    if part.text.lower() not in _PREFIXES or i + 2 >= len(words):
        return False
    return words[i + 1].text in ("-", "\u2010", "\u2011") and not part.space and not words[i + 1].space


def _is_name_alone(words: list[Word], i: int) -> bool:
    if words[i].text.lower() not in _NAMED_FOR or i + 1 >= len(words) or words[i + 1].text not in ("'s", "’s"):
        return False
    return i + 2 >= len(words) or words[i + 2].text.lower() in _ENDS


def _prepared(nlp: Any, text: str) -> tuple[list[Word], Any]:
    """Return the document as tokenised, and the one that the parser sees: rare verbs and formulas swapped for plain words."""
    from spacy.tokens import Doc  # noqa: PLC0415

    every = _joined([Word(token.text, token.idx, bool(token.whitespace_)) for token in nlp.make_doc(text) if not token.is_space])
    kept, replaced = contracted([word.text for word in every])
    original = [replace(every[i], plain="" if plain == every[i].text else plain) for i, plain in zip(kept, replaced, strict=True)]
    words = disguise(replaced)
    spaces = [word.space for word in original]
    if unsaid([word.text for word in original]):
        words, spaces = ["It", words[0].lower(), *words[1:]], [True, *spaces]
    seen = Doc(nlp.vocab, words=words, spaces=spaces)
    for token in seen:
        token.is_sent_start = token.i == 0
    return original, seen


def _lemma(lemma: str, tag: str) -> str:
    """Return the lemma, a plural that the lemmatiser left alone made singular."""
    plural = tag in ("NNS", "NNPS") and lemma.endswith("s") and not lemma.endswith(("ss", "us", "is"))
    if not plural:
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]


def _token(i: int, word: Any, seen: Any, *, lent: int) -> Token:
    """Return a word as parsed; `lent` words in front were added for the parser's sake and are left out again."""
    said = word.plain or word.text
    swapped = said != seen.text and said.lower() != seen.text
    head = seen.head.i if seen.head.i >= lent else seen.head.head.i
    return Token(
        i=i,
        text=word.text,
        lower=(seen.text if seen.text in _PLAIN else said).lower().replace("’", "'"),
        lemma=_lemma(said.lower() if swapped and seen.text not in _PLAIN else seen.lemma_.lower(), seen.tag_),
        tag=seen.tag_,
        pos=seen.pos_,
        dep="root" if seen.dep_ == "ROOT" else seen.dep_,
        head=max(0, head - lent),
        start=word.idx,
        end=word.idx + len(word.text),
    )


_NOMINAL = frozenset(["obj", "nsubj", "nsubj:pass", "nmod"])
"""Relations in which a word is a noun, whatever the tagger says ("raises conduction speed")."""


def _mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words, two slips put right: a bare noun as a second verb ("lowers rot"), "this is why" without its clause."""
    served = {token.head for token in tokens if token.dep in ("obj", "ccomp", "mark")}
    tokens = tuple(
        replace(token, dep="obj") if _is_object(token, tokens[token.head]) and not {token.head, token.i} & served else token
        for token in tokens
    )
    tokens = tuple(
        replace(token, tag="NN", pos="NOUN") if token.tag in ("VB", "VBP") and token.dep in _NOMINAL and token.i not in served else token
        for token in tokens
    )
    why = next((token for token in tokens if token.lower == "why" and token.dep == "advmod" and token.head > token.i), None)
    if why is None or not any(token.dep == "cop" and token.head == why.i for token in tokens):
        return tokens
    return tuple(_under_why(token, why, tokens[why.head]) for token in tokens)


def _is_object(token: Token, head: Token) -> bool:
    """Return whether this noun hangs as a clause on a verb that acts on things; "becomes rot" stays."""
    return token.dep == "xcomp" and token.tag in ("NN", "NNS") and bool(verbs(lemma_of_form().get(head.lower, head.lemma), "t"))


def _under_why(token: Token, why: Token, clause: Token) -> Token:
    """Return a word of "this is why ..." where it belongs: "why" takes the place of its clause, with what stands before it."""
    if token.i == why.i:
        return replace(token, dep=clause.dep, head=why.i if clause.head == clause.i else clause.head)
    if token.i == clause.i:
        return replace(token, dep="advcl:relcl", head=why.i)
    before = token.head == clause.i and (token.i < why.i or token.dep == "punct")
    return replace(token, head=why.i) if before else token


def parse(sentences: Sequence[Sentence], model: Path = MODEL) -> Iterator[Tree]:
    """Yield one tree for each sentence, in order."""
    nlp = pipeline(model)
    pairs = [_prepared(nlp, _clean(sentence.text)) for sentence in sentences]
    parsed = nlp.pipe((seen for _, seen in pairs), batch_size=BATCH)
    for sentence, (original, _), seen in zip(sentences, pairs, parsed, strict=True):
        lent = len(seen) - len(original)
        twins = zip(original, list(seen)[lent:], strict=True)
        yield Tree(sentence, _mended(tuple(_token(i, word, twin, lent=lent) for i, (word, twin) in enumerate(twins))))


_ASIDE = re.compile(
    r",?\s(?:at\s)?\(?[pP]\s?[<=>≤]\s?0?\.\d+\)?|\((?:[^()]*\b(?:1[89]|20)\d\d[a-z]?\b[^()]*"
    r"|see [^()]*|e\.g\.[^()]*|i\.e\.[^()]*|[^()\s]{1,12}|[A-Z][^()]*;[^()]*|[^()]*(?:doi|https?:)[^()]*)\)"
    r"|\[[\d,;\s–-]+\]|\[\^[^\[\]\s]{1,24}\]|[*_~`]{1,3}(?=\w)|(?<=\w)[*_~`]{1,3}|[“”\"]"
)


def _opened(aside: re.Match[str]) -> str:
    """Return an aside that says something ("(increases thirst)", "(linked to heat)") between commas instead of parentheses."""
    first = aside[1].split()[0].lower() if aside[1].split() else ""
    says = len(aside[1].split()) > 1 and (
        "due to" in aside[1][:24].lower() or adjectives(first) or lemma_of_form().get(first, first) != first
    )
    return f",{aside[1]}," if says else aside[0]


def _clean(text: str) -> str:
    """Return the text, of the same length, without white space other than blanks, and without asides that only disturb the tree."""
    text = re.sub(r"\(([^()]+)\)", _opened, text)
    blank = _ASIDE.sub(lambda match: " " * len(match.group()), re.sub(r"[\s\u00ad]", " ", text))
    return blank if blank.strip() else text


def tree_of(text: str) -> Tree:
    """Return the tree of one sentence that stands alone."""
    return next(parse([Sentence(block=0, start=0, end=len(text), text=text)]))


def batches(sentences: Iterable[Sentence], size: int = 2_000) -> Iterator[list[Sentence]]:
    """Yield the sentences in lists of bounded length, so that memory does not grow with the text."""
    batch: list[Sentence] = []
    for sentence in sentences:
        batch.append(sentence)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
