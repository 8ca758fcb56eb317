"""The invented graph that every test of the pages looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import KnowledgeGraph
from graph.audit import RULES, audit
from tests.viz.world import articles
from viz.atlas import Atlas


@pytest.fixture(scope="session")
def world() -> Iterator[KnowledgeGraph]:
    """A graph in memory with three invented articles. Shared: nobody changes it."""
    with KnowledgeGraph.open(None) as graph:
        for one in articles():
            graph.add(one.document, one.claims, one.factors, time="2026-01-01T00:00:00Z")
        yield graph


@pytest.fixture(scope="session")
def atlas(world: KnowledgeGraph) -> Atlas:
    """What the pages know of that graph, its flags included. Frozen."""
    return Atlas.of(world, audit(world).flags, {rule.code: rule.title for rule in RULES})
