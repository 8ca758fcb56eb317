"""What a lead-in line sets up for the items under it: who acts, in which relation, and on which side the items stand.

Too much zinc can cause:                 zinc increases each item
Thirst depends on:                       each item enables thirst
Trials have reported improvements in:    what the article is about increases each item
Side effects of zinc include:            zinc increases each item
Without zinc, growers may see:           the lack of zinc increases each item
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from loaders.clauses import End, ends, is_verb, objects, passive, patients, subjects, verb_lemma
from loaders.cues import adjectives, nouns, verbs, words
from loaders.demonstratives import class_of
from loaders.events import event
from loaders.parser import Token, Tree
from ontology.relations import Relation

_PATTERN = frozenset(["characterize", "characterise", "define", "mark", "feature", "involve"])
_SHOWS = {
    "feel": ("like",),
    "look": ("like",),
    "seem": ("like",),
    "show": ("up as", "up in", "itself as"),
    "manifest": ("as", "itself as"),
    "present": ("as", "with", "itself as"),
    "appear": ("as",),
    "express": ("itself as",),
}
"""Verbs that say how something shows: "low zinc feels like:"."""
_SETS = {
    **dict.fromkeys(("benefit", "advantage"), (Relation.INCREASES, "judged", False)),
    **dict.fromkeys(
        ("complication", "consequence", "danger", "risk", "harm", "reaction", "result", "outcome"), (Relation.INCREASES, "cause", False)
    ),
    **dict.fromkeys(("cause", "trigger", "factor", "contributor", "driver", "culprit"), (Relation.INCREASES, "cause", True)),
    **dict.fromkeys(("symptom", "sign", "feature", "characteristic", "indicator"), (Relation.ASSOCIATED, "cause", False)),
    **dict.fromkeys(("function", "role"), (Relation.AFFECTS, "", False)),
}
"""Nouns whose list tells what their owner does: relation, note, and whether the items act instead."""
_ROLES = frozenset(["role", "part", "function", "involvement", "participation", "importance"])
_EFFECTS = frozenset(["effect", "impact", "influence", "action"])
_SUPPORT = frozenset(["evidence", "support", "efficacy", "effectiveness", "promise", "benefit"])
_GOOD = frozenset(["superior", "positive", "beneficial", "favorable", "favourable", "protective", "good", "better", "best"])
_FIND = frozenset(["show", "report", "find", "demonstrate", "reveal", "document", "observe", "see", "note", "suggest", "indicate"])
_USE = frozenset(["use", "take", "give", "receive", "test", "involve", "administer"])


@dataclass(frozen=True, slots=True)
class Source:
    """What a lead-in line sets up: the acting phrases, the relation, and whether the items act instead.

    `unsaid` is the pronoun that stands for the acting phrases, `reported` for the article's matter, `elided` for the heading.
    `prefix` goes in front of what it stands for ("lack of").
    """

    subjects: tuple[str, ...]
    relation: Relation
    note: str = "cause"
    reversed: bool = False
    unsaid: str = ""
    prefix: str = ""


_SORTS = "the|some|common|main|possible|potential|key|major|other|top|long-term|short-term|serious|known"
_BAD = "complications?|consequences?|dangers|side effects?|adverse effects?|harms?|health risks"
_ANNOUNCES = re.compile(
    rf"^\W*(?:\d{{1,2}}[.):]?\s+)?(?:(?:{_SORTS}|\d+) )*"
    rf"(?:(?P<good>(?:health )?benefits|advantages)|(?P<bad>{_BAD})|(?P<effects>(?:health )?effects|impacts?))"
    r"(?: (?:of|from) (?:the |an? )?(?P<of>[^:?!]+?))?[:?]?$",
    re.IGNORECASE,
)


def announced(heading: str) -> Source | None:
    """Return what a heading sets up for the bare items under it.

    >>> announced("Consequences of drought").subjects, announced("Benefits").unsaid, announced("Drought")
    (('drought',), 'elided', None)
    """
    found = _ANNOUNCES.match(heading)
    if not found:
        return None
    named, unsaid = ((found["of"],), "") if found["of"] else ((), "elided")
    if found["good"]:
        return Source(named, Relation.INCREASES, "judged", unsaid=unsaid)
    return Source(named, Relation.INCREASES if found["bad"] else Relation.AFFECTS, "cause" if found["bad"] else "", unsaid=unsaid)


def source(tree: Tree) -> Source | None:
    """Return what a lead-in line sets up for the items under it, None where nothing is seen."""
    if not tree.sentence.text.rstrip(" *_").endswith(":"):
        return None
    last = _last_words(tree)
    if last[-1:] in (["when"], ["if"]):
        return _turned_when(tree)
    for clause in tree.tokens:
        if (clause.dep == "advcl" or clause.head == clause.i) and _opens_with(tree, clause, "when", "once", "if", "as"):
            found, _ = _names(tree, event(tree, clause))
            if found:
                return Source(found, Relation.INCREASES)
    return _without(tree) or _lacking(tree) or _by_verb(tree) or _by_noun(tree) or _by_set(tree)


def _names(tree: Tree, found: Iterable[End]) -> tuple[tuple[str, ...], str]:
    """Return the plain phrases of some ends, and the pronoun among them, or the class noun that points back ("this dose")."""
    found = [_pointing(tree, end) for end in found]
    plain = tuple(end.text for end in found if end.kind in ("noun", "event", "possessed") and end.text)
    pronoun = next((end.text or "it" for end in found if end.kind in ("pronoun", "elided")), "")
    return plain, "" if plain else pronoun


def _opens_with(tree: Tree, clause: Token, *marks: str) -> bool:
    """Return whether one of these words stands in front of a clause and opens it."""
    return any(kid.lower in marks and kid.i < clause.i for kid in tree.kids(clause, "mark", "advmod"))


def _pointing(tree: Tree, end: End) -> End:
    word = next((kid.lower for kid in tree.kids(end.head, "det") if kid.lower in ("this", "these", "such")), "") if end.head else ""
    return replace(end, text=f"{word} {end.text.lower()}", kind="pronoun") if word and class_of(end.text) else end


def _last_words(tree: Tree) -> list[str]:
    return [t.lower for t in tree.tokens if t.pos != "PUNCT" and t.text not in ("*", "_", "**")]


def _turned_when(tree: Tree) -> Source | None:
    """Read "the best yields appear when:": each item brings them."""
    verb = _last_verb(tree)
    found, unsaid = _names(tree, subjects(tree, verb)) if verb is not None else ((), "")
    return Source(found, Relation.INCREASES, reversed=True, unsaid=unsaid) if found or unsaid else None


def _without(tree: Tree) -> Source | None:
    """Read "without enough tin, you may see:"."""
    first = tree.tokens[0]
    noun = tree.head(first)
    if first.lower != "without" or noun.pos not in ("NOUN", "PROPN"):
        return None
    return Source(tuple(f"lack of {end.text}" for end in ends(tree, noun) if end.kind == "noun"), Relation.INCREASES)


_LACKING = re.compile(
    r"^(?:An?|The|Any) [\w -]{2,30}? (?:without|lacking|deprived of) (?P<name>[^\s,:]+(?: [^\s,:]+){0,4}?)"
    r" (?:becomes?|is|are|gets?|grows?|loses?|cannot|can[’']t|will|may|shows?|has|have)\b.*:\W*$",
    re.IGNORECASE,
)


def _lacking(tree: Tree) -> Source | None:
    """Read "a field without it becomes bare:": the lack of what was spoken of moves the items."""
    found = _LACKING.match(tree.sentence.text)
    if not found:
        return None
    name = found["name"].lower()
    if name in ("it", "them"):
        return Source((), Relation.INCREASES, unsaid={"it": "it", "them": "they"}[name], prefix="lack of ")
    return Source((f"lack of {found['name']}",), Relation.INCREASES)


def _last_verb(tree: Tree) -> Token | None:
    found = [token for token in tree.tokens if is_verb(token) and token.pos != "AUX"]
    return found[-1] if found else None


def _nobody(acting: Iterable[End]) -> bool:
    """Return whether studies or people stand where a factor should."""
    return any(end.head is not None and (end.head.lemma in words("people") or end.head.lemma in words("empty")) for end in acting)


def _studied(tree: Tree) -> Source | None:
    """Return what a study used: "trials that used tin have shown:", "interventions with tin"."""
    for verb in tree.tokens:
        if is_verb(verb) and verb_lemma(verb) in _USE and verb.dep in ("acl", "acl:relcl", "advcl"):
            found, _ = _names(tree, objects(tree, verb))
            if found:
                return Source(found, Relation.INCREASES)
    return None


def _by_verb(tree: Tree) -> Source | None:  # noqa: PLR0911  a list of cases, the first that fits decides
    verb = _last_verb(tree)
    if verb is None:
        return None
    lemma, tail = verb_lemma(verb), [t.lower for t in tree.tokens[verb.i + 1 :] if t.pos != "PUNCT"]
    acting = patients(tree, verb) if passive(tree, verb) else subjects(tree, verb)
    if _nobody(acting):
        return _studied(tree) if lemma in _FIND and not tail else None
    found, unsaid = _names(tree, acting)
    if passive(tree, verb) and tail[:1] == ["by"] and len(tail) == 1:
        cue = next(iter(verbs(lemma, "t")), None)
        if cue is not None:
            return Source(found, cue.relation, reversed=True, unsaid=unsaid)
    for cue in verbs(lemma, "p", "rp"):
        if tail == [cue.preposition]:
            return Source(found, cue.relation, cue.note, cue.frame.startswith("rp"), unsaid)
    if " ".join(tail) in _SHOWS.get(lemma, ()) and (found or unsaid):
        return Source(found, Relation.INCREASES, unsaid=unsaid)
    if lemma in _PATTERN and (tail in ([], ["by"])):
        return Source(found, Relation.ASSOCIATED, unsaid=unsaid)
    cue = next(iter(verbs(lemma, "t")), None)
    if not tail and cue is not None and not passive(tree, verb) and not objects(tree, verb) and (found or unsaid):
        return Source(found, cue.relation, cue.note, unsaid=unsaid)
    if lemma in ("mean", "happen") and (found or unsaid):
        return Source(found, Relation.INCREASES, unsaid=unsaid)
    if lemma == "become" or tree.kids(verb, "xcomp"):
        state, pronoun = _names(tree, event(tree, verb))
        if state:
            return Source(state, Relation.INCREASES, unsaid=pronoun)
    return None


def _by_noun(tree: Tree) -> Source | None:
    """Read "improvements in:", "effects on:", "is good for:", "plays a role in:"."""
    words_ = [t for t in tree.tokens if t.pos != "PUNCT"]
    if len(words_) < 2 or words_[-1].lower not in ("in", "of", "on", "for", "from", "to", "with", "against"):
        return None
    before, preposition = words_[:-1], words_[-1].lower
    while len(before) > 1 and before[-1].pos == "ADV":
        before.pop()
    noun = before[-1]
    if is_verb(noun) and verb_lemma(noun) in ("exist", "appear", "emerge", "accumulate") and len(before) > 1:
        noun = before[-2]
    relation = _set_up(tree, noun, preposition)
    if relation is not None:
        return _owned(tree, noun, *relation)
    for cue in adjectives(noun.lower):
        if preposition in (cue.preposition or cue.frame, "for", "to"):
            found, unsaid = _names(tree, subjects(tree, noun))
            return Source(found, cue.relation, cue.note, unsaid=unsaid)
    return None


def _set_up(tree: Tree, noun: Token, preposition: str) -> tuple[Relation, str] | None:
    """Return relation and note of a noun in front of the last preposition."""
    change = next((cue for cue in nouns(noun.lemma) if cue.frame in ("change", "action")), None)
    if change is not None and preposition in ("in", "of"):
        return change.relation, "judged"
    if noun.lemma in _ROLES and preposition == "in":
        return Relation.AFFECTS, ""
    if noun.lemma in _EFFECTS and preposition == "on":
        good = any(token.lower in _GOOD for token in tree.tokens[: noun.i])
        return (Relation.INCREASES, "judged") if good else (Relation.AFFECTS, "")
    if noun.lemma in _SUPPORT and preposition in ("for", "in", "on"):
        return Relation.INCREASES, "judged"
    return None


def _owned(tree: Tree, noun: Token, relation: Relation, note: str) -> Source:
    """Return who brings the change that a noun names: the subject of its verb, what a study used, else what the article is about."""
    verb = next((token for token in _above(tree, noun) if is_verb(token)), None)
    acting = subjects(tree, verb) if verb is not None else []
    if verb is None or _nobody(acting) or any(end.head is not None and end.head.i == noun.i for end in acting):
        used = _studied(tree)
        return Source(used.subjects, relation, note) if used else Source((), relation, note, unsaid="reported")
    found, unsaid = _names(tree, acting)
    return Source(found, relation, note, unsaid=unsaid or ("" if found else "reported"))


def _above(tree: Tree, token: Token) -> Iterable[Token]:
    for _ in range(6):
        if token.head == token.i:
            return
        token = tree.head(token)
        yield token


def _by_set(tree: Tree) -> Source | None:
    """Read "side effects of tin include:", "benefits of tin:", "common causes of rot are:"."""
    verb = tree.roots[0] if tree.roots else None
    if verb is None:
        return None
    noun = tree.kid(verb, "nsubj") if verb.lower in ("include", "includes", "range", "are", "is") else verb
    if noun is None or noun.pos not in ("NOUN", "PROPN") or (noun.i == verb.i and tree.kids(verb, "nsubj")):
        return None
    side = noun.lemma in ("effect", "reaction") and any(kid.lower in ("side", "adverse", "unwanted") for kid in tree.kids(noun))
    known = _SETS["complication"] if side else _SETS.get(noun.lemma)
    if known is None:
        return None
    relation, note, turned = known
    owner = [end for kid in tree.kids(noun, "nmod", "nmod:poss") for end in ends(tree, kid) if tree.case(kid) in ("of", "for", "from", "")]
    owner = owner or [end for kid in tree.kids(noun, "compound")[:1] if turned and noun.i != verb.i for end in ends(tree, kid)]
    found, unsaid = _names(tree, owner)
    return Source(found, relation, note, turned, unsaid or ("" if found else "elided"))
