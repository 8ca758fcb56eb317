"""Noun phrases out of trees, one for each member of a coordination.

"absorption and bioavailability of herbs" is two phrases; "antibodies, such as IgA" is two; "production of mucus and proteins" is
two. Articles are dropped,
relative clauses, appositions and circumstances (during, under, among ...) are trimmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from loaders.cues import nouns, words
from loaders.parser import Token, Tree

MOST = 12
"""Phrases read out of one coordination: beyond it a sentence is a catalogue, not a claim (the longest list of the dev texts has 9)."""

_ARTICLES = words("determiner")
_CIRCUMSTANCE = words("circumstance")
NEAR = 7
"""Words between a noun and "such as" at most: what is farther away is another clause's."""
_EXAMPLES = ("such as", "like", "including", "e.g.", "for example", "especially", "particularly")
_MODIFIERS = (
    "compound",
    "amod",
    "nmod:poss",
    "nummod",
    "flat",
    "fixed",
    "nmod:npmod",
    "obl:npmod",
    "compound:prt",
    "advmod",
    "obl:unmarked",
    "nmod:unmarked",
)
_LEADING = re.compile(r"^(?:such as|like|including|e\.g\.|for example|that|this|the|an?|and|or|but|without|how|why) ", re.IGNORECASE)
_RELATIONAL = re.compile(r"(?:al|ic|ar|ine|ory|ary|ous|ular|ate|ive)$")
"""Endings of adjectives that name a kind ("arterial and venous"): each makes a thing of its own; "rapid and extreme" do not."""
_INSTEAD = ("not", "rather", "instead", "nor")


@dataclass(frozen=True, slots=True)
class Reading:
    """One member of a coordination: its words, its head, and whether it is denied ("not X")."""

    tokens: frozenset[int]
    head: Token
    denied: bool = False
    example: bool = False


def _keeps_clause(tree: Tree, head: Token, kid: Token) -> bool:
    """Return whether a clause belongs into the phrase: short, without comma, behind its noun."""
    below = {i for i in tree.below(kid) if tree.tokens[i].dep != "punct"}
    between = [tree.tokens[i].text for i in range(head.i + 1, min(below))] if min(below) > head.i else [","]
    limit = 7 if tree.marks(kid).startswith("to") else 5
    return kid.i > head.i and len(below) <= limit and not any(mark in between for mark in (",", "—", "–", "-", "(", ";"))


def is_example(tree: Tree, kid: Token) -> bool:
    """Return whether a noun is named as an example of its head ("antibodies, such as IgA")."""
    case = tree.case(kid)
    return case in _EXAMPLES or (case == "as" and any(other.lower == "such" for other in tree.kids(kid)))


def _people(kid: Token) -> bool:
    return kid.lemma in words("people") and kid.lemma != "body"


def is_change(noun: Token) -> bool:
    """Return whether a noun tells a rise or a fall ("loss", "increase")."""
    return any(cue.frame == "change" for cue in nouns(noun.lemma))


def _nominal(tree: Tree, head: Token, kid: Token) -> bool:
    """Return whether a prepositional phrase belongs into the phrase of its noun."""
    case = tree.case(kid)
    if not case or kid.i < head.i or case.startswith("due") or case.split()[0] in _CIRCUMSTANCE or is_example(tree, kid):
        return False
    if case == "by" and (kid.tag in ("VBG", "CD") or kid.lower == "%"):
        return False
    if case == "with" and is_change(kid):
        return False
    gap = [tree.tokens[i].text for i in range(head.i + 1, kid.i)]
    return not ({",", "(", "—", ";", ":"} & set(gap)) and not (case in ("in", "with", "for") and _people(kid))


_WHEN = frozenset(["day", "night", "week", "month", "year", "morning", "evening", "time", "hour", "minute"])
"""Nouns that only tell when: "drinking tea every day"."""


def _alternatives(tree: Tree, head: Token, *, top: bool) -> list[frozenset[int]]:
    """Return the word sets of one noun with its modifiers, a coordinated modifier giving several."""
    fixed = {head.i}
    options: list[list[frozenset[int]]] = []
    for kid in tree.kids(head):
        if (kid.dep == "det" and not (top and kid.lower in _ARTICLES)) or (kid.dep == "case" and kid.lower in ("'s", "'", "’s")):
            fixed.add(kid.i)
        elif kid.dep in _MODIFIERS or (kid.dep == "nmod" and not tree.case(kid) and kid.i < head.i):
            if (kid.dep == "nmod:poss" and kid.lower in _ARTICLES and top) or kid.lower == "such":
                continue
            if kid.dep in ("nmod:unmarked", "obl:unmarked", "nmod:npmod", "obl:npmod") and kid.lemma in _WHEN:
                continue
            if kid.dep == "advmod" and (kid.lower.endswith("ly") and kid.i + 1 != head.i):
                continue
            if kid.dep == "advmod" and kid.lower in (
                "not",
                "only",
                "also",
                "just",
                "even",
                "especially",
                "particularly",
                "however",
                "then",
                "together",
            ):
                continue
            options.append(_modifier(tree, kid))
        elif kid.dep in ("nmod", "obl", "obl:agent") and _nominal(tree, head, kid):
            options.append(_prepositional(tree, kid))
        elif kid.dep in ("acl", "advcl") and _keeps_clause(tree, head, kid):
            fixed |= tree.below(kid)
    found = [frozenset(fixed).union(*choice) for choice in product(*(option[:4] for option in options))]
    return found[:MOST]


def _modifier(tree: Tree, kid: Token) -> list[frozenset[int]]:
    """Return a premodifier whole; coordinated nouns ("T3 and T4 production") and possessors one by one."""
    members = tree.kids(kid, "conj")
    if members and kid.dep == "amod" and all(_names_kind(word) for word in (kid, *members)):
        shared = tree.below(kid) - {i for member in members for i in tree.below(member)} - {kid.i}
        shared -= {i for i in shared if tree.tokens[i].dep in ("cc", "punct", "cc:preconj")}
        return [
            frozenset({kid.i} | shared),
            *(frozenset(i for i in tree.below(m) if tree.tokens[i].dep not in ("cc", "punct")) for m in members),
        ]
    if members and kid.pos in ("NOUN", "PROPN") and kid.dep in ("compound", "nmod:poss"):
        return [side for member in (kid, *members) for side in _alternatives(tree, member, top=False)]
    return [frozenset(tree.below(kid) - _punctuation(tree, kid))]


def _names_kind(adjective: Token) -> bool:
    return bool(_RELATIONAL.search(adjective.lower)) and adjective.lower not in words("quality")


def _punctuation(tree: Tree, kid: Token) -> set[int]:
    return {
        i
        for i in tree.below(kid)
        if tree.tokens[i].text in '"“”()[],;*_'
        or (tree.tokens[i].dep == "case" and tree.tokens[i].head == kid.i and kid.dep != "nmod:poss")
    }


def _prepositional(tree: Tree, kid: Token) -> list[frozenset[int]]:
    case = {part.i for part in tree.kids(kid, "case")}
    case |= {part.i for first in tree.kids(kid, "case") for part in tree.kids(first, "fixed")}
    turned = {member.i for member in _turned(tree, tree.head(kid), kid)}
    return [
        frozenset(reading.tokens | case)
        for reading in readings(tree, kid, top=False)
        if not reading.denied and reading.head.i not in turned
    ]


def _turned(tree: Tree, head: Token, kid: Token) -> list[Token]:
    """Return members that belong to the outer coordination: in "reductions in pain, faster sleep" the sleep."""
    if any(word.lower in ("either", "both", "neither") for word in tree.kids(head)) and not tree.kids(head, "conj"):
        return tree.kids(kid, "conj")
    if not is_change(head):
        return []
    return [m for m in tree.kids(kid, "conj") if _own_change(tree, m)]


def _own_change(tree: Tree, member: Token) -> bool:
    directed = any(word.lower in words("direction") for word in tree.kids(member, "amod"))
    of = any(tree.case(kid) in ("of", "in") for kid in tree.kids(member, "nmod"))
    return directed or (of and any(cue.frame in ("change", "action") for cue in nouns(member.lemma)))


def _denied(tree: Tree, member: Token) -> bool:
    return any(kid.lower in _INSTEAD and kid.dep in ("cc", "advmod", "case", "det") for kid in tree.kids(member))


def _neither(tree: Tree, head: Token) -> bool:
    """Return whether the first of a coordination is denied with the others: "neither rain nor snow"."""
    return any(kid.lower == "neither" and kid.dep == "cc:preconj" for kid in tree.kids(head))


def _shared(tree: Tree, head: Token, members: list[Token]) -> frozenset[int]:
    """Return the prepositional phrase at the end of a coordination that its bare first members share."""
    last = members[-1]
    if nouns(last.lemma) or tree.kids(last, "det", "nmod:poss"):
        return frozenset()
    for owner in (head, last):
        for kid in tree.kids(owner, "nmod"):
            if tree.case(kid) == "of" and kid.i > last.i and _nominal(tree, owner, kid):
                return _prepositional(tree, kid)[0]
    return frozenset()


def readings(tree: Tree, head: Token, *, top: bool = True) -> list[Reading]:
    """Return the phrases that a noun heads: its own, those coordinated with it, and examples of it.

    >>> from loaders.parser import tree_of
    >>> tree = tree_of("Zinc raises the production of mucus and antibodies.")
    >>> [phrase(tree, reading.tokens) for reading in readings(tree, tree.tokens[3])]
    ['production of mucus', 'production of antibodies']
    """
    members = [kid for kid in tree.kids(head, "conj") if kid.pos not in ("VERB", "AUX") or kid.tag == "VBG" or _listed(tree, kid)]
    members = [
        kid for kid in members if not (counted(tree, kid) or restated(tree, kid) or (_set_off(tree, kid) and tree.kids(kid, "acl:relcl")))
    ]
    members += [
        inner
        for kid in members
        if _set_off(tree, kid) or not tree.kids(kid, "cc")
        for inner in tree.kids(kid, "conj")
        if inner.pos != "VERB"
    ]
    members += [member for kid in tree.kids(head, "nmod") for member in _turned(tree, head, kid)]
    shared = _shared(tree, head, members) if members else frozenset()
    listed = _listed_behind(tree, head)
    if listed:
        return [reading for noun in listed for reading in readings(tree, noun)][:MOST]
    found = []
    for member in (head, *members):
        bare = not any(kid.dep == "nmod" and _nominal(tree, member, kid) for kid in tree.kids(member))
        for side in _alternatives(tree, member, top=top):
            tokens = side | shared if bare else side
            found.append(Reading(tokens, member, _neither(tree, head) if member is head else _denied(tree, member)))
    named = exemplified(tree)
    shown = [
        Reading(r.tokens, r.head, example=True)
        for member in (head, *members)
        for kid in named.get(member.i, ())
        for r in readings(tree, kid)
    ]
    for own in found:
        shown += [
            _instead_of(own, tree, host, r)
            for host in own.tokens - {own.head.i}
            for kid in named.get(host, ())
            for r in readings(tree, kid)
        ]
    return (found + shown)[:MOST]


_ANNOUNCING = words("announcing")
"""Plurals that only announce the list behind their colon ("many problems: cough, fever")."""


def _listed_behind(tree: Tree, head: Token) -> list[Token]:
    """Return the first member of the list that a noun announces before a colon: the list stands for it."""
    if head.lower not in _ANNOUNCING:
        return []
    found = [kid for kid in tree.kids(head, "appos", "conj", "parataxis") if kid.i > head.i and kid.pos in ("NOUN", "PROPN")]
    return [kid for kid in found if any(tree.tokens[i].text == ":" for i in range(head.i + 1, min(tree.below(kid)) + 1))][:1]


def _instead_of(own: Reading, tree: Tree, host: int, example: Reading) -> Reading:
    """Return a reading with a noun in it replaced by an example of that noun: "production of antibodies, such as IgA" is also of IgA."""
    dropped = tree.below(tree.tokens[host]) - {part.i for part in tree.kids(tree.tokens[host], "case")}
    return Reading((own.tokens - dropped) | example.tokens, own.head, own.denied, example=True)


def exemplified(tree: Tree) -> dict[int, list[Token]]:
    """Return the nouns named as examples, by the word that they are examples of: the nearest plural in front, else the nearest noun."""
    found: dict[int, list[Token]] = {}
    for token in tree.tokens:
        if token.dep not in ("nmod", "appos", "acl", "obl", "dep", "advcl") or not is_example(tree, token):
            continue
        host = exemplifies(tree, token)
        if host is not None:
            found.setdefault(host.i, []).append(token)
    return found


def exemplifies(tree: Tree, example: Token) -> Token | None:
    """Return what a noun is an example of; examples of a plural may stand a phrase away ("cells in the gut, such as T cells")."""
    first = min(tree.below(example) & set(range(max(0, example.i - 12), example.i + 1)))
    near = [token for token in tree.tokens[max(0, first - NEAR) : first] if token.pos in ("NOUN", "PROPN") and token.dep != "compound"]
    verb = max((token.i for token in tree.tokens[max(0, first - NEAR) : first] if token.pos == "VERB"), default=-1)
    plural = [token for token in near if token.tag in ("NNS", "NNPS") and (token.i > verb or near[-1].i < verb)]
    return next(reversed(plural or near), None)


def counted(tree: Tree, noun: Token) -> bool:
    """Return whether a noun counts up those named before a comma ("TNF and IL-6, two cytokines that"): it stands for them."""
    before = (tree.tokens[i] for i in tree.below(noun) if i <= noun.i and tree.tokens[i].dep != "punct")
    first = min(before, key=lambda t: t.i, default=noun)  # none where a bad tree takes the noun itself for a sign
    summing = first.dep in ("nummod", "det") and first.lower in ("two", "three", "four", "five", "both", "all")
    return summing and first.i > 0 and tree.tokens[first.i - 1].text in (",", "—", "–") and not tree.kids(noun, "cc")


def restated(tree: Tree, noun: Token) -> bool:
    """Return whether a noun says again what stands before its comma ("orexins, peptides that"): alone, with a clause or article."""
    if noun.dep != "conj" or tree.kids(noun, "cc") or tree.kids(tree.head(noun), "conj") != [noun] or counted(tree, noun):
        return False
    told = tree.kids(noun, "acl:relcl") or any(kid.lower in ("a", "an", "the") for kid in tree.kids(noun, "det"))
    first = min((i for i in tree.below(noun) if tree.tokens[i].dep != "punct"), default=noun.i)
    return bool(told) and tree.tokens[first - 1].text == ","


def _set_off(tree: Tree, kid: Token) -> bool:
    """Return whether a member stands behind a dash: then a list follows that says what the head is ("hormones — insulin, glucagon")."""
    first = min(tree.below(kid))
    return (first > 0 and tree.tokens[first - 1].text in ("—", "–", "--")) or any(
        t.text in ("—", "–", "--") for t in tree.kids(kid, "punct")
    )


def _listed(tree: Tree, kid: Token) -> bool:
    """Return whether the last word of a list, taken for a verb, is a noun: it stands alone behind "and" or "or"."""
    return kid.tag in ("VB", "VBP") and {other.dep for other in tree.kids(kid)} <= {"cc", "punct"} and bool(tree.kids(kid, "cc"))


_FOLD = re.compile(r"(?:[\d.]+|two|three|four|five|six|seven|eight|nine|ten|hundred|many|several)-?fold")


def _times(tree: Tree, i: int) -> bool:
    """Return whether a word tells how many times and names nothing: "twofold", or the number in "2.3-fold"."""
    behind = "".join(token.lower for token in tree.tokens[i + 1 : i + 3])
    return bool(_FOLD.fullmatch(tree.tokens[i].lower)) or (tree.tokens[i].tag == "CD" and behind == "-fold")


def phrase(tree: Tree, tokens: frozenset[int]) -> str:
    """Return the words of a phrase in order, as written; what was left out between them becomes one space."""
    order = sorted(tokens)
    while len(order) > 1 and _times(tree, order[-1]):
        order.pop()
    text = tree.sentence.text
    parts: list[str] = []
    for before, now in zip([-1, *order], order, strict=False):
        token = tree.tokens[now]
        if before >= 0:
            between = [tree.tokens[i].text for i in range(before + 1, now)]
            if all(mark in ("-", "–", "/", "\u2010", "\u2011") for mark in between):
                parts.append(text[tree.tokens[before].end : token.start])
            else:
                parts.append(" ")
        parts.append(token.text)
    words_ = "".join(parts).strip(" -–—.\"“”'*_").replace("  ", " ")
    return re.sub(r"[’']s$", "", _LEADING.sub("", words_))
