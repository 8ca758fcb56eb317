"""The sides of a relation in a tree: nouns with their coordination, pronouns, relative pronouns, class nouns and what they stand for.

An `End` is one side of a relation: a noun, the event of a clause, or something that stands elsewhere (a pronoun, an elided subject).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.coordination import Reading, counted, exemplifies, is_example, phrase, readings
from loaders.cues import nouns, verbs, words
from loaders.inflection import gerund, lemma_of_form
from loaders.parser import Token, Tree

RELATIVE = frozenset(["which", "that", "who", "whom"])


PRONOUNS = frozenset(["it", "they", "this", "these", "that", "those", "them", "itself", "themselves"])


@dataclass(frozen=True, slots=True)
class End:
    """One side of a relation; `kind` is `noun`, `pronoun`, `elided` or `event`; `direction` the sign of its own state words."""

    text: str
    kind: str = "noun"
    tokens: frozenset[int] = frozenset()
    head: Token | None = None
    denied: bool = False
    direction: str = ""
    example: bool = False


ELIDED = End("", "elided")


REPORTED = End("", "reported")


def verb_lemma(token: Token) -> str:
    """Return the dictionary form of a verb, by the cue table where it knows the form."""
    return lemma_of_form().get(token.lower, token.lemma)


def stated(tree: Tree, verb: Token) -> str:
    """Return the dictionary form under which the cue table knows a verb, with its particle where the two are one verb ("bring down")."""
    lemma = verb_lemma(verb)
    particle = tree.kid(verb, "compound:prt")
    if particle is not None and verbs(f"{lemma} {particle.lower}"):
        return f"{lemma} {particle.lower}"
    return lemma


def is_verb(token: Token) -> bool:
    """Return whether a word is used as a verb."""
    return token.tag.startswith("VB") and (token.pos in ("VERB", "AUX") or token.dep not in ("amod", "compound"))


def ends(tree: Tree, noun: Token) -> list[End]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return the sides that a noun (with its coordination and examples) stands for."""
    if noun.lower == "what":
        named = tree.kid(noun, "nsubj")
        return ends(tree, named) if named is not None and tree.kids(noun, "cop") else []
    if noun.lower in RELATIVE and tree.head(noun).dep in ("acl:relcl", "acl") and noun.dep in ("nsubj", "nsubj:pass", "obj"):
        return _named_once(tree, noun)
    if noun.lower in PRONOUNS and noun.pos in ("PRON", "DET") and not tree.kids(noun, "nmod", "acl", "acl:relcl"):
        near = _nearby(tree, noun)
        return (
            [replace(end, tokens=frozenset({noun.i})) for end in ends(tree, near)]
            if near is not None
            else [End(noun.lower, "pronoun", frozenset({noun.i}), noun)]
        )
    if noun.lower in ("its", "their") and noun.dep == "nmod:poss":
        return [End("it" if noun.lower == "its" else "they", "pronoun", frozenset({noun.i}), noun)]
    if noun.lower in RELATIVE and noun.tag in ("WDT", "WP", "IN"):
        return _named_once(tree, noun)
    if noun.tag == "MD" or noun.lower in ("can", "may", "not", "n't"):
        return []
    carried = _carrier(tree, noun)
    if carried:
        return carried
    inner = _within(tree, noun)
    if inner is not None:
        return ends(tree, inner)
    found = []
    for reading in readings(tree, noun):
        end = _end(tree, reading)
        if end.text:
            found.append(end)
    return found


def _named_once(tree: Tree, relative: Token) -> list[End]:
    """Return what a relative pronoun stands for, without examples given of it: they belong to the clause before."""
    antecedent = _antecedent(tree, relative)
    if antecedent is not None and is_verb(antecedent):
        acted = tree.kid(antecedent, "obj")
        doing = gerund(verb_lemma(antecedent))
        return [replace(end, text=f"{doing} {end.text}", kind="event", head=antecedent) for end in ends(tree, acted)] if acted else []
    found = ends(tree, antecedent) if antecedent is not None else []
    return [end for end in found if not end.example] or found


def _carrier(tree: Tree, noun: Token) -> list[End]:
    """Read "a system with X" as X, "a system without X" as the lack of X."""
    if noun.lemma not in ("system", "diet", "organism", "environment"):
        return []
    for kid in tree.kids(noun, "nmod"):
        if tree.case(kid) == "with":
            return ends(tree, kid)
        if tree.case(kid) == "without":
            return [replace(end, text=f"lack of {end.text}", kind="event") for end in ends(tree, kid) if end.kind == "noun"]
    return []


def having(tree: Tree, noun: Token) -> list[End]:
    """Return what people are named by ("people with gout": gout), the noun's own sides where it names no people."""
    people = noun.lower in words("people") or f"{noun.lemma}s" in words("people")
    held = [end for kid in tree.kids(noun, "nmod") if tree.case(kid) == "with" for end in ends(tree, kid)] if people else []
    return held or ends(tree, noun)


def _within(tree: Tree, noun: Token) -> Token | None:
    """Return what "a variety of X", "hundreds of X" is about."""
    if noun.lower in ("environment", "environments", "conditions", "setting", "settings") and not tree.kids(noun, "conj"):
        return next((kid for kid in tree.kids(noun, "nmod") if tree.case(kid) == "for"), None)
    if noun.lower not in words("vessel") or noun.dep == "conj" or tree.kids(noun, "conj"):
        return None
    if noun.lower in ("source", "form", "amount", "type", "kind", "number", "set", "group", "class"):
        return None
    return next((kid for kid in tree.kids(noun, "nmod") if tree.case(kid) == "of"), None)


_POWERS = words("power")
"""Nouns for what something can do: their bearer acts ("the ability of zinc to", "efficacy of zinc in")."""


def bearer(tree: Tree, noun: Token) -> Token:
    """Return who acts where a power or use of it is the subject: of "the ability of zinc to calm" the zinc."""
    if noun.lemma not in _POWERS or tree.kids(noun, "conj"):
        return noun
    return next((kid for kid in tree.kids(noun, "nmod", "nmod:poss") if tree.case(kid) in ("of", "'s", "'")), noun)


def _nearby(tree: Tree, pronoun: Token) -> Token | None:
    """Return the noun of the same sentence that "it" or "they" stands for: the subject of an earlier clause, agreeing in number."""
    if pronoun.lower not in ("it", "they", "itself", "themselves", "them"):
        return None
    plural = pronoun.lower in ("they", "themselves", "them")
    clause = tree.head(pronoun)
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
        ):
            return token
    return None


def _made_to(tree: Tree, token: Token) -> bool:
    """Return whether a noun is who is let or made to do something: "allows sugar to enter the cell, where it"."""
    verb = tree.head(token)
    done = [*tree.kids(verb, "xcomp", "ccomp", "advcl", "obl"), *tree.kids(token, "acl")]
    return token.dep == "obj" and bool(verbs(verb_lemma(verb), "x")) and any(kid.tag == "VB" and kid.i > token.i for kid in done)


def _end(tree: Tree, reading: Reading) -> End:
    owned = any(kid.lower in ("its", "their") for kid in tree.kids(reading.head, "nmod:poss"))
    return End(
        phrase(tree, reading.tokens),
        "possessed" if owned else "noun",
        reading.tokens,
        reading.head,
        reading.denied,
        example=reading.example,
    )


def _antecedent(tree: Tree, relative: Token) -> Token | None:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return the noun that a relative pronoun stands for."""
    token = relative
    for _ in range(6):
        if token.dep in ("acl:relcl", "acl"):
            noun = tree.head(token)
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
            return tree.head(named) if named.dep == "appos" else defined(tree, named)
        if token.head == token.i:
            return None
        token = tree.head(token)
    return None


def _of_clause(tree: Tree, noun: Token, clause: Token) -> bool:
    """Return whether ", which" goes on from the whole clause: the verb singular, the object plural ("blocks ions, which reduces")."""
    comma = any(t.text == "," for t in tree.tokens[noun.i + 1 : clause.i])
    many = noun.tag in ("NNS", "NNPS") or bool(tree.kids(noun, "conj"))
    return noun.dep == "obj" and many and comma and clause.tag == "VBZ" and not tree.kids(noun, "nmod") and is_verb(tree.head(noun))


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


_VAGUE = frozenset(["mechanism", "way", "property", "function", "action", "pathway", "manner", "process", "mode"])


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


CLASSES = words("class")


"""Nouns that say of what class a thing is; behind a comma or dash they stand for what was named before it."""


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
    while before.dep in ("conj", "compound", "flat", "nummod") and before.head != before.i and tree.head(before).i < first:
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
        return noun if nouns(subject.lemma) else subject
    verb = tree.head(noun)
    if noun.lemma in CLASSES or counted(tree, noun):
        return named_for(tree, noun)
    if noun.dep == "obl" and tree.case(noun) == "as" and verb_lemma(verb) in ("act", "serve", "function", "work"):
        acting = tree.kid(verb, "nsubj")
        return acting if acting is not None else noun
    return noun
