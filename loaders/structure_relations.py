"""Notes that begin with their relation: "Increases: sugar, starch", "Inhibited by: frost", "Worsened by crowding", "Risk factors: age".

The other side is what the note stands under: its heading, its lead-in, the matter of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.candidates import Candidate, Phrase
from loaders.cues import verbs
from loaders.cues import words as table
from loaders.inflection import forms, lemma_of_form
from loaders.structure_phrases import LABEL, relation_of, things
from ontology.model import BlockKind, Document
from ontology.relations import Relation, Sign

_MOST_WORDS = 24
"""Words of a note that lists things; longer ones are prose."""
_PARTICIPLE = re.compile(
    r"^(?:mainly |often |usually |also |primarily |directly )?(?P<verb>[a-z]+) (?P<by>by|with|to|from|in)$", re.IGNORECASE
)
_PLAIN = re.compile(r"^(?:can |may |might |also |directly )*(?P<verb>[a-z]+)(?P<to> to| in)?$", re.IGNORECASE)
_CAUSES = re.compile(
    r"^(?:common |main |possible |key |major |primary |potential |other |underlying |known )*"
    r"(?P<noun>causes?|triggers?|risk factors?|a?etiology|aggravating factors|contributing factors|predisposing factors|contributors)$",
    re.IGNORECASE,
)
_HARMS = re.compile(
    r"^(?:common |main |possible |key |major |potential |rare |serious |long-term |late )*"
    r"(?:complications?|consequences?|side[- ]effects?|adverse (?:effects?|reactions?)|sequelae)$",
    re.IGNORECASE,
)
_SICK = re.compile(
    r"^(?:symptoms?|signs?.*|treatments?|diagnosis|complications?|prevention|risk factors?|management|prognosis|clinical .*)$",
    re.IGNORECASE,
)
"""Labels beside "Causes:" that show it to be a noun: notes on a disease."""
_OPENS = re.compile(
    r"^(?P<label>(?:caused|triggered|worsened|aggravated|exacerbated|induced|stimulated|activated|inhibited|suppressed|blocked|reduced"
    r"|increased|decreased|raised|lowered|promoted|enhanced|prevented|relieved|improved|produced|released|secreted|made) by"
    r"|(?:associated|correlated) with|linked to|(?:leads?|contributes?|leading) to|(?:results?|resulting) (?:in|from)|due to)\s+(?=\S)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:is|are|was|were|which|that|because|when|if|will|can|may|has|have)\b", re.IGNORECASE)
_TURNED = {"due to": Relation.INCREASES, "results from": Relation.INCREASES, "resulting from": Relation.INCREASES}


def relation_note(document: Document, index: int) -> Iterator[Candidate]:
    """Yield what a note says of what it stands under; that side waits to be filled in (`carried="elided"`)."""
    block = document.blocks[index]
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) or len(block.text.split()) > _MOST_WORDS:
        return
    label, opening = LABEL.match(block.text), _OPENS.match(block.text)
    found = label if label and ":" in label[0] else opening if block.kind is BlockKind.LIST_ITEM else None
    setting = _setting(document, index, found["label"]) if found else None
    if not found or not setting or _WHOLE.search(block.text, found.end()):
        return
    relation, acted_on = setting
    unsaid = Phrase(text="", carried="elided")
    for thing in things(block.text, found.end(), len(block.text.rstrip(" .;")), bare_of_direction=not acted_on):
        turned = relation_of(thing.sign) if thing.sign is Sign.DOWN and relation is Relation.INCREASES and not acted_on else relation
        sides = (thing.phrase(), unsaid) if acted_on else (unsaid, thing.phrase())
        yield Candidate(
            rule="relation-note",
            block=index,
            sentence=(0, len(block.text)),
            cue=found.span("label"),
            subject=sides[0],
            relation=turned,
            object=sides[1],
        )


def _setting(document: Document, index: int, label: str) -> tuple[Relation, bool] | None:
    """Return the relation of a label, and whether what is listed acts."""
    name = label.strip(" *_").lower()
    if name in _TURNED:
        return _TURNED[name], True
    if _CAUSES.match(name):
        return (Relation.INCREASES, True) if _of_disease(document, index, name) else None
    if _HARMS.match(name):
        return Relation.INCREASES, False
    done, plain = _PARTICIPLE.match(name), _PLAIN.match(name)
    if done and (setting := _passive(done["verb"].lower(), done["by"].lower())):
        return setting
    if name in _STIMULI:
        return _STIMULI[name], True
    bare = document.blocks[index].parent is not None
    return _active(plain["verb"].lower(), (plain["to"] or "").strip().lower(), bare=bare) if plain else None


def _passive(word: str, preposition: str) -> tuple[Relation, bool] | None:
    """Read "inhibited by", "associated with"."""
    lemma = lemma_of_form().get(word, "")
    if not lemma or word != forms(lemma)["ed"]:
        return None
    if preposition == "by":
        cue = next(iter(verbs(lemma, "t")), None)
        return (cue.relation, True) if cue else None
    cue = next((cue for cue in verbs(lemma, "p") if cue.preposition == preposition), None)
    return (cue.relation, cue.relation is not Relation.ASSOCIATED) if cue and cue.relation is Relation.ASSOCIATED else None


_STIMULI = {
    **dict.fromkeys(("stimuli", "stimulus", "activators", "activator", "stimulators", "inducers"), Relation.INCREASES),
    **dict.fromkeys(("inhibitors", "inhibitor", "suppressors", "blockers"), Relation.DECREASES),
}
"""Labels that list what acts on the thing they stand under."""


def _active(word: str, preposition: str, *, bare: bool) -> tuple[Relation, bool] | None:
    """Read "increases", "leads to"; below an item that acts also "increase"."""
    lemma = lemma_of_form().get(word, "")
    if not lemma or word not in (forms(lemma)["s"], forms(lemma)["ing"] if preposition else lemma):
        return None
    if not preposition:
        cue = next(iter(verbs(lemma, "t")), None)
        return (cue.relation, False) if cue and (word == forms(lemma)["s"] or bare) else None
    cue = next((cue for cue in verbs(lemma, "p") if cue.preposition == preposition), None)
    return (cue.relation, False) if cue else None


def _of_disease(document: Document, index: int, name: str) -> bool:
    """Return whether "causes" is a noun here: risk factors always are, causes where notes on a disease stand around."""
    if "factor" in name or "tiology" in name:
        return True
    block = document.blocks[index]
    near = document.blocks[max(0, index - 12) : index + 12]
    labels = [found["label"].strip(" *_") for other in near if other.path == block.path and (found := LABEL.match(other.text))]
    title = (block.section or "").lower().split()
    return any(_SICK.match(label) for label in labels) or any(word.rstrip("s") in table("bad") for word in title)
