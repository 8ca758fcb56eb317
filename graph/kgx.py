"""Statements for the Biolink world: KGX nodes and edges.

Source: the KGX format (github.com/biolink/kgx, specification/kgx-format.md) and the Biolink model 4. Direction qualifiers are legal only in
typed association classes; of these we use the one whose subject and object we can tell (a chemical that affects a gene or its product).
Every other statement goes out as the base Association with the plain predicate, and says in `description` what was left out.
Only asserted statements become edges, and denied ones as `negated`: a hedge or a hypothesis asserts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.works import works
from ontology.model import Claim, Factor, FactorKind, MatchGrade, Statement
from ontology.namespaces import iri
from ontology.relations import Relation

PREDICATES = {
    Relation.INCREASES: "biolink:affects",
    Relation.DECREASES: "biolink:affects",
    Relation.AFFECTS: "biolink:affects",
    Relation.ENABLES: "biolink:contributes_to",
    Relation.PRODUCES: "biolink:produces",
    Relation.BINDS: "biolink:directly_physically_interacts_with",
    Relation.ASSOCIATED: "biolink:associated_with",
}

DIRECTIONS = {Relation.INCREASES: "increased", Relation.DECREASES: "decreased"}

CHEMICALS = frozenset(
    ("SmallMolecule", "ChemicalEntity", "MolecularMixture", "ComplexMolecularMixture", "Drug", "Food", "MolecularEntity", "ChemicalMixture")
)
"""Categories of ours that are biolink:ChemicalEntity or below it."""

GENES = frozenset(("Gene", "Protein", "ProteinFamily"))
"""Categories of ours that are in the mixin biolink:GeneOrGeneProduct."""

CATEGORIES = frozenset(
    """ActivityAndBehavior AnatomicalEntity Attribute Behavior BiologicalProcess Cell CellularComponent ChemicalEntity ClinicalAttribute
    ClinicalMeasurement ComplexMolecularMixture Disease Drug EnvironmentalExposure EnvironmentalFeature EnvironmentalProcess Food Gene
    MacromolecularComplex MolecularActivity MolecularMixture OrganismTaxon PathologicalProcess PhenotypicFeature PhysicalEntity
    PhysiologicalProcess PopulationOfIndividualOrganisms Protein ProteinFamily SmallMolecule Treatment""".split()  # noqa: SIM905
)
"""Classes of the Biolink model that our factors use as categories."""

Row = dict[str, Any]


def node_id(factor: Factor) -> str:
    """Return the CURIE of a factor: its exact match in somebody's vocabulary, else our own IRI."""
    exact = [xref.curie for xref in factor.xrefs if xref.match is MatchGrade.EXACT]
    return exact[0] if exact else iri("factor", factor.id)


def node_row(factor: Factor) -> Row:
    """Return a factor as a KGX node."""
    row: Row = {"id": node_id(factor), "name": factor.label, "category": [category(factor)], "iri": iri("factor", factor.id)}
    if factor.synonyms:
        row["synonym"] = list(factor.synonyms)
    if factor.xrefs:
        row["xref"] = [xref.curie for xref in factor.xrefs]
    if factor.kind is not FactorKind.CONCEPT:
        row["description"] = f"{factor.kind.value}: no entity of a shared vocabulary"
    return row


def category(factor: Factor) -> str:
    """Return the Biolink class of a factor, biolink:NamedThing when we cannot tell."""
    return f"biolink:{factor.category}" if factor.category in CATEGORIES else "biolink:NamedThing"


def edge_rows(statement: Statement, factors: Mapping[str, Factor], claims: Mapping[str, Claim]) -> list[Row]:
    """Return a statement as KGX edges: one for those who assert it, one negated for those who deny it."""
    rows = []
    if statement.supporting:
        rows.append(_edge(statement, statement.supporting, factors, claims))
    if statement.denying:
        rows.append(
            {**_edge(statement, statement.denying, factors, claims), "id": f"{iri('statement', statement.id)}#denied", "negated": True}
        )
    return rows


def _edge(statement: Statement, ids: Iterable[str], factors: Mapping[str, Factor], claims: Mapping[str, Claim]) -> Row:
    subject, obj = factors[statement.key.subject], factors[statement.key.object]
    behind = [claims[claim] for claim in ids]
    return {
        "id": iri("statement", statement.id),
        "subject": node_id(subject),
        "predicate": PREDICATES[statement.key.relation],
        "object": node_id(obj),
        "category": ["biolink:Association"],
        "knowledge_level": "not_provided",
        "agent_type": "text_mining_agent",
        "primary_knowledge_source": "infores:mechgraph",
        "negated": False,
        "publications": _publications(behind),
        "supporting_text": [claim.place.quote for claim in behind],
        **_direction(statement.key.relation, subject, obj),
    }


def _direction(relation: Relation, subject: Factor, obj: Factor) -> Row:
    """Return the direction as qualifiers where Biolink allows them, else in words."""
    direction = DIRECTIONS.get(relation)
    if direction is None:
        return {}
    if subject.category in CHEMICALS and obj.category in GENES:
        return {
            "category": ["biolink:ChemicalAffectsGeneAssociation"],
            "qualified_predicate": "biolink:causes",
            "object_direction_qualifier": direction,
            "object_aspect_qualifier": "activity_or_abundance",
        }
    return {"description": f"{direction}: Biolink has no typed association for this pair, so the direction stands here only"}


def _publications(claims: Iterable[Claim]) -> list[str]:
    names = {name for claim in claims for work in works(claim.evidence) for name in work}
    known = (("doi:", "DOI:"), ("pmid:", "PMID:"), ("https://", "https://"))
    return sorted(curie + name.removeprefix(prefix) for name in names for prefix, curie in known if name.startswith(prefix))
