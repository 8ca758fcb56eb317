"""Notes that begin with their relation. Every text here is invented; no fact is meant."""

from __future__ import annotations

import pytest

from tests.loaders.test_leadins import FACTS
from tests.loaders.test_reader import read, triples


def noted(heading: str, *lines: str) -> set[tuple[str, str, str]]:
    """Return what is read of notes under a heading of an article on tin."""
    return triples(read(FACTS + f"## {heading}\n\n" + "\n".join(f"- {line}" for line in lines) + "\n"))


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("Increases: leaf sugar, root pressure", {("rustol", "increases", "leaf sugar"), ("rustol", "increases", "root pressure")}),
        ("Decreases: water loss", {("rustol", "decreases", "water loss")}),
        ("Stimulated by: heat and light", {("heat", "increases", "rustol"), ("light", "increases", "rustol")}),
        ("Inhibited by frost", {("frost", "decreases", "rustol")}),
        ("Produced by: root tips", {("root tips", "produces", "rustol")}),
        ("Leads to: early bloom", {("rustol", "increases", "early bloom")}),
        ("Results in leaf loss", {("rustol", "increases", "leaf loss")}),
        ("Side effects: yellow leaves", {("rustol", "increases", "yellow leaves")}),
        ("Associated with wet summers", {("rustol", "associated", "wet summers")}),
        ("Risk factors: old seed", {("old seed", "increases", "rustol")}),
    ],
)
def test_a_note_relates_what_it_lists_to_its_heading(line: str, claims: set[tuple[str, str, str]]) -> None:
    assert claims <= noted("Rustol", line)


def test_causes_is_a_noun_among_notes_on_a_disease() -> None:
    assert ("poor airflow", "increases", "blight") in noted("Blight", "Causes: poor airflow", "Symptoms: leaf spots")


def test_causes_alone_is_left_open() -> None:
    assert not any("airflow" in subject or "airflow" in obj for subject, _, obj in noted("Rustol", "Causes: airflow"))


@pytest.mark.parametrize("line", ["Target: leaf cells", "Symptoms: leaf spots", "Treatment: lime"])
def test_labels_that_state_no_relation_are_no_claims(line: str) -> None:
    assert noted("Rustol", line) == triples(read(FACTS))


def test_a_line_with_a_label_of_its_own_leads_nothing_in() -> None:
    found = triples(read(FACTS + "## Blight\n\nTreatment: lime\n\n- Caused by spores\n"))

    assert ("spores", "increases", "blight") in found


def test_the_cause_that_a_list_of_causes_names_acts_on_what_the_list_is_of() -> None:
    assert ("frost", "increases", "blight") in noted("Causes of blight", "The most common (but not only) cause is frost.")


@pytest.mark.parametrize(
    ("lead", "claim"),
    [
        ("Foods that raise sugar levels:", ("cherries", "increases", "sugar levels")),
        ("Salts that deplete iron:", ("cherries", "decreases", "iron")),
        ("Things that meet friends:", None),
    ],
)
def test_members_of_a_class_do_what_its_line_says(lead: str, claim: tuple[str, str, str] | None) -> None:
    found = triples(read(f"{FACTS}{lead}\n\n- cherries\n"))

    assert claim in found if claim else not any(subject == "cherries" for subject, _, _ in found)
