"""From phrases to factors: invented phrases for each rule, and two lists of phrases whose factors were judged by hand.

`phrases.tsv` grew with the tables; `phrases_2.tsv` was drawn by chance afterwards from the other annotated phrases that reach a factor,
and judged once, so its share of right ones is the honest one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.abbreviations import definitions
from ontology.folding import fold
from ontology.grounding import LexiconGrounder
from ontology.lexicon import Lexicon
from ontology.likeness import suggestions
from ontology.model import Document, FactorKind
from ontology.relations import Relation, Sign
from ontology.signs import statement_key
from tests.build import a_claim, a_document

LEXICON = Lexicon.load()
GROUNDER = LexiconGrounder(LEXICON)
FOLDER = Path(__file__).parent / "data"
JUDGED, DRAWN = (
    [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]] for name in ("phrases.tsv", "phrases_2.tsv")
)
UP, DOWN, NONE = Sign.UP, Sign.DOWN, Sign.NONE


def ground(text: str, *triples: tuple[str, Relation, str]) -> list[tuple[str, str, str]]:
    """Return the statements of claims in a document with this text, as plain words."""
    document = a_document(text)
    claims = [a_claim(subject, relation, obj, document=document, quote=text) for subject, relation, obj in triples]
    keys = [claim.statement for claim in GROUNDER.ground(document, claims).claims]
    return [(key.subject, key.relation.value, key.object) for key in keys if key is not None]


@pytest.mark.parametrize(("phrase", "factor", "direction", "judged"), [*JUDGED, *DRAWN], ids=[row[0] for row in [*JUDGED, *DRAWN]])
def test_a_phrase_keeps_the_factor_that_was_judged(phrase: str, factor: str, direction: str, judged: str) -> None:
    found = GROUNDER.phrase(phrase)

    assert judged in ("right", "wrong")
    assert (found.factor.id, found.direction.value) == (factor, direction)


def test_at_least_95_in_100_judged_phrases_are_right() -> None:
    assert len(JUDGED) == 200
    assert len(DRAWN) >= 180
    for judged in (JUDGED, DRAWN):
        assert sum(row[3] == "right" for row in judged) / len(judged) >= 0.95


@pytest.mark.parametrize(
    "phrase", ["Mg²⁺", "Mg2+", "Mg", "magnesium ions", "Magnesium", "the magnesium", "magnesium levels", "adequate magnesium"]
)
def test_the_ways_to_write_magnesium_are_one_factor(phrase: str) -> None:
    assert GROUNDER.phrase(phrase).factor.id == "magnesium"


def test_a_unit_is_no_mineral() -> None:
    assert GROUNDER.phrase("mg").factor.kind is FactorKind.UNRESOLVED


@pytest.mark.parametrize(
    ("phrase", "factor", "direction"),
    [
        ("low zinc", "zinc", DOWN),
        ("zinc deficiency", "zinc", DOWN),
        ("zinc overload", "zinc", UP),
        ("too much zinc", "zinc", UP),
        ("absence of low zinc", "zinc", UP),
        ("improved fatigue", "fatigue", DOWN),
        ("worse sleep quality", "sleep-quality", DOWN),
        ("better sleep", "sleep-quality", UP),
        ("magnesium deficiency", "magnesium", DOWN),
        ("hypoglycemia", "glucose", DOWN),
        ("zinc−/−", "zinc", DOWN),
    ],
)
def test_words_of_state_give_a_direction(phrase: str, factor: str, direction: Sign) -> None:
    found = GROUNDER.phrase(phrase)

    assert (found.factor.id, found.direction) == (factor, direction)


@pytest.mark.parametrize(
    ("phrase", "factor"),
    [
        ("zinc absorption", "zinc-absorption"),
        ("absorption of zinc", "zinc-absorption"),
        ("zinc's absorption", "zinc-absorption"),
        ("zinc levels", "zinc"),
        ("intake of zinc", "zinc"),
        ("effects of zinc", "zinc"),
        ("magnesium absorption", "magnesium-absorption"),
        ("evening cortisol", "evening-cortisol"),
        ("renal magnesium excretion", "renal-magnesium-excretion"),
        ("core body temperature", "core-body-temperature"),
        ("NMDA receptor activation", "nmda-receptor-activity"),
        ("GABA–NMDA imbalance", "excitatory-inhibitory-imbalance"),
        ("activity of the liver", "liver-activity"),
        ("insulin activity", "insulin-action"),
        ("copper activity", "copper"),
    ],
)
def test_an_aspect_is_a_factor_of_its_own_where_it_changes_the_meaning(phrase: str, factor: str) -> None:
    assert GROUNDER.phrase(phrase).factor.id == factor


def test_a_made_aspect_knows_what_it_is_an_aspect_of() -> None:
    factor = GROUNDER.phrase("zinc absorption").factor

    assert factor.aspect_of == ("zinc", "absorption")
    assert factor.label == "zinc absorption"
    assert factor.kind is FactorKind.CONCEPT


def test_a_thing_at_a_place_is_one_factor_both_ways_round() -> None:
    assert GROUNDER.phrase("copper in the liver").factor.id == GROUNDER.phrase("liver copper").factor.id == "copper-in-liver"


@pytest.mark.parametrize(
    "phrase",
    [
        "zinc and copper",
        "zinc or copper",
        "zinc gribble",
        "effects of zinc on the liver",
        "rise or fall of zinc",
        "zinc copper iron",
        "zinc after diagnosis",
    ],
)
def test_what_is_not_one_factor_is_not_forced(phrase: str) -> None:
    assert GROUNDER.phrase(phrase).factor.kind is FactorKind.UNRESOLVED


def test_an_unknown_phrase_meets_itself_without_its_words_of_direction() -> None:
    low, plain = GROUNDER.phrase("low zinc gribble"), GROUNDER.phrase("zinc gribble")

    assert low.factor == plain.factor
    assert low.factor.label == "zinc gribble"
    assert (low.direction, plain.direction) == (DOWN, NONE)


@pytest.mark.parametrize(
    ("phrase", "factor", "broader"),
    [
        ("gribble-induced fatigue", "gribble-induced-fatigue", "fatigue"),
        ("severe gribble-induced fatigue", "gribble-induced-fatigue", "fatigue"),
        ("low-gribble diet", "low-gribble-diet", "diet"),
        ("asthma symptoms in the young", None, None),
        ("gribbling migraine", None, None),
        ("recently found fatigue", None, None),
        ("TC/HDL-C", None, None),
    ],
)
def test_words_before_a_known_factor_make_a_narrower_one_where_they_can(phrase: str, factor: str | None, broader: str | None) -> None:
    found = GROUNDER.phrase(phrase).factor

    assert found.broader == broader
    assert factor in (None, found.id)


@pytest.mark.parametrize(
    ("phrase", "factor"),
    [
        ("renal fibrosis", "fibrosis-in-kidney"),
        ("fibrosis of the kidney", "fibrosis-in-kidney"),
        ("serum zinc", "zinc"),
        ("plasma concentration of zinc", "zinc"),
        ("treatment of asthma", "asthma-treatment"),
        ("asthma therapy", "asthma-treatment"),
        ("zinc therapy", "zinc"),
        ("treatment plants", "treatment-plants"),
        ("hypoglycaemic coma", "hypoglycemic-coma"),
        ("PCSK9", "pcsk9"),
        ("frailty in older patients with gout", "frailty"),
    ],
)
def test_the_words_around_a_factor_say_where_and_what_of_it(phrase: str, factor: str) -> None:
    assert GROUNDER.phrase(phrase).factor.id == factor


SAME = (
    "zinc gribbles",
    "the zinc gribble",
    "Possibly reduced zinc gribbles of",
    "their zinc gribble",
    "zinc gribble (ZG)",
    "Zinc gribble,",
)


@pytest.mark.parametrize("phrase", SAME)
def test_what_nobody_knows_has_one_clean_label_whatever_stands_around_it(phrase: str) -> None:
    factor = GROUNDER.phrase(phrase).factor

    assert factor.id == "zinc-gribble"
    assert factor.label in ("zinc gribble", "zinc gribbles")


@pytest.mark.parametrize(
    ("phrase", "factor", "direction"),
    [
        ("rising sea levels", "sea-level", UP),
        ("heat waves in cities", "heat-waves-in-cities", NONE),
        ("lake acidification", "lakes-acidification", NONE),
        ("stomatal closure", "stomatal-closure", NONE),
        ("photosynthetic rate", "photosynthesis", NONE),
        ("consumer price inflation", "inflation", NONE),
        ("higher interest rates", "interest-rates", UP),
        ("unemployment rate", "unemployment", NONE),
        ("hepatic CYP3A4 activity", "cyp3a4-in-liver", NONE),
    ],
)
def test_climate_plants_markets_and_drugs_are_known_too(phrase: str, factor: str, direction: Sign) -> None:
    found = GROUNDER.phrase(phrase)

    assert (found.factor.id, found.direction) == (factor, direction)


@pytest.mark.parametrize("phrase", ["trade tariffs", "copper prices"])
def test_a_market_is_no_place(phrase: str) -> None:
    assert "-in-" not in GROUNDER.phrase(phrase).factor.id


def test_a_heading_that_stands_upside_down_is_put_upright() -> None:
    assert GROUNDER.phrase("premature mortality").factor.label == "Premature Mortality"


def test_a_construct_is_marked_as_one() -> None:
    assert GROUNDER.phrase("four axes").factor.kind is FactorKind.CONSTRUCT


def test_an_everyday_word_means_a_construct_only_where_the_article_names_it() -> None:
    named = GROUNDER.context(Document(id="d", text="The regulatory circuit holds. The system rests."))

    assert GROUNDER.phrase("system").factor.kind is FactorKind.UNRESOLVED
    assert GROUNDER.phrase("system", named).factor.id == "regulatory-network"


def test_an_ambiguous_abbreviation_stays_open_until_the_article_defines_it() -> None:
    defined = GROUNDER.context(Document(id="d", text="Cognitive behavioral therapy (CBT) helps."))

    assert GROUNDER.phrase("CBT").factor.kind is FactorKind.UNRESOLVED
    assert GROUNDER.phrase("CBT", defined).factor.id == "cognitive-therapies"
    assert {factor.id for factor, _ in suggestions("CBT", LEXICON)} == {"cognitive-therapies", "core-body-temperature"}


def test_an_abbreviation_of_an_unknown_name_meets_the_name() -> None:
    context = GROUNDER.context(Document(id="d", text="The grand gribble factor (GGF) rises."))

    assert GROUNDER.phrase("GGF", context).factor.id == GROUNDER.phrase("grand gribble factor", context).factor.id


def test_a_name_cut_short_means_the_one_name_of_the_article_that_it_can_be() -> None:
    one = GROUNDER.context(Document(id="d", text="Magnesium malate is sold."))
    mineral = GROUNDER.context(Document(id="d", text="Zinc is sold. The mineral is cheap."))
    flow = GROUNDER.context(Document(id="d", text="Warmth raises blood flow to the extremities."))

    assert GROUNDER.phrase("blood flow", flow).factor.id == "extremity-blood-flow"
    assert GROUNDER.phrase("blood flow").factor.id == "circulation"
    assert GROUNDER.phrase("malate", one).factor.id == "magnesium-malate"
    assert GROUNDER.phrase("mineral", mineral).factor.id == "zinc"


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        (("magnesium", Relation.DECREASES, "NMDA receptor channel current"), ("magnesium", "decreases", "ion-flow")),
        (("glycine", Relation.ENABLES, "NMDA receptor activation"), ("glycine", "enables", "nmda-receptor-activity")),
        (("glycine", Relation.DECREASES, "core body temperature"), ("glycine", "decreases", "core-body-temperature")),
        (
            ("peripheral vasodilation", Relation.DECREASES, "core temperature"),
            ("peripheral-vasodilation", "decreases", "core-body-temperature"),
        ),
        (
            ("GABA–NMDA imbalance", Relation.INCREASES, "evening cortisol"),
            ("excitatory-inhibitory-imbalance", "increases", "evening-cortisol"),
        ),
        (("cortisol", Relation.INCREASES, "renal magnesium excretion"), ("cortisol", "increases", "renal-magnesium-excretion")),
        (("ATP–Mg²⁺ buffering", Relation.INCREASES, "stability"), ("atp-buffering", "increases", "system-stability")),
        (("PPIs", Relation.DECREASES, "magnesium absorption"), ("proton-pump-inhibitors", "decreases", "magnesium-absorption")),
        (("axis 1", Relation.AFFECTS, "axis 2"), ("gaba-nmda-axis", "affects", "hpa-autonomic-axis")),
    ],
)
def test_the_standing_examples_come_out_as_the_right_statements(triple: tuple[str, Relation, str], expected: tuple[str, str, str]) -> None:
    text = "Network stability and a whole system are the subject of these invented words."

    assert ground(text, triple) == [expected]


def test_both_orders_of_a_symmetric_relation_are_one_edge() -> None:
    one = statement_key("a", Relation.ASSOCIATED, "b", NONE, NONE)

    assert one == statement_key("b", Relation.ASSOCIATED, "a", NONE, NONE)
    assert statement_key("a", Relation.AFFECTS, "b", NONE, NONE) != statement_key("b", Relation.AFFECTS, "a", NONE, NONE)


def test_a_claim_about_one_thing_twice_makes_no_statement() -> None:
    assert ground("Low zinc lowers zinc.", ("low zinc", Relation.DECREASES, "zinc")) == []


def test_grounding_keeps_everything_that_was_read() -> None:
    document = a_document()
    claim = a_claim("low zinc", Relation.DECREASES, "grand gribble", document=document, negated=True)

    result = GROUNDER.ground(document, [claim])

    (after,) = result.claims
    assert (after.id, after.place, after.relation, after.negated, after.reading) == (
        claim.id,
        claim.place,
        claim.relation,
        claim.negated,
        claim.reading,
    )
    assert {after.subject.factor, after.object.factor} == set(result.factors)


@given(st.text(max_size=40))
def test_any_phrase_gets_a_factor_with_id_and_label(phrase: str) -> None:
    found = GROUNDER.phrase(phrase)

    assert found.factor.id
    assert found == GROUNDER.phrase(phrase)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gamma-aminobutyric acid (GABA) calms", {"GABA": "gamma-aminobutyric acid"}),
        ("the heart rate variability (HRV) falls", {"HRV": "heart rate variability"}),
        ("HRV (heart rate variability) falls", {"HRV": "heart rate variability"}),
        ("a trial (2012) of zinc", {}),
        ("a good study (see below) of zinc", {}),
        ("reactive oxygen species (ROS; see above)", {"ROS": "reactive oxygen species"}),
    ],
)
def test_definitions_in_parentheses_are_found(text: str, expected: dict[str, str]) -> None:
    assert definitions(text) == expected


def test_no_form_of_the_hand_made_tables_is_lost_to_another_factor() -> None:
    labels = {key for key, factor in LEXICON.factors.items() if LEXICON.forms[fold(factor.label)] != key}

    assert not labels


def test_every_row_that_points_at_a_factor_points_at_one_that_is_there() -> None:
    keys = set(LEXICON.factors)
    ends = {key for key, _ in LEXICON.signed.values()} | set(LEXICON.cased.values()) | {k for ks in LEXICON.ambiguous.values() for k in ks}
    parents = {factor.broader for factor in LEXICON.factors.values() if factor.broader}

    assert ends <= keys
    assert parents <= keys


def test_a_mesh_factor_carries_its_number() -> None:
    key = LEXICON.mesh.find(fold("pericardium"))

    assert key == "pericardium"
    assert [xref.curie for xref in LEXICON.mesh.found[key].xrefs] == ["MESH:D010496"]


def test_a_mesh_name_of_a_curated_factor_means_that_factor() -> None:
    assert LEXICON.lookup(fold("diabetes mellitus, type 2")) == LEXICON.lookup(fold("type 2 diabetes")) == "type-2-diabetes"


def test_suggestions_are_ranked_and_near() -> None:
    found = suggestions("cortisole levles", LEXICON)

    assert found == sorted(found, key=lambda pair: -pair[1])
    assert suggestions("gribble wobble zonk", LEXICON) == []
