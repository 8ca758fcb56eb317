"""Modality, evidence, quantities and context of a claim. Every sentence here is invented."""

from __future__ import annotations

import pytest

from loaders import load_text
from loaders.context import context
from loaders.evidence import offered
from loaders.modality import modality
from loaders.quantities import quantities, quantity
from loaders.sentences import spans
from ontology.identifiers import identifiers
from ontology.model import Document, Evidence, EvidenceLevel, Modality


def told(sentence: str, lead_in: str | None = None) -> Modality:
    """Return the modality of a sentence whose cue stands between stars."""
    start, end = sentence.index("*"), sentence.rindex("*") - 1
    return modality(sentence.replace("*", ""), (start, end), lead_in=lead_in)


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Zinc *lowers* copper.", "asserted"),
        ("Zinc can *lower* copper.", "asserted"),
        ("Zinc could not *lower* copper.", "asserted"),
        ("In May 2020 zinc *lowered* copper.", "asserted"),
        ("The membrane potential *lowers* copper.", "asserted"),
        ("Sheep with zinc are four times more likely to *get* flu.", "asserted"),
        ("Zinc may *lower* copper.", "hedged"),
        ("May *lower* copper.", "hedged"),
        ("Zinc may lower copper, *raising* iron.", "hedged"),
        ("Zinc may lower copper, which *raises* iron.", "asserted"),
        ("Zinc *lowers* copper and may raise iron.", "asserted"),
        ("Zinc is thought to *lower* copper.", "hedged"),
        ("Early data suggest that zinc *lowers* copper.", "hedged"),
        ("Zinc tends to *lower* copper.", "hedged"),
        ("Zinc often *lowers* copper.", "hedged"),
        ("Zinc can sometimes *lower* copper.", "hedged"),
        ("Zinc occasionally *lowers* copper.", "hedged"),
        ("Occasional zinc *lowers* copper.", "asserted"),
        ("Zinc is a potential cause that *lowers* copper.", "hedged"),
        ("Many people believe that zinc *lowers* copper.", "hedged"),
        ("Zinc would *lower* copper.", "hypothetical"),
        ("Does zinc *lower* copper?", "hypothetical"),
        ("If zinc is high, copper *falls*.", "hypothetical"),
        ("If you eat zinc, copper *falls*.", "asserted"),
        ("Zinc *kills* sheep if left untreated.", "asserted"),
        ("We tested whether zinc *lowers* copper.", "hypothetical"),
        ("Zinc is hypothesized to *lower* copper.", "hypothetical"),
        ("Future research will show if zinc *lowers* copper.", "hypothetical"),
    ],
)
def test_a_hedge_counts_where_it_governs_the_cue(sentence: str, level: str) -> None:
    assert told(sentence) is Modality(level)


def test_what_hedges_the_lead_in_hedges_the_bullet() -> None:
    assert told("*lowering* copper", lead_in="It is a metal. Zinc may help by:") is Modality.HEDGED
    assert told("*lowering* copper", lead_in="It may be a metal. Zinc helps by:") is Modality.ASSERTED


def test_a_rule_that_knows_better_decides() -> None:
    assert modality("Zinc lowers copper.", (5, 11), own="hypothetical") is Modality.HYPOTHETICAL


def of(text: str, number: int = 0, suffix: str = ".md") -> Evidence:
    """Return the evidence of the n-th sentence of the last block."""
    document = load_text(text, source="a", suffix=suffix)
    block = max(i for i, block in enumerate(document.blocks) if block.kind != "reference")
    return offered(document, block, list(spans(document.blocks[block].text))[number])


@pytest.mark.parametrize(
    ("text", "level", "cite"),
    [
        ("Zinc lowers copper.", "none", None),
        ("Zinc (Zn) lowers copper (PPIs, tin; iron).", "none", None),
        ("Studies show that zinc lowers copper.", "vague", "Studies show"),
        ("Zinc lowers copper in several studies.", "vague", "in several studies"),
        ("Zinc has been shown to lower copper.", "vague", "has been shown"),
        ("Research: lowers copper.", "vague", "Research:"),
        ("Zinc lowers copper (Lee et al., 2019; Mo 2020).", "named", "Lee et al., 2019; Mo 2020"),
        ("Lee and Mo (2019) found that zinc lowers copper.", "named", "Lee and Mo (2019"),
        ("A 2021 trial in 40 sheep found that zinc lowers copper.", "named", "A 2021 trial"),
        ("A study of 1,300 sheep found that zinc lowers copper.", "named", "study of 1,300"),
        ("A study published in *Metal Reports* found that zinc lowers copper.", "named", "study published in Metal"),
        ("Zinc lowers copper (Vale Clinic; PubMed).", "named", "Vale Clinic; PubMed"),
        ("According to the Vale law, zinc lowers copper.", "named", "According to the Vale"),
        ("The FDA issued a warning that zinc lowers copper.", "named", "The FDA issued"),
        ("Zinc lowers copper[[7]](#ref7).", "named", "[7]"),
        ("Zinc lowers copper <sup>[3,9-11]</sup>.", "named", "[3,9-11]"),
        ("Zinc lowers copper, doi:10.5555/Zn.1.", "identified", "doi:10.5555/zn.1"),
        ("Zinc [lowers copper](https://pubmed.ncbi.nlm.nih.gov/123456).", "identified", "pmid:123456"),
        ("Zinc [lowers copper](https://shop.example/zinc).", "none", None),
        ("The field has 12 km² of zinc and Mg²⁺.", "none", None),
    ],
)
def test_the_words_say_what_is_offered(text: str, level: str, cite: str | None) -> None:
    evidence = of(text)

    assert (evidence.level, evidence.cite) == (EvidenceLevel(level), cite)


def test_a_numbered_reference_is_identified_when_the_list_says_where_to_look() -> None:
    text = "Zinc lowers copper.[^a]\n\n[^a]: Lee A. Zinc. https://doi.org/10.5555/ZN2\n"

    assert of(text) == Evidence(level=EvidenceLevel.IDENTIFIED, cite="[^a]", identifiers=("doi:10.5555/zn2",))


def test_the_sentence_behind_covers_this_one_when_it_speaks_of_it() -> None:
    assert of("Zinc lowers copper. The FDA issued a warning about this in 2011.").level is EvidenceLevel.NAMED
    assert of("Zinc lowers copper. The FDA issued a warning about tin in 2011.").level is EvidenceLevel.NONE


def test_the_study_goes_on_in_the_next_sentence() -> None:
    assert (
        of("A 2021 trial in sheep found that zinc lowers copper. The study also found that zinc raises iron.", 1).level
        is EvidenceLevel.NAMED
    )


def test_bullets_stand_on_the_evidence_of_their_lead_in() -> None:
    assert of("Several trials have shown:\n\n- zinc lowers copper\n").level is EvidenceLevel.VAGUE
    assert of("Zinc works well:\n\n- it lowers copper\n").level is EvidenceLevel.NONE


def test_results_told_of_a_described_sample_are_named() -> None:
    assert of("We studied wild-type mice and mice without zinc. Mice without zinc show more copper.", 1).level is EvidenceLevel.NAMED


def test_what_a_study_found_does_not_cover_a_remark_behind_it() -> None:
    text = "Studies show that zinc lowers copper, which is vital for iron."
    document: Document = load_text(text, source="a")

    assert offered(document, 0, (0, len(text)), (25, 31)).level is EvidenceLevel.VAGUE
    assert offered(document, 0, (0, len(text)), (50, 55)).level is EvidenceLevel.NONE


def test_identifiers_are_normalised_and_shops_are_none() -> None:
    text = "https://doi.org/10.5555/A-B(1), PMC123456, arXiv:2401.01234, NCT01234567, https://shop.example/a, https://www.who.int/zinc."

    assert identifiers(text) == ("doi:10.5555/a-b(1)", "pmcid:PMC123456", "arxiv:2401.01234", "NCT01234567", "https://www.who.int/zinc")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.frontiersin.org/articles/10.3389/FNEUR.2012.00061/full", "doi:10.3389/fneur.2012.00061"),
        ("https://doi.org/10.5555/xyz?utm_source=a&b=c", "doi:10.5555/xyz"),
        ("https://doi.org/10.5555/xyz/full", "doi:10.5555/xyz/full"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1111/j.1479.x", "doi:10.1111/j.1479.x"),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1", "doi:10.1371/journal.pone.1"),
        ("https://www.tandfonline.com/doi/full/10.1080/0731.2019#h2", "doi:10.1080/0731.2019"),
        ("https://bmjopen.bmj.com/content/10.1136/bmjopen-2020.full.pdf", "doi:10.1136/bmjopen-2020"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full", "doi:10.1101/2020.01.01.123456"),
        ("https://www.nature.com/articles/s41586-020-2649-2", "doi:10.1038/s41586-020-2649-2"),
        ("https://europepmc.org/article/MED/22529837", "pmid:22529837"),
        ("arXiv:hep-th/9901001", "arxiv:hep-th/9901001"),
        (
            "doi:10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1.",
            "doi:10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1",
        ),
        ("10.5555/full", "doi:10.5555/full"),
    ],
)
def test_an_address_is_the_work_that_it_leads_to_and_nothing_else(text: str, expected: str) -> None:
    assert identifiers(f"See {text}, they say.") == (expected,)


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit", "comparator"),
    [
        ("by up to 18%", 18, 18, "%", "<="),
        ("2.3-fold", 2.3, 2.3, "fold", None),
        ("3 g", 3, 3, "g", None),
        ("8 weeks", 8, 8, "week", None),
        ("over 8 weeks", 8, 8, "week", None),
        ("n = 1,200", 1200, 1200, "n", "="),
        ("50-80 %", 50, 80, "%", None),
        ("20 to 30 percent", 20, 30, "%", None),
        ("p < 0.05", 0.05, 0.05, "p", "<"),
        ("95% CI 1.2–3.4", 1.2, 3.4, "CI", None),
        ("4x more", 4, 4, "fold", None),
        ("at least 5 mg/kg", 5, 5, "mg/kg", ">="),
        ("more than 1.5 million", 1.5e6, 1.5e6, None, ">"),
        ("six to seven hours", 6, 7, "hour", None),
        ("about 12 mmHg", 12, 12, "mmHg", "~"),
        ("up to an hour", 1, 1, "hour", "<="),
        ("two centuries", 2, 2, "century", None),
    ],
)
def test_numbers_become_typed_values(text: str, value: float, upper: float, unit: str | None, comparator: str | None) -> None:
    found = [item for _, _, item in quantities(f"Zinc lowers copper {text}.")]

    assert [(item.value, item.upper, item.unit, item.comparator) for item in found] == [(value, upper, unit, comparator)]


@pytest.mark.parametrize("text", ["COX-1 and T3", "25(OH)D", "in 2020", "type 2 and B6", "Figure 3.1", "[12] and [3,4]", "7 dwarfs"])
def test_digits_in_names_years_and_citations_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


def test_an_effect_comes_before_a_dose_and_a_dose_before_a_duration() -> None:
    found = quantity("For 8 weeks 3 g of zinc lowered copper by 20%.", (24, 31))

    assert found is not None
    assert found.words == "20%"


@pytest.mark.parametrize(
    ("sentence", "cue", "found"),
    [
        ("At rest, zinc lowers copper.", "lowers", "At rest"),
        ("Zinc lowers copper in patients with gout.", "lowers", "in patients with gout"),
        ("Zinc lowers copper during deep sleep, and it helps.", "lowers", "during deep sleep"),
        ("When rain falls, zinc lowers copper.", "lowers", "When rain falls"),
        ("Zinc lowers copper while raising iron.", "lowers", None),
        ("Zinc lowers copper in severe chronic infections.", "lowers", "in severe chronic infections"),
        ("Zinc lowers copper; at night it rests.", "lowers", None),
        ("Zinc lowers copper.", "lowers", None),
    ],
)
def test_conditions_and_populations_stand_in_the_cues_own_stretch(sentence: str, cue: str, found: str | None) -> None:
    start = sentence.index(cue)

    assert context(sentence, (start, start + len(cue))) == found


def test_what_is_subject_or_object_is_no_condition() -> None:
    assert context("Zinc lowers copper in rats.", (5, 11), taken=((12, 26),)) is None


def test_a_lead_in_that_says_when_is_the_condition_of_its_bullets() -> None:
    assert context("it lowers copper", (3, 9), lead_in="During deep sleep:") == "During deep sleep"
