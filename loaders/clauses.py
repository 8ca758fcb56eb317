"""Who does what in a tree: subjects and objects of a predicate, denial, and clauses as events."""

from __future__ import annotations

from dataclasses import replace

from loaders.antecedents import CLASSES, RELATIVE, bearer, defined, named_for
from loaders.coordination import phrase
from loaders.cues import words
from loaders.ends import ELIDED, PRONOUNS, REPORTED, End, ends, having
from loaders.inflection import gerund
from loaders.parser import Token, Tree
from loaders.verbal import is_verb, stated, verb_lemma

__all__ = [
    "CLASSES",
    "ELIDED",
    "PRONOUNS",
    "RELATIVE",
    "REPORTED",
    "End",
    "agents",
    "denied",
    "doing",
    "ends",
    "having",
    "is_verb",
    "named_for",
    "objects",
    "obliques",
    "passive",
    "patients",
    "stated",
    "subjects",
    "verb_lemma",
]

_USE = words("tool verbs")


def passive(tree: Tree, verb: Token) -> bool:
    """Return whether a verb stands in the passive, or is a bare past participle."""
    if tree.kids(verb, "aux:pass", "nsubj:pass"):
        return True
    if verb.tag != "VBN" or any(kid.lower in ("have", "has", "had", "having") for kid in tree.kids(verb, "aux")):
        return False
    return not tree.kids(verb, "nsubj", "obj") and (verb.dep in ("acl", "root", "advcl", "parataxis") or _passive_conj(tree, verb))


def _passive_conj(tree: Tree, verb: Token) -> bool:
    return verb.dep == "conj" and passive(tree, tree.head(verb))


def denied(tree: Tree, verb: Token, depth: int = 0) -> bool:
    """Return whether a predicate is denied; two denials cancel."""
    found = _unproven(tree, verb)
    for kid in tree.kids(verb):
        if kid.lower == "not" and kid.i + 1 < len(tree.tokens) and tree.tokens[kid.i + 1].lower in ("by", "through", "from", "via"):
            continue
        if (kid.lower in ("not", "n't", "never", "neither", "hardly", "rarely", "nor") and not _only(tree, kid)) or (
            kid.dep in ("nsubj", "obj", "nsubj:pass") and any(d.lower == "no" for d in tree.kids(kid, "det"))
        ):
            found = not found
    head = tree.head(verb)
    if depth < 3 and (verb.dep in ("xcomp", "ccomp") or (verb.dep == "advcl" and verb_lemma(head) == "fail")) and head.i != verb.i:
        if verb_lemma(head) in ("fail", "refuse", "stop", "cease") or head.lemma in ("unable", "insufficient", "difficult"):
            found = not found
        if verb.dep == "xcomp" and denied(tree, head, depth + 1):
            found = not found
    joined = verb.dep == "conj" and depth < 3 and not tree.kids(verb, "nsubj", "nsubj:pass", "aux")
    if joined and any(kid.lower in ("or", "nor") for kid in tree.kids(verb, "cc")) and denied(tree, head, depth + 1):
        found = not found
    by = next((kid for kid in tree.kids(verb, "mark", "case") if kid.lower in ("by", "through")), None)
    if by is not None and by.i and tree.tokens[by.i - 1].lower == "not":
        found = not found
    if tree.marks(verb) in ("without", "instead of", "rather than") or _cased(tree, verb, ("without", "rather than", "instead of")):
        found = not found
    return found


def _unproven(tree: Tree, verb: Token) -> bool:
    """Return whether a clause is told as unproven: "there is no evidence that zinc cures"."""
    head = tree.head(verb)
    if verb.dep not in ("acl", "ccomp", "acl:relcl") or head.lemma not in ("evidence", "proof", "indication", "sign"):
        return False
    return any(kid.lower in ("no", "little", "scant") for kid in tree.kids(head)) or tree.head(head).lemma in ("lack", "absence")


def _cased(tree: Tree, verb: Token, cases: tuple[str, ...]) -> bool:
    return tree.case(verb) in cases


def _only(tree: Tree, negation: Token) -> bool:
    """Return whether the denial belongs to "not only", "not just", "not simply"."""
    following = tree.tokens[negation.i + 1].lower if negation.i + 1 < len(tree.tokens) else ""
    return following in ("only", "just", "simply", "merely", "solely", "necessarily")


LONG_CLAUSE = 12
"""Words of a clause that may act as a whole; of a longer one its verb and object stand for it."""


def _clausal_subject(tree: Tree, clause: Token) -> list[End]:
    """Return a clause used as a subject ("adding zinc", "what you eat") as one event, of joined doings each."""
    joined = [kid for kid in tree.kids(clause, "conj") if kid.tag == "VBG"] if clause.tag == "VBG" else []
    apart = {i for kid in joined for i in tree.below(kid)}
    tokens = frozenset(i for i in tree.below(clause) if tree.tokens[i].dep != "punct" and i not in apart)
    if joined:
        return [
            End(phrase(tree, tokens), "event", tokens, clause),
            *(end for kid in joined for end in [_doing_whole(tree, kid)]),
        ]
    if len(tokens) > LONG_CLAUSE:
        return [End(f"{clause.text} {end.text}", "event", end.tokens | {clause.i}, clause) for end in objects(tree, clause)[:1]]
    return [End(phrase(tree, tokens), "event", tokens, clause)]


def _doing_whole(tree: Tree, clause: Token) -> End:
    tokens = frozenset(i for i in tree.below(clause) if tree.tokens[i].dep not in ("punct", "cc"))
    return End(phrase(tree, tokens), "event", tokens, clause)


def subjects(tree: Tree, verb: Token, depth: int = 0) -> list[End]:
    """Return what acts in a predicate: its own subject, or the one it inherits; `ELIDED` where a bullet leaves it out."""
    if depth > 6:
        return []
    told = [noun for noun in tree.kids(verb, "nsubj", "nsubj:outer") if noun.lower not in ("n't", "not")]
    own = next((noun for noun in reversed(told) if noun.i < verb.i), next(iter(told), None))
    if own is not None:
        return ends(tree, bearer(tree, own))
    clause = tree.kid(verb, "csubj")
    if clause is not None:
        return _clausal_subject(tree, clause)
    head = tree.head(verb)
    if verb.dep == "root" or head.i == verb.i or (verb.dep in ("parataxis", "dep", "appos") and not _ing(verb)):
        return [ELIDED] if _opens(tree, verb) else []
    return _inherited(tree, verb, head, depth)


def _ing(verb: Token) -> bool:
    return verb.tag == "VBG"


def _opens(tree: Tree, verb: Token) -> bool:
    """Return whether a verb without subject opens its sentence, as bullets do."""
    before = [tree.tokens[i] for i in range(verb.i)]
    own = tree.kids(verb, "nsubj", "nsubj:pass")
    fronted = {i for kid in tree.kids(verb, "obl", "advmod", "punct", "aux", "cc") if kid.i < verb.i for i in tree.below(kid)}
    if verb.tag == "VBZ" and not own and all(t.i in fronted for t in before):
        return True
    return verb.tag in ("VBZ", "VBG", "VB", "VBP", "VBD") and all(
        t.pos in ("ADV", "PUNCT", "AUX", "PART", "CCONJ", "SYM", "X") or t.lower in ("by", "to", "helps", "help") for t in before
    )


_MAKING = frozenset(["release", "secrete", "produce", "make", "generate", "send", "form", "synthesize", "synthesise", "deploy"])
"""Verbs whose product does what the infinitive behind it says: "the gut releases enzymes to digest starch"."""


def _inherited(tree: Tree, verb: Token, head: Token, depth: int) -> list[End]:  # noqa: PLR0911, PLR0912  a list of cases, the first that fits decides
    if verb.dep in ("xcomp", "ccomp"):
        if verb.dep == "ccomp" and verb.tag not in ("VB", "VBG"):
            return []
        controller = tree.kid(head, "obj")
        if controller is not None and verb_lemma(head) in _USE:
            return ends(tree, controller)
        return patients(tree, head) if passive(tree, head) else subjects(tree, head, depth + 1)
    if verb.dep == "acl":
        if verb.tag == "VBG":
            return ends(tree, bearer(tree, defined(tree, head)))
        owner = tree.kid(head, "nmod:poss")
        if owner is not None and verb.tag == "VB":
            return ends(tree, owner)
        return []
    if verb.dep == "acl:relcl":
        return ends(tree, head)
    makes = verb_lemma(head) in _MAKING and not passive(tree, head)
    if verb.dep == "advcl" and tree.marks(verb).startswith("to") and (verb_lemma(head) in _USE or makes):
        tool = tree.kid(head, "obj")
        if tool is not None:
            return ends(tree, tool)
    if verb.dep == "advcl" and verb.tag == "VBG" and passive(tree, head) and "by" in (tree.marks(verb), tree.case(verb)):
        return []
    if verb.dep in ("advcl", "conj", "parataxis", "obl", "nmod"):
        if verb.dep in ("advcl", "conj") and head.pos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            return []
        told = tree.kid(head, "nsubj")
        if (
            told is not None
            and tree.kids(head, "cop")
            and head.pos == "NOUN"
            and told.lemma in ("cause", "reason", "driver", "culprit", "effect", "result")
        ):
            return ends(tree, head)
        if passive(tree, head):
            shared = tree.kid(head, "nsubj:pass")
            return (
                ends(tree, shared)
                if shared is not None and verb.dep == "conj"
                else ([] if verb.dep == "conj" else _agent_or_patient(tree, head))
            )
        return subjects(tree, head, depth + 1)
    return []


def _agent_or_patient(tree: Tree, verb: Token) -> list[End]:
    agent = agents(tree, verb)
    return agent or patients(tree, verb)


_ATTRIBUTES = frozenset(
    ["existing", "remaining", "resulting", "underlying", "ongoing", "circulating", "incoming", "surrounding", "competing"]
)
"""Participles that stand for adjectives; the parser takes them for verbs behind a verb ("worsens existing conditions")."""


def objects(tree: Tree, verb: Token) -> list[End]:
    """Return what a verb in the active acts on."""
    own = [
        kid
        for kid in tree.kids(verb, "obj")
        if not (kid.i > verb.i + 1 and tree.tokens[verb.i + 1].text == ",")
        and not (kid.pos == "ADJ" and kid.i + 1 < len(tree.tokens) and tree.tokens[kid.i + 1].text == ",")
        and (
            kid.pos in ("NOUN", "PROPN", "PRON", "X", "NUM", "ADJ", "SYM")
            or kid.tag.startswith("N")
            or (kid.tag == "VBG" and not tree.kids(kid, "obj", "nsubj"))
        )
    ]
    own += [kid for kid in tree.kids(verb, "xcomp") if kid.tag == "VBG" and not own and kid.i == verb.i + 1 and not tree.kids(kid, "obj")]
    own = own or [
        noun for kid in tree.kids(verb, "xcomp") if kid.lower in _ATTRIBUTES and kid.i == verb.i + 1 for noun in tree.kids(kid, "obj")
    ]
    if len(own) > 1 and verb_lemma(verb) in ("give", "offer", "provide", "lend", "deny", "grant"):
        own = own[-1:]
    if own:
        return [end for noun in own for end in ends(tree, noun)]
    own_subject = tree.kids(verb, "nsubj")
    bare = verb.dep == "acl:relcl" and own_subject and not tree.kids(verb, "obj", "ccomp", "xcomp")
    if bare and not any(kid.lower in RELATIVE for kid in own_subject):
        return ends(tree, tree.head(verb))
    if verb.dep != "conj" and any(is_verb(kid) and kid.i > verb.i for kid in tree.kids(verb, "conj")):
        following = [kid for kid in tree.kids(verb, "conj") if is_verb(kid)]
        return (
            [end for kid in following[:1] for noun in tree.kids(kid, "obj") for end in ends(tree, noun)]
            if not passive(tree, following[0])
            else []
        )
    return []


def patients(tree: Tree, verb: Token, depth: int = 0) -> list[End]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return what a verb in the passive was done to."""
    own = tree.kid(verb, "nsubj:pass", "nsubj")
    if own is not None:
        return ends(tree, own)
    told = tree.kid(verb, "csubj:pass", "csubj")
    if told is not None:
        return _clausal_subject(tree, told)
    if verb.dep in ("acl", "acl:relcl"):
        return ends(tree, defined(tree, tree.head(verb)))
    if verb.dep == "conj" and depth < 4:
        return patients(tree, tree.head(verb), depth + 1)
    if verb.dep in ("root", "parataxis") and verb.i <= 2:
        return [ELIDED]
    being = tree.kid(verb, "aux:pass")
    if verb.dep == "advcl" and being is not None and being.lower == "being" and being.i and tree.tokens[being.i - 1].pos == "NOUN":
        return ends(tree, tree.tokens[being.i - 1])
    if verb.dep in ("xcomp", "advcl") and depth < 4:
        return (
            subjects(tree, tree.head(verb), depth + 1) if not passive(tree, tree.head(verb)) else patients(tree, tree.head(verb), depth + 1)
        )
    return []


_MEASURES = frozenset(["amount", "percent", "percentage", "margin", "degree", "third", "half", "quarter", "fold", "%", "point", "average"])
"""Nouns of a by-phrase that tell how much: "reduced by the same amount"."""


def agents(tree: Tree, verb: Token) -> list[End]:
    """Return the by-phrase of a passive."""
    found = [kid for kid in tree.kids(verb, "obl:agent", "obl", "advcl") if tree.case(kid) == "by" and _names(tree, kid)]
    doings = [kid for kid in tree.kids(verb, "advcl", "obl", "xcomp") if kid.tag == "VBG" and "by" in (tree.marks(kid), tree.case(kid))]
    if doings and not found:
        return [end for kid in doings[:1] for end in doing(tree, kid, [])]
    found = [noun for noun in found if noun.lemma not in _MEASURES]
    return [replace(end, denied=end.denied or _not_by(tree, noun, end)) for noun in found for end in ends(tree, noun)]


def _names(tree: Tree, kid: Token) -> bool:
    return kid.pos not in ("VERB", "NUM") or (kid.tag == "VBG" and not tree.kids(kid, "obj", "nsubj"))


def _not_by(tree: Tree, noun: Token, end: End) -> bool:
    """Return whether "not" stands in front of this by-phrase alone."""
    first = min(tree.below(noun))
    return end.head is not None and end.head.i == noun.i and any(tree.tokens[i].lower == "not" for i in range(max(0, first - 1), noun.i))


def obliques(tree: Tree, verb: Token, preposition: str) -> list[Token]:
    """Return the nouns that a predicate governs through a preposition."""
    return [kid for kid in tree.kids(verb, "obl", "obl:agent", "nmod", "obl:to") if tree.case(kid) == preposition]


def doing(tree: Tree, verb: Token, acting: list[End]) -> list[End]:
    """Return what a verb form without own subject does, as an event of those who do it; people are left out of its words."""
    particle = "".join(f" {kid.lower}" for kid in tree.kids(verb, "compound:prt"))
    action = f"{gerund(verb_lemma(verb))}{particle}"
    acted = [end for end in objects(tree, verb) if not end.text.lower().endswith(("self", "selves"))] or [End("")]
    found = []
    for who in acting or [End("")]:
        name = "" if who.kind != "noun" or who.text.lower().split()[-1:] in [[word] for word in words("people")] else f"{who.text} "
        found += [End(f"{name}{action} {end.text}".strip(), "event", end.tokens | {verb.i}, verb) for end in acted]
    return found
