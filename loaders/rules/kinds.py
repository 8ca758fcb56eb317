"""Things told by what they do: "has anti-inflammatory effects", "is a painkiller"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import End, denied, ends, subjects, verb_lemma
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs
from loaders.rules.predicates import acts_as, said_of, under
from ontology.relations import Relation

_PROPERTY = {
    "anti-inflammatory": (Relation.DECREASES, "inflammation"),
    "antiinflammatory": (Relation.DECREASES, "inflammation"),
    "inflammatory": (Relation.INCREASES, "inflammation"),
    "antioxidant": (Relation.DECREASES, "oxidative stress"),
    "anxiolytic": (Relation.DECREASES, "anxiety"),
    "antidepressant": (Relation.DECREASES, "depression"),
    "analgesic": (Relation.DECREASES, "pain"),
    "neuroprotective": (Relation.INCREASES, "neuroprotection"),
    "calming": (Relation.INCREASES, "calm"),
    "sedative": (Relation.INCREASES, "sedation"),
    "antimicrobial": (Relation.DECREASES, "microbes"),
    "cooling": (Relation.DECREASES, "temperature"),
    "warming": (Relation.INCREASES, "temperature"),
    "health": (Relation.INCREASES, "health"),
}


_AGAINST = {
    "bacterial": "bacteria",
    "viral": "viruses",
    "fungal": "fungi",
    "cancer": "cancer",
    "tumor": "tumours",
    "tumour": "tumours",
    "convulsant": "convulsions",
    "allergic": "allergy",
    "diabetic": "diabetes",
    "aging": "aging",
    "ageing": "ageing",
    "anxiety": "anxiety",
    "arrhythmic": "arrhythmia",
    "coagulant": "clotting",
    "spasmodic": "spasms",
    "thrombotic": "thrombosis",
    "hypertensive": "high blood pressure",
    "emetic": "vomiting",
    "microbial": "microbes",
    "parasitic": "parasites",
    "septic": "germs",
    "pyretic": "fever",
}
"""What the adjectives behind "anti-" are against."""


def _against(adjective: str) -> tuple[Relation, str] | None:
    name = _AGAINST.get(adjective.removeprefix("anti").lstrip("-"))
    return (Relation.DECREASES, name) if name else None


def has_no(tree: Tree) -> Iterator[Finding]:
    """Read X has no side effects: X does not raise what it goes without."""
    for noun in tree.tokens:
        head = tree.head(noun)
        if noun.dep != "obj" or noun.lemma not in _UNWANTED or verb_lemma(head) not in ("have", "show", "produce", "carry", "pose"):
            continue
        if any(kid.lower == "no" for kid in tree.kids(noun, "det")):
            for end in ends(tree, noun):
                bare = replace(end, text=end.text.removeprefix("no "), denied=False, head=None)
                yield from pairs(tree, subjects(tree, head), Relation.INCREASES, [bare], [noun], negated=True)


_UNWANTED = frozenset(
    ["effect", "withdrawal", "toxicity", "risk", "harm", "addiction", "hangover", "sedation", "dependence", "side-effect"]
)


def has_property(tree: Tree) -> Iterator[Finding]:
    """Read X has anti-inflammatory effects, exerts health benefits: what the adjective names."""
    for token in tree.tokens:
        if token.lemma not in ("effect", "benefit", "property", "action", "activity") or token.dep not in ("obj", "conj", "nmod"):
            continue
        head = tree.head(token)
        while head.pos not in ("VERB", "AUX") and head.head != head.i:
            head = tree.head(head)
        if verb_lemma(head) not in (
            "have",
            "exert",
            "show",
            "possess",
            "possesses",
            "possessed",
            "exhibit",
            "offer",
            "provide",
            "demonstrate",
        ):
            continue
        for kid in tree.kids(token, "amod", "compound"):
            joined = "".join(tree.tokens[i].text for i in sorted(tree.below(kid))).lower()
            found = _PROPERTY.get(kid.lower) or _PROPERTY.get(joined)
            if joined.startswith("anti"):
                found = _PROPERTY.get(joined, found) or _against(joined)
            if found is not None:
                relation, name = found
                target = End(name, "event", frozenset({kid.i}), None)
                yield from pairs(tree, subjects(tree, head), relation, [target], [token], negated=denied(tree, head))


KINDS = {
    "sedative": (Relation.INCREASES, "sedation"),
    "hypnotic": (Relation.INCREASES, "sleep"),
    "stimulant": (Relation.INCREASES, "stimulation"),
    "relaxant": (Relation.INCREASES, "relaxation"),
    "vasodilator": (Relation.INCREASES, "vasodilation"),
    "vasoconstrictor": (Relation.INCREASES, "vasoconstriction"),
    "antioxidant": (Relation.DECREASES, "oxidative stress"),
    "anti-inflammatory": (Relation.DECREASES, "inflammation"),
    "analgesic": (Relation.DECREASES, "pain"),
    "painkiller": (Relation.DECREASES, "pain"),
    "anticoagulant": (Relation.DECREASES, "clotting"),
    "diuretic": (Relation.INCREASES, "urine output"),
    "anxiolytic": (Relation.DECREASES, "anxiety"),
    "antidepressant": (Relation.DECREASES, "depression"),
    "antacid": (Relation.DECREASES, "stomach acid"),
    "carcinogen": (Relation.INCREASES, "cancer"),
}
"""Nouns and adjectives that say of what kind a thing is by what it does."""


def _quality(token: Token) -> tuple[Relation, str] | None:
    """Return what an adjective of doing says: "hepatotoxic" raises hepatotoxicity, "carcinogenic" carcinogenesis."""
    for ending, noun in (("toxic", "toxicity"), ("protective", "protection"), ("genic", "genesis")):
        if token.pos == "ADJ" and token.lower.endswith(ending) and len(token.lower) > len(ending) + 2:
            return Relation.INCREASES, token.lower.removesuffix(ending) + noun
    return None


def is_kind(tree: Tree) -> Iterator[Finding]:
    """Read X is a KIND: "willow bark is a natural painkiller" lowers pain; "zinc is not a sedative"."""
    for token in tree.tokens:
        found = KINDS.get(token.lower) or _quality(token)
        told = token.dep in ("root", "conj", "parataxis", "acl:relcl", "advcl", "appos") or acts_as(tree, token)
        if found is None or not told or not (tree.kids(token, "cop", "nsubj") or acts_as(tree, token)):
            continue
        if under(tree, token, "of", "for", "against"):
            continue
        target = End(found[1], "event", frozenset({token.i}), None)
        yield from pairs(tree, said_of(tree, token), found[0], [target], [token], negated=denied(tree, token))


RULES: tuple[Rule, ...] = (has_property, has_no, is_kind)
