"""What an address says about the view, and back."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.atlas import Atlas
from viz.facets import chip_rows
from viz.scope import FACETS, MAX_DEPTH, MAX_LIMIT, Scope
from viz.view import within

WORDS = st.text("abcdefghij-0123456789", min_size=1, max_size=8)
SIGNS = st.sampled_from(["raises", "lowers", "affects", "linked"])


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    """Return any scope that an address can hold."""
    focus = tuple(dict.fromkeys(draw(st.lists(WORDS, max_size=3))))
    chosen = {facet.name: draw(st.frozensets(SIGNS if facet.name == "sign" else WORDS, max_size=3)) for facet in FACETS}
    return Scope(
        focus=focus,
        depth=draw(st.integers(1, MAX_DEPTH)) if focus else 1,
        limit=draw(st.integers(1, MAX_LIMIT)),
        chosen={name: values for name, values in chosen.items() if values},
        edge=draw(st.none() | WORDS),
        node=draw(st.none() | WORDS),
        table=draw(st.booleans()),
    )


@given(scopes())
def test_every_view_has_an_address_that_leads_back_to_it(scope: Scope) -> None:
    assert Scope.read(dict(parse_qsl(scope.query()))) == scope


@given(st.dictionaries(st.sampled_from(["focus", "depth", "limit", "sign", "view", "edge"]), st.text(max_size=20)))
def test_nothing_that_stands_in_an_address_is_an_error(parameters: dict[str, str]) -> None:
    scope = Scope.read(parameters)

    assert 1 <= scope.depth <= MAX_DEPTH
    assert 1 <= scope.limit <= MAX_LIMIT


@given(scopes(), st.sampled_from([facet.name for facet in FACETS]), WORDS)
def test_choosing_a_value_twice_changes_nothing(scope: Scope, facet: str, value: str) -> None:
    closed = scope.opened(None)

    assert closed.toggled(facet, value).toggled(facet, value) == closed


@pytest.mark.parametrize("word", ["+", "%2B", "raises", " "])
def test_a_plus_in_an_address_means_raises_however_it_was_written(word: str) -> None:
    read = dict(parse_qsl(f"sign={word}", keep_blank_values=True))

    assert Scope.read(read).chosen == {"sign": frozenset({"raises"})}


def test_each_chip_counts_the_edges_that_choosing_it_leaves(atlas: Atlas) -> None:
    scope = Scope.read({"sign": "lowers"})
    for row in chip_rows(atlas, scope):
        for chip in row.chips:
            others = {name: values for name, values in scope.chosen.items() if name != row.facet.name}
            alone = Scope(chosen={**others, row.facet.name: frozenset({chip.value})})
            left = [one for one in within(atlas, alone) if alone.matches(one)]
            assert chip.count == len(left), (row.facet.name, chip.value)


def test_a_value_that_nothing_has_is_still_a_chip_so_that_it_can_be_taken_out(atlas: Atlas) -> None:
    rows = {row.facet.name: row for row in chip_rows(atlas, Scope.read({"flag": "XX999"}))}

    assert [(chip.value, chip.count) for chip in rows["flag"].chips if chip.chosen] == [("XX999", 0)]
