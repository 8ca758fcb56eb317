"""What the rules over trees read in single sentences, family by family; every sentence is invented."""

from __future__ import annotations

import pytest

from loaders.parser import tree_of
from loaders.rules import RULES
from loaders.rules.base import candidate, rule_id


def said(sentence: str) -> set[tuple[str, str, str]]:
    """Return what the rules find as (subject, relation, object), a denial as `not relation`; unsaid sides as their kind."""
    tree = tree_of(sentence)
    found = [candidate(tree, rule_id(rule), finding) for rule in RULES for finding in rule(tree)]
    return {
        (
            (item.subject.text or item.subject.carried or "").lower(),
            f"not {item.relation.value}" if item.negated else item.relation.value,
            (item.object.text or item.object.carried or "").lower(),
        )
        for item in found
    }


FAMILIES = [
    ("active", "Zinc lowers copper.", {("zinc", "decreases", "copper")}),
    ("rare verb", "Willow bark attenuates swelling.", {("willow bark", "decreases", "swelling")}),
    ("passive", "Copper uptake is inhibited by zinc.", {("zinc", "decreases", "copper uptake")}),
    ("reduced relative", "Algal blooms caused by heat are frequent.", {("heat", "increases", "algal blooms")}),
    ("relative clause", "Farmers sow clover, which enriches soil nitrogen.", {("clover", "increases", "soil nitrogen")}),
    ("participle behind", "Zinc blocks the channel, lowering calcium influx.", {("zinc", "decreases", "calcium influx")}),
    (
        "coordinated verbs",
        "Basil calms nausea and improves appetite.",
        {("basil", "decreases", "nausea"), ("basil", "increases", "appetite")},
    ),
    ("by doing", "Zinc improves sleep by lowering cortisol.", {("zinc", "increases", "sleep"), ("zinc", "decreases", "cortisol")}),
    ("lead to", "Higher tariffs lead to lower imports.", {("higher tariffs", "decreases", "imports")}),
    ("result in", "Drought results in a decline in yields.", {("drought", "decreases", "yields")}),
    ("depend on", "Root growth depends on phosphate.", {("phosphate", "enables", "root growth")}),
    ("require", "Germination requires warmth.", {("warmth", "enables", "germination")}),
    ("stem from", "Inflation stems from supply shocks.", {("supply shocks", "increases", "inflation")}),
    ("bind", "The toxin binds to the sodium channel.", {("toxin", "binds", "sodium channel")}),
    ("associated", "Gout is associated with obesity.", {("gout", "associated", "obesity")}),
    ("linking", "One report links noise to poor sleep.", {("noise", "associated", "poor sleep")}),
    ("cause to fall", "Zinc causes copper levels to fall.", {("zinc", "decreases", "copper levels")}),
    ("allow", "The pump allows sodium to leave the cell.", {("pump", "enables", "sodium leaving cell")}),
    ("prevent from", "Wax prevents leaves from drying.", {("wax", "decreases", "leaves drying")}),
    ("harder", "Salt makes it harder for roots to absorb water.", {("salt", "decreases", "roots absorbing water")}),
    ("convert", "Yeast converts sugar into alcohol.", {("sugar", "produces", "alcohol")}),
    ("conversion of", "Light speeds the conversion of starch to sugar.", {("starch", "produces", "sugar")}),
    ("released from", "Renin is released from the kidney.", {("kidney", "produces", "renin")}),
    ("induced", "Noise-induced stress is common.", {("noise", "increases", "stress")}),
    ("agent noun", "Zinc is a potent inhibitor of copper absorption.", {("zinc", "decreases", "copper absorption")}),
    ("cofactor", "Zinc is a cofactor for the enzyme.", {("zinc", "enables", "enzyme")}),
    ("essential", "Iron is essential for oxygen transport.", {("iron", "enables", "oxygen transport")}),
    ("role", "Zinc plays a key role in wound healing.", {("zinc", "affects", "wound healing")}),
    ("role in doing", "Bees have a role in shaping meadows.", {("bees", "affects", "meadows")}),
    ("due to", "Prices rose because of the drought.", {("drought", "increases", "prices")}),
    ("rises with", "Evaporation increases with temperature.", {("temperature", "increases", "evaporation")}),
    ("when", "When zinc falls, copper rises.", {("falling zinc", "increases", "copper")}),
    ("without", "Without zinc, the gate cannot open.", {("zinc", "enables", "opening gate")}),
    ("such as", "Minerals such as zinc lower copper.", {("minerals", "decreases", "copper"), ("zinc", "decreases", "copper")}),
    (
        "shared of",
        "Zinc raises the absorption and use of iron.",
        {("zinc", "increases", "absorption of iron"), ("zinc", "increases", "use of iron")},
    ),
    ("split premodifier", "Zinc enhances serotonin and dopamine release.", {("zinc", "increases", "dopamine release")}),
    ("judged by value", "Mint improves nausea.", {("mint", "decreases", "nausea")}),
    ("mending a lack", "Rest restores depleted glycogen.", {("rest", "increases", "glycogen")}),
    ("negatively", "Smoke negatively affects lung growth.", {("smoke", "decreases", "lung growth")}),
    ("indirect question", "Rain determines whether grass covers the slope.", {("rain", "affects", "grass covering slope")}),
    (
        "past tense",
        "Resveratrol supplementation increased iron levels in mice.",
        {("resveratrol supplementation", "increases", "iron levels")},
    ),
    ("likelier", "Smokers were more likely to develop gout.", {("smokers", "associated", "developing gout")}),
    ("higher in", "Serum zinc was lower in smokers than in controls.", {("smokers", "associated", "lower serum zinc")}),
    ("has more", "Smokers had higher copper levels than controls.", {("smokers", "associated", "higher copper levels")}),
    ("shift toward", "Low rain shifts the balance toward shrubs.", {("low rain", "increases", "shrubs")}),
    ("protection", "Wax offers protection against frost.", {("wax", "decreases", "frost")}),
    ("effect is", "Another effect of zinc is improved sleep.", {("zinc", "increases", "sleep")}),
    ("property", "Willow has anti-inflammatory effects.", {("willow", "decreases", "inflammation")}),
    ("report", "Studies show a reduction in pain.", {("reported", "decreases", "pain")}),
    ("class noun", "Plants need zinc and iron, minerals vital for growth.", {("zinc", "enables", "growth"), ("iron", "enables", "growth")}),
    (
        "examples of an inner noun",
        "Some yeasts raise the production of vitamins, such as folate.",
        {("some yeasts", "increases", "production of vitamins"), ("some yeasts", "increases", "production of folate")},
    ),
    (
        "examples behind a place",
        "Ozone interacts with cells in the leaf, such as stomata and hairs.",
        {("ozone", "affects", "cells in the leaf"), ("ozone", "affects", "stomata")},
    ),
    ("known to", "Willow bark is known to relieve headaches.", {("willow bark", "decreases", "headaches")}),
    ("shown to", "Barley has been shown to lower cholesterol.", {("barley", "decreases", "cholesterol")}),
    ("thought to be", "Copper is thought to be essential for growth.", {("copper", "enables", "growth")}),
    ("fail to", "These coatings fail to cross the membrane.", {("coatings", "not enables", "membrane")}),
    ("no evidence that", "There is no evidence that garlic cures warts.", {("garlic", "not decreases", "warts")}),
    ("little effect", "Irrigation has little effect on salinity.", {("irrigation", "not affects", "salinity")}),
    ("thus doing", "Low zinc weakens signaling, thus harming the skin.", {("weakened signaling", "decreases", "skin")}),
    (
        "passive, resulting in",
        "The release of iron is blocked, resulting in slower growth.",
        {("blocked release of iron", "decreases", "growth")},
    ),
    ("pseudo-cleft", "The slow release is what allows the soil to recover.", {("slow release", "enables", "soil recovering")}),
    ("cleft over a phrase", "It is the fall in pressure that causes the fainting.", {("fall in pressure", "increases", "fainting")}),
    ("efficacy of", "In women, the efficacy of sage in preventing flushes was studied.", {("sage", "decreases", "flushes")}),
    ("made worse by", "Erosion is made worse by heavy rain.", {("heavy rain", "increases", "erosion")}),
    ("made weaker by", "The signal is made weaker by fog.", {("fog", "decreases", "signal")}),
    (
        "because it is faulty",
        "The plant loses its ability to cool itself because the valve is faulty.",
        {("faulty valve", "decreases", "ability to cool itself")},
    ),
    ("without, loses", "Without water, the plant loses its ability to cool.", {("water", "enables", "ability to cool")}),
    (
        "as it rises, they release",
        "As light levels rise, leaf cells release oxygen.",
        {("rising light levels", "increases", "release of oxygen")},
    ),
    ("in response to", "Resin is released from the bark in response to injury.", {("injury", "increases", "release of resin")}),
    ("reported after", "Half of them had less pain after six weeks of yoga.", {("yoga", "decreases", "pain")}),
    ("together", "Stress and pain often appear together.", {("stress", "associated", "pain")}),
    ("role in how", "Enzymes play a big role in how quickly the liver clears alcohol.", {("enzymes", "affects", "liver clearing alcohol")}),
    ("protect from", "A hedge protects the field from wind.", {("hedge", "decreases", "wind")}),
    ("side effect of", "Nausea is a common side effect of the medication.", {("medication", "increases", "nausea")}),
    (
        "effects include",
        "Side effects of the drug include nausea and cramps.",
        {("drug", "increases", "nausea"), ("drug", "increases", "cramps")},
    ),
    ("hyphened predicate", "Sugar uptake is insulin-dependent.", {("insulin", "enables", "sugar uptake")}),
    ("need in order to", "Roots need boron in order to take up calcium.", {("boron", "enables", "roots taking up calcium")}),
    ("risk factor", "Lack of shade is a risk factor for heat stress.", {("lack of shade", "increases", "heat stress")}),
    ("phrasal verb", "Higher wages push up prices.", {("higher wages", "increases", "prices")}),
    (
        "counted apposition",
        "Sage can lower levels of cortisol and leptin, two hormones that drive hunger.",
        {("cortisol", "increases", "hunger"), ("leptin", "increases", "hunger"), ("sage", "decreases", "levels of leptin")},
    ),
    ("apposition", "Fasting releases ghrelin, a hormone that raises appetite.", {("ghrelin", "increases", "appetite")}),
    ("plural apposition", "Worms make defensins, peptides that kill bacteria.", {("defensins", "decreases", "bacteria")}),
    (
        "the apposition",
        "The drug is an inhibitor of renin, the enzyme that raises blood pressure.",
        {("renin", "increases", "blood pressure")},
    ),
    ("class with examples", "Moulds make compounds like patulin, which harm mice.", {("patulin", "decreases", "mice")}),
    ("announced list", "Drought leads to many problems: crop failure, dust storms and fires.", {("drought", "increases", "dust storms")}),
    ("when people do", "When you eat sugar, blood glucose rises.", {("eating sugar", "increases", "blood glucose")}),
    (
        "if people do not",
        "If you don't drink enough water, the blood pressure falls.",
        {("not drinking enough water", "decreases", "blood pressure")},
    ),
    ("as people do", "Bone mass declines as we age.", {("aging", "decreases", "bone mass")}),
    ("occurs when", "Scurvy develops when the body lacks vitamin C.", {("lack of vitamin c", "increases", "scurvy")}),
    ("if there is", "If there is too much salt, cramps can occur.", {("too much salt", "increases", "cramps")}),
    ("feeling", "If you skip breakfast, you feel tired.", {("skipping breakfast", "increases", "feeling tired")}),
    ("without, denied", "Without vitamin C, collagen can't form properly.", {("vitamin c", "enables", "forming collagen")}),
    ("idiom", "Drought wreaks havoc on maize.", {("drought", "decreases", "maize")}),
    ("light verbs", "Mutations give rise to tumours.", {("mutations", "increases", "tumours")}),
    (
        "one of the ways",
        "One of the main ways statins work is by blocking cholesterol synthesis.",
        {("statins", "decreases", "cholesterol synthesis")},
    ),
    ("another way", "Another way clover helps is through smothering weeds.", {("clover", "decreases", "weeds")}),
    ("found in people with", "One survey found lower zinc levels in people with acne.", {("acne", "associated", "lower zinc levels")}),
    ("occurs in", "Gout occurs more often in older men.", {("older men", "associated", "gout")}),
    ("patients have more", "Patients with gout have higher uric acid.", {("gout", "associated", "higher uric acid")}),
    ("characterized by", "The disease is characterized by fever and rash.", {("disease", "associated", "rash")}),
    ("means a clause", "Low iron means the muscles get less oxygen.", {("low iron", "decreases", "oxygen")}),
    ("so", "Shade cools the soil, so less water is lost.", {("shade", "decreases", "soil")}),
    ("fewer of a thing", "As prices rise, people buy fewer apples.", {("rising prices", "decreases", "apples")}),
    ("during", "During deflation, wages fall.", {("deflation", "decreases", "wages")}),
    ("causes such as", "There are several causes of rot, such as damp and heat.", {("damp", "increases", "rot")}),
    ("the result is that", "The result of grazing is that grass thrives.", {("grazing", "increases", "grass")}),
    ("role is to", "The role of insulin is to lower blood glucose.", {("insulin", "decreases", "blood glucose")}),
    (
        "linked to decrease in",
        "Screens at night have been linked to decrease in melatonin.",
        {("screens at night", "associated", "decrease in melatonin")},
    ),
    ("made to do", "The gut releases enzymes to digest starch.", {("enzymes", "increases", "digestion of starch")}),
    ("helps the body", "Zinc helps your body fight infection.", {("zinc", "decreases", "infection")}),
    ("makes you", "Valerian makes you sleepy.", {("valerian", "increases", "being sleepy")}),
    ("makes resistant to", "Fat makes cells resistant to insulin.", {("fat", "increases", "resistance to insulin")}),
    ("anti-", "Honey has antibacterial properties.", {("honey", "decreases", "bacteria")}),
    ("has no", "Mint has no side effects.", {("mint", "not increases", "side effects")}),
    ("not by but by", "Mint works not by raising serotonin but by lowering cortisol.", {("mint", "not increases", "serotonin")}),
    ("converts", "Bacteria convert nitrogen into ammonia.", {("bacteria", "increases", "conversion of nitrogen into ammonia")}),
    ("American spelling", "Salt depolarises the cell.", {("salt", "increases", "cell")}),
    ("connecting words", "Deflation, however, lowers wages.", {("deflation", "decreases", "wages")}),
    ("verb between nouns", "Trade wars slow growth.", {("trade wars", "decreases", "growth")}),
    ("third person between nouns", "The drug benefits patients with gout.", {("drug", "increases", "patients with gout")}),
    ("verb in a relative", "Sugar is the fuel that powers muscles.", {("sugar", "enables", "muscles")}),
    ("led to rising", "Printing money led to rising prices.", {("printing money", "increases", "rising prices")}),
    ("possess", "Thyme possesses antifungal properties.", {("thyme", "decreases", "fungi")}),
    ("group of a study", "The zinc supplement group had reduced intakes of salt.", {("zinc supplement", "decreases", "intakes of salt")}),
    ("exposed to", "Bees that were exposed to the dust gathered less pollen.", {("dust", "decreases", "pollen")}),
    ("lacking", "Mice lacking leptin showed increased appetite.", {("lack of leptin", "increases", "appetite")}),
    ("lack in people with", "Children with eczema lack these bacteria.", {("eczema", "associated", "lack of bacteria")}),
    ("risk with", "There is a higher risk of rickets with seclusion.", {("seclusion", "increases", "risk of rickets")}),
    ("quality", "The solvent is hepatotoxic.", {("solvent", "increases", "hepatotoxicity")}),
    ("released during", "Renin is released during dehydration.", {("dehydration", "increases", "release of renin")}),
    ("forms from", "Peat forms from moss.", {("moss", "produces", "peat")}),
    ("named behind", "Its active compound, allicin, lowers cholesterol.", {("allicin", "decreases", "cholesterol")}),
    (
        "an illness called by a name",
        "Head injury leads to Parkinson's and epilepsy.",
        {("head injury", "increases", "parkinson")},
    ),
    ("definite predicate", "The outer layer is the cortex, which makes steroids.", {("cortex", "produces", "steroids")}),
    ("predicate that prevents", "The barrier is a filter that blocks toxins.", {("barrier", "decreases", "toxins")}),
    ("made by doing", "Flow is increased by widening the pipe.", {("widening pipe", "increases", "flow")}),
    ("doings joined", "Widening the pipe and smoothing it raises flow.", {("widening the pipe", "increases", "flow")}),
    ("remains", "Heat causes vessels to remain dilated.", {("heat", "increases", "dilated vessels")}),
    ("drugs are available that", "Drugs are available that inhibit renin.", {("drugs", "decreases", "renin")}),
    ("which for the clause", "Aspirin blocks COX enzymes, which reduces fever.", {("blocking cox enzymes", "decreases", "fever")}),
    ("two objects", "The dye gives the wool its shine.", {("dye", "increases", "shine")}),
    (
        "in people with",
        "Low levels of folate are common in people with depression.",
        {("low levels of folate", "associated", "depression")},
    ),
    ("likelier with", "People with low iron are more likely to develop cramps.", {("low iron", "associated", "developing cramps")}),
    ("no association", "No association was found between folate and colds.", {("folate", "not associated", "colds")}),
    ("seen with", "A large reduction in blood pressure was seen with potassium.", {("potassium", "decreases", "blood pressure")}),
    ("who took", "Patients who took zinc slept better.", {("zinc", "associated", "better sleeping")}),
    ("the higher the lower", "The higher the dose, the lower the blood pressure.", {("dose", "decreases", "blood pressure")}),
    ("of a kind", "Willow bark is a painkiller.", {("willow bark", "decreases", "pain")}),
    ("of no kind", "Boron is not a sedative.", {("boron", "not increases", "sedation")}),
    ("this is why", "This is why boron lowers pain.", {("boron", "decreases", "pain")}),
    (
        "not just but",
        "Boron restores not just balance but efficiency.",
        {("boron", "increases", "balance"), ("boron", "increases", "efficiency")},
    ),
    ("through", "Hops improve sleep through inhibition of histamine.", {("inhibition of histamine", "increases", "sleep")}),
    (
        "set off by dashes",
        "Several hormones — insulin, glucagon and cortisol — raise blood sugar.",
        {("cortisol", "increases", "blood sugar")},
    ),
    ("unlike", "Unlike the salts that raise thirst, this powder calms the gut.", {("powder", "not increases", "thirst")}),
    ("price that hurts", "Tariffs raise the price of imports, which hurts consumers.", {("price of imports", "decreases", "consumers")}),
    ("when it receives", "When the nerve receives strong input, the valve opens.", {("strong input", "increases", "valve")}),
    ("more of it enters", "As the lake warms, more methane enters the air.", {("warming lake", "increases", "methane")}),
    ("at risk", "Stress puts people at risk of stroke.", {("stress", "increases", "risk of stroke")}),
    ("existing as an adjective", "Poor sleep worsens existing conditions.", {("poor sleep", "increases", "conditions")}),
    ("the way it works", "Ozone alters the way your lungs work.", {("ozone", "affects", "lungs work")}),
    ("less sensitive", "The plant becomes less sensitive to frost.", {("frost", "decreases", "sensitivity of plant")}),
    ("occurs via", "The uptake occurs via sodium channels.", {("sodium channels", "enables", "uptake")}),
    ("consequences for", "Drought has real consequences for trade.", {("drought", "affects", "trade")}),
    (
        "kept from, causing",
        "Boron prevents copper from being absorbed, causing anaemia.",
        {("lack of copper being absorbed", "increases", "anaemia")},
    ),
    (
        "their in the sentence",
        "Bees keep aphids in check, so their death allowed aphids to multiply.",
        {("bees’ death", "enables", "aphids multiplying")},
    ),
    ("high in", "A diet high in fibre lowers cholesterol.", {("diet high in fibre", "decreases", "cholesterol")}),
    (
        "said behind a dash",
        "Boron is a co-agonist at the root receptor — the plant's main receptor for growth.",
        {("root receptor", "enables", "growth")},
    ),
    (
        "with loss of",
        "Frost could cause early damage with loss of turgor.",
        {("frost", "increases", "early damage"), ("frost", "decreases", "turgor")},
    ),
    ("doing more", "Heat makes you drink more.", {("heat", "increases", "drinking")}),
    ("doing less", "Eating fibre helps people eat less sugar.", {("eating fibre", "decreases", "eating sugar")}),
    ("made not to do", "Copper can cause the gate to not open.", {("copper", "decreases", "gate opening")}),
    ("role in doing", "Tin plays a role in supporting root growth.", {("tin", "increases", "root growth")}),
    ("a fold", "The skin fold raises heat.", {("skin fold", "increases", "heat")}),
    ("so many fold", "Tin raised serum zinc 2.3-fold in goats.", {("tin", "increases", "serum zinc")}),
    ("twofold", "Tin raised zinc twofold.", {("tin", "increases", "zinc")}),
    ("noun like a verb", "Drought lowers yield.", {("drought", "decreases", "yield")}),
]


@pytest.mark.parametrize(("sentence", "expected"), [(s, e) for _, s, e in FAMILIES], ids=[name for name, _, _ in FAMILIES])
def test_each_family_reads_its_example(sentence: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= said(sentence)


DENIALS = [
    ("not", "Zinc does not lower copper.", ("zinc", "not decreases", "copper")),
    ("never", "Zinc never lowers copper.", ("zinc", "not decreases", "copper")),
    ("fails to", "Zinc fails to lower copper.", ("zinc", "not decreases", "copper")),
    ("cannot", "Glycine cannot open the gate.", ("glycine", "not increases", "gate")),
    ("neither", "Neither zinc nor tin lowers copper.", ("zinc", "not decreases", "copper")),
    ("neither of what is acted on", "Tin lowers neither copper nor zinc.", ("tin", "not decreases", "copper")),
    ("or", "Zinc does not lower or alter copper.", ("zinc", "not affects", "copper")),
    ("double", "Zinc does not fail to lower copper.", ("zinc", "decreases", "copper")),
    ("not only", "Zinc not only lowers copper but also raises iron.", ("zinc", "decreases", "copper")),
    ("without", "Mint promotes calm without sedation.", ("mint", "not increases", "sedation")),
]


@pytest.mark.parametrize(("sentence", "expected"), [(s, e) for _, s, e in DENIALS], ids=[name for name, _, _ in DENIALS])
def test_denials_reach_their_verb_and_cancel_each_other(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(sentence)


NOT_TOLD = [
    ("shifts by itself", "The market shifts toward electric cars.", ("market", "increases", "electric cars")),
    ("who does what is changed", "Zinc promotes the removal of copper by macrophages.", ("macrophages", "decreases", "copper")),
    (
        "what is told needs no contrast",
        "Unlike salt, which raises thirst, tin stays solid, easing cramps.",
        ("tin", "not increases", "thirst"),
    ),
    ("joining phrase", "In addition to zinc, copper speeds healing.", ("addition to zinc", "increases", "healing")),
]


@pytest.mark.parametrize(("sentence", "claim"), [(s, c) for _, s, c in NOT_TOLD], ids=[name for name, _, _ in NOT_TOLD])
def test_what_a_sentence_does_not_tell_is_not_read(sentence: str, claim: tuple[str, str, str]) -> None:
    assert claim not in said(sentence)


def test_a_verb_whose_object_does_something_is_not_read_as_acting_on_the_object() -> None:
    assert not any(relation == "enables" and obj == "sodium" for _, relation, obj in said("The pump allows sodium to leave the cell."))


def test_pronouns_and_unsaid_subjects_are_left_for_the_reader_to_fill_in() -> None:
    assert {("it", "decreases", "copper")} <= said("It lowers copper.")
    assert {("elided", "decreases", "copper level")} <= said("Lowers the copper level.")


def test_a_pronoun_is_filled_in_by_an_earlier_clause_of_its_own_sentence() -> None:
    assert ("zinc", "decreases", "copper") in said("Because zinc enters the cell, it lowers copper.")


def test_every_rule_has_an_example_in_its_docstring_and_a_name_of_its_own() -> None:
    names = [rule_id(rule) for rule in RULES]

    assert len(set(names)) == len(names)
    assert all(rule.__doc__ for rule in RULES)
