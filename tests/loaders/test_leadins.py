"""Lead-in lines and the items that complete them. Every text here is invented; no fact is meant."""

from __future__ import annotations

import pytest

from loaders.parser import tree_of
from loaders.rules.leads import Source, source
from ontology.relations import Relation
from tests.loaders.test_reader import read, triples

FACTS = "# Tin and the garden\n\nTin lowers copper. Tin raises zinc. Tin slows rot.\n\n"


def listed(lead: str, *items: str) -> set[tuple[str, str, str]]:
    """Return what is read of an article on tin that ends with a list."""
    return triples(read(f"{FACTS}{lead}\n\n" + "".join(f"- {item}\n" for item in items)))


@pytest.mark.parametrize(
    ("lead", "item", "claim"),
    [
        ("Several trials have reported improvements in:", "root depth", ("tin", "increases", "root depth")),
        ("Trials that used lead salts show clear effects on:", "seed set", ("lead salts", "affects", "seed set")),
        ("Trials that used lead salts show positive effects on:", "seed set", ("lead salts", "increases", "seed set")),
        ("Strong evidence exists for:", "leaf repair", ("tin", "increases", "leaf repair")),
        ("Low iron often feels like:", "constant thirst", ("low iron", "increases", "constant thirst")),
        ("The yield of a field depends on:", "how often it rains", ("how often it rains", "affects", "yield of a field")),
        ("The best yields appear when:", "the soil is moist", ("moist soil", "increases", "best yields")),
        ("Possible side effects include:", "mild nausea", ("tin", "increases", "mild nausea")),
        ("Common symptoms of iron shortage include:", "pale leaves", ("iron shortage", "associated", "pale leaves")),
        ("Iron offers several benefits:", "root health", ("iron", "increases", "root health")),
        ("Iron plays a role in:", "leaf growth", ("iron", "affects", "leaf growth")),
        ("Iron is involved in many reactions, including:", "leaf growth", ("iron", "affects", "leaf growth")),
        ("Without enough iron, you may experience:", "leaf cramps", ("lack of enough iron", "increases", "leaf cramps")),
        ("A lack of iron shows up as:", "tip burn", ("lack of iron", "increases", "tip burn")),
        ("Iron is essential for:", "DNA repair", ("iron", "enables", "dna repair")),
        ("Iron can lead to:", "**Bent stems**: they hang to one side.", ("iron", "increases", "bent stems")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_item_says_on_what_its_lead_in_line_acts(lead: str, item: str, claim: tuple[str, str, str]) -> None:
    assert claim in listed(lead, item)


def test_an_item_that_the_parser_takes_for_an_order_is_a_name_under_a_lead_in() -> None:
    assert ("iron", "increases", "sleep continuity") in listed("Iron supports:", "sleep continuity")


def test_ways_and_reasons_are_not_what_a_claim_acts_on() -> None:
    found = listed("Iron protects roots in several ways:", "heavy rain")

    assert ("iron", "increases", "heavy rain") not in found


def test_a_line_that_no_colon_ends_sets_up_nothing() -> None:
    assert source(tree_of("Salt causes thirst.")) is None


def test_studies_never_act() -> None:
    assert source(tree_of("Recent studies show improvements in:")) == Source((), Relation.INCREASES, "judged", unsaid="reported")


def test_a_lead_in_that_points_back_takes_what_it_points_at() -> None:
    found = triples(read(f"{FACTS}General dose: 20–30 mg of lime\n\nThis dose lowers:\n\n- leaf rot\n"))

    assert ("20–30 mg of lime", "decreases", "leaf rot") in found


def test_a_model_is_no_factor() -> None:
    assert triples(read(f"{FACTS}Copper lowers yields. This model raises hopes.\n")) == triples(read(f"{FACTS}Copper lowers yields.\n"))


def test_what_goes_without_moves_the_items_by_its_lack() -> None:
    found = triples(
        read(f"{FACTS}Iron feeds stems.\n\nA plant without it becomes weak:\n\n- stress responses become strong\n- roots become thin\n")
    )

    assert {("lack of iron", "increases", "strong stress responses"), ("lack of iron", "increases", "thin roots")} <= found
