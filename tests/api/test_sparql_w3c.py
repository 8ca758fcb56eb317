"""The W3C's tests of the query language and of result formats, through the service: check, snapshot, reader process, format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.sparql.formats import FORMATS, Kind
from api.sparql.limits import Limits
from api.sparql.negotiate import Choice
from api.sparql.service import Query, QueryService
from ontology.errors import MechgraphError, QueryRefusedError, QuerySyntaxError
from tests.api.loop import run as run_in_thread
from tests.api.w3c import Case, cases, format_for, load, same

pytestmark = pytest.mark.shared

EVALUATION = ("QueryEvaluationTest", "CSVResultFormatTest")
NEGATIVE, POSITIVE = "NegativeSyntaxTest11", "PositiveSyntaxTest11"
NOT_OURS = ("entailment", "service", "syntax-fed")
"""No reasoning over RDFS and OWL, and no call to other servers."""

BOTH_FAIL = {
    "aggregates/agg-groupconcat-04",
    "aggregates/agg-groupconcat-06",
    "aggregates/agg-empty-group-count-graph",
    "bindings/graph",
    "csv-tsv-res/tsv03",
    "functions/bnode01",
    "negation/graph-minus",
    "property-path/zero_or_more_set_start",
    "property-path/zero_or_more_set_end",
    "property-path/zero_or_one_set_start",
    "property-path/zero_or_one_set_end",
}
"""What pyoxigraph 0.5.13 fails alone and in the service: language tags in GROUP_CONCAT, GRAPH ?g around empty patterns, BNODE(str),
paths of length zero on an empty store, one number in TSV."""


MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108
"""Where two hundred small stores are made without waiting for a disk."""


class Suite:
    """The data of the tests, one dataset at a time."""

    def __init__(self) -> None:
        self.case: Case | None = None
        self._number = 0

    def turn_to(self, case: Case) -> None:
        if self.case is None or self.case.dataset != case.dataset:
            self.case = case
            self._number += 1

    def number(self) -> int:
        return self._number

    def snapshot(self, folder: Path) -> int:
        assert self.case is not None
        store = ox.Store(str(folder))
        load(store, self.case)
        return self._number


def run(tests: Sequence[Case]) -> dict[str, object]:
    """Return, for each test, whether its answer was right, or the error that came instead."""

    async def answers() -> dict[str, object]:
        suite = Suite()
        async with QueryService(suite, Limits(fresh=0, readers=1), union=False, prefixes={}, scratch=MEMORY) as service:
            found: dict[str, object] = {}
            for case in sorted(tests, key=lambda case: str(case.dataset)):
                suite.turn_to(case)
                found[case.name] = await outcome(service, case)
            return found

    return run_in_thread(answers())


async def outcome(service: QueryService, case: Case) -> object:
    choices = {kind: Choice(FORMATS["ntriples" if kind is Kind.GRAPH else format_for(case)], "") for kind in Kind}
    try:
        answer = await service.query(Query(text=case.query.read_text(encoding="utf-8"), base=case.query.as_uri()), choices)
    except MechgraphError as error:
        return error
    assert isinstance(answer.body, bytes)
    return case.expected is None or same(case, answer.kind.value, answer.body)


def alone(case: Case) -> object:
    """Return what `outcome` returns, for the engine in this process and with nothing of ours around it."""
    store, text = ox.Store(), case.query.read_text(encoding="utf-8")
    load(store, case)
    try:
        result = store.query(text, base_iri=case.query.as_uri())
    except (SyntaxError, RuntimeError) as error:
        return error
    if isinstance(result, ox.QueryTriples):
        return case.expected is None or same(case, "graph", ox.serialize(result, format=ox.RdfFormat.N_TRIPLES) or b"")
    form = ox.QueryResultsFormat.from_media_type(FORMATS[format_for(case)].media_types[0])
    return case.expected is None or same(case, "table", result.serialize(format=form) or b"")


def failing(found: dict[str, object]) -> set[str]:
    return {name for name, right in found.items() if right is not True}


def of_kinds(shared: Path, *kinds: str) -> list[Case]:
    root = shared / "data" / "rdf-tests" / "sparql" / "sparql11"
    folders = sorted(manifest.parent for manifest in root.glob("*/manifest.ttl"))
    return [case for folder in folders if folder.name not in NOT_OURS for case in cases(folder) if case.kind in kinds]


def test_every_evaluation_test_that_the_engine_passes_alone_is_passed_by_the_service(shared: Path) -> None:
    tests = of_kinds(shared, *EVALUATION)

    ours, engines = run(tests), {case.name: alone(case) for case in tests}

    assert len(ours) == len(engines) == 235
    assert failing(ours) == failing(engines) == BOTH_FAIL


def test_every_query_of_the_syntax_tests_is_read(shared: Path) -> None:
    tests = of_kinds(shared, POSITIVE)

    found = run(tests)

    assert len(found) == 63
    assert not [case.name for case in tests if isinstance(alone(case), SyntaxError)]
    assert {name for name, result in found.items() if isinstance(result, (QuerySyntaxError, QueryRefusedError))} == set()


def test_every_query_that_is_no_sparql_is_refused_with_a_place(shared: Path) -> None:
    tests = of_kinds(shared, NEGATIVE)

    found = run(tests)

    assert not [case.name for case in tests if not isinstance(alone(case), SyntaxError)]
    wrong = {name: result for name, result in found.items() if not isinstance(result, (QuerySyntaxError, QueryRefusedError))}
    assert len(found) == 48
    assert wrong == {}


def test_every_update_of_the_suites_is_refused(shared: Path) -> None:
    found = run(of_kinds(shared, "UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"))

    assert {name: result for name, result in found.items() if not isinstance(result, (QuerySyntaxError, QueryRefusedError))} == {}
