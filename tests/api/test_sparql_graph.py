"""The query service on a real graph: in memory as in the demo, and in a folder."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app, create_query_app
from api.routes.sparql import open_service
from api.settings import Settings
from api.sparql.formats import FORMATS, Kind
from api.sparql.negotiate import Choice
from api.sparql.service import Query, QueryService
from graph import KnowledgeGraph
from ontology.model import Factor
from tests.api.loop import run as run_in_thread
from tests.api.serving import serving
from tests.build import a_claim, a_document

CLAIMS = "SELECT ?subject ?object { ?claim a mg:Claim ; rdf:subject ?subject ; rdf:object ?object }"
FACTORS = {name: Factor(id=name, label=name) for name in ("zinc", "copper", "iron")}
TIME = "2026-01-01T00:00:00Z"


async def ask(service: QueryService, text: str) -> list[list[str]]:
    answer = await service.query(Query(text=text), {kind: Choice(FORMATS["csv"], "") for kind in Kind})
    assert isinstance(answer.body, bytes)
    return list(csv.reader(io.StringIO(answer.body.decode())))[1:]


@pytest.mark.parametrize("in_folder", [True, False], ids=["in a folder", "in memory"])
def test_claims_are_found_and_a_newly_loaded_article_too(tmp_path: Path, in_folder: bool) -> None:
    first, second = a_document(), a_document("Copper raises iron.")

    async def run(graph: KnowledgeGraph) -> list[list[list[str]]]:
        graph.add(first, [a_claim(document=first)], FACTORS, time=TIME)
        async with open_service(graph, Settings(query_workers=1)) as service:
            before = await ask(service, CLAIMS)
            graph.add(second, [a_claim("copper", obj="iron", document=second)], FACTORS, time=TIME)
            await asyncio.sleep(service.limits.fresh)
            return [before, await ask(service, CLAIMS)]

    with KnowledgeGraph.open(tmp_path / "store" if in_folder else None) as graph:
        before, after = run_in_thread(run(graph))

    base = "https://w3id.org/mechgraph/factor/"
    assert before == [[f"{base}zinc", f"{base}copper"]]
    assert sorted(after) == [[f"{base}copper", f"{base}iron"], [f"{base}zinc", f"{base}copper"]]
    assert not in_folder or not list((tmp_path / "store").glob("mechgraph-readers-*"))


@pytest.mark.parametrize("app", [create_app, create_query_app], ids=["with the explorer", "without"])
def test_the_app_answers_queries_and_shows_the_page(tmp_path: Path, app: Callable[..., FastAPI]) -> None:
    document = a_document()
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add(document, [a_claim(document=document)], FACTORS, time=TIME)
        with serving(app(graph, settings=Settings(query_workers=1))) as address, httpx.Client(base_url=address) as client:
            table = client.get("/sparql", params={"query": CLAIMS}, headers={"Accept": "text/csv"})
            page = client.get("/sparql", params={"query": CLAIMS}, headers={"Accept": "text/html"})
            graphs = client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})
            elsewhere = client.get("/sparql", headers={"Host": "evil.example"})

    assert "factor/zinc" in table.text
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "zinc" in page.text
    assert "factor/zinc" in graphs.text
    assert elsewhere.status_code == 421
    assert page.headers["x-frame-options"] == "DENY"
