"""The SPARQL page: a plain form that works without scripts, example queries that run with a click, and the answer as a table with links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.queries import Example
from ontology.namespaces import BASE, PREFIXES
from viz import links
from viz.atlas import Atlas
from viz.templating import render as template

PAGES = ("factor", "claim", "statement", "document", "flag")
"""Kinds of our IRIs that have a page."""
DOWNLOADS = (("csv", "CSV"), ("json", "JSON"), ("tsv", "TSV"), ("xml", "XML"))
GRAPH_DOWNLOADS = (("turtle", "Turtle"), ("jsonld", "JSON-LD"), ("ntriples", "N-Triples"))
FIRST = """SELECT ?subject ?relation ?object ?claim WHERE {
  ?claim a mg:Claim ; rdf:subject ?subject ; mg:relation ?relation ; rdf:object ?object .
} LIMIT 50"""
"""What stands in the form at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value of a table: what to show, and where it leads, None where nowhere."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to show: a table (`names`, `rows` of words, None: unbound), else `text` (triples, yes or no, an error with its status)."""

    status: int = 200
    names: Sequence[str] = ()
    rows: Sequence[Sequence[str | None]] = ()
    text: str | None = None


def render(atlas: Atlas, query: str | None, answered: Answered | None, *, limits: str, examples: Sequence[Example] = ()) -> str:
    """Return the page; `limits` are told in words, `query` is None before anything was asked."""
    failed = answered is not None and answered.status >= 400
    table = answered is not None and answered.text is None
    return template(
        "sparql.html.j2",
        atlas,
        current="/sparql",
        query=query or FIRST,
        asked=query is not None,
        answered=answered,
        failed=failed,
        rows=[[cell(atlas, value) for value in row] for row in answered.rows] if answered else [],
        downloads=() if failed or answered is None else DOWNLOADS if table else GRAPH_DOWNLOADS,
        limits=limits,
        examples=[(example, "/sparql?" + links.parameters({"query": example.text})) for example in examples],
        chosen=next((example for example in examples if same(example.text, query)), None),
        download=lambda form: "/sparql?" + links.parameters({"query": query or "", "format": form}),
        prefixes=PREFIXES,
    )


def same(text: str, query: str | None) -> bool:
    """Return whether a query is this text; a form sends other line ends.

    >>> same("ASK { }\\n", "ASK { }\\r\\n")
    True
    """
    return query is not None and text.split() == query.split()


def cell(atlas: Atlas, value: str | None) -> Cell | None:
    """Return how a value is shown: an item of ours by its label and with a link, another IRI with a link, anything else as it is.

    >>> empty = Atlas(factors={}, statements={}, documents={})
    >>> cell(empty, "https://w3id.org/mechgraph/claim/c-1"), cell(empty, "https://w3id.org/mechgraph/ontology#decreases")
    (Cell(text='c-1', address='/claim/c-1'), Cell(text='mg:decreases', address='/ontology#decreases'))
    >>> cell(empty, "javascript:alert(1)")
    Cell(text='javascript:alert(1)', address=None)
    """
    if value is None:
        return None
    if not value.startswith(BASE):
        return Cell(text=value, address=links.outside(value))
    kind, _, name = value.removeprefix(BASE).partition("/")
    if kind in PAGES and name and "/" not in name:
        bare = name.partition("#")[0]
        return Cell(text=_label(atlas, kind, name), address=links.href(kind, bare))
    if value.startswith(PREFIXES["mg"]):
        term = value.removeprefix(PREFIXES["mg"])
        return Cell(text=f"mg:{term}", address=f"/ontology#{links.quoted(term)}")
    return Cell(text=value)


def _label(atlas: Atlas, kind: str, name: str) -> str:
    if kind == "factor" and name in atlas.factors:
        return atlas.factors[name].label
    return atlas.documents[name].name if kind == "document" and name in atlas.documents else name
