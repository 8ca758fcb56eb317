"""What all rules share: a finding, the signs of objects, and how findings become candidates.

A rule is a function from a tree to findings; its id is its name with hyphens, its docstring shows a sentence of the kind it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.candidates import Candidate, Phrase
from loaders.clauses import End, is_verb, stated, verb_lemma
from loaders.cues import Cue, words
from loaders.inflection import deed
from loaders.parser import Token, Tree
from ontology.relations import Relation, Sign

Rule = Callable[[Tree], "Iterator[Finding]"]
_TURNED = {Relation.INCREASES: Relation.DECREASES, Relation.PRODUCES: Relation.DECREASES, Relation.DECREASES: Relation.INCREASES}
_CARRIERS = frozenset(["amount", "quantity", "number", "degree", "rate"])


@dataclass(frozen=True, slots=True)
class Finding:
    """One pair in one relation, as words of the tree; `cue` are the words that say so."""

    subject: End
    relation: Relation
    object: End
    cue: tuple[Token, ...]
    negated: bool = False
    modal: str | None = None
    lemma: str = ""


def verbs_of(tree: Tree) -> Iterator[Token]:
    """Yield the words that are used as verbs; "underlying" is an adjective wherever it stands."""
    return (token for token in tree.tokens if is_verb(token) and token.lower != "underlying")


def rule_id(rule: Rule) -> str:
    """Return the id of a rule: the name of its function with hyphens."""
    return rule.__name__.replace("_", "-")


def pairs(
    tree: Tree,
    subjects: Sequence[End],
    relation: Relation,
    objects: Sequence[End],
    cue: Sequence[Token],
    *,
    negated: bool = False,
    note: str = "",
    modal: str | None = None,
) -> Iterator[Finding]:
    """Yield every subject with every object, the object's own direction and value taken into account."""
    for subject in subjects:
        for obj in objects:
            acting, acted = apart(tree, subject, obj, cue), apart(tree, obj, subject, cue)
            if acting is None or acted is None:
                continue
            mending = bool(cue) and cue[0].pos in ("VERB", "AUX") and verb_lemma(cue[0]) in _MENDING
            note = f"{note} {stated(tree, cue[0])}" if note in ("deed", "kept") and cue else note
            turned, bare = aimed(tree, _manner(tree, relation, cue), acted, "mending" if mending and note in ("", "judged") else note)
            if mending and note == "judged" and turned is Relation.INCREASES and is_bad(bare):
                turned = Relation.DECREASES
            against = (subject.denied or obj.denied) != negated
            yield Finding(acting, turned, bare, tuple(cue), against, modal, cue[0].lemma if cue else "")


def apart(tree: Tree, side: End, other: End, cue: Sequence[Token]) -> End | None:
    """Return a side without the clause of the cue that holds the other side ("blooms caused by heat"), None when nothing is left."""
    if not side.tokens or not other.tokens or not side.tokens & other.tokens:
        return side
    if side.tokens <= other.tokens and not (cue and cue[0].i in other.tokens):
        return None
    if side.tokens == other.tokens:
        return None
    if cue and cue[0].i in side.tokens:
        return _cut(tree, side, side.tokens - tree.below(cue[0])) if side.tokens - tree.below(cue[0]) else None
    return side if side.tokens < other.tokens else (None if other.tokens <= side.tokens else side)


def aimed(tree: Tree, relation: Relation, obj: End, note: str) -> tuple[Relation, End]:  # noqa: PLR0911  a list of cases, the first that fits decides
    """Return relation and object with the object's direction taken over.

    "causes lower X", "brings a reduction in X" lower X; "improves pain" lowers pain; "supports deeper sleep" raises sleep.
    """
    if obj.head is None or relation.sign is Sign.NONE:
        return relation, obj
    if note == "sense":
        return relation, replace(obj, text=f"detection of {obj.text}")
    if relation is Relation.INCREASES or (relation is Relation.PRODUCES and note == "cause"):
        nominal = (
            _change_of(tree, obj, ("change", "action") if note == "cause" else ("change",))
            if note in ("cause", "judged", "mending", "")
            else None
        )
        if nominal is not None:
            return nominal
        relation, obj = _adjective(tree, relation, obj, mending=note == "mending")
    if (
        relation in (Relation.INCREASES, Relation.ENABLES)
        and obj.head is not None
        and obj.head.lemma in ("regulation", "modulation", "stabilization", "stabilisation")
    ):
        return Relation.AFFECTS, obj
    if note == "judged" and relation is Relation.INCREASES and is_bad(obj):
        return Relation.DECREASES, obj
    if note == "remedy" and not is_bad(obj):
        return Relation.AFFECTS, obj
    if note == "illness" and obj.text.lower().split()[-1].rstrip("s") in (
        words("people").keys() | words("place").keys() | {"water", "soil"}
    ):
        return Relation.AFFECTS, obj
    if note.startswith("deed "):
        return relation, replace(obj, text=deed(note.removeprefix("deed "), obj.text), kind="event", head=None)
    if note.startswith("kept"):
        return relation, replace(obj, text=f"{_kept(relation, note.removeprefix('kept').strip())} of {obj.text}")
    return relation, obj


_MENDING = words("mending")
"""Verbs that act on a lack itself: "replenishes depleted X" raises X, where "causes depleted X" lowers it."""
_MANNER = {
    "negatively": Relation.DECREASES,
    "adversely": Relation.DECREASES,
    "positively": Relation.INCREASES,
    "favorably": Relation.INCREASES,
    "favourably": Relation.INCREASES,
}


def _manner(tree: Tree, relation: Relation, cue: Sequence[Token]) -> Relation:
    """Return the sign that an adverb gives to a verb without one: "negatively affects"."""
    if relation is Relation.AFFECTS and cue:
        for kid in tree.kids(cue[0], "advmod", "amod"):
            if kid.lower in _MANNER:
                return _MANNER[kid.lower]
    return relation


def _kept(relation: Relation, lemma: str) -> str:
    return _KEEPING.get(lemma, "protection") if relation is Relation.INCREASES else "loss"


_KEEPING = {"conserve": "conservation", "preserve": "preservation", "spare": "sparing", "save": "saving"}


_ARMOUR = frozenset(["resilience", "resistance", "tolerance", "recovery", "management", "relief", "protection", "control", "threshold"])
"""Heads of phrases that are good whatever they are against: "stress resilience", "pain tolerance"."""


def is_bad(obj: End) -> bool:
    """Return whether a side names something unwanted (the list `bad` of words.tsv); resilience to it is wanted."""
    if obj.head is not None and obj.head.lemma in _ARMOUR:
        return False
    bad = words("bad")
    return any(
        word.lower().rstrip("s") in bad or word.lower() in bad or word.lower().removesuffix("es") in bad for word in obj.text.split()
    )


def _adjective(tree: Tree, relation: Relation, obj: End, *, mending: bool = False) -> tuple[Relation, End]:
    """Take over "lower", "fewer", "improved" in front of the object's head."""
    if obj.head is None:
        return relation, obj
    owner = obj.head if tree.kids(obj.head, "amod", "advmod") or obj.head.dep != "conj" else tree.head(obj.head)
    for kid in tree.kids(owner, "amod"):
        sign = words("direction").get(kid.lower)
        if sign:
            kept = obj.tokens - tree.below(kid)
            return (relation if sign == "+" or mending else _TURNED.get(relation, relation)), _cut(tree, obj, kept)
    return relation, obj


def _cut(tree: Tree, obj: End, kept: frozenset[int]) -> End:
    from loaders.coordination import phrase  # noqa: PLC0415

    return replace(obj, tokens=kept, text=phrase(tree, kept)) if kept else obj


_SYMPTOMS = frozenset(["appetite", "vision", "consciousness", "balance", "taste", "smell", "libido", "hearing", "sensation", "hair"])
"""What the loss of is a symptom of its own."""


def _change_of(tree: Tree, obj: End, kinds: tuple[str, ...]) -> tuple[Relation, End] | None:  # noqa: PLR0911  a list of cases
    """Read "reduction in X", "loss of X", "increase in X" as the change of X."""
    from loaders.cues import nouns  # noqa: PLC0415

    if obj.head is None:
        return None
    cue = next((cue for cue in nouns(obj.head.lemma) if cue.frame in kinds and cue.relation.sign is not Sign.NONE), None)
    if cue is None or (obj.head.lemma == "loss" and any(kid.lemma in _SYMPTOMS for kid in tree.kids(obj.head, "nmod"))):
        return None
    if any(kid.text.isalpha() for kid in tree.kids(obj.head, "compound")) and any(
        tree.case(kid) == "in" for kid in tree.kids(obj.head, "nmod")
    ):
        return None  # "zinc loss in soils" tells of zinc, and where
    for kid in tree.kids(obj.head, "nmod"):
        if tree.case(kid) in ("in", "of", "to") and kid.i in obj.tokens:
            kept = frozenset(i for i in obj.tokens if i > obj.head.i and i in tree.below(kid))
            kept -= {part.i for part in tree.kids(kid, "case")}
            return cue.relation, replace(_cut(tree, obj, kept), head=kid)
        joined = next((member for member in tree.kids(kid, "conj") if member.i in obj.tokens), None)
        if tree.case(kid) in ("in", "of", "to") and joined is not None:
            kept = frozenset(i for i in obj.tokens if i in tree.below(joined))
            return cue.relation, replace(_cut(tree, obj, kept), head=joined)
    compound = [kid for kid in tree.kids(obj.head, "compound") if kid.i in obj.tokens]
    if compound and obj.head.lemma == "relief" and cue.relation is Relation.DECREASES:
        return cue.relation, replace(_cut(tree, obj, obj.tokens - {obj.head.i}), head=compound[-1])
    return None


def relation_of(cue: Cue) -> Relation:
    """Return the relation of a cue."""
    return cue.relation


def candidate(tree: Tree, rule: str, finding: Finding) -> Candidate:
    """Return a finding as the reader takes it, with spans in the view of its block."""
    return Candidate(
        rule=rule,
        block=tree.sentence.block,
        sentence=tree.sentence.span,
        cue=tree.span(*finding.cue),
        subject=_phrase(tree, finding.subject),
        relation=finding.relation,
        object=_phrase(tree, finding.object),
        negated=finding.negated,
        modal=finding.modal,
        lemma=finding.lemma,
    )


def _phrase(tree: Tree, end: End) -> Phrase:
    if end.kind in ("pronoun", "elided", "reported", "label"):
        return Phrase(text=end.text, carried=end.kind)
    if end.kind == "possessed":
        return Phrase(text=end.text, carried="possessed")
    tokens = [tree.tokens[i] for i in end.tokens]
    span = tree.span(*tokens) if tokens and end.kind == "noun" and "".join(sorted(end.text)) else None
    return Phrase(text=end.text, span=span)
