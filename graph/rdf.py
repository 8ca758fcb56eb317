"""Documents, claims, factors and statements to triples: with `rdf_judged` the only file that knows them.

One named graph for each document holds the document, its claims as read, their places and their provenance. What is derived stands in
graphs of its own: `mg:supports`, `mg:hedges`, `mg:supposes` and `mg:denies` lead from accepted claims to statements, and the plain
triple `factor mg:decreases factor` exists while somebody asserts it (`Statement.asserted`): the export cannot lie.

Parts of a claim are named by fragments (`claim/c-1#subject`), so a dataset has no blank node and two exports are equal line by line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from graph.triples import TALLY, TYPE, Triple, boolean, checked, curie, date, double, integer, item, node, own, rdf_list, segment, text
from graph.works import works
from ontology.model import (
    Claim,
    Document,
    EvidenceLevel,
    Factor,
    MatchGrade,
    Mention,
    Place,
    Quantity,
    Reading,
    Statement,
    StatementKey,
)
from ontology.namespaces import BASE, PREFIXES, digest
from ontology.relations import Relation, Sign
from ontology.terms import iri_of


def document_triples(document: Document, *, time: str, superseded_by: str | None = None) -> Iterator[Triple]:
    """Yield what is known of a document; `time` is when it was loaded."""
    node_ = item("document", document.id)
    for kind in (own("Document"), curie("schema:Article"), curie("prov:Entity")):
        yield node_, TYPE, kind
    yield node_, own("sha256"), text(hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest())
    yield node_, curie("prov:generatedAtTime"), date(time)
    for predicate, value in _document_values(document):
        if value is not None:
            yield node_, predicate, value
    for author in document.authors:
        yield node_, curie("dcterms:creator"), text(author)
    if document.authors:
        head = f"{node_[:-1]}#authors>"
        yield node_, own("authors"), head
        yield from rdf_list(head, map(text, document.authors))
    if superseded_by:
        yield node_, curie("dcterms:isReplacedBy"), item("document", superseded_by)
    yield from _references(node_, document)


def _document_values(document: Document) -> Iterator[tuple[str, str | None]]:
    def words(value: str | None) -> str | None:
        return None if value is None else text(value)

    yield curie("dcterms:title"), words(document.title)
    yield curie("schema:url"), _address(document.url)
    yield own("doi"), words(document.doi)
    yield curie("dcterms:publisher"), words(document.publisher)
    yield curie("dcterms:issued"), None if document.published is None else date(document.published)
    yield own("retrieved"), None if document.retrieved is None else date(document.retrieved)
    yield curie("dcterms:language"), words(document.language)
    yield own("sells"), words(document.sells)
    yield own("digestOf"), words(document.digest_of)
    yield curie("dcterms:source"), words(document.source)


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    return (checked(url) if url.startswith(("http://", "https://")) else None) or text(url)


def _references(document_node: str, document: Document) -> Iterator[Triple]:
    for label, entry in document.references.items():
        work = f"{document_node[:-1]}#reference-{digest(label)}>"
        yield document_node, own("reference"), work
        yield work, TYPE, own("Work")
        yield work, own("referenceLabel"), text(label)
        yield work, own("words"), text(entry)


def claim_triples(claim: Claim, *, superseded: bool = False) -> Iterator[Triple]:
    """Yield a claim as it was read; one of a superseded version is no mg:Claim, so that no query counts it by mistake."""
    me = item("claim", claim.id)
    yield me, TYPE, own("SupersededClaim" if superseded else "Claim")
    yield me, TYPE, curie("rdf:Statement")
    yield me, curie("prov:wasQuotedFrom"), item("document", claim.document_id)
    yield me, curie("prov:wasGeneratedBy"), reading_node(claim)
    yield me, own("relation"), node(iri_of(claim.relation))
    yield me, own("negated"), boolean(claim.negated)
    yield me, own("modality"), node(iri_of(claim.modality))
    yield me, own("confidence"), double(claim.confidence)
    if claim.context is not None:
        yield me, own("condition"), text(claim.context)
    if claim.cue is not None:
        yield me, own("cueStart"), integer(claim.cue[0])
        yield me, own("cueEnd"), integer(claim.cue[1])
    if claim.statement is not None:
        yield from _about(me, claim.statement)
    yield from _mention(me, "subject", claim.subject)
    yield from _mention(me, "object", claim.object)
    yield from _evidence(me, claim)
    yield from _place(me, claim)
    if claim.quantity is not None:
        yield from _quantity(me, claim.quantity)


def _about(me: str, key: StatementKey) -> Iterator[Triple]:
    yield me, curie("rdf:subject"), item("factor", key.subject)
    yield me, curie("rdf:predicate"), node(iri_of(key.relation))
    yield me, curie("rdf:object"), item("factor", key.object)


def _part(me: str, name: str) -> str:
    return f"{me[:-1]}#{name}>"


def _mention(me: str, part: str, mention: Mention) -> Iterator[Triple]:
    there = _part(me, part)
    yield me, own(f"{part}Mention"), there
    yield there, own("phrase"), text(mention.phrase)
    if mention.start is not None:
        yield there, own("start"), integer(mention.start)
    if mention.end is not None:
        yield there, own("end"), integer(mention.end)
    if mention.direction is not Sign.NONE:
        yield there, own("direction"), text(mention.direction.value)
    if mention.factor is not None:
        yield there, own("factor"), item("factor", mention.factor)
    if mention.aspect is not None:
        yield there, own("aspect"), text(mention.aspect)


def _evidence(me: str, claim: Claim) -> Iterator[Triple]:
    evidence = claim.evidence
    yield me, own("evidenceOffered"), node(iri_of(evidence.level))
    if evidence.cite is not None:
        yield me, own("evidenceWords"), text(evidence.cite)
    for identifier in evidence.identifiers:
        yield me, own("evidenceIdentifier"), text(identifier)
    if len(evidence.identifiers) > 1:
        yield me, own("evidenceIdentifiers"), text("\n".join(evidence.identifiers))
    for names in works(evidence):
        work = work_node(names)
        yield me, curie("prov:hadPrimarySource"), work
        yield me, curie("cito:citesAsEvidence"), work
        yield work, TYPE, own("Work")


def work_node(names: tuple[str, ...]) -> str:
    """Return the IRI of a work that goes by these names: its DOI, else its PMID, else its address, else a name of our own.

    >>> work_node(("doi:10.1000/x", "pmid:7")), work_node(("named:bannai 2012",))
    ('<https://doi.org/10.1000/x>', '<https://w3id.org/mechgraph/work/bannai%202012>')
    """
    for prefix, base in _WORK_BASES:
        for name in names:
            if name.startswith(prefix) and (found := checked(base + name.removeprefix(prefix))):
                return found
    return node(f"{BASE}work/{segment(names[0].removeprefix('named:'))}")


_WORK_BASES = (("doi:", "https://doi.org/"), ("pmid:", "https://pubmed.ncbi.nlm.nih.gov/"), ("https://", "https://"))


def _place(me: str, claim: Claim) -> Iterator[Triple]:
    yield from target(me, claim.document_id, claim.place)
    if claim.place.section is not None:
        yield me, own("section"), text(claim.place.section)


def target(me: str, document: str, place: Place, suffix: str = "") -> Iterator[Triple]:
    """Yield the words that something is about, by the Web Annotation model."""
    target, position, words = (_part(me, name + suffix) for name in ("target", "position", "quote"))
    yield me, curie("oa:hasTarget"), target
    yield target, TYPE, curie("oa:SpecificResource")
    yield target, curie("oa:hasSource"), item("document", document)
    yield target, curie("oa:hasSelector"), position
    yield target, curie("oa:hasSelector"), words
    yield position, TYPE, curie("oa:TextPositionSelector")
    yield position, curie("oa:start"), integer(place.start)
    yield position, curie("oa:end"), integer(place.end)
    yield words, TYPE, curie("oa:TextQuoteSelector")
    yield words, curie("oa:exact"), text(place.quote)
    if place.prefix:
        yield words, curie("oa:prefix"), text(place.prefix)
    if place.suffix:
        yield words, curie("oa:suffix"), text(place.suffix)


def _quantity(me: str, quantity: Quantity) -> Iterator[Triple]:
    there = _part(me, "quantity")
    yield me, own("quantity"), there
    yield there, own("words"), text(quantity.words)
    for name, number in (("value", quantity.value), ("upperValue", quantity.upper)):
        if number is not None:
            yield there, own(name), double(number)
    for name, words in (("unit", quantity.unit), ("comparator", quantity.comparator)):
        if words is not None:
            yield there, own(name), text(words)


def reading_node(claim: Claim) -> str:
    """Return the activity that a claim came out of: one reader, version and rule, on one document."""
    reading = claim.reading
    return _part(item("document", claim.document_id), f"reading-{digest(reading.reader, reading.version, reading.rule)}")


def reading_triples(claims: Iterable[Claim], *, time: str) -> Iterator[Triple]:
    """Yield each reading that these claims of one document came out of, once."""
    for me, reading in {reading_node(claim): claim.reading for claim in claims}.items():
        reader = reader_node(reading)
        yield me, TYPE, own("Reading")
        yield me, TYPE, curie("prov:Activity")
        yield me, curie("prov:wasAssociatedWith"), reader
        yield me, curie("prov:endedAtTime"), date(time)
        yield me, own("rule"), text(reading.rule)
        yield reader, TYPE, own("Reader")
        yield reader, TYPE, curie("prov:SoftwareAgent")
        yield reader, curie("rdfs:label"), text(reading.reader)
        yield reader, own("version"), text(reading.version)


def reader_node(reading: Reading) -> str:
    """Return the reader in this version."""
    return node(f"{BASE}reader/{digest(reading.reader, reading.version)}")


def factor_triples(factor: Factor) -> Iterator[Triple]:
    """Yield a factor as a SKOS concept."""
    me = item("factor", factor.id)
    yield me, TYPE, own("Factor")
    yield me, TYPE, curie("skos:Concept")
    yield me, curie("skos:prefLabel"), text(factor.label)
    yield me, own("factorKind"), node(iri_of(factor.kind))
    for synonym in factor.synonyms:
        yield me, curie("skos:altLabel"), text(synonym)
    if factor.category is not None:
        yield me, own("category"), text(factor.category)
    if factor.broader is not None:
        yield me, curie("skos:broader"), item("factor", factor.broader)
    if factor.aspect_of is not None:
        yield me, own("aspectOf"), item("factor", factor.aspect_of[0])
        yield me, own("aspect"), text(factor.aspect_of[1])
    if factor.valence is not None:
        yield me, own("valence"), text(factor.valence.value)
    for xref in factor.xrefs:
        yield me, _MATCHES[xref.match], xref_node(xref.curie)


_MATCHES = {
    MatchGrade.EXACT: curie("skos:exactMatch"),
    MatchGrade.CLOSE: curie("skos:closeMatch"),
    MatchGrade.BROAD: curie("skos:broadMatch"),
}


def xref_node(value: str) -> str:
    """Return the IRI of somebody else's identifier: OBO and MeSH by their own rules, the rest by identifiers.org.

    >>> xref_node("CHEBI:18420"), xref_node("MESH:D008274"), xref_node("HGNC:4584")
    ('<http://purl.obolibrary.org/obo/CHEBI_18420>', '<http://id.nlm.nih.gov/mesh/D008274>', '<https://identifiers.org/HGNC:4584>')
    """
    prefix, _, local = value.partition(":")
    if prefix in _OBO:
        return node(f"{PREFIXES['obo']}{prefix}_{segment(local)}")
    return node(f"http://id.nlm.nih.gov/mesh/{segment(local)}" if prefix == "MESH" else f"https://identifiers.org/{segment(value)}")


_OBO = frozenset(["CHEBI", "CL", "DOID", "ECO", "FMA", "GO", "HP", "MONDO", "MP", "NCBITaxon", "OBA", "PATO", "PR", "RO", "SO", "UBERON"])
"""Prefixes whose PURLs the OBO Foundry serves (obofoundry.org)."""


def edge(key: StatementKey) -> Triple:
    """Return the plain triple of a statement."""
    return item("factor", key.subject), node(iri_of(key.relation)), item("factor", key.object)


def statement_triples(statement: Statement) -> Iterator[Triple]:
    """Yield a statement with its counts, the claims about it, and its plain triple while somebody asserts it."""
    me = item("statement", statement.id)
    yield me, TYPE, own("Statement")
    yield from _about(me, statement.key)
    yield me, own("sign"), text(statement.key.sign.value)
    for name, number in _counts(statement):
        yield me, own(name), integer(number)
    for document in statement.documents:
        yield me, own("inDocument"), item("document", document)
    for predicate, claims in _supports(statement):
        for claim in claims:
            yield item("claim", claim), own(predicate), me
    if statement.asserted:
        yield edge(statement.key)


def _supports(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "supports", statement.supporting
    yield "hedges", statement.hedged
    yield "supposes", statement.hypothetical
    yield "denies", statement.denying


def _counts(statement: Statement) -> Iterator[tuple[str, int]]:
    yield "supportingCount", len(statement.supporting)
    yield "hedgedCount", len(statement.hedged)
    yield "hypotheticalCount", len(statement.hypothetical)
    yield "denyingCount", len(statement.denying)
    yield "documentCount", len(statement.documents)
    yield "sourceCount", statement.sources
    for level, name in _LEVEL_COUNTS.items():
        if level in statement.by_evidence:
            yield name, statement.by_evidence[level]


_LEVEL_COUNTS = {
    EvidenceLevel.NONE: "noEvidenceCount",
    EvidenceLevel.VAGUE: "vagueCount",
    EvidenceLevel.NAMED: "namedCount",
    EvidenceLevel.IDENTIFIED: "identifiedCount",
}


def contradiction_triples(pairs: Iterable[tuple[str, str]]) -> Iterator[Triple]:
    """Yield a link from a raising statement to a lowering one about the same factors, both asserted, given by id."""
    for up, down in pairs:
        yield item("statement", up), own("contradicts"), item("statement", down)


def effect_triples(pairs: Iterable[tuple[str, str]]) -> Iterator[Triple]:
    """Yield that one factor raises or lowers another, both given by id."""
    for subject, object_ in pairs:
        yield item("factor", subject), own("raisesOrLowers"), item("factor", object_)


def tally_triples(rows: Iterable[tuple[Relation, EvidenceLevel, int]]) -> Iterator[Triple]:
    """Yield how many claims there are of each relation and kind of evidence."""
    for relation, level, claims in rows:
        me = node(f"{TALLY}#{relation.value}-{level.value}")
        yield me, TYPE, own("Tally")
        yield me, own("ofRelation"), node(iri_of(relation))
        yield me, own("ofEvidence"), node(iri_of(level))
        yield me, own("claimCount"), integer(claims)
