"""Labels in front of a colon: what is due to what, the effect that an item is about, the role that something plays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Candidate, Phrase
from loaders.rules.kinds import KINDS
from loaders.structure_phrases import LABEL, directed, named, relation_of, siblings, things
from loaders.words import words
from ontology.model import BlockKind, Document
from ontology.relations import Relation, Sign

_DUE = re.compile(
    r"^(?P<effect>[^:.]{2,70}?)\s*(?::|\s[–—-])\s*(?:is |are )?"
    r"(?:due to|caused by|because of|resulting from|results? from|a result of|from)\s+(?P<cause>[^.;]{2,90})",
    re.IGNORECASE,
)
_READ_KINDS = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW)
MOST_WORDS = 5
"""Words of a label that names an effect."""


def label_due_to(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Cold feet: due to low flow": low flow increases cold feet."""
    block = document.blocks[index]
    found = _DUE.match(block.text) if block.kind in _READ_KINDS else None
    if not found:
        return
    effect = Phrase(text=named(found["effect"]), span=found.span("effect"))
    for thing in things(block.text, *found.span("cause"), bare_of_direction=False):
        yield Candidate(
            rule="label-due-to",
            block=index,
            sentence=(0, len(block.text)),
            cue=(found.end("effect"), found.start("cause")),
            subject=thing.phrase(),
            relation=Relation.INCREASES,
            object=effect,
        )


def effect_label(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Enhanced endurance: people run longer" in a list of such labels: what the article is about increases endurance."""
    block = document.blocks[index]
    label = LABEL.match(block.text) if block.kind is BlockKind.LIST_ITEM else None
    effect = effect_of(label["label"]) if label else None
    if not label or effect is None or not _is_list_of_effects(document, index) or _said_again(effect[1], block.text[label.end() :]):
        return
    start = block.text.index(effect[1])
    yield Candidate(
        rule="effect-label",
        block=index,
        sentence=(0, len(block.text)),
        cue=label.span("label"),
        subject=Phrase(text="", carried="reported"),
        relation=effect[0],
        object=Phrase(text=effect[1], span=(start, start + len(effect[1]))),
    )


_ENDS = {
    **dict.fromkeys(words("reduction relief decrease suppression inhibition prevention"), Sign.DOWN),
    **dict.fromkeys(words("support boost improvement enhancement increase stimulation"), Sign.UP),
}
_KEPT = re.compile(r"(?:\b\w*(?:protection|recovery|clarity|endurance|resilience|relaxation|vasodilation|balance))$", re.IGNORECASE)
_BENEFITS = re.compile(r"\b(?:benefits?|effects?|advantages?|can do|helps?|improve[sd]?|what \w+ does|why \w+ works)\b", re.IGNORECASE)


_STATES = ("low ", "high ", "poor ", "excess ", "excessive ", "too ", "chronic ", "inadequate ", "insufficient ")
"""Beginnings of labels that name a state, which acts: "Low fibre intake: starves"."""


def effect_of(label: str) -> tuple[Relation, str] | None:
    """Return the relation and the thing that a label of an effect names.

    >>> effect_of("Enhanced Endurance"), effect_of("Anxiety Relief"), effect_of("Part Used")
    ((<Relation.INCREASES: 'increases'>, 'Endurance'), (<Relation.DECREASES: 'decreases'>, 'Anxiety'), None)
    """
    if len(label.split()) > MOST_WORDS or label.lower().startswith(_STATES):
        return None
    sign, rest = directed(label)
    if sign is not Sign.NONE:
        return relation_of(sign), rest
    front, _, last = label.rpartition(" ")
    if front and last.lower() in _ENDS:
        return relation_of(_ENDS[last.lower()]), front
    return (Relation.INCREASES, label) if front and _KEPT.search(label) and " and " not in label else None


def _is_list_of_effects(document: Document, index: int) -> bool:
    """Return whether most of the labels beside an item name effects, or its heading promises them."""
    labels = [found["label"] for near in siblings(document, index) if (found := LABEL.match(near.text))]
    effects = sum(effect_of(label) is not None for label in labels)
    return len(labels) >= 3 and (effects >= 0.5 * len(labels) or (promised(document, index) and effects >= 2))


def promised(document: Document, index: int) -> bool:
    """Return whether the lead-in or a heading of an item promises effects: "Benefits", "What tin does"."""
    block = document.blocks[index]
    lead = "" if block.lead_in is None else document.blocks[block.lead_in].text
    return any(promises(line) for line in (*block.path, lead))


def promises(line: str) -> bool:
    """Return whether a line announces effects: "Benefits", "What tin does"."""
    return bool(_BENEFITS.search(line))


def _said_again(name: str, rest: str) -> bool:
    """Return whether the description behind a label tells the same change: the last word of its name, and some direction."""
    last = re.escape(name.rsplit(maxsplit=1)[-1].lower()[:5])
    return bool(re.search(rf"\b{last}", rest.lower()) and _CHANGE.search(rest))


_CHANGE = re.compile(
    r"\b(?:reduc|decreas|lower|less|fewer|increas|improv|enhanc|better|more|boost|support|stronger|higher|faster|deeper|show)",
    re.IGNORECASE,
)
_ROLES = {
    Relation.DECREASES: "blocker inhibitor antagonist suppressor suppressant scavenger depressant brake neutralizer neutraliser",
    Relation.INCREASES: "agonist activator stimulator stimulant promoter enhancer booster inducer trigger driver amplifier potentiator",
    Relation.ENABLES: "cofactor co-factor coenzyme co-agonist requirement prerequisite substrate",
    Relation.PRODUCES: "precursor",
    Relation.AFFECTS: "modulator regulator stabilizer stabiliser",
}
_ROLE_OF = {noun: relation for relation, nouns in _ROLES.items() for noun in nouns.split()}
_ROLE = re.compile(
    rf"^(?P<label>[^:.]{{1,50}}?):\s+(?:an? |the )?(?P<before>(?:[\w-]+ ){{0,4}}?)(?P<role>{'|'.join(map(re.escape, _ROLE_OF))})s?"
    r"(?=\s+(?:of|for|in|at)\b|\s*[.;,(]|\s*$)(?:\s+(?P<of>of|for|in|at)\s+(?P<object>[^.;,]{2,70}))?",
    re.IGNORECASE,
)
ACTOR = re.compile(
    r"\b(?:respond(?:s|ed)? to|roles? of|effects? of|actions? of|functions? of|benefits? of) (?P<actor>[\w’' -]{2,40}?)"
    r"(?: (?:at|in|on|by|with|differently|through)\b.*)?:?\s*$"
    r"|^(?P<first>[\w’' -]{2,40}?)(?:[’']s)? (?:acts?|works?|plays|has|serves?|functions?|roles?|effects?)\b[^.]*:\s*$",
    re.IGNORECASE,
)
_PLAIN = words(
    "natural physiological potent direct strong weak mild known endogenous selective essential required necessary key major main important"
)


def role_label(document: Document, index: int) -> Iterator[Candidate]:
    """Read "COX: natural blocker" under "Each enzyme responds to tin:" (tin decreases COX), and "Tin: inhibitor of COX"."""
    block = document.blocks[index]
    found = _ROLE.match(block.text) if block.kind is BlockKind.LIST_ITEM else None
    sides = _sides(found, document.blocks[block.lead_in].text if block.lead_in is not None else "") if found else None
    if found and sides:
        yield Candidate(
            rule="role-label",
            block=index,
            sentence=(0, len(block.text)),
            cue=found.span("role"),
            subject=sides[0],
            relation=_ROLE_OF[found["role"].lower()],
            object=sides[1],
        )


_HOW_STRONG = "(?:potent |powerful |strong |mild |weak |natural |direct |major )?"
_KIND = re.compile(
    rf"^(?P<label>[^:.]{{2,50}}?)(?::| [–—-])\s+(?:an? )?{_HOW_STRONG}(?P<kind>{'|'.join(KINDS)})s?(?=\s*(?:$|[.,;(])|\s(?:at|in|with)\b)",
    re.IGNORECASE,
)


def kind_label(document: Document, index: int) -> Iterator[Candidate]:
    """Read "Endothelin: potent vasoconstrictor": endothelin increases vasoconstriction."""
    block = document.blocks[index]
    found = _KIND.match(block.text) if block.kind is BlockKind.LIST_ITEM else None
    if found:
        relation, name = KINDS[found["kind"].lower()]
        yield Candidate(
            rule="kind-label",
            block=index,
            sentence=(0, len(block.text)),
            cue=found.span("kind"),
            subject=Phrase(text=named(found["label"]), span=found.span("label")),
            relation=relation,
            object=Phrase(text=name),
        )


def _sides(found: re.Match[str], lead: str) -> tuple[Phrase, Phrase] | None:
    """Return who plays a role, and on what: the lead-in may name the actor, else the label is it."""
    actor, own = ACTOR.search(lead), _own_object(found)
    if actor:
        label = Phrase(text=_with_place(found), span=None if found["object"] else found.span("label"), carried="label")
        return Phrase(text=named(actor["actor"] or actor["first"]), carried="lead-in"), own if own and found["of"] in (
            "of",
            "for",
        ) else label
    if own and found["of"] in ("of", "for", None):
        return Phrase(text=named(found["label"]), span=found.span("label")), own
    return None


def _own_object(found: re.Match[str]) -> Phrase | None:
    """Return what a description itself says that the role is played on: "inhibitor of COX", "COX inhibitor"."""
    if found["object"]:
        return Phrase(text=named(found["object"]), span=found.span("object"))
    before = [word for word in found["before"].split() if word.lower() not in _PLAIN]
    return Phrase(text=" ".join(before)) if before else None


def _with_place(found: re.Match[str]) -> str:
    """Return the label, with the place where the role is played: "NMDA" blocked "in the receptor channel"."""
    place = named(found["object"]) if found["object"] and found["of"] in ("in", "at") else ""
    return f"{named(found['label'])} {place}".strip()
