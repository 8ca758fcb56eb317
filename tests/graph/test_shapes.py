"""Whatever we write looks as the shapes say, and what does not is found."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given, settings

from graph import KnowledgeGraph
from graph.shapes import violations
from ontology.model import Claim, Evidence, EvidenceLevel, Factor, FactorKind, Flag, Quantity, Severity, Verdict, Xref
from ontology.relations import Sign
from tests.build import a_claim, a_document
from tests.graph.strategies import claims
from tests.graph.test_rdf import as_quads

NOW = "2026-01-02T03:04:05Z"


def test_a_whole_store_conforms() -> None:
    old = a_document("Zinc lowers copper. Once.", source="a.txt")
    document = a_document("Zinc lowers copper.", source="a.txt", title="T", doi="10.1000/a", authors=("A",), references={"1": "A work"})
    cited = Evidence(level=EvidenceLevel.IDENTIFIED, cite="doi:10.1000/x", identifiers=("doi:10.1000/x", "pmid:1"))
    zinc = Factor(
        id="zinc", label="zinc", kind=FactorKind.CONSTRUCT, valence=Sign.UP, xrefs=(Xref(curie="CHEBI:1"),), aspect_of=("x", "level")
    )
    with KnowledgeGraph.open() as graph:
        graph.add(old, [a_claim(document=old)], {}, time=NOW)
        claim = a_claim(document=document, evidence=cited, context="at night", section="S", directions=(Sign.DOWN, Sign.NONE))
        graph.add(document, [claim], {"zinc": zinc}, time=NOW)
        graph.decide(claim.id, Verdict.ACCEPTED, reviewer="ann", time=NOW, reason="read it")
        graph.keep_flags([Flag(id="f-1", code="EV001", severity=Severity.HIGH, message="m", looked_for="l", fix="f")], time=NOW)

        assert violations(graph.quads()) == []


@settings(max_examples=15, deadline=None)
@given(claims())
def test_claims_conform_but_for_what_the_strategy_invents(claim: Claim) -> None:
    """Spans that end before they begin and comparators that are none come from the strategy; nothing else may be wrong."""
    found = violations(ox.parse(as_quads([claim]), format=ox.RdfFormat.N_QUADS))

    invented = {"https://w3id.org/mechgraph/ontology#start", "https://w3id.org/mechgraph/ontology#comparator"}
    assert {item.path for item in found} <= {*invented, "https://w3id.org/mechgraph/ontology#quantity"} | {
        f"https://w3id.org/mechgraph/ontology#{part}Mention" for part in ("subject", "object")
    }


def test_a_claim_with_two_modalities_is_found() -> None:
    text = as_quads([a_claim()])
    extra = (
        text.splitlines()[0].split(" ")[0]
        + " <https://w3id.org/mechgraph/ontology#modality> <https://w3id.org/mechgraph/ontology#Sure> .\n"
    )

    found = violations(ox.parse(text + extra, format=ox.RdfFormat.N_QUADS))

    assert {item.message for item in found} == {"A claim is asserted, hedged or hypothetical."}
    assert {item.severity for item in found} == {"violation"}


def test_a_comparator_of_its_own_is_found() -> None:
    claim = replace(a_claim(), quantity=Quantity(words="20 %", comparator="about"))

    found = violations(ox.parse(as_quads([claim]), format=ox.RdfFormat.N_QUADS))

    assert "https://w3id.org/mechgraph/ontology#quantity" in {item.path for item in found}
