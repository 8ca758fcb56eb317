"""What a word stands for inside its sentence: relative pronouns, "it" and "they", class nouns, powers, predicate nouns.

Everything here goes from a word of a tree to another word of it; `loaders.ends` makes phrases of them. What stands in another sentence
is found by `loaders.reference`.
"""

from __future__ import annotations

from loaders.coordination import counted, exemplifies, is_example, restated
from loaders.cues import nouns, verbs, words
from loaders.parser import Token, Tree
from loaders.verbal import is_verb, verb_lemma
from ontology.relations import Relation

RELATIVE = frozenset(["which", "that", "who", "whom"])


CLASSES = words("class")
"""Nouns that say of what class a thing is; behind a comma or dash they stand for what was named before it."""


_VAGUE = frozenset(["mechanism", "way", "property", "function", "action", "pathway", "manner", "process", "mode"])


_POWERS = words("power")
"""Nouns for what something can do: their bearer acts ("the ability of zinc to", "efficacy of zinc in")."""


_DOINGS = frozenset(["effect", "role", "function", "job", "task", "purpose", "action"])
"""Nouns for what something does, told by an infinitive: "the role of zinc is to calm nerves"."""


def _told_as_doing(tree: Tree, noun: Token) -> bool:
    head = tree.head(noun)
    verb = head if head.tag == "VB" and tree.kids(head, "cop") else tree.kid(head, "xcomp")
    return noun.lemma in _DOINGS and verb is not None and tree.marks(verb).startswith("to") and (verb is head or head.lemma == "be")


def bearer(tree: Tree, noun: Token) -> Token:
    """Return who acts where a power or use of it is the subject: of "the ability of zinc to calm" the zinc."""
    does = _told_as_doing(tree, noun)
    if not (noun.lemma in _POWERS or does) or tree.kids(noun, "conj"):
        return noun
    owners = [kid for kid in tree.kids(noun, "nmod", "nmod:poss") if tree.case(kid) in ("of", "'s", "'") and kid.pos in ("NOUN", "PROPN")]
    owners += [kid for kid in tree.kids(noun, "nmod:poss") if does and kid.lower in ("its", "their")]
    return owners[0] if owners else noun


DASHES = ("—", "–", "--")


def before_dash(tree: Tree, token: Token) -> Token | None:
    """Return the noun right before the dash that sets off a phrase: what stands between dashes says something of it."""
    first = min(tree.below(token))
    dash = first if tree.tokens[first].text in DASHES else first - 1
    if dash < 1 or tree.tokens[dash].text not in DASHES:
        return None
    noun = tree.tokens[dash - 1]
    if tree.case(noun).split(" ")[0] in words("circumstance"):
        acted = tree.kid(tree.head(noun), "obj")
        noun = acted if acted is not None else noun
    return noun if noun.pos in ("NOUN", "PROPN") and noun.head < first else None


def nearby(tree: Tree, pronoun: Token) -> Token | None:
    """Return the noun of the same sentence that "it" or "they" stands for: the subject of an earlier clause, agreeing in number."""
    if pronoun.lower not in ("it", "they", "itself", "themselves", "them", "its", "their"):
        return None
    plural = pronoun.lower in ("they", "themselves", "them", "their")
    clause = tree.head(pronoun)
    while pronoun.dep == "nmod:poss" and clause.pos in ("NOUN", "PROPN") and clause.head != clause.i:
        clause = tree.head(clause)
    if pronoun.dep == "obj" and (
        (clause.tag == "VBG" and clause.dep == "advcl") or (clause.dep == "conj" and not tree.kids(clause, "nsubj"))
    ):
        acted = tree.kid(tree.head(clause), "obj")
        return acted if acted is not None and acted.pos == "NOUN" and (acted.tag == "NNS") == plural else None
    for token in tree.tokens[: pronoun.i]:
        if (
            (token.dep in ("nsubj", "nsubj:pass") or _made_to(tree, token))
            and token.pos in ("NOUN", "PROPN")
            and tree.head(token).i != clause.i
            and token.lemma not in words("empty")
            and (token.tag in ("NNS", "NNPS") or bool(tree.kids(token, "conj"))) == plural
            and pronoun.i not in tree.below(token)  # "hundreds of them" are not them
        ):
            return token
    return None


def _made_to(tree: Tree, token: Token) -> bool:
    """Return whether a noun is who is let or made to do something: "allows sugar to enter the cell, where it"."""
    verb = tree.head(token)
    done = [*tree.kids(verb, "xcomp", "ccomp", "advcl", "obl"), *tree.kids(token, "acl")]
    return token.dep == "obj" and bool(verbs(verb_lemma(verb), "x")) and any(kid.tag == "VB" and kid.i > token.i for kid in done)


def antecedent_of(tree: Tree, relative: Token) -> Token | None:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return the noun that a relative pronoun stands for."""
    token = relative
    for _ in range(6):
        if token.dep in ("acl:relcl", "acl"):
            noun = tree.head(token)
            told = before_dash(tree, noun)
            if told is not None and noun.dep in ("conj", "appos", "parataxis", "dep"):
                return told
            if _of_clause(tree, noun, token):
                return tree.head(noun)
            first = noun
            while first.dep == "conj":
                first = tree.head(first)
            owner = _agreeing(tree, first, token)
            if owner is not None:
                return owner
            named = (exemplifies(tree, first) or noun) if is_example(tree, first) else noun
            cleft = _cleft(tree, named)
            if cleft is not None:
                return cleft
            if named.lemma in _VAGUE:
                return _actor_above(tree, named)
            return _restated_noun(tree, named) if named.dep == "appos" or restated(tree, named) else defined(tree, named)
        if token.head == token.i:
            return None
        token = tree.head(token)
    return None


def _restated_noun(tree: Tree, noun: Token) -> Token:
    """Return what an apposition says again: with "the", the noun right before the comma ("an inhibitor of renin, the enzyme that")."""
    head = tree.head(noun)
    if any(kid.lower == "the" for kid in tree.kids(noun, "det")):
        near = [kid for kid in tree.kids(head, "nmod", "conj") if kid.i < noun.i and (kid.dep == "conj" or tree.case(kid) == "of")]
        return near[-1] if near else head
    return head


def _of_clause(tree: Tree, noun: Token, clause: Token) -> bool:
    """Return whether ", which" goes on from the whole clause: the verb singular, the object plural ("blocks ions, which reduces")."""
    comma = any(t.text == "," for t in tree.tokens[noun.i + 1 : clause.i])
    many = noun.tag in ("NNS", "NNPS") or bool(tree.kids(noun, "conj"))
    drawn = noun.dep == "obl" and tree.case(noun) in ("out of", "from", "into", "onto")
    acted = (noun.dep == "obj" or drawn) and is_verb(tree.head(noun)) and not tree.kids(noun, "nmod")
    return acted and many and comma and clause.tag == "VBZ"


def _agreeing(tree: Tree, noun: Token, clause: Token) -> Token | None:
    """Return the noun in front whose number fits the verb of a relative clause, where the nearest does not."""
    if noun.dep != "nmod" or clause.tag not in ("VBZ", "VBP") or tree.head(noun).pos != "NOUN" or tree.kids(clause, "obj") == []:
        return None
    many, head_many = noun.tag in ("NNS", "NNPS"), tree.head(noun).tag in ("NNS", "NNPS")
    plural = clause.tag == "VBP"
    return tree.head(noun) if many != plural and head_many == plural and not tree.kids(noun, "conj") else None


def _cleft(tree: Tree, noun: Token) -> Token | None:
    """Return the noun that "it is X in Y that" brings forward, where the parser hung the clause on Y."""
    token = noun
    while token.dep in ("nmod", "obl") and token.head != token.i and tree.head(token).pos in ("NOUN", "PROPN"):
        token = tree.head(token)
    subject = tree.kid(token, "nsubj", "expl")
    return token if tree.kids(token, "cop") and subject is not None and subject.lower == "it" else None


def _actor_above(tree: Tree, noun: Token) -> Token:
    """Return who acts "through mechanisms that ...": the subject of the clause around, the noun itself where there is none."""
    token = noun
    for _ in range(8):
        if token.head == token.i:
            break
        token = tree.head(token)
        subject = tree.kid(token, "nsubj")
        if subject is not None and subject.i != noun.i:
            return subject
    return noun


def named_for(tree: Tree, noun: Token) -> Token:
    """Return what an apposed class noun stands for: in "zinc and iron, minerals vital for" the first of zinc and iron."""
    first = min(i for i in tree.below(noun) if tree.tokens[i].dep not in ("punct", "acl:relcl") or i == noun.i)
    words_before = [
        tree.tokens[i]
        for i in (*tree.children[noun.i], noun.i)
        if tree.tokens[i].dep in ("det", "amod", "compound", "nummod") or i == noun.i
    ]
    first = min(token.i for token in words_before)
    if first < 2 or tree.tokens[first - 1].text not in (",", "—", "–", "--", "-"):
        return noun
    before = tree.tokens[first - 2]
    climbed = ("conj", "compound", "flat", "nummod") if noun.tag in ("NNS", "NNPS") else ("compound", "flat", "nummod")
    while before.dep in climbed and before.head != before.i and tree.head(before).i < first:
        before = tree.head(before)
    return before if before.pos in ("NOUN", "PROPN") and before.i != noun.i else noun


def defined(tree: Tree, noun: Token) -> Token:
    """Return what a predicate noun is said of: in "zinc is a metal, which ..." the zinc; a cleft ("it is zinc that") keeps its noun."""
    subject = tree.kid(noun, "nsubj")
    if (
        tree.kids(noun, "cop")
        and subject is not None
        and subject.lower not in ("it", "this", "that")
        and subject.lemma not in words("empty")
    ):
        names_it = any(kid.lower == "the" for kid in tree.kids(noun, "det")) and any(
            kid.lower == "the" for kid in tree.kids(subject, "det")
        )
        told = any(cue.frame != "agent" or cue.relation is Relation.INCREASES for cue in nouns(subject.lemma))
        return noun if told or names_it else subject
    verb = tree.head(noun)
    if noun.lemma in CLASSES or counted(tree, noun):
        return named_for(tree, noun)
    if noun.dep == "obl" and tree.case(noun) == "as" and verb_lemma(verb) in ("act", "serve", "function", "work"):
        acting = tree.kid(verb, "nsubj")
        return acting if acting is not None else noun
    return noun
