"""Write sentences about mechanisms together with their Universal Dependencies trees.

    python synth.py 20000 0 > synth.conllu            # sentences, seed
    python synth.py 1500 1 held > synth_test.conllu   # only nouns and sentence shapes that the training part leaves out

A small grammar: noun phrases (articles, adjectives, compounds, prepositional phrases, lists, examples, appositions, relative clauses),
predicates (frames of `verbs.tsv` and ordinary verbs, copulas, "help/allow/cause X to V", reports) and sentences (subordinate clauses,
participle tails, gerund subjects, pseudo-clefts, questions, titles, bullets without subject). Words, Penn tags, lemmas and labels follow
English EWT 2.16: function words depend on content words, "such as" is `case` with `fixed`, "when" is `advmod`, the agent is `obl:agent`.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import synth_words as W

import loaders
from loaders.cues import rows
from loaders.inflection import forms

DATA = Path(loaders.__file__).parent.parent / "ontology" / "data"
VOWEL = re.compile(r"^(?:[aeio]|u(?!ni|s[eu]|ti|ro))", re.IGNORECASE)


class T:
    """One word; `head` is another word, None at the root of what is being built."""

    __slots__ = ("dep", "form", "glued", "head", "lemma", "pos", "tag")

    def __init__(self, form: str, lemma: str, pos: str, tag: str) -> None:
        self.form, self.lemma, self.pos, self.tag = form, lemma, pos, tag
        self.head: T | None = None
        self.dep = "root"
        self.glued = False


@dataclass
class P:
    """A phrase: its words in order, its head, whether it is plural, the label that its subject takes."""

    words: list[T]
    head: T
    plural: bool = False
    subject: str = "nsubj"

    def put(self, *left: tuple[str, P]) -> P:
        """Put dependents before the phrase, in the order given."""
        for dep, part in reversed(left):
            part.head.head, part.head.dep = self.head, dep
            self.words = part.words + self.words
        return self

    def add(self, *right: tuple[str, P]) -> P:
        """Put dependents after the phrase, in the order given."""
        for dep, part in right:
            part.head.head, part.head.dep = self.head, dep
            self.words = self.words + part.words
        return self


def w(form: str, pos: str, tag: str, lemma: str = "") -> P:
    """Return a phrase of one word."""
    token = T(form, lemma or form.lower(), pos, tag)
    return P([token], token)


def comma(mark: str = ",") -> tuple[str, P]:
    """Return a comma as a dependent, glued to the word before."""
    part = w(mark, "PUNCT", mark if mark in ",." else ":")
    part.head.glued = True
    return "punct", part


def case(prep: str) -> tuple[str, P]:
    """Return a preposition, of several words when joined by "_"."""
    first, *rest = prep.split("_")
    part = w(first, *_PREP.get(prep, ("ADP", "IN")))
    for word in rest:
        part.add(("fixed", w(word, *(("DET", "DT") if word == "a" else ("NOUN", "NN") if word in ("result", "means", "response") else ("ADP", "IN")))))
    return "case", part


_PREP = {
    "due_to": ("ADJ", "JJ"), "such_as": ("ADJ", "JJ"), "including": ("VERB", "VBG"), "owing_to": ("VERB", "VBG"), "thanks_to": ("NOUN", "NNS"),
    "compared_with": ("VERB", "VBN"), "instead_of": ("ADV", "RB"), "along_with": ("ADP", "IN"), "to": ("ADP", "IN"),
}  # fmt: skip


def plural_of(noun: str) -> str:
    """Return the plural of a noun."""
    if noun in W.PLURALS:
        return W.PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


@cache
def inflected(lemma: str) -> dict[str, str]:
    """Return the forms of a verb by Penn tag."""
    regular = forms(lemma)
    past, participle = W.IRREGULAR.get(lemma, f"{regular['ed']} {regular['ed']}").split()
    return {"VB": lemma, "VBP": lemma, "VBZ": regular["s"], "VBG": regular["ing"], "VBD": past, "VBN": participle}


def _held(word: str) -> bool:
    return zlib.crc32(word.encode()) % 10 == 0


class Grammar:
    """The grammar over one random source; `held` swaps the vocabulary for the tenth that training never sees."""

    def __init__(self, seed: int, held: bool = False) -> None:
        self.r = random.Random(seed)
        self.held = held
        keep: Callable[[str], bool] = (lambda word: _held(word)) if held else (lambda word: not _held(word))
        self.mass = [word for word in W.MASS if keep(word)]
        self.count = [word for word in dict.fromkeys(W.COUNT) if keep(word)]
        self.verbnouns = list(dict.fromkeys(W.VERBNOUN))
        self.labels = [label for label in _labels() if keep(label)]
        cues = [(row[0], row[1]) for row in rows("verbs.tsv") if "-" not in row[0]]
        self.transitive = [lemma for lemma, frame in cues if frame in ("t", "r")] + W.TRANSITIVE + [v for v in W.VERBNOUN if v in W.TRANSITIVE or self.r.random() < 0.5]
        prepositional = [f"{lemma}:{frame.split(':')[1]}" for lemma, frame in cues if frame.startswith(("p:", "rp:"))]
        self.prepositional = prepositional + W.PREPOSITIONAL * 2
        self.intransitive = [lemma for lemma, frame in cues if frame == "i"] + W.INTRANSITIVE

    # ---- small things ----------------------------------------------------------------------------------------------------------

    def one(self, items: Sequence[str]) -> str:
        """Return one of some words."""
        return self.r.choice(items)

    def p(self, chance: float) -> bool:
        """Return whether something of this chance happens."""
        return self.r.random() < chance

    def invented(self) -> str:
        """Return a word that does not exist: names of molecules, places and devices are endless."""
        syllables = "ba ce di fo gu ka le mi no pu ra se ti vo zu cla dro fle gri plo sta tri bro vel mar tin sol ran dex lor pan cor".split()
        ends = "in ine ase ol one ide ate ium al yl an en osis itis emia genesis lysis ation ment ity ness sis tase cyte gen stat oid".split()
        return "".join(self.r.choices(syllables, k=self.r.randint(1, 2))) + self.one(ends)

    def formula(self) -> str:
        """Return an abbreviation, or the word that stands for a formula."""
        if self.p(0.25):
            return "protein"
        return self.one("ATP GABA DNA RNA BDNF CO2 GDP HPA NMDA TNF IgA IgE LDL HDL PTH GLP-1 CRP AMPK mTOR NAD VEGF TSH UV EGCG THC CBD LTP PM2.5 NADPH SIRT1 DHA EPA PFAS NOx COX NFkB".split() + ["".join(self.r.choices("ABCDEGHKLMNPRSTV", k=3))])

    def adverb(self) -> P:
        """Return an adverb."""
        return w(self.one(W.ADVERBS), "ADV", "RB")

    # ---- noun phrases ----------------------------------------------------------------------------------------------------------

    def noun(self, number: str = "") -> tuple[P, str]:
        """Return a noun and its kind: "mass", "sg" or "pl"."""
        roll = self.r.random()
        if roll < 0.28 and number != "pl":
            return w(self.one(self.mass), "NOUN", "NN"), "mass"
        if roll < 0.33 and number != "pl":
            return w(self.invented(), "NOUN", "NN"), "mass"
        if roll < 0.38 and number != "pl":
            form = self.formula()
            return w(form, "NOUN", "NN", form), "mass"
        if roll < 0.50 and number != "pl":
            return self.label(), "mass"
        lemma = self.one(self.verbnouns) if roll > 0.80 else self.one(self.count)
        if number == "pl" or (number != "sg" and self.p(0.55)):
            return w(plural_of(lemma), "NOUN", "NNS", lemma), "pl"
        return w(lemma, "NOUN", "NN"), "sg"

    def label(self) -> P:
        """Return a factor's name: its last word the head, adjectives and nouns before."""
        *before, last = self.one(self.labels).split()
        return w(last, "NOUN", "NN").put(*(_modifier(word) for word in before))

    def modifiers(self) -> list[tuple[str, P]]:
        """Return adjectives, participles and nouns that stand before a noun."""
        found: list[tuple[str, P]] = []
        roll = self.r.random()
        if roll < 0.12:
            found.append(self.degree())
        elif roll < 0.18:
            found.append(("amod", self.participle_adjective()))
        elif roll < 0.38:
            found.append(("amod", self.adjective()))
        if self.p(0.05):
            found.append(("amod", self.adjective()))
        if self.p(0.22):
            found.append(("compound", self.compound()))
            if self.p(0.2):
                found.append(("compound", self.compound()))
        return found

    def adjective(self) -> P:
        """Return an adjective, sometimes two joined by "and", sometimes with an adverb."""
        found = w(self.one(W.ADJECTIVES), "ADJ", "JJ")
        if self.p(0.06):
            return found.add(("conj", w(self.one(W.ADJECTIVES), "ADJ", "JJ").put(("cc", self.cc()))))
        if self.p(0.05):
            word, tag = self.r.choice((("very", "RB"), ("more", "RBR"), ("most", "RBS"), ("highly", "RB"), ("less", "RBR"), ("too", "RB")))
            return found.put(("advmod", w(word, "ADV", tag)))
        return found

    def degree(self) -> tuple[str, P]:
        """Return "higher", "more" or "most" before a noun."""
        word = self.one([*W.JJR, "higher", "lower", "more"])
        lemma = {"better": "good", "worse": "bad"}.get(word, word)
        return "amod", w(word, "ADJ", "JJR", lemma if lemma != word else _positive(word))

    def participle_adjective(self) -> P:
        """Return "reduced" or "rising" before a noun."""
        if self.p(0.6):
            form = self.one(W.VBN_ADJ)
            return w(form, "VERB", "VBN", _lemma_of(form))
        form = self.one(W.VBG_ADJ)
        return w(form, "VERB", "VBG", _lemma_of(form))

    def compound(self) -> P:
        """Return a noun that stands before another."""
        roll = self.r.random()
        if roll < 0.35:
            return w(self.one(self.mass), "NOUN", "NN")
        if roll < 0.60:
            return w(self.one(self.count), "NOUN", "NN")
        if roll < 0.85:
            return w(self.one(self.verbnouns + ["interest"] * 3), "NOUN", "NN")
        form = self.formula() if roll < 0.93 else self.invented()
        return w(form, "NOUN", "NN", form)

    def determiner(self, kind: str) -> tuple[str, P] | None:
        """Return an article, possessive or number that suits the noun, or none."""
        roll = self.r.random()
        if roll < 0.06:
            form = self.one("your their its our his her my".split())
            return "nmod:poss", w(form, "PRON", "PRP$", {"your": "you", "their": "they", "its": "it", "our": "we", "his": "he", "her": "she", "my": "I"}[form])
        if kind == "mass":
            return ("det", w(self.one(["the", "the", "the", "this", "some", "any", "no"]), "DET", "DT")) if roll < 0.18 else None
        if kind == "sg":
            return "det", w(self.one(["the"] * 5 + ["a"] * 4 + ["this", "each", "every", "another", "that"]), "DET", "DT")
        if roll < 0.25:
            word = self.one("the the the the the these those some some all both no".split())
            return "det", w(word, "DET", "DT", {"these": "this", "those": "that"}.get(word, word))
        if roll < 0.34:
            return "amod", w(self.one("many several few certain most other such".split()), "ADJ", "JJ")
        if roll < 0.37:
            return "nummod", w(self.one("two three four five ten".split()), "NUM", "CD")
        return None

    def bare(self, number: str = "") -> P:
        """Return a noun with what stands before it."""
        if number == "" and self.p(0.03):
            return self.vitamin()
        noun, kind = self.noun(number)
        noun.put(*self.modifiers())
        if kind != "mass" and self.p(0.035):
            owner, _ = self.noun("sg")
            mark = w("'s", "PART", "POS")
            mark.head.glued = True
            noun.put(("nmod:poss", owner.put(("det", w("the", "DET", "DT"))).add(("case", mark))))
        elif (det := self.determiner(kind)) is not None:
            if det[1].head.form == "a" and VOWEL.match(noun.words[0].form):
                det[1].head.form, det[1].head.lemma = "an", "a"
            noun.put(det)
        noun.plural = kind == "pl"
        return noun

    def vitamin(self) -> P:
        """Return "vitamin D" or "omega 3": the letter is the head, as in EWT."""
        name = self.r.choice((("vitamin", self.one(list("ABCDEK") + ["B12", "K2"])), ("type", "2"), ("phase", "II")))
        return w(name[1], "PROPN", "NNP", name[1]).put(("compound", w(name[0], "NOUN", "NN"))) if name[0] == "vitamin" else self.bare("pl")

    def pronoun(self, obj: bool = False) -> P:
        """Return a pronoun."""
        word = self.one("it they this these it they".split()) if not obj else self.one("it them this these".split())
        personal = word in ("it", "they", "them")
        found = w(word, "PRON", "PRP" if personal else "DT", {"them": "they", "these": "this"}.get(word, word))
        found.plural = word in ("they", "these", "them")
        return found

    def gerund(self, depth: int) -> P:
        """Return a clause like "eating more fibre"."""
        found = self.verb_phrase("VBG", depth, ("transitive", "transitive", "prepositional"))
        if self.p(0.12):
            found.add(("conj", self.verb_phrase("VBG", 0, ("transitive",)).put(("cc", self.cc()))))
        return found

    def cc(self) -> P:
        """Return "and", mostly."""
        return w(self.one(["and"] * 6 + ["or"] * 2), "CCONJ", "CC")

    def np(self, depth: int = 2, number: str = "", lists: float = 0.13) -> P:
        """Return a noun phrase; `depth` bounds what hangs on it, `lists` is the chance of a coordination."""
        if self.p(lists):
            return self.listed(depth)
        if number == "" and self.p(0.04):
            return self.quantified(depth)
        found = self.bare(number)
        if depth <= 0:
            return found
        roll = self.r.random()
        if roll < 0.26:
            found.add(("nmod", self.pp(self.one("of of of of in in in on to for from between".split()), depth - 1)))
            if depth > 1 and self.p(0.15):
                found.add(("nmod", self.pp(self.one("in for among during by".split()), 0)))
        elif roll < 0.33:
            self.examples(found)
        elif roll < 0.38:
            found.add(comma_before("appos", self.apposition(depth - 1)))
            found.add(comma())
        elif roll < 0.41:
            self.bracketed(found)
        elif roll < 0.47:
            self.relative(found, depth - 1)
        elif roll < 0.50:
            found.add(("acl", self.reduced(depth - 1)))
        return found

    def quantified(self, depth: int) -> P:
        """Return "one of the main drivers of X", "up to half of X", "a lack of X"."""
        if self.p(0.5):
            found = w("one", "NUM", "CD").add(("nmod", self.bare("pl").put(case("of"))))
            return found
        head = self.one("lack lot number range amount loss rise fall increase decrease drop change shortage excess variety source".split())
        found = w(head, "NOUN", "NN")
        if self.p(0.3):
            found.put(("amod", self.adjective()))
        article = "an" if VOWEL.match(found.words[0].form) else "a"
        found.put(("det", w(article, "DET", "DT", "a")))
        return found.add(("nmod", self.pp("in" if head in ("rise", "fall", "increase", "decrease", "drop", "change") else "of", depth - 1)))

    def listed(self, depth: int) -> P:
        """Return two to four noun phrases joined by commas and "and"."""
        parts = [self.bare() if self.p(0.75) else self.np(min(depth, 1) - 1, lists=0) for _ in range(self.r.choice((2, 2, 2, 3, 3, 4)))]
        if self.p(0.12):
            parts = [self.activity() for _ in parts]
        found, last = parts[0], parts[-1]
        for part in parts[1:-1]:
            found.add(comma_before("conj", part))
        link = self.cc()
        if len(parts) == 2 and self.p(0.08):
            link = w("as", "ADV", "RB").add(("fixed", w("well", "ADV", "RB")), ("fixed", w("as", "ADP", "IN")))
        elif len(parts) == 2 and link.head.form == "and" and self.p(0.08):
            found.put(("cc:preconj", w("both", "CCONJ", "CC")))
        last.put(("cc", link))
        found.add(comma_before("conj", last) if len(parts) > 2 and self.p(0.4) else ("conj", last))
        found.plural = True
        return found

    def activity(self) -> P:
        """Return a noun in -ing or a bare mass noun: "overgrazing", "drought"."""
        ing = [word for word in self.mass if word.endswith("ing")]
        return w(self.one(ing) if self.p(0.6) and ing else self.one(self.mass), "NOUN", "NN")

    def examples(self, found: P) -> None:
        """Add ", such as A and B" to a noun phrase."""
        how = self.one("such_as such_as like like including including especially".split())
        part = self.listed(0) if self.p(0.65) else self.bare()
        if how == "especially":
            part.put(("advmod", w(how, "ADV", "RB")))
            found.add(comma_before("appos", part))
            return
        part.put(case(how))
        found.add(comma_before("nmod", part) if how == "including" or self.p(0.5) else ("nmod", part))
        if self.p(0.3):
            found.add(comma())

    def apposition(self, depth: int) -> P:
        """Return "a mineral that ..." or "the main source of X"."""
        noun = w(self.one(W.KINDS + W.ROLES), "NOUN", "NN")
        if self.p(0.4):
            noun.put(("amod", self.adjective()))
        article = self.one(["a", "a", "the"])
        if article == "a" and VOWEL.match(noun.words[0].form):
            article = "an"
        noun.put(("det", w(article, "DET", "DT", "a" if article != "the" else "the")))
        roll = self.r.random()
        if roll < 0.45:
            self.relative(noun, depth, commas=False)
        elif roll < 0.7:
            noun.add(("nmod", self.pp(self.one(["of", "in", "for"]), 0)))
        elif roll < 0.85:
            noun.add(("acl", self.reduced(depth)))
        return noun

    def bracketed(self, found: P) -> None:
        """Add "(HPA)" or "(iron and zinc)" to a noun phrase."""
        inner = w(form := self.formula(), "NOUN", "NN", form) if self.p(0.5) else self.np(0)
        opening, closing = w("(", "PUNCT", "-LRB-"), w(")", "PUNCT", "-RRB-")
        inner.put(("punct", opening)).add(("punct", closing))
        inner.words[1].glued = inner.words[-1].glued = True
        found.add(("appos", inner))

    def relative(self, found: P, depth: int, commas: bool | None = None) -> None:
        """Add a relative clause: "that V X", ", which V X,", "(that) A V", "in which A V X"."""
        commas = self.p(0.35) if commas is None else commas
        roll = self.r.random()
        if roll < 0.7:
            which = self.one(["which"] if commas else ["that", "that", "which"])
            clause = self.predicate(found.plural, depth)
            clause.put((clause.subject, w(which, "PRON", "WDT")))
        elif roll < 0.88:
            clause = self.verb_phrase("VBP" if self.p(0.6) else "VBD", 0, ("plain",))
            subject = self.bare("pl")
            clause.put(("nsubj", subject))
            if commas or self.p(0.6):
                clause.put(("obj", w("which" if commas else "that", "PRON", "WDT")))
        else:
            subject = self.bare()
            clause = self.predicate(subject.plural, 0)
            clause.put(("obl", w("which", "PRON", "WDT").put(case(self.one("in by through from".split())))), (clause.subject, subject))
        found.add(comma_before("acl:relcl", clause) if commas else ("acl:relcl", clause))
        if commas:
            found.add(comma())

    def reduced(self, depth: int) -> P:
        """Return "produced by X", "used to V X", "containing X", "caused by X"."""
        if self.p(0.35):
            return self.verb_phrase("VBG", depth, ("transitive", "transitive", "prepositional"))
        lemma = self.one([*self.transitive, "produce", "cause", "use", "find", "make", "release", "induce", "trigger"]).partition(" ")[0]
        found = w(inflected(lemma)["VBN"], "VERB", "VBN", lemma)
        roll = self.r.random()
        if roll < 0.6:
            return found.add(("obl:agent", self.pp("by", depth)))
        if roll < 0.8:
            return found.add(("obl", self.pp(self.one("in from with during".split()), 0)))
        return found.add(("advcl", self.infinitive(0)))

    def pp(self, prep: str, depth: int) -> P:
        """Return a prepositional phrase, headed by its noun."""
        return self.np(depth, lists=0.14).put(case(prep))

    # ---- predicates ------------------------------------------------------------------------------------------------------------

    def infinitive(self, depth: int) -> P:
        """Return "to V X"."""
        return self.verb_phrase("VB", depth).put(("mark", w("to", "PART", "TO")))

    def object_of(self, verb: P, depth: int) -> P:
        """Add an object to a verb."""
        if self.p(0.04):
            return verb.add(("obj", self.pronoun(obj=True)))
        return verb.add(("obj", self.np(depth)))

    def verb_phrase(self, tag: str, depth: int, kinds: Sequence[str] = ()) -> P:
        """Return a verb in one form with its objects."""
        kind = self.one(kinds or ("transitive", "transitive", "transitive", "prepositional", "intransitive", "acting", "particle", "making", "raising", "converting"))
        if kind == "particle":
            lemma, particle = self.one("speed:up slow:down break:down build:up use:up dry:up heat:up cool:down take:up give:off carry:out set:off switch:on turn:off wear:out push:up drive:up bring:down shut:down".split()).split(":")
            verb = w(inflected(lemma)[tag], "VERB", tag, lemma).add(("compound:prt", w(particle, "ADP", "RP")))
            return self.object_of(verb, depth)
        if kind == "prepositional":
            lemma, prep = self.one(self.prepositional).split(":")
            verb = w(inflected(lemma)[tag], "VERB", tag, lemma)
            if self.p(0.07) and prep in ("to", "by", "from", "in"):
                return verb.add(("advcl", self.verb_phrase("VBG", 0, ("transitive",)).put(("mark", w(prep, "SCONJ", "IN")))))
            return verb.add(("obl", self.pp(prep, depth)))
        if kind == "intransitive":
            lemma, _, particle = self.one(self.intransitive).partition(" ")
            verb = w(inflected(lemma)[tag], "VERB", tag, lemma)
            return verb.add(("compound:prt", w(particle, "ADP", "RP"))) if particle else verb
        if kind == "acting":
            return self.acting(tag, depth)
        if kind == "making":
            lemma = self.one(["make", "make", "keep", "leave"])
            quality = w(self.one([*W.ADJECTIVES]), "ADJ", "JJ") if self.p(0.7) else self.degree()[1]
            return w(inflected(lemma)[tag], "VERB", tag, lemma).add(("obj", self.np(min(depth, 1), lists=0.05)), ("xcomp", quality))
        if kind == "raising":
            lemma = self.one(W.RAISING)
            return w(inflected(lemma)[tag], "VERB", tag, lemma).add(("xcomp", self.infinitive(depth)))
        if kind == "converting":
            lemma, prep = self.one("convert:into turn:into transform:into break:into change:into link:to tie:to expose:to reduce:to add:to protect:from protect:against deprive:of supply:with provide:with replace:with separate:from carry:to deliver:to attach:to store:in use:for use:as".split()).split(":")
            verb = w(inflected(lemma)[tag], "VERB", tag, lemma)
            return verb.add(("obj", self.np(min(depth, 1))), ("obl", self.pp(prep, min(depth, 1))))
        lemma = self.one(self.transitive)
        first, _, particle = lemma.partition(" ")
        verb = w(inflected(first)[tag], "VERB", tag, first)
        if particle:
            verb.add(("compound:prt", w(particle, "ADP", "RP")))
        return verb if kind == "plain" else self.object_of(verb, depth)

    def acting(self, tag: str, depth: int) -> P:
        """Return "help (to) V X", "help X (to) V", "allow X to V", "prevent X from V-ing", "make X V"."""
        roll = self.r.random()
        if roll < 0.42:
            verb = w(inflected("help")[tag], "VERB", tag, "help")
            what = self.verb_phrase("VB", depth, ("transitive", "transitive", "transitive", "prepositional", "intransitive"))
            if self.p(0.35):
                verb.add(("obj", self.np(min(depth, 1), lists=0.08)))
            return verb.add(("xcomp", what.put(("mark", w("to", "PART", "TO"))) if self.p(0.4) else what))
        if roll < 0.72:
            lemma = self.one(W.ACTING)
            verb = w(inflected(lemma)[tag], "VERB", tag, lemma)
            return verb.add(("obj", self.np(min(depth, 1), lists=0.08)), ("xcomp", self.infinitive(min(depth, 1))))
        if roll < 0.86:
            lemma = self.one("prevent stop keep protect discourage block hinder".split())
            what = self.verb_phrase("VBG", min(depth, 1), ("transitive", "intransitive", "prepositional"))
            return w(inflected(lemma)[tag], "VERB", tag, lemma).add(("obj", self.np(0)), ("advcl", what.put(("mark", w("from", "SCONJ", "IN")))))
        lemma = self.one(["make", "let"])
        return w(inflected(lemma)[tag], "VERB", tag, lemma).add(("obj", self.np(0)), ("xcomp", self.verb_phrase("VB", min(depth, 1), ("transitive", "intransitive"))))

    def finite(self, plural: bool) -> tuple[str, list[tuple[str, P]]]:
        """Return the tag of the main verb and the auxiliaries before it."""
        roll = self.r.random()
        if roll < 0.62:
            return ("VBP" if plural else "VBZ"), []
        if roll < 0.70:
            return "VBD", []
        if roll < 0.87:
            modal = w(self.one("can may might could will would should can may must".split()), "AUX", "MD")
            return "VB", [("aux", modal), *([("advmod", w("not", "PART", "RB"))] if self.p(0.12) else [])]
        if roll < 0.94:
            did = self.r.choice((("do", "VBP") if plural else ("does", "VBZ"), ("did", "VBD")))
            negation = w("not", "PART", "RB") if self.p(0.75) else w("n't", "PART", "RB", "not")
            negation.head.glued = negation.head.form == "n't"
            return "VB", [("aux", w(did[0], "AUX", did[1], "do")), ("advmod", negation)]
        if roll < 0.97:
            return "VBN", [("aux", w("have", "AUX", "VBP") if plural else w("has", "AUX", "VBZ", "have"))]
        return "VBG", [("aux", self.be(plural, False))]

    def be(self, plural: bool, past: bool | None = None) -> P:
        """Return a form of "be"."""
        past = self.p(0.2) if past is None else past
        form, tag = (("were", "VBD") if plural else ("was", "VBD")) if past else (("are", "VBP") if plural else ("is", "VBZ"))
        return w(form, "AUX", tag, "be")

    def being(self, plural: bool, label: str) -> list[tuple[str, P]]:
        """Return "is", "can be", "has been", "is not" before a participle, adjective or noun, labelled `aux:pass` or `cop`."""
        roll = self.r.random()
        if roll < 0.66:
            found = [(label, self.be(plural))]
        elif roll < 0.88:
            found = [("aux", w(self.one("can may might could will would must should".split()), "AUX", "MD")), (label, w("be", "AUX", "VB"))]
        else:
            found = [("aux", w("have", "AUX", "VBP") if plural else w("has", "AUX", "VBZ", "have")), (label, w("been", "AUX", "VBN", "be"))]
        if self.p(0.08):
            found.insert(1, ("advmod", w("not", "PART", "RB")))
        elif self.p(0.12):
            found.append(("advmod", self.adverb()))
        return found

    def predicate(self, plural: bool, depth: int = 2) -> P:
        """Return a finite predicate, to which a subject may be put."""
        roll = self.r.random()
        if roll < 0.60:
            tag, auxiliaries = self.finite(plural)
            found = self.verb_phrase(tag, depth)
            if self.p(0.09):
                auxiliaries.append(("advmod", self.adverb()))
            return found.put(*auxiliaries)
        if roll < 0.75:
            return self.passive(plural, depth)
        if roll < 0.82:
            return self.reported(plural, depth)
        if roll < 0.92:
            return self.adjectival(plural, depth)
        return self.nominal(plural, depth)

    def passive(self, plural: bool, depth: int) -> P:
        """Return "is V-ed by X", "is V-ed in X", "is associated with X", "can be V-ed to V X"."""
        roll = self.r.random()
        if roll < 0.22:
            lemma, prep = self.one("associate:with link:to relate:to tie:to base:on find:in involve:in use:in convert:into break:into expose:to connect:to attribute:to store:in make:from make:of cause:by derive:from".split()).split(":")
            found = w(inflected(lemma)["VBN"], "VERB", "VBN", lemma).add(("obl:agent" if prep == "by" else "obl", self.pp(prep, depth)))
        else:
            lemma = self.one(self.transitive)
            first, _, particle = lemma.partition(" ")
            found = w(inflected(first)["VBN"], "VERB", "VBN", first)
            if particle:
                found.add(("compound:prt", w(particle, "ADP", "RP")))
            if roll < 0.72:
                found.add(("obl:agent", self.pp("by", depth)))
            elif roll < 0.80:
                found.add(("advcl", self.verb_phrase("VBG", 0, ("transitive",)).put(("mark", w("by", "SCONJ", "IN")))))
            elif roll < 0.88:
                found.add(("advcl", self.infinitive(min(depth, 1))))
        found.put(*self.being(plural, "aux:pass"))
        found.subject = "nsubj:pass"
        return found

    def reported(self, plural: bool, depth: int) -> P:
        """Return "is known to V X", "has been shown to V X"."""
        lemma = self.one(W.KNOWING)
        found = w(inflected(lemma)["VBN"], "VERB", "VBN", lemma)
        found.put(*self.being(plural, "aux:pass")).add(("xcomp", self.infinitive(depth)))
        found.subject = "nsubj:pass"
        return found

    def adjectival(self, plural: bool, depth: int) -> P:
        """Return "is essential for X", "is able to V X", "is higher in X than in Y", "remains stable"."""
        roll = self.r.random()
        if roll < 0.45:
            adjective, prep = self.one(W.ADJ_PREP).split(":")
            tag = "VERB VBN" if adjective == "associated" else "ADJ JJ"
            found = w(adjective, *tag.split(), adjective).add(("obl", self.pp(prep, depth)))
            if adjective == "associated":
                found.head.lemma = "associate"
                found.subject = "nsubj:pass"
                return found.put(("aux:pass", self.be(plural)))
        elif roll < 0.68:
            found = w(self.one(W.ADJ_TO), "ADJ", "JJ").add(("xcomp", self.infinitive(depth)))
        elif roll < 0.82:
            found = self.degree()[1].add(("obl", self.pp("than", 0))) if self.p(0.5) else w(self.one(W.ADJECTIVES), "ADJ", "JJ").put(("advmod", w("more", "ADV", "RBR", "more"))).add(("obl", self.pp("than", 0)))
        else:
            found = self.adjective()
        return found.put(*self.being(plural, "cop"))

    def nominal(self, plural: bool, depth: int) -> P:
        """Return "is a mineral that V X", "is one of the drivers of X", "is what V X", "is the result of X"."""
        roll = self.r.random()
        if roll < 0.18:
            found = w("what", "PRON", "WP").add(("acl:relcl", self.verb_phrase("VBZ", depth, ("transitive", "acting", "prepositional"))))
        elif roll < 0.35:
            role = self.one(W.ROLES)
            many = w(plural_of(role), "NOUN", "NNS", role).put(("det", w("the", "DET", "DT")), ("amod", w(self.one("main key major most_common chief leading".split()).split("_")[0], "ADJ", "JJ")))
            found = w("one", "NUM", "CD").add(("nmod", many.put(case("of")).add(("nmod", self.pp("of", depth - 1)))))
        else:
            found = self.apposition(depth)
        return found.put(*self.being(plural, "cop"))

    # ---- clauses and sentences -------------------------------------------------------------------------------------------------

    def clause(self, depth: int = 2, number: str = "") -> P:
        """Return a subject with a finite predicate."""
        roll = self.r.random()
        if roll < 0.07:
            found = self.predicate(False, depth)
            return found.put(("csubj", self.gerund(1)))
        if roll < 0.14:
            subject = self.pronoun()
        else:
            subject = self.np(depth, number)
        found = self.predicate(subject.plural, depth)
        if subject.plural and self.p(0.04) and found.words[0].pos == "VERB":
            found.put(("advmod", w("all", "DET", "DT")))
        return found.put((found.subject, subject))

    def simple(self) -> P:
        """Return the shortest kind of sentence: bare subject, present verb, bare object."""
        label = "nsubj"
        if self.p(0.07):
            label, subject = "csubj", self.gerund(0)
        else:
            subject = self.bare() if self.p(0.8) else self.listed(0)
        tag, auxiliaries = self.finite(subject.plural) if self.p(0.3) else ("VBP" if subject.plural else "VBZ", [])
        kinds = ("transitive", "transitive", "prepositional", "prepositional", "acting", "intransitive", "raising")
        found = self.verb_phrase(tag, 0, kinds)
        if self.p(0.2):
            found.add(("advcl", self.verb_phrase("VB", 0, ("transitive",)).put(("mark", w("to", "PART", "TO")))))
        found.put(*auxiliaries)
        if subject.plural and label == "nsubj" and self.p(0.05):
            found.put(("advmod", w("all", "DET", "DT")))
        return found.put((label, subject))

    def subordinate(self, depth: int = 1) -> P:
        """Return "when X V", "as X falls", "because X V Y"."""
        word = self.one("when when when as as as if if because because while while although whereas once after before until unless since so_that even_though".split())
        found = self.clause(depth) if self.p(0.55) else self.moving()
        if word == "when":
            return found.put(("advmod", w("when", "ADV", "WRB")))
        if word == "so_that":
            return found.put(("mark", w("so", "SCONJ", "IN").add(("fixed", w("that", "SCONJ", "IN")))))
        if word == "even_though":
            return found.put(("advmod", w("even", "ADV", "RB")), ("mark", w("though", "SCONJ", "IN")))
        return found.put(("mark", w(word, "SCONJ", "IN")))

    def moving(self) -> P:
        """Return "interest rates rise", "demand falls"."""
        subject = self.np(1, lists=0.08)
        lemma = self.one("rise fall increase decrease grow drop decline shrink improve worsen expand weaken strengthen change melt warm cool dry slow stop break_down go_up go_down".split())
        lemma, _, particle = lemma.partition("_")
        tag = "VBP" if subject.plural else "VBZ"
        if self.p(0.12):
            found = w(inflected(lemma)["VBG"], "VERB", "VBG", lemma).put(("aux", self.be(subject.plural, False)))
        else:
            found = w(inflected(lemma)[tag], "VERB", tag, lemma)
        if particle:
            found.add(("compound:prt", w(particle, "ADP", "RP")))
        return found.put(("nsubj", subject))

    def by_doing(self) -> P:
        """Return "by V-ing X (and V-ing Y)", "without V-ing X", "when V-ing X"."""
        found = self.verb_phrase("VBG", 1, ("transitive", "transitive", "acting", "prepositional"))
        self.second(found, "VBG")
        return found.put(("mark", w(self.one("by by by by without through when while after before".split()), "SCONJ", "IN")))

    def second(self, found: P, tag: str, chance: float = 0.25) -> P:
        """Add "and V-ing Z", sometimes a third, to a verb phrase."""
        if not self.p(chance):
            return found
        if self.p(0.3):
            found.add(comma_before("conj", self.verb_phrase(tag, 0, ("transitive", "prepositional"))))
            last = self.verb_phrase(tag, 0, ("transitive", "prepositional", "intransitive")).put(("cc", w("and", "CCONJ", "CC")))
            return found.add(comma_before("conj", last) if self.p(0.5) else ("conj", last))
        return found.add(("conj", self.verb_phrase(tag, 1, ("transitive", "prepositional", "acting")).put(("cc", self.cc()))))

    def tail(self) -> P:
        """Return "reducing X and improving Y", "thereby V-ing X", "leading to X"."""
        found = self.verb_phrase("VBG", 1, ("transitive", "transitive", "transitive", "prepositional", "acting", "making"))
        if self.p(0.15):
            found = w("leading", "VERB", "VBG", "lead").add(("obl", self.pp("to", 1)))
        self.second(found, "VBG", 0.4)
        if self.p(0.3):
            found.put(("advmod", w(self.one("thereby thus thereby ultimately therefore".split()), "ADV", "RB")))
        return found

    def behind(self, found: P) -> P:
        """Add what may follow a clause."""
        roll = self.r.random()
        if roll < 0.12:
            return found.add(comma_before("advcl", self.tail()))
        if roll < 0.20:
            return found.add(("advcl", self.by_doing()))
        if roll < 0.29:
            part = self.subordinate()
            return found.add(comma_before("advcl", part) if self.p(0.35) else ("advcl", part))
        if roll < 0.34:
            part = self.infinitive(1)
            if self.p(0.15):
                part.put(("mark", w("in", "ADP", "IN").add(("fixed", w("order", "NOUN", "NN")))))
            return found.add(("advcl", part))
        if roll < 0.40:
            return found.add(("obl", self.pp(self.one(W.WHERE).split(":")[0], 1)))
        if roll < 0.47:
            return found.add(("obl", self.pp(self.one(W.BY_WAY), 1)))
        if roll < 0.50:
            relative = self.predicate(False, 1)
            relative.put((relative.subject, w("which", "PRON", "WDT")))
            return found.add(comma_before("advcl:relcl", relative))
        if roll < 0.53:
            percent = w("%", "SYM", "NN").put(("nummod", w(str(self.r.randint(2, 80)), "NUM", "CD"))).put(case("by"))
            percent.words[-1].glued = True
            return found.add(("obl", percent))
        return found

    def ahead(self, found: P) -> P:
        """Put what may precede a clause."""
        roll = self.r.random()
        if roll < 0.10:
            return found.put(after_comma("advcl", self.subordinate()), comma())
        if roll < 0.14:
            return found.put(("advcl", self.by_doing()), comma())
        if roll < 0.20:
            prep = self.one(W.WHERE).split(":")[0] if self.p(0.5) else self.one(W.BY_WAY)
            return found.put(("obl", self.pp(prep, 1)), *([comma()] if self.p(0.75) else []))
        if roll < 0.25:
            return found.put(("advmod", w(self.one(W.OPENERS).lower(), "ADV", "RB")), comma())
        if roll < 0.27:
            return found.put(("advcl", self.infinitive(1)), comma())
        return found

    def sentence(self) -> P:
        """Return one sentence."""
        shapes = ((34, self.simple), (30, self.full), (7, self.joined), (5, self.twofold), (6, self.said), (3, self.question), (6, self.bullet), (2, self.imperative), (3, self.cleft), (2, self.interrupted), (2, self.heading), (2, self.there), (2, self.means))
        shape = self.r.choices([each for _, each in shapes], [weight for weight, _ in shapes])[0]
        return shape()

    def full(self) -> P:
        """Return a clause with what precedes and follows it."""
        return self.ahead(self.behind(self.clause(self.r.choice((0, 1, 1, 2)))))

    def joined(self) -> P:
        """Return two clauses: "X V Y, and Z V W", "X V Y, while Z V W", "X falls and Y rises"."""
        first, second = self.clause(1), self.clause(1)
        roll = self.r.random()
        if roll < 0.5:
            second.put(("cc", w(self.one("and and and but so".split()), "CCONJ", "CC")))
            return first.add(comma_before("conj", second) if self.p(0.7) else ("conj", second))
        if roll < 0.8:
            second.put(("mark", w(self.one("while while whereas because".split()), "SCONJ", "IN")))
            return first.add(comma_before("advcl", second))
        mark = comma(";")
        mark[1].head.head, mark[1].head.dep = second.head, "punct"
        second.words = mark[1].words + second.words
        return first.add(("parataxis", second))

    def twofold(self) -> P:
        """Return one subject with two or three predicates."""
        subject = self.np(1)
        tag = "VBP" if subject.plural else "VBZ"
        kinds = ("transitive", "transitive", "prepositional", "intransitive", "acting")
        found = self.verb_phrase(tag, 1, kinds)
        if self.p(0.35):
            found.add(comma_before("conj", self.verb_phrase(tag, 0, kinds)))
            last = self.verb_phrase(tag, 0, kinds).put(("cc", w("and", "CCONJ", "CC")))
            found.add(comma_before("conj", last) if self.p(0.5) else ("conj", last))
        else:
            last = self.verb_phrase(tag, 1, kinds)
            if self.p(0.2):
                last.put(("advmod", self.adverb()))
            found.add(("conj", last.put(("cc", w(self.one("and and and but or".split()), "CCONJ", "CC")))))
        return found.put(("nsubj", subject))

    def said(self) -> P:
        """Return "Researchers believe that X V Y", "It is thought that X V Y", "A 2019 study found X V Y"."""
        what = self.behind(self.clause(1))
        if self.p(0.8):
            what.put(("mark", w("that", "SCONJ", "IN")))
        if self.p(0.15):
            lemma = self.one(W.KNOWING)
            found = w(inflected(lemma)["VBN"], "VERB", "VBN", lemma)
            return found.put(("expl", w("it", "PRON", "PRP")), *self.being(False, "aux:pass")).add(("ccomp", what))
        sayer = self.one(W.SAYERS)
        many = self.p(0.65)
        subject = w(plural_of(sayer) if many else sayer, "NOUN", "NNS" if many else "NN", sayer)
        if self.p(0.3):
            subject.put(("amod", w(self.one("recent new many several some_ most early".split()).strip("_"), "ADJ", "JJ")))
        if not many and sayer not in ("evidence", "research", "datum"):
            subject.put(("det", w("the", "DET", "DT")) if self.p(0.5) else ("nmod:poss", w("their", "PRON", "PRP$", "they")))
        subject.plural = many
        tag, auxiliaries = self.finite(many)
        lemma = self.one(W.SAYING)
        return w(inflected(lemma)[tag], "VERB", tag, lemma).add(("ccomp", what)).put(("nsubj", subject), *auxiliaries)

    def question(self) -> P:
        """Return "Does X V Y?", "How does X V Y?", "What V X?", "Can X V Y?"."""
        mark = w("?", "PUNCT", ".")
        mark.head.glued = True
        roll = self.r.random()
        if roll < 0.3:
            found = self.verb_phrase("VBZ", 1, ("transitive", "prepositional")).put(("nsubj", w("what", "PRON", "WP")))
            return found.add(("punct", mark))
        subject = self.np(1)
        aux = w("do", "AUX", "VBP") if subject.plural else w("does", "AUX", "VBZ", "do")
        if roll < 0.5:
            aux = w(self.one(["can", "could", "will", "should"]), "AUX", "MD")
        found = self.verb_phrase("VB", 1).put(("aux", aux), ("nsubj", subject))
        if self.p(0.35):
            word = self.one("how why when".split())
            found.put(("advmod", w(word, "ADV", "WRB")))
        return found.add(("punct", mark))

    def bullet(self) -> P:
        """Return a clause without subject, or a noun phrase, as in lists."""
        roll = self.r.random()
        if roll < 0.5:
            found = self.verb_phrase("VBZ", 1)
            return self.second(found, "VBZ", 0.2)
        if roll < 0.75:
            return self.second(self.verb_phrase("VBG", 1), "VBG", 0.2)
        if roll < 0.82:
            return self.reported(False, 1)
        return self.np(2)

    def imperative(self) -> P:
        """Return "Eat more fibre to lower cholesterol"."""
        found = self.verb_phrase("VB", 1, ("transitive", "transitive", "making", "prepositional"))
        return found.add(("advcl", self.infinitive(0))) if self.p(0.4) else found

    def cleft(self) -> P:
        """Return "What V X is Y", "It is X that V Y", "X is what V Y"."""
        roll = self.r.random()
        if roll < 0.4:
            found = self.np(1)
            what = w("what", "PRON", "WP").add(("acl:relcl", self.verb_phrase("VBZ", 0, ("transitive", "prepositional", "acting"))))
            return found.put(("nsubj", what), ("cop", self.be(False)))
        if roll < 0.7:
            found = w("what", "PRON", "WP").add(("acl:relcl", self.verb_phrase("VBZ", 1, ("transitive", "prepositional", "acting", "making"))))
            subject = self.np(1)
            return found.put(("nsubj", subject), ("cop", self.be(subject.plural, False)))
        found = self.bare()
        clause = self.predicate(found.plural, 1)
        clause.put((clause.subject, w("that", "PRON", "WDT")))
        return found.put(("expl", w("it", "PRON", "PRP")), ("cop", self.be(False, False))).add(("acl:relcl", clause))

    def interrupted(self) -> P:
        """Return "X, by V-ing Y, is able to V Z"."""
        subject = self.np(1, lists=0.05)
        found = self.predicate(subject.plural, 1)
        part = self.by_doing() if self.p(0.6) else self.pp(self.one(["like", "unlike", "along_with", "in_addition_to", "without"]), 0)
        label = "advcl" if part.words[0].pos == "SCONJ" else "obl"
        opening, closing = comma(), comma()
        part.put(opening).add(closing)
        return found.put((found.subject, subject), (label, part))

    def heading(self) -> P:
        """Return a title: "How X Affects Y", "Why X V Y"."""
        subject = self.np(0)
        found = self.verb_phrase("VBP" if subject.plural else "VBZ", 0, ("transitive", "prepositional", "acting"))
        found.put(("advmod", w(self.one(["how", "why", "when"]), "ADV", "WRB")), ("nsubj", subject))
        if self.p(0.5):
            for token in found.words:
                if token.pos not in ("ADP", "DET", "CCONJ", "PART"):
                    token.form = token.form[0].upper() + token.form[1:]
        return found

    def there(self) -> P:
        """Return "There is a link between X and Y", "There is evidence that X V Y"."""
        if self.p(0.4):
            noun = w("evidence", "NOUN", "NN").add(("acl", self.clause(1).put(("mark", w("that", "SCONJ", "IN")))))
            plural = False
        else:
            noun = self.np(2, lists=0.05)
            plural = noun.plural
        be = self.be(plural)
        be.head.pos = "VERB"
        return be.put(("expl", w("there", "PRON", "EX"))).add(("nsubj", noun))

    def means(self) -> P:
        """Return "X plays a key role in Y", "X has an effect on Y", "X is due to Y", "X comes at the cost of Y"."""
        subject = self.np(1)
        lemma, article, noun, prep = self.one("play:a:role:in have:an:effect:on have:an:impact:on exert:an:influence:on have:the:ability:to put:a:strain:on play:a:part:in increase:the:risk:of reduce:the:risk:of lower:the:risk:of raise:the:chance:of provide:a:source:of".split()).split(":")
        tag = "VBP" if subject.plural else "VBZ"
        what = w(noun, "NOUN", "NN")
        if self.p(0.3):
            what.put(("amod", w(self.one("key major direct positive negative strong".split()), "ADJ", "JJ")))
            article = "a" if article == "an" else article
        what.put(("det", w(article, "DET", "DT", "a" if article != "the" else "the")))
        what.add(("acl", self.infinitive(0)) if prep == "to" else ("nmod", self.pp(prep, 1)))
        verb = {"VBZ": "has"}.get(tag, "have") if lemma == "have" else inflected(lemma)[tag]
        return w(verb, "VERB", tag, lemma).add(("obj", what)).put(("nsubj", subject))


def comma_before(dep: str, part: P) -> tuple[str, P]:
    """Return a dependent with a comma before it, which hangs on it."""
    return dep, part.put(comma())


def after_comma(dep: str, part: P) -> tuple[str, P]:
    """Return a dependent as it is: the comma behind it hangs on the main clause's left edge."""
    return dep, part


def _positive(comparative: str) -> str:
    stem = comparative[:-2]
    special = {"more": "more", "less": "less", "larger": "large", "wetter": "wet", "hotter": "hot", "drier": "dry", "heavier": "heavy", "thinner": "thin"}
    return special.get(comparative, stem)


@cache
def _participles() -> dict[str, str]:
    known = dict.fromkeys(W.TRANSITIVE + W.INTRANSITIVE + [row[0] for row in rows("verbs.tsv")])
    return {form: lemma for lemma in known if " " not in lemma for form in inflected(lemma).values()}


def _lemma_of(form: str) -> str:
    return _participles().get(form, re.sub(r"(?:ed|ing)$", "", form))


_ADJECTIVAL = re.compile(r"(?:ic|al|ous|ary|ive|ar|able|ible|ful|ish)$")


def _modifier(word: str) -> tuple[str, P]:
    if word in W.ADJECTIVES or _ADJECTIVAL.search(word):
        return "amod", w(word, "ADJ", "JJ")
    if word in W.VBN_ADJ or word in W.VBG_ADJ:
        return "amod", w(word, "VERB", "VBN" if word in W.VBN_ADJ else "VBG", _lemma_of(word))
    return "compound", w(word, "NOUN", "NN", word)


@cache
def _labels() -> tuple[str, ...]:
    """Return names of factors of one to three plain words that end in a singular noun."""
    found: list[str] = []
    for name in ("factors.tsv", "factors_general.tsv"):
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            found += [cells[1], *cells[2].split("|")]
    mesh = [line.split("\t")[2] for line in (DATA / "mesh.tsv").read_text(encoding="utf-8").splitlines()[3::40]]
    found += [label.lower() if label[1:].islower() else label for label in mesh if "," not in label]
    shape = re.compile(r"^[A-Za-z]+(?: [a-z]+){0,2}$")
    last = re.compile(r"(?:[^s]|ss|sis|us)$")
    bad = re.compile(r"\b(?:of|in|on|and|or|the|to|for|by|with|a|an|not|being|from|at)\b|(?:ly|ed|ing|ous|ive|able|al|ic|ary)$")
    return tuple(sorted({label for label in found if shape.match(label) and last.search(label) and not bad.search(label)}))


def conllu(grammar: Grammar) -> str:
    """Return one sentence in CoNLL-U."""
    found = grammar.sentence()
    words = _tidy(found.words)
    if words[-1].form != "?" and grammar.p(0.85):
        stop = w(".", "PUNCT", ".").head
        stop.head, stop.dep, stop.glued = found.head, "punct", True
        words.append(stop)
    if words[0].form[0].islower() and not (words[-1].pos != "PUNCT" and grammar.p(0.4)) and words[0].form[:2].islower():
        words[0].form = words[0].form[0].upper() + words[0].form[1:]
    number = {id(token): i for i, token in enumerate(words, 1)}
    rows_ = []
    for i, token in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        space = "SpaceAfter=No" if after is not None and after.glued else "_"
        head = number[id(token.head)] if token.head is not None else 0
        rows_.append(f"{i + 1}\t{token.form}\t{token.lemma}\t{token.pos}\t{token.tag}\t_\t{head}\t{token.dep}\t_\t{space}")
    return "\n".join(rows_) + "\n"


def _tidy(words: list[T]) -> list[T]:
    """Drop commas that stand twice or before the end."""
    kept: list[T] = []
    for i, token in enumerate(words):
        behind = words[i + 1].form if i + 1 < len(words) else "."
        if token.form == "," and (behind in (",", ";", ".", "?", ")") or not kept or kept[-1].form in ("(", ";")):
            if behind == ")" or not behind.isalnum():
                continue
        kept.append(token)
    return kept


def main() -> None:
    """Print sentences."""
    size, seed = int(sys.argv[1]), int(sys.argv[2])
    grammar = Grammar(seed, held="held" in sys.argv[3:])
    done = 0
    while done < size:
        text = conllu(grammar)
        length = text.count("\n")
        if 3 <= length <= 45 and (length < 16 or grammar.p(0.5)) and (length < 28 or grammar.p(0.4)):
            print(text)
            done += 1


if __name__ == "__main__":
    main()
