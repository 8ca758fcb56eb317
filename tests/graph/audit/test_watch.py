"""A watched store: only what changed is looked at anew, and what is found is what an audit from scratch finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from graph import KnowledgeGraph
from graph.audit import RULES, Facts, Finding, Watch, audit
from ontology.model import Claim, Document, EvidenceLevel, Factor, FactorKind, Modality, Verdict
from ontology.relations import Relation, Sign
from tests.graph.audit.build import NAMED, a_finding, a_library, an_article, claim_in, factor

TIME = "2026-01-02T03:04:05Z"

SUBSTANCES = (
    "zinc",
    "zinc glycinate",
    "glycine",
    "copper",
    "channel",
    "channel block",
    "calm",
    "sleep quality",
    "harmony axis",
    "odd word",
)
"""Names of invented factors: substances, a salt, a receptor and its block, an outcome, a construct, a word that nobody knows."""

FACTORS = {
    item.id: item
    for item in (
        factor("zinc", "SmallMolecule"),
        factor("zinc glycinate", "SmallMolecule", broader="zinc"),
        factor("glycine", "SmallMolecule"),
        factor("copper", "SmallMolecule"),
        factor("channel", "MacromolecularComplex"),
        factor("channel block", "MolecularActivity", aspect_of=("channel", "block")),
        factor("calm", "PhenotypicFeature", valence=Sign.UP),
        factor("sleep quality", "PhenotypicFeature", valence=Sign.UP),
        factor("harmony axis", kind=FactorKind.CONSTRUCT),
        factor("odd word", kind=FactorKind.UNRESOLVED),
    )
}
"""An entry for each of them; what a document names goes into the store, the rest is vocabulary."""

LIBRARY = a_library(a_finding("zinc", Sign.DOWN, "calm"), a_finding("glycine", Sign.UP, "channel", system="animal"))

ids = st.sampled_from(["zinc", "zinc-glycinate", "glycine", "channel", "channel-block", "calm"]) | st.sampled_from(sorted(FACTORS))
relations = st.sampled_from([Relation.INCREASES, Relation.DECREASES]) | st.sampled_from(Relation)
seldom = st.sampled_from([False, False, False, True])
modalities = st.sampled_from([Modality.ASSERTED, Modality.ASSERTED, *Modality])
sayings = st.tuples(ids, relations, ids, seldom, modalities, seldom, st.sampled_from([1.0, 0.4])).filter(lambda said: said[0] != said[2])
"""Subject, relation, object, denied, modality, sourced, confidence: mostly effects told as fact, so that paths and loops arise."""


def read(number: int, said: list[tuple[str, Relation, str, bool, Modality, bool, float]]) -> tuple[Document, list[Claim]]:
    """Return an invented article that says these things, a sentence each, with its claims."""
    sentences = [f"In case {at} {FACTORS[s].label} {r.value} {FACTORS[o].label}." for at, (s, r, o, *_) in enumerate(said)]
    document = an_article(f"# Article {number}\n\n" + " ".join(sentences) + "\n", source=f"article-{number}.md")
    claims = [
        claim_in(
            document,
            sentence,
            subject,
            relation,
            obj,
            negated=negated,
            modality=modality,
            evidence=NAMED if named else None,
            confidence=sure,
        )
        for sentence, (subject, relation, obj, negated, modality, named, sure) in zip(sentences, said, strict=True)
    ]
    return document, claims


class Watched(RuleBasedStateMachine):
    """Articles come, go and change, people decide, words get another entry; two audits look on, one of which remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.graph, self.watch = KnowledgeGraph.open(None), Watch()

    @rule(number=st.integers(0, 3), said=st.lists(sayings, min_size=1, max_size=8), odd=st.sampled_from(["odd word", "odder word"]))
    def add(self, number: int, said: list[tuple[str, Relation, str, bool, Modality, bool, float]], odd: str) -> None:
        document, claims = read(number, said)
        named = {mention.factor for claim in claims for mention in (claim.subject, claim.object)}
        entries = {**FACTORS, "odd-word": replace(FACTORS["odd-word"], label=odd)}
        self.graph.add(document, claims, [entries[name] for name in sorted(filter(None, named))], time=TIME)

    @precondition(lambda self: self.graph.documents())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.graph.remove(data.draw(st.sampled_from([document.id for document in self.graph.documents()])), time=TIME)

    @precondition(lambda self: self.graph.claims())
    @rule(data=st.data(), verdict=st.sampled_from(Verdict))
    def judge_a_claim(self, data: st.DataObject, verdict: Verdict) -> None:
        claim = data.draw(st.sampled_from([claim.id for claim in self.graph.claims()]))
        self.graph.decide(claim, verdict, reviewer="ana", time=TIME)

    @rule(data=st.data(), verdict=st.sampled_from(Verdict))
    def judge_a_flag(self, data: st.DataObject, verdict: Verdict) -> None:
        flags = self.audited(Watch()).flags
        if flags:
            self.graph.decide(data.draw(st.sampled_from([flag.id for flag in flags])), verdict, reviewer="ana", time=TIME)

    @invariant()
    def it_finds_what_an_audit_from_scratch_finds(self) -> None:
        kept, fresh = self.audited(self.watch), self.audited(Watch())

        assert [(flag.id, flag) for flag in kept.flags] == [(flag.id, flag) for flag in fresh.flags]
        assert (kept.suppressed, kept.priorities, kept.checked) == (fresh.suppressed, fresh.priorities, fresh.checked)
        assert [(r.rule.code, r.outcome, r.flags) for r in kept.results] == [(r.rule.code, r.outcome, r.flags) for r in fresh.results]

    def audited(self, watch: Watch):  # type: ignore[no-untyped-def]
        return audit(self.graph, library=LIBRARY, vocabulary=FACTORS, watch=watch)

    def teardown(self) -> None:
        self.graph.close()


TestWatched = Watched.TestCase
TestWatched.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)


def test_only_an_article_that_changed_is_looked_at_again() -> None:
    looked: list[str | None] = []

    def find(known: Facts) -> Iterator[Finding]:
        looked.extend(article.document.source for article in known.articles)
        yield from ()

    only, watch = [replace(RULES[0], find=find)], Watch()
    with KnowledgeGraph.open(None) as graph:
        for number, subject in enumerate(("zinc", "copper")):
            graph.add(*read(number, [(subject, Relation.INCREASES, "calm", False, Modality.ASSERTED, False, 1.0)]), [], time=TIME)
        audit(graph, rules=only, watch=watch)
        document, claims = read(1, [("copper", Relation.DECREASES, "calm", False, Modality.ASSERTED, False, 1.0)])
        graph.add(document, claims, [], time=TIME)
        audit(graph, rules=only, watch=watch)
        audit(graph, rules=only, watch=watch)

    assert looked == ["article-0.md", "article-1.md", "article-1.md"]


def test_an_article_is_looked_at_again_when_a_factor_behind_it_gets_another_entry() -> None:
    watch = Watch()
    document, claims = read(0, [("zinc", Relation.INCREASES, "calm", False, Modality.ASSERTED, False, 1.0)])
    with KnowledgeGraph.open(None) as graph:
        graph.add(document, claims, [FACTORS["zinc"], FACTORS["calm"]], time=TIME)
        audit(graph, select=["EV001"], watch=watch)
        other, more = read(1, [("zinc", Relation.BINDS, "channel", False, Modality.ASSERTED, False, 1.0)])
        graph.add(other, more, [replace(FACTORS["zinc"], label="Zn"), FACTORS["channel"]], time=TIME)
        flags = audit(graph, select=["EV001"], watch=watch).flags

    assert ["Zn" in flag.message for flag in flags if flag.document == document.id] == [True]


def test_leverage_can_be_counted_between_factors_of_interest() -> None:
    said = [
        ("zinc", Relation.INCREASES, "channel", False, Modality.ASSERTED, True, 1.0),
        ("channel", Relation.INCREASES, "calm", False, Modality.ASSERTED, False, 1.0),
        ("copper", Relation.INCREASES, "glycine", False, Modality.ASSERTED, False, 1.0),
    ]
    with KnowledgeGraph.open(None) as graph:
        graph.add(*read(0, said), [], time=TIME)
        report = audit(graph, select=["EV001"], watch=Watch(["zinc"], ["calm"]))

    found = {flag.claims: report.priorities[flag.id].leverage for flag in report.flags}
    assert sorted(found.values()) == [1.0, 2.0]
    assert all(claim.evidence.level is EvidenceLevel.NONE for claim in read(0, said)[1][1:])


def test_an_entry_of_the_store_goes_before_one_of_the_vocabulary() -> None:
    watch = Watch()
    with KnowledgeGraph.open(None) as graph:
        graph.add(*read(0, [("zinc", Relation.INCREASES, "calm", False, Modality.ASSERTED, False, 1.0)]), [FACTORS["zinc"]], time=TIME)
        facts = watch.look(graph, vocabulary={"zinc": Factor(id="zinc", label="tin"), "tin": Factor(id="tin", label="tin")})

    assert (facts.label("zinc"), facts.label("tin")) == ("zinc", "tin")
