"""The second opinion: what another tree of a sentence adds."""

from __future__ import annotations

from loaders.agreement import SECONDED, added
from loaders.candidates import Candidate, Phrase, Sentence
from loaders.parser import SECOND, parse
from loaders.reads import read_twice
from ontology.relations import Relation


def candidate(subject: str, obj: str, carried: str | None = None) -> Candidate:
    return Candidate(
        rule="active",
        block=0,
        sentence=(0, 40),
        cue=(5, 11),
        subject=Phrase(text=subject),
        relation=Relation.DECREASES,
        object=Phrase(text=obj, carried=carried),
    )


def sentence(text: str) -> Sentence:
    return Sentence(block=0, start=0, end=len(text), text=text)


def test_what_only_the_second_sees_is_added_with_a_note() -> None:
    (extra,) = added([candidate("zinc", "copper")], [candidate("zinc", "thirst")])

    assert (extra.object.text, extra.notes) == ("thirst", (SECONDED,))


def test_a_variant_of_what_was_read_is_not_added() -> None:
    assert added([candidate("zinc", "copper levels")], [candidate("zinc oxide", "levels of copper")]) == []


def test_two_pronouns_of_one_kind_are_taken_for_one() -> None:
    assert added([candidate("zinc", "it", "pronoun")], [candidate("tin", "it", "pronoun")]) == []


def test_a_sentence_keeps_all_of_its_first_reading() -> None:
    (read,) = read_twice([sentence("Zinc lowers copper.")])

    assert [(item.subject.text, item.object.text, item.notes) for item in read.candidates] == [("Zinc", "copper", ())]


def test_both_parsers_see_the_same_words() -> None:
    text = sentence("Frost bursts cells, reducing yields.")

    assert [t.text for t in next(parse([text])).tokens] == [t.text for t in next(parse([text], SECOND)).tokens]
