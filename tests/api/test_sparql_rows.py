"""Rows are counted from the bytes of an answer, whatever stands in its cells."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql import rows

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
CELLS = st.text(alphabet="{}[]:,\"'\\\r\n\t <result>a", max_size=12) | st.none()


@pytest.mark.parametrize("name", FORMATS)
@given(table=st.lists(st.tuples(CELLS, CELLS), max_size=8), size=st.integers(1, 40))
def test_as_many_rows_are_counted_as_there_are_whole_or_in_pieces(name: str, table: list[tuple[str | None, str | None]], size: int) -> None:
    written = " ".join("(" + " ".join("UNDEF" if cell is None else str(ox.Literal(cell)) for cell in row) + ")" for row in table)
    result = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {written} }} }}")

    assert isinstance(result, ox.QuerySolutions)
    body = result.serialize(format=FORMATS[name]) or b""
    counter = rows.Rows(name)
    in_pieces = [counter.take(body[start : start + size]) for start in range(0, len(body), size)]
    assert rows.count(body, name) == in_pieces[-1] == len(table)
    assert in_pieces == sorted(in_pieces)
